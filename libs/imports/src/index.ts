import { ImportRunResolver } from './import-runs.js';

export { type Change, type Difference, differenceText } from './difference.js';
export { openCsv } from './csv.js';
export { Decimals, type DecimalSign } from './decimals.js';
export { candidatesFor, crsTitle, knownEpsg, liesInGermany, readCrs } from './crs.js';
export { type Feature, type FeatureOptions, geoJsonText, isGeodata, openFeatures } from './features.js';
export { geoRecords, type GeoRecord, isObject, readJson, refuseDeep } from './geojson.js';
export { tooDeepAt } from './json-depth.js';
export { problemIn } from './features-crs.js';
export { firstProblem, type GeometryProblem, isAbroad, pointFromWkt, positionProblem } from './geometry.js';
export { type HeaderCheck, type HeaderlessLayout, missingColumns } from './header.js';
export { ImportRun } from './import-runs.js';
export { type Importer, type SourceFile, StagedBatch, type StagedRow, type StagingColumn } from './importer.js';
export { listRuns, type ListedRun } from './list-runs.js';
export { loadProvenance, Provenance } from './provenance.js';
export { type Finding, type Level, Report } from './report.js';
export { FileError, joined, type Language, phrases, type Say, type Text, textOf, verbatim } from './phrases.js';
export { type ImportReport, importReport } from './report-document.js';
export { reportPage } from './report-page.js';
export { rollbackRun, type RollbackOptions, type RollbackResult } from './rollback.js';
export { type ImportOptions, type ImportResult, type Progress, type RowCounts, runImport } from './run.js';
export { slug } from './slug.js';
export { sourceFile } from './source-file.js';
export {
  openTable,
  type Table,
  type Table as CsvTable,
  type TableRecord,
  type TableRecord as CsvRecord,
} from './table.js';
export { looksLikeJson } from './text.js';

export const resolvers = [ImportRunResolver];

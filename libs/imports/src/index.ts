import { ImportRunResolver } from './import-runs.js';

export { type CsvRecord, type CsvTable, type HeaderCheck, openCsv } from './csv.js';
export { geoRecords, type GeoRecord, isObject, readJson } from './geojson.js';
export { firstProblem, type GeometryProblem, isAbroad, pointFromWkt, positionProblem } from './geometry.js';
export { ImportRun } from './import-runs.js';
export type { Importer, SourceFile, StagedRow, StagingColumn } from './importer.js';
export { loadProvenance, Provenance } from './provenance.js';
export { type Finding, type Level, Report } from './report.js';
export { type ImportOptions, type ImportResult, type Progress, type RowCounts, runImport } from './run.js';
export { sourceFile } from './source-file.js';
export { looksLikeJson } from './text.js';

export const resolvers = [ImportRunResolver];

// Areas that mobile networks cover, as operators deliver them: geodata with operator, technology and roaming per area
// (GeoJSON: https://www.rfc-editor.org/rfc/rfc7946), or a table of 100 m cells.
import { sqlFile } from '@stadtlage/database';
import {
  geoJsonText,
  type HeaderCheck,
  type Importer,
  missingColumns,
  openFeatures,
  openTable,
  type Report,
  type SourceFile,
  type StagedRow,
  type Text,
} from '@stadtlage/imports';
import { EvidenceClass } from './evidence.js';
import { findColumns, readFlag, readMobile } from './import-delivery-values.js';
import { CELL, cellOf } from './import-cell-code.js';
import { isGeodata, needDay, toldEvidence } from './import-delivery-file.js';
import { tellTitles, type Texts, textsOf, textsOfRow } from './import-properties.js';
import { applyStatements, lateDelivery, rollbackStatements, type StatementTable } from './import-statements.js';
import { say } from './import-phrases.js';

const NAMES = {
  cell: CELL,
  operator: ['operator', 'betreiber', 'netzbetreiber', 'anbieter', 'provider'],
  technology: ['technology', 'technologie', 'technik', 'netz'],
  roaming: ['roaming'],
};
type Field = keyof typeof NAMES;

const header: HeaderCheck = {
  columns: 'cell, operator, technology, roaming',
  problem(columns) {
    const at = findColumns(columns, NAMES);
    if (at.cell === undefined) return missingColumns(['cell']);
    return at.technology === undefined ? missingColumns(['technology']) : undefined;
  },
};

const TABLE: StatementTable = {
  table: 'coverage.mobile_availability',
  subject: 'mobile',
  provider: 'operator_id',
  key: ['technology', 'roaming'],
  values: ['geom'],
  place: 'k.geom_3857',
};

function toStaged(
  row: number,
  texts: Texts<Field>,
  cell: string | null,
  area: string | null,
  evidence: EvidenceClass,
  report: Report,
): StagedRow | undefined {
  const before = report.counts.error;
  const wrong = (field: Field, problem: Text, fix: Text) =>
    report.error(problem, { row, column: texts[field].title, value: texts[field].text, fix });
  const technology = readMobile(texts.technology.text);
  if (!technology || technology === '3g') {
    wrong(
      'technology',
      technology
        ? say('3G is kept for sites only: no network here has it any more.')
        : say('The technology is not known.'),
      say('Write 2g, 4g, 5g or 5g_sa.'),
    );
  }
  const roaming = readFlag(texts.roaming.text);
  if (roaming === undefined) wrong('roaming', say('This is neither yes nor no.'), say('Write true or false.'));
  if (report.counts.error > before) return undefined;
  return [row, cell, area, texts.operator.text, null, technology, roaming, evidence];
}

async function* readAreas(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  const evidence = toldEvidence(file) ?? EvidenceClass.OPERATOR;
  let first = true;
  for await (const { row, geometry, srid, properties } of openFeatures(file, report)) {
    if (first) {
      needDay(file, report);
      tellTitles(report, NAMES, Object.keys(properties));
    }
    first = false;
    if (!geometry || !/Polygon$/.test(geometry.type)) {
      report.error(say('A covered area is a Polygon or a MultiPolygon.'), {
        row,
        column: 'geometry',
        value: geometry?.type ?? null,
        fix: say('Sites are imported as mobile-sites.'),
      });
      continue;
    }
    const staged = toStaged(row, textsOf(properties, NAMES), null, geoJsonText(geometry, srid), evidence, report);
    if (staged) yield staged;
  }
}

async function* readCells(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  const table = await openTable(file, report, header);
  const at = findColumns(table.header, NAMES);
  tellTitles(report, NAMES, table.header);
  needDay(file, report);
  const evidence = toldEvidence(file) ?? EvidenceClass.OPERATOR;
  for await (const { row, fields } of table.records) {
    const texts = textsOfRow(table.header, fields, at);
    const cell = cellOf(texts.cell.text, { row, column: texts.cell.title }, report);
    const staged = toStaged(row, texts, cell ?? null, null, evidence, report);
    if (cell && staged) yield staged;
  }
}

export const mobileAvailability: Importer = {
  dataset: 'mobile-availability',
  accepts:
    'areas that mobile networks cover: GeoJSON, GeoPackage or Shapefile with operator, technology (2g, 4g, 5g, 5g_sa) and roaming; or CSV by 100 m cell',
  source: { named: 'provider' },
  staging: [
    { name: 'cell', type: 'text' },
    { name: 'area', type: 'text' },
    { name: 'provider', type: 'text' },
    // The check fills it.
    { name: 'provider_id', type: 'text' },
    { name: 'technology', type: 'text' },
    { name: 'roaming', type: 'boolean' },
    { name: 'evidence', type: 'text' },
  ],
  key: ['source_row'],
  read: (file, report) => (isGeodata(file.name) ? readAreas(file, report) : readCells(file, report)),
  check: sqlFile(import.meta.url, 'import-mobile-availability-check.sql').replace('{late}', () =>
    lateDelivery(TABLE, 'SELECT DISTINCT provider_id, evidence FROM found'),
  ),
  apply: applyStatements(sqlFile(import.meta.url, 'import-mobile-availability.sql'), TABLE),
  rollback: rollbackStatements(TABLE),
  touches: ['mobile-availability', 'mobile-statistics'],
};

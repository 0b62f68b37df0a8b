// Areas that mobile networks cover, as operators deliver them: geodata with operator, technology and roaming per area
// (GeoJSON: https://www.rfc-editor.org/rfc/rfc7946), or a table of 100 m cells.
import { sqlFile } from '@stadtlage/database';
import {
  geoJsonText,
  type HeaderCheck,
  type Importer,
  openFeatures,
  openTable,
  type Report,
  type SourceFile,
  type StagedRow,
} from '@stadtlage/imports';
import { findColumns, readFlag, readMobile } from './import-delivery-values.js';
import { CELL, cellOf } from './import-cell-code.js';
import { isGeodata, needDay } from './import-delivery-file.js';
import { type Texts, textsOf, textsOfRow } from './import-properties.js';
import { applyStatements, lateDelivery, rollbackStatements, type StatementTable } from './import-statements.js';

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
    if (at.cell === undefined) return 'the column cell is missing.';
    return at.technology === undefined ? 'the column technology is missing.' : undefined;
  },
};

const TABLE: StatementTable = {
  table: 'coverage.mobile_availability',
  subject: 'mobile',
  provider: 'operator_id',
  key: ['technology', 'roaming'],
  values: ['geom'],
};

function toStaged(
  row: number,
  texts: Texts<Field>,
  cell: string | null,
  area: string | null,
  report: Report,
): StagedRow | undefined {
  const before = report.counts.error;
  const wrong = (field: Field, problem: string, fix: string) =>
    report.error(problem, { row, column: texts[field].title, value: texts[field].text, fix });
  const technology = readMobile(texts.technology.text);
  if (!technology || technology === '3g') {
    wrong(
      'technology',
      technology ? '3G is kept for sites only: no network here has it any more.' : 'The technology is not known.',
      'Write 2g, 4g, 5g or 5g_sa.',
    );
  }
  const roaming = readFlag(texts.roaming.text);
  if (roaming === undefined) wrong('roaming', 'This is neither yes nor no.', 'Write true or false.');
  if (report.counts.error > before) return undefined;
  return [row, cell, area, texts.operator.text, null, technology, roaming];
}

async function* readAreas(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  let first = true;
  for await (const { row, geometry, srid, properties } of openFeatures(file, report)) {
    if (first) needDay(file, report);
    first = false;
    if (!geometry || !/Polygon$/.test(geometry.type)) {
      report.error('A covered area is a Polygon or a MultiPolygon.', {
        row,
        column: 'geometry',
        value: geometry?.type ?? null,
        fix: 'Sites are imported as mobile-sites.',
      });
      continue;
    }
    const staged = toStaged(row, textsOf(properties, NAMES), null, geoJsonText(geometry, srid), report);
    if (staged) yield staged;
  }
}

async function* readCells(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  const table = await openTable(file, report, header);
  const at = findColumns(table.header, NAMES);
  needDay(file, report);
  for await (const { row, fields } of table.records) {
    const texts = textsOfRow(table.header, fields, at);
    const cell = cellOf(texts.cell.text, { row, column: texts.cell.title }, report);
    const staged = toStaged(row, texts, cell ?? null, null, report);
    if (cell && staged) yield staged;
  }
}

export const mobileAvailability: Importer = {
  dataset: 'mobile-availability',
  accepts:
    'areas that mobile networks cover: GeoJSON, GeoPackage or Shapefile with operator, technology (2g, 4g, 5g, 5g_sa) and roaming; or CSV by 100 m cell',
  source: 'Netzbetreiber',
  staging: [
    { name: 'cell', type: 'text' },
    { name: 'area', type: 'text' },
    { name: 'provider', type: 'text' },
    // The check fills it.
    { name: 'provider_id', type: 'text' },
    { name: 'technology', type: 'text' },
    { name: 'roaming', type: 'boolean' },
  ],
  key: ['source_row'],
  read: (file, report) => (isGeodata(file.name) ? readAreas(file, report) : readCells(file, report)),
  check: sqlFile(import.meta.url, 'import-mobile-availability-check.sql').replace('{late}', () =>
    lateDelivery(TABLE, "SELECT DISTINCT provider_id, 'operator' AS evidence FROM found"),
  ),
  apply: applyStatements(sqlFile(import.meta.url, 'import-mobile-availability.sql'), TABLE),
  rollback: rollbackStatements(TABLE),
  touches: ['mobile-availability'],
};

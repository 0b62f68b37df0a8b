// Availability per 100 m cell. Of the Breitbandatlas: GeoPackage or table with a column down_fn_hh_{technology}_{speed} per figure,
// https://gigabitgrundbuch.bund.de/GIGA/DE/Downloads_Suche/start.html ; of operators: a table with cell, technology, download.
import { sqlFile } from '@stadtlage/database';
import {
  FileError,
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
import { readShare } from './import-availability-shares.js';
import { CELL, cellOf, centreOf, readCell } from './import-cell-code.js';
import { isGeodata, needDay, toldEvidence } from './import-delivery-file.js';
import { EvidenceClass } from './evidence.js';
import { columnName, findColumns, readLevel, readSpeed, readTechnology, readUse } from './import-delivery-values.js';
import { type GridFigure, gridFigure } from './import-grid-figure.js';
import { tellTitles } from './import-properties.js';
import { applyStatements, lateDelivery, rollbackStatements, type StatementTable } from './import-statements.js';
import { say } from './import-phrases.js';

const NAMES = {
  cell: CELL,
  technology: ['technology', 'technologie', 'technik'],
  down: ['download', 'download_mbit', 'max_download', 'max_down_mbit'],
  up: ['upload', 'upload_mbit', 'max_upload', 'max_up_mbit'],
  operator: ['operator', 'anbieter', 'betreiber', 'provider'],
  level: ['level', 'anschlussstufe', 'ausbaustufe', 'connection_level'],
  use: ['use', 'nutzung'],
};

const header: HeaderCheck = {
  columns: say(
    'cell and columns such as down_fn_hh_ftthb_1000; or cell, technology, download, upload, operator, level',
  ),
  problem(columns) {
    const at = findColumns(columns, NAMES);
    if (at.cell === undefined) return missingColumns(['cell']);
    if (columns.some(gridFigure)) return undefined;
    if (at.technology === undefined) return missingColumns(['technology']);
    return at.down === undefined ? missingColumns(['download']) : undefined;
  },
};

const TABLE: StatementTable = {
  table: 'coverage.grid_availability',
  subject: 'grid',
  provider: 'provider_id',
  key: ['cell_id', 'technology', 'use', 'min_down_mbit'],
  values: ['share', 'max_up_mbit', 'connection_level'],
  place: '(SELECT c.geom_3857 FROM coverage.grid_cell c WHERE c.id = k.cell_id)',
};

function official(
  row: number,
  cell: string | null,
  centre: string | null,
  figures: GridFigure[],
  valueOf: (figure: GridFigure) => string,
  report: Report,
): StagedRow | undefined {
  const before = report.counts.error;
  const shares = figures.map((figure) => readShare(valueOf(figure), { row, column: figure.column }, report));
  if (report.counts.error > before) return undefined;
  const map = <T>(of: (figure: GridFigure) => T) => figures.map(of);
  return [
    row,
    cell,
    centre,
    null,
    null,
    null,
    null,
    map(({ technology }) => technology),
    map(({ use }) => use),
    map(({ minDownMbit }) => minDownMbit),
    shares,
    null,
    null,
    EvidenceClass.OFFICIAL_GRID,
  ];
}

async function* readRows(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  const table = await openTable(file, report, header);
  const at = findColumns(table.header, NAMES);
  const figures = table.header.flatMap((title) => gridFigure(title) ?? []);
  const indexes = new Map(figures.map(({ column }) => [column, table.header.indexOf(column)]));
  tellTitles(report, NAMES, table.header);
  needDay(file, report);
  // The atlas says itself what it rests on.
  const evidence = figures.length ? EvidenceClass.OFFICIAL_GRID : (toldEvidence(file) ?? EvidenceClass.OPERATOR);
  for await (const { row, fields } of table.records) {
    const before = report.counts.error;
    const text = (field: keyof typeof NAMES) => (at[field] === undefined ? '' : fields[at[field]]!);
    const title = (field: keyof typeof NAMES) => table.header[at[field]!]!;
    const cell = cellOf(text('cell'), { row, column: title('cell') }, report);
    if (figures.length) {
      const staged = official(row, cell ?? null, null, figures, ({ column }) => fields[indexes.get(column)!]!, report);
      if (cell && staged) yield staged;
      continue;
    }
    const wrong = (field: keyof typeof NAMES, problem: Text, fix: Text) =>
      report.error(problem, { row, column: title(field), value: text(field), fix });
    const technology = readTechnology(text('technology'));
    if (!technology)
      wrong(
        'technology',
        say('The technology is not known.'),
        say('Write ftth, fttb, fttc, hfc, dsl, fixed_wireless, satellite or other.'),
      );
    const [down, up] = (['down', 'up'] as const).map((field) => {
      const speed = readSpeed(text(field));
      if (speed === undefined)
        wrong(field, say('A speed is a number of Mbit/s from 0 to 1,000,000.'), say('Write it as 1000 or 16,5.'));
      return speed;
    });
    const level = readLevel(text('level'));
    if (level === undefined)
      wrong(
        'level',
        say('The connection level is not known.'),
        say('Write passed, prepared, connected or activated, or leave it empty.'),
      );
    const use = readUse(text('use'));
    if (!use) wrong('use', say('The use is not known.'), say('Write residential, commercial or any.'));
    if (report.counts.error > before) continue;
    const speed = Math.floor(down ?? 0);
    const figure = [text('operator'), technology, use, speed].join(' ');
    const lists = [[technology], [use], [speed], [null]];
    yield [row, cell, null, figure, text('operator'), null, null, ...lists, up, level, evidence];
  }
}

async function* readCells(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  let figures: GridFigure[] | undefined;
  let code: string | undefined;
  for await (const feature of openFeatures(file, report)) {
    const { row, properties } = feature;
    if (!figures) {
      const titles = Object.keys(properties);
      figures = titles.flatMap((title) => gridFigure(title) ?? []);
      tellTitles(report, NAMES, titles);
      if (!figures.length)
        throw new FileError(
          say('{name} has no column such as down_fn_hh_ftthb_1000. Found: {titles}.', {
            name: file.name,
            titles: titles.slice(0, 12).join(', '),
          }),
        );
      const named = titles.find((title) => CELL.includes(columnName(title)));
      // Some name their cells by numbers of their own: then the place tells.
      if (named && typeof readCell(String(properties[named])) === 'string') code = named;
      report.information(
        code
          ? say('Cells are named by the column {code}.', { code })
          : say('Cells are named by where their middle lies.'),
      );
      needDay(file, report);
    }
    const cell = code ? cellOf(String(properties[code]), { row, column: code }, report) : null;
    const centre = code ? null : centreOf(feature);
    if (centre === undefined) {
      report.error(say('This is no square of 100 m.'), {
        row,
        column: 'geometry',
        fix: say('Export the layer of the 100 m grid.'),
      });
      continue;
    }
    const staged = official(
      row,
      cell ?? null,
      centre,
      figures,
      ({ column }) => String(properties[column] ?? ''),
      report,
    );
    if (staged && (cell || centre)) yield staged;
  }
}

export const gridAvailability: Importer = {
  dataset: 'grid-availability',
  accepts:
    'availability by 100 m cell: the grid of the Breitbandatlas (GeoPackage or table), or CSV or XLSX with cell, technology, download, upload, operator, level',
  source: { named: 'provider', otherwise: 'Breitbandatlas, Gigabit-Grundbuch (Bundesnetzagentur)' },
  staging: [
    { name: 'cell', type: 'text' },
    { name: 'centre', type: 'text' },
    { name: 'figure', type: 'text' },
    // Null: official statistics.
    { name: 'provider', type: 'text' },
    // The check fills these: the id, and whether the cell lies in one of the city's districts.
    { name: 'provider_id', type: 'text' },
    { name: 'inside', type: 'boolean' },
    { name: 'technologies', type: 'text[]' },
    { name: 'uses', type: 'text[]' },
    { name: 'speeds', type: 'integer[]' },
    { name: 'shares', type: 'numeric[]' },
    { name: 'max_up_mbit', type: 'numeric' },
    { name: 'connection_level', type: 'text' },
    { name: 'evidence', type: 'text' },
  ],
  key: ['cell', 'centre', 'figure'],
  read: (file, report) => (isGeodata(file.name) ? readCells(file, report) : readRows(file, report)),
  check: sqlFile(import.meta.url, 'import-grid-availability-check.sql').replace('{late}', () =>
    lateDelivery(TABLE, 'SELECT DISTINCT provider_id, evidence FROM found'),
  ),
  apply: applyStatements(sqlFile(import.meta.url, 'import-grid-availability.sql'), TABLE),
  rollback: rollbackStatements(TABLE),
  touches: ['grid-availability'],
};

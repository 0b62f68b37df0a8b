// Radio cells that phones have measured: OpenCelliD, https://wiki.opencellid.org/wiki/Menu_map_view#database , whose format is also
// described at https://ichnaea.readthedocs.io/en/latest/import_export.html ; also exports of it with other columns, as long as they
// have a header.
import { sqlFile } from '@stadtlage/database';
import {
  type HeaderCheck,
  type Importer,
  missingColumns,
  openTable,
  positionProblem,
  type Report,
} from '@stadtlage/imports';
import { columnName, findColumns, readMobile } from './import-delivery-values.js';
import { type Texts, textsOfRow } from './import-properties.js';
import { say } from './import-phrases.js';

const NAMES = {
  radio: ['radio'],
  country: ['mcc'],
  network: ['net', 'mnc'],
  area: ['area', 'lac', 'tac'],
  cell: ['cell', 'cellid', 'cid'],
  longitude: ['lon', 'longitude'],
  latitude: ['lat', 'latitude'],
  range: ['range'],
  samples: ['samples'],
  created: ['created'],
  updated: ['updated'],
  signal: ['averagesignal', 'average_signal'],
};
type Field = keyof typeof NAMES;
const NEEDED = ['country', 'network', 'cell', 'longitude', 'latitude'] as const;

const header: HeaderCheck = {
  columns: 'radio, mcc, net, area, cell, unit, lon, lat, range, samples, changeable, created, updated, averageSignal',
  problem(columns) {
    const at = findColumns(columns, NAMES);
    const missing = NEEDED.find((field) => at[field] === undefined);
    return missingColumns(missing ? [NAMES[missing][0]!] : []);
  },
  headerless: [
    {
      name: 'OpenCelliD',
      columns: [
        'radio',
        'mcc',
        'net',
        'area',
        'cell',
        'unit',
        'lon',
        'lat',
        'range',
        'samples',
        'changeable',
        'created',
        'updated',
        'averageSignal',
      ],
      fits: (fields) => /^(GSM|UMTS|LTE|NR|CDMA)$/.test(fields[0]!) && /^\d{3}$/.test(fields[1]!),
    },
  ],
};

/** Seconds since 1970 as a day; null for 0, which OpenCelliD writes for unknown. */
export function dayOfSeconds(text: string): string | null {
  const seconds = /^\d{9,10}$/.test(text) ? Number(text) : 0;
  return seconds ? new Date(seconds * 1000).toISOString().slice(0, 10) : null;
}

/** A whole number in bounds, null where there is none, undefined after reporting an error. */
function readNumber(
  texts: Texts<Field>,
  field: Field,
  row: number,
  most: number,
  report: Report,
): number | null | undefined {
  const { text, title } = texts[field];
  if (text === '') return null;
  // Programs that know no empty integers write them as 5.0.
  const number = /^-?\d+(\.0+)?$/.test(text) ? Number(text) : NaN;
  if (Math.abs(number) <= most) return number;
  report.error(say('This is no whole number up to {most}.', { most }), {
    row,
    column: title,
    value: text,
    fix: say('Correct it, or leave it empty.'),
  });
  return undefined;
}

export const mobileCells: Importer = {
  dataset: 'mobile-cells',
  accepts: 'measured cells of mobile networks: OpenCelliD CSV, with or without header',
  source: 'OpenCelliD (CC BY-SA 4.0)',
  staging: [
    { name: 'technology', type: 'text' },
    { name: 'country_code', type: 'integer' },
    { name: 'network_code', type: 'integer' },
    { name: 'area_code', type: 'integer' },
    { name: 'cell', type: 'bigint' },
    { name: 'range_m', type: 'integer' },
    { name: 'samples', type: 'integer' },
    { name: 'average_signal_dbm', type: 'integer' },
    { name: 'first_seen', type: 'date' },
    { name: 'last_seen', type: 'date' },
    { name: 'longitude', type: 'float8' },
    { name: 'latitude', type: 'float8' },
  ],
  key: ['source_row'],
  async *read(file, report) {
    const table = await openTable(file, report, header);
    const at = findColumns(table.header, NAMES);
    const used = new Set<number | undefined>(Object.values(at));
    for (const [index, title] of table.header.entries()) {
      if (used.has(index) || ['unit', 'changeable'].includes(columnName(title))) continue;
      report.information(
        title ? say('The column is not known.') : say('The first column has no name: it numbers the rows.'),
        {
          column: title || null,
          fix: say('It is left out.'),
        },
      );
    }
    if (at.radio === undefined)
      report.information(say('No column names the radio: the technology of the cells stays unknown.'));
    if (at.area === undefined)
      report.information(say('No column names the area, which tells cells with the same number apart.'), {
        fix: say('All are kept.'),
      });
    for await (const { row, fields } of table.records) {
      const before = report.counts.error;
      const texts = textsOfRow(table.header, fields, at);
      const number = (field: Field, most: number) => readNumber(texts, field, row, most, report);
      const country = number('country', 999);
      const network = number('network', 999);
      const cell = number('cell', 2 ** 36);
      if (country === null || network === null || cell === null) {
        report.error(say('A cell has mcc, net and a number.'), {
          row,
          value: fields.join(' | '),
          fix: say('Complete the row, or remove it.'),
        });
      }
      const position = (['longitude', 'latitude'] as const).map(
        (field) => table.decimalOf(texts[field].text, { row, column: texts[field].title }) ?? NaN,
      );
      const problem = positionProblem(position);
      if (problem)
        report.error(problem.problem, { row, column: texts.longitude.title, value: problem.value, fix: problem.fix });
      const [area, range, samples] = [
        number('area', 2 ** 31 - 1),
        number('range', 2 ** 31 - 1),
        number('samples', 2 ** 31 - 1),
      ];
      const signal = number('signal', 1000);
      if (report.counts.error > before) continue;
      yield [
        row,
        readMobile(texts.radio.text) ?? null,
        country,
        network,
        area,
        cell,
        range,
        samples,
        // 0 stands for unknown: no phone hears that well.
        signal || null,
        dayOfSeconds(texts.created.text),
        dayOfSeconds(texts.updated.text),
        ...position,
      ];
    }
  },
  check: sqlFile(import.meta.url, 'import-mobile-cells-check.sql'),
  apply: sqlFile(import.meta.url, 'import-mobile-cells.sql'),
  touches: ['mobile-cells'],
};

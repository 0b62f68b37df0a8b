// Breitbandatlas, availability per municipality and district: https://gigabitgrundbuch.bund.de/GIGA/DE/Downloads_Suche/start.html
import { sqlFile } from '@stadtlage/database';
import { FileError, type Importer, openTable, type Report, type StagedRow, type TableRecord } from '@stadtlage/imports';
import { dialectOf, header, type ShareDialect } from './import-share-dialects.js';
import { say } from './import-phrases.js';

/** Percent; null where the file says nothing, undefined after reporting an error. */
export function readShare(
  text: string,
  place: { row: number; column: string },
  report: Report,
): number | null | undefined {
  if (text === '' || text === '-' || /^(k\. ?A\.|n\/?a)$/i.test(text)) return null;
  const share = /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
  if (share >= 0 && share <= 100) return share;
  // The atlas rounds sums of households: a little more than all of them is all of them.
  if (share > 100 && share <= 101) {
    report.quality(say('The share is a little over 100 percent.'), {
      ...place,
      value: text,
      fix: say('It is taken as 100.'),
    });
    return 100;
  }
  report.error(say('A share is a number from 0 to 100.'), {
    ...place,
    value: text,
    fix: say('Correct it, or leave it empty if it is unknown.'),
  });
  return undefined;
}

/** The atlas describes the middle of the year that its file is named after. */
function dateFromName(name: string): string | undefined {
  const year = /(?<!\d)20\d\d(?!\d)/.exec(name)?.[0];
  return year && `${year}-06-30`;
}

function checkKey(key: string, digits: number, row: number, report: Report): void {
  if (key.length === digits && /^\d+$/.test(key)) return;
  report.error(
    say(digits === 5 ? 'The key (AGS) of a district has 5 digits.' : 'The key (AGS) of a municipality has 8 digits.'),
    {
      row,
      column: 'AGS',
      value: key,
      fix:
        key.length === digits - 1 && /^\d+$/.test(key)
          ? say('A spreadsheet has taken its leading zero: add it.')
          : say('Correct the key.'),
    },
  );
}

function readCount(text: string, place: { row: number; column: string }, report: Report): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  report.error(say('A number of firms is a whole number.'), { ...place, value: text, fix: say('Correct it.') });
  return undefined;
}

/** A record as it is staged, null where it says nothing, undefined after reporting an error. */
function toStaged(
  { row, fields }: TableRecord,
  dialect: ShareDialect,
  keyIndex: number,
  titles: string[],
  report: Report,
): StagedRow | null | undefined {
  const before = report.counts.error;
  const key = fields[keyIndex]!;
  checkKey(key, dialect.areaKind === 'district' ? 5 : 8, row, report);
  const cells = dialect.cells(fields);
  if (!Array.isArray(cells)) {
    report.error(say('The value is not known.'), { row, ...cells });
    return undefined;
  }
  const { totalIndex } = dialect;
  const total =
    totalIndex === undefined ? null : readCount(fields[totalIndex]!, { row, column: titles[totalIndex]! }, report);
  const shares = cells.map(({ index, title }) => readShare(fields[index]!, { row, column: title }, report));
  const units = cells.map(({ unitsIndex }) =>
    unitsIndex === undefined ? null : readCount(fields[unitsIndex]!, { row, column: titles[unitsIndex]! }, report),
  );
  if (report.counts.error > before) return undefined;
  if (total === 0) return null;
  if (total && units.reduce<number>((sum, number) => sum + (number ?? 0), 0) !== total) {
    report.quality(say('The parts do not add up to the total.'), {
      row,
      column: titles[totalIndex!],
      value: `${units.join(' + ')} of ${total}`,
      fix: say('They are kept as they are: ask the publisher.'),
    });
  }
  return [
    row,
    key,
    // Files with one figure per row have many rows for one area.
    cells.length === 1 ? `${cells[0]!.technology} ${cells[0]!.minDownMbit} ${cells[0]!.surface}` : null,
    dialect.areaKind,
    dialect.shareOf,
    total,
    cells.map(({ technology }) => technology),
    cells.map(({ minDownMbit }) => minDownMbit),
    cells.map(({ surface }) => surface),
    cells.map(({ measure }) => measure),
    units,
    shares,
  ];
}

const availabilityShares: Importer = {
  dataset: 'availability-shares',
  accepts:
    'Breitbandatlas: CSV of household availability per municipality (since 2018), mobile networks per district, or firms in business parks',
  source: 'Breitbandatlas, Gigabit-Grundbuch (Bundesnetzagentur)',
  // One row per record of the file; the arrays are of one length.
  staging: [
    { name: 'area', type: 'text' },
    { name: 'figure', type: 'text' },
    { name: 'area_kind', type: 'text' },
    { name: 'share_of', type: 'text' },
    { name: 'total', type: 'integer' },
    { name: 'technologies', type: 'text[]' },
    { name: 'speeds', type: 'integer[]' },
    { name: 'surfaces', type: 'text[]' },
    { name: 'measures', type: 'text[]' },
    { name: 'units', type: 'integer[]' },
    { name: 'shares', type: 'numeric[]' },
  ],
  key: ['area', 'figure'],
  async *read(file, report) {
    const table = await openTable(file, report, header);
    const date = dateFromName(file.name);
    if (date) report.describes(date, say('the year is in the file name, and the atlas describes the middle of a year'));
    if (!report.dataDate) {
      throw new FileError(
        say(
          '{name}: no year is in the file name, so the day that the data describes is not known. Name it with --date, for example --date 2021-06-30.',
          { name: file.name },
        ),
      );
    }
    const dialect = dialectOf(table.header)!;
    report.dialect.set('Table', dialect.name);
    if (dialect.remark) report.information(dialect.remark);
    const key = table.header.findIndex((name) => name.toUpperCase() === 'AGS');
    for (const [index, title] of table.header.entries()) {
      if (index === key || dialect.known.has(index)) continue;
      report.quality(say('The column names no technology and speed.'), { column: title, fix: say('It is left out.') });
    }
    let unknown = 0;
    let withoutFirms = 0;
    for await (const record of table.records) {
      const staged = toStaged(record, dialect, key, table.header, report);
      if (staged) {
        unknown += (staged.at(-1) as (number | null)[]).filter((share) => share === null).length;
        yield staged;
      } else if (staged === null) withoutFirms++;
    }
    if (unknown)
      report.information(say('{count} shares are empty in the file.', { count: unknown }), {
        fix: say('They are left out: unknown is not zero.'),
      });
    if (withoutFirms)
      report.information(say('{count} municipalities have no firm in a business park.', { count: withoutFirms }), {
        fix: say('They are left out: of nothing there is no share.'),
      });
  },
  apply: sqlFile(import.meta.url, 'import-availability-shares.sql'),
  touches: ['availability-shares'],
};

export const importers: Importer[] = [availabilityShares];

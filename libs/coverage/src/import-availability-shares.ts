// Breitbandatlas, availability per municipality: one row per municipality (AGS), one column per technology and speed.
// https://gigabitgrundbuch.bund.de/GIGA/DE/Breitbandatlas/Downloads/start.html
import { sqlFile, UserError } from '@stadtlage/database';
import { type HeaderCheck, type Importer, openCsv, type Report } from '@stadtlage/imports';

const TECHNOLOGIES: [pattern: RegExp, technology: string][] = [
  [/^alle technologien/i, 'all'],
  [/^leitungsg(\.|ebundene) technologien/i, 'wired'],
  [/^mobile technologien/i, 'mobile'],
  [/^DSL/i, 'dsl'],
  [/^(CATV|HFC)/i, 'hfc'],
  [/^FTTH\/B|^FTTB\/H/i, 'fttb_ftth'],
];

export interface ShareColumn {
  index: number;
  title: string;
  technology: string;
  minDownMbit: number;
}

/** Reads a column title such as `leitungsg. Technologien ≥ 50 Mbit/s`. */
export function shareColumns(header: string[]): ShareColumn[] {
  return header.flatMap((title, index) => {
    const technology = TECHNOLOGIES.find(([pattern]) => pattern.test(title))?.[1];
    const speed = /(?:≥|>=)\s*(\d+)\s*Mbit\/s$/i.exec(title)?.[1];
    return technology && speed ? [{ index, title, technology, minDownMbit: Number(speed) }] : [];
  });
}

const header: HeaderCheck = {
  columns: 'AGS, and shares such as "alle Technologien ≥ 50 Mbit/s" or "FTTH/B ≥ 1000 Mbit/s"',
  problem(columns) {
    if (!columns.some((name) => name.toUpperCase() === 'AGS')) return 'the column AGS is missing.';
    return shareColumns(columns).length ? undefined : 'there is no column with a technology and a speed.';
  },
};

/** Percent of households; null where the file says nothing, undefined after reporting an error. */
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
    report.quality('The share is a little over 100 percent.', { ...place, value: text, fix: 'It is taken as 100.' });
    return 100;
  }
  report.error('A share is a number from 0 to 100.', {
    ...place,
    value: text,
    fix: 'Correct it, or leave it empty if it is unknown.',
  });
  return undefined;
}

/** The atlas describes the middle of the year that its file is named after. */
function dateFromName(name: string): string | undefined {
  const year = /(?<!\d)20\d\d(?!\d)/.exec(name)?.[0];
  return year && `${year}-06-30`;
}

const availabilityShares: Importer = {
  dataset: 'availability-shares',
  accepts:
    'Breitbandatlas, household availability per municipality: CSV with AGS and one column per technology and speed',
  source: 'Breitbandatlas, Gigabit-Grundbuch (Bundesnetzagentur)',
  // One row per municipality; three arrays of one length.
  staging: [
    { name: 'municipality_key', type: 'text' },
    { name: 'technologies', type: 'text[]' },
    { name: 'speeds', type: 'integer[]' },
    { name: 'shares', type: 'numeric[]' },
  ],
  key: ['municipality_key'],
  async *read(file, report) {
    const table = await openCsv(file, report, header);
    const date = dateFromName(file.name);
    if (date) report.describes(date, `the year is in the file name, and the atlas describes the middle of a year`);
    if (!report.dataDate) {
      throw new UserError(
        `${file.name}: no year is in the file name, so the day that the data describes is not known. Name it with --date, for example --date 2021-06-30.`,
      );
    }
    const columns = shareColumns(table.header);
    const key = table.header.findIndex((name) => name.toUpperCase() === 'AGS');
    for (const [index, title] of table.header.entries()) {
      if (index === key || columns.some((column) => column.index === index)) continue;
      report.quality('The column names no technology and speed.', { column: title, fix: 'It is left out.' });
    }
    const technologies = columns.map(({ technology }) => technology);
    const speeds = columns.map(({ minDownMbit }) => minDownMbit);
    let unknown = 0;
    for await (const { row, fields } of table.records) {
      const before = report.counts.error;
      const municipality = fields[key]!;
      if (!/^\d{8}$/.test(municipality)) {
        report.error('A municipality key (AGS) has 8 digits.', {
          row,
          column: 'AGS',
          value: municipality,
          fix: /^\d{7}$/.test(municipality) ? 'A spreadsheet has taken its leading zero: add it.' : 'Correct the key.',
        });
      }
      const shares = columns.map(({ index, title }) => readShare(fields[index]!, { row, column: title }, report));
      if (report.counts.error > before) continue;
      unknown += shares.filter((share) => share === null).length;
      yield [row, municipality, technologies, speeds, shares];
    }
    if (unknown)
      report.information(`${unknown.toLocaleString('en')} shares are empty in the file.`, {
        fix: 'They are left out: unknown is not zero.',
      });
  },
  apply: sqlFile(import.meta.url, 'import-availability-shares.sql'),
  touches: ['availability-shares'],
};

export const importers: Importer[] = [availabilityShares];

// Where the header of a table is, and what its columns are called where it has none.
import type { Report } from './report.js';
import { FileError, type Text, joined, verbatim } from './phrases.js';
import { say } from './report-phrases.js';

/** What an importer needs of a header. */
export interface HeaderCheck {
  /** The columns in words, such as `strassenschluessel, bezeichnung, geometry`. */
  columns: string | Text;
  /** A sentence about what is missing, or undefined when the header will do. */
  problem(header: string[]): Text | undefined;
  /** Layouts of the format that have no header. They are tried where no row will do as one. */
  headerless?: HeaderlessLayout[];
}

/** A table without header, known by its number of columns and by what stands in them. */
export interface HeaderlessLayout {
  /** For the report: `house coordinates NRW, version 1`. */
  name: string;
  /** What its columns are called, in their order. */
  columns: string[];
  /** Whether these fields, as many as there are columns, can be a row of it. */
  fits(fields: string[]): boolean;
}

export interface FoundHeader {
  header: string[];
  /** Index among the rows that were looked at; -1 where the header is the layout's, not the file's. */
  at: number;
  layout?: HeaderlessLayout;
}

/** So many rows may stand above the header: titles, sources, empty ones. */
export const ROWS_BEFORE_HEADER = 20;

const tidy = (name: string) => name.replace(/\s+/g, ' ').trim();

/** The first row that will do as a header, else the layout that the first rows fit. Empty columns at its end are left off. */
export function findHeader(rows: string[][], expected: HeaderCheck): FoundHeader | undefined {
  for (const [at, row] of rows.slice(0, ROWS_BEFORE_HEADER + 1).entries()) {
    const header = withoutEmptyEnd(row.map(tidy));
    if (header.length && !expected.problem(header)) return { header, at };
  }
  for (const layout of expected.headerless ?? []) {
    const fits = (row: string[]) => row.length === layout.columns.length && layout.fits(row);
    // A bad row among the first is for the importer to report; the first one decides whether there is a header.
    if (rows.length && fits(rows[0]!) && rows.filter(fits).length >= rows.length * 0.75) {
      return { header: layout.columns, at: -1, layout };
    }
  }
  return undefined;
}

/** Tells the report what was found, with the titles that were passed over. @param rowOf the row of the file for an index */
export function tellHeader(found: FoundHeader, rows: string[][], rowOf: (at: number) => number, report: Report): void {
  const { at, layout } = found;
  if (layout) {
    report.dialect.set('Header', `none; columns as in ${layout.name}`);
    return;
  }
  report.dialect.set('Header', `row ${rowOf(at)}`);
  if (at < 1) return;
  const titles = rows.slice(0, at).map((row) => row.filter((field) => field.trim()).join(' | '));
  report.information(
    at === 1
      ? say('One row above the header is passed over.')
      : say('{count} rows above the header are passed over.', { count: at }),
    {
      row: rowOf(0),
      value: titles.filter(Boolean).join(' / ') || null,
      fix: say('Check that it holds only titles.'),
    },
  );
}

/** @throws FileError when a column that has a name has it twice */
export function refuseTwice(name: string | Text, header: string[]): void {
  const twice = header.find((column, i) => column && header.indexOf(column) !== i);
  if (twice !== undefined)
    throw new FileError(say('{name} has the column "{twice}" twice. Remove one.', { name, twice }));
}

/** The usual problem of a header; undefined where nothing is missing. */
export const missingColumns = (names: string[]): Text | undefined =>
  names.length > 1
    ? say('the columns {names} are missing.', { names: names.join(', ') })
    : names[0] === undefined
      ? undefined
      : say('the column {name} is missing.', { name: names[0] });

function withoutEmptyEnd(row: string[]): string[] {
  return row.slice(0, row.findLastIndex((field) => field !== '') + 1);
}

/** Names for a message: not too many, none too long. */
export function shortList(names: string[]): Text {
  const list = names
    .slice(0, 12)
    .map((name) => (name ? verbatim(name.length > 40 ? `${name.slice(0, 39)}…` : name) : say('(empty)')));
  const shown = joined(list, ', ');
  return names.length > 12 ? say('{shown} and {count} more', { shown, count: names.length - 12 }) : shown;
}

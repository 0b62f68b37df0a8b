// Tables as text: https://www.rfc-editor.org/rfc/rfc4180, and the dialects that German offices really send.
import { UserError } from '@stadtlage/database';
import { CsvError, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { Readable } from 'node:stream';
import type { SourceFile } from './importer.js';
import type { Report } from './report.js';
import { decode, detectEncoding, headOf } from './text.js';

export interface CsvRecord {
  /** The line of the file on which the record ends, counted from 1. */
  row: number;
  /** The fields in the order of the header, trimmed. */
  fields: string[];
}

export interface CsvTable {
  header: string[];
  records: AsyncIterable<CsvRecord>;
}

const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' };
type Delimiter = keyof typeof DELIMITERS;
const MAX_RECORD = 1_000_000;

/**
 * Opens a CSV file with a header line: detects its encoding and delimiter, checks its header, and streams its records.
 * A record with too few or too many fields is reported and left out.
 * @param expected says which header it needs, for the message when the file has another one
 * @throws UserError when the file is no such table
 */
export async function openCsv(file: SourceFile, report: Report, expected: HeaderCheck): Promise<CsvTable> {
  const encoding = await detectEncoding(file, report);
  const head = await headOf(file, encoding);
  const delimiter = detectDelimiter(file.name, head, expected);
  report.dialect.set('Delimiter', DELIMITERS[delimiter]);
  const header = splitHeader(head, delimiter);
  const problem = expected.problem(header);
  if (problem) {
    throw new UserError(`${file.name}: ${problem} Expected: ${expected.columns}. Found: ${shortList(header)}.`);
  }
  const twice = header.find((name, i) => header.indexOf(name) !== i);
  if (twice !== undefined) throw new UserError(`${file.name} has the column "${twice}" twice. Remove one.`);
  return { header, records: records(file, report, decode(file, encoding), delimiter, header) };
}

/** What an importer needs of a header. */
export interface HeaderCheck {
  /** The columns in words, such as `strassenschluessel, bezeichnung, geometry`. */
  columns: string;
  /** A sentence about what is missing, or undefined when the header will do. */
  problem(header: string[]): string | undefined;
}

function detectDelimiter(name: string, head: string, expected: HeaderCheck): Delimiter {
  const candidates = (Object.keys(DELIMITERS) as Delimiter[]).map((delimiter) => ({
    delimiter,
    header: splitHeader(head, delimiter),
  }));
  const fitting = candidates.find(({ header }) => !expected.problem(header));
  if (fitting) return fitting.delimiter;
  if (/^\s*[[{]/.test(head)) throw new UserError(`${name} is JSON, not CSV. Expected the columns ${expected.columns}.`);
  const widest = candidates.reduce((a, b) => (b.header.length > a.header.length ? b : a));
  if (widest.header.length > 1) return widest.delimiter;
  throw new UserError(
    `${name}: the first line is not a header whose columns are separated by comma, semicolon, tab or vertical bar. Expected: ${expected.columns}. Found: ${shortList(widest.header)}.`,
  );
}

/** The fields of the first line. */
function splitHeader(head: string, delimiter: Delimiter): string[] {
  const line = /^[^\r\n]*/.exec(head)![0];
  try {
    return parseSync(line, { delimiter, trim: true, relax_quotes: true })[0] ?? [];
  } catch {
    return [line];
  }
}

function shortList(names: string[]): string {
  const list = names.slice(0, 12).map((name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name || '(empty)'));
  return list.join(', ') + (names.length > 12 ? ` and ${names.length - 12} more` : '');
}

async function* records(
  file: SourceFile,
  report: Report,
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  header: string[],
): AsyncGenerator<CsvRecord> {
  let endsWithLineBreak = true;
  async function* watched() {
    for await (const piece of text) {
      if (piece) endsWithLineBreak = /[\r\n]$/.test(piece);
      yield piece;
    }
  }
  const parser = Readable.from(watched()).pipe(
    parse({
      delimiter,
      from: 2,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_RECORD,
    }),
  );
  let last: CsvRecord | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (last) yield* complete(last, header, report, '');
      last = { row: info.lines, fields: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? describe(file.name, error) : error;
  }
  if (!last) throw new UserError(`${file.name} has a header, but no rows. Download it again.`);
  yield* complete(last, header, report, ' It is the last row: the file seems to have been cut off.');
  if (!endsWithLineBreak) {
    report.quality('The last line has no line break, so the file may have been cut off within it.', {
      row: last.row,
      fix: 'Compare the number of rows with the publisher.',
    });
  }
}

function* complete(record: CsvRecord, header: string[], report: Report, hint: string): Generator<CsvRecord> {
  const { row, fields } = record;
  if (fields.length === header.length) yield record;
  else {
    report.error(`The row has ${fields.length} of ${header.length} columns.${hint}`, {
      row,
      value: fields.join(' | '),
      fix:
        fields.length > header.length
          ? 'Put fields that hold the delimiter in quotes.'
          : 'Complete the row, or download the file again.',
    });
  }
}

function describe(name: string, error: CsvError): UserError {
  const line = (error as unknown as { lines?: number }).lines;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new UserError(
        `${name}: a quotation mark that opens on or before line ${line} is never closed. The file was cut off, or a quotation mark is missing.`,
      );
    default:
      return new UserError(`${name}: line ${line} cannot be read as CSV. ${error.message}`);
  }
}

// Tables as text: https://www.rfc-editor.org/rfc/rfc4180, and the dialects that German offices really send.
import { CsvError, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { Readable } from 'node:stream';
import { detectDecimals } from './decimals.js';
import { FormulaNotes } from './formulas.js';
import { findHeader, type FoundHeader, type HeaderCheck, refuseTwice, shortList, tellHeader } from './header.js';
import type { SourceFile } from './importer.js';
import { type ParsedRow, plainThenQuoted } from './plain-rows.js';
import { oneByOne } from './record-batches.js';
import type { Report } from './report.js';
import type { Table, TableRecord } from './table.js';
import { decode, headOf, inspectText } from './text.js';
import { FileError, type Text } from './phrases.js';
import { say } from './report-phrases.js';

const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' };
type Delimiter = keyof typeof DELIMITERS;
/** Characters of a record; a boundary as WKT may need some millions. */
const MAX_RECORD = 4_000_000;
/** In bytes: no character of a record takes more than four. */
const MAX_LINE = 4 * MAX_RECORD;
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** Rows at the start of the file that its dialect is read from. */
const FIRST_ROWS = 200;

/**
 * Opens a CSV file: detects its encoding, line ends, delimiter, header and decimal sign, and streams its records. A record
 * with too few or too many fields is reported and left out. {@link openTable} takes workbooks, too.
 * @param expected says which header it needs, for the message when the file has another one
 * @throws FileError when the file is no such table
 */
export async function openCsv(file: SourceFile, report: Report, expected: HeaderCheck): Promise<Table> {
  const { encoding, lineEnds } = await inspectText(file, report, MAX_LINE);
  const head = await headOf(file, encoding);
  const { delimiter, rows, found } = detectLayout(file.name, head, expected);
  if (lineEnds !== 'none') report.dialect.set('Line ends', lineEnds);
  report.dialect.set('Delimiter', DELIMITERS[delimiter]);
  const first = rows.map(({ fields }) => fields);
  tellHeader(found, first, (at) => rows[at]!.row, report);
  refuseTwice(file.name, found.header);
  const decimals = detectDecimals(first.slice(found.at + 1), report);
  const batches = batchesOf(file, report, decode(file, encoding), delimiter, found);
  return {
    header: found.header,
    records: oneByOne(batches),
    batches,
    decimalOf: decimals.decimalOf.bind(decimals),
  };
}

interface Layout {
  delimiter: Delimiter;
  rows: TableRecord[];
  found: FoundHeader;
}

function detectLayout(name: string, head: string, expected: HeaderCheck): Layout {
  const candidates = (Object.keys(DELIMITERS) as Delimiter[]).map((delimiter) => {
    const rows = firstRows(head, delimiter);
    return {
      delimiter,
      rows,
      found: findHeader(
        rows.map(({ fields }) => fields),
        expected,
      ),
    };
  });
  const fitting = candidates.filter((candidate): candidate is Layout => candidate.found !== undefined);
  // Where one name is all that is needed, it may stand alone in a "row" that another delimiter really cuts.
  if (fitting.length) return fitting.reduce((a, b) => (b.found.header.length > a.found.header.length ? b : a));
  if (/^\s*[[{]/.test(head))
    throw new FileError(
      say('{name} is JSON, not CSV. Expected the columns {columns}.', { name, columns: expected.columns }),
    );
  const headers = candidates.map(({ rows }) => rows[0]?.fields ?? []);
  const widest = headers.reduce((a, b) => (b.length > a.length ? b : a));
  const problem =
    widest.length > 1
      ? expected.problem(widest)!
      : say('the first line is not a header whose columns are separated by comma, semicolon, tab or vertical bar.');
  throw new FileError(
    say('{name}: {problem} Expected: {columns}. Found: {found}.', {
      name,
      problem,
      columns: expected.columns,
      found: shortList(widest),
    }),
  );
}

/** The rows at the start of the file, without the last where it was cut off. A title line has fewer fields than others. */
function firstRows(head: string, delimiter: Delimiter): TableRecord[] {
  const rows: TableRecord[] = [];
  // Only whole lines, unless there is but one.
  const lines = head.slice(0, Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1) || head;
  try {
    parseSync(lines, {
      delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: LINE_ENDS,
      to: FIRST_ROWS,
      on_record: (fields: string[], { lines: row }) => (rows.push({ row, fields }), null),
    });
  } catch {
    // A quotation mark is open at the end of these lines. What came before tells enough; the records tell where it is.
  }
  return rows.length ? rows : [{ row: 1, fields: [/^[^\r\n]*/.exec(head)![0]] }];
}

async function* batchesOf(
  file: SourceFile,
  report: Report,
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  { header, at }: FoundHeader,
): AsyncGenerator<TableRecord[]> {
  let endsWithLineBreak = true;
  async function* watched() {
    for await (const piece of text) {
      if (piece) endsWithLineBreak = /[\r\n]$/.test(piece);
      yield piece;
    }
  }
  const parser = (rest: AsyncIterable<string>, skip: number) =>
    Readable.from(rest).pipe(
      parse({
        delimiter,
        from: skip + 1,
        info: true,
        trim: true,
        skip_empty_lines: true,
        relax_column_count: true,
        relax_quotes: true,
        record_delimiter: LINE_ENDS,
        max_record_size: MAX_RECORD,
      }),
    ) as AsyncIterable<ParsedRow>;
  const formulas = new FormulaNotes();
  let last: TableRecord | undefined;
  // Within quotes the parser counts a CRLF as two line ends.
  let doubled = 0;
  try {
    for await (const rows of plainThenQuoted(watched(), delimiter, at + 1, parser)) {
      const complete: TableRecord[] = [];
      for (const { record, info, parsed } of rows) {
        if (last && isComplete(last, header, report, '')) {
          formulas.note(last);
          complete.push(last);
        }
        if (parsed) for (const field of record) if (field.includes('\r\n')) doubled += field.split('\r\n').length - 1;
        last = { row: info.lines - doubled, fields: record };
      }
      yield complete;
    }
  } catch (error) {
    throw error instanceof CsvError ? describe(file.name, error) : error;
  }
  if (!last) throw new FileError(say('{name} has a header, but no rows. Download it again.', { name: file.name }));
  if (isComplete(last, header, report, say(' It is the last row: the file seems to have been cut off.'))) {
    formulas.note(last);
    yield [last];
  }
  formulas.tell(header, report);
  if (!endsWithLineBreak) {
    report.quality(say('The last line has no line break, so the file may have been cut off within it.'), {
      row: last.row,
      fix: say('Compare the number of rows with the publisher.'),
    });
  }
}

function isComplete({ row, fields }: TableRecord, header: string[], report: Report, hint: Text | ''): boolean {
  // Spreadsheets end lines with delimiters of columns that have no name and hold nothing.
  while (fields.length > header.length && fields.at(-1) === '') fields.pop();
  if (fields.length === header.length) return true;
  report.error(
    say('The row has {found} of {wanted} columns.{hint}', { found: fields.length, wanted: header.length, hint }),
    {
      row,
      value: fields.join(' | '),
      fix:
        fields.length > header.length
          ? say('Put fields that hold the delimiter in quotes.')
          : say('Complete the row, or download the file again.'),
    },
  );
  return false;
}

function describe(name: string, error: CsvError): FileError {
  const line = String((error as unknown as { lines?: number }).lines);
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new FileError(
        say(
          '{name}: a quotation mark that opens on or before line {line} is never closed. The file was cut off, or a quotation mark is missing.',
          { name, line },
        ),
      );
    case 'CSV_MAX_RECORD_SIZE':
      return new FileError(
        say(
          '{name}: the record that ends on or after line {line} has more than {most} characters. A quotation mark before it is never closed, or line breaks are missing.',
          { name, line, most: MAX_RECORD },
        ),
      );
    default:
      return new FileError(
        say('{name}: line {line} cannot be read as CSV. {message}', { name, line, message: error.message }),
      );
  }
}

// Excel workbooks: XLSX (ECMA-376) and XLS ([MS-XLS]: https://learn.microsoft.com/openspecs/office_file_formats/ms-xls).
import { UserError } from '@stadtlage/database';
import * as XLSX from '@e965/xlsx';
import { fieldOf } from './cell.js';
import { detectDecimals } from './decimals.js';
import { FormulaNotes } from './formulas.js';
import {
  findHeader,
  type FoundHeader,
  type HeaderCheck,
  refuseTwice,
  ROWS_BEFORE_HEADER,
  shortList,
  tellHeader,
} from './header.js';
import type { SourceFile } from './importer.js';
import { eachAlone } from './record-batches.js';
import type { Report } from './report.js';
import type { Table, TableRecord } from './table.js';
import { workbookParts } from './workbook-parts.js';
import { FileError } from './phrases.js';
import { say } from './report-phrases.js';

const MAX_BYTES = 50 * 1024 * 1024;
const FIRST_ROWS = 200;
const MOST_SHEETS = 50;
const MOST_COLUMNS = 2_000;

type Sheet = XLSX.WorkSheet & { '!data'?: (XLSX.CellObject | undefined)[][] };
type Read = (options: XLSX.ParsingOptions) => XLSX.WorkBook;

/**
 * Opens the first sheet of a workbook that has the header. Dates come as YYYY-MM-DD, numbers with a decimal point whatever
 * the sheet shows, formulas as the values that were saved with them. The workbook is in memory as a whole, so its size is
 * limited.
 * @throws FileError when it is too large, damaged, encrypted, or no sheet has the header
 */
export async function openWorkbook(file: SourceFile, report: Report, expected: HeaderCheck): Promise<Table> {
  const { kind, read } = await reader(file);
  const names = read({ bookSheets: true }).SheetNames;
  const { name, found, start, sheet, date1904 } = findSheet(file.name, names, read, expected);
  report.dialect.set('Workbook', kind);
  report.dialect.set('Sheet', name);
  if (names.length > 1) {
    report.information(
      say('The workbook has {count} sheets; "{name}" is the first whose header fits.', { count: names.length, name }),
      {
        value: names.filter((other) => other !== name).join(', '),
        fix: say('The others are not read.'),
      },
    );
  }
  tellHeader(found, start.rows, (at) => start.first + at + 1, report);
  refuseTwice(say('{file}, sheet "{sheet}",', { file: file.name, sheet: name }), found.header);
  const cells = new Cells(sheet, found.header, date1904, report);
  const firstRow = start.first + found.at + 1;
  cells.tellMerged(firstRow);
  const decimals = detectDecimals(start.rows.slice(found.at + 1), report);
  const records = cells.records(firstRow, file.name);
  return {
    header: found.header,
    records,
    batches: eachAlone(records),
    decimalOf: decimals.decimalOf.bind(decimals),
  };
}

async function reader(file: SourceFile): Promise<{ kind: string; read: Read }> {
  if (file.bytes > MAX_BYTES) {
    throw new FileError(
      say('{name} has {size} MB; workbooks are read up to {most} MB. Save the sheet as CSV in UTF-8.', {
        name: file.name,
        size: Math.round(file.bytes / 1024 / 1024),
        most: MAX_BYTES / 1024 / 1024,
      }),
    );
  }
  const chunks: Buffer[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const always: XLSX.ParsingOptions = {
    dense: true,
    cellFormula: true,
    cellNF: true,
    cellHTML: false,
    cellText: false,
    cellDates: false,
  };
  if (bytes[0] === 0x50) {
    const parts = await workbookParts(file.name, bytes);
    // The type declarations leave this function of the library out.
    const { parse_zip: parse } = XLSX as unknown as { parse_zip(zip: object, options: object): XLSX.WorkBook };
    const read: Read = (options) => {
      const book = carefully(
        file.name,
        () => parse(parts, { ...always, ...options }),
        () => parts.damage,
      );
      if (parts.damage) throw parts.damage;
      return book;
    };
    return { kind: 'XLSX', read };
  }
  return {
    kind: 'XLS',
    read: (options) => carefully(file.name, () => XLSX.read(bytes, { type: 'buffer', ...always, ...options })),
  };
}

/** What the library throws says little to a clerk. */
function carefully<T>(fileName: string, work: () => T, cause: () => UserError | undefined = () => undefined): T {
  try {
    return work();
  } catch (error) {
    const known = error instanceof UserError ? error : cause();
    if (known) throw known;
    // It throws texts, too; and what it stumbles over inside itself is a damaged file.
    const message = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(message))
      throw new FileError(say('{name} has a password. Save it without one.', { name: fileName }));
    throw new FileError(
      say(
        '{name} cannot be read as a workbook ({message}). Open it in a spreadsheet program and save it again as XLSX, or as CSV in UTF-8.',
        {
          name: fileName,
          message:
            error instanceof TypeError || error instanceof RangeError ? say('it is damaged') : message.slice(0, 120),
        },
      ),
    );
  }
}

interface Start {
  /** The sheet's row, counted from 0, that `rows` begins with. */
  first: number;
  rows: string[][];
}

interface FoundSheet {
  name: string;
  sheet: Sheet;
  date1904: boolean;
  found: FoundHeader;
  start: Start;
}

function findSheet(fileName: string, names: string[], read: Read, expected: HeaderCheck): FoundSheet {
  let seen: string[] = [];
  // One at a time, so that only one is in memory.
  for (const name of names.slice(0, MOST_SHEETS)) {
    const book = read({ sheets: name });
    const sheet = book.Sheets[name] as Sheet | undefined;
    // Sheets of charts have no cells.
    if (!sheet?.['!data']) continue;
    const date1904 = book.Workbook?.WBProps?.date1904 === true;
    const start = startOf(sheet, date1904);
    const found = findHeader(start.rows, expected);
    if (found) return { name, sheet, date1904, found, start };
    if (!seen.length) seen = start.rows.find((row) => row.some(Boolean)) ?? [];
  }
  const problem = seen.length ? expected.problem(seen) : say('no sheet has cells.');
  throw new FileError(
    say(
      '{name}: no sheet has the header within its first {rows} rows. {problem} Expected: {columns}. Found: {found}.',
      {
        name: fileName,
        rows: ROWS_BEFORE_HEADER + 1,
        problem: problem ?? '',
        columns: expected.columns,
        found: shortList(seen),
      },
    ),
  );
}

function startOf(sheet: Sheet, date1904: boolean): Start {
  const rows: string[][] = [];
  let first = -1;
  for (const [r, cells] of (sheet['!data'] ?? []).slice(0, FIRST_ROWS).entries()) {
    const row = Array.from((cells ?? []).slice(0, MOST_COLUMNS), (cell) => fieldOf(cell, date1904).text);
    if (first < 0 && !row.some(Boolean)) continue;
    if (first < 0) first = r;
    rows.push(row);
  }
  return { first: Math.max(first, 0), rows };
}

/** The cells of a sheet below its header, with what must be said about them. */
class Cells {
  constructor(
    private readonly sheet: Sheet,
    private readonly header: string[],
    private readonly date1904: boolean,
    private readonly report: Report,
  ) {}

  /** Only the first cell of a merged area has a value. */
  tellMerged(firstRow: number): void {
    const merged = (this.sheet['!merges'] ?? []).filter(({ s, e }) => e.r >= firstRow && s.c < this.header.length);
    if (!merged.length) return;
    this.report.quality(
      say('{count} areas of merged cells are in the table. Only their first cell has a value.', {
        count: merged.length,
      }),
      {
        row: merged[0]!.s.r + 1,
        value: XLSX.utils.encode_range(merged[0]!),
        fix: say('Undo the merging and fill the cells.'),
      },
    );
  }

  async *records(firstRow: number, fileName: string): AsyncGenerator<TableRecord> {
    const data = this.sheet['!data'] ?? [];
    const formulas = new FormulaNotes();
    let any = false;
    for (let r = firstRow; r < data.length; r++) {
      const cells = data[r];
      // What was read is let go, as the staging table has it.
      data[r] = undefined as never;
      if (!cells) continue;
      const row = r + 1;
      const fields = this.header.map((column, c) => this.read(cells[c], row, column || XLSX.utils.encode_col(c)));
      const beyond = cells.findIndex((cell, c) => c >= this.header.length && fieldOf(cell, this.date1904).text !== '');
      if (!fields.some(Boolean) && beyond < 0) continue;
      any = true;
      if (beyond >= 0) {
        this.report.quality(say('A cell stands beyond the last column that the header names.'), {
          row,
          column: XLSX.utils.encode_col(beyond),
          value: fieldOf(cells[beyond], this.date1904).text,
          fix: say('It is left out.'),
        });
      }
      const record = { row, fields };
      formulas.note(record);
      yield record;
    }
    formulas.tell(this.header, this.report);
    if (!any)
      throw new FileError(say('{name} has a header, but no rows. Save or download it again.', { name: fileName }));
  }

  private read(cell: XLSX.CellObject | undefined, row: number, column: string): string {
    const { text, remark } = fieldOf(cell, this.date1904);
    if (remark) this.report.quality(remark.problem, { row, column, value: remark.value ?? text, fix: remark.fix });
    return text;
  }
}

// Tables, whatever they come as: text (csv.ts), a workbook (workbook.ts), or an archive with one of them (table-archive.ts).
import { openCsv } from './csv.js';
import type { Decimals } from './decimals.js';
import type { HeaderCheck } from './header.js';
import type { SourceFile } from './importer.js';
import type { Report } from './report.js';
import { isTableArchive, openTableArchive } from './table-archive.js';
import { SIGNATURES } from './text.js';
import { openWorkbook } from './workbook.js';

export interface TableRecord {
  /** The line of a text file on which the record ends, or the row of a sheet; counted from 1. */
  row: number;
  /** The fields in the order of the header, trimmed. */
  fields: string[];
}

export interface Table {
  header: string[];
  records: AsyncIterable<TableRecord>;
  /** The same records, many at a time. Read one of the two. */
  batches: AsyncIterable<TableRecord[]>;
  /** Reads numbers with the decimal sign of this table: see {@link Decimals.decimalOf}. */
  decimalOf: Decimals['decimalOf'];
}

/**
 * Opens a table, be it text (CSV), a workbook (XLSX, XLS) or a .zip of one: finds its header, says in the report what it detected, and
 * gives its records. A record with too few or too many fields is reported and left out.
 * @param expected says which header it needs, for the message when the file has another one
 * @throws UserError when the file is no such table
 */
export async function openTable(file: SourceFile, report: Report, expected: HeaderCheck): Promise<Table> {
  if (await isTableArchive(file)) return openTableArchive(file, report, expected, openTable);
  return (await isWorkbook(file)) ? openWorkbook(file, report, expected) : openCsv(file, report, expected);
}

async function isWorkbook(file: SourceFile): Promise<boolean> {
  for await (const chunk of file.open()) {
    const start = chunk.subarray(0, 4).toString('hex');
    return start === SIGNATURES.zip || start === SIGNATURES.oldOffice;
  }
  return false;
}

// Cells that a spreadsheet would run as a formula: https://owasp.org/www-community/attacks/CSV_Injection
import type { Report } from './report.js';
import type { TableRecord } from './table.js';

const FORMULA = /^[=+\-@]/;
/** Signed numbers, telephone numbers, dashes. */
const HARMLESS = /^[+-][\d\s.,:/()+-]*(e[+-]?\d+)?$/i;

/** Lets the records pass as they are, and notes at the end in which columns fields look like formulas. */
export async function* notingFormulas(
  header: string[],
  records: AsyncIterable<TableRecord>,
  report: Report,
): AsyncGenerator<TableRecord> {
  const noted = new Map<number, { count: number; row: number; value: string }>();
  for await (const record of records) {
    const { row, fields } = record;
    for (let i = 0; i < fields.length; i++) {
      const value = fields[i]!;
      // Everything that can begin a formula comes before the digits' end; letters, the usual case, do not.
      if (value.charCodeAt(0) > 64 || !FORMULA.test(value) || HARMLESS.test(value)) continue;
      const known = noted.get(i);
      if (known) known.count++;
      else noted.set(i, { count: 1, row, value });
    }
    yield record;
  }
  for (const [i, { count, row, value }] of noted) {
    report.quality(
      count === 1
        ? 'A field begins as a formula does.'
        : `${count.toLocaleString('en')} fields begin as formulas do; this is the first.`,
      { row, column: header[i] || `column ${i + 1}`, value, fix: 'It is taken as text and never run.' },
    );
  }
}

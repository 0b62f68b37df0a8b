// Cells that a spreadsheet would run as a formula: https://owasp.org/www-community/attacks/CSV_Injection
import type { Report } from './report.js';
import type { TableRecord } from './table.js';
import { say } from './report-phrases.js';

const FORMULA = new Set(['=', '+', '-', '@'].map((sign) => sign.charCodeAt(0)));
/** Signed numbers, telephone numbers, dashes. */
const HARMLESS = /^[+-][\d\s.,:/()+-]*(e[+-]?\d+)?$/i;

/** Records pass as they are; columns in which fields look like formulas are noted. */
export class FormulaNotes {
  private readonly noted = new Map<number, { count: number; row: number; value: string }>();

  note({ row, fields }: TableRecord): void {
    for (let i = 0; i < fields.length; i++) {
      const value = fields[i]!;
      if (!FORMULA.has(value.charCodeAt(0)) || HARMLESS.test(value)) continue;
      const known = this.noted.get(i);
      if (known) known.count++;
      else this.noted.set(i, { count: 1, row, value });
    }
  }

  /** At the end. */
  tell(header: string[], report: Report): void {
    for (const [i, { count, row, value }] of this.noted) {
      report.quality(
        count === 1
          ? say('A field begins as a formula does.')
          : say('{count} fields begin as formulas do; this is the first.', { count }),
        { row, column: header[i] || `column ${i + 1}`, value, fix: say('It is taken as text and never run.') },
      );
    }
  }
}

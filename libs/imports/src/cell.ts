// What stands in a cell of a workbook, as text.
import * as XLSX from '@e965/xlsx';
import { type Text } from './phrases.js';
import { say } from './report-phrases.js';

export interface Field {
  text: string;
  /** What the importer cannot see any more in the text. */
  remark?: { problem: Text; fix: Text; value?: string };
}

/** [MS-XLS] 2.5.10: BErr */
const ERRORS: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/** Numbers keep all their digits and have a decimal point; those shown with leading zeros keep these; dates are YYYY-MM-DD. */
export function fieldOf(cell: XLSX.CellObject | undefined, date1904: boolean): Field {
  if (!cell) return { text: '' };
  if (cell.f !== undefined && (cell.v === undefined || cell.t === 'z')) {
    return {
      text: '',
      remark: {
        problem: say('The cell has a formula, but no value was saved with it.'),
        value: `=${cell.f}`,
        fix: say('It is taken as empty. Open the file in a spreadsheet program, let it compute, and save it.'),
      },
    };
  }
  switch (cell.t) {
    case 'n':
      return numberField(cell, date1904);
    case 'b':
      return { text: cell.v ? 'true' : 'false' };
    case 'd':
      return { text: isoText(cell.v as Date) };
    case 'e':
      return {
        text: '',
        remark: {
          problem: say('The cell holds an error of the spreadsheet.'),
          value: ERRORS[cell.v as number] ?? String(cell.v),
          fix: say('It is taken as empty. Correct the formula.'),
        },
      };
    default:
      return { text: String(cell.v ?? '').trim() };
  }
}

function numberField(cell: XLSX.CellObject, date1904: boolean): Field {
  const value = cell.v as number;
  const format = String(cell.z ?? 'General');
  if (XLSX.SSF.is_date(format)) {
    const text = dateText(value, date1904);
    if (text) return { text };
  }
  // Keys are shown as 00000000, and only then have their zeros.
  if (/^0{2,}$/.test(format) && Number.isInteger(value) && value >= 0) {
    return { text: String(value).padStart(format.length, '0') };
  }
  if (/^0(\.0+)?%$/.test(format)) {
    return { text: plain(Number((value * 100).toPrecision(15))) };
  }
  if (Math.abs(value) >= 1e15 && Number.isInteger(value)) {
    return {
      text: plain(value),
      remark: {
        problem: say(
          'The spreadsheet has taken a long key for a number; numbers keep only 15 digits, and no leading zero.',
        ),
        fix: say('Format the column as text and enter the keys again, or import the file as the publisher gives it.'),
      },
    };
  }
  return { text: plain(value) };
}

/** Without an exponent as far as a key could be meant. */
const plain = (value: number) =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);

/** A serial number of days. 1904 is what old Macs count from. */
function dateText(serial: number, date1904: boolean): string | undefined {
  const parsed = XLSX.SSF.parse_date_code(serial, { date1904 });
  if (!parsed) return undefined;
  const { y, m, d, H, M, S } = parsed;
  const two = (part: number) => String(part).padStart(2, '0');
  const time = `${two(H)}:${two(M)}:${two(Math.floor(S))}`;
  // Less than a day is a time of day.
  if (serial < 1) return time;
  const day = `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`;
  return time === '00:00:00' ? day : `${day}T${time}`;
}

const isoText = (date: Date) => date.toISOString().replace('T00:00:00.000Z', '').replace('.000Z', '');

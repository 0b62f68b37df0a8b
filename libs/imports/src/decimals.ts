// Numbers as people and programs write them: 1234.5, 1234,5, 1.234,5, 1,234.5, 1 234,5, 1,2E+05.
import type { Report } from './report.js';
import { say } from './report-phrases.js';

export type DecimalSign = '.' | ',';

const NAMES: Record<DecimalSign, string> = { '.': 'point', ',': 'comma' };

/**
 * Whether the number shows by itself which sign is its decimal one: `1,5` and `1.234,5` do, `1.234` and `1,234` may as well
 * have their thousands marked.
 */
function signOf(text: string): DecimalSign | undefined {
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points && commas) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  const sign = points ? '.' : ',';
  const count = points + commas;
  if (!count) return undefined;
  // Several of one kind mark thousands, so the other is the decimal sign.
  if (count > 1) return sign === '.' ? ',' : '.';
  return /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? undefined : sign;
}

// Thousands are marked all alike, and with another sign than the decimals.
const NUMBER =
  /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+|\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?:['’]\d{3})+(?:[.,]\d*)?)(?:e[+-]?\d{1,3})?$/i;
const compact = (text: string) => text.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3})/g, '').trim();

/** Reads the numbers of one table with the decimal sign that its first rows show. */
export class Decimals {
  /** @param sign what the first rows show; undefined where they show none */
  constructor(
    readonly sign: DecimalSign | undefined,
    private readonly report: Report,
  ) {}

  /**
   * The number that the text stands for. Where it could be read in two ways, such as 1.234, it is reported and read with
   * the decimal sign of the file.
   * @returns undefined when it is no number; also for an empty text
   */
  decimalOf(text: string, where: { row?: number; column?: string } = {}): number | undefined {
    const number = compact(text);
    if (!/\d/.test(number) || !NUMBER.test(number)) return undefined;
    const [mantissa, exponent] = number.split(/e/i) as [string, string?];
    const own = signOf(mantissa);
    const separated = /[.,]/.exec(mantissa)?.[0] as DecimalSign | undefined;
    const sign = own ?? this.sign ?? separated ?? '.';
    const plain = mantissa
      .replace(/['’]/g, '')
      .replaceAll(sign === '.' ? ',' : '.', '')
      .replace(',', '.');
    const value = Number(exponent === undefined ? plain : `${plain}e${exponent}`);
    if (!Number.isFinite(value)) return undefined;
    if (!own && separated && separated !== this.sign) this.tellAmbiguous(text, value, where);
    return value;
  }

  private tellAmbiguous(text: string, value: number, where: { row?: number; column?: string }): void {
    const why = this.sign
      ? say(this.sign === '.' ? 'the file writes decimals with a point' : 'the file writes decimals with a comma')
      : say('nothing in the file speaks against it');
    this.report.quality(say('The number can be read in two ways: with decimals, or with its thousands marked.'), {
      ...where,
      value: text,
      fix: say('It is taken as {value}, because {why}.', { value: String(value), why }),
    });
  }
}

/** The decimal sign that most numbers of these rows show, and tells the report. */
export function detectDecimals(rows: string[][], report: Report): Decimals {
  const seen = { '.': 0, ',': 0 };
  let numbers = 0;
  for (const text of rows.flat()) {
    const number = compact(text);
    if (!/^[+-]?\d/.test(number) || !NUMBER.test(number)) continue;
    numbers++;
    const sign = signOf(number);
    if (sign) seen[sign]++;
  }
  const sign = seen['.'] + seen[','] === 0 ? undefined : seen[','] > seen['.'] ? ',' : '.';
  if (sign) report.dialect.set('Decimal sign', NAMES[sign]);
  else if (numbers) report.dialect.set('Decimal sign', 'none seen');
  return new Decimals(sign, report);
}

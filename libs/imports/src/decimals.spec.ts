import { detectDecimals } from './decimals.js';
import { Report } from './report.js';

describe('decimal numbers', () => {
  const read = (text: string, others: string[]) => {
    const report = new Report();
    const value = detectDecimals([others], report).decimalOf(text, { row: 2, column: 'x' });
    return { value, report };
  };

  it.each([
    ['12,5', ['1,5'], 12.5],
    ['12.5', ['1.5'], 12.5],
    ['1.234,5', [], 1234.5],
    ['1,234.5', [], 1234.5],
    ['1.234.567', [], 1_234_567],
    ["1'234.5", [], 1234.5],
    ['1 234,5', [], 1234.5],
    ['1\u00a0234\u202f567', [], 1_234_567],
    ['0.123', ['1,5'], 0.123],
    ['-32412345,67', ['1,5'], -32_412_345.67],
    ['1,2E+05', ['1,5'], 120_000],
    ['7', [], 7],
    ['1.234', ['7.5'], 1.234],
    ['1,234', ['7,5'], 1.234],
  ])('%s beside %j is %d without remark', (text, others, expected) => {
    const { value, report } = read(text, others);
    expect(value).toBe(expected);
    expect(report.findings).toEqual([]);
  });

  it.each([
    ['1.234', ['7,5'], 1234, /decimals with a comma/],
    ['1,234', ['7.5'], 1234, /decimals with a point/],
    ['1.234', ['5.678'], 1.234, /nothing in the file speaks against it/],
  ])('%s beside %j could be read in two ways, is taken as %d, and reported', (text, others, expected, why) => {
    const { value, report } = read(text, others);
    expect(value).toBe(expected);
    expect(report.findings).toMatchObject([
      { level: 'quality', row: 2, column: 'x', value: text, fix: expect.stringMatching(why) },
    ]);
  });

  it.each(['', '-', 'viel', '1,2,3', '1.2.3', '1.234.5', '12 Mbit/s', '31.12.2021', '0x10', 'Infinity', '1e999'])(
    '%j is none',
    (text) => expect(read(text, []).value).toBeUndefined(),
  );
});

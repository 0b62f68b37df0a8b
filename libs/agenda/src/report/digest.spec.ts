import { digestOf } from './published.js';
import type { Report, ReportedIndicator } from './report.js';

const indicator = (id: string, value: number, sources: string[]) =>
  ({
    indicator: id,
    sources,
    figure: { day: '2026-06-30', value, counted: 0, total: 0 },
  }) as unknown as ReportedIndicator;

const report = (fibre: number, reporting: number) =>
  ({
    asOf: '2026-06-30',
    since: { number: fibre },
    fields: [
      {
        id: 'fibre',
        goals: [{ targets: [indicator('fibre-residential', fibre, ['address-coverage'])] }],
        others: [indicator('sensors-reporting', reporting, ['sensors'])],
        districts: [{ indicator: 'sensors-reporting', figures: [{ value: reporting }] }],
      },
    ],
  }) as unknown as Report;

describe('the digest of a report', () => {
  test('differs where a figure does, and not for what sensors have sent meanwhile', () => {
    const digest = digestOf(report(12, 90));
    expect(digest).toMatch(/^[\w-]{22}$/);
    expect(digestOf(report(13, 90))).not.toBe(digest);
    expect(digestOf(report(12, 91))).toBe(digest);
    expect(digestOf({ ...report(12, 90), asOf: '2026-07-01' })).not.toBe(digest);
  });
});

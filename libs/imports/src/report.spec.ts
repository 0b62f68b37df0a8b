import { Report } from './report.js';

describe('a report', () => {
  it('counts every finding, keeps two hundred, and never loses an error behind remarks', () => {
    const report = new Report();
    for (let row = 1; row <= 100_000; row++) report.quality('odd', { row });
    report.error('wrong', { row: 7, column: 'name', value: 'x', fix: 'Correct it.' });
    expect(report.counts).toEqual({ error: 1, quality: 100_000, information: 0 });
    expect(report.findings).toHaveLength(200);
    expect(report.refused).toBe(true);
    expect(report.toText()).toContain('Errors (1)\n  row 7, name: wrong Found: x\n      → Correct it.');
    expect(report.toText()).toContain('… and 99,990 more');
  });

  it('counts a row with two errors once', () => {
    const report = new Report();
    report.error('a', { row: 3 });
    report.error('b', { row: 3 });
    report.error('c', { row: 4 });
    report.error('the file');
    expect(report.rejectedRows).toBe(2);
  });

  it('shows no control characters and no endless values', () => {
    const report = new Report();
    report.error('wrong', { value: `\u001b[31m${'x'.repeat(500)}` });
    expect(report.findings[0]!.value).toMatch(/^ \[31mx{70,}…$/);
    expect(report.findings[0]!.value).toHaveLength(80);
  });

  it('lets the operator decide about the date', () => {
    const told = new Report('2020-01-01');
    told.describes('2021-06-30', 'the file says so');
    expect(told.dataDate).toBe('2020-01-01');
    const untold = new Report();
    untold.describes('2021-06-30', 'the file says so');
    expect(untold.dataDate).toBe('2021-06-30');
    expect(untold.findings[0]!.problem).toContain('the file says so');
  });
});

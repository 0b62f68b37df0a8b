import { verbatim } from './phrases.js';
import { Report } from './report.js';

describe('a report', () => {
  it('counts every finding, keeps two hundred, and never loses an error behind remarks', () => {
    const report = new Report();
    for (let row = 1; row <= 100_000; row++) report.quality(verbatim('odd'), { row });
    report.error(verbatim('wrong'), { row: 7, column: 'name', value: 'x', fix: verbatim('Correct it.') });
    expect(report.counts).toEqual({ error: 1, quality: 100_000, information: 0 });
    expect(report.findings).toHaveLength(200);
    expect(report.refused).toBe(true);
    expect(report.toText()).toContain('Errors (1)\n  row 7, name: wrong Found: x\n      → Correct it.');
    expect(report.toText()).toContain('… and 99,990 more');
  });

  it('speaks German on a terminal where that is asked for', () => {
    const report = new Report();
    for (let row = 1; row <= 1_012; row++) report.quality({ en: 'Odd.', de: 'Seltsam.' }, { row });
    const [en, de] = ['It is left out.', 'Er wird ausgelassen.'] as const;
    report.dialect.set('Encoding', 'UTF-8').set('Line ends', 'LF');
    report.error({ en: 'Bad.', de: 'Schlecht.' }, { row: 7, value: 'x', fix: { en, de } });
    const text = report.toText('de');
    expect(text).toContain('  Zeichenkodierung: UTF-8\n  Zeilenenden: LF\n');
    expect(text).toContain('Fehler (1)\n  Zeile 7: Schlecht. Gefunden: x\n      → Er wird ausgelassen.');
    expect(text).toContain('Qualität (1.012)\n  Zeile 1: Seltsam.');
    expect(text).toContain('… und 1.002 weitere');
    expect(report.toText()).not.toMatch(/Seltsam|Zeile|Fehler/);
  });

  it('says in German what was detected, and leaves alone what comes out of the file', () => {
    const report = new Report();
    report.dialect.set('Delimiter', 'semicolon').set('Decimal sign', 'none seen').set('Header', 'row 4');
    report.dialect.set('Encoding', 'utf-8, from straßen.cpg').set('Line ends', 'mixed').set('Sheet', 'comma');
    report.dialect.set('Coordinates', 'ETRS89 / UTM zone 32 (EPSG:25832), axes swapped: by the size of the numbers');
    expect(report.toText('de').split('\n')).toEqual([
      '  Trennzeichen: Semikolon',
      '  Dezimalzeichen: keines gesehen',
      '  Kopfzeile: Zeile 4',
      '  Zeichenkodierung: utf-8, aus straßen.cpg',
      '  Zeilenenden: gemischt',
      '  Tabellenblatt: comma',
      '  Koordinaten: ETRS89 / UTM zone 32 (EPSG:25832), Achsen vertauscht: nach der Größe der Zahlen',
    ]);
    expect(report.toText()).toContain('  Delimiter: semicolon\n  Decimal sign: none seen\n  Header: row 4\n');
  });

  it('names columns as the file does, and its findings row by row, those of the whole file first', () => {
    const report = new Report();
    report.titles.set('status', 'Stand').set('phase', 'Abschnitt');
    report.error(verbatim('late'), { row: 9, column: 'status' });
    report.error(verbatim('early'), { row: 2, column: 'project, phase' });
    report.error(verbatim('all'), {});
    expect(report.toText()).toBe('\nErrors (3)\n  all\n  row 2, project, Abschnitt: early\n  row 9, Stand: late');
    expect(report.toJSON().findings.map(({ row }) => row)).toEqual([null, 2, 9]);
  });

  it('counts a row with two errors once', () => {
    const report = new Report();
    report.error(verbatim('a'), { row: 3 });
    report.error(verbatim('b'), { row: 3 });
    report.error(verbatim('c'), { row: 4 });
    report.error(verbatim('the file'));
    expect(report.rejectedRows).toBe(2);
  });

  it('shows no control characters and no endless values', () => {
    const report = new Report();
    report.error(verbatim('wrong'), { value: `\u001b[31m${'x'.repeat(500)}` });
    expect(report.findings[0]!.value).toMatch(/^ \[31mx{70,}…$/);
    expect(report.findings[0]!.value).toHaveLength(80);
  });

  it('holds nothing that the database cannot store as JSON, wherever it came from in the file', () => {
    const report = new Report();
    report.dialect.set('Sheet', 'A\0B');
    report.error(verbatim('The column "\0\ud800" is unknown.'), {
      column: '\0x',
      value: `${'x'.repeat(78)}😀😀`,
      fix: verbatim('Not\0so.'),
    });
    expect(report.toJSON()).toMatchObject({
      dialect: { Sheet: 'A B' },
      findings: [
        {
          column: ' x',
          value: `${'x'.repeat(78)}\ufffd…`,
          problem: 'The column " \ufffd" is unknown.',
          fix: 'Not so.',
        },
      ],
    });
  });

  it('lets the operator decide about the date', () => {
    const told = new Report('2020-01-01');
    told.describes('2021-06-30', verbatim('the file says so'));
    expect(told.dataDate).toBe('2020-01-01');
    const untold = new Report();
    untold.describes('2021-06-30', verbatim('the file says so'));
    expect(untold.dataDate).toBe('2021-06-30');
    expect(untold.findings[0]!.problem).toContain('the file says so');
  });

  it('refuses a file that describes a day to come, and takes one of today', () => {
    const late = new Report(null, '2026-02-28');
    late.describes('2026-03-01', verbatim('the column stand'), { row: 2, column: 'stand' });
    expect(late.findings).toMatchObject([
      {
        ...{ level: 'error', row: 2, column: 'stand' },
        problem: 'The data is said to describe 2026-03-01, which lies in the future: the column stand.',
        fix: expect.stringContaining('--date'),
      },
    ]);
    const today = new Report(null, '2026-02-28');
    today.describes('2026-02-28', verbatim('the column stand'));
    expect(today.refused).toBe(false);
  });
});

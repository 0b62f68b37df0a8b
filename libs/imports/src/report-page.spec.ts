import { importReport } from './report-document.js';
import { reportPage } from './report-page.js';
import { Report } from './report.js';
import type { ImportResult } from './run.js';

const EVIL = `<script>alert("1")</script>' onload='x\u0007`;

function result(report: Report): ImportResult {
  return {
    run: 7,
    state: 'refused',
    sha256: 'ab'.repeat(32),
    dataDate: null,
    rows: { read: 1_234, added: 0, changed: 0, removed: 0, rejected: 1 },
    report,
    difference: [
      {
        dataset: EVIL,
        added: { count: 21, rows: [{ what: EVIL, fields: [] }] },
        changed: { count: 1, rows: [{ what: 'x', fields: [{ field: 'name', old: null, new: EVIL }] }] },
        gone: { count: 0, rows: [] },
      },
    ],
  };
}

describe('the document of an import', () => {
  const report = new Report();
  report.dialect.set('Encoding', EVIL);
  report.error(
    { en: 'The value is bad.', de: 'Der Wert ist schlecht.' },
    { row: 3, column: 'span.route', value: EVIL, fix: { en: `Mend ${EVIL}.`, de: `${EVIL} berichtigen.` } },
  );
  report.quality({ en: 'Odd.', de: 'Seltsam.' });
  report.information({ en: 'Taken.', de: 'Übernommen.' }, { row: 2 });
  const document = importReport(`a${EVIL}.csv`, 'streets', result(report));

  it('names the three tiers as the validator of the fibre standard does, by row and path', () => {
    expect(document).toMatchObject({
      run: 7,
      state: 'refused',
      counts: { conformance: 1, quality: 1, information: 1 },
      findings: [
        {
          tier: 'conformance',
          row: 3,
          path: 'span.route',
          problem: 'The value is bad.',
          problemDe: 'Der Wert ist schlecht.',
          // Without the control character.
          fix: `Mend ${EVIL.slice(0, -1)} .`,
          fixDe: `${EVIL.slice(0, -1)}  berichtigen.`,
        },
        { tier: 'quality', row: null, path: null },
        { tier: 'information', row: 2 },
      ],
    });
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('is a page in which nothing of the file is markup, and which loads and runs nothing', () => {
    const page = reportPage([document]);
    expect(page).not.toMatch(/<script|<link|<img|src=|href=|onload='/i);
    expect(page).not.toContain('\u0007');
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(
      page.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&#39; onload=&#39;x/g)!.length,
    ).toBeGreaterThan(5);
    for (const tag of ['section', 'table', 'tbody', 'tr', 'td', 'dl', 'dd', 'span', 'h3']) {
      expect(page.match(new RegExp(`<${tag}[ >]`, 'g'))).toHaveLength(page.match(new RegExp(`</${tag}>`, 'g'))!.length);
    }
  });

  it('has labels and findings in German and English side by side, or in one of them', () => {
    const both = reportPage([document]);
    expect(both).toContain('<span lang="de">Importbericht</span> / <span lang="en">Import report</span>');
    expect(both).toContain('1.234');
    expect(both).toContain('<span lang="de">Der Wert ist schlecht.</span><br><span lang="en">The value is bad.</span>');
    const english = reportPage([document], ['en']);
    expect(english).toContain('The value is bad.');
    expect(english).not.toContain('Der Wert ist schlecht.');
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('1,234');
    expect(english).not.toContain('lang="de"');
    expect(english).toMatch(/… 20 <span lang="en">more/);
  });
});

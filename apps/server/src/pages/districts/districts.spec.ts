import 'reflect-metadata';
import { barriers, openTown, type Town } from '../testing.js';
import { shortened, trendOf } from './trend.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await town.database.query("SELECT datasets.touch('fixed-availability', 2)");
});
afterAll(() => town.close());

const rowsOf = (page: string) =>
  [...page.matchAll(/<tr role="row">\s*<th role="rowheader" scope="row">\s*<a href="[^"]*">([^<]*)<\/a>/g)].map(
    ([, name]) => name,
  );

describe('the table of all districts', () => {
  test('tells the figures of each, with number and share, and of all together', async () => {
    const { response, page, text } = await town.pageOf('/districts');
    expect(response.status).toBe(200);
    expect(text).toContain('Stadtteile: Glasfaser und Internet in Ahlen');
    expect(rowsOf(page)).toEqual(['Ostdorf', 'Weststadt']);
    // Of eight addresses in the west fibre ends in one, and nothing is known of seven.
    expect(text).toContain('Weststadt 8 12,5 % 1 12,5 % 1 0 % 0 12,5 % 1 0 % 0 87,5 % 7');
    expect(text).toMatch(/Alle Stadtteile zusammen 19 /);
    expect(text).toContain('Glas & Söhne, Daten vom 31. März 2024');
    expect(page).toContain('href="/district/west?lang=de"');
    expect(page).toContain('href="/datasets/district-statistics.csv"');
  });

  test('names in each cell what is counted, for screens where a district is a card', async () => {
    const { page } = await town.pageOf('/districts');
    expect(page.match(/<td role="cell" data-label="Glasfaser im Gebäude" class="number"/g)).toHaveLength(3);
    expect(page.match(/<th role="columnheader" scope="col"/g)).toHaveLength(8);
  });

  test('tells homes and businesses apart', async () => {
    expect((await town.pageOf('/districts?use=firms')).text).toMatch(/Adressen mit Betrieben: Zahl und Anteil/);
    const firms = (await town.pageOf('/districts?use=firms')).text;
    expect(firms).toMatch(/Weststadt 2 50 % 1/);
    expect((await town.pageOf('/districts?use=homes')).page).toMatch(/use=homes[^>]*aria-current="true"/);
  });

  test.each([
    ['', ['Ostdorf', 'Weststadt']],
    ['-name', ['Weststadt', 'Ostdorf']],
    ['-fibreConnected', ['Weststadt', 'Ostdorf']],
    ['fibreConnected', ['Ostdorf', 'Weststadt']],
    ['-addresses', ['Ostdorf', 'Weststadt']],
    ['__proto__', ['Ostdorf', 'Weststadt']],
  ])('is sorted by links, without scripts: ?sort=%s', async (sort, names) => {
    const { page } = await town.pageOf(`/districts?sort=${sort}`);
    expect(rowsOf(page)).toEqual(names);
    expect(page.match(/aria-sort=/g)).toHaveLength(1);
    expect(page).toContain(sort.startsWith('-') ? 'absteigend.' : 'aufsteigend.');
  });

  test('offers the other direction of the column that sorts, and keeps what is counted', async () => {
    const { page } = await town.pageOf('/districts?sort=-gigabit&use=homes&lang=en');
    expect(page).toContain('href="/districts?use=homes&amp;sort=gigabit&amp;lang=en"');
    expect(page).toContain('href="/districts?use=homes&amp;sort=-unknown&amp;lang=en"');
    expect(page).toContain('href="/districts?use=firms&amp;sort=-gigabit&amp;lang=en"');
  });

  test('is sent again only after something changed', async () => {
    const etag = (await town.get('/districts')).headers.get('etag')!;
    expect((await town.get('/districts', { 'if-none-match': etag })).status).toBe(304);
    for (const other of ['?sort=-gigabit', '?use=homes', '?lang=en']) {
      expect((await town.get(`/districts${other}`, { 'if-none-match': etag })).status).toBe(200);
    }
  });
});

describe('the page of a district', () => {
  test('tells its figures, projects with promised dates and moves, and its facilities', async () => {
    const { response, text, page } = await town.pageOf('/district/west');
    expect(response.status).toBe(200);
    expect(text).toContain('Stadtteil Weststadt');
    expect(text).toContain('Glasfaser liegt bei 1 (12,5 %) von 8 Adressen mindestens in der Straße');
    expect(text).toContain('Glasfaser im Gebäude 12,5 % 1');
    expect(text).toMatch(
      /Ausbau West Glas <b>Nord<\/b> Im Bau \(seit 1\. Februar 2024\) 1\. Januar 2024 bis 31\. Dezember 2024 Termin verstrichen einmal, um 184 Tage nach hinten/,
    );
    expect(text).toContain('Marktplatz Öffentliches WLAN nicht bekannt');
    expect(text).not.toContain('Kampschule');
    // On the map it is seen as a whole.
    expect(page).toMatch(/href="\/\?lang=de&amp;map=1[0-4](\.\d)?\/51\.76\/7\.88"/);
    expect(page).not.toContain('<b>');
  });

  test('names forgotten addresses, their number, and what is near', async () => {
    const { text, page } = await town.pageOf('/district/east');
    expect(text).toMatch(/In diesem Stadtteil gibt es nach den Quellen \d+\./);
    expect(page).toContain('href="/address/k3?lang=de"');
    expect(text).toContain('Nachbaradresse mit Glasfaser');
  });

  test('says in words that nothing is known, and never no', async () => {
    const { text } = await town.pageOf('/district/east');
    expect(text).toContain('Nicht bekannt: Keine Quelle nennt ein Ausbauprojekt in diesem Stadtteil.');
  });

  test('says that there is no such district', async () => {
    for (const id of ['nowhere', 'a'.repeat(100), '%3Cscript%3E']) {
      const { response, text, page } = await town.pageOf(`/district/${id}`);
      expect(response.status).toBe(404);
      expect(response.headers.get('etag')).toBeNull();
      expect(text).toContain('Diesen Stadtteil gibt es hier nicht');
      expect(page).not.toContain('<script>');
    }
  });
});

test.each(['/districts', '/districts?lang=en', '/district/west', '/district/east?lang=en', '/district/x'])(
  '%s has no barrier that its text shows, and runs no scripts',
  async (path) => {
    const { response, page } = await town.pageOf(path);
    expect(barriers(page)).toEqual([]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).not.toContain('script-src');
  },
);

test('a trend joins series that change on days of their own: each figure holds until its next', () => {
  const level = (share: number) => [
    { level: 'PASSED', share },
    { level: 'CONNECTED', share: share / 2 },
  ];
  expect(
    trendOf(
      [
        { validFrom: null, levels: level(10) },
        { validFrom: '2024-03-01', levels: level(20) },
      ],
      [{ validFrom: '2024-02-01', speeds: [{ minDownMbit: 1000, share: 5 }] }],
    ),
  ).toEqual([
    { day: null, passed: 10, connected: 5, gigabit: null },
    { day: '2024-02-01', passed: 10, connected: 5, gigabit: 5 },
    { day: '2024-03-01', passed: 20, connected: 10, gigabit: 5 },
  ]);
});

test('a long trend keeps the last day of each month', () => {
  const day = (text: string) => ({ day: text, passed: 1, connected: 1, gigabit: 1 });
  const trend = ['2024-01-01', '2024-01-31', '2024-02-02', '2024-02-03'].map(day);
  expect(shortened(trend, 4)).toEqual(trend);
  expect(shortened(trend, 3).map((one) => one.day)).toEqual(['2024-01-31', '2024-02-03']);
});

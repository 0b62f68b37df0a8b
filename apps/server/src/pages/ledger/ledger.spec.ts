import 'reflect-metadata';
import { ReportClaim, submitReport } from '@stadtlage/coverage';
import { barriers, openTown, type Town } from '../testing.js';

/** One more than a page holds. */
const MANY = 51;
const PUBLIC_URL = 'https://stadtlage.example';
/** The report that came in first, second and so on: at an address that is gone, at k1 in the east, and then at b5 in the west. */
const idOf = (i: number) => `r${String(i).padStart(9, '0')}`;

let town: Town;
beforeAll(async () => {
  town = await openTown({ PUBLIC_URL });
});
afterAll(() => town.close());
beforeEach(() =>
  town.database.query(
    'TRUNCATE coverage.report_sender_key, coverage.report_contact, coverage.report_step CASCADE; DELETE FROM coverage.report',
  ),
);

const report = (count: number) =>
  town.database.query(
    `INSERT INTO coverage.report (id, address_id, address_label, claim, provider_id, technology, text, received_at, state, state_since, due_on, closed_at, outcome)
     SELECT 'r' || lpad(i::text, 9, '0'), CASE i WHEN 1 THEN 'torn-down' WHEN 2 THEN 'k1' ELSE 'b5' END, 'Gasse 1', 'fixed_not_available', 'glas',
            'ftth', 'Erika Mustermann', now() - interval '970 hours', state, now() - interval '485 hours',
            CASE state WHEN 'received' THEN current_date - 13 END, CASE state WHEN 'resolved' THEN now() - interval '485 hours' END,
            CASE state WHEN 'resolved' THEN 'corrected' END
     FROM generate_series(1, $1) i, LATERAL (SELECT CASE WHEN i <= 2 THEN 'resolved' ELSE 'received' END) s (state)`,
    [count],
  );
const listed = (page: string) => [...page.matchAll(/reports\/(r\d{9})\?/g)].map(([, id]) => id);
const hrefOf = (page: string, text: string) =>
  new RegExp(`<a\\s+href="([^"]*)"[^>]*>${text}</a>`).exec(page)?.[1]!.replace(/&amp;/g, '&');

describe('The public ledger of reports', () => {
  test('lists what was reported, the newest first, each with its address, its report and where it stands', async () => {
    await report(3);
    const { response, page, text } = await town.pageOf('/reports?lang=de');
    expect(response.status).toBe(200);
    expect(listed(page)).toEqual([3, 2, 1].map(idOf));
    expect(page).toContain(`href="/address/b5/reports/${idOf(3)}?lang=de"`);
    expect(page).toContain('href="/address/b5?lang=de"');
    expect(text).toContain('3 Meldungen');
    expect(text).toMatch(
      /Ein angegebener Anschluss ist nicht zu haben: Glas <b>Nord<\/b>, Glasfaser bis in die Wohnung \(FTTH\)/,
    );
    expect(text).toMatch(/eingegangen, seit dem [^;]* seit 40 Tagen offen; überfällig seit dem .* noch offen/);
    expect(text).toMatch(/erledigt, seit dem .* dauerte 20 Tage richtiggestellt/);
    expect(barriers(page)).toEqual([]);
    const english = await town.pageOf('/reports?lang=en');
    expect(english.response.headers.get('content-language')).toBe('en');
    expect(english.text).toContain('open for 40 days; overdue since');
    expect(barriers(english.page)).toEqual([]);
  });

  test('leads to reports whose address is gone, too, and to no address then', async () => {
    await report(1);
    const { page, text } = await town.pageOf('/reports?lang=de');
    expect(text).toContain('Gasse 1 Diese Adresse steht nicht mehr im Verzeichnis.');
    expect(page).not.toContain('torn-down');
    const path = hrefOf(page, idOf(1))!;
    expect((await town.pageOf(path)).text).toContain(`Meldung ${idOf(1)}`);
  });

  test('goes on where the page before ended, also when another report has come in since', async () => {
    await report(MANY);
    const first = await town.pageOf('/reports?lang=de');
    expect(first.text).toContain(`${MANY} Meldungen`);
    expect(listed(first.page)).toHaveLength(MANY - 1);
    await submitReport(town.database, { address: 'b5', claim: ReportClaim.OTHER, text: 'x' }, '10.0.0.1');
    const second = await town.pageOf(hrefOf(first.page, 'Ältere Meldungen')!);
    expect(listed(second.page)).toEqual([idOf(1)]);
    expect(hrefOf(second.page, 'Ältere Meldungen')).toBeUndefined();
    expect(hrefOf(second.page, 'Neueste Meldungen')).toBe('/reports?lang=de');
    expect(barriers(second.page)).toEqual([]);
  });

  test('is chosen from by state and district, as its form asks and as its next page goes on', async () => {
    await report(MANY + 2);
    const ids = async (query: string) => listed((await town.pageOf(`/reports?${query}&lang=de`)).page);
    expect(await ids('state=RESOLVED&district=')).toEqual([2, 1].map(idOf));
    expect(await ids('district=east&state=')).toEqual([idOf(2)]);
    expect(await ids('state=RESOLVED&district=east')).toEqual([idOf(2)]);
    const { page, text } = await town.pageOf('/reports?state=RECEIVED&district=west&lang=en');
    expect(text).toContain(`${MANY} reports`);
    expect(page).toMatch(/<option value="RECEIVED" selected>/);
    expect(page).toMatch(/<option value="west" selected>/);
    const next = hrefOf(page, 'Older reports')!;
    expect(next).toMatch(/^\/reports\?state=RECEIVED&district=west&after=[^&]+&lang=en$/);
    expect(listed((await town.pageOf(next)).page)).toEqual([idOf(3)]);
    expect((await town.pageOf('/reports?state=DISPUTED&lang=de')).text).toContain('Es gibt keine solche Meldung.');
  });

  test('tells nobody the words of a report that the city has not released, nor those that it has', async () => {
    await report(2);
    expect((await town.pageOf('/reports')).page).not.toContain('Erika');
    await town.database.query('UPDATE coverage.report SET released_at = now()');
    expect((await town.pageOf('/reports')).page).not.toContain('Erika');
  });

  test('says so where nobody has reported anything yet', async () => {
    const { page, text } = await town.pageOf('/reports?lang=de');
    expect(text).toContain('Bisher hat niemand etwas gemeldet.');
    expect(barriers(page)).toEqual([]);
  });

  test.each([
    'state=GONE',
    'state=toString',
    'district=nowhere',
    'after=eA',
    'after=%00',
    `district=${'x'.repeat(101)}`,
  ])('has no part %s, and leads to the whole', async (query) => {
    const { response, page } = await town.pageOf(`/reports?${query}&lang=de`);
    expect(response.status).toBe(404);
    expect(hrefOf(page, 'Alle gemeldeten Fehler')).toBe('/reports?lang=de');
    expect(barriers(page)).toEqual([]);
  });

  test('may be found by search engines as a whole, and its parts may not', async () => {
    await report(MANY);
    const { page } = await town.pageOf('/reports?lang=de');
    expect(page).toContain(`<link rel="canonical" href="${PUBLIC_URL}/reports?lang=de" />`);
    for (const path of [hrefOf(page, 'Ältere Meldungen')!, '/reports?state=RECEIVED&lang=de'])
      expect((await town.pageOf(path)).page).toContain('content="noindex"');
  });

  test('is sent again only after something was reported', async () => {
    const etag = (await town.get('/reports')).headers.get('etag')!;
    const again = () => town.get('/reports', { 'if-none-match': etag });
    expect((await again()).status).toBe(304);
    await submitReport(town.database, { address: 'b5', claim: ReportClaim.OTHER, text: 'y' }, '10.0.0.1');
    expect((await again()).status).toBe(200);
  });

  test('is led to from the receipt of a report, the page of an address, the dataset, the footer and the sitemap', async () => {
    await report(3);
    for (const path of [`/address/b5/reports/${idOf(3)}?lang=de&receipt=new`, '/address/b5?lang=de'])
      expect(hrefOf((await town.pageOf(path)).page.replace(/<footer[^]*/, ''), '[^<]*[Aa]ller? Meldungen[^<]*')).toBe(
        '/reports?lang=de',
      );
    const dataset = await town.pageOf('/open-data/coverage-reports?lang=en');
    expect(hrefOf(dataset.page, 'The same reports as a page to read')).toBe('/reports?lang=en');
    expect((await town.pageOf('/open-data/streets?lang=en')).page).not.toContain('The same reports');
    expect(hrefOf((await town.pageOf('/leicht')).page, 'Gemeldete Fehler')).toBe('/reports?lang=de');
    expect(await (await town.get('/sitemaps/pages.xml')).text()).toContain(`<loc>${PUBLIC_URL}/reports?lang=en</loc>`);
  });
});

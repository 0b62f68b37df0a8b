import 'reflect-metadata';
import { publishReport, readReport, seedAgenda } from '@stadtlage/agenda';
import { barriers, openTown, type Town } from '../../testing.js';

const ZONE = 'Europe/Berlin';
const today = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: ZONE }).format(new Date());
let town: Town;
beforeAll(async () => {
  town = await openTown({ TIME_ZONE: ZONE });
  await seedAgenda(town.database, 'test');
});
afterAll(() => town.close());

describe('the page of the annex to a council paper', () => {
  test('shows fields, goals and figures as of today, with a form for other days and the files', async () => {
    const { response, page, text } = await town.pageOf('/agenda/report?lang=de');
    expect(response.status).toBe(200);
    expect(text).toContain('Digitale Agenda Ahlen: Anlage zur Vorlage');
    expect(text).toContain('Glasfaser erreicht jede Wohnung und jeden Betrieb');
    expect(text).toContain('Es ist noch kein früherer Bericht veröffentlicht.');
    expect(page).toContain(`href="/agenda/report.md?asOf=${today}&amp;lang=de"`);
    expect(barriers(page)).toEqual([]);
  });

  test('says the figures that GraphQL says', async () => {
    const query = '{ indicator(id: "fibre-residential") { figure { value counted total } } }';
    const answer = await fetch(`${town.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await answer.json()) as { data: { indicator: { figure: Record<string, number> } } };
    const { value, counted, total } = data.indicator.figure;
    const { text } = await town.pageOf('/agenda/report?lang=en');
    expect(text).toContain(`Residential addresses connected by fibre ${value} % (${counted} of ${total})`);
  });

  test.each([
    ['pdf', 'application/pdf', /^%PDF-1\.7\n[^]*\/Lang \(en\)/],
    ['odt', 'application/vnd.oasis.opendocument.text', /^PK[^]{28}mimetypeapplication\/vnd\.oasis\.opendocument\.text/],
    ['md', 'text/markdown; charset=utf-8', /^# Digital agenda of Ahlen: annex to a council paper\n/],
    ['html', 'text/html; charset=utf-8', /^<!doctype html>\n<html lang="en">/],
    ['csv', 'text/csv; charset=utf-8', /^as_of,field,goal,measure,what,/],
  ])('gives the same as %s', async (format, type, begin) => {
    const response = await town.get(`/agenda/report.${format}?lang=en`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="agenda-${today}.${format}"`);
    expect(await response.text()).toMatch(begin);
  });

  test('lists what was published, and shows it as it was', async () => {
    const report = await readReport(town.database, today, today);
    const etag = (await town.get('/agenda/report?lang=de')).headers.get('etag')!;
    expect((await town.get('/agenda/report?lang=de', { 'if-none-match': etag })).status).toBe(304);
    const number = await publishReport(town.database, { ...report, asOf: '2024-06-30' }, 'test');
    // Half an hour after midnight where the city is. What is published is never changed, but by this test.
    await town.database.query(`ALTER TABLE agenda.report DISABLE TRIGGER USER;
      UPDATE agenda.report SET published_at = '2026-06-30T22:30:00Z';
      ALTER TABLE agenda.report ENABLE TRIGGER USER`);
    const { page, text } = await town.pageOf('/agenda/report?lang=de', { 'if-none-match': etag });
    expect(text).toContain('veröffentlicht am 1. Juli 2026');
    expect(page).toContain(`href="/agenda/report?number=${number}&amp;lang=de"`);
    expect(text).toContain('Bericht Nr. 1 zum 30. Juni 2024');
    expect((await town.pageOf(`/agenda/report?number=${number}&lang=de`)).text).toContain('Stand: 30. Juni 2024.');
  });

  test.each([
    ['asOf=2024-02-31', 'asOf is a calendar day'],
    ['asOf=0000-05-05', 'asOf is a calendar day'],
    ['asOf=2999-01-01', 'which is still to come'],
    ['asOf=1&asOf=2', 'asOf is a calendar day'],
    ['number=77', 'There is no published report 77.'],
    ['number=x', 'number is the number of a published report'],
  ])('refuses ?%s in words', async (asked, message) => {
    for (const path of ['/agenda/report', '/agenda/report.csv']) {
      const { response, text } = await town.pageOf(`${path}?${asked}`);
      expect(response.status).toBe(400);
      expect(text).toContain(message);
    }
  });
});

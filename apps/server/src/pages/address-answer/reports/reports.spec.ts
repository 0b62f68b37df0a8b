import 'reflect-metadata';
import { moveReport, releaseText } from '@stadtlage/coverage';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '@stadtlage/places/testing';
import { createLog } from '../../../log.js';
import { readSettings } from '../../../settings.js';
import { startServer, type RunningServer } from '../../../start-server.js';
import { draftOf } from './draft.js';

let database: Database;
let server: RunningServer;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, '../testing-answer.sql'));
  const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  server = await startServer(settings, createLog('error'));
});
afterAll(async () => {
  await server?.close();
  await database.close();
});
beforeEach(() =>
  database.query(`DELETE FROM coverage.fixed_availability WHERE report IS NOT NULL;
    TRUNCATE coverage.report_sender_key, coverage.report_contact, coverage.report_step CASCADE; DELETE FROM coverage.report`),
);

const FORM = { claim: 'FIXED_NOT_AVAILABLE', provider: 'kabel', technology: 'HFC' };
const send = (
  fields: Record<string, string> | string = FORM,
  {
    address = 'b5',
    lang = 'de',
    headers = {},
  }: { address?: string; lang?: string; headers?: Record<string, string> } = {},
) =>
  fetch(`${server.url}/address/${address}/reports?lang=${lang}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  });
const get = async (path: string) => {
  const response = await fetch(`${server.url}${path}`);
  return { status: response.status, page: await response.text() };
};
const stored = () =>
  database.query<{ id: string; text: string | null }>('SELECT id, text FROM coverage.report ORDER BY number');

describe('the form of an address', () => {
  test('stands on its page with all fields of the mutation, and says what is published', async () => {
    const { page } = await get('/address/b5');
    expect(page).toContain('Stimmt hier etwas nicht?');
    expect(page).toMatch(/<form\s+class="report"\s+action="\/address\/b5\/reports\?lang=de"\s+method="post"/);
    const names = [...page.matchAll(/ name="(\w+)"/g)].map(([, name]) => name);
    for (const name of [
      'claim',
      'provider',
      'technology',
      'mobileTechnology',
      'measuredDownMbit',
      'measuredUpMbit',
      'text',
      'evidence',
      'email',
      'website',
    ]) {
      expect(names).toContain(name);
      if (name !== 'claim') expect(page).toContain(`<label for="report-${name}">`);
    }
    expect(page).toContain('keine Namen, keine Telefonnummern');
    expect(page).toContain('Sofort veröffentlicht werden');
    expect(page).toMatch(/<option value="kabel"\s*>Kabel West<\/option>/);
    expect(page).toContain('Glas &lt;b&gt;Nord&lt;/b&gt;');
    expect((await get('/address/b5?lang=en')).page).toContain('Is something wrong here?');
  });

  test('leads to the receipt with the id, what happens next, and where to follow it', async () => {
    const response = await send({ ...FORM, text: 'seit Mai', email: 'a@b.example' });
    expect(response.status).toBe(303);
    const [report] = await stored();
    const receipt = response.headers.get('location')!;
    expect(receipt).toBe(`/address/b5/reports/${report!.id}?lang=de&receipt=new`);
    const { status, page } = await get(receipt);
    expect(status).toBe(200);
    expect(page).toContain('Ihre Meldung ist eingegangen.');
    expect(page).toContain(`Meldung ${report!.id}`);
    expect(page).toMatch(
      /Die Stadt liest die Meldung und antwortet, oder sie gibt sie weiter, bis zum \d+\. \w+ \d{4}\./,
    );
    expect(page).toContain('href="/address/b5?lang=de#reports"');
    // What is kept does not thank whoever opens it later.
    const kept = `/address/b5/reports/${report!.id}?lang=de`;
    expect(page).toContain(`href="${kept}"`);
    expect((await get(kept)).page).not.toContain('Ihre Meldung ist eingegangen.');
    expect(page).not.toContain('seit Mai');
    expect(page).not.toContain('a@b.example');
    // That the words have come is said, and that the city reads them first; until it has, and where there are none, not.
    const awaits = 'angekommen. Zu lesen ist er hier erst, wenn die Stadt ihn gelesen und freigegeben hat.';
    expect(page).toContain(awaits);
    await releaseText(database, report!.id);
    const released = (await get(receipt)).page;
    expect(released).toContain('seit Mai');
    expect(released).not.toContain(awaits);
    const wordless = await send({ claim: 'MOBILE_GAP', mobileTechnology: 'G5' });
    expect((await get(wordless.headers.get('location')!)).page).not.toContain(awaits);
  });

  test('leads to a receipt that fits a phone, and says where the city is made up', async () => {
    const receipt = (await send()).headers.get('location')!;
    const { page } = await get(receipt);
    expect(page).toMatch(/class="scroll cards"[^>]*aria-label="Alle Schritte/);
    expect(page).not.toContain('Demodaten');
    const [address] = await database.query<{ run: number }>("SELECT run_id AS run FROM places.address WHERE id = 'b5'");
    await database.query(
      `WITH demo AS (INSERT INTO imports.run (dataset, origin, source, started_by, finished_at, state)
         VALUES ('addresses', 'demo', 'Demo', 'test', now(), 'imported') RETURNING id)
       UPDATE places.address SET run_id = demo.id FROM demo WHERE address.id = 'b5'`,
    );
    expect((await get(receipt)).page).toContain('Demodaten: Diese Adresse gehört zu einer erfundenen Stadt.');
    await database.query("UPDATE places.address SET run_id = $1 WHERE id = 'b5'", [address!.run]);
  });

  test('answers what was sent already with the report that there is, and says so', async () => {
    await send();
    const response = await send();
    expect(response.headers.get('location')).toMatch(/&receipt=known$/);
    expect((await get(response.headers.get('location')!)).page).toContain('eine zweite ist nicht gespeichert');
    expect(await stored()).toHaveLength(1);
  });

  test('is shown again with what was typed, and every mistake linked to its field', async () => {
    const typed = {
      claim: 'SLOWER_THAN_STATED',
      measuredUpMbit: '1.000',
      email: 'Erika',
      text: 'Ä & <b>',
      provider: 'kabel',
    };
    const response = await send(typed);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain('<title>Fehler: Meldung zu Bahnhofstraße 5, 59227 Ahlen</title>');
    expect(page).toContain('3 Angaben fehlen noch oder stimmen nicht');
    expect(page.match(/<a href="#report-\w+"/g)).toEqual([
      '<a href="#report-measuredDownMbit"',
      '<a href="#report-measuredUpMbit"',
      '<a href="#report-email"',
    ]);
    for (const field of ['measuredDownMbit', 'measuredUpMbit', 'email']) {
      expect(page).toMatch(
        new RegExp(`id="report-${field}"[^>]*aria-describedby="[^"]*report-${field}-mistake"[^>]*aria-invalid="true"`),
      );
      expect(page).toContain(`id="report-${field}-mistake"`);
    }
    expect(page).toMatch(/value="SLOWER_THAN_STATED"\s+checked/);
    expect(page).toMatch(/value="kabel"\s+selected/);
    expect(page).toContain('value="1.000"');
    expect(page).toContain('value="Erika"');
    expect(page).toContain('>Ä &amp; &lt;b&gt;</textarea>');
    expect(await stored()).toEqual([]);
    expect(await (await send({ email: 'x' }, { lang: 'en' })).text()).toContain('2 entries are missing or wrong');
  });

  test.each<[string, Record<string, string>, string]>([
    ['no claim', { ...FORM, claim: '' }, 'claim'],
    ['a claim that nobody knows', { ...FORM, claim: 'toString' }, 'claim'],
    ['a provider that nobody knows', { ...FORM, provider: 'nobody' }, 'provider'],
    ['a technology that nobody knows', { ...FORM, technology: 'constructor' }, 'technology'],
    ['a line and a mobile network', { ...FORM, mobileTechnology: 'G5' }, 'mobileTechnology'],
    ['a text that is too long', { ...FORM, text: 'ä'.repeat(1001) }, 'text'],
    ['a filled trap', { ...FORM, website: 'https://spam.example' }, 'website'],
  ])('refuses %s', async (_, fields, field) => {
    const response = await send(fields);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(`<a href="#report-${field}"`);
    expect(await stored()).toEqual([]);
  });

  test('lists first what is stated at the address, and refuses a connection that nobody states there', async () => {
    const { page } = await get('/address/b5');
    const [, providers] =
      /<select id="report-provider"[^]*?<optgroup label="An dieser Adresse angegeben">([^]*?)<\/optgroup>/.exec(page)!;
    expect([...providers!.matchAll(/value="(\w+)"/g)].map(([, id]) => id)).toEqual(['glas', 'kabel', 'mobil']);
    const [, generations] =
      /<select id="report-mobileTechnology"[^]*?<optgroup label="An dieser Adresse angegeben">([^]*?)<\/optgroup>/.exec(
        page,
      )!;
    expect([...generations!.matchAll(/value="(\w+)"/g)].map(([, name]) => name).sort()).toEqual(['G4', 'G5']);
    const mobile = await send({ ...FORM, provider: 'mobil', technology: 'FTTH' });
    expect(mobile.status).toBe(422);
    const again = await mobile.text();
    expect(again).toContain(
      '<a href="#report-provider">Anbieter: Wählen Sie einen Anschluss oder ein Mobilfunknetz, das an dieser Adresse angegeben ist',
    );
    expect(again).toMatch(/<optgroup label="An dieser Adresse angegeben">/);
    expect(await (await send({ ...FORM, technology: 'DSL' }, { lang: 'en' })).text()).toContain(
      '<a href="#report-technology">Fixed technology: Choose a connection or a mobile network that is stated at this address',
    );
    expect(await stored()).toEqual([]);
  });

  test('takes the longest text in any script', async () => {
    expect((await send({ ...FORM, text: '€'.repeat(1000), evidence: '€'.repeat(300) })).status).toBe(303);
    expect((await stored())[0]!.text).toHaveLength(1000);
  });

  test('refuses what is larger, what is no form, and what is about no address', async () => {
    expect((await send(`text=${'x'.repeat(40_000)}`)).status).toBe(413);
    const json = await send('{}', { headers: { 'content-type': 'application/json' } });
    expect(json.status).toBe(422);
    expect((await send('x', { headers: { 'content-type': 'text/csv' } })).status).toBe(415);
    for (const address of ['nowhere', '%00', 'a'.repeat(101)]) {
      expect([400, 404, 414]).toContain((await send(FORM, { address })).status);
    }
    expect(await stored()).toEqual([]);
  });

  test.each<[Record<string, string>, number]>([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 303],
    [{ 'sec-fetch-site': 'none' }, 303],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 303],
  ])('comes from this site alone: %j is answered with %i', async (headers, status) => {
    expect((await send(FORM, { headers })).status).toBe(status);
  });

  test('knows its own origin', async () => {
    expect((await send(FORM, { headers: { origin: server.url } })).status).toBe(303);
  });

  test('leads who is refused to the form of this site', async () => {
    const response = await send(FORM, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(await response.text()).toContain('href="/address/b5?lang=de#report"');
    expect(await stored()).toEqual([]);
  });

  test('shares its limit with the mutation, and keeps what was typed', async () => {
    const mutation = `mutation ($mbit: Float) { reportCoverage(input: { address: "b5", claim: SLOWER_THAN_STATED, measuredDownMbit: $mbit }) { id } }`;
    for (let mbit = 0; mbit < 10; mbit++) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: mutation, variables: { mbit } }),
      });
      expect(await response.json()).toMatchObject({ data: { reportCoverage: { id: expect.any(String) } } });
    }
    const response = await send({ ...FORM, text: 'noch etwas' });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const page = await response.text();
    expect(page).toContain('Ab Mitternacht (UTC) geht es weiter.');
    expect(page).toContain('>noch etwas</textarea>');
  });

  test('may lead to this site only, and runs no scripts', async () => {
    const pages = [await send({ ...FORM, claim: '' }), await fetch(`${server.url}/address/b5`)];
    for (const { headers } of pages) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("form-action 'self'");
    }
    expect(pages[0]!.headers.get('cache-control')).toBe('no-store');
  });

  test('is found again where a browser reloads its address', async () => {
    const response = await fetch(`${server.url}/address/b5/reports`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/address/b5?lang=de#reports']);
  });
});

describe('the ledger of an address', () => {
  const json = async () => (await (await fetch(`${server.url}/address/b5.json`)).json()) as { reports: unknown[] };
  const report = async (fields: Record<string, string> = FORM) => {
    const location = (await send(fields)).headers.get('location')!;
    return /reports\/(\w+)/.exec(location)![1]!;
  };

  test('tells what was reported, where it stands, since when, and what came of it; words only when they are released', async () => {
    expect((await get('/address/b5')).page).toContain('Zu dieser Adresse hat bisher niemand etwas gemeldet.');
    const id = await report({ ...FORM, text: 'Vertrieb sagt nein' });
    expect((await json()).reports).toEqual([
      expect.objectContaining({
        id,
        claim: 'FIXED_NOT_AVAILABLE',
        provider: expect.objectContaining({ name: 'Kabel West' }),
        technology: 'HFC',
        state: 'RECEIVED',
        receivedAt: expect.stringMatching(/^\d{4}-/),
        daysOpen: 0,
        isOverdue: false,
        outcome: null,
        text: null,
      }),
    ]);
    const { page } = await get('/address/b5');
    expect(page).toContain(`href="/address/b5/reports/${id}?lang=de"`);
    expect(page).toMatch(/Ein angegebener Anschluss ist nicht zu haben: Kabel West, Kabelnetz \(HFC\)/);
    expect(page).toContain('seit weniger als einem Tag offen; nächster Schritt fällig am');
    expect(page).not.toContain('Vertrieb sagt nein');

    await releaseText(database, id);
    await moveReport(database, id, { to: 'conceded', note: 'Erst ab Mai zu haben.' });
    await moveReport(database, id, { to: 'resolved' });
    const closed = (await get(`/address/b5/reports/${id}`)).page;
    expect(closed).toContain('Vertrieb sagt nein');
    expect(closed).toContain('Erst ab Mai zu haben.');
    expect(closed).toContain('richtiggestellt');
    expect((await json()).reports).toMatchObject([{ state: 'RESOLVED', outcome: 'CORRECTED' }]);
  });

  test('sets a report that something cannot be had against the statement, once it was moved on', async () => {
    const id = await report();
    expect((await get('/address/b5')).page).not.toContain('darin, ob es das Angebot gibt');
    await moveReport(database, id, { to: 'passed_on' });
    const { page } = await get('/address/b5');
    expect(page).toContain('Kabel West, Kabelnetz (HFC): verschieden darin, ob es das Angebot gibt');
    expect(page).toContain('Das ist hier nicht zu bekommen.');
  });

  test('is of today: an answer for a past day names no report, as page and as JSON', async () => {
    const id = await report();
    const past = await get('/address/b5.json?asOf=2024-06-30');
    expect(past.status).toBe(200);
    expect(JSON.parse(past.page)).not.toHaveProperty('reports');
    const { page } = await get('/address/b5?asOf=2024-06-30');
    expect(page).not.toContain(id);
    expect(page).not.toContain('Stimmt hier etwas nicht?');
  });

  test('shows a report under its own address only', async () => {
    const id = await report();
    expect((await get(`/address/o5/reports/${id}`)).status).toBe(404);
    for (const code of ['0000000000', 'x', '%00', "';--"]) {
      expect([400, 404]).toContain((await get(`/address/b5/reports/${code}`)).status);
    }
  });
});

test.each([
  ['16,5', 16.5],
  [' 1000 ', 1000],
  ['16.25', 16.25],
  ['', null],
  ['1.000', Number.NaN],
  ['-1', Number.NaN],
  ['1e3', Number.NaN],
  ['schnell', Number.NaN],
])('a measurement written as "%s" is read as %s', (measuredDownMbit, mbit) => {
  expect(draftOf('b5', { measuredDownMbit }).draft.measuredDownMbit).toEqual(mbit);
});

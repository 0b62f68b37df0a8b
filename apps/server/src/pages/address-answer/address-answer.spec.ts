import 'reflect-metadata';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '@stadtlage/places/testing';
import { createHash } from 'node:crypto';
import { createLog } from '../../log.js';
import { readSettings } from '../../settings.js';
import { startServer, type RunningServer } from '../../start-server.js';
import { languageOf } from './words.js';

let database: Database;
let server: RunningServer;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, 'testing-answer.sql'));
  const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  server = await startServer(settings, createLog('error'));
});
afterAll(async () => {
  await server?.close();
  await database.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });
const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
/** What people read of a page: no tags, entities written out, one space for any. */
const readable = (page: string) =>
  page
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => SIGNS[name]!)
    .replace(/\s+/g, ' ');
const pageOf = async (path: string, headers?: Record<string, string>) => {
  const response = await get(path, headers);
  const page = await response.text();
  return { response, page, text: readable(page) };
};

describe('the page of an address', () => {
  test('tells in German what there is, with level, definition, speeds, evidence, source and date of every line', async () => {
    const { response, page, text } = await pageOf('/address/b5');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toMatch(/^<!doctype html>\s*<html lang="de">/);
    expect(text).toContain('Auskunft für Bahnhofstraße 5, 59227 Ahlen');
    expect(text).toContain('Glasfaser liegt im Gebäude.');
    expect(text).toContain('Stadtteil Weststadt');
    expect(text).toContain(
      'Glas <b>Nord</b> Glasfaser bis in die Wohnung (FTTH) alle im Gebäude Bundesnetzagentur: „homes passed“ heißt, dass die Leitung höchstens 20 Meter vom Grundstück entfernt liegt. 1 Gbit/s 500 Mbit/s Angabe des Betreibers',
    );
    expect(text).toContain('Kabel West Kabelnetz (HFC) Wohnungen nicht bekannt');
    expect(text).toContain('1. Januar 2024 Glas & Söhne, Daten vom 31. März 2024');
    // Imported at 22:30 UTC: in Berlin that was the next day.
    expect(text).toContain('Rasteramt, Datum der Daten nicht bekannt, übernommen am 1. Juni 2024');
  });

  test('tells what contradicts what, side by side', async () => {
    const { text } = await pageOf('/address/b5');
    expect(text).toContain(
      'Glas <b>Nord</b>, Glasfaser bis in die Wohnung (FTTH): verschieden im Stand des Anschlusses',
    );
    expect(text).toMatch(/Glas & Söhne, Daten vom 31. März 2024 .* im Gebäude .* Rasteramt, .* liegt in der Straße/);
  });

  test('tells who builds, what was promised, how often that moved, that it is over, and what comes next', async () => {
    const { text } = await pageOf('/address/b5');
    expect(text).toContain('Ausbau West Es baut Glas <b>Nord</b> Stand Im Bau (seit 1. Februar 2024)');
    expect(text).toContain('vom 1. Januar 2024 bis zum 31. Dezember 2024 Dieser Termin ist verstrichen.');
    expect(text).toContain('einmal, insgesamt um 184 Tage nach hinten');
    expect(text).toContain('In den Straßen wird gebaut.');
    expect(text).toContain('1. Februar 2024 vom 1. Januar 2024 bis zum 31. Dezember 2024 +184 Tage Frost');
  });

  test('tells the figures of the cell around it, marked as such, by source and evidence, and of no other figure made', async () => {
    const { page, text } = await pageOf('/address/b5');
    expect(text).toContain(
      'Zahlen der Rasterzelle Diese Zahlen gelten für die ganze Rasterzelle 100mN31854E41747 (100 mal 100 Meter), in der die Adresse liegt. Was an dieser Adresse gilt, sagen sie nicht',
    );
    expect(text).toContain('ohne Angabe der Geschwindigkeit ab 100 Mbit/s ab 1 Gbit/s Stand des Anschlusses');
    expect(text).toContain(
      'alle Anbieter zusammen alle Techniken Haushalte nicht bekannt 100 % nicht bekannt nicht bekannt amtliche Statistik je Rasterzelle, nicht je Haus 31. Dezember 2023 Rasteramt, Datum der Daten nicht bekannt',
    );
    expect(text).toContain(
      'Glasfaser bis ins Gebäude oder in die Wohnung Haushalte nicht bekannt 75 % 62,5 % nicht bekannt amtliche Statistik',
    );
    expect(text).toMatch(
      /Kabel West Kabelnetz \(HFC\) alle versorgt, Anteil nicht genannt nicht bekannt .* Angabe des Betreibers/,
    );
    expect(page).toContain('<th role="rowheader" scope="row">Kabel West</th>');
    expect((await pageOf('/address/b5?lang=en')).text).toContain('They do not say what holds at this address');
  });

  test('tells the mobile networks by operator, own ones apart from those of others', async () => {
    const { text, page } = await pageOf('/address/b5');
    expect(text).toContain('Mobil A 5G eigenes Netz Angabe des Betreibers 1. Februar 2024 Glas & Söhne');
    expect(text).toContain('4G (LTE) über das Netz eines anderen Betreibers');
    expect(page).toMatch(/<th role="rowheader" scope="rowgroup" rowspan="2">Mobil A<\/th>/);
  });

  test('says that fibre is reported where no source says how far it has come, and does not call it unconnected', async () => {
    const { text } = await pageOf('/address/k2');
    expect(text).toContain('Eine Quelle meldet hier Glasfaser. Ob das Gebäude schon angeschlossen ist, sagt keine');
    expect(text).not.toContain('noch nicht');
    expect(text).not.toContain('Auch gemeldet');
    const beside = await pageOf('/address/k1');
    expect(beside.text).toContain('Glasfaser liegt in der Straße.');
    expect(beside.text).toContain(
      'Auch gemeldet ist hier Glasfaser von Kabel West. Ob sie im Gebäude liegt, sagt keine Quelle.',
    );
    expect((await pageOf('/address/k1?lang=en')).text).toContain('Fibre of Kabel West is reported here, too.');
    expect((await (await get('/address/k2.json')).json()) as object).toMatchObject({
      coverage: { fibreStatus: 'LEVEL_UNKNOWN' },
    });
  });

  test('says in words that nothing is known, and never no', async () => {
    const { text } = await pageOf('/address/o5');
    expect(text).toContain('Ob es hier Glasfaser gibt, ist nicht bekannt.');
    expect(text).toContain('Nicht bekannt: Keine Quelle nennt einen Anschluss an dieser Adresse.');
    expect(text).toContain('Nicht bekannt: Keine Quelle nennt ein Ausbauprojekt für diese Adresse.');
    expect(text).toContain('Nicht bekannt: Keine Quelle nennt ein Mobilfunknetz an dieser Adresse.');
    expect(text).toContain('Nicht bekannt: Keine Quelle nennt Zahlen der Rasterzelle');
    expect((await pageOf('/address/far')).text).toContain('Kein eingetragener Stadtteil enthält diese Adresse.');
  });

  test('escapes what sources say, and follows no link that is none of the web', async () => {
    const { page } = await pageOf('/address/b5');
    expect(page).not.toContain('<b>');
    expect(page).not.toContain('javascript:');
    expect(page).toContain('href="https://glas.example/?a=1&amp;b=&quot;2&quot;"');
  });

  test('runs no scripts, and its policy allows its own style alone', async () => {
    const { response, page } = await pageOf('/address/b5');
    const [, style] = /<style>([^]*)<\/style>/.exec(page)!;
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style!).digest('base64')}'`);
    expect(policy).not.toContain('script-src');
    expect(page).not.toMatch(/<script| style="| on\w+="/);
  });

  test('has tables with captions and scopes, one main heading, and links to the map and the JSON', async () => {
    const { page } = await pageOf('/address/b5');
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page.match(/<caption>/g)!.length).toBe(page.match(/<table[ >]/g)!.length);
    expect(page).not.toMatch(/<th(?![^>]*scope=)[ >]/);
    expect(page).toContain('href="/?address=b5&amp;lang=de"');
    expect(page).toContain('<link rel="alternate" type="application/json" href="/address/b5.json" />');
  });

  test('says on paper where it is, and on no screen', async () => {
    const { page } = await pageOf('/address/b5?lang=de');
    expect(page).toContain(`<span class="address-of-page">${server.url}/address/b5?lang=de</span>`);
    const [screen, paper] = /<style>([^]*)<\/style>/.exec(page)![1]!.split('@media print');
    expect(screen).toContain('.address-of-page { display: none; }');
    expect(paper).toContain('.address-of-page { display: block; }');
  });

  test('speaks English when asked, or when the browser prefers it', async () => {
    const asked = await pageOf('/address/b5?lang=en', { 'accept-language': 'de' });
    const preferred = await pageOf('/address/b5', { 'accept-language': 'fr, en-GB;q=0.8, de;q=0.3' });
    for (const { page, text, response } of [asked, preferred]) {
      expect(page).toContain('<html lang="en">');
      expect(response.headers.get('content-language')).toBe('en');
      expect(text).toContain('What is known about Bahnhofstraße 5, 59227 Ahlen');
      expect(text).toContain('once, 184 days later in all');
      expect(text).toContain('data of 31 March 2024');
    }
  });
});

describe('the JSON of an address', () => {
  test('has all of the page, with codes, for programs anywhere', async () => {
    const response = await get('/address/b5.json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({
      id: 'b5',
      page: '/address/b5',
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      district: { name: 'Weststadt' },
      coverage: {
        fibreStatus: 'CONNECTED',
        fixed: expect.arrayContaining([
          expect.objectContaining({ technology: 'HFC', connectionLevel: null, maxDownMbit: null }),
        ]),
        contradictions: [{ differs: ['CONNECTION_LEVEL'] }],
        mobile: [{ technology: 'G5' }, { technology: 'G4', roaming: true }],
        cellFigures: [
          { technology: 'ALL', minDownMbit: 100, share: 100, provider: null, evidence: 'OFFICIAL_GRID' },
          { technology: 'FTTB_FTTH', minDownMbit: 100, share: 75, cellId: '100mN31854E41747' },
          { technology: 'FTTB_FTTH', minDownMbit: 1000, share: 62.5, source: { source: 'Rasteramt', dataDate: null } },
          { technology: 'HFC', minDownMbit: 0, share: null, provider: { name: 'Kabel West' }, evidence: 'OPERATOR' },
        ],
      },
      phases: [{ status: 'UNDER_CONSTRUCTION', moves: 1, movedByDays: 184, promises: [{}, { note: 'Frost' }] }],
    });
  });
});

const JSON_ONLY = { accept: 'application/json' };

describe('an address whose JSON is preferred', () => {
  test('answers with it where the page is, and says that who asks decides', async () => {
    const json = await get('/address/b5', JSON_ONLY);
    expect(json.headers.get('content-type')).toMatch(/^application\/json/);
    expect(json.headers.get('access-control-allow-origin')).toBe('*');
    expect(await json.json()).toEqual(await (await get('/address/b5.json')).json());
    const page = await get('/address/b5', { accept: 'text/html, application/json;q=0.9' });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const response of [json, page]) expect(response.headers.get('vary')).toBe('accept, accept-language');
    expect((await get('/address/b5.json', { accept: 'text/html' })).headers.get('content-type')).toMatch(/json/);
  });

  test('is not taken for the page by caches, nor the page for it', async () => {
    const etag = (response: Response) => response.headers.get('etag')!;
    const [page, json] = [await get('/address/b5'), await get('/address/b5', JSON_ONLY)];
    expect(etag(page)).not.toBe(etag(json));
    expect((await get('/address/b5', { ...JSON_ONLY, 'if-none-match': etag(page) })).status).toBe(200);
    const known = await get('/address/b5', { ...JSON_ONLY, 'if-none-match': etag(json) });
    expect(known.status).toBe(304);
    expect(known.headers.get('vary')).toBe('accept, accept-language');
  });

  test('says in JSON that an id is unknown', async () => {
    const response = await get('/address/nowhere', JSON_ONLY);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: 'unknown-address' });
  });
});

describe('an address as of another day', () => {
  test('tells on the page what held on that day, what was promised by then, and which day that is', async () => {
    const { response, page, text } = await pageOf('/address/b5?asOf=2023-03-15');
    expect(response.status).toBe(200);
    expect(text).toContain('Hier ist Glasfaser geplant.');
    expect(text).toContain('Stand: 15. März 2023.');
    expect(text).toContain('Diese Auskunft beschreibt den 15. März 2023, nach heutigem Wissen.');
    expect(text).toContain(
      'Stand Geplant (seit 1. Januar 2023) Zugesagt vom 1. Januar 2024 bis zum 30. Juni 2024 Versch',
    );
    expect(text).not.toContain('Dieser Termin ist verstrichen');
    expect(text).not.toContain('Frost');
    expect(text).toMatch(/20 Vorverträge .*am 1. März 2023/);
    expect(text).not.toContain('31. März 2023; 45');
    expect(text).toContain('Nicht bekannt: Keine Quelle nennt einen Anschluss an dieser Adresse.');
    expect(page).toContain('<a href="/address/b5?lang=de">Zum heutigen Stand</a>');
    expect(page).toContain('href="/address/b5.json?asOf=2023-03-15"');
    expect(page).toContain('href="/address/b5?asOf=2023-03-15&amp;lang=en"');
    expect((await pageOf('/address/b5?asOf=2023-03-15&lang=en')).text).toContain('This answer describes 15 March 2023');
    expect((await pageOf('/address/b5?asOf=2024-01-01')).text).toContain('Anschlüsse, die es am 1. Januar 2024 gab');
  });

  test('tells the same in JSON', async () => {
    const before = await (await get('/address/b5.json?asOf=2023-03-15')).json();
    expect(before).toMatchObject({
      asOf: '2023-03-15',
      page: '/address/b5?asOf=2023-03-15',
      coverage: { fibreStatus: 'PLANNED', fixed: [], cellFigures: [], mobile: [] },
      phases: [
        {
          status: 'PLANNED',
          moves: 0,
          promises: [{ promisedTo: '2024-06-30' }],
          demandAggregation: { outcome: null, decidedOn: null, signUps: [{ signUps: 20 }] },
        },
      ],
    });
    expect(await (await get('/address/b5?asOf=2023-03-15', JSON_ONLY)).json()).toEqual(before);
    const { phases } = (await (await get('/address/b5.json?asOf=2023-01-15')).json()) as { phases: object[] };
    expect(phases).toMatchObject([{ demandAggregation: null }]);
  });

  test('is today where today is asked for', async () => {
    const plain = (await (await get('/address/b5.json')).json()) as { asOf: string };
    expect(await (await get(`/address/b5.json?asOf=${plain.asOf}`)).json()).toEqual(plain);
    expect((await pageOf(`/address/b5?asOf=${plain.asOf}`)).text).not.toContain('Diese Auskunft beschreibt');
  });

  test('is kept by caches apart from today', async () => {
    const etag = (await get('/address/b5')).headers.get('etag')!;
    const then = await get('/address/b5?asOf=2023-03-15', { 'if-none-match': etag });
    expect(then.status).toBe(200);
    const known = await get('/address/b5?asOf=2023-03-15', { 'if-none-match': then.headers.get('etag')! });
    expect(known.status).toBe(304);
  });

  test.each(['2023-02-30', '15.03.2023', '', '0000-01-01', '9999-12-31', '2023-03-15&asOf=2023-03-16', '<script>'])(
    'that is no day up to today (asOf=%s) is refused with how to write it',
    async (asOf) => {
      const { response, page, text } = await pageOf(`/address/b5?asOf=${asOf}`);
      expect(response.status).toBe(400);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(text).toContain('Diesen Tag kann die Auskunft nicht beschreiben');
      expect(text).toMatch(/zum Beispiel asOf=\d{4}-\d\d-\d\d/);
      expect(page).not.toContain('<script>');
      const json = await get(`/address/b5.json?asOf=${asOf}`);
      expect(json.status).toBe(400);
      expect(await json.json()).toMatchObject({ error: 'no-such-day', message: expect.stringContaining('asOf=') });
    },
  );
});

describe('answers about addresses', () => {
  test('are sent again only after something changed', async () => {
    const first = await get('/address/b5');
    const etag = first.headers.get('etag')!;
    expect(Date.parse(first.headers.get('last-modified')!)).toBeGreaterThan(0);
    expect((await get('/address/b5', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/address/b5?lang=en', { 'if-none-match': etag })).status).toBe(200);
    await database.query("SELECT datasets.touch('observations')");
    expect((await get('/address/b5', { 'if-none-match': etag })).status).toBe(304);
    await database.query("SELECT datasets.touch('districts')");
    expect((await get('/address/b5', { 'if-none-match': etag })).status).toBe(200);
  });

  test.each([
    ['nowhere'],
    ['a'.repeat(100)],
    ["'%3B%20DROP%20TABLE%20places.address--"],
    ['%00'],
    ['%ED%A0%80'],
    ['%3Cscript%3E'],
  ])('say that there is no address "%s", and how to find one', async (id) => {
    const { response, page, text } = await pageOf(`/address/${id}`);
    expect([400, 404]).toContain(response.status);
    if (response.status === 400) return;
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('Diese Adresse gibt es hier nicht');
    expect(page).toContain('<form action="/address" method="get" role="search">');
    expect(page).not.toContain('<script>');
  });

  test('say in JSON that an id is unknown', async () => {
    const response = await get('/address/nowhere.json');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: 'unknown-address' });
  });

  test('asks under one heading where nothing was asked yet', async () => {
    const { page } = await pageOf('/address?lang=de');
    expect(page.match(/<h[12][^>]*>[^<]*/g)).toEqual(['<h1>Adresse suchen']);
    expect(page).toContain('<label for="q">Straße, Hausnummer und Ort</label>');
  });

  test('are found by typing, without scripts', async () => {
    const { page, text } = await pageOf('/address?q=bahnhofstr+5');
    expect(text).toContain('Adressen zu „bahnhofstr 5“');
    expect(page).toMatch(/<ol>\s*<li>\s*<a href="\/address\/b5\?lang=de">Bahnhofstraße 5, 59227 Ahlen<\/a>/);
    expect(text).not.toContain('steht nicht im Verzeichnis');
    for (const other of ['bahnhofstr+5x', 'bahnhofstr+999'])
      expect((await pageOf(`/address?q=${other}`)).text).toContain('Diese Hausnummer steht nicht im Verzeichnis.');
    expect((await pageOf('/address?q=bahnhofstr')).text).not.toContain('steht nicht im Verzeichnis');
    expect((await pageOf('/address?q=%3Cscript%3E&lang=en')).page).not.toContain('<script>');
    expect((await pageOf('/address?q=xyzzy')).text).toContain('Keine Adresse ist dem ähnlich.');
    expect((await pageOf(`/address?q=${'a'.repeat(201)}`)).text).toContain('Höchstens 200 Zeichen.');
    expect((await pageOf('/address?q=a&q=b')).response.status).toBe(200);
    expect((await pageOf('/address?q=xyzzy')).text).not.toContain('erfunden');
  });
});

describe('made-up data in the answer', () => {
  const DEMO = 'Demodaten: Diese Angaben gehören zu einer erfundenen Stadt. Nichts davon ist eine Auskunft.';
  test.each([
    ['a status of a phase', 'rollout.project_status'],
    ['a place with free Wi-Fi', 'places.facility'],
  ])('marks the page, if only %s is made up', async (_what, table) => {
    expect((await pageOf('/address/b5')).text).not.toContain(DEMO);
    const [before] = await database.query<{ run: number }>(`SELECT min(run_id) AS run FROM ${table}`);
    const [demo] = await database.query<{ id: number }>(
      `INSERT INTO imports.run (dataset, origin, source, started_by, finished_at, state)
       VALUES ('facilities', 'demo', 'Demo', 'test', now(), 'imported') RETURNING id`,
    );
    await database.query(`UPDATE ${table} SET run_id = $1`, [demo!.id]);
    expect((await pageOf('/address/b5')).text).toContain(DEMO);
    await database.query(`UPDATE ${table} SET run_id = $1`, [before!.run]);
  });
});

test('the search of a made-up city says so, and where nothing is found gives an address that there is', async () => {
  const [demo] = await database.query<{ id: number }>(
    `INSERT INTO imports.run (dataset, origin, source, started_by, finished_at, state)
     VALUES ('addresses', 'demo', 'Demo', 'test', now(), 'imported') RETURNING id`,
  );
  const runs = await database.query<{ id: string; run: number }>('SELECT id, run_id AS run FROM places.address');
  await database.query('UPDATE places.address SET run_id = $1', [demo!.id]);
  const [first] = await database.query<{ id: string; label: string }>(
    'SELECT id, label FROM places.address ORDER BY id LIMIT 1',
  );
  for (const [lang, said, before] of [
    ['de', 'Diese Stadt ist erfunden, ihre Straßen auch. Nichts davon ist eine Auskunft.', 'Zum Beispiel:'],
    ['en', 'this city is made up, and so are its streets. None of it is real information.', 'For example:'],
    ['de-leicht', 'Auch die Straßen sind erfunden.', ''],
  ]) {
    const { page, text } = await pageOf(`/address?q=xyzzy&lang=${lang}`);
    expect(text).toContain(said);
    expect(text).toContain(`${before} ${first!.label}`);
    expect(page).toContain(`<a href="/address/${first!.id}?lang=${lang}">${first!.label}</a>`);
  }
  const found = await pageOf('/address?q=bahnhofstr+5&lang=de');
  expect(found.text).toContain('Diese Stadt ist erfunden');
  expect(found.text).not.toContain('Zum Beispiel:');
  for (const { id, run } of runs)
    await database.query('UPDATE places.address SET run_id = $2 WHERE id = $1', [id, run]);
});

test.each([
  [undefined, undefined, 'de'],
  [undefined, 'en', 'en'],
  [undefined, 'de;q=0.5, en;q=0.9', 'en'],
  [undefined, 'en;q=0, de', 'de'],
  [undefined, 'fr, es', 'de'],
  ['de', 'en', 'de'],
  ['xx', 'en', 'en'],
  [['en', 'de'], 'de', 'de'],
])('for lang=%j and Accept-Language "%s" the language of an answer is %s', (asked, accepted, language) => {
  expect(languageOf(asked, accepted)).toBe(language);
});

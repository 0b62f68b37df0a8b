import 'reflect-metadata';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '@stadtlage/places/testing';
import { request, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createLog } from '../../log.js';
import { readSettings } from '../../settings.js';
import { startServer, type RunningServer } from '../../start-server.js';
import { readOperations } from './operations.js';

let database: Database;
let server: RunningServer;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(new URL('../../pages/address-answer/', import.meta.url).href, 'testing-answer.sql'));
  await database.query("INSERT INTO sensors.gateway (id) VALUES ('g1')");
  await database.query(`
    INSERT INTO sensors.thing (id, gateway_id, name, kind, is_public, geom)
    VALUES ('s1', 'g1', 'Wetter', 'weather', true, ST_SetSRID(ST_MakePoint(7.88, 51.76), 4326))`);
  await database.query("SELECT datasets.touch(d) FROM unnest(ARRAY['districts', 'addresses', 'rollout-projects']) d");
  const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  server = await startServer(settings, createLog('error'));
});
afterAll(async () => {
  await server?.close();
  await database.close();
});

const GERMANY = { west: 5, south: 47, east: 16, north: 56 };
const operations = [...readOperations().values()];
const named = (name: string) => operations.find((operation) => operation.name === name)!;
const urlOf = (name: string, variables?: object) =>
  `/graphql/${named(name).id}${variables ? `?variables=${encodeURIComponent(JSON.stringify(variables))}` : ''}`;

interface Raw {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** As it is sent: fetch would unpack it. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Raw>((resolve, reject) => {
    request(`${server.url}${path}`, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
const json = ({ body }: Raw) => JSON.parse(body.toString()) as { data?: unknown; errors?: unknown[] };
const post = async (name: string, variables?: object) => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: named(name).text, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown[] };
  return { status: response.status, data, errors };
};
const counted = async (what: string) => {
  const text = (await get('/metrics')).body.toString();
  return Number(new RegExp(`^stadtlage_persisted_${what}_total (\\d+)$`, 'm').exec(text)![1]);
};
/** A notice takes a moment to arrive. */
const soon = async (look: () => Promise<void>) => {
  for (let tries = 0; ; tries++) {
    try {
      return await look();
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

describe('a persisted operation', () => {
  test.each([
    ['Catalogue', undefined],
    ['DistrictFigures', undefined],
    ['SearchAddresses', { text: 'bahnhofstr' }],
    ['AddressCard', { id: 'b5' }],
    ['AddressCard', { id: 'nowhere' }],
    ['ProjectCard', { id: 'west' }],
    ['SensorPage', { within: GERMANY, after: null }],
    ['SensorCard', { id: 's1', from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }],
  ])('%s is answered as POST answers its text, made or kept', async (name, variables) => {
    const posted = await post(name, variables);
    expect(posted.errors).toBeUndefined();
    for (let times = 0; times < 2; times++) {
      const answer = await get(urlOf(name, variables));
      expect(answer.status).toBe(200);
      expect(json(answer)).toEqual({ data: posted.data });
    }
  });

  test('is sent from what is kept, compressed as the client takes it', async () => {
    const url = urlOf('AddressCard', { id: 'b5' });
    const plain = await get(url);
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      await get(url, { 'accept-encoding': encoding });
      const kept = await counted('kept');
      const packed = await get(url, { 'accept-encoding': encoding });
      expect(await counted('kept')).toBe(kept + 1);
      expect(packed.headers).toMatchObject({
        'content-encoding': encoding,
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(packed.body.length),
        'cache-control': 'no-cache',
        'access-control-allow-origin': '*',
        'x-content-type-options': 'nosniff',
        vary: 'accept-encoding',
        etag: plain.headers.etag,
      });
      expect(unpack(packed.body)).toEqual(plain.body);
    }
    // Known to the cache by its URL, and not yet known.
    for (const path of [url, `${url}&b=1`]) {
      const { status, body, headers } = await get(path, {}, 'HEAD');
      expect([status, body.length, headers['content-length']]).toEqual([200, 0, String(plain.body.length)]);
    }
  });

  test('is not sent again to who has it, also where nothing is kept', async () => {
    const url = urlOf('ProjectCard', { id: 'west' });
    const etag = (await get(url)).headers.etag!;
    expect(etag).toMatch(/^W\/"/);
    for (const header of [etag, `"other", ${etag}`]) {
      const unchanged = await get(url, { 'if-none-match': header });
      expect([unchanged.status, unchanged.body.length, unchanged.headers.etag]).toEqual([304, 0, etag]);
    }
    // Another way to write it is not known yet.
    const made = await counted('made');
    expect((await get(`${url}&a=1`, { 'if-none-match': etag })).status).toBe(304);
    expect(await counted('made')).toBe(made);
    expect((await get(urlOf('ProjectCard', { id: 'east' }), { 'if-none-match': etag })).status).toBe(200);
  });

  test('is the same however its variables are written', async () => {
    const { id } = named('AddressCard');
    const etag = (await get(urlOf('AddressCard', { id: 'b5' }))).headers.etag;
    const made = await counted('made');
    for (const text of ['{ "id" : "b5" }', '{"other":1,"id":"b5"}', '{"id":"\\u00625"}']) {
      expect((await get(`/graphql/${id}?variables=${encodeURIComponent(text)}`)).headers.etag).toBe(etag);
    }
    expect(await counted('made')).toBe(made);
  });

  test('is answered anew at once when one of its datasets changes, and not when another one does', async () => {
    const figures = urlOf('DistrictFigures');
    const card = urlOf('ProjectCard', { id: 'west' });
    const [before, cardBefore] = [(await get(figures)).headers.etag!, (await get(card)).headers.etag!];
    // By a connection of its own, as another process would.
    await database.transaction(async (tx) => {
      await tx.query("UPDATE places.district SET name = 'Abendstadt' WHERE id = 'west'");
      await tx.query("SELECT datasets.touch('districts')");
    });
    await soon(async () => {
      const after = await get(figures, { 'if-none-match': before });
      expect(after.status).toBe(200);
      expect(after.body.toString()).toContain('Abendstadt');
    });
    expect((await get(card, { 'if-none-match': cardBefore })).status).toBe(304);
    await database.query("SELECT datasets.touch('rollout-history')");
    await soon(async () => expect((await get(card, { 'if-none-match': cardBefore })).status).toBe(200));
  });

  test('with live values is never kept', async () => {
    const url = urlOf('SensorPage', { within: GERMANY });
    const before = await get(url, { 'accept-encoding': 'gzip' });
    expect(before.headers).toMatchObject({ 'cache-control': 'no-store', 'content-encoding': 'gzip' });
    expect(before.headers.etag).toBeUndefined();
    // No version says so yet: those of observations follow every ten seconds.
    await database.query("UPDATE sensors.thing SET name = 'Wetter am Rathaus' WHERE id = 's1'");
    expect(JSON.stringify(json(await get(url)))).toContain('Wetter am Rathaus');
  });
});

describe('what is no persisted operation', () => {
  test('is told how to go on', async () => {
    const answer = await get('/graphql/0123456789abcdef');
    expect(answer.status).toBe(404);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'access-control-allow-origin': '*' });
    expect(json(answer)).toEqual({
      errors: [
        {
          message: expect.stringMatching(/Reload the page, or send the text .* POST/),
          extensions: { code: 'PERSISTED_OPERATION_NOT_FOUND' },
        },
      ],
    });
  });

  test.each([
    ['a missing variable', {}],
    ['a variable of another type', { id: { a: 1 } }],
  ])('with %s is refused as POST refuses it, whatever the client has', async (_what, variables) => {
    const posted = await post('AddressCard', variables);
    expect(posted.status).toBe(400);
    const answer = await get(urlOf('AddressCard', variables), { 'if-none-match': '*' });
    expect([answer.status, json(answer)]).toEqual([400, { errors: posted.errors }]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('with variables that mean too much is refused as POST refuses it, and not kept', async () => {
    const variables = { text: 'x'.repeat(201) };
    const posted = await post('SearchAddresses', variables);
    expect(posted.errors).toHaveLength(1);
    const made = await counted('made');
    const answer = await get(urlOf('SearchAddresses', variables));
    expect([answer.status, json(answer)]).toEqual([posted.status, { errors: posted.errors, data: posted.data }]);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers.etag).toBeUndefined();
    expect(await counted('made')).toBe(made);
  });

  test.each([
    ['no JSON', 'variables={', 400, 'BAD_REQUEST'],
    ['no object', 'variables=%5B1%5D', 400, 'BAD_REQUEST'],
    ['given twice', 'variables=1&variables=2', 400, 'BAD_REQUEST'],
    ['too long', `variables=%7B%22id%22%3A%22${'x'.repeat(4_090)}%22%7D`, 414, 'VARIABLES_TOO_LONG'],
  ])('with variables that are %s is refused', async (_what, query, status, code) => {
    const answer = await get(`/graphql/${named('AddressCard').id}?${query}`);
    expect(answer.status).toBe(status);
    expect(json(answer)).toMatchObject({ errors: [{ message: expect.stringMatching(/\.$/), extensions: { code } }] });
  });

  test('is answered at /graphql as before', async () => {
    const graphiql = await get('/graphql', { accept: 'text/html' });
    expect(graphiql.headers['etag'] ?? '').not.toMatch(/^W\/"[\w-]{16}-[\w-]{16}"$/);
    expect((await post('Catalogue')).status).toBe(200);
  });
});

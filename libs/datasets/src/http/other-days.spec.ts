import { createServer } from 'node:http';
import { VectorTile } from '@mapbox/vector-tile';
import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { PbfReader } from 'pbf';
import { Registry } from '../catalogue/registry.js';
import type { DatasetDefinition } from '../definition.js';
import { districts, fillSampleCity, streets } from '../testing/sample-city.js';
import { Today } from '../today.js';
import { DatasetVersions } from '../versions.js';
import { registerOpenDataRoutes, type Shortcut } from './routes.js';

const TILE = '/tiles/districts/12/2137/1357.mvt';
const TODAY = '2026-03-01';
const more = { asked_on: { type: 'date' as const, description: { de: 'x', en: 'x' } } };
const dated: DatasetDefinition = {
  ...districts,
  onDay: { rows: 'districts_file_on', more },
  geometry: {
    ...districts.geometry!,
    tiles: [{ fromZoom: 8, columns: ['name'], onDay: { rows: 'districts_on', more } }],
  },
};

let database: Database;
let server: FastifyInstance;
let versions: DatasetVersions;
let origin: string;
/** What the server takes for today. */
let today = TODAY;
beforeAll(async () => {
  database = await testDatabase();
  await fillSampleCity(database);
  await database.query(`
    CREATE OR REPLACE FUNCTION open.districts_on(on_day date, today date, box geometry)
    RETURNS TABLE (id text, name text, asked_on date, geom_3857 geometry) LANGUAGE sql STABLE AS $$
      SELECT d.id, d.name || ' ' || on_day, today, d.geom_3857 FROM places.district d WHERE d.geom_3857 && box
    $$;
    CREATE OR REPLACE FUNCTION open.districts_file_on(on_day date, today date, box geometry)
    RETURNS TABLE (id text, name text, municipality_key text, area_km2 numeric, asked_on date, geom geometry, geom_3857 geometry)
    LANGUAGE sql STABLE AS $$
      SELECT d.id, d.name || ' ' || on_day, d.municipality_key, 1.5, on_day, d.geom, d.geom_3857 FROM places.district d WHERE d.geom_3857 && box
    $$`);
  jest.spyOn(Today.prototype, 'get').mockImplementation(() => today);
  let shortcut: Shortcut = () => false;
  server = fastify({
    serverFactory: (handler) =>
      createServer((request, response) => shortcut(request, response) || handler(request, response)),
  });
  versions = await DatasetVersions.start(database, () => {});
  const registry = new Registry([dated, streets], { publisher: 'Ahlen' });
  await registry.checkViews(database);
  shortcut = await registerOpenDataRoutes(server, { database, versions, registry });
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await server.close();
  versions.stop();
  await database.query('DROP FUNCTION open.districts_on; DROP FUNCTION open.districts_file_on');
  await database.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(origin + path, { headers });
/** What a tile says of a district. */
async function star(path: string, layer = 'districts') {
  const bytes = Buffer.from(await (await get(path)).arrayBuffer());
  const { layers } = new VectorTile(new PbfReader(bytes));
  const all = Array.from({ length: layers[layer]!.length }, (_, i) => layers[layer]!.feature(i).properties);
  return all.find(({ id }) => id === 'star');
}

describe('a tile of another day', () => {
  test('shows what held on it, and without a day what holds today', async () => {
    expect(await star(`${TILE}?day=2024-06-30`)).toEqual({ id: 'star', name: 'Stern 2024-06-30', asked_on: TODAY });
    expect(await star(`${TILE}?day=2024-07-01`)).toMatchObject({ name: 'Stern 2024-07-01' });
    expect(await star(TILE)).toEqual({ id: 'star', name: 'Stern' });
  });

  test('is the same by OGC API - Tiles, where a day that cannot be shown is refused, too', async () => {
    const ogc = (id: string) => `/ogc/collections/${id}/tiles/WebMercatorQuad/12/1357/2137`;
    expect(await star(`${ogc('districts')}?day=2024-06-30`)).toMatchObject({ name: 'Stern 2024-06-30' });
    expect(await star('/ogc/tiles/WebMercatorQuad/12/1357/2137?day=2024-07-01')).toMatchObject({
      name: 'Stern 2024-07-01',
    });
    const refused = await Promise.all(
      [`${ogc('districts')}?day=gestern`, `${ogc('streets')}?day=2024-06-30`].map(async (path) => {
        const answer = await get(path);
        return [answer.status, ((await answer.json()) as { error: string }).error];
      }),
    );
    expect(refused).toEqual([
      [400, 'no-such-day'],
      [400, 'today-only'],
    ]);
  });

  test('is part of the tiles of the city, where other layers stay as they are today', async () => {
    const path = '/tiles/city/12/2137/1357.mvt?day=2024-06-30';
    expect(await star(path)).toMatchObject({ name: 'Stern 2024-06-30' });
    const bytes = Buffer.from(await (await get(path)).arrayBuffer());
    expect(Object.keys(new VectorTile(new PbfReader(bytes)).layers)).toEqual(['districts', 'streets']);
  });

  test.each([
    '',
    '2024-6-30',
    '2024-02-30',
    '1989-12-31',
    '2101-01-01',
    'gestern',
    "2024-06-30'--",
    '2024-06-30&day=2024-07-01',
  ])('is refused where there is no such day: %s', async (day) => {
    const response = await get(`${TILE}?day=${day}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: 'no-such-day',
      message: expect.stringMatching(/1990-01-01 to 2100-12-31.*\?day=2024-06-30/),
    });
  });

  test('is refused of a dataset that has today only, naming those that have more', async () => {
    const response = await get('/tiles/streets/12/2137/1357.mvt?day=2024-06-30');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'today-only', known: ['city', 'districts'] });
  });

  test('is named in the TileJSON of those that have it', async () => {
    const json = async (id: string) => (await (await get(`/tiles/${id}.json`)).json()) as Record<string, unknown>;
    const days = { parameter: 'day', first: '1990-01-01', last: '2100-12-31', layers: { districts: ['asked_on'] } };
    expect((await json('districts'))['days']).toEqual(days);
    expect((await json('city'))['days']).toEqual(days);
    expect(await json('streets')).not.toHaveProperty('days');
  });

  test('is kept apart from those of other days, compressed and compared as any tile', async () => {
    const path = `${TILE}?day=2023-01-01`;
    const first = await get(path, { 'accept-encoding': 'br' });
    expect(first.headers.get('content-encoding')).toBe('br');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag')!;
    expect(etag).not.toBe((await get(`${TILE}?day=2023-01-02`)).headers.get('etag'));
    expect(etag).not.toBe((await get(TILE)).headers.get('etag'));
    const queries = jest.spyOn(database, 'transaction');
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    expect(await (await get(path, { 'accept-encoding': 'br' })).text()).toBe(await first.text());
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
    await database.query(`SELECT datasets.touch('districts')`);
    await versions.renew();
    expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
  });

  test('may be kept for good when the day is over; until then it is another one each day', async () => {
    const { tiles } = (await (await get('/tiles/districts.json')).json()) as { tiles: [string] };
    const versioned = TILE + new URL(tiles[0]).search;
    const kept = 'public, max-age=31536000, immutable';
    expect((await get(`${versioned}&day=2026-02-28`)).headers.get('cache-control')).toBe(kept);
    expect((await get(`${versioned}&day=${TODAY}`)).headers.get('cache-control')).toBe('no-cache');
    const path = `${versioned}&day=2026-03-02`;
    const ahead = await get(path);
    expect(ahead.headers.get('cache-control')).toBe('no-cache');
    expect(await star(path)).toMatchObject({ asked_on: TODAY });
    today = '2026-03-03';
    try {
      const now = await get(path, { 'if-none-match': ahead.headers.get('etag')! });
      expect([now.status, now.headers.get('cache-control')]).toEqual([200, kept]);
      expect(await star(path)).toMatchObject({ asked_on: '2026-03-03' });
    } finally {
      today = TODAY;
    }
  });

  test('is given by a function that has a plain name', async () => {
    const { defineDataset } = await import('../definition.js');
    const tiles = [{ fromZoom: 8, columns: ['name'], onDay: { rows: 'a; DROP TABLE x' } }];
    expect(() => defineDataset({ ...districts, geometry: { ...districts.geometry!, tiles } })).toThrow('plain name');
  });
});

describe('a file of another day', () => {
  const csv = async (path: string) => (await (await get(path)).text()).split('\r\n');

  test('has what held on it, with the columns that only other days have, and its day in its name', async () => {
    const [head, ...rows] = await csv('/datasets/districts.csv?day=2024-06-30');
    expect(head).toBe('id,name,municipality_key,area_km2,asked_on,geom');
    expect(rows.find((row) => row.startsWith('star,'))).toMatch(/^star,Stern 2024-06-30,[^,]*,1.5,2024-06-30,/);
    expect((await csv('/datasets/districts.csv'))[0]).toBe('id,name,municipality_key,area_km2,geom');
    const response = await get('/datasets/districts.geojson?day=2024-06-30&bbox=-180,-90,180,90');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="districts-selection-2024-06-30.geojson"',
    );
    const { features } = (await response.json()) as { features: { properties: Record<string, unknown> }[] };
    expect(features.length).toBe(rows.length - 1);
    expect(features[0]!.properties).toMatchObject({ asked_on: '2024-06-30' });
    expect((await csv('/datasets/districts.csv?day=2024-06-30&bbox=0,0,1,1')).length).toBe(2);
  });

  test('is refused where there is no such day, or no history, saying what there is', async () => {
    const refused = async (path: string) => {
      const response = await get(path);
      return [response.status, ((await response.json()) as { message: string }).message];
    };
    expect(await refused('/datasets/districts.csv?day=2024-02-30')).toEqual([
      400,
      expect.stringMatching(/1990-01-01 to 2100-12-31.*2024-06-30/),
    ]);
    expect(await refused('/datasets/streets.csv?day=2024-06-30')).toEqual([
      400,
      expect.stringContaining('no parameter "day"'),
    ]);
  });

  test('is worked out in turn, and who has many that wait is sent away for a moment', async () => {
    let free = () => {};
    const freed = new Promise<void>((resolve) => (free = resolve));
    let locking: Promise<unknown> | undefined;
    await new Promise<void>((locked) => {
      locking = database.transaction(async (tx) => {
        await tx.query('LOCK TABLE places.district IN ACCESS EXCLUSIVE MODE');
        locked();
        await freed;
      });
    });
    const asked = Array.from({ length: 25 }, () => get('/datasets/districts.csv?day=2024-06-30'));
    const refused = await Promise.race(asked);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ error: 'busy', message: expect.stringMatching(/^20 of your/) });
    free();
    await locking;
    const status = async (answer: Promise<Response>) => {
      const response = await answer;
      if (!response.bodyUsed) await response.arrayBuffer();
      return response.status;
    };
    const statuses = await Promise.all(asked.map(status));
    // A late one finds room again.
    expect(statuses.filter((one) => one === 200).length).toBeGreaterThanOrEqual(21);
    expect(statuses.filter((one) => one !== 200 && one !== 503)).toEqual([]);
  });

  test('is another one each day as long as its own is to come', async () => {
    const etag = async (query: string) => (await get(`/datasets/districts.csv${query}`)).headers.get('etag')!;
    const [now, past, ahead] = [await etag(''), await etag('?day=2024-06-30'), await etag('?day=2026-03-02')];
    expect(new Set([now, past, ahead]).size).toBe(3);
    expect((await get('/datasets/districts.csv?day=2024-06-30', { 'if-none-match': past })).status).toBe(304);
    today = '2026-03-02';
    try {
      expect([await etag('?day=2024-06-30'), (await etag('?day=2026-03-02')) === ahead]).toEqual([past, false]);
    } finally {
      today = TODAY;
    }
  });
});

import { createServer } from 'node:http';
import { VectorTile } from '@mapbox/vector-tile';
import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { setTimeout } from 'node:timers/promises';
import { PbfReader } from 'pbf';
import { Registry } from '../catalogue/registry.js';
import { districts, facilities, fillSampleCity, history, nodes, spans, streets } from '../testing/sample-city.js';
import { read } from '../read.js';
import { tileEncoder, type TileEncoder } from '../tiles/encoder.js';
import { DatasetVersions } from '../versions.js';
import { registerOpenDataRoutes, type Shortcut } from './routes.js';

const MANY = 23_456;

let database: Database;
let server: FastifyInstance;
let origin: string;
let versions: DatasetVersions;
let run: number;
const faults: unknown[] = [];
beforeAll(async () => {
  database = await testDatabase();
  run = await fillSampleCity(database);
  await database.query(
    `INSERT INTO places.facility (id, kind, name, website, geom, run_id)
     SELECT 'f' || i, 'school', CASE i WHEN 1 THEN E'"Schule",\\nOst' WHEN 2 THEN '=1+1' WHEN 3 THEN 'Grüne Schule' ELSE repeat('x', 300) END,
       CASE i WHEN 1 THEN '' END, ST_SetSRID(ST_MakePoint(7.123456789, 51.5), 4326), $1::bigint
     FROM generate_series(1, $2::int) i`,
    [run, MANY],
  );
  const registry = new Registry([districts, streets, spans, nodes, facilities, history], {
    publisher: 'Stadt <Ahlen>',
  });
  let shortcut: Shortcut = () => false;
  server = fastify({
    serverFactory: (handler) =>
      createServer((request, response) => shortcut(request, response) || handler(request, response)),
  });
  versions = await DatasetVersions.start(database, (error) => void faults.push(error));
  shortcut = await registerOpenDataRoutes(server, {
    database,
    versions,
    registry,
    log: { error: (fault: unknown) => void faults.push(fault) },
  });
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  versions.stop();
  await database.close();
});
const get = (path: string, headers: Record<string, string> = {}) => fetch(origin + path, { headers });

describe('the catalogue', () => {
  it('is JSON that anybody may read', async () => {
    const response = await get('/datasets.json');
    const { publisher, datasets } = (await response.json()) as {
      publisher: string;
      datasets: { id: string; tileJsonUrl: string }[];
    };
    expect(publisher).toBe('Stadt <Ahlen>');
    expect(datasets.map(({ id }) => id)).toEqual([
      'districts',
      'streets',
      'fibre-spans',
      'fibre-nodes',
      'facilities',
      'rollout-history',
    ]);
    expect(datasets[0]!.tileJsonUrl).toBe('/tiles/districts.json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('the CSV download', () => {
  it('quotes what must be, and disarms formulas', async () => {
    const response = await get('/datasets/facilities.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="facilities.csv"');
    const text = await response.text();
    expect(
      text.startsWith('id,kind,name,website,geom\r\nf1,school,"""Schule"",\nOst",,POINT(7.1234568 51.5)\r\n'),
    ).toBe(true);
    expect(text.includes(`\r\nf2,school,'=1+1,,POINT(7.1234568 51.5)\r\n`)).toBe(true);
    expect(text.includes('Grüne Schule')).toBe(true);
  });

  it('has every row once, over many pages', async () => {
    const lines = (await (await get('/datasets/facilities.csv')).text()).split('\r\n').slice(1, -1);
    const ids = lines.map((line) => line.slice(0, line.indexOf(',')));
    expect(ids).toHaveLength(MANY);
    expect(new Set(ids).size).toBe(MANY);
  });

  it('has only the rows that a box and filters select, over many pages, too', async () => {
    const rowsOf = async (query: string) =>
      (await (await get(`/datasets/facilities.csv?${query}`)).text()).split('\r\n').slice(1, -1);
    expect(await rowsOf('bbox=7,51,7.1,52')).toEqual([]);
    expect(await rowsOf('bbox=7,51,8,52')).toHaveLength(MANY);
    expect((await rowsOf('bbox=7,51,8,52&name==1%2B1'))[0]).toMatch(/^f2,/);
    // Empty: what is not known, and an empty text.
    expect(await rowsOf('website=')).toHaveLength(MANY);
    expect(await rowsOf('website=x')).toEqual([]);
    const { features } = (await (await get('/datasets/facilities.geojson?name==1%2B1')).json()) as {
      features: { id: string }[];
    };
    expect(features.map(({ id }) => id)).toEqual(['f2']);
    const selection = await get('/datasets/districts.csv?bbox=0,0,1,1');
    expect(selection.headers.get('content-disposition')).toBe('attachment; filename="districts-selection.csv"');
    expect((await selection.text()).split('\r\n')).toHaveLength(2);
  });

  it('says which parameters there are to who gives another, and sends no file', async () => {
    const response = await get('/datasets/facilities.csv?kind=school');
    expect([response.status, await response.json()]).toMatchObject([
      400,
      {
        error: 'bad-parameter',
        message: expect.stringContaining('no parameter "kind"'),
        known: ['bbox', 'website', 'name'],
      },
    ]);
    expect((await get('/datasets/facilities.geojson?bbox=1,2,3')).status).toBe(400);
  });

  it('stops reading when the client goes away', async () => {
    const pages = jest.spyOn(database, 'transaction');
    try {
      const abort = new AbortController();
      const response = await fetch(`${origin}/datasets/facilities.csv`, { signal: abort.signal });
      await response.body!.getReader().read();
      abort.abort();
      await setTimeout(300);
      const read = pages.mock.calls.length;
      await setTimeout(300);
      expect(pages.mock.calls.length).toBe(read);
      expect(read).toBeLessThanOrEqual(4);
    } finally {
      pages.mockRestore();
    }
  });

  it('answers HEAD without reading anything', async () => {
    const pages = jest.spyOn(database, 'transaction');
    const response = await fetch(`${origin}/datasets/facilities.csv`, { method: 'HEAD' });
    expect([response.status, pages.mock.calls.length]).toEqual([200, 0]);
    pages.mockRestore();
  });

  it('is not sent again while nothing changed', async () => {
    const first = await get('/datasets/districts.csv');
    await first.text();
    expect(new Date(first.headers.get('last-modified')!).getTime()).toBeGreaterThan(Date.now() - 600_000);
    const etag = first.headers.get('etag')!;
    expect((await get('/datasets/districts.csv', { 'if-none-match': `"other", ${etag}` })).status).toBe(304);
    await database.query(`SELECT datasets.touch('districts')`);
    await until(async () => (await get('/datasets/districts.csv', { 'if-none-match': etag })).status === 200);
  });
});

describe('the GeoJSON download', () => {
  it('is a feature collection with ids, numbers and counter-clockwise rings', async () => {
    const response = await get('/datasets/districts.geojson');
    expect(response.headers.get('content-type')).toMatch('application/geo+json');
    const collection = (await response.json()) as GeoJSON.FeatureCollection<GeoJSON.MultiPolygon>;
    expect(collection.type).toBe('FeatureCollection');
    expect(collection.features.map(({ id }) => id)).toEqual(['dot', 'star', 'two']);
    const star = collection.features[1]!;
    expect(star.properties).toEqual({
      id: 'star',
      name: 'Stern',
      municipality_key: '05570004',
      area_km2: expect.any(Number),
    });
    const areas = star.geometry.coordinates[0]!.map((ring) =>
      ring.slice(1).reduce((sum, p, i) => sum + ring[i]![0]! * p[1]! - p[0]! * ring[i]![1]!, 0),
    );
    expect(areas.map(Math.sign)).toEqual([1, -1]);
  });

  it('is valid for many rows and for none', async () => {
    const many = (await (await get('/datasets/facilities.geojson')).json()) as GeoJSON.FeatureCollection;
    expect(many.features).toHaveLength(MANY);
    expect(many.features.find(({ id }) => id === 'f2')!.properties!['name']).toBe('=1+1');
    expect(await (await get('/datasets/rollout-history.csv')).text()).toBe('id,note,recorded_at\r\n');
  });

  it('names whose data it is and under which licence, as the file of a table does in its head', async () => {
    const [brought] = await database.query<{ id: number }>(
      `WITH map AS (INSERT INTO imports.run (dataset, origin, source, licence, started_by, state)
         VALUES ('base-map', 'file', 'Karten & Freie', 'odbl', 'test', 'imported') RETURNING id)
       INSERT INTO datasets.source (dataset, run_id) SELECT 'districts', id FROM map RETURNING run_id AS id`,
    );
    const own = 'Datenlizenz Deutschland – Zero – Version 2.0 (https://www.govdata.de/dl-de/zero-2-0)';
    const others = 'Open Database License 1.0 (https://opendatacommons.org/licenses/odbl/1-0/)';
    const geojson = await get('/datasets/districts.geojson');
    expect(await geojson.json()).toMatchObject({
      attribution: `© Stadt <Ahlen>, ${own}; © Karten & Freie, ${others}`,
    });
    const table = await fetch(`${origin}/datasets/districts.csv`, { method: 'HEAD' });
    for (const { headers } of [geojson, table])
      expect(headers.get('link')).toBe('<https://opendatacommons.org/licenses/odbl/1-0/>; rel="license"');
    await database.query('DELETE FROM datasets.source WHERE run_id = $1', [brought!.id]);
    expect((await get('/datasets/districts.csv')).headers.get('link')).toContain('govdata.de/dl-de/zero-2-0');
  });

  it('is sent again when whoever publishes it has another name', async () => {
    const published = async (publisher: string) => {
      const other = fastify();
      const registry = new Registry([districts], { publisher });
      await registerOpenDataRoutes(other, { database, versions, registry });
      const { headers } = await other.inject({ method: 'HEAD', url: '/datasets/districts.geojson' });
      return headers.etag;
    };
    expect(await published('Ahlen')).toBe(await published('Ahlen'));
    expect(await published('Ahlen')).not.toBe(await published('Beckum'));
  });

  it('is only there for datasets with a geometry, and says which these are', async () => {
    const response = await get('/datasets/rollout-history.geojson');
    expect(response.status).toBe(404);
    const known = ['districts', 'streets', 'fibre-spans', 'fibre-nodes', 'facilities'];
    expect(await response.json()).toEqual({
      error: 'no-geometry',
      message: expect.stringMatching(/"rollout-history" has no geometry.*take \/datasets\/rollout-history\.csv/),
      known,
    });
    const nowhere = await get('/datasets/nowhere.geojson');
    expect([nowhere.status, await nowhere.json()]).toEqual([
      404,
      expect.objectContaining({ error: 'unknown-dataset', known }),
    ]);
  });
});

describe('the TileJSON', () => {
  it('describes the layer, its zooms and where the data lies', async () => {
    const json = (await (await get('/tiles/streets.json')).json()) as Record<string, unknown>;
    expect(json).toMatchObject({
      tilejson: '3.0.0',
      minzoom: 10,
      maxzoom: 16,
      attribution: expect.stringContaining('© Stadt &lt;Ahlen&gt;, <a href="https://www.govdata.de/dl-de/zero-2-0">'),
      vector_layers: [
        { id: 'streets', minzoom: 10, maxzoom: 16, fields: { id: 'text', class: 'text', name: 'text' } },
        { id: 'truncated', description: expect.stringContaining('does not show everything') },
      ],
      versions: { streets: versions.of('streets')!.version },
    });
    expect((json['tiles'] as string[])[0]).toMatch(`${origin}/tiles/streets/{z}/{x}/{y}.mvt?v=`);
    expect((json['bounds'] as number[]).map((n) => Math.round(n * 1e4) / 1e4)).toEqual([7.87, 51.761, 7.92, 51.764]);
  });

  it('names who made data that has a licence of its own', async () => {
    await database.query(
      `WITH map AS (INSERT INTO imports.run (dataset, origin, source, licence, started_by, state)
         VALUES ('base-map', 'file', 'Karten & Freie', 'odbl', 'test', 'imported') RETURNING id)
       INSERT INTO datasets.source (dataset, run_id) SELECT 'fibre-spans', id FROM map`,
    );
    const { attribution } = (await (await get('/tiles/fibre-spans.json')).json()) as { attribution: string };
    expect(attribution).toContain(
      ', © Karten &amp; Freie, <a href="https://opendatacommons.org/licenses/odbl/1-0/">Open Database License 1.0</a>',
    );
  });

  it('is another one under another name of the server', async () => {
    const at = (host: string, etag?: string) =>
      server.inject({ url: '/tiles/streets.json', headers: { host, ...(etag && { 'if-none-match': etag }) } });
    const etag = String((await at('old.example')).headers.etag);
    expect((await at('old.example', etag)).statusCode).toBe(304);
    const moved = await at('new.example', etag);
    expect(moved.statusCode).toBe(200);
    expect(moved.json<{ tiles: string[] }>().tiles[0]).toContain('http://new.example/');
  });

  it('knows only datasets that are on the map', async () => {
    const response = await get('/tiles/facilities.json');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      known: ['city', 'districts', 'streets', 'fibre-spans', 'fibre-nodes'],
    });
  });
});

describe('a tile', () => {
  const TILE = '/tiles/fibre-nodes/12/2137/1357.mvt';
  const versioned = async () => {
    const { tiles } = (await (await get('/tiles/fibre-nodes.json')).json()) as { tiles: [string] };
    return TILE + new URL(tiles[0]).search;
  };

  it('holds the features, compressed for who takes it', async () => {
    const packed = await get(TILE, { 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    const smaller = await get(TILE, { 'accept-encoding': 'gzip, deflate, br' });
    expect(smaller.headers.get('content-encoding')).toBe('br');
    const plain = await get(TILE, { 'accept-encoding': 'gzip;q=0' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const bytes = Buffer.from(await plain.arrayBuffer());
    expect(bytes.equals(Buffer.from(await packed.arrayBuffer()))).toBe(true);
    expect(bytes.equals(Buffer.from(await smaller.arrayBuffer()))).toBe(true);
    expect(new VectorTile(new PbfReader(bytes)).layers['fibre-nodes']!.length).toBeGreaterThan(20);
  });

  it('of the city holds all that the map shows at first', async () => {
    const json = (await (await get('/tiles/city.json')).json()) as Record<string, unknown>;
    expect(json).toMatchObject({
      name: 'City',
      demo_layers: ['districts', 'streets'],
      minzoom: 8,
      vector_layers: [
        { id: 'districts' },
        { id: 'streets', fields: { class: 'text', name: 'text' } },
        { id: 'truncated' },
      ],
    });
    // So that of two versions one can tell which is the older.
    const sum = versions.of('districts')!.version + versions.of('streets')!.version;
    expect((json['tiles'] as string[])[0]).toMatch(new RegExp(`\\?v=${sum}-`));
    const bytes = Buffer.from(await (await get('/tiles/city/12/2137/1357.mvt')).arrayBuffer());
    expect(Object.keys(new VectorTile(new PbfReader(bytes)).layers)).toEqual(['districts', 'streets']);
  });

  it('may be kept for good under its version, and is asked for again without', async () => {
    expect((await get(await versioned())).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get(TILE)).headers.get('cache-control')).toBe('no-cache');
    expect((await get(`${TILE}?v=0`)).headers.get('cache-control')).toBe('no-cache');
  });

  it('says whether it was kept, as RFC 9211 has it', async () => {
    const path = '/tiles/fibre-nodes/13/4274/2714.mvt';
    expect((await get(path)).headers.get('cache-status')).toBe('stadtlage; fwd=miss');
    expect((await get(path)).headers.get('cache-status')).toBe('stadtlage; hit');
  });

  it('is compared by its ETag before the database is asked, until the data changes', async () => {
    const old = await versioned();
    const etag = (await get(old)).headers.get('etag')!;
    const queries = jest.spyOn(database.pool, 'connect');
    expect((await get(old, { 'if-none-match': etag })).status).toBe(304);
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
    await database.query(`SELECT datasets.touch('fibre-nodes')`);
    await until(async () => (await get(old, { 'if-none-match': etag })).status === 200);
    expect((await get(old)).headers.get('cache-control')).toBe('no-cache');
  });

  it('stays as it is when something changes elsewhere, and changes with what lies in it', async () => {
    const path = '/tiles/streets/14/8551/5429.mvt';
    const first = await get(path);
    const etag = first.headers.get('etag')!;
    const fresh = async () => (await get(path, { 'if-none-match': etag })).status;
    const change = (longitude: number) =>
      database.query(`SELECT datasets.touch('streets', NULL, ST_SetSRID(ST_Point($1, 51.763), 4326))`, [longitude]);
    const tag = async () => ((await (await get('/tiles/streets.json')).json()) as { tiles: [string] }).tiles[0];
    const before = await tag();
    await change(8.5);
    await until(async () => (await tag()) !== before);
    const queries = jest.spyOn(database.pool, 'connect');
    expect(await fresh()).toBe(304);
    expect((await get(path)).status).toBe(first.status);
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
    await change(7.8912);
    await until(async () => (await fresh()) !== 304);
  });

  it('of a version that this process has not heard of is not the one before it', async () => {
    const { notices } = database;
    const deaf = Object.create(database, {
      notices: { value: { ...notices, listen: async () => () => {} } },
    }) as Database;
    const behind = await DatasetVersions.start(deaf, (error) => void faults.push(error));
    const other = fastify();
    const registry = new Registry([streets], { publisher: 'Ahlen' });
    await registerOpenDataRoutes(other, { database, versions: behind, registry });
    const url = await other.listen({ port: 0, host: '127.0.0.1' });
    try {
      const path = '/tiles/streets/14/8551/5429.mvt';
      const before = (await fetch(url + path)).headers.get('etag');
      const known = versions.of('streets')!.version;
      await database.query(`SELECT datasets.touch('streets')`);
      await until(async () => versions.of('streets')!.version > known);
      expect((await fetch(url + path)).headers.get('etag')).toBe(before);
      const { tiles } = (await (await get('/tiles/streets.json')).json()) as { tiles: [string] };
      const tile = await fetch(url + path + new URL(tiles[0]).search);
      expect(tile.headers.get('etag')).not.toBe(before);
      expect(tile.headers.get('cache-control')).toContain('immutable');
      // One that nobody has yet is answered, too, and not kept.
      const never = await fetch(`${url}${path}?v=999999-x`);
      expect([never.status, never.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    } finally {
      await other.close();
      behind.stop();
    }
  });

  it('is the one of before while all are made anew, but not for who names the new version', async () => {
    const inside = tileEncoder(database);
    let gate = Promise.resolve();
    const encoder: TileEncoder = { encode: (...of) => gate.then(() => inside.encode(...of)) };
    const registry = new Registry([streets], { publisher: 'Ahlen' });
    const counters = { kept: 0, unchanged: 0, made: 0, older: 0 };
    const busy = fastify();
    const tileLimits = { cacheBytes: 1_000_000, atOnce: 1, ofOne: 1, waitingOfOne: 100, waiting: 100 };
    await registerOpenDataRoutes(busy, { database, versions, registry, encoder, tileLimits, tileCounters: counters });
    const url = await busy.listen({ port: 0, host: '127.0.0.1' });
    const path = '/tiles/streets/14/8551/5429.mvt';
    let release = () => {};
    try {
      const before = (await fetch(url + path)).headers.get('etag')!;
      const known = versions.of('streets')!.version;
      gate = new Promise<void>((resolve) => (release = resolve));
      await database.query(`SELECT datasets.touch('streets')`);
      await until(async () => versions.of('streets')!.version > known);
      const others = [5428, 5430, 5427, 5431, 5432, 5426].map((y) => fetch(`${url}/tiles/streets/14/8551/${y}.mvt`));
      await until(async () => (await Promise.race([fetch(url + path), setTimeout(100)])) !== undefined);
      const older = await fetch(url + path);
      const told = ['etag', 'cache-control', 'cache-status'].map((name) => older.headers.get(name));
      expect([older.status, ...told]).toEqual([200, before, 'no-cache', 'stadtlage; hit; detail=older']);
      expect((await fetch(url + path, { headers: { 'if-none-match': before } })).status).toBe(304);
      expect(counters.older).toBeGreaterThan(1);
      const { tiles } = (await (await fetch(`${url}/tiles/streets.json`)).json()) as { tiles: [string] };
      const named = fetch(url + path + new URL(tiles[0]).search);
      expect(await Promise.race([named, setTimeout(300, 'waits')])).toBe('waits');
      release();
      const fresh = await named;
      expect([fresh.status, fresh.headers.get('etag') === before]).toEqual([200, false]);
      await Promise.all(others);
      expect((await fetch(url + path)).headers.get('etag')).toBe(fresh.headers.get('etag'));
    } finally {
      release();
      await busy.close();
    }
  });

  it('is refused for a moment where one network asks for too many at once, and not made where nobody waits for it any more', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const asked: { signal: AbortSignal }[] = [];
    const encoder: TileEncoder = {
      encode: async (_layers, _tile, signal = new AbortController().signal) => {
        asked.push({ signal });
        await Promise.race([gate, new Promise((gone) => signal.addEventListener('abort', gone))]);
        signal.throwIfAborted();
        return undefined;
      },
    };
    const registry = new Registry([streets], { publisher: 'Ahlen' });
    const busy = fastify({ trustProxy: true });
    let came = 0;
    busy.addHook('onRequest', async () => void came++);
    const tileLimits = { cacheBytes: 1_000_000, atOnce: 2, ofOne: 1, waitingOfOne: 1, waiting: 100 };
    await registerOpenDataRoutes(busy, { database, versions, registry, encoder, tileLimits });
    const url = await busy.listen({ port: 0, host: '127.0.0.1' });
    const tile = (y: number, client: string, signal?: AbortSignal) =>
      fetch(`${url}/tiles/streets/14/8551/${y}.mvt`, { signal, headers: { 'x-forwarded-for': client } });
    const [one, other] = ['203.0.113.1', '192.0.2.1'];
    try {
      const left = new AbortController();
      const first = tile(5428, one, left.signal).catch(() => 'left');
      await until(async () => asked.length === 1);
      // Whichever comes first waits; only the other is answered before the gate opens.
      const more = [tile(5429, one), tile(5430, one)];
      const refused = await Promise.race(more);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await refused.json()).toMatchObject({ error: 'busy' });
      // Nobody else is held up.
      const ofOther = tile(5427, other);
      await until(async () => asked.length === 2);
      const asksToo = tile(5427, one);
      await until(async () => came === 5);
      left.abort();
      expect(await first).toBe('left');
      await until(async () => asked.length === 3);
      expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
      release();
      const told = (await Promise.all([ofOther, asksToo])).map(({ headers }) => headers.get('cache-status'));
      expect(told).toEqual(['stadtlage; fwd=miss', 'stadtlage; fwd=miss; collapsed']);
      expect((await Promise.all(more)).map(({ status }) => status).sort()).toEqual([204, 503]);
    } finally {
      release();
      await busy.close();
    }
  });

  // The embedded database looks at no clock while it reads.
  const onPostgres = process.env['TEST_DATABASE_URL'] ? it : it.skip;
  onPostgres(
    'is given up where the database takes too long, which says when to come back (needs TEST_DATABASE_URL)',
    async () => {
      const encoder: TileEncoder = {
        encode: async () => {
          await read(database, 20, 'SELECT pg_sleep(60)');
          return undefined;
        },
      };
      const slow = fastify();
      await registerOpenDataRoutes(slow, {
        database,
        versions,
        registry: new Registry([streets], { publisher: 'Ahlen' }),
        encoder,
      });
      try {
        const answer = await slow.inject('/tiles/streets/14/8551/5428.mvt');
        expect([answer.statusCode, answer.headers['retry-after'], answer.headers['cache-control']]).toEqual([
          503,
          '30',
          'no-store',
        ]);
        expect(answer.json()).toMatchObject({ error: 'timeout' });
      } finally {
        await slow.close();
      }
    },
  );

  it('of a URL longer than ours is answered, and the URL is not remembered', async () => {
    const asks = jest.spyOn(Map.prototype, 'set');
    const path = `/tiles/streets/9/266/170.mvt?${'x'.repeat(300)}`;
    try {
      expect([(await get(path)).status, (await get(path)).status]).toEqual([204, 204]);
      expect(asks.mock.calls.map(([key]) => key as unknown)).not.toContain(path);
    } finally {
      asks.mockRestore();
    }
  });

  it.each(['/tiles/streets/9/266/170.mvt', '/tiles/streets/17/0/0.mvt', '/tiles/streets/12/0/0.mvt'])(
    '%s is empty',
    async (path) => {
      expect((await get(path)).status).toBe(204);
    },
  );

  it.each([
    '/tiles/streets/12/4096/0.mvt',
    '/tiles/streets/12/0/-1.mvt',
    '/tiles/streets/a/0/0.mvt',
    '/tiles/streets/31/0/0.mvt',
    '/tiles/streets/1.5/0/0.mvt',
  ])('%s is refused', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'no-such-tile' });
  });

  it('tells a fault of ours without its inside', async () => {
    await database.query('ALTER VIEW open.fibre_nodes RENAME TO away');
    try {
      const response = await get('/tiles/fibre-nodes/12/2138/1357.mvt');
      expect([response.status, response.headers.get('cache-control'), response.headers.get('etag')]).toEqual([
        500,
        'no-store',
        null,
      ]);
      expect(await response.text()).not.toContain('fibre_nodes');
      expect(faults).toHaveLength(1);
    } finally {
      await database.query('ALTER VIEW open.away RENAME TO fibre_nodes');
    }
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 5000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('It did not happen within 5 s.');
    await setTimeout(20);
  }
}

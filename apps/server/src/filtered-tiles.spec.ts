import { VectorTile } from '@mapbox/vector-tile';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { DatasetVersions, registerOpenDataRoutes, Registry } from '@stadtlage/datasets';
import { loadTown } from '@stadtlage/places/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { PbfReader } from 'pbf';
import { createRegistry } from './datasets.js';

const STREET = '05570004000000001';
/** Of six addresses of the Bahnhofstraße, which lie in one square, nothing is known of b50; and nothing of the Große Kampstraße. */
const OFFERS = `
  INSERT INTO coverage.provider (id, name) VALUES ('netz', 'Netz'), ('werse', 'Werse Netz'), ('kabel', 'Kabel West');
  INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, valid_from, run_id)
  SELECT address, provider, technology, level, down, DATE '2024-01-01', 1
  FROM (VALUES
    ('b1', 'netz', 'ftth', 'activated', 1000), ('b2', 'netz', 'ftth', 'passed', 1000), ('b2', 'kabel', 'dsl', NULL, 50),
    ('b5', 'netz', 'ftth', 'passed', 1000), ('b5a', 'werse', 'fttb', 'connected', 500), ('b15', 'kabel', 'dsl', NULL, 16),
    ('w5', 'kabel', 'dsl', NULL, 25)
  ) offer (address, provider, technology, level, down);
  -- In one square at the edge of two tiles, the eastern one beyond the margin of the western tile.
  INSERT INTO places.address (id, street_key, street, house_number, use, geom, run_id) VALUES
    ('edge-west', '${STREET}', 'Bahnhofstraße', 98, 'residential', ST_Point(8.08574, 51.9, 4326), 1),
    ('edge-east', '${STREET}', 'Bahnhofstraße', 99, 'residential', ST_Point(8.09382, 51.9, 4326), 1);
  SELECT coverage.refresh()`;

let database: Database;
let versions: DatasetVersions;
let server: FastifyInstance;
let origin: string;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(OFFERS);
  versions = await DatasetVersions.start(database, (error) => {
    throw error;
  });
  server = fastify();
  await registerOpenDataRoutes(server, { database, versions, registry: createRegistry({ publisher: 'Ahlen' }) });
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server?.close();
  versions?.stop();
  await database.close();
});

const SQUARES = '/tiles/address-coverage/9/267/169.mvt';
const STREETS = '/tiles/address-coverage/11/1068/678.mvt';
const get = (path: string, headers: Record<string, string> = {}) => fetch(origin + path, { headers });

/** What a tile says of each place or address, by its id. */
async function shown(path: string): Promise<Record<string, Record<string, unknown>>> {
  const response = await get(path);
  expect([path, response.status]).toEqual([path, 200]);
  const layer = new VectorTile(new PbfReader(Buffer.from(await response.arrayBuffer()))).layers['address-coverage']!;
  const all = Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties);
  return Object.fromEntries(all.map(({ id, ...properties }) => [id, properties]));
}

describe('a tile of what filters let through', () => {
  it('counts in each square how many addresses pass both, and has no share where not all that is asked is known', async () => {
    const squares = await shown(`${SQUARES}?providers=Netz&use=residential,mixed`);
    // b1 and b2; b5 is no home, b5a has another net with a longer name, b15 neither.
    expect(squares['856/6598']).toEqual({ addresses: 6, matching: 2, matching_share: 33.3 });
    // One of two is known to have another provider.
    expect(squares['855/6597']).toEqual({ addresses: 2, matching: 0, matching_share: 0 });
    expect(squares['858/6598']).toEqual({ addresses: 5, matching: 0 });
  });

  it('counts in each street the same, with its name', async () => {
    const { [STREET]: street } = await shown(`${STREETS}?providers=Netz&use=residential,mixed`);
    // With the two at the edge of the tiles, of which nothing is known.
    expect(street).toEqual({ name: 'Bahnhofstraße', class: 'arterial', addresses: 8, matching: 2, matching_share: 25 });
    expect((await shown(`${STREETS}?max_down_mbit_from=500&fibre_status=passed,connected`))[STREET]).toMatchObject({
      matching: 3,
    });
    expect((await shown(`${STREETS}?fibre_status=`))[STREET]).toMatchObject({ matching: 3, matching_share: 37.5 });
  });

  it('counts all of a square that its edge cuts', async () => {
    for (const x of [534, 535]) {
      const squares = await shown(`/tiles/address-coverage/10/${x}/338.mvt?use=residential`);
      expect(squares['879/6623']).toEqual({ addresses: 2, matching: 2, matching_share: 100 });
    }
  });

  it('shows from near the addresses that pass, and from afar without a filter what it has shown before', async () => {
    const near = '/tiles/address-coverage/13/4275/2714.mvt';
    expect(Object.keys(await shown(`${near}?providers=Netz&use=residential,mixed`)).sort()).toEqual(['b1', 'b2']);
    expect((await shown(SQUARES))['856/6598']).toEqual({ addresses: 6, fibre_share: 66.7, gigabit_share: 50 });
  });

  it('is the same by OGC API - Tiles, whose definition and whose TileJSON name the parameters', async () => {
    const ogc = '/ogc/collections/address-coverage/tiles/WebMercatorQuad/11/678/1068?providers=Netz';
    expect(await shown(ogc)).toEqual(await shown(`${STREETS}?providers=Netz`));
    const names = ['use', 'fibre_status', 'best_technology', 'max_down_mbit_from', 'providers'];
    const { filters } = (await (await get('/tiles/address-coverage.json')).json()) as {
      filters: Record<'parameters' | 'fields', Record<string, string>>;
    };
    expect(Object.keys(filters.parameters)).toEqual(names);
    expect(Object.keys(filters.fields).sort()).toEqual(['addresses', 'class', 'matching', 'matching_share', 'name']);
    expect(await (await get('/tiles/city.json')).json()).not.toHaveProperty('filters');
    const api = JSON.stringify(await (await get('/ogc/api')).json());
    for (const name of names) expect(api).toContain(`"name":"${name}","in":"query"`);
  });

  it('is kept by what its filter says, however that is written, and another one after a status has changed', async () => {
    const ask = (query: string, etag = '') => get(`${STREETS}?${query}`, { 'if-none-match': etag });
    const first = await ask('providers=Netz&use=mixed,residential');
    const etag = first.headers.get('etag')!;
    const again = await ask('use=residential,mixed&providers=Netz');
    expect([again.headers.get('etag'), again.headers.get('cache-status')]).toEqual([etag, 'stadtlage; hit']);
    expect((await ask('use=residential,mixed&providers=Netz', etag)).status).toBe(304);
    const others = await Promise.all(
      ['providers=Netz&use=mixed', 'providers=Werse+Netz&use=mixed', ''].map((q) => ask(q)),
    );
    expect(new Set([etag, ...others.map(({ headers }) => headers.get('etag'))]).size).toBe(4);
    await database.query(`UPDATE coverage.fixed_availability SET provider_id = 'kabel' WHERE address_id = 'b1'`);
    await database.query('SELECT coverage.refresh(ARRAY[$1])', [STREET]);
    await versions.renew();
    const changed = await ask('providers=Netz&use=residential,mixed', etag);
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
    expect((await shown(`${STREETS}?providers=Netz&use=residential,mixed`))[STREET]).toMatchObject({ matching: 1 });
  });

  it.each([
    [
      '?fibre_status=glas',
      'bad-parameter',
      /"fibre_status" has no value "glas"\. There are: none, planned, .*activated/,
    ],
    ['?best_technology=FTTH', 'bad-parameter', /"best_technology" has no value "FTTH"\. There are: ftth, /],
    ['?max_down_mbit_from=fast', 'bad-parameter', /"max_down_mbit_from" has a number, such as 250/],
    ['?use=mixed&use=public', 'bad-parameter', /"use" is given more than once/],
    ['?level=passed', 'bad-parameter', /no parameter "level"\. There are: use .*; providers \(/],
    ['?use=mixed&day=2024-06-30', 'today-only', /Filtered tiles show today only/],
  ])('is refused where the question is not understood, with what there is: %s', async (query, error, message) => {
    const response = await get(STREETS + query);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error, message: expect.stringMatching(message) },
    ]);
  });

  it('is counted by functions whose columns are looked at when the server starts', async () => {
    const whole = createRegistry({ publisher: 'Ahlen' }).get('address-coverage')!;
    const broken = (rows: string) => {
      const tiles = whole.geometry!.tiles!.map((band) =>
        band.filtered ? { ...band, filtered: { ...band.filtered, rows } } : band,
      );
      const geometry = { ...whole.geometry!, tiles };
      return new Registry([{ ...whole, geometry }], { publisher: 'Ahlen' }).checkViews(database);
    };
    await expect(broken('nothing')).rejects.toThrow('there is no function open.nothing()');
    await expect(broken('district_coverage_on')).rejects.toThrow(
      'open.district_coverage_on() has no column "place_id"',
    );
    await broken('coverage_cell_addresses');
  });

  it('is refused of tiles that would show all, naming those that can be filtered', async () => {
    const response = await get('/tiles/city/11/1068/678.mvt?fibre_status=passed');
    expect([response.status, await response.json()]).toMatchObject([
      400,
      {
        error: 'not-filtered',
        message: expect.stringContaining('ask without fibre_status'),
        known: ['address-coverage'],
      },
    ]);
    const file = await get('/datasets/address-coverage.csv?fibre_status=glas');
    expect([file.status, await file.json()]).toMatchObject([
      400,
      { message: expect.stringContaining('no value "glas"') },
    ]);
  });
});

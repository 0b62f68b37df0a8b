import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportResult, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { districts, fromFileName } from './import-districts.js';
import { loadTown } from './testing.js';

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

describe('the name of a district file', () => {
  it.each([
    ['500_duisburg-mitte.geojson', '500', 'Duisburg-Mitte'],
    ['000_duisburg.geojson', '000', 'Duisburg'],
    ['Ahlen_Süd.geo.json', 'ahlen-sued', 'Ahlen Süd'],
    ['10 östlich der werse.geojson', '10', 'Östlich Der Werse'],
  ])('%s gives id and name', (file, id, name) => expect(fromFileName(file)).toEqual({ id, name }));
});

describe('an import of districts', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    // Everything that an import brings refers to its run.
    await database.query('TRUNCATE imports.run RESTART IDENTITY CASCADE');
    await loadTown(database);
  });
  afterAll(() => database.close());

  const load = (content: object, name = '700_kamp.geojson') =>
    runImport(database, districts, fileOf(name, content), { startedBy: 'test' });
  // Most files here name no municipality, which is told of each.
  const besidesKey = ({ report }: ImportResult) => report.findings.filter(({ column }) => column !== 'ags');
  const stored = () => database.query('SELECT id, name, ST_IsValid(geom) AS valid FROM places.district ORDER BY id');
  const kamp = { type: 'Polygon', coordinates: [box(7.8995, 51.7595, 7.901, 51.7605)] };

  it('says what follows where no district names its municipality, and counts by the keys of the streets', async () => {
    const municipalities = async () => {
      const rows = await database.query<{ key: string; addresses: number }>(
        `SELECT area_id AS key, addresses FROM open.coverage_statistics
         WHERE area_kind = 'municipality' AND use = 'all' AND technology = 'any' AND provider_id IS NULL ORDER BY 1`,
      );
      return rows.map(({ key, addresses }) => `${key} ${addresses}`);
    };
    const feature = (more: object) => ({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', id: 'kamp', properties: { name: 'Kamp', ...more }, geometry: kamp }],
    });
    const without = await load(feature({}));
    expect(without.report.findings).toContainEqual(
      expect.objectContaining({
        level: 'information',
        column: 'ags',
        problem: 'No district has a municipality key (AGS).',
        fix: expect.stringMatching(/by the key of its street/),
        fixDe: expect.stringMatching(/nach dem Schlüssel ihrer Straße/),
      }),
    );
    // The streets of the town are of 05570 0004 000; "far" lies in no district.
    expect(await municipalities()).toEqual(['05570000 6', '05570004 14']);
    // A key that comes later counts although no address moves.
    const later = await load(feature({ ags: '05570004' }));
    expect(later.report.findings.filter(({ column }) => column === 'ags')).toEqual([]);
    expect(await municipalities()).toEqual(['05570000 1', '05570004 19']);
  });

  it('takes the name of the district itself, not that of the larger one in which it lies', async () => {
    const properties = { bezirk: 'Mitte', stadtteil: 'Altstadt' };
    await load({ type: 'Feature', id: 'altstadt', properties, geometry: kamp });
    expect(await stored()).toContainEqual({ id: 'altstadt', name: 'Altstadt', valid: true });
    await database.query(`DELETE FROM places.district WHERE id = 'altstadt'`);
  });

  it('takes a bare geometry collection, gives its addresses to it and refreshes the statistics', async () => {
    const result = await load({
      type: 'GeometryCollection',
      geometries: [{ type: 'Point', coordinates: [7.9, 51.76] }, kamp],
    });
    expect(result).toMatchObject({ state: 'imported', rows: { read: 1, added: 1, changed: 0 } });
    expect(await stored()).toEqual([
      { id: '700', name: 'Kamp', valid: true },
      { id: 'east', name: 'Ostdorf', valid: true },
      { id: 'west', name: 'Weststadt', valid: true },
    ]);
    expect(await database.query("SELECT id FROM places.address WHERE district_id = '700' ORDER BY id")).toEqual(
      ['k1', 'k10', 'k12', 'k2', 'k3'].map((id) => ({ id })),
    );
    expect(await database.query("SELECT district_id FROM places.facility WHERE id = 'school-1'")).toEqual([
      { district_id: '700' },
    ]);
    expect(
      await database.query(
        "SELECT addresses FROM coverage.district_statistics WHERE district_id = '700' AND use = 'all'",
      ),
    ).toEqual([{ addresses: 5 }]);
  });

  it('gives an address to the smallest district that contains it, also when the city comes last', async () => {
    await load(kamp);
    const city = await load({ type: 'Polygon', coordinates: [box(7.8, 51.6, 8, 51.9)] }, '000_stadt.geojson');
    expect(besidesKey(city)).toMatchObject([{ level: 'information', problem: expect.stringContaining('whole city') }]);
    const districtsOf = await database.query(
      "SELECT id, district_id AS district FROM places.address WHERE id IN ('b1', 'k1', 'd1', 'far') ORDER BY id",
    );
    expect(districtsOf).toEqual([
      { id: 'b1', district: 'west' },
      { id: 'd1', district: 'east' },
      { id: 'far', district: '000' },
      { id: 'k1', district: '700' },
    ]);
  });

  it('takes addresses back from a district that shrinks', async () => {
    await load(kamp);
    const result = await load({ type: 'Polygon', coordinates: [box(7.9001, 51.7595, 7.901, 51.7605)] });
    expect(result.rows).toMatchObject({ added: 0, changed: 1 });
    expect(await database.query("SELECT district_id FROM places.address WHERE id = 'k1'")).toEqual([
      { district_id: 'east' },
    ]);
  });

  it('raises the version of the statistics, which are computed, but does not give them its own source', async () => {
    const [demo] = await database.query<{ id: number }>(
      "INSERT INTO imports.run (dataset, origin, started_by, state) VALUES ('address-coverage', 'demo', 'test', 'imported') RETURNING id",
    );
    await database.query("SELECT datasets.touch(d, $1) FROM unnest(ARRAY['districts', 'district-statistics']) d", [
      demo!.id,
    ]);
    // Far from all addresses: only its name and boundary are new.
    const { run } = await load({ type: 'Polygon', coordinates: [box(7.7, 51.5, 7.71, 51.51)] });
    expect(
      await database.query(
        "SELECT dataset, version, run_id FROM datasets.state WHERE dataset LIKE 'district%' ORDER BY dataset",
      ),
    ).toEqual([
      { dataset: 'district-statistics', version: 2, run_id: demo!.id },
      { dataset: 'districts', version: 2, run_id: run },
    ]);
    expect(
      await database.query("SELECT dataset, run_id FROM datasets.state WHERE dataset LIKE 'coverage-stat%' ORDER BY 1"),
    ).toEqual([
      { dataset: 'coverage-statistics', run_id: null },
      { dataset: 'coverage-statistics-history', run_id: null },
    ]);
  });

  it('changes nothing when the same file comes again', async () => {
    await load(kamp);
    const version = () => database.query("SELECT version FROM datasets.state WHERE dataset = 'addresses'");
    const before = await version();
    expect((await load(kamp)).rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(await version()).toEqual(before);
  });

  it('repairs a boundary that crosses itself, and says so', async () => {
    const crossing = [
      [7.89, 51.75],
      [7.91, 51.77],
      [7.91, 51.75],
      [7.89, 51.77],
      [7.89, 51.75],
    ];
    const result = await load({ type: 'Polygon', coordinates: [crossing] });
    expect(result.state).toBe('imported');
    expect(besidesKey(result)).toMatchObject([
      { row: 1, column: 'geometry', level: 'quality', value: expect.stringContaining('Self-intersection') },
    ]);
    expect(await stored()).toContainEqual({ id: '700', name: 'Kamp', valid: true });
  });

  it('takes metres of a coordinate system that is named, and puts swapped axes in order, which it says', async () => {
    const feature = { type: 'Feature', properties: { name: 'Kamp', nummer: 700 } };
    // The same box in EPSG:25832, as PostGIS transforms it, with north before east.
    const [ring] = await database.query<{ json: string }>(
      'SELECT ST_AsGeoJSON(ST_FlipCoordinates(ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326), 25832)), 3) AS json',
      [JSON.stringify(kamp)],
    );
    const crs = { type: 'name', properties: { name: 'EPSG:25832' } };
    const result = await load(
      {
        type: 'FeatureCollection',
        crs,
        features: [{ ...feature, geometry: { ...JSON.parse(ring!.json), crs: undefined } }],
      },
      'districts.geojson',
    );
    expect(result).toMatchObject({ state: 'imported', rows: { added: 1 } });
    expect(besidesKey(result)).toMatchObject([{ level: 'quality', problem: expect.stringContaining('swapped') }]);
    const [stored] = await database.query<{ apart: number }>(
      `SELECT ST_HausdorffDistance(geom, ST_SetSRID(ST_GeomFromGeoJSON($1), 4326)) AS apart FROM places.district WHERE id = '700'`,
      [JSON.stringify(kamp)],
    );
    expect(stored!.apart).toBeLessThan(1e-7);
  });

  it('reads names and ids from the features of a collection', async () => {
    const feature = (properties: object, west: number, id?: string) => ({
      type: 'Feature',
      id,
      properties,
      geometry: { type: 'Polygon', coordinates: [box(west, 51.7, west + 0.01, 51.71)] },
    });
    const result = await load({
      type: 'FeatureCollection',
      features: [
        feature({ name: 'Süd', ags: '05570004' }, 7.8),
        feature({ name: 'Nord', nummer: 12 }, 7.81),
        feature({ NAME: 'Ost' }, 7.82, 'o'),
      ],
    });
    expect(result.rows).toMatchObject({ added: 3 });
    expect(
      await database.query(
        "SELECT id, municipality_key AS key FROM places.district WHERE id IN ('sued', '12', 'o') ORDER BY id",
      ),
    ).toEqual([
      { id: '12', key: null },
      { id: 'o', key: null },
      { id: 'sued', key: '05570004' },
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['metres', { type: 'Polygon', coordinates: [box(420_000, 5_730_000, 430_000, 5_740_000)] }, /metres/],
    [
      'swapped axes in one part',
      {
        type: 'GeometryCollection',
        geometries: [kamp, { type: 'Polygon', coordinates: [box(51.7, 7.8, 51.8, 7.9)] }],
      },
      /swapped/,
    ],
    ['a boundary in Ghana', { type: 'Polygon', coordinates: [box(-1, 6, -0.9, 6.1)] }, /outside Germany/],
    ['a collection without geometries', { type: 'GeometryCollection' }, /list of geometries/],
    ['an empty part of a collection', { type: 'GeometryCollection', geometries: [kamp, null] }, /not a geometry type/],
    [
      'a name with a zero character',
      { type: 'Feature', properties: { name: 'A\0B' }, geometry: kamp },
      /zero character/,
    ],
    ['a polygon without rings', { type: 'Polygon', coordinates: [] }, /no area/],
    ['points only', { type: 'Point', coordinates: [7.9, 51.8] }, /no area/],
    [
      'an area that collapses',
      {
        type: 'Polygon',
        coordinates: [
          [
            [7.9, 51.8],
            [7.91, 51.8],
            [7.9, 51.8],
            [7.9, 51.8],
          ],
        ],
      },
      /not valid/,
    ],
    ['features without names', { type: 'FeatureCollection', features: [kamp, kamp] }, /no name/],
    [
      'two districts of one id',
      {
        type: 'FeatureCollection',
        features: [1, 2].map(() => ({ type: 'Feature', properties: { name: 'A' }, geometry: kamp })),
      },
      /same id/,
    ],
  ])('is refused with %s', async (_what, content, problem) => {
    const before = await stored();
    const result = await load(content);
    expect(result.state).toBe('refused');
    expect(result.report.findings.find(({ level }) => level === 'error')!.problem).toMatch(problem);
    expect(await stored()).toEqual(before);
  });
});

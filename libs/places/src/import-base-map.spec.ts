import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry } from '@stadtlage/datasets';
import { rollbackRun, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { baseMap } from './base-map.js';
import { baseMapImporter } from './import-base-map.js';
import { streets } from './import-streets.js';
import { blob, osmFile, type TestMap } from './osm/testing.js';
import { loadTown } from './testing.js';

/** A ring of four nodes, numbered from `first`, around a place. */
const square = (first: number, x: number, y: number, half: number): TestMap['nodes'] => ({
  [first]: [x - half, y - half],
  [first + 1]: [x + half, y - half],
  [first + 2]: [x + half, y + half],
  [first + 3]: [x - half, y + half],
});
const around = (first: number) => [first, first + 1, first + 2, first + 3, first];

const MAP: TestMap = {
  timestamp: Date.parse('2026-02-01T03:00:00Z') / 1000,
  nodes: {
    1: [7.878, 51.76],
    2: [7.8819, 51.76],
    3: [7.8819, 51.763],
    4: [7.95, 51.9],
    5: [7.96, 51.9],
    ...square(100, 7.88, 51.755, 0.0001),
    ...square(200, 7.89, 51.755, 0.002),
    ...square(300, 7.89, 51.755, 0.0005),
    5_000_000_000: [7.9, 51.7712345],
  },
  ways: [
    { id: 1, nodes: [1, 2], tags: { highway: 'secondary', name: 'Bahnhofstrasse' } },
    { id: 2, nodes: [2, 3], tags: { highway: 'footway' } },
    { id: 3, nodes: [4, 5], tags: { highway: 'residential', name: 'Bahnhofstraße' } },
    { id: 4, nodes: around(100), tags: { building: 'yes', name: 'Rathaus' } },
    { id: 5, nodes: [200, 201, 202], tags: {} },
    { id: 6, nodes: [200, 203, 202], tags: { natural: 'water' } },
    { id: 7, nodes: around(300) },
    { id: 8, nodes: [3, 5_000_000_000], tags: { waterway: 'river', name: 'Werse' } },
    { id: 9, nodes: [1, 3], tags: { waterway: 'ditch' } },
    { id: 10, nodes: [1, 3], tags: { highway: 'service', service: 'driveway' } },
    { id: 11, nodes: [1, 999], tags: { railway: 'rail' } },
    { id: 12, nodes: [1, 3], tags: { railway: 'rail' } },
  ],
  relations: [
    {
      id: 1,
      members: [
        ['w', 5, 'outer'],
        ['n', 1, 'label'],
        ['w', 7, 'inner'],
        ['w', 6, 'outer'],
      ],
      tags: { type: 'multipolygon', natural: 'water', name: 'Stadtsee' },
    },
    { id: 2, members: [['w', 1, '']], tags: { type: 'route' } },
  ],
};

describe('a base map out of OpenStreetMap', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  // A file that is refused leaves the town as it was, for the next test.
  let isAsLoaded = false;
  beforeEach(async () => {
    if (!isAsLoaded) {
      await database.query('TRUNCATE imports.run RESTART IDENTITY CASCADE');
      await loadTown(database);
    }
    isAsLoaded = false;
  });
  afterAll(() => database.close());

  const load = (content: Buffer, name = 'town.osm.pbf') =>
    runImport(database, baseMapImporter, fileOf(name, content, 1000), { startedBy: 'test' });
  const features = () =>
    database.query(
      `SELECT kind, class, name, ST_AsText(geom, 7) AS geom FROM places.base_feature WHERE kind <> 'building' ORDER BY kind, class, name`,
    );

  test('draws roads, buildings, waters and railways, and closes lakes out of several ways around their islands', async () => {
    const result = await load(osmFile(MAP));
    expect(result).toMatchObject({
      state: 'imported',
      dataDate: '2026-02-01',
      rows: { read: 7, added: 6, changed: 1, removed: 1 },
    });
    expect(await features()).toEqual([
      { kind: 'railway', class: null, name: null, geom: 'LINESTRING(7.878 51.76,7.8819 51.763)' },
      { kind: 'river', class: null, name: 'Werse', geom: 'LINESTRING(7.8819 51.763,7.9 51.7712345)' },
      { kind: 'road', class: 'path', name: null, geom: 'LINESTRING(7.8819 51.76,7.8819 51.763)' },
      { kind: 'road', class: 'residential', name: 'Bahnhofstraße', geom: 'LINESTRING(7.95 51.9,7.96 51.9)' },
      {
        kind: 'water',
        class: null,
        name: 'Stadtsee',
        geom: 'POLYGON((7.888 51.753,7.892 51.753,7.892 51.757,7.888 51.757,7.888 51.753),(7.8895 51.7545,7.8905 51.7545,7.8905 51.7555,7.8895 51.7555,7.8895 51.7545))',
      },
    ]);
    expect(
      await database.query(
        `SELECT name, round(ST_Area(geom::geography)) AS area FROM places.base_feature WHERE kind = 'building'`,
      ),
    ).toEqual([{ name: 'Rathaus', area: 307 }]);
    expect(result.report.findings).toContainEqual(
      expect.objectContaining({
        level: 'quality',
        problem: expect.stringMatching(/^Of 1 lines and areas the file lacks/),
      }),
    );
  });

  test('raises no version when the same map comes again', async () => {
    // An answer of this version names the features by their ids.
    const states = async () => [
      await database.query('SELECT dataset, version FROM datasets.state ORDER BY dataset'),
      await database.query(
        'SELECT id, kind, class, name, ST_AsText(geom) AS geom FROM places.base_feature ORDER BY id',
      ),
    ];
    await load(osmFile(MAP));
    const before = await states();
    expect((await load(osmFile(MAP))).rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(await states()).toEqual(before);
  });

  test('gives an official street the line of the road of its name that is nearby, and takes it away again', async () => {
    const street = (number: number) =>
      database.query(
        `SELECT class, ST_AsText(geom) AS line, run_id AS run, geom_run_id AS drawn FROM places.street WHERE key = $1`,
        [`0557000400000000${number}`],
      );
    const { run, report } = await load(osmFile(MAP));
    expect(await street(1)).toEqual([
      { class: 'arterial', line: 'MULTILINESTRING((7.878 51.76,7.8819 51.76))', run: 1, drawn: run },
    ]);
    // The official list has drawn this one itself.
    expect(await street(2)).toMatchObject([{ line: 'MULTILINESTRING((7.872 51.752,7.874 51.752))', drawn: null }]);
    // The same name, at the other end of the town.
    expect(await street(5)).toMatchObject([{ line: null }]);
    expect(report.findings.filter(({ level }) => level === 'information').map(({ value }) => value)).toEqual(
      expect.arrayContaining(['Dolberger Straße', 'Große Kampstraße']),
    );
    await load(osmFile({ ...MAP, ways: MAP.ways!.slice(1) }));
    expect(await street(1)).toMatchObject([{ class: 'residential', line: null, drawn: null }]);
  });

  test('of another city is taken, as the districts may be wrong, but the report says where each of them lies', async () => {
    const far = Object.fromEntries(Object.entries(MAP.nodes).map(([id, [x, y]]) => [id, [x + 0.8, y - 2.35]]));
    const strange = ({ report }: Awaited<ReturnType<typeof load>>) =>
      report.findings.filter(({ problem }) => problem.startsWith('Nothing of the map lies in the city'));
    expect(strange(await load(osmFile({ ...MAP, nodes: far as TestMap['nodes'] })))).toMatchObject([
      {
        level: 'quality',
        problem: expect.stringMatching(
          /from 8\.\d+ 49\.\d+ to 8\.\d+ 49\.\d+ .*, the districts from 7\.\d+ 51\.\d+ to/,
        ),
        problemDe: expect.stringMatching(/^Nichts von der Karte liegt in der Stadt: Sie reicht von 8\./),
      },
    ]);
    expect(strange(await load(osmFile(MAP)))).toEqual([]);
    await database.query('DELETE FROM places.district');
    expect(strange(await load(osmFile({ ...MAP, nodes: far as TestMap['nodes'] })))).toEqual([]);
  });

  test('leaves the made-up streets of the demo city alone, and takes the place of its base map', async () => {
    await database.query(`UPDATE imports.run SET origin = 'demo', dataset = 'base-map', source = 'Demo' WHERE id = 1`);
    await database.query(`SELECT datasets.touch('base-map', 1)`);
    const entry = async () => (await new Registry([baseMap], { publisher: 'Teststadt' }).catalogue(database))[0]!;
    expect(await entry()).toMatchObject({ isDemo: true, sources: [{ name: 'Demo' }] });
    await load(osmFile(MAP));
    expect(await database.query('SELECT count(*) FROM places.street WHERE geom_run_id IS NOT NULL')).toEqual([
      { count: 0 },
    ]);
    expect((await features()).map(({ name }) => name)).toContain('Bahnhofstrasse');
    expect(await entry()).toMatchObject({
      isDemo: false,
      source: 'OpenStreetMap contributors',
      licence: 'odbl',
      licenceUrl: 'https://opendatacommons.org/licenses/odbl/1-0/',
      sources: [{ name: 'OpenStreetMap contributors', licence: 'odbl', date: '2026-02-01' }],
    });
  });

  test('is told in a dry run, and can be rolled back', async () => {
    const dry = await runImport(database, baseMapImporter, fileOf('town.osm.pbf', osmFile(MAP)), {
      startedBy: 'test',
      dryRun: true,
    });
    expect(dry.difference).toEqual([
      {
        dataset: 'base map',
        added: {
          count: 6,
          rows: expect.arrayContaining([{ what: 'building Rathaus at 7.879900 51.754900', fields: [] }]),
        },
        changed: { count: 0, rows: [] },
        gone: { count: 1, rows: [{ what: 'river Werse at 7.880000 51.750000', fields: [] }] },
      },
      {
        dataset: 'streets',
        added: { count: 0, rows: [] },
        changed: {
          count: 1,
          rows: [
            {
              what: '05570004000000001 Bahnhofstraße',
              fields: [{ field: 'geom', old: null, new: 'MULTILINESTRING((7.878 51.76,7.8819 51.76))' }],
            },
          ],
        },
        gone: { count: 0, rows: [] },
      },
    ]);
    const before = await features();
    const lines = () => database.query('SELECT key, class, geom, geom_run_id FROM places.street ORDER BY key');
    const drawn = await lines();
    const { run } = await load(osmFile(MAP));
    const entry = async () =>
      (await new Registry([baseMap], { publisher: 'Teststadt' }).catalogue(database))[0]!.sources;
    expect(await entry()).toHaveLength(1);
    await rollbackRun(database, [baseMapImporter], run, { by: 'test' });
    expect(await features()).toEqual(before);
    expect(await lines()).toEqual(drawn);
    expect(await entry()).toEqual([]);
  });

  test('gives way to a line that the official list brings later', async () => {
    await load(osmFile(MAP));
    const official = {
      type: 'Feature',
      properties: { strassenschluessel: '05570004000000001', bezeichnung: 'Bahnhofstraße' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [7.87, 51.76],
          [7.88, 51.76],
        ],
      },
    };
    await runImport(database, streets, fileOf('streets.geojson', official), { startedBy: 'test' });
    await load(osmFile(MAP));
    expect(await database.query(`SELECT ST_XMin(geom) AS west FROM places.street WHERE key LIKE '%1'`)).toEqual([
      { west: 7.87 },
    ]);
  });

  test('is the same when it is imported again, and counts what has changed', async () => {
    await load(osmFile(MAP));
    expect((await load(osmFile(MAP))).rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect((await load(osmFile({ ...MAP, ways: MAP.ways!.filter(({ id }) => id !== 2) }))).rows).toMatchObject({
      added: 0,
      removed: 1,
    });
  });

  test.each<[string, Partial<TestMap>]>([
    ['nodes one by one, on a coarse grid', { plainNodes: true }],
    ['blocks that are not packed', { packing: 1 }],
  ])('may have %s', async (_, change) => {
    expect(await load(osmFile({ ...MAP, ...change }))).toMatchObject({ state: 'imported', rows: { read: 7 } });
    expect((await features())[0]).toMatchObject({ geom: 'LINESTRING(7.878 51.76,7.8819 51.763)' });
  });

  const GOOD = osmFile(MAP);
  test.each<[string, Buffer, RegExp]>([
    ['is cut off', GOOD.subarray(0, GOOD.length - 20), /breaks off within block 4\. Download it again/],
    ['is cut off within a size', GOOD.subarray(0, 2), /breaks off within block 1/],
    ['is empty', Buffer.alloc(0), /is empty/],
    ['is XML', Buffer.from('<?xml version="1.0"?><osm>'), /no OpenStreetMap file.*osmium cat/],
    ['is an archive', Buffer.from('PK\u0003\u0004 and more'), /no OpenStreetMap file.*unpack/],
    ['is a table', Buffer.from('a;b\n1;2\n'), /no OpenStreetMap file/],
    [
      'has a block that is not packed as it says',
      Buffer.concat([GOOD, blob('OSMData', Buffer.alloc(99), 3, 10)]),
      /damaged: block 5/,
    ],
    [
      'unpacks to more than it may',
      Buffer.concat([GOOD, blob('OSMData', Buffer.alloc(33 * 2 ** 20), 3)]),
      /damaged: block 5/,
    ],
    [
      'has a block of other content',
      Buffer.concat([GOOD, blob('OSMData', Buffer.from('no message at all'))]),
      /damaged: block 5/,
    ],
    ['is packed by other means', osmFile({ ...MAP, packing: 7 }), /packed with Zstandard; zlib is read.*osmium cat/],
    [
      'is a history',
      osmFile({ ...MAP, requires: ['HistoricalInformation'] }),
      /"HistoricalInformation".*osmium time-filter/,
    ],
    ['is not sorted', Buffer.concat([GOOD, GOOD]), /not sorted.*osmium sort/],
    ['holds a place that is none', osmFile({ nodes: { 1: [200, 51] } }), /damaged: block 2/],
    ['holds no node', osmFile({ nodes: {} }), /holds no node/],
    ['draws nothing', osmFile({ nodes: { 1: [7.9, 51.7] } }), /holds no record/],
  ])('is refused when the file %s', async (_, content, problem) => {
    const result = await load(content);
    expect(result.state).toBe('refused');
    expect(result.report.findings.find(({ level }) => level === 'error')!.problem).toMatch(problem);
    expect(await database.query('SELECT name FROM places.base_feature')).toEqual([{ name: 'Werse' }]);
    isAsLoaded = true;
  });

  test('never hangs or breaks on a damaged file, wherever the damage is', async () => {
    const { readFeatures } = await import('./osm/read-features.js');
    const { Report } = await import('@stadtlage/imports');
    const plain = osmFile({ ...MAP, packing: 1 });
    for (let at = 0; at < plain.length; at += 3) {
      const content = Buffer.from(plain);
      content[at]! ^= 0xa5;
      try {
        for await (const feature of readFeatures(fileOf('x', content, 5000), new Report())) void feature;
      } catch (error) {
        expect(error).toMatchObject({ name: 'UserError' });
      }
    }
  });

  test('fits its dataset', async () => {
    await new Registry([baseMap], { publisher: 'Teststadt' }).checkViews(database);
  });
});

import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry } from './catalogue/registry.js';
import { fillSampleCity, streets } from './testing/sample-city.js';
import { tileSets, tileTag } from './tiles/tile-set.js';
import { DatasetVersions } from './versions.js';

let database: Database;
let versions: DatasetVersions;
let run: number;
beforeAll(async () => {
  database = await testDatabase();
  await fillSampleCity(database);
  versions = await DatasetVersions.start(database, (error) => {
    throw error;
  });
  run = await delivery('2026-01-31');
});
afterAll(async () => {
  versions.stop();
  await database.close();
});

const delivery = async (date: string) =>
  (
    await database.query<{ id: number }>(
      `INSERT INTO imports.run (dataset, origin, source, data_date, started_by, state) VALUES ('streets', 'file', 'Stadt Ahlen', $1, 'test', 'imported') RETURNING id`,
      [date],
    )
  )[0]!.id;
const boxesOf = (places: string) =>
  database.query<{ west: number; south: number; east: number; north: number }>(
    `SELECT ST_XMin(b.geom) AS west, ST_YMin(b.geom) AS south, ST_XMax(b.geom) AS east, ST_YMax(b.geom) AS north
     FROM ST_Dump(datasets.boxes(${places})) b ORDER BY 1, 2`,
  );
/** A row of points on a line of latitude, in metres of EPSG:3857. */
const points = (...easts: number[]) => `ARRAY[${easts.map((east) => `ST_Point(${east}, 6750000, 3857)`).join(', ')}]`;
/** Until this process knows what the database knows. */
const heard = async () => {
  await versions.renew();
  return versions.of('streets')!;
};

describe('The boxes around places', () => {
  it('are one where places lie close together, and several where they do not', async () => {
    expect(await boxesOf(points(0, 900, 1800, 9000))).toEqual([
      { west: 0, south: 6750000, east: 1800, north: 6750000 },
      { west: 9000, south: 6750000, east: 9000, north: 6750000 },
    ]);
  });

  it('are at most eight: what lies nearest is put together', async () => {
    const pairs = Array.from({ length: 10 }, (_, i) => i * 100_000).flatMap((west) => [west, west + 3000]);
    expect(await boxesOf(points(...pairs.slice(0, 16)))).toHaveLength(8);
    expect((await boxesOf(points(...pairs.slice(0, 16))))[1]).toMatchObject({ west: 100_000, east: 103_000 });
    expect(await boxesOf(points(...pairs))).toEqual([{ west: 0, south: 6750000, east: 903_000, north: 6750000 }]);
  });

  it('are none where there are no places, and are the same when they are asked for again', async () => {
    for (const none of ['NULL', "ARRAY[NULL::geometry, 'SRID=4326;POINT EMPTY']"])
      expect(await boxesOf(none)).toEqual([]);
    const some = points(0, 9000, 30_000);
    expect(await boxesOf(`ARRAY[datasets.boxes(${some})]`)).toEqual(await boxesOf(some));
  });

  it('hold each place, in whatever system its coordinates are', async () => {
    const found = await boxesOf(
      `ARRAY[ST_Point(7.89, 51.76, 4326), ST_Transform(ST_Point(7.96, 51.76, 4326), 25832), ST_Collect(ARRAY[ST_Point(8.03, 51.76, 4326), ST_Point(8.1, 51.76, 4326)])]`,
    );
    expect(found.map(({ west, east }) => [Math.round(west), west === east])).toEqual(
      [7.89, 7.96, 8.03, 8.1].map((longitude) => [Math.round((longitude * 20037508.342789244) / 180), true]),
    );
  });
});

describe('A change in several places', () => {
  const set = tileSets(new Registry([streets], { publisher: 'Ahlen' })).get('streets')!;
  /** Of zoom 14: the tile of one street, of another 5 km to the east, and one between them. */
  const tags = () => [8551, 8553, 8555].map((x) => tileTag(set, versions, { z: 14, x, y: 5429 }));
  const TWO = `ST_Collect('SRID=4326;LINESTRING(7.8900 51.763, 7.8920 51.763)'::geometry, 'SRID=4326;LINESTRING(7.9790 51.763, 7.9810 51.763)'::geometry)`;

  it('makes new tiles there, and what lies between them stays, although the version rises once', async () => {
    await database.query(`SELECT datasets.touch('streets')`);
    const { version } = await heard();
    const before = tags();
    await database.query(`SELECT datasets.touch('streets', NULL, ${TWO})`);
    expect(await heard()).toMatchObject({ version: version + 1, whole: { version }, changes: { length: 2 } });
    expect(tags().map((tag, i) => tag === before[i])).toEqual([false, true, false]);
  });

  it('is forgotten with all of its boxes where there are too many', async () => {
    await database.query(`SELECT datasets.touch('streets')`);
    const { version } = await heard();
    for (let i = 0; i < 35; i++) await database.query(`SELECT datasets.touch('streets', NULL, ${TWO})`);
    expect(await heard()).toMatchObject({
      version: version + 35,
      whole: { version: version + 3 },
      changes: { length: 64 },
    });
  });

  it('that is in no place raises no version, but where the data is from is known', async () => {
    await database.query(`SELECT datasets.touch('streets', ${run})`);
    const before = await heard();
    const again = await delivery('2026-01-31');
    await database.query(
      `SELECT datasets.touch('streets', ${again}, datasets.boxes(NULL)), datasets.touch('streets', NULL, datasets.boxes(NULL))`,
    );
    expect(await heard()).toBe(before);
    expect(await database.query(`SELECT run_id FROM datasets.state WHERE dataset = 'streets'`)).toEqual([
      { run_id: again },
    ]);
    expect(await database.query(`SELECT FROM datasets.source WHERE run_id = ${again}`)).toHaveLength(1);
  });

  it('that is in no place, but of another day, is told, and all tiles stay', async () => {
    await heard();
    const before = tags();
    const { version } = versions.of('streets')!;
    await database.query(`SELECT datasets.touch('streets', ${await delivery('2026-02-28')}, datasets.boxes(NULL))`);
    expect((await heard()).version).toBe(version + 1);
    expect(tags()).toEqual(before);
  });
});

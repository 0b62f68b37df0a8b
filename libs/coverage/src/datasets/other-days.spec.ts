import { VectorTile } from '@mapbox/vector-tile';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry, tileEncoder, type TileEncoder } from '@stadtlage/datasets';
import { loadTown } from '@stadtlage/places/testing';
import { PbfReader } from 'pbf';
import { addressCoverage } from './coverage.js';

let database: Database;
let today: string;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, '../testing-coverage.sql'));
  await database.query(sqlFile(import.meta.url, '../testing-history.sql'));
  today = (await database.query<{ today: string }>('SELECT current_date AS today'))[0]!.today;
});
afterAll(() => database.close());

type Properties = Record<string, string | number | boolean>;
const LAYERS = [addressCoverage] as unknown as Parameters<TileEncoder['encode']>[0];

/** What the tile of a zoom in which most of the town lies says of that day, by id. */
async function tileOf(day: string | undefined, z: number): Promise<Record<string, Properties>> {
  const [x, y] = [4275, 2714].map((place) => Math.floor(place / 2 ** (13 - z)));
  const on = day === undefined ? undefined : { day, today };
  const tile = await tileEncoder(database).encode(LAYERS, { z, x: x!, y: y! }, undefined, on);
  const layer = tile && new VectorTile(new PbfReader(tile.bytes)).layers['address-coverage'];
  const all = Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i).properties);
  return Object.fromEntries(all.map(({ id, ...properties }) => [id, properties as Properties]));
}

describe('coverage on the map on another day', () => {
  test.each([
    ['2022-12-31', {}],
    [
      '2023-01-01',
      { fibre_status: 'passed', best_technology: 'ftth', max_down_mbit: 1000, providers: 'Glasfaser Nord' },
    ],
    ['2024-01-31', { fibre_status: 'passed' }],
    ['2024-02-01', { fibre_status: 'connected' }],
    ['2090-01-01', { fibre_status: 'connected' }],
  ])('of an address whose status changes, on %s', async (day, expected) => {
    const b50 = (await tileOf(day, 13))['b50']!;
    expect(b50).toMatchObject({ address: expect.any(String), use: expect.any(String), ...expected });
    if (!Object.keys(expected).length) expect(Object.keys(b50).sort()).toEqual(['address', 'use']);
  });

  test('follows a project from plan to works', async () => {
    expect((await tileOf('2023-12-31', 13))['k2']).not.toHaveProperty('fibre_status');
    expect((await tileOf('2024-01-15', 13))['k2']).toMatchObject({ fibre_status: 'planned', providers: '' });
    expect((await tileOf('2024-02-01', 13))['k2']).toMatchObject({ fibre_status: 'under_construction' });
  });

  test('is what the statuses of that day are, for all addresses and all days on which something changed', async () => {
    const days = [
      '2022-01-01',
      '2023-01-01',
      '2023-12-31',
      '2024-01-01',
      '2024-01-15',
      '2024-02-01',
      '2025-01-01',
      '2999-01-01',
    ];
    for (const day of days) {
      const difference = await database.query(
        `WITH shown AS (
           SELECT id, fibre_status, best_technology, max_down_mbit, providers
           FROM open.address_coverage_on($1::date, current_date, ST_TileEnvelope(0, 0, 0))
         ), said AS (
           SELECT a.id, s.fibre_status, s.best_technology, s.max_down_mbit, array_to_string(s.providers, ', ')
           FROM places.address a LEFT JOIN coverage.status_as_of($1::date) s ON s.address_id = a.id
         )
         (TABLE shown EXCEPT TABLE said) UNION ALL (TABLE said EXCEPT TABLE shown)`,
        [day],
      );
      expect([day, difference]).toEqual([day, []]);
    }
  });

  test('is of today what it is without a day, and of streets, too', async () => {
    expect(await tileOf(today, 13)).toEqual(await tileOf(undefined, 13));
    const streets = await tileOf(undefined, 12);
    expect(Object.values(streets).map(({ fibre_share }) => fibre_share)).toContainEqual(expect.any(Number));
    expect(await tileOf(today, 12)).toEqual(streets);
  });

  test('has the shares of that day for streets, and of districts for coarse zooms', async () => {
    const shares = async (day: string, z: number) =>
      Object.fromEntries(Object.entries(await tileOf(day, z)).map(([id, { fibre_share }]) => [id, fibre_share]));
    const before = await shares('2022-12-31', 12);
    expect(Object.keys(before)).toHaveLength(2);
    expect(Object.values(before).filter((share) => share !== undefined)).toEqual([]);
    // Of six addresses of the Bahnhofstraße: b50 in 2023; b1, b2 and b5 since 2024.
    const street = '05570004000000001';
    expect((await shares('2023-06-01', 12))[street]).toBe(16.7);
    expect((await shares('2024-06-01', 12))[street]).toBe(66.7);
    const districts = await tileOf('2024-06-01', 9);
    expect(Object.keys(districts)).toContain('east');
    expect(Object.keys(districts['east']!).sort()).toEqual(['addresses', 'fibre_share', 'gigabit_share']);
    const [row] = await database.query<{ fibre_share: number }>(
      `SELECT fibre_share::float8 FROM open.district_statistics WHERE id = 'east/all'`,
    );
    expect((await tileOf(today, 9))['east']!['fibre_share']).toBe(row!.fibre_share);
  });

  test('is given by functions whose columns are checked at the start', async () => {
    const broken = (rows: string, type: 'text' | 'integer' = 'integer') => {
      const column = { type, description: { de: 'x', en: 'x' } };
      const tiles = [{ fromZoom: 8, columns: [], onDay: { rows, more: { promised_by: column } } }];
      const geometry = { ...addressCoverage.geometry!, tiles };
      return new Registry([{ ...addressCoverage, geometry }], { publisher: 'x' }).checkViews(database);
    };
    await expect(broken('nothing')).rejects.toThrow('there is no function open.nothing()');
    await expect(broken('street_coverage_on')).rejects.toThrow('open.street_coverage_on() has no column "promised_by"');
    await expect(broken('address_coverage_on')).rejects.toThrow('has the type date, but must be');
    await new Registry([addressCoverage], { publisher: 'x' }).checkViews(database);
  });
});

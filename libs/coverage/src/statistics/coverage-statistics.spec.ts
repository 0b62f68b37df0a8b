import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { resolvers } from '../index.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, '../testing-coverage.sql'));
  await database.query(sqlFile(import.meta.url, '../testing-history.sql'));
  graph = await openGraph(database, [...places, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const ALL = `addresses unknown offered offeredShare speedUnknown levelUnknown speeds { minDownMbit addresses share } levels { level addresses share }`;
const ask = async (args: string, fields = `figures { ${ALL} }`) =>
  (await graph.ask(`{ coverageStatistics(${args}) { ${fields} } }`)).coverageStatistics;
const NOW = new Date().toISOString();
const numbers = (list: { addresses: number }[]) => list.map(({ addresses }) => addresses);
const inShort = (figures: {
  addresses: number;
  unknown: number;
  offered: number;
  speedUnknown: number;
  levelUnknown: number;
  speeds: { addresses: number }[];
  levels: { addresses: number }[];
}) => [
  [figures.addresses, figures.unknown, figures.offered],
  [...numbers(figures.speeds), figures.speedUnknown],
  [...numbers(figures.levels), figures.levelUnknown],
];

describe('coverage statistics', () => {
  // West: b1 ftth activated 1000, dsl 50; b2 fttb connected; b5 ftth prepared (city); b5a hfc 1000; b15 dsl 16; b50 ftth connected; w5 dsl 25; w6 unknown.
  test.each([
    // addresses, unknown, offered | >= 10, 16, 30, 50, 100, 200, 400, 1000, and of unknown speed | passed, prepared, connected, activated, unknown
    ['district: "west"', '', [8, 1, 7], [7, 7, 5, 5, 5, 5, 5, 5, 0], [4, 4, 3, 1, 3]],
    ['district: "west"', 'technology: FIBRE', [8, 1, 4], [4, 4, 4, 4, 4, 4, 4, 4, 0], [4, 4, 3, 1, 0]],
    ['district: "west"', 'technology: HFC', [8, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 0], [0, 0, 0, 0, 1]],
    ['district: "west"', 'technology: DSL_FTTC', [8, 1, 3], [3, 3, 1, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 3]],
    ['district: "west"', 'technology: WIRELESS', [8, 1, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
    ['district: "west"', 'provider: "kabel"', [8, 1, 4], [4, 4, 2, 2, 1, 1, 1, 1, 0], [0, 0, 0, 0, 4]],
    ['district: "west"', 'provider: "mobil-a"', [8, 1, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
    ['district: "west"', 'use: COMMERCIAL', [2, 0, 2], [2, 2, 2, 2, 2, 2, 2, 2, 0], [1, 1, 0, 0, 1]],
    ['street: "05570004000000002"', '', [2, 1, 1], [1, 1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1]],
    // East: k1 dsl 50, k3 satellite of unknown speed, d1 by use; what only a resident says of o5 is unknown, what comes to o6 in 2999 too.
    ['district: "east"', '', [11, 8, 3], [2, 2, 2, 2, 1, 1, 1, 1, 1], [1, 1, 1, 0, 2]],
    ['district: "east"', 'use: RESIDENTIAL', [9, 7, 2], [2, 2, 1, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 2]],
    ['district: "east"', 'use: COMMERCIAL, technology: FIBRE', [2, 0, 1], [1, 1, 1, 1, 1, 1, 1, 1, 0], [1, 1, 1, 0, 0]],
    ['municipality: "05570004"', '', [19, 9, 10], [9, 9, 7, 7, 6, 6, 6, 6, 1], [5, 5, 4, 1, 5]],
  ])('of { %s } %s are counted', async (area, filter, counts, speeds, levels) => {
    const { figures } = await ask(`area: { ${area} } ${filter}`);
    expect(inShort(figures)).toEqual([counts, speeds, levels]);
  });

  test('tell each technology apart, and count an address with two of a group once in the group', async () => {
    const offered = async (technology: string, area = 'municipality: "05570004"') =>
      inShort((await ask(`area: { ${area} } technology: ${technology}`)).figures)[0]![2];
    const technologies = ['FTTH', 'FTTB', 'FIBRE', 'HFC', 'FTTC', 'DSL', 'DSL_FTTC', 'WIRELESS', 'SATELLITE', 'OTHER'];
    expect(await Promise.all(technologies.map((technology) => offered(technology)))).toEqual([
      4, 1, 5, 1, 0, 5, 5, 0, 1, 0,
    ]);
    await database.query(
      `INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, max_down_mbit, valid_from, run_id)
       VALUES ('b15', 'glas', 'fttc', 100, '2024-01-01', 1), ('w6', 'glas', 'other', NULL, '2024-01-01', 1)`,
    );
    await database.query(`SELECT coverage.refresh(ARRAY['05570004000000001', '05570004000000002'])`);
    const west = async (technology: string) => offered(technology, 'district: "west"');
    expect(await Promise.all(['FTTC', 'DSL', 'DSL_FTTC', 'OTHER', 'SATELLITE'].map(west))).toEqual([1, 3, 3, 1, 0]);
    const street = async (technology: string) => offered(technology, 'street: "05570004000000001"');
    expect(await Promise.all(['FTTC', 'DSL', 'DSL_FTTC', 'OTHER', 'SATELLITE'].map(street))).toEqual([1, 2, 2, 0, 0]);
    await database.query(`DELETE FROM coverage.fixed_availability WHERE technology IN ('fttc', 'other')`);
    await database.query('SELECT coverage.refresh()');
  });

  test('have an empty series of a technology that was never there, and what is unknown all the same', async () => {
    const { figures, series } = await ask(
      'area: { district: "east" } technology: FTTC',
      `figures { ${ALL} } series { validFrom }`,
    );
    expect([inShort(figures)[0], series]).toEqual([[11, 8, 0], []]);
  });

  test('of an earlier moment are those of what was believed then', async () => {
    const levels = async (more: string) => {
      const { figures, series } = await ask(
        `area: { street: "05570004000000001" }, technology: FTTH, provider: "glas", ${more}`,
        `figures { levels { addresses } } series { validFrom levels { addresses } }`,
      );
      return [numbers(figures.levels), series.map((entry: { validFrom: string }) => entry.validFrom)];
    };
    // That b50 is connected since February, which was learnt in March, is not in what was believed in February.
    await database.query(
      `UPDATE coverage.fixed_availability SET recorded_at = '2024-01-01' WHERE recorded_at >= '2024-04-01'`,
    );
    expect(await levels('asOf: "2024-02-15"')).toEqual([
      [3, 3, 2, 1],
      ['2023-01-01', '2024-01-01', '2024-02-01'],
    ]);
    expect(await levels('asOf: "2024-02-15", knownAt: "2024-02-20T12:00:00Z"')).toEqual([
      [3, 2, 1, 1],
      ['2023-01-01', '2024-01-01'],
    ]);
    expect(await ask('area: { municipality: "05570999" }, knownAt: "2024-02-20T12:00:00Z"')).toBeNull();
  });

  test('of a municipality follow from the keys of the streets where its districts name no key', async () => {
    // "north" has none; its only address lies in a street of 05570 0004 000.
    const { figures } = await ask('area: { municipality: "05570000" }');
    // And "far", which lies in no district.
    expect(inShort(figures)[0]).toEqual([2, 1, 1]);
    await database.query(`SELECT coverage.refresh(ARRAY['05570004000000004'])`);
    expect((await ask('area: { municipality: "05570000" }')).figures).toEqual(figures);
    expect((await ask(`area: { municipality: "05570000" }, knownAt: "${NOW}"`)).figures).toEqual(figures);
  });

  test('name their speeds and levels, with shares of all addresses', async () => {
    const { figures } = await ask('area: { district: "west" }');
    expect(figures.offeredShare).toBe(87.5);
    expect(figures.speeds[2]).toEqual({ minDownMbit: 30, addresses: 5, share: 62.5 });
    expect(figures.levels[2]).toEqual({ level: 'CONNECTED', addresses: 3, share: 37.5 });
  });

  test('have no shares where nothing is known, and are null where there is no address', async () => {
    const { figures } = await ask('area: { district: "north" }');
    expect(inShort(figures)[0]).toEqual([1, 1, 0]);
    expect(figures.offeredShare).toBeNull();
    expect(await ask('area: { district: "woods" }')).toBeNull();
    expect(await ask('area: { street: "nowhere" }')).toBeNull();
  });

  test('of another day are those of what held then, as it is known now', async () => {
    const on = async (day: string) =>
      inShort((await ask(`area: { street: "05570004000000001" }, asOf: "${day}"`)).figures)[0];
    expect(await on('2022-12-31')).toEqual([6, 6, 0]);
    expect(await on('2023-01-01')).toEqual([6, 4, 2]);
    expect(await on('2024-01-01')).toEqual([6, 0, 6]);
  });

  test('come with a series of the days on which they changed', async () => {
    const series = async (args: string) =>
      (await ask(args, `series { validFrom offered levels { addresses } }`)).series.map(
        ({ validFrom, offered, levels }: { validFrom: string; offered: number; levels: { addresses: number }[] }) =>
          [validFrom, offered, ...numbers(levels)].join(' '),
      );
    expect(await series('area: { district: "west" }, technology: FIBRE')).toEqual([
      '2023-01-01 1 1 0 0 0',
      '2024-01-01 4 4 3 2 1',
      '2024-02-01 4 4 4 3 1',
    ]);
    expect(await series('area: { district: "west" }, technology: FIBRE, asOf: "2024-01-31"')).toHaveLength(2);
    expect(await series('area: { district: "west" }, technology: HFC')).toEqual([
      '2023-01-01 1 0 0 0 0',
      '2024-01-01 2 0 0 0 0',
      '2024-02-01 1 0 0 0 0',
    ]);
    // Nothing of it changes in the east on 1 February but the speed of k1.
    expect(await series('area: { district: "east" }, technology: HFC')).toEqual(['2024-01-01 0 0 0 0 0']);
  });

  test('of a drawn area are what the tables say of the same area, for each use, technology, provider and day', async () => {
    const boxes = { west: [7.87, 51.75, 7.8899, 51.77], east: [7.8901, 51.75, 7.91, 51.77] };
    let compared = 0;
    for (const [district, [w, s, e, n]] of Object.entries(boxes)) {
      const polygon = `{ type: "Polygon", coordinates: [[[${w}, ${s}], [${e}, ${s}], [${e}, ${n}], [${w}, ${n}], [${w}, ${s}]]] }`;
      for (const use of ['ALL', 'RESIDENTIAL', 'COMMERCIAL']) {
        for (const filter of [
          '',
          'technology: FIBRE',
          'technology: DSL_FTTC',
          'provider: "kabel"',
          'provider: "glas", technology: FIBRE',
          'technology: FTTB',
          'provider: "kabel", technology: SATELLITE',
        ]) {
          for (const day of ['2024-01-31', '2999-01-01']) {
            const args = `use: ${use}, asOf: "${day}" ${filter}`;
            const fields = `figures { ${ALL} } series { validFrom ${ALL} }`;
            const { drawn, named, asKnownNow } = await graph.ask(`{
              drawn: coverageStatistics(area: { polygon: ${polygon} }, ${args}) { ${fields} }
              named: coverageStatistics(area: { district: "${district}" }, ${args}) { ${fields} }
              asKnownNow: coverageStatistics(area: { district: "${district}" }, ${args}, knownAt: "${NOW}") { ${fields} } }`);
            expect([args, drawn, asKnownNow]).toEqual([args, named, named]);
            compared++;
          }
        }
      }
    }
    expect(compared).toBe(84);
  });

  test('a drawn area may come as a variable and be of several parts', async () => {
    const box = (x: number, y: number) => [
      [
        [x, y],
        [x + 0.0002, y],
        [x + 0.0002, y + 0.0002],
        [x, y + 0.0002],
        [x, y],
      ],
    ];
    const { coverageStatistics } = await graph.ask(
      `query ($area: CoverageArea!) { coverageStatistics(area: $area) { figures { addresses } } }`,
      { area: { polygon: { type: 'MultiPolygon', coordinates: [box(7.8809, 51.7599), box(7.8719, 51.7519)] } } },
    );
    expect(coverageStatistics.figures.addresses).toBe(2);
  });

  const square = (size: number) =>
    `{ type: "Polygon", coordinates: [[[7, 51], [${7 + size}, 51], [${7 + size}, ${51 + size}], [7, ${51 + size}], [7, 51]]] }`;
  test.each([
    ['area: {}', /exactly one of municipality, district, street and polygon/],
    ['area: { district: "west", street: "1" }', /exactly one/],
    [`area: { district: "west", polygon: ${square(0.1)} }`, /exactly one/],
    ['area: { district: "west" }, provider: "nobody"', /no provider with the id "nobody".*providers/],
    ['area: { district: "west" }, asOf: "2021-02-30"', /no day 2021-02-30/],
    ['area: { polygon: "west" }', /Polygon or MultiPolygon/],
    ['area: { polygon: { type: "Point", coordinates: [7, 51] } }', /Polygon or MultiPolygon/],
    ['area: { polygon: { type: "MultiPolygon", coordinates: [] } }', /no ring/],
    ['area: { polygon: { type: "Polygon", coordinates: [] } }', /each ring is a list/],
    ['area: { polygon: { type: "Polygon", coordinates: [[[7, 51], [8, 51], [7, 51]]] } }', /four positions/],
    [
      'area: { polygon: { type: "Polygon", coordinates: [[[7, 51], [8, 51], [8, 52], [7, 52]]] } }',
      /ends where it begins/,
    ],
    [
      'area: { polygon: { type: "Polygon", coordinates: [[[51, 7], [51, "8"], [52, 8], [51, 7]]] } }',
      /longitude, latitude.*\[51,"8"\]/,
    ],
    [
      'area: { polygon: { type: "Polygon", coordinates: [[[7, 51], [7.1, 51.1], [7.1, 51], [7, 51.1], [7, 51]]] } }',
      /Self-intersection.*without crossing lines/,
    ],
    ['area: { district: "west" }, knownAt: "+123456-01-01T00:00:00Z"', /is not a time/],
    [
      'area: { polygon: { type: "Polygon", coordinates: [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]] } }',
      /reaches over 360 degrees of longitude; at most 2 are counted\. Draw a smaller one/,
    ],
    [
      'area: { polygon: { type: "Polygon", coordinates: [[[7, -89], [7.1, -89], [7.1, 89], [7, 89], [7, -89]]] } }',
      /reaches over 178 degrees of latitude/,
    ],
    [
      'area: { polygon: { type: "Polygon", coordinates: [[[51.75, 7.87], [51.77, 7.87], [51.77, 7.89], [51.75, 7.87]]] } }',
      /axes are swapped.*\[longitude, latitude\]/,
    ],
    [`area: { polygon: ${square(1)} }`, /covers \d+ km²; at most 250 km²/],
    [
      `area: { polygon: { type: "Polygon", coordinates: [[${Array.from({ length: 1001 }, (_, i) => `[7, ${i / 1e5}]`).join()}, [7, 0]]] } }`,
      /more than 1000 positions/,
    ],
  ])('are refused with a reason: %#', async (args, message) => {
    const [error] = await graph.refuse(`{ coverageStatistics(${args}) { figures { addresses } } }`);
    expect(error!.message).toMatch(message);
    expect(error!.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('a drawn area that nests deeper than an area does is refused, however deep, and more than two numbers of a position are passed over', async () => {
    const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
    const ask = (coordinates: unknown) =>
      graph.ask(`query ($area: CoverageArea!) { coverageStatistics(area: $area) { figures { addresses } } }`, {
        area: { polygon: { type: 'Polygon', coordinates } },
      });
    for (const depth of [5, 100_000]) {
      await expect(ask(nested(depth))).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      const ring = [
        [nested(depth), 51],
        [7, 51],
        [8, 51],
        [7, 51],
      ];
      await expect(ask([ring])).rejects.toThrow(
        'each position is [longitude, latitude] in degrees, but one is […,51].',
      );
    }
    const [west, east, south, north] = [7.87, 7.89, 51.75, 51.77];
    const ring = [
      [west, south, nested(100_000)],
      [east, south, 12.5],
      [east, north],
      [west, north],
      [west, south],
    ];
    expect((await ask([ring])).coverageStatistics.figures.addresses).toBe(8);
  });

  test('are kept by each refresh, and the same afterwards where nothing changed', async () => {
    const read = () => database.query('SELECT * FROM open.coverage_statistics_history ORDER BY id');
    const before = await read();
    expect(new Set(before.map((row) => row['id'])).size).toBe(before.length);
    await database.query('SELECT coverage.refresh(), coverage.refresh()');
    expect(await read()).toEqual(before);
    const touched = await database.query(
      `SELECT dataset FROM datasets.state WHERE dataset LIKE 'coverage-%' OR dataset = 'availability-contradictions' ORDER BY 1`,
    );
    expect(touched.map(({ dataset }) => dataset)).toEqual([
      'availability-contradictions',
      'coverage-statistics',
      'coverage-statistics-history',
    ]);
  });

  test('are those of the districts', async () => {
    const [west] = await database.query(`SELECT * FROM open.district_statistics WHERE id = 'west/all'`);
    expect(west).toMatchObject({
      addresses: 8,
      unknown: 1,
      fibre_passed: 4,
      fibre_connected: 3,
      gigabit: 5,
      under_30_mbit: 2,
    });
  });
});

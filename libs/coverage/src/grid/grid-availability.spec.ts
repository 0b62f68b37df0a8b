import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { resolvers } from '../index.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  // Two cells: that of b1, and one far to the east. What is said of b1's cell was corrected in March 2024.
  await database.query(`
    INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord');
    INSERT INTO coverage.grid_cell (id)
    SELECT coverage.cell_at(ST_Point(x, 51.76, 4326)) FROM (VALUES (7.881), (7.95)) corner (x);
    INSERT INTO coverage.grid_availability (cell_id, provider_id, technology, use, min_down_mbit, share, connection_level, evidence, valid_from,
      valid_to, recorded_at, superseded_at, run_id)
    SELECT coverage.cell_at(ST_Point(x, 51.76, 4326)), provider, technology, use, speed, share, level, evidence, day::date, until::date,
           known::timestamptz, gone::timestamptz, 1
    FROM (VALUES
      (7.881, NULL, 'all', 'residential', 1000, 40, NULL, 'official_grid', '2022-06-30', '2023-06-30', '2022-07-01', NULL),
      (7.881, NULL, 'all', 'residential', 1000, 55.5, NULL, 'official_grid', '2023-06-30', NULL, '2023-07-01', '2024-03-01'),
      (7.881, NULL, 'all', 'residential', 1000, 60, NULL, 'official_grid', '2023-06-30', NULL, '2024-03-01', NULL),
      (7.881, NULL, 'fttb_ftth', 'residential', 1000, 20, NULL, 'official_grid', '2023-06-30', NULL, '2023-07-01', NULL),
      (7.881, NULL, 'all', 'residential', 50, 100, NULL, 'official_grid', '2023-06-30', NULL, '2023-07-01', NULL),
      (7.95, 'glas', 'ftth', 'any', 0, NULL, 'passed', 'operator', '2023-06-30', NULL, '2023-07-01', NULL)
    ) said (x, provider, technology, use, speed, share, level, evidence, day, until, known, gone)
    ORDER BY known, speed DESC, technology`);
  graph = await openGraph(database, [...places, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const ask = async (args = '', fields = 'technology minDownMbit share') =>
  (await graph.ask(`{ gridAvailability${args && `(${args})`} { totalCount nodes { ${fields} } } }`)).gridAvailability;
const sharesOf = async (args: string) => {
  const { nodes, totalCount } = await ask(args);
  expect(totalCount).toBe(nodes.length);
  return nodes.map((node: { share: number | null }) => node.share);
};
const BOX = 'within: { west: 7.87, south: 51.75, east: 7.89, north: 51.77 }';

describe('statements about cells of the grid', () => {
  test('come with their cell, its square, provider and source, in one query for each kind', async () => {
    const query = jest.spyOn(database, 'query');
    const { nodes } = (
      await graph.ask(`{ gridAvailability { nodes { id cellId technology use minDownMbit share maxUpMbit connectionLevel evidence validFrom
        validTo recordedAt provider { name } geometry source { source } } } }`)
    ).gridAvailability;
    expect(query.mock.calls.length).toBe(4);
    query.mockRestore();
    expect(nodes).toHaveLength(4);
    expect(nodes.find(({ minDownMbit }: { minDownMbit: number }) => minDownMbit === 50)).toEqual({
      id: expect.any(String),
      cellId: '100mN31854E41747',
      technology: 'ALL',
      use: 'RESIDENTIAL',
      minDownMbit: 50,
      share: 100,
      maxUpMbit: null,
      connectionLevel: null,
      evidence: 'OFFICIAL_GRID',
      validFrom: '2023-06-30',
      validTo: null,
      recordedAt: expect.anything(),
      provider: null,
      geometry: expect.objectContaining({ type: 'Polygon' }),
      source: { source: 'Testamt' },
    });
    expect(nodes.find(({ use }: { use: string }) => use === 'ANY')).toMatchObject({
      technology: 'FTTH',
      connectionLevel: 'PASSED',
      share: null,
      provider: { name: 'Glasfaser Nord' },
    });
  });

  test.each([
    [BOX, 3],
    ['within: { west: 7.94, south: 51.75, east: 7.96, north: 51.77 }', 1],
    ['technology: [FTTB_FTTH, FTTH]', 2],
    ['provider: "glas"', 1],
    ['provider: "nobody"', 0],
    ['minDownMbit: 1000', 2],
    ['minDownMbit: 30', 0],
    [`cell: "100mN00000E00000"`, 0],
    [`${BOX}, technology: ALL, minDownMbit: 1000`, 1],
  ])('are filtered by %s', async (args, count) => expect(await sharesOf(args)).toHaveLength(count));

  test('are those of the day and the knowledge asked for', async () => {
    const figure = `${BOX}, technology: ALL, minDownMbit: 1000`;
    expect(await sharesOf(figure)).toEqual([60]);
    expect(await sharesOf(`${figure}, asOf: "2023-06-29"`)).toEqual([40]);
    expect(await sharesOf(`${figure}, asOf: "2022-06-29"`)).toEqual([]);
    expect(await sharesOf(`${figure}, asOf: "2024-01-01"`)).toEqual([60]);
    expect(await sharesOf(`${figure}, asOf: "2024-01-01", knownAt: "2024-01-01T00:00:00Z"`)).toEqual([55.5]);
    expect(await sharesOf(`${figure}, knownAt: "2022-01-01T00:00:00Z"`)).toEqual([]);
  });

  test('stand beside what is said of each address in the cell, and make no statement about it', async () => {
    const cellOf = (args = '') => `coverage${args} { fibreStatus maxDownMbit
      cellFigures { cellId technology use minDownMbit share evidence provider { name } source { source } } }`;
    const query = jest.spyOn(database, 'query');
    const { b1, b2, k1, before, believed } = await graph.ask(`{
      b1: address(id: "b1") { ${cellOf()} } b2: address(id: "b2") { ${cellOf()} } k1: address(id: "k1") { ${cellOf()} }
      before: address(id: "b1") { ${cellOf('(asOf: "2023-06-29")')} }
      believed: address(id: "b1") { ${cellOf('(asOf: "2024-01-01", knownAt: "2024-01-01T00:00:00Z")')} } }`);
    expect(query.mock.calls.filter(([sql]) => sql.includes('cell_at')).length).toBe(3);
    query.mockRestore();
    const figures = b1.coverage.cellFigures;
    expect(figures[0]).toEqual({
      cellId: '100mN31854E41747',
      technology: 'ALL',
      use: 'RESIDENTIAL',
      minDownMbit: 50,
      share: 100,
      evidence: 'OFFICIAL_GRID',
      provider: null,
      source: { source: 'Testamt' },
    });
    const shares = (address: typeof b1) =>
      address.coverage.cellFigures.map((f: { technology: string; share: number }) => `${f.technology} ${f.share}`);
    expect(shares(b1)).toEqual(['ALL 100', 'ALL 60', 'FTTB_FTTH 20']);
    expect(b1.coverage).toMatchObject({ fibreStatus: null, maxDownMbit: null });
    expect(b2.coverage.cellFigures).toEqual(figures);
    expect(shares(before)).toEqual(['ALL 40']);
    expect(shares(believed)).toEqual(['ALL 100', 'ALL 55.5', 'FTTB_FTTH 20']);
    expect(k1.coverage.cellFigures).toEqual([]);
  });

  test('are read page by page, each once', async () => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { gridAvailability: page } = await graph.ask(
        `query ($after: String) { gridAvailability(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      found.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(found).size).toBe(4);
    expect(found).toHaveLength(4);
    const alien = Buffer.from('k:b5').toString('base64url');
    const [error] = await graph.refuse(`{ gridAvailability(after: "${alien}") { nodes { id } } }`);
    expect(error!.message).toMatch(/not a cursor of this list/);
  });
});

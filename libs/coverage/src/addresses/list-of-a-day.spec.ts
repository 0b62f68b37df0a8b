import { jest } from '@jest/globals';
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

const idsOf = async (args: string) => {
  const { addresses } = await graph.ask(`{ addresses(${args}) { totalCount nodes { id } } }`);
  const ids = addresses.nodes.map(({ id }: { id: string }) => id);
  expect(addresses.totalCount).toBe(ids.length);
  return ids as string[];
};

describe('the list of addresses of another day', () => {
  test.each([
    ['2022-12-31', 'fibreKnown: true', []],
    ['2023-01-01', 'fibreStatus: [PASSED]', ['b50']],
    ['2024-01-31', 'fibreStatus: [CONNECTED], street: "05570004000000001"', ['b2']],
    ['2024-02-01', 'fibreStatus: [CONNECTED], street: "05570004000000001"', ['b2', 'b50']],
    // An offer that ended on the first of February.
    ['2024-01-31', 'bestTechnology: [HFC], district: "west"', ['b15', 'b5a']],
    ['2024-02-01', 'bestTechnology: [HFC], district: "west"', ['b5a']],
    ['2024-01-31', 'technology: [HFC]', ['b15', 'b5a']],
    ['2024-02-01', 'technology: [HFC]', ['b5a']],
    ['2024-01-31', 'minDown: 400, providerName: "Kabel West"', ['b1', 'b15', 'b5a', 'd1']],
    ['2024-02-01', 'minDown: 400, providerName: "Kabel West"', ['b1', 'b5a', 'd1']],
    ['2024-01-31', 'providerName: "Kabel"', []],
    ['2024-02-01', 'maxDownBelow: 30', ['b15', 'w5']],
    [
      '2023-06-01',
      'within: { west: 7.8809, south: 51.759, east: 7.8821, north: 51.761 }, fibreKnown: true',
      ['b15', 'b50'],
    ],
    ['2023-06-01', 'within: { west: 0, south: 0, east: 1, north: 1 }, fibreKnown: true', []],
    // What is announced.
    ['2998-12-31', 'fibreStatus: [ACTIVATED]', ['b1']],
    ['2999-01-01', 'fibreStatus: [ACTIVATED]', ['b1', 'o6']],
  ])('of %s keeps to %s', async (day, conditions, expected) => {
    expect(await idsOf(`asOf: "${day}", ${conditions}`)).toEqual(expected);
  });

  test('has of each day and status just the addresses of which coverage says so', async () => {
    for (const day of ['2022-01-01', '2023-01-01', '2024-01-01', '2024-01-31', '2024-02-01', '2999-01-01']) {
      const said = await database.query<{ status: string; ids: string[] }>(
        `SELECT upper(fibre_status) AS status, array_agg(address_id ORDER BY address_id) AS ids
         FROM coverage.status_as_of($1::date) GROUP BY fibre_status`,
        [day],
      );
      for (const { status, ids } of said) {
        const found = await idsOf(`asOf: "${day}", fibreStatus: [${status}]`);
        expect([day, status, found.sort()]).toEqual([day, status, [...ids].sort()]);
      }
    }
  });

  test('is of today what it is without a day', async () => {
    const [row] = await database.query<{ today: string }>('SELECT current_date AS today');
    for (const conditions of ['fibreStatus: [NONE]', 'minDown: 1000', 'providerName: "Kabel West"', 'use: MIXED'])
      expect(await idsOf(`asOf: "${row!.today}", ${conditions}`)).toEqual(await idsOf(conditions));
  });

  test('comes by street in pages that meet', async () => {
    const read = async (first: number) => {
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const { addresses } = await graph.ask(
          `query ($first: Int!, $after: String) {
             addresses(asOf: "2024-01-31", fibreKnown: true, orderBy: STREET, first: $first, after: $after) {
               nodes { id } pageInfo { hasNextPage endCursor } } }`,
          { first, after },
        );
        ids.push(...addresses.nodes.map(({ id }: { id: string }) => id));
        after = addresses.pageInfo.hasNextPage ? addresses.pageInfo.endCursor : null;
      } while (after);
      return ids;
    };
    const whole = await read(100);
    expect(whole.length).toBeGreaterThan(8);
    expect(await read(3)).toEqual(whole);
  });

  test('has the coverage of that day, unless a field names another, and leaves that of today to others', async () => {
    const { then, today } = await graph.ask(`{
      then: addresses(asOf: "2024-01-31", street: "05570004000000001", fibreStatus: [PASSED]) {
        nodes { id coverage { fibreStatus fixed { connectionLevel } } later: coverage(asOf: "2024-02-01") { fibreStatus } } }
      today: addresses(street: "05570004000000001") { nodes { id coverage { fibreStatus } } } }`);
    expect(then.nodes.find(({ id }: { id: string }) => id === 'b50')).toEqual({
      id: 'b50',
      coverage: { fibreStatus: 'PASSED', fixed: [{ connectionLevel: 'PASSED' }] },
      later: { fibreStatus: 'CONNECTED' },
    });
    expect(today.nodes.find(({ id }: { id: string }) => id === 'b50').coverage).toEqual({ fibreStatus: 'CONNECTED' });
  });

  test('is one query of the database, and one more for what holds there, however many there are', async () => {
    const query = jest.spyOn(database, 'query');
    const count = async (source: string) => {
      query.mockClear();
      await graph.ask(source);
      return query.mock.calls.length;
    };
    expect(await count('{ addresses(asOf: "2024-01-31", minDown: 100) { nodes { id label } } }')).toBe(1);
    const page = (first: number) =>
      count(`{ addresses(first: ${first}, asOf: "2024-01-31", minDown: 100) { nodes { coverage { fibreStatus } } } }`);
    expect([await page(1), await page(20)]).toEqual([2, 2]);
    query.mockRestore();
  });
});

describe('the list of mobile areas of another day', () => {
  const areas = async (args: string) =>
    (await graph.ask(`{ mobileAreas(operator: "mobil-b"${args}) { totalCount nodes { technology } } }`)).mobileAreas;

  test.each([
    ['', ['G5_SA']],
    [', asOf: "2023-12-31"', ['G5']],
    [', asOf: "2024-01-01"', ['G5_SA']],
    [', asOf: "2022-12-31"', []],
    // Believed until June 2023.
    [', asOf: "2023-03-01", knownAt: "2023-03-01T00:00:00Z"', ['G5', 'G2']],
  ])('has what held, and what was believed%s', async (args, expected) => {
    const { totalCount, nodes } = await areas(args);
    expect(nodes.map(({ technology }: { technology: string }) => technology).sort()).toEqual([...expected].sort());
    expect(totalCount).toBe(expected.length);
  });
});

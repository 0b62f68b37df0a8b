import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry } from '@stadtlage/datasets';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { datasets, resolvers } from './index.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, 'testing-coverage.sql'));
  graph = await openGraph(database, [...places, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const coverageOf = async (id: string, fields: string) =>
  (await graph.ask(`{ address(id: "${id}") { coverage { ${fields} } } }`)).address.coverage;
const idsOf = async (filter: string) => {
  const { addresses } = await graph.ask(`{ addresses(${filter}) { totalCount nodes { id } } }`);
  const ids = addresses.nodes.map(({ id }: { id: string }) => id);
  expect(addresses.totalCount).toBe(ids.length);
  return ids;
};

describe('the coverage of an address', () => {
  test('names every offer with its provider, the fastest first, and the mobile networks by operator', async () => {
    const coverage = await coverageOf(
      'b1',
      `fibreStatus bestTechnology maxDownMbit
       fixed { provider { id name website } technology connectionLevel maxDownMbit maxUpMbit validFrom source { source dataDate } }
       mobile { operator { name } technology validFrom source { source } }`,
    );
    const source = { source: 'Testamt', dataDate: '2024-01-31' };
    expect(coverage).toEqual({
      fibreStatus: 'ACTIVATED',
      bestTechnology: 'FTTH',
      maxDownMbit: 1000,
      fixed: [
        {
          provider: { id: 'glas', name: 'Glasfaser Nord', website: 'https://glas.example/' },
          technology: 'FTTH',
          connectionLevel: 'ACTIVATED',
          maxDownMbit: 1000,
          maxUpMbit: 500,
          validFrom: '2024-01-01',
          source,
        },
        {
          provider: { id: 'kabel', name: 'Kabel West', website: null },
          technology: 'DSL',
          connectionLevel: null,
          maxDownMbit: 50,
          maxUpMbit: 10,
          validFrom: '2024-01-01',
          source,
        },
      ],
      mobile: [
        { operator: { name: 'Mobil A' }, technology: 'G5', validFrom: '2024-01-01', source: { source: 'Testamt' } },
        { operator: { name: 'Mobil A' }, technology: 'G4', validFrom: '2024-01-01', source: { source: 'Testamt' } },
        { operator: { name: 'Mobil B' }, technology: 'G5_SA', validFrom: '2024-01-01', source: { source: 'Testamt' } },
      ],
    });
  });

  test.each([
    ['gigabit without fibre', 'b5a', 'NONE', 'HFC', 1000],
    ['fibre whose level the source leaves open as of unknown level', 'far', 'LEVEL_UNKNOWN', 'FTTH', 400],
    ['a promise beside an old line', 'w5', 'PLANNED', 'DSL', 25],
    ['a promise where nothing is known', 'w6', 'PLANNED', null, null],
    ['construction before a later plan', 'k2', 'UNDER_CONSTRUCTION', null, null],
    ['a speed that the source does not give', 'k3', 'NONE', 'SATELLITE', null],
    ['nothing known as null, never as none', 'b50', null, null, null],
    ['a rejected project as no promise', 'o5', null, null, null],
  ])('shows %s', async (_, id, fibreStatus, bestTechnology, maxDownMbit) => {
    expect(await coverageOf(id, 'fibreStatus bestTechnology maxDownMbit')).toEqual({
      fibreStatus,
      bestTechnology,
      maxDownMbit,
    });
  });

  test('has empty lists where nothing is known', async () => {
    expect(await coverageOf('n1', 'fixed { technology } mobile { technology }')).toEqual({ fixed: [], mobile: [] });
  });
});

describe('the list of addresses', () => {
  test.each([
    ['district: "west"', ['b1', 'b15', 'b2', 'b5', 'b50', 'b5a', 'w5', 'w6']],
    ['within: { west: 7.8999, south: 51.759, east: 7.9005, north: 51.761 }', ['k1', 'k2', 'k3']],
    ['use: MIXED', ['b5a', 'd1']],
    ['fibreStatus: [CONNECTED, ACTIVATED]', ['b1', 'b2']],
    ['fibreStatus: NONE', ['b15', 'b5a', 'k3']],
    ['technology: [HFC, SATELLITE]', ['b5a', 'k3']],
    ['maxDownBelow: 30', ['b15', 'w5']],
    ['district: "west", technology: [DSL], maxDownBelow: 20', ['b15']],
    ['district: "nowhere"', []],
    ['minDown: 1000', ['b1', 'b2', 'b5', 'b5a']],
    ['bestTechnology: [HFC, FTTB]', ['b2', 'b5a']],
    ['uses: [MIXED]', ['b5a', 'd1']],
    ['providerName: "Kabel West", minDown: 1000', ['b1', 'b5a']],
    ['district: "west", fibreKnown: false', ['b50']],
    ['within: { west: 7.8999, south: 51.759, east: 7.9005, north: 51.761 }, fibreKnown: true, minDown: 100', ['k1']],
  ])('keeps to %s', async (filter, expected) => {
    expect(await idsOf(filter)).toEqual(expected);
  });

  test('comes in pages that meet without gap or overlap', async () => {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const { addresses } = await graph.ask(
        `query ($after: String) { addresses(first: 8, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      ids.push(...addresses.nodes.map(({ id }: { id: string }) => id));
      after = addresses.pageInfo.hasNextPage ? addresses.pageInfo.endCursor : null;
    } while (after);
    expect(ids).toHaveLength(21);
    expect(new Set(ids).size).toBe(21);
  });

  test('comes by street and house number, in pages that meet, too', async () => {
    const read = async (first: number) => {
      const found: { id: string; street: string; houseNumber: number }[] = [];
      let after: string | null = null;
      do {
        const { addresses } = await graph.ask(
          `query ($first: Int!, $after: String) { addresses(orderBy: STREET, first: $first, after: $after) {
             nodes { id street houseNumber } pageInfo { hasNextPage endCursor } } }`,
          { first, after },
        );
        found.push(...addresses.nodes);
        after = addresses.pageInfo.hasNextPage ? addresses.pageInfo.endCursor : null;
      } while (after);
      return found;
    };
    const all = await read(1000);
    expect(all).toHaveLength(21);
    const sorted = [...all].sort((a, b) => a.street.localeCompare(b.street, 'de') || a.houseNumber - b.houseNumber);
    expect(all.map(({ street, houseNumber }) => `${street} ${houseNumber}`)).toEqual(
      sorted.map(({ street, houseNumber }) => `${street} ${houseNumber}`),
    );
    expect(await read(4)).toEqual(all);
  });

  test('says so where a cursor belongs to another order', async () => {
    const { addresses } = await graph.ask('{ addresses(first: 1) { pageInfo { endCursor } } }');
    const wrong = graph.ask('query ($after: String) { addresses(orderBy: STREET, after: $after) { nodes { id } } }', {
      after: addresses.pageInfo.endCursor,
    });
    await expect(wrong).rejects.toThrow('use an endCursor that the same orderBy gave you');
  });
});

describe('the areas of mobile networks', () => {
  const areasOf = async (args: string) =>
    (await graph.ask(`{ mobileAreas${args} { totalCount nodes { technology operator { name } share } } }`)).mobileAreas;

  test('are those that reach into a box, with how much of it they cover', async () => {
    const within = '(within: { west: 7.88, south: 51.75, east: 7.9, north: 51.77 })';
    expect(await areasOf(within)).toEqual({
      totalCount: 3,
      nodes: [
        { technology: 'G4', operator: { name: 'Mobil A' }, share: 100 },
        { technology: 'G5', operator: { name: 'Mobil A' }, share: 50 },
        { technology: 'G5_SA', operator: { name: 'Mobil B' }, share: 0 },
      ],
    });
    const none = await areasOf('(within: { west: 1, south: 51, east: 2, north: 52 })');
    expect(none).toEqual({ totalCount: 0, nodes: [] });
  });

  test('are narrowed down to an operator and technologies', async () => {
    expect(await areasOf('(operator: "mobil-a", technology: [G5, G5_SA])')).toEqual({
      totalCount: 1,
      nodes: [{ technology: 'G5', operator: { name: 'Mobil A' }, share: null }],
    });
  });
});

describe('the statistics of a district', () => {
  const statisticsOf = async (district: string, use: string) =>
    Object.values(
      (
        await graph.ask(`{ district(id: "${district}") { statistics(use: ${use}) {
          addresses premises unknown fibrePassed fibreConnected gigabit under30Mbit fibrePassedShare fibreConnectedShare gigabitShare } } }`)
      ).district.statistics,
    );

  test.each([
    // addresses, premises, unknown, passed, connected, gigabit, under 30, and the three shares
    ['west', 'ALL', [8, 14, 2, 3, 2, 4, 2, 37.5, 25, 50]],
    ['west', 'RESIDENTIAL', [6, 10, 2, 2, 2, 3, 1, 33.3, 33.3, 50]],
    ['west', 'COMMERCIAL', [2, 7, 0, 1, 0, 2, 0, 50, 0, 100]],
    ['east', 'ALL', [11, 16, 9, 0, 0, 0, 0, 0, 0, 0]],
    ['north', 'ALL', [1, 1, 1, 0, 0, 0, 0, null, null, null]],
  ])('counts %s for %s', async (district, use, expected) => {
    expect(await statisticsOf(district, use)).toEqual(expected);
  });

  test('counts all uses unless told, and is null where there is no address', async () => {
    const { districts } = await graph.ask('{ districts { id statistics { use addresses } } }');
    expect(districts).toContainEqual({ id: 'west', statistics: { use: 'ALL', addresses: 8 } });
    expect(districts).toContainEqual({ id: 'woods', statistics: null });
  });

  test('leaves the shares of a street open where nothing is known of it', async () => {
    const shares = await database.query('SELECT id, fibre_share FROM open.street_coverage ORDER BY id');
    expect(shares.map((row) => row['fibre_share'])).toEqual([50, 0, 0, 16.7, null]);
  });
});

test('lists providers by name', async () => {
  const { providers } = await graph.ask('{ providers { id } }');
  expect(providers.map(({ id }: { id: string }) => id)).toEqual(['glas', 'kabel', 'mobil-a', 'mobil-b']);
});

test('gives the availability shares of a municipality, the newest first', async () => {
  const { availabilityShares, other } = await graph.ask(`{
    availabilityShares(municipality: "05570004") { technology minDownMbit share dataDate source { source } }
    other: availabilityShares(municipality: "1") { share } }`);
  const source = { source: 'Testamt' };
  expect(availabilityShares).toEqual([
    { technology: 'all', minDownMbit: 1000, share: 80, dataDate: '2022-06-30', source },
    { technology: 'all', minDownMbit: 1000, share: 73.71, dataDate: '2021-06-30', source },
    { technology: 'fttb_ftth', minDownMbit: 1000, share: 0.44, dataDate: '2021-06-30', source },
  ]);
  expect(other).toEqual([]);
});

test('the dataset definitions of coverage fit their views', async () => {
  await new Registry(datasets, { publisher: 'Teststadt' }).checkViews(database);
});

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

const FIELDS = `address { id } provider { id } technology use differs
  preferred { evidence connectionLevel maxDownMbit source { source } } other { evidence connectionLevel maxDownMbit source { source } }`;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as the graph gives it
const inShort = ({ address, technology, use, differs, preferred, other }: any) =>
  [
    address.id,
    technology,
    use,
    differs.join('+'),
    preferred.evidence,
    preferred.connectionLevel ?? preferred.maxDownMbit,
    other.evidence,
    other.connectionLevel ?? other.maxDownMbit,
  ].join(' ');

const WEST = [
  'b2 FTTB ANY CONNECTION_LEVEL OPERATOR CONNECTED OFFICIAL_GRID PASSED',
  'b5 FTTH ANY CONNECTION_LEVEL CITY PREPARED OPERATOR PASSED',
  'b5 FTTH ANY CONNECTION_LEVEL OPERATOR PASSED RESIDENT_REPORT CONNECTED',
  'b5 FTTH ANY CONNECTION_LEVEL CITY PREPARED RESIDENT_REPORT CONNECTED',
  'b5a HFC ANY SPEED OPERATOR 1000 OFFICIAL_GRID 400',
  'w5 DSL COMMERCIAL SPEED OPERATOR 25 OFFICIAL_GRID 100',
];

describe('contradictions between sources', () => {
  test('are those of different evidence or another source, in level or speed class, for the use that both speak of', async () => {
    const { west, all } = await graph.ask(`{
      west: availabilityContradictions(district: "west") { totalCount nodes { ${FIELDS} } }
      all: availabilityContradictions { totalCount nodes { ${FIELDS} } } }`);
    expect(west.nodes.map(inShort).sort()).toEqual([...WEST].sort());
    expect(west.totalCount).toBe(WEST.length);
    // Of two statements of one operator the newer is preferred.
    expect(all.nodes.map(inShort).sort()).toEqual([...WEST, 'k1 DSL ANY SPEED OPERATOR 50 OPERATOR 100'].sort());
    expect(all.nodes.find(({ address }: { address: { id: string } }) => address.id === 'k1')).toMatchObject({
      provider: { id: 'kabel' },
      preferred: { source: { source: 'Kabel West AG' } },
      other: { source: { source: 'Testamt' } },
    });
  });

  test('are listed as they were on another day, and as they were known then', async () => {
    const count = async (args: string) =>
      (await graph.ask(`{ availabilityContradictions(${args}) { totalCount nodes { id } } }`))
        .availabilityContradictions;
    const all = WEST.length + 1;
    const on = async (args: string) => {
      const { totalCount, nodes } = await count(args);
      expect(nodes).toHaveLength(totalCount);
      return totalCount;
    };
    expect(await on('asOf: "2024-02-01"')).toBe(all);
    // k1 got its second statement on 1 February.
    expect(await on('asOf: "2024-01-31"')).toBe(WEST.length);
    expect(await on('asOf: "2023-12-31"')).toBe(0);
    expect(await on('knownAt: "2020-01-01T00:00:00Z"')).toBe(0);
    expect(await on('district: "west", asOf: "2024-02-01"')).toBe(WEST.length);
  });

  test('are read page by page, each once', async () => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { availabilityContradictions: page } = await graph.ask(
        `query ($after: String) { availabilityContradictions(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      found.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(found).toHaveLength(WEST.length + 1);
    expect(new Set(found).size).toBe(found.length);
    const alien = Buffer.from('k:b5').toString('base64url');
    const [error] = await graph.refuse(`{ availabilityContradictions(after: "${alien}") { nodes { id } } }`);
    expect(error!.message).toMatch(/not a cursor of this list/);
  });

  test('stand at their address, on the day that was asked for', async () => {
    const { address } = await graph.ask(`{ address(id: "b5a") {
      coverage { maxDownMbit fixed { maxDownMbit evidence } contradictions { differs } }
      before: coverage(asOf: "2023-12-31") { contradictions { differs } } } }`);
    expect(address.coverage).toEqual({
      maxDownMbit: 1000,
      fixed: [
        { maxDownMbit: 1000, evidence: 'OPERATOR' },
        { maxDownMbit: 400, evidence: 'OFFICIAL_GRID' },
      ],
      contradictions: [{ differs: ['SPEED'] }],
    });
    expect(address.before.contradictions).toEqual([]);
  });

  test('are open data with both values, evidences and sources', async () => {
    const rows = await database.query(`SELECT * FROM open.availability_contradictions WHERE address_id = 'b2'`);
    expect(rows).toMatchObject([
      {
        address: 'Bahnhofstraße 2, 59227 Ahlen',
        district_id: 'west',
        provider: 'Glasfaser Nord',
        technology: 'fttb',
        use: 'any',
        differs: 'connection_level',
        connection_level: 'connected',
        max_down_mbit: 1000,
        evidence: 'operator',
        source: 'Testamt',
        other_connection_level: 'passed',
        other_max_down_mbit: 1200,
        other_definition: 'bnetza_20m',
        other_evidence: 'official_grid',
        other_source: 'Rasteramt',
      },
    ]);
  });

  test('do not move the figures, which follow the best evidence', async () => {
    const status = await database.query(
      `SELECT address_id, fibre_status, max_down_mbit FROM coverage.address_status WHERE address_id IN ('b2', 'b5', 'b5a', 'o5', 'w5') ORDER BY 1`,
    );
    expect(status).toEqual([
      { address_id: 'b2', fibre_status: 'connected', max_down_mbit: 1000 },
      { address_id: 'b5', fibre_status: 'prepared', max_down_mbit: 1000 },
      { address_id: 'b5a', fibre_status: 'none', max_down_mbit: 1000 },
      { address_id: 'w5', fibre_status: 'planned', max_down_mbit: 25 },
    ]);
  });
});

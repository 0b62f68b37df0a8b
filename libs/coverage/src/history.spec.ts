import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { resolvers } from './index.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, 'testing-coverage.sql'));
  await database.query(sqlFile(import.meta.url, 'testing-history.sql'));
  graph = await openGraph(database, [...places, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const coverageOf = async (id: string, args: string, fields: string) =>
  (await graph.ask(`{ address(id: "${id}") { coverage${args && `(${args})`} { ${fields} } } }`)).address.coverage;

describe('coverage in two times', () => {
  test.each([
    ['nothing is known before the first statement', 'asOf: "2022-12-31"', null, []],
    ['what held is told with what we know now', 'asOf: "2024-01-31"', 'PASSED', ['PASSED 2023-01-01 2024-02-01']],
    ['the day of a change has what is new', 'asOf: "2024-02-01"', 'CONNECTED', ['CONNECTED 2024-02-01 null']],
    [
      'what was believed then is told, though it was wrong',
      'asOf: "2024-02-15", knownAt: "2024-02-20T00:00:00Z"',
      'PASSED',
      ['PASSED 2023-01-01 null'],
    ],
    [
      'at the moment of learning the new holds',
      'asOf: "2024-02-15", knownAt: "2024-03-01T08:00:00Z"',
      'CONNECTED',
      ['CONNECTED 2024-02-01 null'],
    ],
    ['before it was recorded nothing was known', 'asOf: "2023-01-05", knownAt: "2023-01-05T00:00:00Z"', null, []],
    ['today is the default', '', 'CONNECTED', ['CONNECTED 2024-02-01 null']],
    ['an old belief about today', 'knownAt: "2023-12-31T00:00:00Z"', 'PASSED', ['PASSED 2023-01-01 null']],
  ])('of an address: %s', async (_, args, fibreStatus, expected) => {
    const coverage = await coverageOf('b50', args, 'fibreStatus fixed { connectionLevel validFrom validTo }');
    expect(coverage).toEqual({
      fibreStatus,
      fixed: expected.map((line) => {
        const [connectionLevel, validFrom, validTo] = line.split(' ');
        return { connectionLevel, validFrom, validTo: validTo === 'null' ? null : validTo };
      }),
    });
  });

  test('several days of one address are answered in one request', async () => {
    const { address } = await graph.ask(`{ address(id: "b50") {
      then: coverage(asOf: "2024-01-31") { fibreStatus fixed { connectionLevel } }
      now: coverage { fibreStatus fixed { connectionLevel } } } }`);
    expect(address.then).toEqual({ fibreStatus: 'PASSED', fixed: [{ connectionLevel: 'PASSED' }] });
    expect(address.now).toEqual({ fibreStatus: 'CONNECTED', fixed: [{ connectionLevel: 'CONNECTED' }] });
  });

  test('of a promise: it counts from the day on which the project said so', async () => {
    const status = async (args: string) => (await coverageOf('k2', args, 'fibreStatus')).fibreStatus;
    expect(await status('asOf: "2023-12-31"')).toBeNull();
    expect(await status('asOf: "2024-01-15"')).toBe('PLANNED');
    expect(await status('asOf: "2024-02-01"')).toBe('UNDER_CONSTRUCTION');
    expect(await status('knownAt: "2020-01-01T00:00:00Z"')).toBeNull();
  });

  test('today as of today is what the table of statuses holds', async () => {
    const difference = await database.query(
      `(SELECT * FROM coverage.status_as_of() EXCEPT TABLE coverage.address_status)
       UNION ALL (TABLE coverage.address_status EXCEPT SELECT * FROM coverage.status_as_of())`,
    );
    expect(difference).toEqual([]);
  });

  test('a statement has its use, its definition in both languages, its evidence and its speed classes', async () => {
    const { fixed } = await coverageOf(
      'b50',
      'asOf: "2023-06-01"',
      'fixed { use definition { id text { de en } url } evidence speedClasses recordedAt supersededAt source { source } }',
    );
    expect(fixed).toEqual([
      {
        use: 'ANY',
        definition: {
          id: 'bnetza_20m',
          text: { de: expect.stringContaining('20 Meter'), en: expect.stringContaining('20 metres') },
          url: 'https://gigabitgrundbuch.bund.de',
        },
        evidence: 'OPERATOR',
        speedClasses: [10, 16, 30, 50, 100, 200, 400, 1000],
        recordedAt: '2024-03-01T08:00:00.000Z',
        supersededAt: null,
        source: { source: 'Testamt' },
      },
    ]);
    expect((await coverageOf('k3', '', 'fixed { speedClasses }')).fixed).toEqual([
      { speedClasses: [10, 16, 30, 50] },
      { speedClasses: null },
    ]);
  });

  test('the history of an address has every statement ever made, the oldest first', async () => {
    const { history } = await coverageOf(
      'b50',
      'asOf: "2022-01-01"',
      'history { connectionLevel validFrom validTo recordedAt supersededAt }',
    );
    expect(history).toEqual([
      {
        connectionLevel: 'PASSED',
        validFrom: '2023-01-01',
        validTo: null,
        recordedAt: '2023-01-10T08:00:00.000Z',
        supersededAt: '2024-03-01T08:00:00.000Z',
      },
      {
        connectionLevel: 'PASSED',
        validFrom: '2023-01-01',
        validTo: '2024-02-01',
        recordedAt: '2024-03-01T08:00:00.000Z',
        supersededAt: null,
      },
      {
        connectionLevel: 'CONNECTED',
        validFrom: '2024-02-01',
        validTo: null,
        recordedAt: '2024-03-01T08:00:00.000Z',
        supersededAt: null,
      },
    ]);
  });

  test('of mobile networks: what ended or was taken back is gone, and roaming is told apart', async () => {
    const mobile = async (args: string) =>
      (await coverageOf('b1', args, 'mobile { operator { id } technology roaming evidence }')).mobile
        .filter(({ operator }: { operator: { id: string } }) => operator.id === 'mobil-b')
        .map((row: Record<string, unknown>) => [row['technology'], row['roaming'], row['evidence']]);
    expect(await mobile('')).toEqual([
      ['G5_SA', false, 'OPERATOR'],
      ['G4', true, 'MEASUREMENT'],
    ]);
    expect(await mobile('asOf: "2023-12-31"')).toEqual([['G5', false, 'OPERATOR']]);
    expect(await mobile('asOf: "2023-03-01", knownAt: "2023-05-01T00:00:00Z"')).toEqual([
      ['G5', false, 'OPERATOR'],
      ['G2', false, 'OPERATOR'],
    ]);
  });

  test('the filter by technology goes by what holds today and what more than a resident says', async () => {
    const ids = async (technology: string) =>
      (await graph.ask(`{ addresses(technology: ${technology}) { nodes { id } } }`)).addresses.nodes.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids('HFC')).toEqual(['b5a']);
    expect(await ids('DSL')).toEqual(['b1', 'b15', 'd1', 'k1', 'w5']);
    expect(await ids('FTTH')).toEqual(['b1', 'b5', 'b50', 'd1', 'far']);
  });

  test.each([
    ['asOf: "2021-02-31"', /no day 2021-02-31.*2024-06-30/],
    ['asOf: "0000-01-01"', /no day/],
    ['asOf: "gestern"', /YYYY-MM-DD/],
    ['knownAt: "vorhin"', /is not a time.*2024-06-30T12:00:00Z/],
  ])('a day or time that there is not is refused: %s', async (args, message) => {
    const [error] = await graph.refuse(`{ address(id: "b1") { coverage(${args}) { fibreStatus } } }`);
    expect(error!.message).toMatch(message);
    expect(error!.extensions['code']).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
  });
});

import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { startDemoService, type DemoService } from '../testing-service.js';
import { hostileCalls, type Call } from './testing-hostile.js';
import { listsOf, queryFor } from './testing-walk.js';

// Thousands of queries: the embedded database takes three times as long, and nothing in it is different.
const onPostgres = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;

const SCHEMAS = ['agenda', 'coverage', 'datasets', 'imports', 'places', 'rollout', 'sensors'];
/** Words of SQL and of PostgreSQL, names of its objects, files, and where in the code something happened. */
const INTERNALS = new RegExp(
  [
    /\b(SELECT|INSERT|UPDATE|DELETE|JOIN|WHERE|pg_\w+)\b|\b(syntax error|relation|constraint|violates|invalid input|out of range for type)\b/,
    new RegExp(`\\b(${SCHEMAS.join('|')})\\.(?!json)\\w+`),
    /node_modules|\/(work|home|usr|opt|app|tmp|src|dist)\/|\w\.(ts|js|mjs|sql)\b|\n\s+at |\bat \S+ \(|TypeError|RangeError/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

interface GraphQLAnswer {
  data?: unknown;
  errors?: { message: string; extensions: { code: string; reference?: string } }[];
}

const messagesOf = (errors: NonNullable<GraphQLAnswer['errors']>) =>
  errors.map(({ message, extensions }) => `${message}\n${JSON.stringify(extensions)}`).join('\n');

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];

onPostgres('an answer of the graph (needs TEST_DATABASE_URL: see CONTRIBUTING.md)', () => {
  let service: DemoService;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    service = await startDemoService(150);
    const { data } = await ask({ query: getIntrospectionQuery(), variables: {} });
    schema = buildClientSchema(data as IntrospectionQuery);
  }, 120_000);
  afterAll(() => service?.close());

  async function ask({ query, variables }: Omit<Call, 'name'>): Promise<GraphQLAnswer> {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${service.token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphQLAnswer;
  }

  test('blames nobody but the query for hostile values, whatever the field and the argument', async () => {
    const [ids] = await service.database.query<Record<string, string>>(
      `SELECT (SELECT min(id) FROM places.address) AS address, (SELECT min(id) FROM places.district) AS district,
              (SELECT min(id) FROM sensors.thing WHERE is_public) AS sensor, (SELECT min(id) FROM rollout.project) AS project,
              (SELECT min(phase_id) FROM rollout.any_phase) AS phase, (SELECT min(id) FROM rollout.network) AS network`,
    );
    const parents = (
      [
        ['Address', 'address', ids!['address']],
        ['District', 'district', ids!['district']],
        ['RolloutProject', 'rolloutProject', ids!['project']],
        ['RolloutPhase', 'rolloutPhase', ids!['phase']],
        ['FibreNetwork', 'fibreNetwork', ids!['network']],
        ['Datastream', 'sensor', ids!['sensor']],
      ] as const
    ).map(([type, field, id]) => ({
      type,
      within: (asked: string) =>
        `${field}(id: ${JSON.stringify(id)}) { ${type === 'Datastream' ? `datastreams { ${asked} }` : asked} }`,
    }));
    const good = {
      ...{ id: 'a', address: ids!['address'], text: 'Bahnhof', name: 'a', municipality: '05570004', by: '2030-01-01' },
      ...{ 'LocalDate from': '2026-01-01', 'LocalDate to': '2026-06-01', first: 5 },
      ...{
        'DateTime since': '2000-01-01T00:00:00Z',
        'DateTime from': '2026-11-01T00:00:00Z',
        'DateTime to': '2026-11-02T00:00:00Z',
      },
      ...{ west: 7.8, south: 51.7, east: 8, north: 51.8, longitude: 7.9, latitude: 51.7 },
      CoverageArea: { municipality: '05570004' },
      ...{ content: { field: 'fibre', title: { de: 'a', en: 'a' } }, expectedVersion: 0, reason: 'a' },
    };
    const calls = hostileCalls(schema, parents, good);
    expect(calls.length).toBeGreaterThan(1_000);
    const wrong: unknown[] = [];
    const codes = new Set<string>();
    const work = calls.values();
    const worker = async () => {
      for (const { name, query, variables } of work) {
        const { data, errors = [] } = await ask({ query, variables });
        for (const { extensions } of errors) codes.add(extensions.code);
        const isFault = errors.some(
          ({ extensions }) => !extensions.code || extensions.code === 'INTERNAL_SERVER_ERROR',
        );
        // What was sent may be named.
        const sent = textsIn(variables).filter((text) => text.length > 1);
        const told = sent.reduce((text, value) => text.replaceAll(value, ''), messagesOf(errors));
        if (isFault || INTERNALS.test(told) || (data === undefined && !errors.length))
          wrong.push({
            name,
            value: JSON.stringify(variables).slice(0, 200),
            errors: JSON.stringify(errors).slice(0, 600),
          });
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect(wrong).toEqual([]);
    expect([...codes]).toEqual(expect.arrayContaining(['BAD_USER_INPUT']));
  }, 300_000);

  test('tells only a reference where the database fails', async () => {
    const rename = (from: string, to: string) =>
      service.database.query(
        [...SCHEMAS, 'open'].map((name) => `ALTER SCHEMA ${from}${name} RENAME TO ${to}${name}`).join('; '),
      );
    // What kinds of records there are, the program knows by itself.
    const roots = listsOf(schema).filter(({ name, path }) => path.length === 1 && name !== 'Query.agendaKinds');
    const given = {
      ...{ text: '"Bahnhof"', municipality: '"05570004"', by: '"2030-01-01"', limit: '1' },
      'AgendaKind kind': 'GOAL',
      kinds: '[PUBLIC_WIFI, SCHOOL]',
      ...{ 'LocalDate from': '"2026-01-01"', 'LocalDate to': '"2026-06-01"' },
      ...{
        'DateTime since': '"2000-01-01T00:00:00Z"',
        'DateTime from': '"2026-11-01T00:00:00Z"',
        'DateTime to': '"2026-11-02T00:00:00Z"',
      },
    };
    await rename('', 'gone_');
    try {
      for (const place of roots) {
        const { errors = [] } = await ask({ query: queryFor(place, { first: 2, given, levels: 0 }), variables: {} });
        const [error] = errors;
        expect({ name: place.name, error: JSON.stringify(error) }).toEqual({
          name: place.name,
          error: expect.not.stringMatching(INTERNALS),
        });
        expect(error).toEqual({
          message: expect.stringMatching(
            /^This could not be answered because of a fault on our side \(reference [0-9a-f-]{36}\)\.$/,
          ),
          path: expect.anything(),
          extensions: { code: 'INTERNAL_SERVER_ERROR', reference: expect.any(String) },
        });
      }
    } finally {
      await rename('gone_', '');
    }
  }, 60_000);

  test.each([
    ['divides by zero', 'SELECT 1 / 0'],
    ['cannot read a value', "SELECT ('sensors.thing at /srv/x.sql')::integer"],
    ['finds a broken geometry', "SELECT 'POLYGON((1 1'::geometry"],
    [
      'ends with words of its own',
      "DO $do$ BEGIN RAISE 'row of places.address in /srv/x.sql' USING DETAIL = 'SELECT 1'; END $do$",
    ],
  ])('tells only a reference where a function of the database %s', async (_what, failing) => {
    const [original] = await service.database.query<{ sql: string }>(
      `SELECT pg_get_functiondef('agenda.sensors_reporting'::regproc) AS sql`,
    );
    await service.database.query(
      `CREATE OR REPLACE FUNCTION agenda.sensors_reporting(hours text, district text) RETURNS agenda.figure LANGUAGE plpgsql AS $body$
       BEGIN EXECUTE $sql$${failing}$sql$; RETURN NULL; END $body$`,
    );
    try {
      const { errors } = await ask({ query: '{ fieldsOfAction { indicators { figure { value } } } }', variables: {} });
      for (const error of errors!)
        expect(error).toEqual({
          message: expect.stringMatching(
            /^This could not be answered because of a fault on our side \(reference \S{36}\)\.$/,
          ),
          path: ['fieldsOfAction', expect.any(Number), 'indicators', expect.any(Number), 'figure'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', reference: expect.any(String) },
        });
    } finally {
      await service.database.query(original!.sql);
    }
  });

  test.each([
    ['no JSON', '{"query": '],
    ['no query', '{"query": 5}'],
    ['no GraphQL', JSON.stringify({ query: '{ addresses(' })],
    ['no field', JSON.stringify({ query: '{ nothing }' })],
    ['wrong variables', JSON.stringify({ query: '{ datasets { id } }', variables: 'x' })],
    ['nothing', ''],
  ])('tells what is wrong with a body that is %s, and nothing of how it was read', async (_what, body) => {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await response.text();
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(text).not.toMatch(INTERNALS);
  });
});

import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startDemoService, type DemoService } from './testing-service.js';
import { generatedQueries, INTROSPECTION, type IntrospectedType } from './testing-queries.js';

// Thousands of queries: the embedded database takes three times as long, and nothing in it is different.
const onPostgres = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;

const WEB = fileURLToPath(new URL('../../../web/src/', import.meta.url));

interface Asked {
  query: string;
  variables?: Record<string, unknown>;
}

/** The first answer to a query is that of graphql-js, later ones are those of the code compiled for it. */
onPostgres('the answer to a query that was compiled (needs TEST_DATABASE_URL: see CONTRIBUTING.md)', () => {
  let service: DemoService;
  let ids: Record<string, string>;

  beforeAll(async () => {
    service = await startDemoService(300);
    const [row] = await service.database.query<{ ids: Record<string, string> }>(
      `SELECT jsonb_build_object(
         'address', (SELECT min(id) FROM places.address), 'district', (SELECT min(id) FROM places.district),
         'sensor', (SELECT min(id) FROM sensors.thing), 'rolloutProject', (SELECT min(id) FROM rollout.project),
         'street', (SELECT min(key) FROM places.street), 'dataset', 'addresses') AS ids`,
    );
    ids = row!.ids;
  }, 120_000);
  afterAll(() => service?.close());

  async function ask(asked: Asked, authorization = `Bearer ${service.token}`): Promise<string> {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(asked),
    });
    const body = (await response.text())
      .replace(/,"extensions":\{"cost":\{[^}]*\}\}\}\n$/, '}')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'REFERENCE');
    return `${response.status} ${response.headers.get('content-type')}\n${body}`;
  }

  async function counted(): Promise<Record<string, number>> {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    const found = text.matchAll(/^stadtlage_graphql_(compiled|ordinary|again)_total (\d+)$/gm);
    return Object.fromEntries(Array.from(found, ([, name, count]) => [name, Number(count)]));
  }

  /** Asks until a compiled answer was tried, or it is plain that there will be none. */
  async function both(asked: Asked, authorization?: string, tries = 200) {
    const first = await ask(asked, authorization);
    const before = await counted();
    // Compiling pauses for as long as it has taken nine times, which on a busy machine is seconds.
    for (let i = 0; i < tries; i++) {
      const later = await ask(asked, authorization);
      const after = await counted();
      const how = ['compiled', 'again'].find((name) => after[name]! > before[name]!);
      if (how || i === tries - 1) return { first, later, how: how ?? 'ordinary' };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('never');
  }

  async function expectTheSame(asked: Asked, authorization?: string, tries?: number) {
    const { first, later, how } = await both(asked, authorization, tries);
    expect(later).toBe(first);
    return { answer: JSON.parse(first.slice(first.indexOf('\n'))) as { data?: unknown; errors?: unknown[] }, how };
  }

  test('is the same for every query of the web app', async () => {
    const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.graphql'));
    const parts = files.flatMap((file) =>
      readFileSync(`${WEB}${file}`, 'utf8').split(/^(?=query|fragment|subscription|mutation)/m),
    );
    const fragments = new Map(
      parts.flatMap((part) => (/^fragment (\w+)/.exec(part) ? [[RegExp.$1, part] as const] : [])),
    );
    const [street] = await service.database.query<{ key: string }>(
      'SELECT key FROM places.street ORDER BY key LIMIT 1',
    );
    const variables: Record<string, unknown> = {
      key: street!.key,
      text: 'Bahn',
      from: '2026-11-05T00:00:00Z',
      to: '2026-11-06T00:00:00Z',
      within: { west: 7, east: 9, south: 51, north: 52 },
      bucket: 'HOUR',
      property: 'temperature',
    };
    const queries = parts.filter((part) => part.startsWith('query'));
    expect(queries.length).toBeGreaterThanOrEqual(6);
    for (const query of queries) {
      const used = new Set<string>();
      const use = (text: string) => {
        for (const [, name] of text.matchAll(/\.\.\.(\w+)/g)) {
          if (name === 'on' || used.has(name!)) continue;
          used.add(name!);
          use(fragments.get(name!)!);
        }
      };
      use(query);
      const field = /\{\s*(\w+)/.exec(query)![1]!;
      const text = [query, ...Array.from(used, (name) => fragments.get(name)!)].join('\n');
      const days = query.includes(': LocalDate') ? { from: '2026-11-05', to: '2026-11-06' } : {};
      const given = { ...variables, ...days, id: ids[field] };
      const { answer, how } = await expectTheSame({ query: text, variables: given });
      expect({ query, errors: answer.errors, how }).toEqual({ query, errors: undefined, how: 'compiled' });
    }
  });

  test('is the same for every query of the schema with all its fields, three levels deep', async () => {
    const response = await ask({ query: INTROSPECTION });
    const { types } = (
      JSON.parse(response.slice(response.indexOf('\n'))) as { data: { __schema: { types: IntrospectedType[] } } }
    ).data.__schema;
    const hows: Record<string, number> = {};
    for (const query of generatedQueries(types, ids)) {
      const { answer, how } = await expectTheSame({ query });
      if (how !== 'compiled')
        expect({ query, how, answer }).toMatchObject({ how: 'again', answer: { errors: expect.anything() } });
      hows[how] = (hows[how] ?? 0) + 1;
    }
    expect(hows['compiled']).toBeGreaterThan(30);
  }, 120_000);

  test.each<[string, string, Asked]>([
    [
      'aliases and fragments',
      'compiled',
      {
        query:
          'query A { x: sensors(first: 2) { ...N } y: sensors(first: 1) { ...N n: nodes { id } } } fragment N on SensorConnection { nodes { id ... on Sensor { k: kind } id } }',
      },
    ],
    [
      'a count that is asked for',
      'compiled',
      { query: '{ sensors(first: 1) { totalCount nodes { id } } streets(first: 1) { n: totalCount } }' },
    ],
    [
      'variables with defaults, enumerations, dates and lists',
      'compiled',
      {
        query:
          'query V($first: Int = 2, $kind: SensorKind = AIR_QUALITY, $day: DateTime = "2026-11-05T00:00:00Z", $to: DateTime! = "2026-11-06T00:00:00Z", $bucket: HistoryBucket) { sensors(first: $first, kind: $kind) { nodes { id datastreams { history(from: $day, to: $to, bucket: $bucket, limit: 3) { phenomenonTime result } } } } }',
        variables: { bucket: 'HOUR' },
      },
    ],
    [
      'a variable that is not given and one that is null',
      'compiled',
      {
        query:
          'query V($after: String, $kind: SensorKind) { sensors(first: 2, after: $after, kind: $kind) { nodes { id } } }',
        variables: { kind: null },
      },
    ],
    [
      'variables within an input object',
      'compiled',
      {
        query:
          'query V($west: Float!, $north: Float!) { sensors(within: { west: $west, east: 9, south: 51, north: $north }) { nodes { id } } }',
        variables: { west: 7, north: 52 },
      },
    ],
    [
      'an input object as a variable',
      'compiled',
      {
        query: 'query V($within: BoundingBox) { sensors(within: $within, first: 3) { nodes { id __typename } } }',
        variables: { within: { west: 7, east: 9, south: 51, north: 52 } },
      },
    ],
    ['nothing that is found', 'compiled', { query: '{ sensor(id: "none") { id name } address(id: "none") { id } }' }],
    [
      'a text that graphql-jit would run',
      'compiled',
      { query: '{ sensor(id: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0),b:(globalThis.hacked=1") { id } }' },
    ],
    [
      '@skip and @include',
      'ordinary',
      {
        query:
          'query S($yes: Boolean!) { sensors(first: 1) { nodes { id name @skip(if: $yes) kind @include(if: $yes) ...N @skip(if: $yes) ...N } } } fragment N on Sensor { gatewayId }',
        variables: { yes: true },
      },
    ],
    [
      'names with an underscore',
      'ordinary',
      {
        query:
          '{ a_b: sensors(first: 1) { nodes { id } } a: sensors(first: 1) { b: nodes { name } } __proto__: datasets { id } }',
      },
    ],
    [
      'one of several operations',
      'compiled',
      {
        query: 'query A { datasets { id } } query B { sensors(first: 1) { nodes { id } } }',
        operationName: 'B',
      } as Asked,
    ],
    [
      'a variable of a wrong type',
      'ordinary',
      { query: 'query W($first: Int!) { sensors(first: $first) { nodes { id } } }', variables: { first: 'many' } },
    ],
    ['a variable that is missing', 'ordinary', { query: 'query M($id: ID!) { sensor(id: $id) { id name kind } }' }],
    [
      'a day that is none',
      'ordinary',
      {
        query: 'query D($d: LocalDate) { address(id: "x") { coverage(asOf: $d) { fibreStatus } } }',
        variables: { d: '2026-02-31' },
      },
    ],
    ['a page of no entries', 'again', { query: '{ sensors(first: 0) { nodes { id } } datasets { id } }' }],
    [
      'several mistakes in fields that may be null',
      'again',
      {
        query:
          '{ a: sensor(id: "ID") { ...H } b: sensor(id: "ID") { ...H id } c: streets(first: 0) { totalCount } } fragment H on Sensor { datastreams { history(from: "2026-11-06T00:00:00Z", to: "2026-11-05T00:00:00Z") { result } } }',
      },
    ],
    [
      'more than a query may cost',
      'ordinary',
      {
        query:
          '{ sensors(first: 100) { nodes { datastreams { a: history(from: "2026-10-01T00:00:00Z", to: "2026-11-06T00:00:00Z", limit: 5000) { result } b: history(from: "2026-10-02T00:00:00Z", to: "2026-11-06T00:00:00Z", limit: 5000) { result } } } } }',
      },
    ],
    ['a mutation that is refused', 'ordinary', { query: 'mutation { addGateway(id: "a/b") { secret } }' }],
  ])('is the same for %s (%s)', async (_what, how, asked) => {
    const query = asked.query.replaceAll('"ID"', JSON.stringify(ids['sensor']));
    const compared = await expectTheSame({ ...asked, query }, undefined, how === 'ordinary' ? 20 : undefined);
    if (how === 'ordinary' && compared.answer.errors) expect(compared.how).not.toBe('compiled');
    else expect(compared.how).toBe(how);
    expect((globalThis as { hacked?: unknown }).hacked).toBeUndefined();
  });

  test('is the same for somebody who may not ask', async () => {
    const { answer, how } = await expectTheSame(
      { query: '{ gateways { totalCount nodes { id } } datasets { id } }' },
      'Basic dTpw',
    );
    expect(how).toBe('again');
    expect(answer.errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) }),
    ]);
  });

  test('is the same where the database fails, and does not ask it again', async () => {
    const query = {
      query: 'query F { sensors(first: 1) { nodes { id datastreams { latest { result } } } } districts { id } }',
    };
    await both(query);
    await service.database.query('ALTER TABLE sensors.latest_observation RENAME TO gone');
    try {
      const { first, later, how } = await both({ query: `${query.query} ` });
      const failed = await ask(query);
      expect(later).toBe(first);
      expect(how).toBe('compiled');
      expect(failed.replace(/"column":\d+/, '')).toBe(first.replace(/"column":\d+/, ''));
      expect(failed).toContain('INTERNAL_SERVER_ERROR');
    } finally {
      await service.database.query('ALTER TABLE sensors.gone RENAME TO latest_observation');
    }
  });

  test('is made from the second time on, and not where each query is another one', async () => {
    const before = await counted();
    for (let i = 0; i < 30; i++) await ask({ query: `{ sensor(id: "s${i}") { id } }` });
    expect((await counted())['compiled']).toBe(before['compiled']);
  });
});

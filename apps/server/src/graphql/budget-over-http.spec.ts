import 'reflect-metadata';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addOperator } from '@stadtlage/operators';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import { connect } from 'node:net';
import WebSocket from 'ws';
import { createLog } from '../log.js';
import { readSettings } from '../settings.js';
import { startServer, type RunningServer } from '../start-server.js';

const PER_MINUTE = 2_000;

describe('the budget of GraphQL queries', () => {
  let database: Database;
  let server: RunningServer;
  let token: string;
  let clients = 0;

  beforeAll(async () => {
    database = await testDatabase();
    token = await addOperator(database, 'Erika Mustermann');
    const settings = readSettings({
      PORT: '0',
      ROLE: 'api',
      DATABASE_URL: database.url,
      LOG_LEVEL: 'error',
      GRAPHQL_POINTS_PER_MINUTE: String(PER_MINUTE),
    });
    server = await startServer(settings, createLog('error'));
  });
  afterAll(async () => {
    await server?.close();
    await database.close();
  });

  const newClient = () => ({ 'x-forwarded-for': `2001:db8:0:${(++clients).toString(16)}::1` });

  async function post(body: unknown, headers: Record<string, string> = newClient()) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test names the fields it asked for
    return { status: response.status, headers: response.headers, answer: (await response.json()) as any };
  }
  const ask = (query: string, headers?: Record<string, string>) => post({ query }, headers);

  test('is told with each answer', async () => {
    const { answer, headers } = await ask('{ sensors(first: 100) { nodes { id } } }');
    expect(answer).toEqual({
      data: { sensors: { nodes: [] } },
      extensions: { cost: { requested: 106, limit: PER_MINUTE, remaining: PER_MINUTE - 106 } },
    });
    expect(headers.get('ratelimit-policy')).toBe('"graphql-points";q=2000;w=60');
    expect(headers.get('ratelimit')).toBe('"graphql-points";r=1894;t=4');
    expect(headers.get('ratelimit-limit')).toBe('2000');
    expect(headers.get('ratelimit-remaining')).toBe('1894');
    expect(headers.get('ratelimit-reset')).toBe('4');
  });

  test('is charged for a subscription by POST as for a mistake, and the answer says where subscriptions go', async () => {
    const { status, answer } = await ask('subscription { observationAdded(kind: WEATHER) { result } }');
    expect(answer.extensions.cost.remaining).toBeLessThan(PER_MINUTE - 40);
    expect([status, answer.errors]).toEqual([
      400,
      [
        {
          message: expect.stringContaining('over a WebSocket to /graphql'),
          extensions: { code: 'SUBSCRIPTION_OVER_HTTP' },
        },
      ],
    ]);
  });

  test("is each client's own, a /64 of IPv6 together", async () => {
    const first = newClient();
    await ask('{ sensors(first: 1000) { nodes { id } } }', first);
    const neighbour = { 'x-forwarded-for': first['x-forwarded-for'].replace('::1', ':9::9') };
    expect((await ask('{ providers { id } }', neighbour)).answer.extensions.cost.remaining).toBeLessThan(1_000);
    expect((await ask('{ providers { id } }')).answer.extensions.cost.remaining).toBe(PER_MINUTE - 11);
  });

  test('refuses with 429 and says when to come back, once it is spent', async () => {
    const client = newClient();
    const query = '{ sensors(first: 1000) { nodes { id } } }';
    expect((await ask(query, client)).status).toBe(200);
    const { status, headers, answer } = await ask(query, client);
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(3);
    expect(headers.get('ratelimit-limit')).toBe('2000');
    expect(answer).toEqual({
      errors: [
        {
          message: expect.stringMatching(
            /^This query costs 1,051 points, and you have 9\d\d left of 2,000 a minute\. Send it again in \d s/,
          ),
          extensions: {
            code: 'COST_BUDGET_EXCEEDED',
            requested: 1_051,
            limit: 2_000,
            remaining: expect.any(Number),
            retryAfterSeconds: expect.any(Number),
          },
        },
      ],
      extensions: { cost: { requested: 1_051, limit: 2_000, remaining: expect.any(Number) } },
    });
    expect((await ask('{ providers { id } }', client)).status).toBe(200);
  });

  test('is ten times as large for an operator', async () => {
    const { answer } = await ask('{ providers { id } }', { ...newClient(), authorization: `Bearer ${token}` });
    expect(answer.extensions.cost.limit).toBe(10 * PER_MINUTE);
  });

  test('lets nobody ask for more at once than one query may, and says which field it is', async () => {
    const { status, answer } = await ask(
      '{ sensors(first: 1000) { nodes { datastreams { unit latest { result } } } } }',
    );
    expect(status).toBe(400);
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(
          /^This query may cost 11,\d{3} points; one may cost 2,000\. Most of it is sensors\.nodes\.datastreams with 5,000\. Ask for a smaller page \(first\)/,
        ),
        extensions: {
          code: 'QUERY_TOO_EXPENSIVE',
          requested: expect.any(Number),
          limit: 2_000,
          field: 'sensors.nodes.datastreams',
        },
      },
    ]);
  });

  const repeat = (count: number, text: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => text(i)).join(' ');
  const providers = '{ providers { id } }';
  test.each<[string, unknown, number, string, number]>([
    ['too deep', { query: `${'{ a '.repeat(13)}${'}'.repeat(13)}` }, 400, 'QUERY_TOO_DEEP', 47],
    ['too wide', { query: `{ ${repeat(501, (i) => `a${i}: providers { id }`)} }` }, 400, 'QUERY_TOO_LONG', 1_000],
    [
      'too many fields',
      {
        query: `{ ${repeat(8, (i) => `a${i}: providers { ...F }`)} } fragment F on Provider { ${repeat(70, (i) => `a${i}: id`)} }`,
      },
      400,
      'QUERY_TOO_LARGE',
      117,
    ],
    [
      'too many fragments',
      { query: `${providers} ${repeat(51, (i) => `fragment F${i} on Query { a }`)}` },
      400,
      'TOO_MANY_FRAGMENTS',
      184,
    ],
    ['fragments in a circle', { query: '{ ...A } fragment A on Query { ...A }' }, 400, 'FRAGMENT_CYCLE', 44],
    ['the same again and again', { query: `{ ${'providers { id } '.repeat(21)}}` }, 400, 'TOO_MANY_REPEATS', 76],
    [
      'too many directives',
      { query: `{ providers ${'@include(if: true) '.repeat(5)}{ id } }` },
      400,
      'TOO_MANY_DIRECTIVES',
      52,
    ],
    [
      'too much of the schema',
      { query: `{ __schema { types { ${repeat(300, (i) => `a${i}: name`)} } } }` },
      400,
      'INTROSPECTION_TOO_LARGE',
      362,
    ],
    ['a batch', [{ query: providers }, { query: providers }], 400, 'BATCHING_NOT_ALLOWED', 40],
    ['a page too large', { query: '{ sensors(first: 1001) { nodes { id } } }' }, 200, 'BAD_USER_INPUT', 1_051],
    ['huge variables', { query: providers, variables: { x: 'x'.repeat(100_000) } }, 413, 'REQUEST_TOO_LARGE', 0],
    ['a mistake', { query: '{ nothing }' }, 400, 'GRAPHQL_VALIDATION_FAILED', 42],
    ['no query', {}, 400, 'BAD_REQUEST', 0],
  ])('%s is refused with a code, and what that cost', async (_, body, status, code, requested) => {
    const { answer, headers, ...refused } = await post(body);
    expect({ status: refused.status, code: answer.errors?.[0].extensions.code }).toEqual({ status, code });
    const { cost } = answer.extensions;
    expect(cost).toEqual({ requested, limit: PER_MINUTE, remaining: expect.any(Number) });
    if (requested) expect(cost.remaining).toBeLessThan(PER_MINUTE);
    expect(headers.get('ratelimit-remaining')).toBe(String(cost.remaining));
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('that was spent on refused queries is told at once, and only to who owes it', async () => {
    const headers = newClient();
    const mistakes = `{ ${Array.from({ length: 400 }, (_, i) => `nothing${i}`).join(' ')} }`;
    const statuses: number[] = [];
    for (let i = 0; i < 20 && statuses.at(-1) !== 429; i++) statuses.push((await ask(mistakes, headers)).status);
    expect(statuses[0]).toBe(400);
    expect(statuses.at(-1)).toBe(429);
    const { status, answer, headers: told } = await ask('{ datasets { id } }', headers);
    expect({ status, answer }).toMatchObject({
      status: 429,
      answer: { errors: [{ message: expect.stringMatching(/refused/), extensions: { code: 'COST_BUDGET_EXCEEDED' } }] },
    });
    expect(Number(told.get('retry-after'))).toBeGreaterThan(0);
    expect(told.get('ratelimit-remaining')).toBe('0');
    expect(answer.extensions).toEqual({ cost: { requested: 0, limit: PER_MINUTE, remaining: 0 } });
    expect(told.get('access-control-allow-origin')).toBe('*');
    expect((await ask('{ datasets { id } }')).status).toBe(200);
    const operator = { ...headers, authorization: `Bearer ${token}` };
    expect((await ask('{ datasets { id } }', operator)).status).toBe(200);
    // So much is not read to its end.
    const large = await post({ query: '{ datasets { id } }', more: 'x'.repeat(50_000) }, headers);
    expect([large.status, large.headers.get('connection')]).toEqual([429, 'close']);
  });

  test('counts what is parsed of a GET, also of one whose address is not in UTF-8', async () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `fragment A${i} on Query { ...A${i + 1} ...A${i + 1} }`).join(
      ' ',
    );
    const text = `{ ...A0 } ${doubling} fragment A40 on Query { datasets { id } } `;
    const get = (end: string) =>
      fetch(`${server.url}/graphql?query=${encodeURIComponent(text)}${end}`, {
        headers: { ...newClient(), 'apollo-require-preflight': '1' },
      });
    for (const end of ['', '%23%FF']) {
      const answer = (await (await get(end)).json()) as { errors: { extensions: { code: string } }[] };
      expect(answer.errors[0]!.extensions.code).toBe('QUERY_TOO_LARGE');
    }
  });

  test('is charged for a token that is none', async () => {
    const headers = { ...newClient(), authorization: 'Bearer nobody' };
    // Several: 33 points come back with each second that this takes.
    const tries = await Promise.all(Array.from({ length: 5 }, () => ask('{ __typename }', headers)));
    expect(tries.map(({ answer }) => answer.errors?.length)).toEqual([1, 1, 1, 1, 1]);
    expect(tries.map(({ answer }) => answer.extensions.cost.requested)).toEqual([40, 40, 40, 40, 40]);
    const { 'x-forwarded-for': address } = headers;
    const { answer: later } = await ask('{ __typename }', { 'x-forwarded-for': address });
    expect(later.extensions.cost.remaining).toBeLessThan(PER_MINUTE - 30);
  });

  test('lets others in when connections break, also those that send many requests at once', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const one = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nx-forwarded-for: 192.0.2.77\r\n\r\n${body}`;
    for (let i = 0; i < 4; i++) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(one.repeat(20));
      await new Promise((resolve) => setTimeout(resolve, 30));
      socket.destroy();
    }
    expect((await ask('{ __typename }', { 'x-forwarded-for': '192.0.2.77' })).status).toBe(200);
    expect((await ask('{ __typename }')).status).toBe(200);
  });

  test('has room for the introspection query of GraphiQL', async () => {
    const { status, answer } = await ask(getIntrospectionQuery());
    expect(status).toBe(200);
    expect(answer.data.__schema.types.length).toBeGreaterThan(100);
    expect(answer.extensions.cost.requested).toBeGreaterThan(300);
  });

  test('is charged for subscriptions, too', async () => {
    const client = newClient();
    // What is left then comes to less than the subscription costs for most of a minute: longer than a busy machine takes to ask.
    for (let i = 0; i < 2; i++) await ask('{ sensors(first: 940) { nodes { id } } }', client);
    class FromClient extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: client });
      }
    }
    const socket = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: FromClient,
      retryAttempts: 0,
    });
    const aliases = Array.from({ length: 100 }, (_, i) => `s${i}: sensor { datastreams { title { de } } }`).join(' ');
    const expensive = (async () => {
      for await (const answer of socket.iterate({ query: `subscription { observationAdded { ${aliases} } }` }))
        return answer;
      return undefined;
    })();
    await expect(expensive).rejects.toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'COST_BUDGET_EXCEEDED' }) }),
    ]);
    await socket.dispose();
  });
});

import type { ApolloServer } from '@apollo/server';
import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import type { DatasetState, DatasetVersions, GraphContext } from '@stadtlage/datasets';
import Fastify, { type FastifyInstance } from 'fastify';
import { buildSchema, GraphQLError } from 'graphql';
import { createRegistry } from '../../datasets.js';
import { createLog } from '../../log.js';
import { registerPersistedOperations } from './routes.js';

const schema = buildSchema(
  'type Query { district(id: ID!): District sensors: SensorConnection } type District { id: ID! } type SensorConnection { totalCount: Int! }',
);
const operations = new Map(
  [
    { id: 'kept', name: 'A', text: 'query A($id: ID!) { district(id: $id) { id } }' },
    { id: 'live', name: 'B', text: 'query B { sensors { totalCount } }' },
  ].map((one) => [one.id, one]),
);
const tick = () => new Promise((resolve) => setImmediate(resolve));

let fastify: FastifyInstance;
let url: string;
const state = {
  asked: [] as unknown[],
  day: '2026-03-01',
  left: 3_600_000,
  version: 1,
  others: 1,
  errors: [] as GraphQLError[],
};
let wait: Promise<unknown>;
const counters = { kept: 0, unchanged: 0, made: 0, live: 0 };

beforeEach(async () => {
  Object.assign(state, { asked: [], day: '2026-03-01', left: 3_600_000, version: 1, others: 1, errors: [] });
  Object.assign(counters, { kept: 0, unchanged: 0, made: 0, live: 0 });
  wait = Promise.resolve();
  const states = [1, 2].map((version) => ({ version, changedAt: new Date(version) }) as DatasetState);
  const apollo = {
    executeOperation: async ({ variables }: { variables: unknown }, { contextValue }: { contextValue: unknown }) => {
      state.asked.push(variables);
      expect(contextValue).toEqual({ isPersisted: true });
      await wait;
      const errors = state.errors.length ? state.errors : undefined;
      return { body: { kind: 'single', singleResult: { data: { n: state.asked.length }, errors } }, http: {} };
    },
  } as unknown as ApolloServer<GraphContext>;
  fastify = Fastify({ trustProxy: true });
  await registerPersistedOperations(fastify, {
    database: { query: async () => [{ day: state.day, left: state.left }] } as unknown as Database,
    registry: createRegistry({ publisher: 'Stadt Ahlen' }),
    versions: {
      of: () => states[state.version - 1],
      get moment() {
        return `${state.version} ${state.others}`;
      },
    } as unknown as DatasetVersions,
    apollo: () => apollo,
    schema: () => schema,
    counters,
    uses: { count: 0 },
    log: createLog('silent'),
    version: '1',
    operations,
    limits: { cacheBytes: 1_000_000, largestBytes: 10_000, atOnce: 2, ofOne: 1, waitingOfOne: 1, waiting: 10 },
  });
  url = await fastify.listen({ port: 0 });
});
afterEach(() => fastify.close());

const get = (id: string, variables?: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql/${id}${variables ? `?variables=${JSON.stringify(variables)}` : ''}`, { headers });
const data = async (answer: Promise<Response> | Response) => ((await (await answer).json()) as { data: unknown }).data;

describe('the route of persisted operations', () => {
  it('says whether an answer was kept, as RFC 9211 has it', async () => {
    expect((await get('kept', { id: 7 })).headers.get('cache-status')).toBe('stadtlage; fwd=miss');
    expect((await get('kept', { id: 7 })).headers.get('cache-status')).toBe('stadtlage; hit');
  });

  it('asks once for all who ask at the same time, and not at all for what it has', async () => {
    const all = Promise.all(
      ['br', 'gzip', 'br', ''].map((encoding) => get('kept', { id: 1 }, { 'accept-encoding': encoding })),
    );
    expect(await Promise.all((await all).map(data))).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }, { n: 1 }]);
    expect(await data(get('kept', { id: 1 }))).toEqual({ n: 1 });
    expect(await data(get('kept', { id: 2 }))).toEqual({ n: 2 });
    expect(state.asked).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('asks anew when a version is another', async () => {
    const etag = (await get('kept', { id: 1 })).headers.get('etag')!;
    state.version = 2;
    const after = await get('kept', { id: 1 }, { 'if-none-match': etag });
    expect([after.status, await data(after), after.headers.get('etag') === etag]).toEqual([200, { n: 2 }, false]);
  });

  it('asks nothing anew when other datasets have changed', async () => {
    const etag = (await get('kept', { id: 1 })).headers.get('etag')!;
    state.others = 2;
    const after = await Promise.all([get('kept', { id: 1 }, { 'if-none-match': etag }), get('kept', { id: 1 })]);
    expect(after.map(({ status }) => status)).toEqual([304, 200]);
    expect(state.asked).toHaveLength(1);
  });

  it('does not keep what has errors', async () => {
    state.errors = [new GraphQLError('No.')];
    const answer = await get('kept', { id: 1 });
    expect(await answer.json()).toEqual({ errors: [{ message: 'No.' }], data: { n: 1 } });
    expect([answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual(['no-store', null]);
    state.errors = [];
    expect(await data(get('kept', { id: 1 }))).toEqual({ n: 2 });
  });

  it('sends away whose operations wait already, kept ones and live ones together, and nobody else', async () => {
    let go!: (value: unknown) => void;
    wait = new Promise((resolve) => (go = resolve));
    const asked = [get('kept', { id: 1 }), get('live')];
    while (state.asked.length < 1) await tick();
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const id of ['kept', 'live']) {
      const busy = await get(id, { id: 3 });
      expect([busy.status, busy.headers.get('retry-after'), busy.headers.get('cache-control')]).toEqual([
        429,
        '1',
        'no-store',
      ]);
      expect(await busy.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_AT_ONCE' } }] });
    }
    // What is made already is made for others, too.
    const others = ['kept', 'kept', 'live'].map((id, i) =>
      get(id, { id: 1 + i }, { 'x-forwarded-for': `192.0.2.${1 + i}` }),
    );
    while (state.asked.length < 2) await tick();
    go(undefined);
    expect((await Promise.all([...asked, ...others])).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(state.asked).toHaveLength(4);
    expect(counters).toEqual({ kept: 0, unchanged: 0, made: 3, live: 2 });
  });

  it('answers what was asked for on another day anew, and keeps nothing while nobody knows the day', async () => {
    const etag = (await get('kept', { id: 1 })).headers.get('etag')!;
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    const between = await get('kept', { id: 1 }, { 'if-none-match': etag });
    expect([between.status, await data(between), between.headers.get('cache-control')]).toEqual([
      200,
      { n: 2 },
      'no-store',
    ]);
    state.day = '2026-03-02';
    now.mockReturnValue(Date.now() + 3_700_000);
    await get('kept', { id: 1 });
    const after = await get('kept', { id: 1 }, { 'if-none-match': etag });
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).not.toBe(etag);
    now.mockRestore();
  });
});

import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, parse } from 'graphql';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { createLog } from '../log.js';
import { Budget } from './budget.js';
import { Holdings } from './holdings.js';
import { serveSubscriptions } from './subscriptions.js';

const LIMITS = { all: 1_000_000, ofOne: 600_000 };
const long = (name: string) => `subscription ${name} { ${'tick '.repeat(20)} } #${'x'.repeat(9_000)}`;
const full = (message: RegExp) =>
  expect.objectContaining({
    message: expect.stringMatching(message),
    extensions: { code: 'SUBSCRIPTIONS_FULL' },
  });

/** One event, and then nothing until somebody leaves. */
function oneEvent(): AsyncIterableIterator<object> {
  let leave = () => {};
  const left = new Promise<void>((resolve) => (leave = resolve));
  let told = false;
  return {
    next: async () => {
      if (told) await left;
      const done = told;
      told = true;
      return done ? { done, value: undefined } : { done, value: {} };
    },
    return: async () => (leave(), { done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

describe('what subscriptions hold', () => {
  const wanted = (network: string, document = parse('subscription { tick }')) => ({
    network,
    document,
    query: 1_000,
    message: 11_000,
  });

  test('is bounded for each network, and in all', () => {
    const holdings = new Holdings({ all: 500_000, ofOne: 250_000 });
    const ends = [holdings.hold(wanted('a'))];
    expect(() => holdings.hold(wanted('a'))).toThrow(full(/^The subscriptions of your network hold 0.2 MB of 0.3 MB/));
    ends.push(holdings.hold(wanted('b')));
    expect(() => holdings.hold(wanted('c'))).toThrow(full(/^All subscriptions to this server hold 0.5 MB of 0.5 MB/));
    // Twice is once.
    ends[0]!();
    ends[0]!();
    holdings.hold(wanted('a'));
    expect(() => holdings.hold(wanted('c'))).toThrow(full(/^All/));
  });

  test('is one document for all who share it, as long as one of them is there', () => {
    const fields = Array.from({ length: 100 }, (_, i) => `f${i}`).join(' ');
    const document = parse(`subscription { ${fields} }`);
    const small = { network: 'a', document, query: 0, message: 0 };
    const holdings = new Holdings({ all: 1_000_000, ofOne: 250_000 });
    const ends = [1, 2, 3].map(() => holdings.hold(small));
    expect(() => holdings.hold({ ...small, document: parse(`subscription { ${fields} }`) })).toThrow(
      full(/your network/),
    );
    ends[0]!();
    ends[1]!();
    holdings.hold(small);
    ends[2]!();
    expect(() => holdings.hold({ ...small, document: parse(`subscription { ${fields} }`) })).toThrow(
      full(/your network/),
    );
  });
});

describe('a subscriber', () => {
  let http: Server;
  let stop: () => Promise<void>;
  let isBroken = false;
  const clients: WebSocket[] = [];

  beforeEach(async () => {
    isBroken = false;
    const schema = new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { one: { type: GraphQLInt } } }),
      subscription: new GraphQLObjectType({
        name: 'Subscription',
        fields: {
          tick: {
            type: new GraphQLNonNull(GraphQLInt),
            resolve: () => 1,
            subscribe: () => {
              if (isBroken) throw new Error('broken');
              return oneEvent();
            },
          },
        },
      }),
    });
    http = createServer();
    stop = serveSubscriptions(http, schema, (formatted) => formatted, {
      budget: new Budget(1_000_000),
      clientOf: ({ headers }) => String(headers['x-client']),
      log: createLog('silent'),
      holding: LIMITS,
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.terminate();
    await stop();
    http.close();
  });

  async function connect(client: string) {
    const { port } = http.address() as AddressInfo;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-client': client },
    });
    clients.push(socket);
    await once(socket, 'open');
    const answer = async (): Promise<Answer> => {
      const message = JSON.parse(String((await once(socket, 'message'))[0])) as Answer;
      return message.type === 'complete' ? answer() : message;
    };
    const say = (message: object) => (socket.send(JSON.stringify(message)), answer());
    await say({ type: 'connection_init' });
    return { socket, subscribe: (id: string, payload: object) => say({ id, type: 'subscribe', payload }) };
  }
  interface Answer {
    type: string;
    payload: unknown;
  }

  /** So many of them until one is turned away. */
  async function fill(subscribe: (id: string, payload: object) => Promise<Answer>, name: string): Promise<number> {
    for (let i = 0; i < 20; i++) {
      const { type, payload } = await subscribe(`${name}${i}`, { query: long(`${name}${i}`) });
      if (type === 'next') continue;
      expect(payload).toEqual([full(/^(The subscriptions of your network|All subscriptions to this server) hold/)]);
      return i;
    }
    return 20;
  }

  test('is turned away where its network holds too much, and nobody else is; and not when it has left', async () => {
    const [greedy, other] = [await connect('192.0.2.1'), await connect('192.0.2.2')];
    const taken = await fill(greedy.subscribe, 'a');
    expect(taken).toBeGreaterThan(2);
    expect(taken).toBeLessThan(20);
    expect(await other.subscribe('1', { query: 'subscription { tick }' })).toMatchObject({ type: 'next' });
    greedy.socket.send(JSON.stringify({ id: 'a0', type: 'complete' }));
    await sleep(50);
    expect(await fill(greedy.subscribe, 'b')).toBe(1);
    greedy.socket.close();
    await once(greedy.socket, 'close');
    expect(await fill((await connect('192.0.2.1')).subscribe, 'c')).toBe(taken);
  });

  test('holds nothing of what could not begin', async () => {
    const { subscribe } = await connect('192.0.2.1');
    isBroken = true;
    for (let i = 0; i < 20; i++) {
      const { payload } = await subscribe(`a${i}`, { query: long(`a${i}`) });
      expect(payload).toMatchObject({ errors: [{ message: 'broken' }] });
      await sleep(5);
    }
    isBroken = false;
    expect(await subscribe('b', { query: long('b') })).toMatchObject({ type: 'next' });
  });
});

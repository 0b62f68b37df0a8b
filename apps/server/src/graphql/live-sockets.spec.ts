import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import { makeServer } from 'graphql-ws';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { createLog, type Log } from '../log.js';
import { subscriber } from './live-events.js';
import { serveLiveSockets, type LiveExtra, type SocketBounds } from './live-sockets.js';

let made = 0;
/** A text of so many bytes, again and again. */
async function* texts(bytes: number) {
  for (;;) {
    made++;
    yield { text: 'x'.repeat(bytes) };
    await sleep(1);
  }
}

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { one: { type: GraphQLInt } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      text: {
        type: GraphQLString,
        args: { bytes: { type: new GraphQLNonNull(GraphQLInt) } },
        subscribe: (_: unknown, { bytes }: { bytes: number }) => texts(bytes),
      },
    },
  }),
});

let http: Server;
let stop: () => Promise<void>;
let log: Log;
let closed: () => unknown;
let counters: { opened: number; refused: number; tooSlow: number };
const clients: WebSocket[] = [];

beforeEach(() => {
  log = createLog('error');
  closed = () => {};
});

async function serve(bounds: Partial<SocketBounds> = {}): Promise<void> {
  counters = { opened: 0, refused: 0, tooSlow: 0 };
  made = 0;
  http = createServer();
  const clientOf = ({ headers }: { headers: Record<string, unknown> }) => String(headers['x-client'] ?? '192.0.2.1');
  const protocol = makeServer<Record<string, unknown>, LiveExtra>({
    subscribe: subscriber(schema),
    onSubscribe: ({ extra: { ready } }, _id, { query }) => ({ schema, document: parse(query), ready }),
    onClose: () => closed() as void,
  });
  stop = serveLiveSockets(http, protocol, { maxPayload: 1_000, clientOf, log, bounds, counters });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await stop();
  http.close();
});

function connect(client?: string): WebSocket {
  const { port } = http.address() as AddressInfo;
  const headers = client ? { 'x-client': client } : {};
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { headers });
  clients.push(socket);
  return socket;
}

async function connected(client?: string): Promise<WebSocket> {
  const socket = connect(client);
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  return socket;
}

const subscribe = (socket: WebSocket, bytes: number, id = '1') =>
  socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: `subscription { text(bytes: ${bytes}) }` } }));

const stopsReading = (socket: WebSocket) => (socket as unknown as { _socket: { pause(): void } })._socket.pause();

async function farewell(socket: WebSocket): Promise<[number, string]> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return [code, String(reason)];
}

describe('live connections', () => {
  test('are bounded per network and in all; who is refused is told why, and may come back', async () => {
    await serve({ perClient: 2, total: 3 });
    const [first] = [await connected('192.0.2.1'), await connected('192.0.2.1')];
    expect(await farewell(connect('192.0.2.1'))).toEqual([
      1013,
      'Too many live connections: your network has 2. Close some, or try again later.',
    ]);
    // A /64 of IPv6 is one network.
    await connected('2001:db8::1');
    expect(await farewell(connect('2001:db8:1::2'))).toEqual([
      1013,
      'Too many live connections: all have 3. Close some, or try again later.',
    ]);
    first!.close();
    await farewell(first!);
    await connected('192.0.2.1');
    expect(counters).toEqual({ opened: 4, refused: 2, tooSlow: 0 });
  });

  test('get nothing new made as long as they have not read what they were sent', async () => {
    await serve();
    const socket = await connected();
    stopsReading(socket);
    subscribe(socket, 30_000);
    await sleep(500);
    // The network alone would take some hundred.
    expect(made).toBe(1);
    (socket as unknown as { _socket: { resume(): void } })._socket.resume();
    await sleep(200);
    expect(made).toBeGreaterThan(20);
  });

  test('that take nothing for a while are ended, others not', async () => {
    await serve({ stalledMs: 400 });
    const [slow, quick] = [await connected(), await connected()];
    stopsReading(slow!);
    subscribe(slow!, 500_000);
    subscribe(quick!, 500_000);
    let read = 0;
    quick!.on('message', () => read++);
    const left = new Promise((resolve) => (slow as unknown as { _socket: WebSocket })._socket.once('close', resolve));
    await sleep(1_500);
    expect(counters.tooSlow).toBe(1);
    // It reads again, and finds what was on its way and the reason.
    (slow as unknown as { _socket: { resume(): void } })._socket.resume();
    expect(await farewell(slow!)).toEqual([
      1013,
      'Too slow: nothing was read for 0.4 s. Ask for less, or try again later.',
    ]);
    await left;
    const before = read;
    await sleep(200);
    expect(read).toBeGreaterThan(before);
  });

  test('that leave too much unread are ended at once, and do not come to an end with the others', async () => {
    await serve({ unsentOfOne: 2_000_000 });
    const socket = await connected();
    stopsReading(socket);
    for (let i = 0; i < 20; i++) subscribe(socket, 900_000, String(i));
    await sleep(500);
    expect(counters.tooSlow).toBe(1);
  });

  test('cost together no more than the bound: those with most unread are ended', async () => {
    await serve({ unsentOfAll: 10_000_000, unsentOfOne: 50_000_000 });
    const sockets = await Promise.all(Array.from({ length: 12 }, () => connected()));
    const [reader, ...slow] = sockets;
    for (const socket of slow) {
      stopsReading(socket!);
      subscribe(socket!, 5_000_000);
    }
    await sleep(1_000);
    expect(counters.tooSlow).toBeGreaterThan(0);
    subscribe(reader!, 100);
    await once(reader!, 'message');
    expect(reader!.readyState).toBe(WebSocket.OPEN);
  });

  test('that never begin are ended', async () => {
    await serve();
    expect(await farewell(connect())).toEqual([4408, 'Connection initialisation timeout']);
  });

  test('that are silent are asked for a sign of life, and ended when none comes', async () => {
    await serve({ keepAliveMs: 150 });
    const [alive, dead] = [await connected(), await connected()];
    let asked = 0;
    alive!.on('ping', () => asked++);
    const ended = new Promise((resolve) => (dead as unknown as { _socket: WebSocket })._socket.once('close', resolve));
    stopsReading(dead!);
    await sleep(900);
    (dead as unknown as { _socket: { resume(): void } })._socket.resume();
    await ended;
    expect(asked).toBeGreaterThan(2);
    expect(alive!.readyState).toBe(WebSocket.OPEN);
  });

  test.each([
    ['in messages', (socket: WebSocket) => socket.send('{"type":"ping"}')],
    ['in pings', (socket: WebSocket) => socket.ping()],
    ['in pongs that nobody asked for', (socket: WebSocket) => socket.pong()],
  ])('that say too much %s are ended', async (_how, say) => {
    await serve({ messagesPerSecond: 10 });
    const socket = await connected();
    for (let i = 0; i < 20; i++) say(socket);
    expect(await farewell(socket)).toEqual([1008, 'At most 10 messages a second.']);
  });

  test('that cannot be ended in order leave a line in the log', async () => {
    const logged = new Promise((resolve) => (log = { error: (_: object, text: string) => resolve(text) } as Log));
    closed = () => Promise.reject(new Error('broken'));
    await serve();
    (await connected()).close();
    expect(await logged).toBe('What a subscriber left behind could not be ended');
  });

  test('are told when the server stops, which waits for none that does not read', async () => {
    await serve();
    const [reader, slow] = [await connected(), await connected()];
    stopsReading(slow!);
    subscribe(slow!, 5_000_000);
    const told = farewell(reader!);
    const began = Date.now();
    await stop();
    expect(await told).toEqual([1001, 'This server stops. Connect again.']);
    expect(Date.now() - began).toBeLessThan(4_000);
    stop = async () => {};
  });
});

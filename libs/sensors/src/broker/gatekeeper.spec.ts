// What somebody can do to the embedded broker before it knows who that is.
import { connect as connectSocket, type Socket } from 'node:net';
import { once } from 'node:events';
import { connectAsync } from 'mqtt';
import { generate } from 'mqtt-packet';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from './access.js';
import { startEmbeddedBroker, type EmbeddedBroker } from './embedded.js';

let broker: EmbeddedBroker;
let warnings: string[];
let published: number;
const sockets: Socket[] = [];
const everybody: Access = {
  identify: async () => ({ name: 'x', publishOn: (topic) => (published++, topic), mayRead: () => false }),
};

beforeEach(async () => {
  [warnings, published] = [[], 0];
  broker = await startEmbeddedBroker({ port: 0, access: everybody, log: { warn: (text) => void warnings.push(text) } });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await broker.stop();
});

async function open(): Promise<Socket> {
  const socket = connectSocket(Number(new URL(broker.url).port), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Its CONNECT is answered: unlike a connection that only the kernel has taken so far, the broker counts it. */
async function introduce(clientId: string): Promise<void> {
  const socket = await open();
  socket.write(connectOf(clientId));
  await once(socket, 'data');
}

const connectOf = (clientId: string) =>
  generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId, keepalive: 0 });

async function until(condition: () => unknown): Promise<void> {
  while (!condition()) await sleep(5);
}

test('who sends more than a CONNECT before it is cut off, and the log says so once', async () => {
  for (const _ of [1, 2]) {
    const socket = await open();
    // A CONNECT of 256 MB, as it says.
    socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
    const closed = once(socket, 'close');
    const timer = setInterval(() => socket.write(Buffer.alloc(20_000)), 1);
    await closed;
    clearInterval(timer);
    expect(socket.bytesWritten).toBeLessThan(2_000_000);
  }
  expect(broker.refused.connections).toBe(2);
  expect(warnings).toEqual(['MQTT: somebody from 127.0.0.1 may not connect: no CONNECT within 65536 bytes']);
});

test('who sends a CONNECT and does not wait for the answer may send what it wants', async () => {
  const socket = await open();
  const messages = Array.from({ length: 5 }, () =>
    generate({ cmd: 'publish', topic: 'a', payload: Buffer.alloc(60_000), qos: 0, dup: false, retain: false }),
  );
  socket.write(Buffer.concat([connectOf('a'), ...messages]));
  await until(() => published === 5);
  expect(warnings).toEqual([]);
});

test('more than 1,000 connections at once are refused, until some have ended', async () => {
  await Promise.all(Array.from({ length: 1_000 }, (_, i) => introduce(`client-${i}`)));
  await expect(connectAsync(broker.url, { protocolVersion: 4, reconnectPeriod: 0 }, false)).rejects.toThrow();
  expect(warnings).toEqual([
    'MQTT: somebody from 127.0.0.1 may not connect: 1000 connections are open, which is the most',
  ]);
  sockets[0]!.destroy();
  await sleep(50);
  await (await connectAsync(broker.url, { protocolVersion: 4 })).endAsync();
});

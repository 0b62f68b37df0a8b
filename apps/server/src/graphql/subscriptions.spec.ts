import 'reflect-metadata';
import { jest } from '@jest/globals';
import { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { createClient, type Client } from 'graphql-ws';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { createLog } from '../log.js';
import { readSettings } from '../settings.js';
import { startServer, type RunningServer } from '../start-server.js';

const DATASTREAMS = 400;
const SUBSCRIPTION = `subscription ($within: BoundingBox) {
  latestObservationsChanged(within: $within) { sensor { id } datastream { id } phenomenonTime result }
}`;

interface Message {
  latestObservationsChanged: { datastream: { id: string }; result: number }[];
}

let database: Database;
let server: RunningServer;
let url: string;
const sockets: WebSocket[] = [];
const clients: Client[] = [];
beforeAll(async () => {
  database = await testDatabase();
  await database.query(`
    INSERT INTO sensors.gateway (id) VALUES ('g');
    INSERT INTO sensors.thing (id, gateway_id, name, kind, is_public, geom)
      SELECT 's' || i, 'g', 'Sensor ' || i, 'noise', true, ST_SetSRID(ST_MakePoint(7 + i / 1000.0, 51), 4326) FROM generate_series(1, ${DATASTREAMS}) i;
    INSERT INTO sensors.datastream (thing_id, property, observation_type) SELECT id, 'noise', 'Measurement' FROM sensors.thing;
    INSERT INTO sensors.latest_observation SELECT id, '2026-03-01Z', 0 FROM sensors.datastream`);
  const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  server = await startServer(settings, createLog('error'));
  url = `${server.url.replace('http', 'ws').replace('localhost', '127.0.0.1')}/graphql`;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(async () => {
  await server?.close();
  await database.close();
});

/** A new value for all, or for some, told once. */
const storeAll = (result: number, where = 'true') =>
  database.query(
    `WITH changed AS (UPDATE sensors.latest_observation SET result = $1, phenomenon_time = phenomenon_time + interval '1 s' WHERE ${where} RETURNING datastream_id)
     SELECT pg_notify('observations', string_agg(datastream_id::text, ',')) FROM changed`,
    [result],
  );

async function subscribeAndNeverRead(): Promise<void> {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  sockets.push(socket);
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } }));
  (socket as unknown as { _socket: { pause(): void } })._socket.pause();
}

function subscribe(variables: Record<string, unknown> = {}) {
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  clients.push(client);
  const latest = new Map<string, number>();
  let messages = 0;
  const reading = (async () => {
    for await (const { data, errors } of client.iterate<Message>({ query: SUBSCRIPTION, variables })) {
      if (errors) throw errors[0];
      messages++;
      for (const { datastream, result } of data!.latestObservationsChanged) latest.set(datastream.id, result);
    }
  })();
  reading.catch(() => {});
  const knows = async (result: number, count = DATASTREAMS) => {
    while ([...latest.values()].filter((one) => one === result).length < count) await sleep(5);
  };
  return { latest, knows, messages: () => messages };
}

describe('subscribers', () => {
  test('of a box get what lies in it, at first as it is and then what is newest, in few messages', async () => {
    const within = { west: 7, south: 50, east: 7.1005, north: 52 };
    const { latest, knows, messages } = subscribe({ within });
    await knows(0, 100);
    expect(messages()).toBe(1);
    const began = Date.now();
    for (let result = 1; result <= 50; result++) await storeAll(result);
    await knows(50, 100);
    expect(latest.size).toBe(100);
    // At most one in 250 ms.
    expect(messages()).toBeLessThanOrEqual(3 + (Date.now() - began) / 250);
  });

  test('that never read, 200 of them, cost bounded memory, and others hear of a storm of changes in time', async () => {
    const queries = jest.spyOn(Database.prototype, 'query');
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 20 }, subscribeAndNeverRead));
    const reader = subscribe();
    await reader.knows(50);
    const delays: number[] = [];
    for (let result = 100; result < 110; result++) {
      // Values that nobody waits for, and one that somebody does.
      for (let i = 0; i < 10; i++) await storeAll(1_000 + i);
      const stored = Date.now();
      await storeAll(result);
      await reader.knows(result);
      delays.push(Date.now() - stored);
    }
    expect(Math.max(...delays)).toBeLessThan(2_000);
    // Besides the 110 that the test itself asks: as many as there are notices, at most; not one for each subscriber.
    expect(queries.mock.calls.length).toBeLessThan(110 + 110 + 20);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(250);
    queries.mockRestore();
  }, 60_000);
});

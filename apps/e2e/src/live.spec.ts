// Several processes on one database: what one stores, the subscribers of all others hear.
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { createClient, type Client } from 'graphql-ws';
import { connectAsync } from 'mqtt';
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import WebSocket from 'ws';
import { eventually, freePort, onRealParts, ROOT } from './program.js';

const MAIN = join(ROOT, 'apps/server/dist/main.js');
const MQTT_URL = process.env['TEST_MQTT_URL'];
const name = `live-${randomBytes(4).toString('hex')}`;

const children: ChildProcess[] = [];
const clients: Client[] = [];
let database: Database;

/** @returns where it answers */
async function start(env: Record<string, string>): Promise<string> {
  const port = String(await freePort());
  const child = fork(MAIN, [], {
    env: { PATH: process.env['PATH']!, PORT: port, DATABASE_URL: database.url, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let output = '';
  child.stderr!.on('data', (text) => (output += text));
  await new Promise<void>((ready, failed) => {
    child.stdout!.on('data', (text) => `${text}`.includes('is ready') && ready());
    child.once('exit', (code) => failed(new Error(`A process ended with status ${code}: ${output}`)));
  });
  return `ws://127.0.0.1:${port}/graphql`;
}

/** What a subscriber at this process has heard last, by its own connection. */
function subscribe(url: string): { results: number[] } {
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  clients.push(client);
  const heard = { results: [] as number[] };
  const query = `subscription { latestObservationsChanged(sensors: ["${name}"]) { result } }`;
  const reading = (async () => {
    for await (const { data } of client.iterate<{ latestObservationsChanged: { result: number }[] }>({ query }))
      heard.results.push(...data!.latestObservationsChanged.map(({ result }) => result));
  })();
  reading.catch(() => {});
  return heard;
}

describe('two processes that serve people, and one that stores', () => {
  let apis: string[];
  let store: (value: number) => Promise<unknown>;
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(`
      INSERT INTO sensors.gateway (id) VALUES ('${name}');
      INSERT INTO sensors.thing (id, gateway_id, name, kind, is_public) VALUES ('${name}', '${name}', 'One', 'weather', true);
      INSERT INTO sensors.datastream (thing_id, property, observation_type) VALUES ('${name}', 'temperature', 'Measurement');
      INSERT INTO sensors.latest_observation SELECT id, '2026-01-01Z', 0 FROM sensors.datastream`);
    apis = [await start({ ROLE: 'api' }), await start({ ROLE: 'api' })];
    if (MQTT_URL) {
      await start({ ROLE: 'ingest', MQTT_URL, MQTT_CLIENT_ID: name });
      const gateway = await connectAsync(MQTT_URL);
      store = async (value) => {
        const payload = JSON.stringify({ ts: new Date().toISOString(), values: { temperature: value } });
        await gateway.publishAsync(`gateways/${name}/sensors/${name}/observations`, payload, { qos: 1 });
      };
      clients.push({ dispose: () => gateway.endAsync() } as unknown as Client);
    } else {
      store = (value) =>
        database.query(
          `WITH changed AS (UPDATE sensors.latest_observation SET result = $1, phenomenon_time = now() RETURNING datastream_id)
           SELECT pg_notify('observations', datastream_id::text) FROM changed`,
          [value],
        );
    }
  }, 60_000);
  afterAll(async () => {
    for (const client of clients) await client.dispose();
    for (const child of children) {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    }
    await database.close();
  }, 30_000);

  it('let subscribers of both hear of each reading, with one listening connection each', async () => {
    const subscribers = [...apis, ...apis, ...apis].map(subscribe);
    const all = (value: number) => eventually(async () => subscribers.every(({ results }) => results.at(-1) === value));
    await all(0);
    for (const value of [1, 2, 3]) {
      await store(value);
      await all(value);
    }
    for (const { results } of subscribers) expect(results).toEqual([0, 1, 2, 3]);
    if (!onRealParts) return;
    const [listening] = await database.query(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
    );
    expect(listening).toEqual({ count: 3 });
  }, 30_000);
});

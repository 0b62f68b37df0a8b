import { openDatabase, startEmbeddedDatabase, migrate, type Database } from '@stadtlage/database';
import { startEmbeddedBroker, startIngest } from '@stadtlage/sensors';
import { createLog, type Settings } from '@stadtlage/server';
import { connectAsync } from 'mqtt';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PUBLISHER = fileURLToPath(new URL('./publisher.js', import.meta.url));

/**
 * Messages per second from one publisher process, (a) to a bare client that throws everything away and (b) to committed
 * rows, through the same broker in the same run. Prints a table and, last, one line of JSON.
 */
export async function benchIngest(settings: Settings, messages: number): Promise<void> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const url = settings.mqttUrl ?? (await embeddedBroker(stops));
    const database = await benchDatabase(settings.databaseUrl, stops);
    const bare = await measure(url, messages, (prefix, all) => bareClient(url, prefix, all, messages));
    const stored = await measure(url, messages, (prefix, all) =>
      storingClient(url, database, prefix, all, messages * 2),
    );
    const rss = Math.round(process.memoryUsage().rss / 1e6);
    const kind = `${database.embedded ? 'embedded database' : 'PostgreSQL'}, ${settings.mqttUrl ? 'broker by MQTT_URL' : 'embedded broker'}`;
    console.log(`\n${messages} messages with two values, QoS 1; ${kind}`);
    console.log(`  bare client, thrown away   ${Math.round(bare).toLocaleString('en')} messages/s`);
    console.log(`  stored and acknowledged    ${Math.round(stored).toLocaleString('en')} messages/s`);
    console.log(
      JSON.stringify({
        bench: 'ingest',
        bare: Math.round(bare),
        stored: Math.round(stored),
        ratio: Number((stored / bare).toFixed(2)),
        rss_mb: rss,
      }),
    );
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

type Receiver = (prefix: string, all: () => void) => Promise<() => Promise<unknown>>;

/** @returns messages per second from the first publish until the receiver has all of them */
async function measure(url: string, messages: number, receive: Receiver): Promise<number> {
  const prefix = `bench-${randomBytes(4).toString('hex')}`;
  let all!: () => void;
  const received = new Promise<void>((done) => (all = done));
  const stop = await receive(prefix, all);
  const began = performance.now();
  const publisher = fork(PUBLISHER, [url, String(messages), prefix]);
  const published = new Promise<void>((done, failed) =>
    publisher.once('exit', (code) =>
      code === 0 ? done() : failed(new Error(`The publisher ended with status ${code}.`)),
    ),
  );
  await Promise.all([received, published]);
  const seconds = (performance.now() - began) / 1000;
  await stop();
  return messages / seconds;
}

async function bareClient(url: string, prefix: string, all: () => void, messages: number) {
  const client = await connectAsync(url, { clientId: `${prefix}-bare` });
  let count = 0;
  client.on('message', () => ++count === messages && all());
  await client.subscribeAsync(`gateways/${prefix}/#`, { qos: 1 });
  return () => client.endAsync();
}

async function storingClient(url: string, database: Database, prefix: string, all: () => void, readings: number) {
  const ingest = startIngest({ database, url, clientId: `${prefix}-ingest`, log: createLog('warn') });
  await ingest.subscribed;
  const watch = setInterval(() => ingest.counters.stored >= readings && all(), 20);
  return async () => {
    clearInterval(watch);
    await ingest.stop();
  };
}

async function embeddedBroker(stops: (() => Promise<unknown>)[]): Promise<string> {
  const broker = await startEmbeddedBroker({ port: 0, host: '127.0.0.1' });
  stops.push(() => broker.stop());
  return broker.url;
}

/** A database of its own, so that a bench never touches the city's data. */
async function benchDatabase(server: string | undefined, stops: (() => Promise<unknown>)[]): Promise<Database> {
  const url = server ? await ownDatabase(server, stops) : await ownEmbedded(stops);
  await migrate(url);
  const database = await openDatabase(url);
  stops.push(() => database.close());
  return database;
}

async function ownDatabase(server: string, stops: (() => Promise<unknown>)[]): Promise<string> {
  const name = `stadtlage_bench_${randomBytes(4).toString('hex')}`;
  const admin = await openDatabase(server);
  await admin.query(`CREATE DATABASE ${name}`);
  stops.push(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.close();
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

async function ownEmbedded(stops: (() => Promise<unknown>)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-bench-'));
  const embedded = await startEmbeddedDatabase(folder);
  stops.push(async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return embedded.url;
}

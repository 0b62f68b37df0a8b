import { migrate, openDatabase, startEmbeddedDatabase, UserError, type Database } from '@stadtlage/database';
import { postgresPrograms, startOwnPostgres } from '@stadtlage/database/testing';
import { startEmbeddedBroker, type EmbeddedBroker } from '@stadtlage/sensors';
import { mosquitto, startMosquitto } from '@stadtlage/sensors/testing';
import { createLog, readSettings, startServer } from '@stadtlage/server';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { peakMemory, publish, startReceiver, startIngest, type Load } from './processes.js';

type Stops = (() => Promise<unknown>)[];

export interface IngestBenchOptions {
  messages: number;
  /** Messages that wait in the broker when the service comes back; 0 leaves this part out. */
  backlog: number;
}

/** What one set of parts is measured on. */
interface Parts {
  title: string;
  mqttUrl: string;
  database: Database;
}

interface EmbeddedParts {
  title: string;
  broker: EmbeddedBroker;
  database: Database;
}

/**
 * Messages per second from one publisher process to (a) a bare client that throws everything away, (b) committed rows of
 * Stadtlage, (c) one INSERT per reading, each receiver in a process of its own, through the same broker in the same run. Starts its own PostgreSQL and Mosquitto, with
 * the durability they ship with. Prints a table and, last, one line of JSON.
 */
export async function benchIngest({ messages, backlog }: IngestBenchOptions): Promise<void> {
  if (!postgresPrograms)
    throw new UserError(
      'PostgreSQL is missing for this bench. Debian: apt install postgresql-15 postgresql-15-postgis-3.',
    );
  if (!mosquitto) throw new UserError('Mosquitto is missing for this bench. Debian: apt install mosquitto.');
  const stops: Stops = [];
  try {
    const real = await realParts(stops);
    console.log(`\n${real.title}; ${messages.toLocaleString('en')} messages of 50 sensors, QoS 1\n`);
    const pairs: { bare: number; stored: number; ratio: number }[] = [];
    for (let i = 0; i < PAIRS; i++) {
      const bare = await run('(a) two values, thrown away by a bare client', () => bareRate(real, messages, 2));
      const stored = await run('(b) two values, stored and acknowledged', () => storedRate(real, messages, 2));
      pairs.push({ bare, stored, ratio: stored / bare });
    }
    const [bare, stored] = [median(pairs.map(({ bare }) => bare)), median(pairs.map(({ stored }) => stored))];
    const ratio = round(median(pairs.map(({ ratio }) => ratio)));
    console.log(`  (b) to (a), pair by pair: ${pairs.map(({ ratio }) => round(ratio)).join(', ')}; median ${ratio}\n`);
    const naive = await run('(c) two values, one INSERT each', () => naiveRate(real, Math.ceil(messages / 20), 2));
    const bareThree = await run('(a) three values, thrown away by a bare client', () => bareRate(real, messages, 3));
    const three = await run('(b) three values, stored and acknowledged', () => storedRate(real, messages, 3));
    const half = Math.floor(stored / 2);
    const latency = await latencies(real, { messages: half * 10, rate: half, values: 2, prefix: newPrefix() });
    console.log(
      `  from publish to commit at ${half}/s   p50 ${latency.p50} ms, p99 ${latency.p99} ms, longest ${latency.max} ms`,
    );
    const memory = backlog ? await backlogMemory(real, backlog) : undefined;
    if (memory)
      console.log(
        `  ${backlog.toLocaleString('en')} messages waiting: stored ${memory.rate}/s, at most ${memory.peak} MB resident`,
      );
    const embedded = await embeddedParts(stops);
    console.log(`\n${embedded.title}\n`);
    const embeddedStored = await run('(b) two values, stored and acknowledged', () =>
      embeddedRate(embedded, Math.ceil(messages / 2), 2),
    );
    console.log(
      JSON.stringify({
        bench: 'ingest',
        bare,
        stored,
        ratio,
        rss_mb: memory?.peak,
        insert: naive,
        bare_three: bareThree,
        stored_three: three,
        p50_ms: latency.p50,
        p99_ms: latency.p99,
        embedded: embeddedStored,
      }),
    );
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

// On a machine whose cores others share, one run says little; two that follow each other meet the same.
const PAIRS = 5;
const round = (ratio: number) => Number(ratio.toFixed(2));
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const newPrefix = () => `bench-${randomBytes(4).toString('hex')}`;

async function run(title: string, measure: () => Promise<number>): Promise<number> {
  const rate = Math.round(await measure());
  console.log(`  ${title.padEnd(50)} ${rate.toLocaleString('en').padStart(8)} messages/s`);
  return rate;
}

/** @returns messages per second from the first publish until `all` */
async function timed(url: string, load: Load, all: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await Promise.all([publish(url, load), all()]);
  return load.messages / ((performance.now() - began) / 1_000);
}

async function bareRate({ mqttUrl, database }: Parts, messages: number, values: number): Promise<number> {
  const prefix = newPrefix();
  const receiver = await startReceiver('bare', [mqttUrl, String(messages), prefix, database.url]);
  const rate = await timed(mqttUrl, { messages, values, prefix }, () => receiver.all);
  await receiver.stop();
  return rate;
}

async function naiveRate({ mqttUrl, database }: Parts, messages: number, values: number): Promise<number> {
  const prefix = newPrefix();
  await database.query('DROP TABLE IF EXISTS naive');
  const receiver = await startReceiver('insert', [mqttUrl, String(messages), prefix, database.url]);
  const rate = await timed(mqttUrl, { messages, values, prefix }, () => receiver.all);
  await receiver.stop();
  return rate;
}

/** @returns messages per second from the first publish until the last commit, by PostgreSQL's clock */
async function storedRate({ mqttUrl, database }: Parts, messages: number, values: number): Promise<number> {
  const prefix = newPrefix();
  const service = await startIngest(database.url, mqttUrl, prefix);
  const taken = await numbersTaken(database);
  const began = Date.now();
  await Promise.all([
    publish(mqttUrl, { messages, values, prefix }),
    allStored(database, prefix, messages * values, taken),
  ]);
  const [row] = await database.query<{ end: Date }>(
    `SELECT max(pg_xact_commit_timestamp(o.xmin)) AS end
     FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id
     WHERE d.thing_id LIKE $1`,
    [`${prefix}-%`],
  );
  await service.stop();
  return messages / ((row!.end.getTime() - began) / 1_000);
}

/** As `npm start` does it: broker and service in one process, and a PUBACK means committed. */
async function embeddedRate({ broker, database }: EmbeddedParts, messages: number, values: number): Promise<number> {
  const prefix = newPrefix();
  const settings = readSettings({ ROLE: 'ingest', PORT: '0', DATABASE_URL: database.url, MQTT_URL: broker.url });
  const service = await startServer(settings, createLog('warn'), broker);
  const taken = await numbersTaken(database);
  const load = { messages, values, prefix };
  const rate = await timed(broker.url, load, () => allStored(database, prefix, messages * values, taken));
  await service.close();
  return rate;
}

/** The backlog waits in the session of a service that is away. */
async function backlogMemory({ mqttUrl, database }: Parts, messages: number) {
  const prefix = newPrefix();
  await (await startIngest(database.url, mqttUrl, prefix)).stop();
  await publish(mqttUrl, { messages, values: 2, prefix });
  const taken = await numbersTaken(database);
  const began = performance.now();
  const service = await startIngest(database.url, mqttUrl, prefix);
  await allStored(database, prefix, messages * 2, taken);
  const rate = Math.round(messages / ((performance.now() - began) / 1_000));
  const peak = peakMemory(service.child);
  await service.stop();
  return { rate, peak };
}

/** Milliseconds from the moment a message was published (its own time) to the commit of its rows, by PostgreSQL's clock. */
async function latencies({ mqttUrl, database }: Parts, load: Load) {
  const service = await startIngest(database.url, mqttUrl, load.prefix);
  const taken = await numbersTaken(database);
  await Promise.all([publish(mqttUrl, load), allStored(database, load.prefix, load.messages * load.values, taken)]);
  const [row] = await database.query<{ p50: number; p99: number; max: number }>(
    `SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)) AS p50, round(percentile_cont(0.99) WITHIN GROUP (ORDER BY ms)) AS p99,
            round(max(ms)) AS max
     FROM (SELECT 1000 * extract(epoch FROM pg_xact_commit_timestamp(o.xmin) - o.phenomenon_time)::float8 AS ms
           FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id
           WHERE d.thing_id LIKE $1) AS latencies`,
    [`${load.prefix}-%`],
  );
  await service.stop();
  return row!;
}

/** Costs nothing to read, but a batch that is written twice takes two numbers for each row: {@link allStored} counts. */
async function numbersTaken(database: Database): Promise<number> {
  const [row] = await database.query<{ last: number }>(
    'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM sensors.observation_id_seq',
  );
  return row!.last;
}

/** Resolves when all readings of a run are committed. */
async function allStored(database: Database, prefix: string, readings: number, taken: number): Promise<void> {
  while ((await numbersTaken(database)) < taken + readings) await sleep(100);
  for (let tries = 0; ; tries++) {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*) AS count FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id WHERE d.thing_id LIKE $1`,
      [`${prefix}-%`],
    );
    if (row!.count === readings) return;
    if (row!.count > readings || tries > 50)
      throw new Error(`${row!.count} rows are stored, but ${readings} readings were published.`);
    await sleep(100);
  }
}

async function realParts(stops: Stops): Promise<Parts> {
  // The commit times are for the latencies; everything else is as Debian ships it.
  const postgres = await startOwnPostgres({ track_commit_timestamp: 'on' });
  stops.push(() => postgres.remove());
  const broker = await startMosquitto();
  stops.push(() => broker.stop());
  return { title: 'PostgreSQL and Mosquitto', mqttUrl: broker.url, database: await migrated(postgres.url, stops) };
}

async function embeddedParts(stops: Stops): Promise<EmbeddedParts> {
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-bench-'));
  const embedded = await startEmbeddedDatabase(folder);
  stops.push(async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const broker = await startEmbeddedBroker({ port: 0, forIngest: true });
  stops.push(() => broker.stop());
  return { title: 'Embedded database and broker', broker, database: await migrated(embedded.url, stops) };
}

async function migrated(url: string, stops: Stops): Promise<Database> {
  await migrate(url);
  const database = await openDatabase(url);
  stops.push(() => database.close());
  return database;
}

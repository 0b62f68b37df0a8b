import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { startIngest, type Ingest } from './ingest.js';
import type { Message } from './message.js';
import { deliveryOf } from './receipts.js';
import type { SourceHandlers } from './source.js';

// A broker that does what real ones do rarely: it says which message has which packet id, and when it comes again.
const CONSTANT = '{"values":{"t":21}}';
const log = { info() {}, warn() {}, error() {} };

let database: Database;
let ingest: Ingest;
let broker: SourceHandlers;
let acknowledged: number[];
let connection: PassThrough;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query('TRUNCATE sensors.observation, sensors.receipt, sensors.rejected_message');
  start();
});
afterEach(() => ingest.stop());

function start(): void {
  acknowledged = [];
  connection = new PassThrough();
  ingest = startIngest({
    database,
    url: 'mqtt://none',
    clientId: 'receipts-spec',
    inFlight: 5,
    log,
    source: (handlers) => {
      broker = handlers;
      return {
        subscribed: Promise.resolve(),
        connected: true,
        acknowledge: (messages) =>
          acknowledged.push(...messages.flatMap((message) => deliveryOf(message)?.packetId ?? [])),
        resume() {},
        publish() {},
        end: async () => {},
      };
    },
  });
}

/** What a kill -9 leaves: the database, and a broker that has heard of no acknowledgement. */
async function restart(): Promise<void> {
  await ingest.stop();
  start();
}

function deliver(packetId: number, { payload = CONSTANT, again = false, qos = 1 as 0 | 1 } = {}): void {
  const bytes = Buffer.from(payload);
  const message: Message = {
    topic: 'gateways/g/sensors/s/observations',
    payload: bytes,
    payloadBytes: bytes.length,
    receivedAt: new Date(),
  };
  if (qos) message.delivery = { stream: connection, clientId: 'receipts-spec', qos, packetId, again };
  broker.onMessage(message);
}

async function untilAcknowledged(count: number): Promise<void> {
  for (let tries = 0; acknowledged.length < count; tries++) {
    if (tries > 300) throw new Error(`Only ${acknowledged.length} of ${count} were acknowledged.`);
    await sleep(10);
  }
  // Two readings of one value within a millisecond would be one.
  await sleep(3);
}

const rows = async (table = 'observation') =>
  (await database.query<{ count: number }>(`SELECT count(*) AS count FROM sensors.${table}`))[0]!.count;

async function holdCommits(): Promise<() => Promise<void>> {
  let release = () => {};
  let finished = Promise.resolve();
  await new Promise<void>((held) => {
    finished = database.transaction(async (transaction) => {
      await transaction.query('LOCK TABLE sensors.observation IN ACCESS EXCLUSIVE MODE');
      held();
      await new Promise<void>((resolve) => (release = resolve));
    });
  });
  return () => (release(), finished);
}

describe('messages without a time of their own', () => {
  test('that come again after a crash are the same rows, also those that were refused', async () => {
    deliver(1);
    deliver(2, { payload: '{"values":' });
    await untilAcknowledged(2);
    await restart();
    deliver(1, { again: true });
    deliver(2, { payload: '{"values":', again: true });
    await untilAcknowledged(2);
    expect([await rows(), await rows('rejected_message')]).toEqual([1, 1]);
  });

  test('are new readings when the broker has given the id to another message, whatever that says', async () => {
    deliver(1);
    await untilAcknowledged(1);
    const release = await holdCommits();
    deliver(1);
    await sleep(50);
    broker.onLost();
    deliver(1, { again: true });
    await release();
    await untilAcknowledged(2);
    expect(await rows()).toBe(2);
  });

  test('are new readings in a new session, whose ids begin again', async () => {
    deliver(1);
    await untilAcknowledged(1);
    broker.onLost();
    broker.onNewSession();
    deliver(1, { again: true });
    await untilAcknowledged(2);
    expect(await rows()).toBe(2);
    // From now on its receipt counts.
    broker.onLost();
    deliver(1, { again: true });
    await untilAcknowledged(3);
    expect(await rows()).toBe(2);
  });

  test('stay known while the line breaks again and again, and others without acknowledgement pass', async () => {
    deliver(1, { payload: '{"values":{"a":1}}' });
    deliver(2, { payload: '{"values":{"a":2}}' });
    await untilAcknowledged(2);
    for (let i = 0; i < 30; i++) {
      broker.onLost();
      deliver(1, { payload: '{"values":{"a":1}}', again: true });
      deliver(0, { payload: `{"values":{"b":${i}}}`, qos: 0 });
      await sleep(5);
    }
    broker.onLost();
    deliver(2, { payload: '{"values":{"a":2}}', again: true });
    await sleep(100);
    const [row] = await database.query(
      `SELECT count(*) AS count FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id WHERE property = 'a'`,
    );
    expect(row).toEqual({ count: 2 });
  });

  test('are stored once when the broker, tired of waiting, sends them twice on one connection', async () => {
    const release = await holdCommits();
    deliver(1);
    await sleep(20);
    deliver(2, { payload: '{"values":{"t":22}}' });
    await sleep(20);
    deliver(2, { payload: '{"values":{"t":22}}', again: true });
    await release();
    await untilAcknowledged(2);
    await sleep(50);
    expect(acknowledged).toEqual([1, 2]);
    expect(await rows()).toBe(2);
  });

  test('are forgotten when the broker must have their acknowledgements', async () => {
    for (let id = 1; id <= 40; id++) deliver(id, { payload: `{"values":{"t":${id}}}` });
    await untilAcknowledged(40);
    for (let id = 41; id <= 80; id++) deliver(id, { payload: `{"ts":${Date.now() + id},"values":{"t":${id}}}` });
    await untilAcknowledged(80);
    deliver(81);
    await untilAcknowledged(81);
    expect(await rows('receipt')).toBeLessThanOrEqual(1);
  });
});

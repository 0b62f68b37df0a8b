import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Database } from '@stadtlage/database';
import { freePort, testDatabase } from '@stadtlage/database/testing';
import { startEmbeddedBroker } from '../broker/embedded.js';
import { mosquitto, startMosquitto, startProxy as startProxyTo } from '../broker/testing.js';
import { parseMapping } from '../mapping/mapping-file.js';
import { startIngest, type Ingest } from './ingest.js';

const TIME = Date.UTC(2026, 2, 1);
const topicOf = (thing: string, gateway = `gw-${thing}`) => `gateways/${gateway}/sensors/${thing}/observations`;
const reading = (i: number, value = i) => JSON.stringify({ ts: TIME + i * 1_000, values: { temperature: value } });

let database: Database;
let publisher: MqttClient;
const log = { info() {}, warn() {}, error() {} };
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function ingestFrom(url: string, options: object = {}): Promise<Ingest> {
  const ingest = startIngest({ database, url, clientId: 'stadtlage-test', log, ...options });
  closing.push(() => ingest.stop());
  await ingest.subscribed;
  return ingest;
}

async function publisherAt(url: string): Promise<void> {
  publisher = await connectAsync(url, { protocolVersion: 4 });
  closing.push(() => publisher.endAsync());
}

async function publish(thing: string, payloads: string[], gateway?: string): Promise<void> {
  await Promise.all(payloads.map((payload) => publisher.publishAsync(topicOf(thing, gateway), payload, { qos: 1 })));
}

const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => reading(from + i));

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await condition()); await sleep(20)) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${condition}`);
  }
}

async function stored(thing: string): Promise<{ count: number; sum: number }> {
  const [row] = await database.query<{ count: number; sum: number }>(
    `SELECT count(*) AS count, coalesce(sum(result), 0) AS sum
     FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id WHERE thing_id = $1`,
    [thing],
  );
  return row!;
}

const rejectedOf = (gateway: string) =>
  database.query(
    'SELECT topic, convert_from(payload, $2) AS payload, reason, detail FROM sensors.rejected_message WHERE gateway_id = $1 ORDER BY id',
    [gateway, 'UTF8'],
  );

async function startProxy(url: string) {
  const proxy = await startProxyTo(url);
  closing.push(() => proxy.stop());
  return proxy;
}

/** Keeps every commit waiting until the returned function is called. */
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

describe('ingest from the embedded broker', () => {
  let url: string;
  beforeEach(async () => {
    const broker = await startEmbeddedBroker({ port: 0 });
    closing.push(() => broker.stop());
    url = broker.url;
    await publisherAt(url);
  });

  test('a published reading becomes a row of an unconfirmed gateway and a thing that is not public', async () => {
    const notices: string[] = [];
    await database.notices.listen('observations', (payload) => notices.push(payload));
    const ingest = await ingestFrom(url);
    await publish('roof', [reading(1, 21.4)]);
    await until(() => ingest.counters.stored === 1);

    const rows = await database.query(
      `SELECT g.confirmed, g.last_seen_at IS NOT NULL AS seen, t.is_public, d.id, l.result, l.phenomenon_time
       FROM sensors.gateway g JOIN sensors.thing t ON t.gateway_id = g.id JOIN sensors.datastream d ON d.thing_id = t.id
       JOIN sensors.latest_observation l ON l.datastream_id = d.id WHERE g.id = 'gw-roof'`,
    );
    const phenomenon_time = new Date(TIME + 1_000);
    expect(rows).toEqual([
      { confirmed: false, seen: true, is_public: false, id: expect.any(Number), result: 21.4, phenomenon_time },
    ]);
    await until(() => notices.includes(String(rows[0]!['id'])));
    await until(
      async () => (await database.query("SELECT FROM datasets.state WHERE dataset = 'observations'")).length === 1,
    );
  });

  test('the latest value is the newest one, in whatever order readings come', async () => {
    const ingest = await ingestFrom(url);
    for (const i of [5, 9, 7]) {
      await publish('order', [reading(i)]);
      await until(() => ingest.counters.stored >= [5, 9, 7].indexOf(i) + 1);
    }
    const latest = await database.query(
      `SELECT result FROM sensors.latest_observation l JOIN sensors.datastream d ON d.id = l.datastream_id WHERE thing_id = 'order'`,
    );
    expect(latest).toEqual([{ result: 9 }]);
  });

  test('two values for one moment are both kept, the same value twice is one row', async () => {
    const ingest = await ingestFrom(url);
    await publish('twice', [reading(1, 5), reading(1, 6), reading(1, 5)]);
    await until(() => ingest.counters.stored + ingest.counters.duplicates === 3);
    expect(ingest.counters).toMatchObject({ stored: 2, duplicates: 1, rejected: 0 });
    expect(await stored('twice')).toEqual({ count: 2, sum: 11 });
  });

  test('what cannot be read becomes a row with its reason, and its neighbours are stored', async () => {
    const ingest = await ingestFrom(url);
    const bad = '{"values":';
    await publish('poison', [reading(1), bad, reading(2), '{"ts":"tomorrow\\u0000","values":{"a":1}}', reading(3)]);
    await until(() => ingest.counters.stored === 3 && ingest.counters.rejected === 2);
    expect(await rejectedOf('gw-poison')).toEqual([
      { topic: topicOf('poison'), payload: bad, reason: 'not_json', detail: expect.stringContaining('not JSON') },
      { topic: topicOf('poison'), payload: expect.any(String), reason: 'bad_time', detail: expect.any(String) },
    ]);
  });

  test('one bad reading among good ones takes none with it, and the message is kept to be mended', async () => {
    const ingest = await ingestFrom(url);
    await publish('partly', [reading(0)]);
    await until(() => ingest.counters.stored === 1);
    const parts = [
      reading(1),
      '{"values":{"temperature":null}}',
      reading(2),
      '{"ts":1772366400000,"values":{"temperature":"n/a"}}',
    ];
    await publish('partly', [`[${parts.join(',')}]`]);
    await until(() => ingest.counters.stored === 3 && ingest.counters.rejected === 1);
    expect(await stored('partly')).toEqual({ count: 3, sum: 3 });
    expect(await rejectedOf('gw-partly')).toEqual([
      expect.objectContaining({
        reason: 'bad_value',
        detail: expect.stringMatching(/^Entry 2 of 4: "temperature" is null/),
      }),
    ]);
  });

  test('what only the database refuses is found and rejected, its batch is stored', async () => {
    await database.query('ALTER TABLE sensors.observation ADD CONSTRAINT no_poison CHECK (result <> 666)');
    closing.push(() => database.query('ALTER TABLE sensors.observation DROP CONSTRAINT no_poison'));
    const ingest = await ingestFrom(url);
    await publish('refused', [...many(40), reading(50, 666), ...many(40, 100)]);
    await until(() => ingest.counters.stored === 80 && ingest.counters.rejected === 1);
    expect(await rejectedOf('gw-refused')).toEqual([
      {
        topic: topicOf('refused'),
        payload: reading(50, 666),
        reason: 'not_storable',
        detail: expect.stringContaining('no_poison'),
      },
    ]);
  });

  test('a NUL in the topic is a rejected message, and the queue goes on', async () => {
    const ingest = await ingestFrom(url);
    await publish('nul', [reading(1)], 'gw\0nul');
    await publish('after-nul', [reading(2)]);
    await until(() => ingest.counters.rejected === 1 && ingest.counters.stored === 1);
    expect(await rejectedOf('gw\uFFFDnul')).toEqual([
      expect.objectContaining({ topic: topicOf('nul', 'gw\uFFFDnul'), reason: 'bad_name' }),
    ]);
  });

  test('a rejection that the database refuses leaves a row without content, and never stops the queue', async () => {
    const forbid = (check: string) =>
      database.query(`ALTER TABLE sensors.rejected_message ADD CONSTRAINT strict CHECK (${check}) NOT VALID`);
    const allow = () => database.query('ALTER TABLE sensors.rejected_message DROP CONSTRAINT IF EXISTS strict');
    closing.push(allow);
    await forbid('length(payload) = 0');
    const ingest = await ingestFrom(url);
    await publish('empty', ['{'], 'gw-leer-ü');
    await publish('empty', [reading(1)]);
    await until(() => ingest.counters.rejected === 1 && ingest.counters.stored === 1);
    const rows = await database.query(
      `SELECT topic, payload_bytes, reason, gateway_id FROM sensors.rejected_message WHERE payload = ''`,
    );
    const topic = String.raw`"gateways/gw-leer-\u00fc/sensors/empty/observations"`;
    expect(rows).toEqual([{ topic, payload_bytes: 1, reason: 'not_storable', gateway_id: null }]);

    await allow();
    await forbid('false');
    await publish('empty', ['{', reading(2)]);
    await until(() => ingest.counters.rejected === 2 && ingest.counters.stored === 2);
  });

  test('a gateway cannot write into the things of another', async () => {
    const ingest = await ingestFrom(url);
    await publish('mine', [reading(1)]);
    await publish('mine', [reading(2)], 'gw-stranger');
    await until(() => ingest.counters.rejected === 1);
    expect(await rejectedOf('gw-stranger')).toEqual([expect.objectContaining({ reason: 'foreign_thing' })]);
    expect(await stored('mine')).toEqual({ count: 1, sum: 1 });
  });

  test('rows that somebody removed behind its back are made again', async () => {
    const ingest = await ingestFrom(url);
    await publish('gone', [reading(1)]);
    await until(() => ingest.counters.stored === 1);
    await database.query(
      `DO $$ DECLARE gone bigint := (SELECT id FROM sensors.datastream WHERE thing_id = 'gone'); BEGIN
         DELETE FROM sensors.observation WHERE datastream_id = gone; DELETE FROM sensors.latest_observation WHERE datastream_id = gone;
         DELETE FROM sensors.datastream WHERE id = gone; DELETE FROM sensors.thing WHERE id = 'gone'; END $$`,
    );
    await publish('gone', [reading(2)]);
    await until(() => ingest.counters.stored === 2);
    expect(await stored('gone')).toEqual({ count: 1, sum: 2 });
  });

  test('a huge message is rejected, and its first 64 KiB are kept', async () => {
    const ingest = await ingestFrom(url);
    await publish('huge', ['1'.repeat(1_048_577)]);
    await until(() => ingest.counters.rejected === 1);
    const rows = await database.query(
      `SELECT reason, payload_bytes, length(payload) AS kept FROM sensors.rejected_message WHERE gateway_id = 'gw-huge'`,
    );
    expect(rows).toEqual([{ reason: 'too_large', payload_bytes: 1_048_577, kept: 65_536 }]);
  });

  test('a message of more than 10,000 readings is rejected, and says why', async () => {
    const ingest = await ingestFrom(url);
    const values = (count: number) =>
      JSON.stringify(Array.from({ length: count }, (_, i) => ({ ts: TIME + i, values: { t: 1 } })));
    await publish('full', [values(10_000), values(10_001)]);
    await until(() => ingest.counters.stored === 10_000 && ingest.counters.rejected === 1);
    expect(await rejectedOf('gw-full')).toEqual([
      expect.objectContaining({ reason: 'too_large', detail: expect.stringMatching(/^10001 readings; at most 10000/) }),
    ]);
  });

  test('a batch holds at most 4 MiB', async () => {
    const ingest = await ingestFrom(url);
    const release = await holdCommits();
    await publish('heavy', [reading(0)]);
    await until(() => ingest.counters.received === 1);
    await sleep(50);
    await publish(
      'heavy',
      many(10, 1).map((payload) => payload.padEnd(900 * 1_024)),
    );
    await until(() => ingest.counters.received === 11);
    await release();
    await until(() => ingest.counters.stored === 11);
    expect(ingest.counters.batches).toBeGreaterThanOrEqual(3);
  });

  test('numbers, yes and no, and texts are kept as what they are, and another type is refused', async () => {
    const ingest = await ingestFrom(url);
    await publish('types', ['{"ts":1772366400000,"values":{"level":1.5,"open":true,"state":"geöffnet"}}']);
    await until(() => ingest.counters.stored === 3);
    await publish('types', [
      '{"ts":1772366401000,"values":{"level":"much"}}',
      '{"ts":1772366402000,"values":{"open":2}}',
    ]);
    await publish('types', ['{"ts":1772366403000,"values":{"open":0,"state":7}}']);
    await until(() => ingest.counters.rejected === 2 && ingest.counters.stored === 5);
    const rows = await database.query(
      `SELECT d.property, d.observation_type AS type, o.result, o.result_text AS text
       FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id WHERE thing_id = 'types' ORDER BY o.id`,
    );
    expect(rows).toEqual([
      { property: 'level', type: 'Measurement', result: 1.5, text: null },
      { property: 'open', type: 'TruthObservation', result: 1, text: null },
      { property: 'state', type: 'CategoryObservation', result: null, text: 'geöffnet' },
      { property: 'open', type: 'TruthObservation', result: 0, text: null },
      { property: 'state', type: 'CategoryObservation', result: null, text: '7' },
    ]);
    expect(ingest.rejections).toEqual(new Map([['wrong_type', 2]]));
    expect((await rejectedOf('gw-types'))[0]).toMatchObject({
      detail: expect.stringContaining('holds numbers (Measurement)'),
    });
  });

  test('what the device sends decides between counts and yes or no; a text for a known number is refused', async () => {
    const ingest = await ingestFrom(url);
    await publish('names', [
      '{"ts":1772366400000,"values":{"motion":5,"open":true}}',
      '{"values":{"temperature":"n/a"}}',
    ]);
    await until(() => ingest.counters.stored === 2 && ingest.counters.rejected === 1);
    const rows = await database.query(
      `SELECT property, observation_type AS type FROM sensors.datastream WHERE thing_id = 'names' ORDER BY property`,
    );
    expect(rows).toEqual([
      { property: 'motion', type: 'Measurement' },
      { property: 'open', type: 'TruthObservation' },
      { property: 'temperature', type: 'Measurement' },
    ]);
  });

  test('each hour holds what its observations come to, in whatever order and how often they come', async () => {
    const ingest = await ingestFrom(url);
    const values = [5, 9, 7, 5, 1, 8, 3];
    const seconds = [10, 3_590, 20, 10, 3_605, 7_300, 3_599];
    for (let i = 0; i < values.length; i++) {
      await publish('hours', [JSON.stringify({ ts: TIME + seconds[i]! * 1_000, values: { level: values[i] } })]);
      await until(() => ingest.counters.stored + ingest.counters.duplicates === i + 1);
    }
    const kept = await database.query(
      `SELECT h.hour, h.count, h.min, h.max, h.sum, h.last, h.last_time FROM sensors.observation_hour h
       JOIN sensors.datastream d ON d.id = h.datastream_id WHERE thing_id = 'hours' ORDER BY h.hour`,
    );
    const computed = await database.query(
      `SELECT date_trunc('hour', phenomenon_time) AS hour, count(*), min(result), max(result), sum(result),
              (array_agg(result ORDER BY phenomenon_time DESC))[1] AS last, max(phenomenon_time) AS last_time
       FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id WHERE thing_id = 'hours' GROUP BY 1 ORDER BY 1`,
    );
    expect(kept).toHaveLength(3);
    expect(kept).toEqual(computed);
    expect(ingest.counters.duplicates).toBe(1);
  });

  test('the time of receipt counts where the message has none, and is marked', async () => {
    const ingest = await ingestFrom(url);
    const before = Date.now();
    await publish('timeless', ['{"values":{"a":1}}']);
    await until(() => ingest.counters.stored === 1);
    const [row] = await database.query<{ time: Date; marked: boolean }>(
      `SELECT phenomenon_time AS time, time_is_receipt AS marked FROM sensors.observation o
       JOIN sensors.datastream d ON d.id = o.datastream_id WHERE thing_id = 'timeless'`,
    );
    expect(row!.marked).toBe(true);
    expect(row!.time.getTime()).toBeGreaterThanOrEqual(before);
    expect(row!.time.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test('counted messages leave their counters, also those that could not be read', async () => {
    const ingest = await ingestFrom(url);
    await publish('counted', [
      '{"ts":1772366400000,"seq":5,"values":{"a":1}}',
      '{"ts":1772366401000,"seq":7,"values":{"a":2}}',
    ]);
    const undecoded = { end_device_ids: { device_id: 'lora-9' }, uplink_message: { f_cnt: 3, frm_payload: 'AQI=' } };
    await publisher.publishAsync('v3/a@ttn/devices/lora-9/up', JSON.stringify(undecoded), { qos: 1 });
    await until(() => ingest.counters.stored === 2 && ingest.counters.rejected === 1);
    expect(await database.query('SELECT thing_id, counter FROM sensors.frame ORDER BY counter')).toEqual([
      { thing_id: 'lora-9', counter: 3 },
      { thing_id: 'counted', counter: 5 },
      { thing_id: 'counted', counter: 7 },
    ]);
  });

  test('readings from before the retention are refused, and say from when on they are kept', async () => {
    const ingest = await ingestFrom(url, { oldest: () => new Date('2026-03-01T00:00:05Z') });
    await publish('old', [reading(4), reading(5)]);
    await until(() => ingest.counters.stored === 1 && ingest.counters.rejected === 1);
    expect(await rejectedOf('gw-old')).toEqual([
      expect.objectContaining({ reason: 'time_too_old', detail: expect.stringContaining('2026-03-01T00:00:05.000Z') }),
    ]);
  });

  test('a mapping renames fields and says how often readings should come', async () => {
    const mapping = parseMapping(
      'devices: [{ device: raw, thing: nice, interval: 5 min, fields: { t: temperature } }]',
      'x',
    );
    const ingest = await ingestFrom(url, { mapping });
    await publish('raw', ['{"ts":1772366400000,"values":{"t":1}}']);
    await until(() => ingest.counters.stored === 1);
    const rows = await database.query(
      `SELECT property, extract(epoch FROM expected_interval) AS seconds FROM sensors.datastream WHERE thing_id = 'nice'`,
    );
    expect(rows).toEqual([{ property: 'temperature', seconds: 300 }]);
  });

  test('an existing datastream is found by its number, those of other gateways are not', async () => {
    const ingest = await ingestFrom(url);
    await publish('numbered', [reading(1)]);
    await until(() => ingest.counters.stored === 1);
    const [{ id }] = (await database.query<{ id: number }>(
      `SELECT id FROM sensors.datastream WHERE thing_id = 'numbered'`,
    )) as [{ id: number }];
    const observation = JSON.stringify({ phenomenonTime: '2026-03-01T10:00:00Z', result: 40 });
    for (const gateway of ['gw-numbered', 'gw-other'])
      await publisher.publishAsync(`gateways/${gateway}/v1.1/Datastreams(${id})/Observations`, observation, { qos: 1 });
    await until(() => ingest.counters.stored === 2 && ingest.counters.rejected === 1);
    expect(await stored('numbered')).toEqual({ count: 2, sum: 41 });
    expect(await rejectedOf('gw-other')).toEqual([expect.objectContaining({ reason: 'unknown_datastream' })]);
  });

  test('an address that is none is a mistake that names the setting', () => {
    const start = () => startIngest({ database, url: 'localhost:1883', clientId: 'x', log });
    expect(start).toThrow(expect.objectContaining({ name: 'UserError', message: expect.stringContaining('MQTT_URL') }));
  });

  test('a failing database loses nothing: the batch waits and is written later', async () => {
    const ingest = await ingestFrom(url);
    await database.query('ALTER TABLE sensors.latest_observation RENAME TO away');
    await publish('patient', many(30));
    await until(() => ingest.counters.received === 30);
    await sleep(300);
    expect(ingest.counters.stored).toBe(0);
    await database.query('ALTER TABLE sensors.away RENAME TO latest_observation');
    await until(() => ingest.counters.stored === 30);
    expect(await stored('patient')).toEqual({ count: 30, sum: 435 });
  });
});

const onMosquitto = mosquitto ? describe : describe.skip;

onMosquitto(
  `ingest from Mosquitto${mosquitto ? '' : ' (not run: mosquitto is missing; Debian: apt install mosquitto)'}`,
  () => {
    let url: string;
    beforeAll(async () => {
      const broker = await startMosquitto();
      url = broker.url;
      brokers.push(broker.stop);
    });
    const brokers: (() => Promise<void>)[] = [];
    afterAll(async () => {
      for (const stop of brokers) await stop();
    });
    beforeEach(() => publisherAt(url));

    test('a message is acknowledged after the commit and not before', async () => {
      const proxy = await startProxy(url);
      const ingest = await ingestFrom(proxy.url, { clientId: 'commit' });
      const release = await holdCommits();
      await publish('commit', many(50));
      await until(() => ingest.counters.received === 50);
      await sleep(300);
      expect(proxy.acknowledged()).toBe(0);
      await release();
      await until(() => proxy.acknowledged() === 50);
      expect(await stored('commit')).toEqual({ count: 50, sum: 1225 });
    });

    test('a connection that breaks before the commit: all comes again, nothing is lost or stored twice', async () => {
      const proxy = await startProxy(url);
      const ingest = await ingestFrom(proxy.url, { clientId: 'cut' });
      const release = await holdCommits();
      await publish('cut', many(100));
      await until(() => ingest.counters.received === 100);
      proxy.cut();
      await until(() => ingest.counters.received === 200);
      await release();
      await until(() => proxy.acknowledged() === 100);
      expect(await stored('cut')).toEqual({ count: 100, sum: 4950 });
      expect(ingest.counters).toMatchObject({ stored: 100, rejected: 0 });
      // What waits or is being written when it comes again is acknowledged on the new connection, and written once.
      expect(ingest.counters.duplicates).toBe(0);

      await ingest.stop();
      await until(() => proxy.idle());
      const next = await ingestFrom(url, { clientId: 'cut' });
      await sleep(300);
      expect(next.counters.received).toBe(0);
    });

    test('what comes while nobody listens waits in the session: 5,000 messages, all stored once', async () => {
      const first = await ingestFrom(url, { clientId: 'away' });
      await first.stop();
      await publish('away', many(5_000));
      const ingest = await ingestFrom(url, { clientId: 'away' });
      await until(() => ingest.counters.stored === 5_000);
      expect(await stored('away')).toEqual({ count: 5_000, sum: (4_999 * 5_000) / 2 });
      expect(ingest.counters).toMatchObject({ received: 5_000, duplicates: 0, rejected: 0 });
      expect(ingest.counters.batches).toBeLessThan(500);
    });

    test('never more than Receive Maximum is in flight', async () => {
      const ingest = await ingestFrom(url, { clientId: 'bounded', inFlight: 64 });
      const release = await holdCommits();
      await publish('bounded', many(300));
      await sleep(300);
      expect(ingest.counters.received).toBe(64);
      await release();
      await until(() => ingest.counters.stored === 300);
    });

    test('a lost session is no loss of the subscription', async () => {
      const proxy = await startProxy(url);
      const ingest = await ingestFrom(proxy.url, { clientId: 'lost' });
      proxy.cut();
      await until(() => !ingest.connected);
      const thief = await connectAsync(url, { protocolVersion: 5, clientId: 'lost', clean: true });
      await thief.endAsync();
      await until(() => ingest.connected);
      await until(async () => {
        await publish('lost', [reading(1)]);
        return ingest.counters.stored === 1;
      });
    });

    test('QoS 2 is answered with PUBREC after the commit, and stored once', async () => {
      const proxy = await startProxy(url);
      const ingest = await ingestFrom(proxy.url, { clientId: 'exactly-once' });
      const release = await holdCommits();
      const published = Promise.all(
        many(20).map((payload) => publisher.publishAsync(topicOf('qos2'), payload, { qos: 2 })),
      );
      await published;
      await until(() => ingest.counters.received === 20);
      await sleep(200);
      expect(proxy.received()).toBe(0);
      await release();
      await until(() => proxy.received() === 20);
      await until(() => proxy.completed() === 20);
      expect(await stored('qos2')).toEqual({ count: 20, sum: 190 });
    });

    test('a message without a time that comes again after a crash is the same row', async () => {
      const proxy = await startProxy(url);
      const first = await ingestFrom(proxy.url, { clientId: 'receipts' });
      proxy.holdAcknowledgements();
      const timeless = Array.from({ length: 30 }, (_, i) => `{"values":{"a":${i}}}`);
      await publish('timeless-again', timeless);
      await until(() => first.counters.stored === 30);
      expect(proxy.acknowledged()).toBe(0);
      proxy.cut();
      await proxy.stop();
      await first.stop();
      const next = await ingestFrom(url, { clientId: 'receipts' });
      await until(() => next.counters.received === 30);
      await until(() => next.counters.duplicates === 30);
      expect(next.counters.stored).toBe(0);
      // The same content in a new message is a new reading.
      await publish('timeless-again', ['{"values":{"a":1}}']);
      await until(() => next.counters.stored === 1);
      expect(await stored('timeless-again')).toEqual({ count: 31, sum: 436 });
    });

    test('a broker that has forgotten everything gets the subscriptions again, as does a new client id', async () => {
      const broker = await startMosquitto();
      closing.push(() => broker.stop());
      const ingest = await ingestFrom(broker.url, { clientId: 'restarted' });
      await broker.restart();
      await until(() => ingest.connected);
      const publisherThere = await connectAsync(broker.url, { protocolVersion: 4 });
      closing.push(() => publisherThere.endAsync());
      await until(async () => {
        await publisherThere.publishAsync(topicOf('restarted'), reading(1), { qos: 1 });
        return ingest.counters.stored === 1;
      });
      await ingest.stop();
      const renamed = await ingestFrom(broker.url, { clientId: 'renamed' });
      await publisherThere.publishAsync(topicOf('restarted'), reading(2), { qos: 1 });
      await until(() => renamed.counters.stored === 1);
    });

    test('what has arrived is stored, though the broker that acknowledged it was killed and has forgotten it', async () => {
      const broker = await startMosquitto();
      closing.push(() => broker.stop());
      const ingest = await ingestFrom(broker.url, { clientId: 'killed' });
      const publisherThere = await connectAsync(broker.url, { protocolVersion: 4 });
      closing.push(() => publisherThere.endAsync(true));
      const release = await holdCommits();
      await Promise.all(many(50).map((one) => publisherThere.publishAsync(topicOf('killed'), one, { qos: 1 })));
      await until(() => ingest.counters.received === 50);
      await broker.restart('SIGKILL');
      await until(() => ingest.connected);
      await release();
      await until(() => ingest.counters.stored === 50);
      expect(await stored('killed')).toEqual({ count: 50, sum: 1225 });
    });

    test('a retained message without a time of its own is not taken for a new reading', async () => {
      await publisher.publishAsync(topicOf('kept'), '{"values":{"a":1}}', { qos: 1, retain: true });
      await publisher.publishAsync(topicOf('kept-timed'), reading(1), { qos: 1, retain: true });
      const ingest = await ingestFrom(url, { clientId: 'retained' });
      await until(() => ingest.counters.stored === 1 && ingest.counters.rejected === 1);
      expect(await rejectedOf('gw-kept')).toEqual([expect.objectContaining({ reason: 'retained' })]);
      for (const thing of ['kept', 'kept-timed'])
        await publisher.publishAsync(topicOf(thing), '', { qos: 1, retain: true });
    });

    test('two with one shared subscription divide the messages among them', async () => {
      const both: Ingest[] = [];
      for (const clientId of ['share-1', 'share-2'])
        both.push(await ingestFrom(url, { clientId, sharedGroup: 'city' }));
      await publish('shared', many(400));
      await until(() => both[0]!.counters.stored + both[1]!.counters.stored === 400);
      expect(Math.min(...both.map(({ counters }) => counters.stored))).toBeGreaterThan(50);
      expect(await stored('shared')).toEqual({ count: 400, sum: 79_800 });
    });

    test('a connection by WebSocket does as well', async () => {
      const port = await freePort();
      const broker = await startMosquitto([`listener ${port} 127.0.0.1`, 'protocol websockets']);
      closing.push(() => broker.stop());
      const ingest = await ingestFrom(`ws://127.0.0.1:${port}`, { clientId: 'websocket' });
      const there = await connectAsync(broker.url, { protocolVersion: 4 });
      closing.push(() => there.endAsync());
      for (const payload of many(50)) await there.publishAsync(topicOf('websocket'), payload, { qos: 1 });
      await until(() => ingest.counters.stored === 50);
      await ingest.stop();
      const again = await ingestFrom(`ws://127.0.0.1:${port}`, { clientId: 'websocket' });
      await sleep(300);
      expect(again.counters.received).toBe(0);
    });

    test('uplinks of The Things Stack arrive as well', async () => {
      const ingest = await ingestFrom(url, { clientId: 'tts' });
      const uplink = {
        end_device_ids: { device_id: 'lora-1' },
        uplink_message: { decoded_payload: { pm10: 7, battery: { v: 3.5 } } },
      };
      await publisher.publishAsync('v3/city@ttn/devices/lora-1/up', JSON.stringify(uplink), { qos: 1 });
      await until(() => ingest.counters.stored === 2);
      expect(await stored('lora-1')).toEqual({ count: 2, sum: 10.5 });
    });
  },
);

describe('ingest from the embedded broker in the same process', () => {
  test('a gateway gets its acknowledgement when its reading is committed, and not before', async () => {
    const broker = await startEmbeddedBroker({ port: 0 });
    closing.push(() => broker.stop());
    const ingest = await ingestFrom(broker.url, { source: broker.source });
    await publisherAt(broker.url);
    await publish('direct', [reading(0)]);
    const release = await holdCommits();
    let acknowledged = 0;
    const all = Promise.all(
      many(40, 1).map(async (payload, i) => {
        await publisher.publishAsync(topicOf('direct'), payload, { qos: i % 2 ? 1 : 2 });
        acknowledged++;
      }),
    );
    await until(() => ingest.counters.received === 41);
    await sleep(200);
    expect(acknowledged).toBe(0);
    await release();
    await all;
    expect(await stored('direct')).toEqual({ count: 41, sum: 820 });
    expect(ingest.counters.batches).toBeLessThan(10);
  });

  test('nothing is acknowledged before there is somebody who stores', async () => {
    const broker = await startEmbeddedBroker({ port: 0, forIngest: true });
    closing.push(() => broker.stop());
    await publisherAt(broker.url);
    let acknowledged = false;
    const early = publish('early', [reading(1)]).then(() => (acknowledged = true));
    await sleep(200);
    expect(acknowledged).toBe(false);
    await ingestFrom(broker.url, { source: broker.source });
    await early;
    expect(await stored('early')).toEqual({ count: 1, sum: 1 });
  });

  test('what nobody stores is acknowledged as ever, and what cannot be stored has its row', async () => {
    const broker = await startEmbeddedBroker({ port: 0 });
    closing.push(() => broker.stop());
    await ingestFrom(broker.url, { source: broker.source });
    await publisherAt(broker.url);
    await publisher.publishAsync('something/else', 'x', { qos: 1 });
    await publish('direct-bad', ['{']);
    expect(await rejectedOf('gw-direct-bad')).toEqual([expect.objectContaining({ reason: 'not_json' })]);
  });
});

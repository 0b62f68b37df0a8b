import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Maintenance, startMaintenance } from './maintenance.js';

const warnings: string[] = [];
const onRealPostgres = process.env['TEST_DATABASE_URL'] ? test : test.skip;
const log = { info() {}, warn: (text: string) => void warnings.push(text), error() {} };

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await database.query(`
    INSERT INTO sensors.gateway (id) VALUES ('g');
    INSERT INTO sensors.thing (id, gateway_id, name, is_public) VALUES ('s', 'g', 'Sensor', true);
    INSERT INTO sensors.datastream (thing_id, property, observation_type, expected_interval) VALUES ('s', 'temperature', 'Measurement', '1 hour')`);
});
beforeEach(() => void warnings.splice(0));
afterAll(() => database.close());

const maintenance = (options: object = {}) =>
  new Maintenance({ database, log, observationMonths: 24, rejectedDays: 30, ...options });

const partitions = async () =>
  (
    await database.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'sensors.observation'::regclass ORDER BY 1`,
    )
  ).map(({ name }) => name.replace('sensors.observation_', ''));

const month = (offset: number) => {
  const now = new Date();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset));
  return first.toISOString().slice(0, 7).replace('-', '_');
};

const count = async (table: string) =>
  (await database.query<{ count: number }>(`SELECT count(*) AS count FROM sensors.${table}`))[0]!.count;

/** A reading in a month, with its partition and its hour. */
async function observe(monthsAgo: number): Promise<void> {
  await database.query(`SELECT sensors.ensure_observation_partition(now() - make_interval(months => $1))`, [monthsAgo]);
  await database.query(
    `WITH stored AS (
       INSERT INTO sensors.observation (datastream_id, phenomenon_time, result)
       SELECT id, now() - make_interval(months => $1), 1 FROM sensors.datastream RETURNING *)
     INSERT INTO sensors.observation_hour
     SELECT datastream_id, date_bin('1 hour', phenomenon_time, 'epoch'), 1, 1, 1, 1, 1, phenomenon_time FROM stored`,
    [monthsAgo],
  );
}

describe('maintenance', () => {
  test('makes the partitions of this month and of the next three ahead', async () => {
    await maintenance().round();
    expect(await partitions()).toEqual(expect.arrayContaining([0, 1, 2, 3].map(month)));
    expect(warnings).toEqual([]);
  });

  test('drops the months that are older than observations are kept, and keeps their hours', async () => {
    await observe(40);
    await observe(26);
    await observe(20);
    const forEver = maintenance({ observationMonths: 0 });
    await forEver.round();
    expect(await partitions()).toEqual(expect.arrayContaining([-40, -26, -20].map(month)));

    const once = maintenance();
    await once.round();
    expect(once.counters).toMatchObject({ rounds: 1, failures: 0, partitionsDropped: 2 });
    const left = await partitions();
    expect(left).toContain(month(-20));
    expect(left).not.toContain(month(-26));
    expect([await count('observation'), await count('observation_hour')]).toEqual([1, 3]);
  });

  test('deletes old rejected messages, frames and receipts, and no young ones', async () => {
    await database.query(`
      INSERT INTO sensors.rejected_message (received_at, topic, payload, payload_bytes, reason, detail)
        SELECT now() - i * interval '1 hour', 't', '', 0, 'not_json', 'd' FROM generate_series(1, 31 * 24) i;
      INSERT INTO sensors.frame (thing_id, at, counter) SELECT 's', now() - i * interval '1 minute', 100000 - i FROM generate_series(1, 36 * 1440) i;
      INSERT INTO sensors.receipt (client_id, packet_id, digest, received_at, number)
        SELECT 'c', i, '', now() - i * interval '1 day', i FROM generate_series(1, 9) i`);
    const once = maintenance();
    await once.round();
    expect(once.counters).toMatchObject({ failures: 0, rejectedDeleted: 25, framesDeleted: 1_441 });
    expect([await count('rejected_message'), await count('frame'), await count('receipt')]).toEqual([
      719,
      35 * 1440 - 1,
      6,
    ]);
  });

  test('deletes what codecs remember of gateways that were not seen for 90 days, however old it is of others', async () => {
    await database.query(`
      INSERT INTO sensors.gateway (id, last_seen_at)
        VALUES ('here', now() - interval '89 days'), ('gone', now() - interval '91 days'), ('50%/n', now());
      INSERT INTO sensors.codec_memory (key, value, changed_at)
        SELECT key, '{}', now() - days * interval '24 hours' FROM (VALUES
          ('sparkplug/here/city/a', 1000), ('sparkplug/50%25%2Fn/city/a', 1000), ('sparkplug/gone/city/young', 89),
          ('sparkplug/gone/city/a', 91), ('sparkplug/gone/city/here', 91), ('sparkplug/unknown/city/a', 91)) v (key, days)`);
    await maintenance().round();
    expect((await database.query('SELECT key FROM sensors.codec_memory ORDER BY key')).map(({ key }) => key)).toEqual(
      ['50%25%2Fn/city/a', 'gone/city/young', 'here/city/a'].map((key) => `sparkplug/${key}`),
    );
    expect(warnings).toEqual([]);
  });

  test('measures completeness, and raises the version of its dataset only when something changed', async () => {
    const version = async () =>
      (await database.query(`SELECT version FROM datasets.state WHERE dataset = 'sensor-completeness'`))[0]?.[
        'version'
      ];
    await database.query('DELETE FROM sensors.completeness; DELETE FROM sensors.frame');
    await observe(0);
    await maintenance().round();
    expect(await count('completeness')).toBeGreaterThan(0);
    const before = await version();
    const once = maintenance();
    await once.round();
    expect(once.counters.completenessChanged).toBe(0);
    expect(await version()).toBe(before);
  });

  onRealPostgres(
    'gives way to whoever holds a table, and comes back to what it could not do (needs TEST_DATABASE_URL)',
    async () => {
      await observe(30);
      let release = () => {};
      let reading = Promise.resolve();
      await new Promise<void>((held) => {
        reading = database.transaction(async (transaction) => {
          await transaction.query('SELECT count(*) FROM sensors.observation');
          held();
          await new Promise<void>((resolve) => (release = resolve));
        });
      });
      const once = maintenance();
      await once.round();
      expect(once.counters).toMatchObject({ rounds: 1, failures: 1, partitionsDropped: 0 });
      expect(warnings).toEqual([
        expect.stringMatching(/^Old observations not dropped, trying again in ten minutes: .*lock timeout/),
      ]);
      release();
      await reading;
      await once.round();
      expect(once.counters.partitionsDropped).toBe(1);
    },
  );

  test('begins when a service that has come back may have worked off its backlog, and stops in the middle of a pause', async () => {
    const running = startMaintenance({ database, log, observationMonths: 24, rejectedDays: 30, firstRoundMs: 100 });
    expect(running.counters.rounds).toBe(0);
    while (!running.counters.rounds) await sleep(10);
    const began = Date.now();
    await running.stop();
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(running.counters).toMatchObject({ rounds: 1, failures: 0 });
  });
});

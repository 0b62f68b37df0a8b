import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { DATATYPE, encodePayload } from '../codecs/sparkplug-payload.js';
import { parseMapping } from '../mapping/mapping-file.js';
import { replayRejected } from './replay.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() =>
  database.query(`TRUNCATE sensors.rejected_message, sensors.observation, sensors.observation_hour, sensors.latest_observation,
    sensors.completeness, sensors.frame, sensors.datastream, sensors.thing, sensors.gateway`),
);

const uplink = (payload: string, f_cnt: number) =>
  JSON.stringify({
    end_device_ids: { device_id: 'lora-1' },
    uplink_message: { f_port: 1, f_cnt, frm_payload: payload, received_at: '2026-03-01T11:00:00Z' },
  });

async function reject(
  topic: string,
  payload: string | Buffer,
  reason: string,
  bytes = payload.length,
  gateway: string | null = 'tts-city@ttn',
) {
  await database.query(
    `INSERT INTO sensors.rejected_message (received_at, topic, payload, payload_bytes, reason, detail, gateway_id)
     VALUES ('2026-03-01T12:00:00Z', $1, $2, $3, $4, '', $5)`,
    [topic, Buffer.from(payload as string), bytes, reason, gateway],
  );
}

const TOPIC = 'v3/city@ttn/devices/lora-1/up';
// Cayenne LPP: temperature 27.2 on channel 3, and 25.5 on channel 5.
const PAYLOAD = Buffer.from('03670110056700FF', 'hex').toString('base64');
const mapping = parseMapping('devices: [{ device: lora-1, model: cayenne-lpp }]', 'sensors.yaml');

const rows = () =>
  database.query(
    `SELECT d.property, o.result, o.received_at FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id
     ORDER BY d.property`,
  );

describe('a replay of rejected messages', () => {
  test('stores what a mended mapping file can read, with the time of its receipt, once', async () => {
    await reject(TOPIC, uplink(PAYLOAD, 7), 'not_decoded');
    await reject('gateways/g/sensors/s/observations', '{"values":', 'not_json');
    expect(await replayRejected(database)).toEqual({
      replayed: 0,
      stored: 0,
      refused: new Map([
        ['not_decoded', 1],
        ['not_json', 1],
      ]),
      cut: 0,
    });

    expect(await replayRejected(database, { mapping, dryRun: true })).toMatchObject({ replayed: 1, stored: 2 });
    expect(await rows()).toEqual([]);
    expect(await database.query('SELECT FROM sensors.thing')).toEqual([]);

    const report = await replayRejected(database, { mapping });
    expect(report).toEqual({ replayed: 1, stored: 2, refused: new Map([['not_json', 1]]), cut: 0 });
    const received_at = new Date('2026-03-01T12:00:00Z');
    expect(await rows()).toEqual([
      { property: 'temperature_3', result: 27.2, received_at },
      { property: 'temperature_5', result: 25.5, received_at },
    ]);
    expect(await replayRejected(database, { mapping })).toMatchObject({ replayed: 0, stored: 0 });
    const [row] = await database.query('SELECT count(*) AS rejected FROM sensors.rejected_message');
    expect(row).toEqual({ rejected: 2 });
  });

  test('reads only what it is asked for', async () => {
    for (let i = 0; i < 3; i++) await reject(TOPIC, uplink(PAYLOAD, i), 'not_decoded');
    await reject('gateways/g/sensors/s/observations', '{"values":', 'not_json', undefined, 'g');
    expect(await replayRejected(database, { gatewayId: 'g' })).toMatchObject({ refused: new Map([['not_json', 1]]) });
    expect(await replayRejected(database, { reason: 'not_decoded', mapping, dryRun: true })).toMatchObject({
      replayed: 3,
    });
    expect(await replayRejected(database, { since: new Date('2026-03-02Z'), mapping })).toMatchObject({ replayed: 0 });
  });

  test('leaves out what was not kept whole, and what nobody knows the time of', async () => {
    await reject(TOPIC, uplink(PAYLOAD, 1), 'too_large', 100_000);
    await reject('gateways/g/sensors/s/observations', '{"values":{"a":1}}', 'retained');
    expect(await replayRejected(database, { mapping })).toEqual({ replayed: 0, stored: 0, refused: new Map(), cut: 1 });
  });

  describe('on a topic that names no gateway', () => {
    const owners = () => database.query('SELECT id, gateway_id AS gateway FROM sensors.thing');
    beforeEach(() => reject(TOPIC, uplink(PAYLOAD, 7), 'not_decoded', undefined, 'lorawan'));

    test('gives the sensor to the gateway that owns the topic now: it is whose messages will come', async () => {
      await replayRejected(database, { mapping, ownerOf: () => 'network-server' });
      expect(await owners()).toEqual([{ id: 'lora-1', gateway: 'network-server' }]);
    });

    test('gives it to the gateway that owned the topic then, where none does now', async () => {
      await replayRejected(database, { mapping });
      expect(await owners()).toEqual([{ id: 'lora-1', gateway: 'lorawan' }]);
    });

    test('gives it to the sender that the topic tells, where nobody was known', async () => {
      await database.query('UPDATE sensors.rejected_message SET gateway_id = NULL');
      await replayRejected(database, { mapping });
      expect(await owners()).toEqual([{ id: 'lora-1', gateway: 'tts-city@ttn' }]);
    });
  });

  describe('of native messages', () => {
    const native = (thing: string, payload: string, gateway = 'g') =>
      reject(`gateways/${gateway}/sensors/${thing}/observations`, payload, 'bad_time', undefined, gateway);
    const reading = (hour: number, value: number | string, year = 2026) =>
      JSON.stringify({ ts: Date.UTC(year, 2, 1, hour), values: { level: value } });

    test('goes on after a message that the database refuses, and says so', async () => {
      await database.query('ALTER TABLE sensors.observation ADD CONSTRAINT sane CHECK (result < 1000)');
      await native('a', reading(1, 1));
      await native('a', reading(2, 5000));
      await native('a', reading(3, 3));
      const expected = { replayed: 2, stored: 2, refused: new Map([['not_storable', 1]]), cut: 0 };
      try {
        expect(await replayRejected(database, { dryRun: true })).toEqual(expected);
        expect(await rows()).toEqual([]);
        expect(await replayRejected(database)).toEqual(expected);
      } finally {
        await database.query('ALTER TABLE sensors.observation DROP CONSTRAINT sane');
      }
      expect((await rows()).map(({ result }) => result)).toEqual([1, 3]);
      expect(await replayRejected(database)).toMatchObject({ replayed: 1, stored: 1 });
    });

    test('stores nothing from before what is kept: its hours would count it again', async () => {
      await native('a', reading(1, 1, 2020));
      await native('a', reading(1, 1));
      const oldest = () => new Date('2024-03-01Z');
      expect(await replayRejected(database, { oldest })).toMatchObject({
        replayed: 1,
        refused: new Map([['time_too_old', 1]]),
      });
      expect(await rows()).toHaveLength(1);
    });

    test('tells in a dry run what would be refused for its sensor or its type, too', async () => {
      await native('a', reading(1, 1));
      await replayRejected(database);
      await native('a', reading(2, 2), 'thief');
      await native('a', reading(2, 'two'));
      await native('a', reading(3, 3));
      const expected = {
        replayed: 1,
        stored: 1,
        refused: new Map([
          ['foreign_thing', 1],
          ['wrong_type', 1],
        ]),
        cut: 0,
      };
      const report = await replayRejected(database, { dryRun: true });
      expect(report).toEqual(expected);
      expect(await rows()).toHaveLength(1);
      expect(await replayRejected(database)).toEqual(expected);
    });
  });

  test('keeps to itself what it learns: an old birth must not replace what a node has said since', async () => {
    const timestamp = Date.UTC(2026, 2, 1, 11);
    const level = { datatype: DATATYPE.Float, floatValue: 2 };
    const bdSeq = { name: 'bdSeq', datatype: DATATYPE.Int64, longValue: 0n };
    const birth = { timestamp, seq: 0, metrics: [bdSeq, { name: 'Level', alias: 1n, ...level }] };
    const data = { timestamp: timestamp + 1_000, seq: 1, metrics: [{ alias: 1n, ...level }] };
    await reject('spBv1.0/water/NBIRTH/pump-1', encodePayload(birth), 'bad_time', undefined, null);
    await reject('spBv1.0/water/NDATA/pump-1', encodePayload(data), 'unknown_alias', undefined, null);
    expect(await replayRejected(database)).toMatchObject({ replayed: 2, stored: 2 });
    expect(await database.query('SELECT FROM sensors.codec_memory')).toEqual([]);
  });
});

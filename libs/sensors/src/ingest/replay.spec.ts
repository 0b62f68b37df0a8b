import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { parseMapping } from '../mapping/mapping-file.js';
import { replayRejected } from './replay.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.query('TRUNCATE sensors.rejected_message, sensors.observation'));

const uplink = (payload: string, f_cnt: number) =>
  JSON.stringify({
    end_device_ids: { device_id: 'lora-1' },
    uplink_message: { f_port: 1, f_cnt, frm_payload: payload, received_at: '2026-03-01T11:00:00Z' },
  });

async function reject(
  topic: string,
  payload: string,
  reason: string,
  bytes = payload.length,
  gateway = 'tts-city@ttn',
) {
  await database.query(
    `INSERT INTO sensors.rejected_message (received_at, topic, payload, payload_bytes, reason, detail, gateway_id)
     VALUES ('2026-03-01T12:00:00Z', $1, convert_to($2, 'UTF8'), $3, $4, '', $5)`,
    [topic, payload, bytes, reason, gateway],
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

    expect(await replayRejected(database, { mapping, dryRun: true })).toMatchObject({ replayed: 1, stored: 0 });
    expect(await rows()).toEqual([]);

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
});

import type { Decoding, Example, Reading } from './codec.js';

const topic = 'v3/city-air@ttn/devices/air-07/up';
const thingId = 'air-07';
const at = new Date('2026-03-01T11:59:58.123Z');
const NOON = new Date('2026-03-01T12:00:00Z');

const uplink = (message: object, more: object = {}) => ({
  end_device_ids: { device_id: thingId, application_ids: { application_id: 'city-air' }, dev_eui: '0004A30B001C0530' },
  received_at: '2026-03-01T11:59:58.5Z',
  uplink_message: {
    f_port: 2,
    f_cnt: 12,
    rx_metadata: [{ rssi: -80, time: '1970-01-01T00:00:07Z' }],
    settings: { time: '1970-01-01T00:00:07Z' },
    received_at: '2026-03-01T11:59:58.123456789Z',
    ...message,
  },
  ...more,
});
const reading = (property: string, result: Reading['result'], unit?: string, phenomenonTime = at): Reading => ({
  thingId,
  property,
  result,
  ...(unit && { unit }),
  phenomenonTime,
});
const gives = (readings: Reading[], more: Partial<Decoding> = {}): Decoding => ({
  readings,
  frames: [{ thingId, counter: 12, at }],
  ...more,
});
const withModel = (model: string) => ({ context: { modelOf: (id: string) => (id === thingId ? model : undefined) } });
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
const lht65 = base64('CBF60B0D0376010ADD7FFF');
const fromLht65 = [
  reading('battery', 3.062, 'V'),
  reading('temperature', 28.29, 'Cel'),
  reading('humidity', 88.6, '%'),
  reading('external_temperature', 27.81, 'Cel'),
];

export const examples: Example[] = [
  {
    title: 'a decoded payload, nested fields joined by dots',
    topic,
    payload: uplink({
      frm_payload: 'AQI=',
      decoded_payload: { pm10: 12.5, battery: { voltage: 3.6, low: false }, status: 'ok', raw: [1, 2], empty: null },
    }),
    gives: gives([
      reading('pm10', 12.5),
      reading('battery.voltage', 3.6),
      reading('battery.low', false),
      reading('status', 'ok'),
    ]),
  },
  {
    title: 'the example of the documentation: no f_port, a place, a gateway whose clock nobody vouches for',
    topic: 'v3/app1@ttn/devices/dev1/up',
    receivedAt: '2020-02-12T15:15:46.1Z',
    payload: {
      end_device_ids: {
        device_id: 'dev1',
        application_ids: { application_id: 'app1' },
        dev_eui: '0004A30B001C0530',
        join_eui: '800000000000000C',
        dev_addr: '00BCB929',
      },
      correlation_ids: ['as:up:01E0WZGT6Y7657CPFPE5WEYDSQ'],
      received_at: '2020-02-12T15:15:46.014773143Z',
      uplink_message: {
        session_key_id: 'AXA50tHUGUucuzS/bCGMNw==',
        f_cnt: 1,
        frm_payload: 'gkHe',
        decoded_payload: { temperature: 1.0, luminosity: 0.64 },
        rx_metadata: [
          {
            gateway_ids: { gateway_id: 'gtw1', eui: '9C5C8E00001A05C4' },
            time: '2020-02-12T15:15:45.787Z',
            timestamp: 2463457000,
            rssi: -35,
            channel_rssi: -35,
            snr: 5,
            channel_index: 2,
          },
        ],
        settings: {
          data_rate: { lora: { bandwidth: 125000, spreading_factor: 7 } },
          coding_rate: '4/6',
          frequency: '868300000',
          timestamp: 2463457000,
          time: '2020-02-12T15:15:45.787Z',
        },
        consumed_airtime: '0.056576s',
        locations: {
          user: {
            latitude: 37.97155556731436,
            longitude: 23.72678801175413,
            altitude: 10,
            source: 'SOURCE_REGISTRY',
          },
        },
        version_ids: { brand_id: 'the-things-products', model_id: 'the-things-uno', band_id: 'US_902_928' },
        network_ids: { net_id: '000013', tenant_id: 'tenant1', cluster_id: 'nam1' },
        attributes: { key1: 'value1', key2: 'value2' },
        received_at: '2020-02-12T15:15:45.789585559Z',
      },
    },
    gives: {
      readings: [
        {
          thingId: 'dev1',
          property: 'temperature',
          result: 1,
          phenomenonTime: new Date('2020-02-12T15:15:45.789Z'),
        },
        {
          thingId: 'dev1',
          property: 'luminosity',
          result: 0.64,
          phenomenonTime: new Date('2020-02-12T15:15:45.789Z'),
        },
      ],
      frames: [{ thingId: 'dev1', counter: 1, at: new Date('2020-02-12T15:15:45.789Z') }],
      locations: [{ thingId: 'dev1', longitude: 23.72678801175413, latitude: 37.97155556731436 }],
    },
  },
  {
    title: 'a gateway with GPS: its time; a normalized payload: its names and units; a battery told by another uplink',
    topic,
    payload: uplink({
      f_port: 10,
      frm_payload: 'A2cA/QRoWQC6C9I=',
      decoded_payload: { temperature: 25.34, humidity_raw: 89, raw: '[03, 67]' },
      normalized_payload: [{ air: { relativeHumidity: 44.5, temperature: 25.3, location: 'indoor' }, battery: 3.026 }],
      last_battery_percentage: { f_cnt: 7, value: 99.20949, received_at: '2026-02-27T17:51:24Z' },
      rx_metadata: [{ rssi: -80 }, { gps_time: '2026-03-01T11:59:58.050Z', time: '2026-03-01T11:59:58.050Z' }],
    }),
    gives: {
      readings: [
        reading('humidity_raw', 89),
        reading('raw', '[03, 67]'),
        reading('humidity', 44.5, '%'),
        reading('temperature', 25.3, 'Cel'),
        reading('battery', 3.026, 'V'),
      ].map((one) => ({ ...one, phenomenonTime: new Date('2026-03-01T11:59:58.050Z') })),
      frames: [{ thingId, counter: 12, at: new Date('2026-03-01T11:59:58.050Z') }],
    },
  },
  {
    title: 'several normalized measurements, each with its time; a door; the battery of this very uplink',
    topic,
    payload: uplink({
      decoded_payload: { n: 2 },
      normalized_payload: [
        { time: '2026-03-01T11:00:00Z', soil: { moisture: 21, ec: 0.2 } },
        { time: '2026-03-01T11:30:00Z', action: { contactState: 'closed', motion: { detected: true } } },
      ],
      last_battery_percentage: { f_cnt: 12, value: 90.118576 },
    }),
    gives: gives([
      reading('n', 2),
      reading('soil_moisture', 21, '%', new Date('2026-03-01T11:00:00Z')),
      reading('soil_conductivity', 0.2, 'mS/cm', new Date('2026-03-01T11:00:00Z')),
      reading('motion', true, undefined, new Date('2026-03-01T11:30:00Z')),
      reading('open', false, undefined, new Date('2026-03-01T11:30:00Z')),
      reading('battery_level', 90.118576, '%'),
    ]),
  },
  {
    title: 'bytes that The Things Stack has not decoded: the model of the mapping file',
    topic,
    payload: uplink({ frm_payload: lht65, version_ids: { brand_id: 'elsys', model_id: 'ers' } }),
    ...withModel('dragino/lht65'),
    gives: gives(fromLht65),
  },
  {
    title: 'bytes that The Things Stack has not decoded: the model that it names',
    topic,
    payload: uplink({ frm_payload: lht65, version_ids: { brand_id: 'dragino', model_id: 'lht65' } }),
    gives: gives(fromLht65),
  },
  {
    title: 'an empty decoded payload: the bytes',
    topic,
    payload: uplink({ decoded_payload: {}, frm_payload: 'AWcBEA==' }),
    ...withModel('cayenne-lpp'),
    gives: gives([reading('temperature_1', 27.2, 'Cel')]),
  },
  {
    title: 'what the device kept while nobody heard it: its own times',
    topic,
    payload: uplink({ frm_payload: base64('01755C20CE301CA46910010100') }),
    ...withModel('milesight-iot/em300-th'),
    gives: gives([
      reading('battery_level', 92, '%'),
      reading('temperature', 27.2, 'Cel', new Date('2026-03-01T11:00:00Z')),
      reading('humidity', 0.5, '%', new Date('2026-03-01T11:00:00Z')),
    ]),
  },
  {
    title: 'a place in the payload; the one of the console goes before it',
    topic,
    payload: uplink({
      frm_payload: 'AYgH/YcAvvUACGo=',
      locations: { 'frm-payload': { latitude: 1, longitude: 1 }, user: { longitude: 8.7 } },
    }),
    ...withModel('cayenne-lpp'),
    gives: gives([reading('altitude_1', 21.54, 'm')], { locations: [{ thingId, longitude: 8.7, latitude: 0 }] }),
  },
  {
    title: 'a place in the payload alone; one that is none is left out',
    topic,
    payload: uplink({
      frm_payload: 'AYgH/YcAvvUACGo=',
      locations: { user: {}, other: { latitude: 91, longitude: 1 } },
    }),
    ...withModel('cayenne-lpp'),
    gives: gives([reading('altitude_1', 21.54, 'm')], {
      locations: [{ thingId, longitude: 4.8885, latitude: 52.3655 }],
    }),
  },
  {
    title: 'the first uplink of a session, empty: counters of 0 and empty payloads are left out',
    topic,
    payload: uplink({ f_cnt: undefined, f_port: undefined }),
    gives: { readings: [], frames: [{ thingId, counter: 0, at }] },
  },
  {
    title: 'no time but that of the receipt',
    topic,
    payload: { end_device_ids: { device_id: thingId }, uplink_message: { decoded_payload: { a: 1 } } },
    gives: {
      readings: [{ thingId, property: 'a', result: 1, phenomenonTime: NOON, timeIsReceipt: true }],
      frames: [{ thingId, counter: 0, at: NOON }],
    },
  },
  {
    title: 'simulated',
    topic,
    payload: uplink({ decoded_payload: { a: 1 } }, { simulated: true }),
    rejects: ['simulated', 'nothing was measured'],
  },
  {
    title: 'no formatter, no model',
    topic,
    payload: uplink({ frm_payload: 'AQI=' }),
    rejects: ['not_decoded', 'Set a payload formatter for this device in The Things Stack, or give air-07 a "model:"'],
  },
  {
    title: 'a formatter that finds nothing, and a model that nobody knows',
    topic,
    payload: uplink({
      frm_payload: 'AQI=',
      decoded_payload: { raw: [1, 2] },
      version_ids: { brand_id: 'the-things-products', model_id: 'the-things-uno' },
    }),
    rejects: ['not_decoded', 'uplink_message.decoded_payload holds no values'],
  },
  {
    title: 'a model in the mapping file that does not exist',
    topic,
    payload: uplink({ frm_payload: 'AQI=' }),
    ...withModel('dragino/lht56'),
    rejects: ['not_decoded', '"dragino/lht56", which is not known. Known: '],
  },
  {
    title: 'the wrong model',
    topic,
    payload: uplink({ frm_payload: 'AQI=' }),
    ...withModel('dragino/lht65'),
    rejects: ['not_decoded', 'Not a payload of dragino/lht65: The payload has 2 bytes, expected 11.'],
  },
  {
    title: 'a payload that only the application can decrypt',
    topic,
    payload: uplink({ frm_payload: lht65, app_s_key: { key: 'AAAA' } }),
    ...withModel('dragino/lht65'),
    rejects: ['not_decoded', 'still encrypted'],
  },
  {
    title: 'a clock of a device that was never set',
    topic,
    payload: uplink({ frm_payload: base64('20CE3C000000100101FF') }),
    ...withModel('milesight-iot/em300-th'),
    rejects: ['time_too_old', '1970-01-01T00:01:00.000Z'],
  },
  ...(
    [
      ['bad_value', { frm_payload: 'AQI' }, 'frm_payload is "AQI". Expected base64'],
      ['bad_value', { frm_payload: 'A'.repeat(344) }, 'at most 255 bytes'],
      ['bad_name', { decoded_payload: { '': 1 } }, 'printable'],
      ['bad_time', { received_at: 'now', decoded_payload: { a: 1 } }, '"now"'],
      ['time_in_future', { received_at: '2036-03-01T12:00:00Z', decoded_payload: { a: 1 } }, 'after the receipt'],
      ['wrong_shape', { f_cnt: -1, decoded_payload: { a: 1 } }, 'uplink_message.f_cnt'],
      ['wrong_shape', { f_port: 256, decoded_payload: { a: 1 } }, 'uplink_message.f_port'],
      ['wrong_shape', { decoded_payload: 'a=1' }, 'uplink_message.decoded_payload'],
    ] as const
  ).map(([reason, message, detail], i): Example => ({
    title: `a bad one (${i + 1})`,
    topic,
    payload: uplink(message),
    rejects: [reason, detail],
  })),
  { title: 'no JSON', topic, payload: 'air', rejects: ['not_json', 'not JSON'] },
  {
    title: 'another message',
    topic,
    payload: { end_device_ids: { device_id: thingId }, join_accept: {} },
    rejects: ['wrong_shape', 'Not an uplink of The Things Stack v3: uplink_message'],
  },
];

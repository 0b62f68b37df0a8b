import type { Example, Reading } from './codec.js';

const application = '17c82e96-be03-4f38-aef3-f83d48582d97';
const topicOf = (event: string) => `application/${application}/device/0101010101010101/event/${event}`;
const thingId = '0101010101010101';
const receivedAt = '2022-07-18T09:34:16Z';
const time = '2022-07-18T09:34:15.775023242+00:00';
const at = new Date('2022-07-18T09:34:15.775Z');

const deviceInfo = {
  tenantId: '52f14cd4-c6f1-4fbd-8f87-4025e1d49242',
  tenantName: 'ChirpStack',
  applicationId: application,
  applicationName: 'Test application',
  deviceProfileId: '14855bf7-d10d-4aee-b618-ebfcb64dc7ad',
  deviceProfileName: 'Test device-profile',
  deviceName: 'Test device',
  devEui: '0101010101010101',
  tags: { key: 'value' },
};
const up = (more: object) => ({
  deduplicationId: '3ac7e3c4-4401-4b8d-9386-a5c902f9202d',
  time,
  deviceInfo,
  devAddr: '00189440',
  dr: 1,
  fCnt: 12,
  fPort: 1,
  rxInfo: [{ gatewayId: '0016c001f153a14c', gwTime: '1970-01-01T00:00:07Z', rssi: -36, snr: 10.5 }],
  txInfo: { frequency: 867100000, modulation: { lora: { bandwidth: 125000, spreadingFactor: 11 } } },
  ...more,
});
const event = (more: object) => ({
  deduplicationId: 'bf2a9746-1c8b-49be-a92e-f0b89c8534e4',
  time,
  deviceInfo,
  ...more,
});
const reading = (property: string, result: Reading['result'], unit?: string): Reading => ({
  thingId,
  property,
  result,
  ...(unit && { unit }),
  phenomenonTime: at,
});
const frames = [{ thingId, counter: 12, at }];
const em300th = Buffer.from('01755C03673401046865', 'hex').toString('base64');
const fromEm300th = [
  reading('battery_level', 92, '%'),
  reading('temperature', 30.8, 'Cel'),
  reading('humidity', 50.5, '%'),
];

const example = (title: string, name: string, payload: unknown, rest: Partial<Example>): Example => ({
  title,
  topic: topicOf(name),
  receivedAt,
  payload,
  ...rest,
});

export const examples: Example[] = [
  example(
    'an uplink that a codec of the profile has decoded',
    'up',
    up({ object: { t: 21.5, door: { open: false } } }),
    {
      gives: { readings: [reading('t', 21.5), reading('door.open', false)], frames },
    },
  ),
  example('the example of the documentation: no fCnt, no codec', 'up', up({ fCnt: undefined, data: 'qg==' }), {
    rejects: ['not_decoded', 'object is missing, and no model of this device is known. Set a codec in the device'],
  }),
  example(
    'bytes: the model of the mapping file',
    'up',
    up({ data: em300th, deviceInfo: { ...deviceInfo, deviceProfileName: 'Dragino LHT65' } }),
    { context: { modelOf: () => 'milesight-iot/em300-th' }, gives: { readings: fromEm300th, frames } },
  ),
  example(
    'bytes: the model that the name of the profile tells',
    'up',
    up({ data: em300th, deviceInfo: { ...deviceInfo, deviceProfileName: 'Milesight EM300-TH' } }),
    { gives: { readings: fromEm300th, frames } },
  ),
  example(
    'bytes: the model that a tag tells',
    'up',
    up({ data: em300th, deviceInfo: { ...deviceInfo, tags: { model: 'em300-th' } } }),
    { gives: { readings: fromEm300th, frames } },
  ),
  example('a place in the bytes', 'up', up({ data: 'AYgH/YcAvvUACGo=' }), {
    context: { modelOf: () => 'cayenne-lpp' },
    gives: {
      readings: [reading('altitude_1', 21.54, 'm')],
      frames,
      locations: [{ thingId, longitude: 4.8885, latitude: 52.3655 }],
    },
  }),
  example('the first uplink of a session, empty', 'up', up({ fCnt: undefined, fPort: undefined }), {
    gives: { readings: [], frames: [{ thingId, counter: 0, at }] },
  }),
  example(
    'no time; an EUI in capitals',
    'up',
    { deviceInfo: { devEui: 'AABBCCDDEEFF0011' }, fCnt: 3, object: { a: 1 } },
    {
      gives: {
        readings: [
          {
            thingId: 'aabbccddeeff0011',
            property: 'a',
            result: 1,
            phenomenonTime: new Date(receivedAt),
            timeIsReceipt: true,
          },
        ],
        frames: [{ thingId: 'aabbccddeeff0011', counter: 3, at: new Date(receivedAt) }],
      },
    },
  ),
  example('bytes that only the application can decrypt', 'up', up({ data: 'qg==', joinServerContext: {} }), {
    context: { modelOf: () => 'cayenne-lpp' },
    rejects: ['not_decoded', 'still encrypted'],
  }),
  example('bytes of another model', 'up', up({ data: 'qg==' }), {
    context: { modelOf: () => 'elsys/ers' },
    rejects: ['not_decoded', 'Not a payload of elsys/ers: 0xaa at byte 0'],
  }),
  example('no base64', 'up', up({ data: 'q_==' }), { rejects: ['bad_value', 'data is "q_=="'] }),

  example('the status of the documentation', 'status', event({ margin: 10, batteryLevel: 88.3 }), {
    gives: {
      readings: [
        reading('link_margin', 10, 'dB'),
        reading('external_power', false),
        reading('battery_level', 88.3, '%'),
      ],
    },
  }),
  example('a status of zeros', 'status', event({}), {
    gives: {
      readings: [reading('link_margin', 0, 'dB'), reading('external_power', false), reading('battery_level', 0, '%')],
    },
  }),
  example('a device on the mains', 'status', event({ margin: -5, externalPowerSource: true, batteryLevel: 0 }), {
    gives: { readings: [reading('link_margin', -5, 'dB'), reading('external_power', true)] },
  }),
  example('a battery that cannot be measured', 'status', event({ margin: 7, batteryLevelUnavailable: true }), {
    gives: { readings: [reading('link_margin', 7, 'dB'), reading('external_power', false)] },
  }),

  example(
    'the location of the documentation',
    'location',
    event({ location: { latitude: 37.344214, longitude: -8.839375, altitude: 2 } }),
    { gives: { readings: [], locations: [{ thingId, longitude: -8.839375, latitude: 37.344214 }] } },
  ),
  example('a location on the equator', 'location', event({ location: { longitude: 9.5 } }), {
    gives: { readings: [], locations: [{ thingId, longitude: 9.5, latitude: 0 }] },
  }),
  example('a location without a fix', 'location', event({ location: {} }), { gives: { readings: [] } }),

  example('a join', 'join', event({ devAddr: '00189440' }), { gives: { readings: [] } }),
  example('an acknowledgement', 'ack', event({ acknowledged: true, fCntDown: 3 }), { gives: { readings: [] } }),
  example('a downlink on its way', 'txack', event({ downlinkId: 3461958127, fCntDown: 2 }), {
    gives: { readings: [] },
  }),
  example('a log entry', 'log', event({ level: 'ERROR', code: 'UPLINK_MIC' }), { gives: { readings: [] } }),
  example('an event of an integration', 'integration', event({ integrationName: 'loracloud' }), {
    gives: { readings: [] },
  }),

  example('an unknown event', 'reboot', event({}), { rejects: ['wrong_topic', 'Expected up, status'] }),
  example('Protobuf', 'up', Buffer.from([0x0a, 0x24, 0x33]), { rejects: ['not_json', 'set json=true'] }),
  example('broken JSON', 'up', '{"time":', { rejects: ['not_json', 'not JSON'] }),
  example(
    'an uplink of ChirpStack v3',
    'up',
    { applicationID: '1', applicationName: 'a', deviceName: 'b', devEUI: 'AQEBAQEBAQE=', fCnt: 1, object: { t: 1 } },
    { rejects: ['wrong_shape', 'Not an event "up" of ChirpStack v4: deviceInfo'] },
  ),
  example('a device without an EUI', 'up', up({ deviceInfo: { devEui: '0101' } }), {
    rejects: ['wrong_shape', 'deviceInfo.devEui: expected 16 hexadecimal digits'],
  }),
  example('a time that is none', 'status', event({ time: 'now' }), { rejects: ['bad_time', '"now"'] }),
  example('a level beyond all measure', 'status', event({ batteryLevel: 1e301 }), {
    rejects: ['wrong_shape', 'batteryLevel: expected at most 1e300'],
  }),
  example('a counter that is none', 'up', up({ fCnt: 1.5 }), { rejects: ['wrong_shape', 'fCnt'] }),
];

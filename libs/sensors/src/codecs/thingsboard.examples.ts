import type { Example, Reading } from './codec.js';

const topic = 'v1/devices/me/telemetry';
const gateway = 'v1/gateway/telemetry';
const NOON = new Date('2026-03-01T12:00:00Z');
const now = (thingId: string, property: string, result: Reading['result']): Reading => ({
  thingId,
  property,
  result,
  phenomenonTime: NOON,
  timeIsReceipt: true,
});
const at = (ts: number, thingId: string, property: string, result: Reading['result']): Reading => ({
  thingId,
  property,
  result,
  phenomenonTime: new Date(ts),
});

export const examples: Example[] = [
  {
    title: 'keys and values: the time of receipt',
    topic,
    payload: { temperature: 22.5, humidity: 61 },
    gives: { readings: [now('roof-1', 'temperature', 22.5), now('roof-1', 'humidity', 61)] },
  },
  {
    title: 'texts, numbers in texts, yes and no, nested values; null and lists are left out',
    topic,
    payload: {
      stringKey: 'value1',
      booleanKey: true,
      doubleKey: 42.5,
      longKey: '-73',
      ip: '1.2.3',
      jsonKey: { someNumber: 42, someArray: [1, 2, 3], someNestedObject: { key: 'value' } },
      none: null,
    },
    gives: {
      readings: [
        now('roof-1', 'stringKey', 'value1'),
        now('roof-1', 'booleanKey', true),
        now('roof-1', 'doubleKey', 42.5),
        now('roof-1', 'longKey', -73),
        now('roof-1', 'ip', '1.2.3'),
        now('roof-1', 'jsonKey.someNumber', 42),
        now('roof-1', 'jsonKey.someNestedObject.key', 'value'),
      ],
    },
  },
  {
    title: 'an array of keys and values',
    topic,
    payload: [{ key1: 'value1' }, { key2: true }],
    gives: { readings: [now('roof-1', 'key1', 'value1'), now('roof-1', 'key2', true)] },
  },
  {
    title: 'the time of the device',
    topic: 'v2/t',
    payload: { ts: 1451649600512, values: { key1: 'value1', key2: 2 } },
    gives: { readings: [at(1451649600512, 'roof-1', 'key1', 'value1'), at(1451649600512, 'roof-1', 'key2', 2)] },
  },
  {
    title: 'several times, and one that is missing',
    topic,
    payload: [
      { ts: 1451649600000, values: { temperature: 22.5 } },
      { ts: 1451649601000, values: { temperature: 22.7 } },
      { ts: null, values: { temperature: 23 } },
      { values: { temperature: 24 } },
      { values: 7, temperature: 25 },
    ],
    gives: {
      readings: [
        at(1451649600000, 'roof-1', 'temperature', 22.5),
        at(1451649601000, 'roof-1', 'temperature', 22.7),
        now('roof-1', 'temperature', 23),
        now('roof-1', 'temperature', 24),
        now('roof-1', 'values', 7),
        now('roof-1', 'temperature', 25),
      ],
    },
  },
  {
    title: 'the devices of a gateway',
    topic: gateway,
    payload: {
      'Device A': [
        { ts: 1483228800000, values: { temperature: 42, humidity: 80 } },
        { ts: 1483228801000, values: { temperature: 43 }, metadata: { connector: 'modbus' } },
        { values: { temperature: 44 }, metadata: { connector: 'modbus' } },
      ],
      'Device B': [{ temperature: 42 }],
      'Device C': [],
    },
    gives: {
      readings: [
        at(1483228800000, 'Device A', 'temperature', 42),
        at(1483228800000, 'Device A', 'humidity', 80),
        at(1483228801000, 'Device A', 'temperature', 43),
        now('Device A', 'temperature', 44),
        now('Device B', 'temperature', 42),
      ],
    },
  },
  ...(
    [
      ['not_json', topic, '{"a":', 'not JSON'],
      ['wrong_shape', topic, '21.4', 'An entry is 21.4'],
      ['wrong_shape', topic, '[{"a":1},null]', 'An entry is null'],
      ['wrong_shape', topic, '{"ts":1451649600512,"temperature":1}', '"ts" stands without'],
      ['wrong_shape', topic, '{"ts":1451649600512,"values":[1]}', '"ts" stands without'],
      ['wrong_shape', gateway, '[{"a":1}]', 'an object of devices'],
      ['wrong_shape', gateway, '{"Device A":{"temperature":1}}', '{"Device A": [{…}]}'],
      ['bad_time', topic, '{"ts":"yesterday","values":{"a":1}}', '"yesterday"'],
      ['time_too_old', topic, '{"ts":1451649600,"values":{"a":1}}', 'milliseconds are expected'],
      ['time_in_future', topic, '{"ts":1872362800000,"values":{"a":1}}', 'more than one day'],
      ['bad_name', topic, '{"":1}', 'The key'],
      ['bad_name', gateway, '{"":[{"a":1}]}', 'The device'],
      ['no_readings', topic, '{}', 'no values'],
      ['no_readings', topic, '{"values":{"a":null}}', 'no values'],
      ['no_readings', gateway, '{"Device A":[]}', 'no values'],
    ] as const
  ).map(([reason, itsTopic, payload, detail], i): Example => ({
    title: `a bad one (${i + 1}): ${itsTopic} ${payload}`,
    topic: itsTopic,
    payload,
    rejects: [reason, detail],
  })),
];

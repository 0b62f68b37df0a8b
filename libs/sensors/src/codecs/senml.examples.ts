import type { Example, Reading } from './codec.js';

const topic = 'senml/roof';
const NOON = new Date('2026-03-01T12:00:00Z');
const now = (thingId: string, property: string, result: Reading['result'], unit?: string): Reading => ({
  thingId,
  property,
  result,
  ...(unit !== undefined && { unit }),
  phenomenonTime: NOON,
  timeIsReceipt: true,
});
const at = (time: string, thingId: string, property: string, result: Reading['result'], unit?: string): Reading => ({
  thingId,
  property,
  result,
  ...(unit !== undefined && { unit }),
  phenomenonTime: new Date(time),
});
const ONE_WIRE = 'urn:dev:ow:10e2073a01080063';

/** The examples of RFC 8428, sections 5.1.1 to 5.1.7. */
const OF_THE_RFC: Example[] = [
  {
    title: 'a single data point (5.1.1)',
    topic,
    payload: [{ n: ONE_WIRE, u: 'Cel', v: 23.1 }],
    gives: { readings: [now(ONE_WIRE, 'value', 23.1, 'Cel')] },
  },
  {
    title: 'multiple data points (5.1.2)',
    topic,
    payload: [
      { bn: `${ONE_WIRE}:`, n: 'voltage', u: 'V', v: 120.1 },
      { n: 'current', u: 'A', v: 1.2 },
    ],
    gives: { readings: [now(ONE_WIRE, 'voltage', 120.1, 'V'), now(ONE_WIRE, 'current', 1.2, 'A')] },
  },
  {
    title: 'the current of the five seconds before (5.1.2)',
    topic,
    payload: [
      {
        bn: 'urn:dev:ow:10e2073a0108006:',
        bt: 1.276020076001e9,
        bu: 'A',
        bver: 5,
        n: 'voltage',
        u: 'V',
        v: 120.1,
      },
      { n: 'current', t: -5, v: 1.2 },
      { n: 'current', t: -4, v: 1.3 },
      { n: 'current', t: -1, v: 1.6 },
      { n: 'current', v: 1.7 },
    ],
    gives: {
      readings: [
        at('2010-06-08T18:01:16.001Z', 'urn:dev:ow:10e2073a0108006', 'voltage', 120.1, 'V'),
        at('2010-06-08T18:01:11.001Z', 'urn:dev:ow:10e2073a0108006', 'current', 1.2, 'A'),
        at('2010-06-08T18:01:12.001Z', 'urn:dev:ow:10e2073a0108006', 'current', 1.3, 'A'),
        at('2010-06-08T18:01:15.001Z', 'urn:dev:ow:10e2073a0108006', 'current', 1.6, 'A'),
        at('2010-06-08T18:01:16.001Z', 'urn:dev:ow:10e2073a0108006', 'current', 1.7, 'A'),
      ],
    },
  },
  {
    title: 'a moving device: humidity, place, battery (5.1.3)',
    topic,
    payload: [
      { bn: ONE_WIRE, bt: 1.320067464e9, bu: '%RH', v: 20 },
      { u: 'lon', v: 24.30621 },
      { u: 'lat', v: 60.07965 },
      { t: 60, v: 20.3 },
      { u: 'lon', t: 60, v: 24.30622 },
      { u: 'lat', t: 60, v: 60.07966 },
      { u: '%EL', t: 150, v: 98 },
      { t: 180, v: 21.2 },
    ],
    gives: {
      readings: [
        at('2011-10-31T13:24:24Z', ONE_WIRE, 'humidity', 20, '%'),
        at('2011-10-31T13:25:24Z', ONE_WIRE, 'humidity', 20.3, '%'),
        at('2011-10-31T13:26:54Z', ONE_WIRE, 'battery_level', 98, '%'),
        at('2011-10-31T13:27:24Z', ONE_WIRE, 'humidity', 21.2, '%'),
      ],
      locations: [{ thingId: ONE_WIRE, longitude: 24.30622, latitude: 60.07966 }],
    },
  },
  {
    title: 'the same, resolved (5.1.4)',
    topic,
    payload: [
      { n: ONE_WIRE, u: '%RH', t: 1.320067464e9, v: 20 },
      { n: ONE_WIRE, u: 'lon', t: 1.320067464e9, v: 24.30621 },
      { n: ONE_WIRE, u: 'lat', t: 1.320067464e9, v: 60.07965 },
      { n: ONE_WIRE, u: '%EL', t: 1.320067614e9, v: 98 },
    ],
    gives: {
      readings: [
        at('2011-10-31T13:24:24Z', ONE_WIRE, 'humidity', 20, '%'),
        at('2011-10-31T13:26:54Z', ONE_WIRE, 'battery_level', 98, '%'),
      ],
      locations: [{ thingId: ONE_WIRE, longitude: 24.30621, latitude: 60.07965 }],
    },
  },
  {
    title: 'number, text, yes or no; bytes are left out (5.1.5)',
    topic,
    payload: [
      { bn: `${ONE_WIRE}:`, n: 'temp', u: 'Cel', v: 23.1 },
      { n: 'label', vs: 'Machine Room' },
      { n: 'open', vb: false },
      { n: 'nfv-reader', vd: 'aGkgCg' },
    ],
    gives: {
      readings: [
        now(ONE_WIRE, 'temp', 23.1, 'Cel'),
        now(ONE_WIRE, 'label', 'Machine Room'),
        now(ONE_WIRE, 'open', false),
      ],
    },
  },
  {
    title: 'several devices: a new base name, the old base time (5.1.6)',
    topic,
    payload: [
      { bn: '2001:db8::2/', bt: 1.320078429e9, n: 'temperature', u: 'Cel', v: 25.2 },
      { n: 'humidity', u: '%RH', v: 30 },
      { bn: '2001:db8::1/', n: 'temperature', u: 'Cel', v: 12.3 },
      { n: 'humidity', u: '%RH', v: 67 },
    ],
    gives: {
      readings: [
        at('2011-10-31T16:27:09Z', '2001:db8::2', 'temperature', 25.2, 'Cel'),
        at('2011-10-31T16:27:09Z', '2001:db8::2', 'humidity', 30, '%'),
        at('2011-10-31T16:27:09Z', '2001:db8::1', 'temperature', 12.3, 'Cel'),
        at('2011-10-31T16:27:09Z', '2001:db8::1', 'humidity', 67, '%'),
      ],
    },
  },
  {
    title: 'a record of base fields only (5.1.7)',
    topic,
    payload: [{ bn: `${ONE_WIRE}:` }, { n: 'temp', u: 'Cel', v: 23.1 }, { n: 'heat', u: '/', v: 1 }],
    gives: { readings: [now(ONE_WIRE, 'temp', 23.1, 'Cel'), now(ONE_WIRE, 'heat', 1, '1')] },
  },
  {
    title: 'names without a base name are things (5.1.7)',
    topic,
    payload: [
      { bt: 1.320078429e9, bu: '/', n: '2001:db8::3', v: 0.5 },
      { n: '2001:db8::4', t: 0.1, v: 0 },
    ],
    gives: {
      readings: [
        at('2011-10-31T16:27:09Z', '2001:db8::3', 'value', 0.5, '1'),
        at('2011-10-31T16:27:09.100Z', '2001:db8::4', 'value', 0, '1'),
      ],
    },
  },
];

export const examples: Example[] = [
  ...OF_THE_RFC,
  {
    title: 'a name alone that is no URI: a property of the topic',
    topic,
    payload: [{ n: 'temperature', u: 'Cel', v: 21.4 }],
    gives: { readings: [now('roof', 'temperature', 21.4, 'Cel')] },
  },
  {
    title: 'a base name without separator, a name with one',
    topic,
    payload: [
      { bn: 'station-7', n: 'pm10', u: 'ug/m3', v: 12.5 },
      { n: '/pm25', u: 'ug/m3', v: 7 },
    ],
    gives: { readings: [now('station-7', 'pm10', 12.5, 'ug/m3'), now('station-7', 'pm25', 7, 'ug/m3')] },
  },
  {
    title: 'base value, sum and base sum',
    topic,
    payload: [
      { bn: 'meter:', bv: 20, n: 'power', u: 'W', v: 0.5, s: 7200 },
      { bs: 1000, n: 'power', u: 'W', s: 1 },
      { n: 'level', u: 'dB', v: 30 },
      { n: 'state', vs: 'on' },
    ],
    gives: {
      readings: [
        now('meter', 'power', 20.5, 'W'),
        now('meter', 'power.sum', 7200, 'W.s'),
        now('meter', 'power.sum', 1001, 'W.s'),
        now('meter', 'level', 50, 'dB'),
        now('meter', 'level.sum', 1000),
        now('meter', 'state', 'on'),
      ],
    },
  },
  {
    title: 'seconds ago',
    topic,
    payload: [{ bn: 'gauge:', bt: -60, n: 'water_level', t: -30.5, u: 'cm', v: 312 }],
    gives: { readings: [at('2026-03-01T11:58:29.500Z', 'gauge', 'water_level', 312, 'cm')] },
  },
  {
    title: 'secondary units, and the version that allows them',
    topic,
    payload: [
      { bn: 'x:', bver: 26, n: 'co2', u: 'ppm', v: 420 },
      { bver: 26, n: 'fill', u: '/100', v: 80 },
      { n: 'energy', u: 'kWh', v: 12.25 },
      { n: 'ratio', u: '%', v: 0.5 },
    ],
    gives: {
      readings: [
        now('x', 'co2', 420, '[ppm]'),
        now('x', 'fill', 80, '%'),
        now('x', 'energy', 12.25, 'kW.h'),
        now('x', 'ratio', 0.5, '1'),
      ],
    },
  },
  {
    title: 'fields that are not defined are ignored',
    topic,
    payload: [{ bn: 'x:', n: 'a', v: 1, ut: 300, ct: '60', bx: {}, _hint: null, l: [] }],
    gives: { readings: [now('x', 'a', 1)] },
  },
  {
    title: 'a place without measured values; half a place is none',
    topic,
    payload: [
      { bn: 'bus-12:', n: 'lat', u: 'lat', v: 50.1 },
      { n: 'lon', u: 'lon', v: 8.7 },
      { bn: 'bus-13:', n: 'lat', u: 'lat', v: 50.2 },
    ],
    gives: { readings: [], locations: [{ thingId: 'bus-12', longitude: 8.7, latitude: 50.1 }] },
  },
  ...(
    [
      ['not_json', '[{', 'not JSON'],
      ['wrong_shape', '{"n":"a","v":1}', 'array of records'],
      ['wrong_shape', '[1]', 'Record 0 is 1'],
      ['wrong_shape', '[{"n":"a:b","v":1},null]', 'Record 1 is null'],
      ['wrong_shape', '[{"n":"a","v":"1"}]', '"v" is "1". Expected a number'],
      ['wrong_shape', '[{"n":"a","v":null}]', 'Expected a number'],
      ['wrong_shape', '[{"n":"a","v":1e999}]', '"v" is Infinity'],
      ['wrong_shape', '[{"n":1,"v":1}]', 'Expected a string'],
      ['wrong_shape', '[{"n":"a","vb":0}]', 'Expected a boolean'],
      ['wrong_shape', '[{"n":"a"}]', 'no value'],
      ['wrong_shape', '[{"n":"a","v":1,"vs":"1"}]', 'v and vs'],
      ['wrong_shape', '[{"n":"a","v":1,"secret_":1}]', '"secret_"'],
      ['wrong_shape', '[{"n":"a","v":1,"bver":11}]', '"bver" is 11'],
      ['wrong_shape', '[{"n":"a","v":1,"bver":42}]', 'up to 10, and 26'],
      ['wrong_shape', '[{"n":"a","v":1,"bver":0.5}]', '"bver" is 0.5'],
      ['wrong_shape', '[{"n":"a","v":1},{"bver":5}]', 'one version'],
      ['bad_name', '[{"v":1}]', 'The name "bn" + "n" is ""'],
      ['bad_name', '[{"n":"é","v":1}]', 'Expected a letter'],
      ['bad_name', '[{"bn":"-a:","n":"b","v":1}]', 'Expected a letter'],
      ['bad_name', `[{"bn":"${'a'.repeat(250)}","n":"b","v":1}]`, '1 to 200'],
      ['bad_name', `[{"bn":"${'a'.repeat(250)}","n":"${'b'.repeat(250)}","v":1}]`, 'up to 399'],
      ['bad_unit', '[{"n":"a","u":"°C","v":1}]', 'Cel, %RH'],
      ['bad_unit', '[{"n":"a","bu":"kg/fortnight","v":1}]', '"kg/fortnight"'],
      ['bad_value', '[{"n":"a","bv":1e308,"v":1e308}]', '"a" is Infinity'],
      ['bad_value', '[{"n":"a","bv":6e299,"v":6e299}]', '"a" is 1.2e+300'],
      ['bad_value', `[{"n":"a","vs":"${'x'.repeat(201)}"}]`, 'at most 200'],
      ['bad_value', '[{"n":"a","u":"lat","v":91}]', 'no degree of latitude'],
      ['bad_time', '[{"n":"a","bt":1772362800000,"v":1}]', 'look like milliseconds'],
      ['time_too_old', '[{"n":"a","t":300000000,"v":1}]', '"300000000 s"'],
      ['time_too_old', '[{"n":"a","t":-1e11,"v":1}]', 'before the year 2000'],
      ['time_in_future', '[{"n":"a","t":86401,"v":1}]', 'more than one day'],
      ['no_readings', '[]', 'No record'],
      ['no_readings', '[{"bn":"x:"},{"n":"a","vd":"aGkgCg"}]', 'No record'],
    ] as const
  ).map(([reason, payload, detail]): Example => ({
    title: `a bad one: ${payload.slice(0, 60)}`,
    topic,
    payload,
    rejects: [reason, detail],
  })),
];

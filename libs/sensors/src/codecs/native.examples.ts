import type { Example, Reading } from './codec.js';

const topic = 'sensors/weather-1/observations';
const thingId = 'weather-1';
const NOON = new Date('2026-03-01T12:00:00Z');
const ELEVEN = new Date('2026-03-01T11:00:00Z');
const reading = (property: string, result: Reading['result'], phenomenonTime = ELEVEN): Reading => ({
  thingId,
  property,
  result,
  phenomenonTime,
});
const received = (property: string, result: Reading['result']): Reading => ({
  ...reading(property, result, NOON),
  timeIsReceipt: true,
});

export const examples: Example[] = [
  {
    title: 'a time with an offset',
    topic,
    payload: '{"ts":"2026-03-01T12:00:00+01:00","values":{"a":21.4}}',
    gives: { readings: [reading('a', 21.4)] },
  },
  {
    title: 'epoch milliseconds',
    topic,
    payload: '{"ts":1772362800000,"values":{"a":1}}',
    gives: { readings: [reading('a', 1)] },
  },
  {
    title: 'no time: the receipt counts, and is marked',
    topic,
    payload: '{"values":{"a":1}}',
    gives: { readings: [received('a', 1)] },
  },
  {
    title: 'a clock that is a little fast',
    topic,
    payload: '{"ts":"2026-03-02T11:00:00Z","values":{"a":1}}',
    gives: { readings: [reading('a', 1, new Date('2026-03-02T11:00:00Z'))] },
  },
  {
    title: 'numbers, yes and no, texts',
    topic,
    payload: '{"values":{"a":-0.5,"open":true,"wet":false,"state":"geöffnet"}}',
    gives: {
      readings: [received('a', -0.5), received('open', true), received('wet', false), received('state', 'geöffnet')],
    },
  },
  {
    title: 'an array with sequence numbers',
    topic,
    payload:
      '[{"ts":"2026-03-01T11:00:00Z","seq":7,"values":{"a":1}},{"ts":"2026-03-01T12:00:00Z","seq":8,"values":{"a":2}}]',
    gives: {
      readings: [reading('a', 1), reading('a', 2, NOON)],
      frames: [
        { thingId, counter: 7, at: ELEVEN },
        { thingId, counter: 8, at: NOON },
      ],
    },
  },
  {
    title: 'one bad value among good ones: they are stored, and it is told where it stands',
    topic,
    payload:
      '[{"ts":"2026-03-01T11:00:00Z","values":{"a":1,"b":null}},{"ts":"soon","values":{"a":2}},{"ts":"2026-03-01T12:00:00Z","values":{"a":3}}]',
    gives: {
      readings: [reading('a', 1), reading('a', 3, NOON)],
      refused: {
        reason: 'bad_value',
        detail: `Entry 1 of 3: "b" is null. Expected a number of at most 1e300, true, false or a text of at most 200 characters.`,
      },
    },
  },
  ...(
    [
      ['not_json', '{"values":', 'not JSON'],
      ['not_json', '', 'not JSON'],
      ['wrong_shape', '21.4', 'Expected {"ts"'],
      ['wrong_shape', '{"temperature":21.4}', 'Expected {"ts"'],
      ['wrong_shape', '{"values":[1]}', 'Expected {"ts"'],
      ['no_readings', '{"values":{}}', 'no values'],
      ['no_readings', '[]', 'no values'],
      ['bad_value', '{"values":{"a":null}}', '"a" is null'],
      ['bad_value', '{"values":{"a":[1]}}', '"a" is [1]'],
      ['bad_value', '{"values":{"a":1e999}}', '"a" is Infinity'],
      ['bad_value', '{"values":{"a":-1e301}}', '"a" is -1e+301. Expected a number of at most 1e300'],
      ['bad_value', `{"values":{"a":"${'x'.repeat(201)}"}}`, 'at most 200 characters'],
      ['bad_value', '{"seq":-1,"values":{"a":1}}', '"seq" is -1'],
      ['bad_time', '{"ts":"yesterday","values":{"a":1}}', '"yesterday"'],
      ['bad_time', '{"ts":"2026-03-01T12:00:00","values":{"a":1}}', 'time zone'],
      ['bad_time', '{"ts":"2026-02-30T12:00:00Z","values":{"a":1}}', '2026-02-30'],
      ['bad_time', '{"ts":{},"values":{"a":1}}', 'cannot be read'],
      ['time_too_old', '{"ts":"1999-12-31T23:59:59Z","values":{"a":1}}', 'before the year 2000'],
      ['time_too_old', '{"ts":1772362800,"values":{"a":1}}', 'milliseconds are expected'],
      ['time_in_future', '{"ts":"2026-03-02T12:00:01Z","values":{"a":1}}', 'more than one day'],
      ['bad_name', '{"values":{"a\\u0000":1}}', 'printable'],
      ['bad_name', '{"values":{"\\ud800":1}}', 'printable'],
      ['bad_name', '{"values":{"":1}}', 'printable'],
    ] as const
  ).map(([reason, payload, detail], i): Example => ({
    title: `a bad one (${i + 1}): ${payload.slice(0, 60)}`,
    topic,
    payload,
    rejects: [reason, detail],
  })),
];

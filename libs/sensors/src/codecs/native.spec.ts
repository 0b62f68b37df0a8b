import { RejectedPayload } from './codec.js';
import { native } from './native.js';

const TOPIC = 'gateways/roof-1/sensors/weather-1/observations';
const NOW = new Date('2026-03-01T12:00:00Z');
const decode = (payload: string, topic = TOPIC) => native.decode(topic, Buffer.from(payload), NOW);
const simple = (payload: string) => decode(payload).map((r) => [r.property, r.phenomenonTime.toISOString(), r.result]);

describe('the native format', () => {
  test('takes gateway and thing from the topic', () => {
    expect(decode('{"ts":"2026-03-01T11:00:00Z","values":{"temperature":21.4}}')).toEqual([
      {
        gatewayId: 'roof-1',
        thingId: 'weather-1',
        property: 'temperature',
        phenomenonTime: new Date('2026-03-01T11:00:00Z'),
        result: 21.4,
      },
    ]);
  });

  test.each([
    ['an offset', '{"ts":"2026-03-01T12:00:00+01:00","values":{"a":1}}', [['a', '2026-03-01T11:00:00.000Z', 1]]],
    ['epoch milliseconds', '{"ts":1772362800000,"values":{"a":1}}', [['a', '2026-03-01T11:00:00.000Z', 1]]],
    ['no time: the receipt counts', '{"values":{"a":1}}', [['a', '2026-03-01T12:00:00.000Z', 1]]],
    [
      'a clock that is a little fast',
      '{"ts":"2026-03-02T11:00:00Z","values":{"a":1}}',
      [['a', '2026-03-02T11:00:00.000Z', 1]],
    ],
    [
      'several values, yes and no',
      '{"values":{"a":-0.5,"open":true,"wet":false}}',
      [
        ['a', '2026-03-01T12:00:00.000Z', -0.5],
        ['open', '2026-03-01T12:00:00.000Z', 1],
        ['wet', '2026-03-01T12:00:00.000Z', 0],
      ],
    ],
    [
      'an array',
      '[{"ts":"2026-03-01T10:00:00Z","values":{"a":1}},{"ts":"2026-03-01T11:00:00Z","values":{"a":2}}]',
      [
        ['a', '2026-03-01T10:00:00.000Z', 1],
        ['a', '2026-03-01T11:00:00.000Z', 2],
      ],
    ],
  ])('reads %s', (_, payload, expected) => expect(simple(payload)).toEqual(expected));

  test.each([
    ['not_json', '{"values":', 'not JSON'],
    ['not_json', '', 'not JSON'],
    ['wrong_shape', '21.4', 'Expected {"ts"'],
    ['wrong_shape', '{"temperature":21.4}', 'Expected {"ts"'],
    ['wrong_shape', '{"values":[1]}', 'Expected {"ts"'],
    ['wrong_shape', '[{"values":{"a":1}},null]', 'Expected {"ts"'],
    ['no_readings', '{"values":{}}', 'no values'],
    ['no_readings', '[]', 'no values'],
    ['bad_value', '{"values":{"a":"21,4"}}', '"a" is "21,4"'],
    ['bad_value', '{"values":{"a":null}}', '"a" is null'],
    ['bad_value', '{"values":{"a":1e999}}', '"a" is Infinity'],
    ['bad_time', '{"ts":"yesterday","values":{"a":1}}', '"yesterday"'],
    ['bad_time', '{"ts":"2026-03-01T12:00:00","values":{"a":1}}', 'time zone'],
    ['bad_time', '{"ts":{},"values":{"a":1}}', 'cannot be read'],
    ['time_too_old', '{"ts":"1999-12-31T23:59:59Z","values":{"a":1}}', 'before the year 2000'],
    ['time_too_old', '{"ts":1772362800,"values":{"a":1}}', 'milliseconds are expected'],
    ['time_in_future', '{"ts":"2026-03-02T12:00:01Z","values":{"a":1}}', 'more than one day'],
    ['bad_name', '{"values":{"a\\u0000":1}}', 'printable'],
    ['bad_name', '{"values":{"\\ud800":1}}', 'printable'],
    ['bad_name', '{"values":{"":1}}', 'printable'],
  ])('rejects as %s: %s', (reason, payload, detail) => {
    const rejection = rejectionOf(() => decode(payload));
    expect(rejection).toMatchObject({ reason, message: expect.stringContaining(detail) });
  });

  test.each([
    'gateways/g',
    'gateways/g/sensors/s',
    'gateways/g/sensor/s/observations',
    'gateways//sensors/b/observations',
  ])('rejects the topic %s and says how one looks', (topic) => {
    expect(rejectionOf(() => decode('{"values":{"a":1}}', topic))).toMatchObject({
      reason: 'wrong_topic',
      message: 'The topic must be gateways/{gateway}/sensors/{sensor}/observations.',
    });
  });
});

function rejectionOf(work: () => unknown): RejectedPayload {
  try {
    work();
  } catch (error) {
    if (error instanceof RejectedPayload) return error;
    throw error;
  }
  throw new Error('It was not rejected.');
}

// A check that never fails would make every codec look safe.
import { RejectedPayload, type Codec, type CodecContext, type Decoding, type Reading } from './codec.js';
import { checkedContext, decodeAndCheck } from './fuzz-check.js';
import { contextOf } from './testing-examples.js';

const RECEIVED = new Date('2026-03-01T12:00:00Z');
const good: Reading = { thingId: 'a', property: 'b', result: 1, phenomenonTime: RECEIVED };

function check(decode: (payload: Buffer, context: CodecContext) => Decoding): unknown {
  const codec: Codec = { id: 'x', filters: [], decode: ({ payload }, context) => decode(payload, context) };
  const message = { gatewayId: 'g', topic: 't', payload: Buffer.from('payload'), receivedAt: RECEIVED };
  return decodeAndCheck(codec, message, checkedContext(contextOf({})));
}

test('passes what can be stored, and a RejectedPayload', () => {
  const decoding = { readings: [good, { ...good, result: 'geöffnet', resultTime: new Date('1950-01-01Z') }] };
  expect(check(() => decoding)).toBe(decoding);
  const rejection = new RejectedPayload('not_json', 'x');
  expect(
    check(() => {
      throw rejection;
    }),
  ).toBe(rejection);
});

test.each<[string, Partial<Reading>]>([
  ['an infinite number', { result: Infinity }],
  ['a number whose sums overflow', { result: -1.1e300 }],
  ['no value', { result: undefined }],
  ['a long text', { result: 'x'.repeat(201) }],
  ['a line feed', { result: 'a\nb' }],
  ['half a surrogate pair', { property: '\ud800' }],
  ['no name', { thingId: '' }],
  ['a long name', { property: 'x'.repeat(201) }],
  ['an invalid time', { phenomenonTime: new Date(NaN) }],
  ['a time long ago', { phenomenonTime: new Date('1999-12-31Z') }],
  ['a time to come', { phenomenonTime: new Date('2026-03-02T12:00:01Z') }],
  ['a resultTime that PostgreSQL cannot read', { resultTime: new Date(8.64e15) }],
  ['an empty unit', { unit: '' }],
])('fails on a reading with %s', (_, wrong) => {
  expect(() => check(() => ({ readings: [{ ...good, ...wrong }] }))).toThrow(/^Bad /);
});

test.each<[string, (payload: Buffer, context: CodecContext) => Partial<Decoding> | void]>([
  ['a counter beyond its modulus', () => ({ frames: [{ thingId: 'a', counter: 256, modulus: 256, at: RECEIVED }] })],
  ['a place beyond the pole', () => ({ locations: [{ thingId: 'a', longitude: 0, latitude: 91 }] })],
  ['a request to a filter', () => ({ requests: [{ topic: 'a/#', payload: Buffer.alloc(0) }] })],
  ['more readings than bytes', () => ({ readings: Array<Reading>(8).fill(good) })],
  ['a changed payload', (payload) => void payload.fill(0)],
  ['a Date in the memory', (_, { memory }) => memory.set('a', { at: RECEIVED })],
  ['NUL in the memory', (_, { memory }) => memory.set('a', ['a\0'])],
  ['a changed context', (_, context) => void (context.timeZone = 'UTC')],
  [
    'a changed memory that is not set',
    (_, { memory }) => {
      memory.set('a', { b: 1 });
      (memory.get('a') as { b: number }).b = 2;
    },
  ],
  ['any other error', () => void (null as unknown as string).length],
])('fails on %s', (_, decode) => {
  expect(() => check((payload, context) => ({ readings: [], ...decode(payload, context) }))).toThrow();
});

test('fails on a polluted prototype', () => {
  const prototype = Object.prototype as { polluted?: boolean };
  try {
    expect(() => check(() => ((prototype.polluted = true), { readings: [] }))).toThrow('prototype of all objects');
  } finally {
    delete prototype.polluted;
  }
});

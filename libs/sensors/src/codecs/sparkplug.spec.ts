// What takes several messages: births, the data after them, gaps, deaths.
import type { CodecContext, Decoding } from './codec.js';
import { DATATYPE, decodePayload, encodePayload, type Metric, type Payload } from './sparkplug-payload.js';
import { sparkplug } from './sparkplug.js';
import { contextOf } from './testing-examples.js';

const START = Date.UTC(2026, 2, 1, 12);
const SECOND = 1_000;

let context: CodecContext;
/** Seconds since the start, by the clocks of both sides. */
let now: number;
beforeEach(() => {
  context = contextOf({});
  now = 0;
});

/** Sends a message, a second after the last one. */
const send = (what: string, seq: number | undefined, metrics: Metric[] = [], more: Payload = {}): Decoding =>
  sendAs('g', what, seq, metrics, more);

function sendAs(gatewayId: string, what: string, seq?: number, metrics: Metric[] = [], more: Payload = {}): Decoding {
  now++;
  const [type, device] = what.split(' ');
  const time = START + now * SECOND;
  return sparkplug.decode(
    {
      gatewayId,
      topic: `spBv1.0/city/${type}/node${device ? `/${device}` : ''}`,
      payload: encodePayload({ timestamp: time, seq, ...more, metrics }),
      receivedAt: new Date(time),
    },
    context,
  );
}

const level = (value: number): Metric[] => [{ alias: 1n, floatValue: value }];
const birth = (name = 'Level', bdSeq = 0n): Metric[] => [
  { name: 'bdSeq', datatype: DATATYPE.Int64, longValue: bdSeq },
  { name, alias: 1n, datatype: DATATYPE.Float, floatValue: 0 },
];
const meter = (name = 'Volume'): Metric[] => [{ name, alias: 2n, datatype: DATATYPE.Int32, intValue: 0n }];
const asksIn = ({ requests = [] }: Decoding) => requests.length;
const namesIn = ({ readings }: Decoding) => readings.map(({ property }) => property);

/** The requests of a message that cannot be read. */
function asksOf(sending: () => Decoding): number {
  try {
    sending();
  } catch (error) {
    expect(error).toMatchObject({ reason: 'unknown_alias' });
    return (error as { requests: unknown[] }).requests.length;
  }
  throw new Error('It was read.');
}

test('births name what follows them', () => {
  send('NBIRTH', 0, birth());
  send('DBIRTH meter', 1, meter());
  expect(send('NDATA', 2, level(3.5)).readings).toMatchObject([
    { thingId: 'city/node', property: 'Level', result: 3.5 },
  ]);
  expect(send('DDATA meter', 3, [{ alias: 2n, intValue: 0xffffffffn }]).readings).toMatchObject([
    { thingId: 'city/node/meter', property: 'Volume', result: -1 },
  ]);
});

test('what is remembered is JSON and names the metrics after a restart, too', () => {
  send('NBIRTH', 0, birth());
  send('DBIRTH meter', 1, meter('__proto__'));
  const stored = JSON.parse(JSON.stringify([...(context.memory as Map<string, unknown>)]));
  context = contextOf({ context: { memory: new Map(stored) } });
  const decoding = send('DDATA meter', 9, [{ alias: 2n, intValue: 5n }]);
  expect([namesIn(decoding), asksIn(decoding)]).toEqual([['__proto__'], 0]);
});

test('a gap asks for births, the data is stored; births mend it', () => {
  send('NBIRTH', 0, birth());
  expect(asksIn(send('NDATA', 1, level(1)))).toBe(0);
  const late = send('NDATA', 3, level(2));
  expect([namesIn(late), late.requests!.map(({ topic }) => topic)]).toEqual([['Level'], ['spBv1.0/city/NCMD/node']]);
  expect(decodePayload(late.requests![0]!.payload)).toEqual({
    timestamp: START + now * SECOND,
    metrics: [
      {
        ...{ name: 'Node Control/Rebirth', timestamp: START + now * SECOND },
        ...{ datatype: DATATYPE.Boolean, booleanValue: true },
      },
    ],
  });
  expect(asksIn(send('NDATA', 4, level(2)))).toBe(0);
  expect(send('NBIRTH', 0, birth()).frames).toMatchObject([{ counter: 0, restarts: true }]);
  now += 100;
  expect(asksIn(send('NDATA', 1, level(2)))).toBe(0);
});

test('asks once a minute, as long as no birth has come', () => {
  send('NBIRTH', 0, birth());
  expect(asksIn(send('NDATA', 5, level(1)))).toBe(1);
  expect(asksIn(send('NDATA', 9, level(1)))).toBe(0);
  now += 60;
  expect(asksIn(send('NDATA', 10, level(1)))).toBe(1);
});

test('a line that loses a message after each birth is not flooded with births', () => {
  send('NBIRTH', 0, birth());
  expect(asksIn(send('NDATA', 2, level(1)))).toBe(1);
  send('NBIRTH', 0, birth());
  expect(asksIn(send('NDATA', 2, level(1)))).toBe(0);
  now += 60;
  expect(asksIn(send('NDATA', 3, level(1)))).toBe(1);
});

test('after 255 comes 0, and an NBIRTH may begin anywhere', () => {
  send('NBIRTH', 255, birth());
  expect(asksIn(send('NDATA', 0, level(1)))).toBe(0);
  expect(asksIn(send('NDATA', 1, level(1)))).toBe(0);
});

test('devices and their deaths count with their node', () => {
  send('NBIRTH', 0, birth());
  expect(asksIn(send('DBIRTH meter', 1, meter()))).toBe(0);
  expect(asksIn(send('DDEATH meter', 2))).toBe(0);
  expect(asksIn(send('NDATA', 3, level(1)))).toBe(0);
});

test('what is delivered again is no gap', () => {
  send('NBIRTH', 0, birth());
  for (const seq of [1, 2, 3]) send('NDATA', seq, level(seq));
  now -= 3;
  for (const seq of [1, 2, 3]) expect(asksIn(send('NDATA', seq, level(seq)))).toBe(0);
  now -= 1;
  expect(asksIn(send('NDATA', 3, level(3)))).toBe(0);
  expect(asksIn(send('NDATA', 4, level(3)))).toBe(0);
});

test('an unknown alias asks for births, once', () => {
  expect(asksOf(() => send('NDATA', 1, level(1)))).toBe(1);
  expect(asksOf(() => send('NDATA', 2, level(1)))).toBe(0);
  send('NBIRTH', 0, birth());
  expect(namesIn(send('NDATA', 1, level(1)))).toEqual(['Level']);
  now += 60;
  expect(asksOf(() => send('DDATA meter', 2, [{ alias: 2n, intValue: 1n }]))).toBe(1);
});

test('the birth of a device holds until the next one of its node', () => {
  send('NBIRTH', 0, birth());
  send('DBIRTH meter', 1, meter());
  send('NBIRTH', 0, birth());
  asksOf(() => send('DDATA meter', 1, [{ alias: 2n, intValue: 1n }]));
  send('DBIRTH meter', 2, meter('Flow'));
  expect(namesIn(send('DDATA meter', 3, [{ alias: 2n, intValue: 1n }]))).toEqual(['Flow']);
});

test('a death ends what the births said, that of an earlier connection does not', () => {
  send('NBIRTH', 0, birth('Level', 7n));
  send('DBIRTH meter', 1, meter());
  send('NDEATH', undefined, [{ name: 'bdSeq', longValue: 6n }]);
  expect(namesIn(send('NDATA', 2, level(1)))).toEqual(['Level']);
  send('NDEATH', undefined, [{ name: 'bdSeq', longValue: 7n }]);
  expect(asksOf(() => send('NDATA', 1, level(1)))).toBe(1);
  asksOf(() => send('DDATA meter', 2, [{ alias: 2n, intValue: 1n }]));
});

test('a gateway does not say what the aliases of another one mean, nor that its node has died', () => {
  send('NBIRTH', 0, birth('temperature', 7n));
  send('DBIRTH meter', 1, meter());
  sendAs('evil', 'NBIRTH', 0, birth('pressure', 7n));
  sendAs('evil', 'DBIRTH meter', 1, meter('Flow'));
  sendAs('evil', 'NDEATH', undefined, [{ name: 'bdSeq', longValue: 7n }]);
  const own = send('NDATA', 2, level(1));
  expect([namesIn(own), asksIn(own)]).toEqual([['temperature'], 0]);
  expect(namesIn(send('DDATA meter', 3, [{ alias: 2n, intValue: 1n }]))).toEqual(['Volume']);
});

test('no two gateways share a memory, whatever they are called', () => {
  // The sender of spBv1.0/city/… without a prefix is sparkplug-city/node.
  sendAs('sparkplug-city/node', 'NBIRTH', 0, birth());
  const keys = [...(context.memory as Map<string, unknown>).keys(), ...context.session.keys()];
  expect(new Set(keys)).toEqual(new Set(['sparkplug/sparkplug-city%2Fnode/city/node']));
});

test('what births do not explain is looked up anew, that of the node too', () => {
  const doubted: string[] = [];
  context = contextOf({ context: { memory: { get: () => undefined, set() {}, doubt: (key) => doubted.push(key) } } });
  asksOf(() => send('DDATA meter', 1, [{ alias: 2n, intValue: 1n }]));
  expect(doubted).toEqual(['sparkplug/g/city/node', 'sparkplug/g/city/node/meter']);
});

test('a birth is remembered even where a time in it is wrong', () => {
  expect(() => send('NBIRTH', 0, [{ ...birth()[1], timestamp: 1 }])).toThrow(
    expect.objectContaining({ reason: 'time_too_old' }),
  );
  expect(namesIn(send('NDATA', 1, level(1)))).toEqual(['Level']);
});

test.each([
  ['spBv1.0/city/NDATA/node', 'sparkplug-city/node'],
  ['spBv1.0/city/DDATA/node/meter', 'sparkplug-city/node'],
  ['spBv1.0/STATE/scada', 'sparkplug'],
])('the sender on %s is %s', (topic, sender) => expect(sparkplug.senderOf!(topic)).toBe(sender));

test('a payload can be written and read again', () => {
  const payload: Payload = {
    timestamp: START,
    seq: 255,
    metrics: [
      {
        ...{
          name: 'Füllstand',
          alias: 2n ** 64n - 1n,
          timestamp: START,
          datatype: DATATYPE.Int64,
          longValue: 2n ** 63n,
        },
        ...{ isHistorical: true, isTransient: false, isNull: false },
        properties: { keys: ['engUnit', 'x'], values: [{ stringValue: 'm' }, { isNull: true }] },
      },
      { alias: 0n, floatValue: 0.5 },
      { doubleValue: -1.25 },
      { booleanValue: true },
      { stringValue: 'x'.repeat(300) },
    ],
  };
  expect(decodePayload(encodePayload(payload))).toEqual(payload);
});

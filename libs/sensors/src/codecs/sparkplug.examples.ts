import type { Example, Frame, Reading } from './codec.js';
import { DATATYPE, encodePayload, type Metric, type Payload } from './sparkplug-payload.js';

const { Int8, Int16, Int32, Int64, UInt8, UInt64, Float, Double, Boolean, String, DateTime, DataSet } = DATATYPE;
const NOON = new Date('2026-03-01T12:00:00Z');
const ELEVEN = new Date('2026-03-01T11:00:00Z');
const at = ELEVEN.getTime();

/** A payload sent at eleven as message 7, unless it says otherwise. */
const payload = (metrics: Metric[], more: Payload = {}) => encodePayload({ timestamp: at, seq: 7, ...more, metrics });
const properties = (texts: Record<string, string>): Metric['properties'] => ({
  keys: Object.keys(texts),
  values: Object.values(texts).map((stringValue) => ({ stringValue })),
});
const quality = (code: bigint): Metric['properties'] => ({ keys: ['Quality'], values: [{ intValue: code }] });

const frame = (counter = 7, more: Partial<Frame> = {}): Frame => ({
  ...{ thingId: 'water/pump-1', counter, modulus: 256, at: ELEVEN, ...more },
});
const reading = (property: string, result: Reading['result'], more: Partial<Reading> = {}): Reading => ({
  ...{ thingId: 'water/pump-1', property, result, phenomenonTime: ELEVEN, ...more },
});

/** What is remembered of births, as JSON from the database. */
const memory = () =>
  new Map<string, unknown>([
    [
      'sparkplug/roof-1/water/pump-1',
      {
        born: 1,
        bdSeq: 3,
        aliases: { 1: 'Level', 2: 'Motor/Current', 3: 'Motor/Trend', '18446744073709551615': 'Far' },
        metrics: {
          Level: { datatype: Float, unit: 'm' },
          'Motor/Current': { datatype: Double, unit: 'A' },
          'Motor/Trend': { datatype: Int8 },
          Far: { datatype: Int64 },
        },
      },
    ],
    [
      'sparkplug/roof-1/water/pump-1/meter',
      { born: 1, aliases: { 9: 'Volume' }, metrics: { Volume: { datatype: UInt64, unit: 'm3' } } },
    ],
    [
      'sparkplug/roof-1/water/pump-1/old',
      { born: 0, aliases: { 9: 'Volume' }, metrics: { Volume: { datatype: UInt64 } } },
    ],
  ]);

const known = (): Pick<Example, 'context'> => ({ context: { memory: memory() } });
const NDATA = 'spBv1.0/water/NDATA/pump-1';
const DDATA = 'spBv1.0/water/DDATA/pump-1/meter';

/** As Eclipse's own sparkplug-payload 1.0.3 for JavaScript writes it. */
const FROM_TAHU = Buffer.from(
  '0880b7b8c8ca3312390a054c6576656c10011898afb8c8ca3320094a200a07656e67556e69740a075175616c697479120508' +
    '0c42016d1205080318c001659a994141120c0a026938200150e9ffffff0f120d0a03693332200350ffffffff0f12120a0369' +
    '3634200458fbffffffffffffffff01120d0a0375333220075880d0acf30e120e0a03753634200858cb89ec8ff72312070a01' +
    '62200b7001120e0a0173200c7a074772c3bcc39f65120d0a026474200d5880b7b8c8ca3312070a016e200a380112160a0264' +
    '7320108a010d0801120161180322040a020801120c0a026279201182010301020312160a0174201392010e12070a01712003' +
    '5003220178280012180a0168200a2801420618034202787869000000000000f83f1807',
  'hex',
);

const integers: [datatype: number, sent: bigint, result: number][] = [
  [Int8, 0xe9n, -23],
  [Int8, 0xffffffe9n, -23],
  [Int16, 0x8ad0n, -30_000],
  [Int32, 0xffffffffn, -1],
  [Int32, -1n, -1],
  [Int64, -5n, -5],
  [Int64, 9_007_199_254_740_993n, 9_007_199_254_740_992],
  [UInt8, 250n, 250],
  [UInt64, 0xffffffffffffffffn, 18_446_744_073_709_552_000],
];

export const examples: Example[] = [
  {
    title: 'an NBIRTH: all metrics with their values, but no controls and no nulls',
    topic: 'spBv1.0/water/NBIRTH/pump-1',
    payload: payload(
      [
        { name: 'bdSeq', timestamp: at, datatype: Int64, longValue: 4n },
        { name: 'Node Control/Rebirth', timestamp: at, datatype: Boolean, booleanValue: false },
        {
          ...{ name: 'Level', alias: 1n, timestamp: at - 1_000, datatype: Float, floatValue: 12.1 },
          properties: properties({ Tooltip: 'tank', engUnit: 'm' }),
        },
        {
          ...{ name: 'Motor/Current', alias: 2n, timestamp: at, datatype: Double, isNull: true },
          properties: properties({ engUnit: 'A' }),
        },
        { name: 'Properties/OS', timestamp: at, datatype: String, stringValue: 'Raspbian' },
        { name: 'Running', alias: 4n, timestamp: at, datatype: Boolean, booleanValue: true },
      ],
      { seq: 0 },
    ),
    gives: {
      readings: [
        reading('Level', 12.1, { unit: 'm', phenomenonTime: new Date(at - 1_000) }),
        reading('Properties/OS', 'Raspbian'),
        reading('Running', true),
      ],
      frames: [frame(0, { restarts: true })],
    },
  },
  {
    title: 'a DBIRTH of a node whose NBIRTH is known',
    topic: 'spBv1.0/water/DBIRTH/pump-1/meter',
    payload: payload([{ name: 'Volume', alias: 9n, timestamp: at, datatype: UInt64, longValue: 5n }]),
    gives: { readings: [reading('Volume', 5, { thingId: 'water/pump-1/meter' })], frames: [frame()] },
    ...known(),
  },
  {
    title: 'NDATA by alias, each metric with its own time, one of them historical',
    topic: NDATA,
    payload: payload([
      { alias: 1n, timestamp: at - 3_600_000, isHistorical: true, floatValue: 11.9 },
      { alias: 1n, timestamp: at - 500, floatValue: 12.2 },
      { alias: 2n, timestamp: at - 400, doubleValue: 0.1 },
      { alias: 3n, timestamp: at, intValue: 0xe9n },
      { alias: 0xffffffffffffffffn, timestamp: at, longValue: -1n },
    ]),
    gives: {
      readings: [
        reading('Level', 11.9, { unit: 'm', phenomenonTime: new Date(at - 3_600_000) }),
        reading('Level', 12.2, { unit: 'm', phenomenonTime: new Date(at - 500) }),
        reading('Motor/Current', 0.1, { unit: 'A', phenomenonTime: new Date(at - 400) }),
        reading('Motor/Trend', -23),
        reading('Far', -1),
      ],
      frames: [frame()],
    },
    ...known(),
  },
  {
    title: 'a message of another implementation, with all sorts of values',
    topic: NDATA,
    payload: FROM_TAHU,
    gives: {
      readings: [
        reading('Level', 12.1, { unit: 'm', phenomenonTime: new Date(at - 1_000) }),
        ...[reading('i8', -23), reading('i32', -1), reading('i64', -5)],
        ...[reading('u32', 4_000_000_000), reading('u64', 1_234_567_890_123)],
        ...[reading('b', true), reading('s', 'Grüße'), reading('dt', '2026-03-01T11:00:00.000Z'), reading('h', 1.5)],
      ],
      frames: [frame()],
    },
    ...known(),
  },
  {
    title: 'DDATA by alias',
    topic: DDATA,
    payload: payload([{ alias: 9n, timestamp: at, longValue: 1_234n }]),
    gives: { readings: [reading('Volume', 1_234, { thingId: 'water/pump-1/meter', unit: 'm3' })], frames: [frame()] },
    ...known(),
  },
  ...integers.map(([datatype, sent, result], i): Example => ({
    title: `an integer of datatype ${datatype} (${i + 1}): ${sent} is ${result}`,
    topic: NDATA,
    payload: payload([{ name: 'a', timestamp: at, datatype, [sent >> 32n ? 'longValue' : 'intValue']: sent }]),
    gives: { readings: [reading('a', result)], frames: [frame()] },
    ...known(),
  })),
  {
    title: 'a yes written as a number, a moment, and a name that JavaScript knows, too',
    topic: NDATA,
    payload: payload([
      { name: 'Open', timestamp: at, datatype: Boolean, intValue: 1n },
      { name: 'Serviced', timestamp: at, datatype: DateTime, longValue: BigInt(at) },
      { name: '__proto__', timestamp: at, datatype: Double, doubleValue: 1 },
    ]),
    gives: {
      readings: [reading('Open', true), reading('Serviced', '2026-03-01T11:00:00.000Z'), reading('__proto__', 1)],
      frames: [frame()],
    },
    ...known(),
  },
  {
    title:
      'what is no reading: nulls, transients, bad and stale values, NaN, numbers beyond all measure, long texts, data sets',
    topic: NDATA,
    payload: payload([
      { name: 'a', timestamp: at, datatype: Double, isNull: true, doubleValue: 1 },
      { name: 'b', timestamp: at, datatype: Double, isTransient: true, doubleValue: 1 },
      { name: 'c', timestamp: at, datatype: Double, doubleValue: 1, properties: quality(0n) },
      { name: 'd', timestamp: at, datatype: Double, doubleValue: 1, properties: quality(500n) },
      { name: 'e', timestamp: at, datatype: Double, doubleValue: NaN },
      { name: 'f', timestamp: at, datatype: Float, floatValue: -Infinity },
      { name: 'far', timestamp: at, datatype: Double, doubleValue: 1.1e300 },
      { name: 'g', timestamp: at, datatype: String, stringValue: 'x'.repeat(201) },
      { name: 'h', timestamp: at, datatype: DataSet },
      { name: 'i', timestamp: at, datatype: Double, doubleValue: 1, properties: quality(192n) },
    ]),
    gives: { readings: [reading('i', 1)], frames: [frame()] },
    ...known(),
  },
  {
    title: 'units that people write, and those that could be two',
    topic: NDATA,
    payload: payload(
      ['°C', 'µg/m³', 'C', 'barrels'].map((engUnit, i) => ({
        ...{ name: `m${i}`, timestamp: at, datatype: Double, doubleValue: i, properties: properties({ engUnit }) },
      })),
    ),
    gives: {
      readings: [
        reading('m0', 0, { unit: 'Cel' }),
        reading('m1', 1, { unit: 'ug/m3' }),
        reading('m2', 2),
        reading('m3', 3),
      ],
      frames: [frame()],
    },
    ...known(),
  },
  {
    title: 'metrics without a time are of the time of the message, …',
    topic: NDATA,
    payload: payload([{ name: 'a', datatype: Double, doubleValue: 1 }]),
    gives: { readings: [reading('a', 1)], frames: [frame()] },
    ...known(),
  },
  {
    title: '… and of the receipt where that has none',
    topic: NDATA,
    payload: payload([{ name: 'a', timestamp: 0, datatype: Double, doubleValue: 1 }], { timestamp: undefined }),
    gives: {
      readings: [reading('a', 1, { phenomenonTime: NOON, timeIsReceipt: true })],
      frames: [frame(7, { at: NOON })],
    },
    ...known(),
  },
  {
    title: 'a first message of a node that was never born before our eyes: it is asked for its births',
    topic: NDATA,
    payload: payload([{ name: 'a', timestamp: at, doubleValue: 1 }]),
    gives: {
      readings: [reading('a', 1)],
      frames: [frame()],
      requests: [
        {
          topic: 'spBv1.0/water/NCMD/pump-1',
          payload: encodePayload({
            timestamp: NOON.getTime(),
            metrics: [
              {
                ...{ name: 'Node Control/Rebirth', timestamp: NOON.getTime() },
                ...{ datatype: DATATYPE.Boolean, booleanValue: true },
              },
            ],
          }),
        },
      ],
    },
  },
  {
    title: 'a DDEATH counts, but holds no readings',
    topic: 'spBv1.0/water/DDEATH/pump-1/meter',
    payload: payload([]),
    gives: { readings: [], frames: [frame()] },
    ...known(),
  },
  {
    title: 'an NDEATH was written when the node connected: its time says nothing',
    topic: 'spBv1.0/water/NDEATH/pump-1',
    payload: encodePayload({ timestamp: 1, metrics: [{ name: 'bdSeq', datatype: Int64, longValue: 3n }] }),
    gives: { readings: [] },
    ...known(),
  },
  {
    title: 'the state of a host is JSON, and nothing to store',
    topic: 'spBv1.0/STATE/scada',
    payload: { online: true, timestamp: at },
    gives: { readings: [] },
  },
  ...['NCMD/pump-1', 'DCMD/pump-1/meter'].map((command): Example => ({
    title: `a command (${command}) is nothing to store, whatever it says`,
    topic: `spBv1.0/water/${command}`,
    payload: 'not protobuf',
    gives: { readings: [] },
  })),
  {
    title: 'an alias that no birth has named',
    topic: NDATA,
    payload: payload([{ alias: 77n, timestamp: at, floatValue: 1 }]),
    rejects: ['unknown_alias', 'alias 77 stands for is unknown'],
    ...known(),
  },
  {
    title: 'an alias from before the last NBIRTH of the node',
    topic: 'spBv1.0/water/DDATA/pump-1/old',
    payload: payload([{ alias: 9n, timestamp: at, longValue: 1n }]),
    rejects: ['unknown_alias', 'alias 9 stands for is unknown: the last birth of water/pump-1/old did not come'],
    ...known(),
  },
  {
    title: 'a message where several processes share them: none of these sees all births',
    topic: NDATA,
    payload: payload([{ alias: 1n, timestamp: at, floatValue: 1 }]),
    rejects: ['not_decoded', 'Run one process without MQTT_SHARED_GROUP'],
    context: { memory: memory(), ordered: false },
  },
  {
    title: 'an integer that could be signed or not',
    topic: NDATA,
    payload: payload([{ name: 'a', timestamp: at, intValue: 200n }]),
    rejects: ['unknown_alias', 'The datatype of "a" is unknown'],
  },
  ...(
    [
      ['wrong_shape', NDATA, '{"temperature": 21.4}', 'Expected protobuf'],
      ['wrong_shape', NDATA, payload([{ name: 'a', doubleValue: 1 }]).subarray(0, -5), 'breaks off'],
      ['wrong_shape', NDATA, Buffer.from('12020a05', 'hex'), 'longer than its message'],
      ['wrong_shape', NDATA, Buffer.from('1a0107', 'hex'), '"seq" has the wire type 2 instead of 0'],
      ['wrong_shape', NDATA, Buffer.from('120c10ffffffffffffffffffff01', 'hex'), 'more than 10 bytes'],
      ['wrong_shape', NDATA, Buffer.from('0001', 'hex'), 'breaks off'],
      ['wrong_topic', 'spBv1.0/water/NDATA', payload([]), 'spBv1.0/{group}'],
      ['wrong_topic', 'spBv1.0/water/NDATA/pump-1/meter', payload([]), 'spBv1.0/{group}'],
      ['wrong_topic', 'spBv1.0/water/DDATA/pump-1', payload([]), 'spBv1.0/{group}'],
      ['wrong_topic', 'spBv1.0/water/DDATA/pump-1/meter/x', payload([]), 'spBv1.0/{group}'],
      ['wrong_topic', 'spBv1.0//NDATA/pump-1', payload([]), 'spBv1.0/{group}'],
      ['wrong_topic', 'spBv1.0/water/toString/pump-1', payload([]), 'spBv1.0/{group}'],
      ['bad_name', 'spBv1.0/water/NDATA/pump\u0007', payload([]), 'printable'],
      ['bad_name', NDATA, payload([{ name: 'a\n', doubleValue: 1 }]), 'printable'],
      ['bad_value', NDATA, payload([], { seq: 256 }), '"seq" is 256'],
      ['time_too_old', NDATA, payload([], { timestamp: 1_772_362_800 }), 'milliseconds are expected'],
      ['time_in_future', NDATA, payload([{ name: 'a', timestamp: at + 1e9, doubleValue: 1 }]), 'one day after'],
      ['bad_time', NDATA, payload([], { timestamp: 2 ** 60 }), 'cannot be read'],
    ] as const
  ).map(([reason, topic, bytes, detail], i): Example => ({
    title: `a bad one (${i + 1}): ${detail}`,
    ...{ topic, payload: bytes, rejects: [reason, detail] },
    ...known(),
  })),
];

// The protobuf message of Sparkplug B, and of it what Stadtlage needs: everything else is passed over unread.
// https://github.com/eclipse-sparkplug/sparkplug/blob/master/specification/src/main/asciidoc/chapters/Sparkplug_6_Payloads.adoc
// (section 6.4.1, its .proto file; the numbers below are its field numbers)
import { PbfReader, PbfWriter } from 'pbf';
import { RejectedPayload } from './codec.js';

/** The specification lets a sender fill one of these. Integers keep their 64 bits, whatever their datatype makes of them. */
export interface Value {
  isNull?: boolean;
  intValue?: bigint;
  longValue?: bigint;
  floatValue?: number;
  doubleValue?: number;
  booleanValue?: boolean;
  stringValue?: string;
}

export interface Metric extends Value {
  name?: string;
  alias?: bigint;
  /** Milliseconds since 1970, as all times here. */
  timestamp?: number;
  datatype?: number;
  isHistorical?: boolean;
  isTransient?: boolean;
  properties?: { keys?: string[]; values?: Value[] };
}

export interface Payload {
  timestamp?: number;
  metrics?: Metric[];
  seq?: number;
}

/** Section 6.4.16. */
export const DATATYPE = {
  ...{ Int8: 1, Int16: 2, Int32: 3, Int64: 4, UInt8: 5, UInt16: 6, UInt32: 7, UInt64: 8, Float: 9, Double: 10 },
  ...{ Boolean: 11, String: 12, DateTime: 13, Text: 14, UUID: 15, DataSet: 16, Bytes: 17, File: 18, Template: 19 },
};

/** @throws RejectedPayload where the bytes are no such message */
export function decodePayload(bytes: Uint8Array): Payload {
  try {
    return readMessage(new PbfReader(bytes), bytes.length, PAYLOAD);
  } catch (error) {
    const expected = 'Expected protobuf, org.eclipse.tahu.protobuf.Payload';
    throw new RejectedPayload('wrong_shape', `Not a payload of Sparkplug B: ${(error as Error).message}. ${expected}.`);
  }
}

export function encodePayload(payload: Payload): Buffer {
  const pbf = new PbfWriter();
  writeMessage(pbf, payload, PAYLOAD);
  return Buffer.from(pbf.finish());
}

/** How a value is written: https://protobuf.dev/programming-guides/encoding/ */
interface Encoding<T> {
  wireType: 0 | 1 | 2 | 5;
  read(pbf: PbfReader): T;
  write(pbf: PbfWriter, value: T): void;
}

type Item<T> = NonNullable<T> extends (infer I)[] ? I : NonNullable<T>;
type Field<M> = {
  [Name in keyof M & string]-?: { name: Name; encoding: Encoding<Item<M[Name]>>; repeated?: boolean };
}[keyof M & string];

/** The fields of a message by their numbers. */
type Shape<M> = Record<number, Field<M>>;

const uint64: Encoding<bigint> = { wireType: 0, read: readUint64, write: writeUint64 };
/** A count or a time: nothing is lost below 2^53. */
const number: Encoding<number> = {
  wireType: 0,
  read: (pbf) => pbf.readVarint(),
  write: (pbf, value) => pbf.writeVarint(value),
};
const bool: Encoding<boolean> = {
  wireType: 0,
  read: (pbf) => pbf.readBoolean(),
  write: (pbf, value) => pbf.writeBoolean(value),
};
const float: Encoding<number> = {
  wireType: 5,
  read: (pbf) => pbf.readFloat(),
  write: (pbf, value) => pbf.writeFloat(value),
};
const double: Encoding<number> = {
  wireType: 1,
  read: (pbf) => pbf.readDouble(),
  write: (pbf, value) => pbf.writeDouble(value),
};
const string: Encoding<string> = {
  wireType: 2,
  read: (pbf) => pbf.readString(),
  write: (pbf, value) => pbf.writeString(value),
};
const message = <M extends object>(shape: Shape<M>): Encoding<M> => ({
  wireType: 2,
  read: (pbf) => readMessage(pbf, pbf.readVarint() + pbf.pos, shape),
  write: (pbf, value) => pbf.writeRawMessage((content: M, writer) => writeMessage(writer, content, shape), value),
});

const PROPERTY_VALUE: Shape<Value> = {
  2: { name: 'isNull', encoding: bool },
  3: { name: 'intValue', encoding: uint64 },
  4: { name: 'longValue', encoding: uint64 },
  5: { name: 'floatValue', encoding: float },
  6: { name: 'doubleValue', encoding: double },
  7: { name: 'booleanValue', encoding: bool },
  8: { name: 'stringValue', encoding: string },
};

const PROPERTY_SET: Shape<NonNullable<Metric['properties']>> = {
  1: { name: 'keys', encoding: string, repeated: true },
  2: { name: 'values', encoding: message(PROPERTY_VALUE), repeated: true },
};

const METRIC: Shape<Metric> = {
  1: { name: 'name', encoding: string },
  2: { name: 'alias', encoding: uint64 },
  3: { name: 'timestamp', encoding: number },
  4: { name: 'datatype', encoding: number },
  5: { name: 'isHistorical', encoding: bool },
  6: { name: 'isTransient', encoding: bool },
  7: { name: 'isNull', encoding: bool },
  9: { name: 'properties', encoding: message(PROPERTY_SET) },
  10: { name: 'intValue', encoding: uint64 },
  11: { name: 'longValue', encoding: uint64 },
  12: { name: 'floatValue', encoding: float },
  13: { name: 'doubleValue', encoding: double },
  14: { name: 'booleanValue', encoding: bool },
  15: { name: 'stringValue', encoding: string },
};

const PAYLOAD: Shape<Payload> = {
  1: { name: 'timestamp', encoding: number },
  2: { name: 'metrics', encoding: message(METRIC), repeated: true },
  3: { name: 'seq', encoding: number },
};

const LEAST_BYTES = { 0: 1, 1: 8, 2: 1, 5: 4 };
const BREAKS_OFF = 'it breaks off, or a field in it is longer than its message';

function readMessage<M extends object>(pbf: PbfReader, end: number, shape: Shape<M>): M {
  if (end > pbf.length) throw new Error(BREAKS_OFF);
  const content: Record<string, unknown> = {};
  for (let tag; (tag = pbf.nextField(end));) {
    const field = shape[tag];
    if (!field) continue;
    const { name, encoding, repeated } = field;
    if (pbf.type !== encoding.wireType) {
      throw new Error(`"${name}" has the wire type ${pbf.type} instead of ${encoding.wireType}`);
    }
    if (pbf.pos + LEAST_BYTES[encoding.wireType] > end) throw new Error(BREAKS_OFF);
    const value = encoding.read(pbf);
    if (repeated) ((content[name] ??= []) as unknown[]).push(value);
    else content[name] = value;
  }
  // pbf reads on past an end: whatever did so stands here with another position.
  if (pbf.pos !== end) throw new Error(BREAKS_OFF);
  return content as M;
}

function writeMessage<M extends object>(pbf: PbfWriter, content: M, shape: Shape<M>): void {
  for (const [tag, { name, encoding, repeated }] of Object.entries(shape)) {
    const value = content[name];
    for (const item of (repeated ? (value ?? []) : [value]) as never[]) {
      if (item === undefined) continue;
      pbf.writeTag(Number(tag), encoding.wireType);
      encoding.write(pbf, item);
    }
  }
}

function readUint64(pbf: PbfReader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = pbf.buf[pbf.pos++];
    if (byte === undefined) throw new Error(BREAKS_OFF);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  throw new Error('a number has more than 10 bytes');
}

/** Negative numbers become their two's complement. */
function writeUint64(pbf: PbfWriter, value: bigint): void {
  pbf.realloc(10);
  let rest = BigInt.asUintN(64, value);
  for (; rest > 0x7fn; rest >>= 7n) pbf.buf[pbf.pos++] = Number(rest & 0x7fn) | 0x80;
  pbf.buf[pbf.pos++] = Number(rest);
}

// Arrays in PostgreSQL's binary format (src/backend/utils/adt/arrayfuncs.c, array_recv): neither we nor the server turn
// numbers and times into text and back, which costs more than storing them.

const HEADER = 20;
const OIDS = { bool: 16, int8: 20, text: 25, float8: 701, timestamptz: 1184 };
/** 2000-01-01 in milliseconds since 1970: where PostgreSQL's times begin. */
const EPOCH = 946_684_800_000;
const TWO_32 = 2 ** 32;

function header(bytes: Buffer, oid: number, length: number): void {
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(length, 12);
  bytes.writeInt32BE(1, 16);
}

function eightByteArray(
  oid: number,
  values: readonly (number | null)[],
  write: (bytes: Buffer, value: number, at: number) => void,
): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + values.length * 12);
  header(bytes, oid, values.length);
  let at = HEADER;
  for (const value of values) {
    if (value === null) {
      bytes.writeInt32BE(-1, at);
      at += 4;
    } else {
      bytes.writeInt32BE(8, at);
      write(bytes, value, at + 4);
      at += 12;
    }
  }
  return bytes.subarray(0, at);
}

function writeInt64(bytes: Buffer, value: number, at: number): void {
  const high = Math.floor(value / TWO_32);
  bytes.writeInt32BE(high, at);
  bytes.writeUInt32BE(value - high * TWO_32, at + 4);
}

export const int8Array = (values: readonly (number | null)[]) => eightByteArray(OIDS.int8, values, writeInt64);

export const float8Array = (values: readonly (number | null)[]) =>
  eightByteArray(OIDS.float8, values, (bytes, value, at) => bytes.writeDoubleBE(value, at));

/** @param values milliseconds since 1970 */
export const timestamptzArray = (values: readonly (number | null)[]) =>
  eightByteArray(OIDS.timestamptz, values, (bytes, value, at) => writeInt64(bytes, (value - EPOCH) * 1_000, at));

export function boolArray(values: readonly boolean[]): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + values.length * 5);
  header(bytes, OIDS.bool, values.length);
  values.forEach((value, i) => {
    bytes.writeInt32BE(1, HEADER + i * 5);
    bytes[HEADER + i * 5 + 4] = Number(value);
  });
  return bytes;
}

export function textArray(values: readonly (string | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value === null ? 0 : Buffer.byteLength(value)), HEADER);
  const bytes = Buffer.allocUnsafe(size);
  header(bytes, OIDS.text, values.length);
  let at = HEADER;
  for (const value of values) {
    const length = value === null ? -1 : bytes.write(value, at + 4);
    bytes.writeInt32BE(length, at);
    at += 4 + Math.max(0, length);
  }
  return bytes;
}

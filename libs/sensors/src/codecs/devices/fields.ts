// What the payloads of most devices are made of: a type, then so many bytes, then the next type. A model is a table of
// types and fields. A field is given the bytes it asks for, never less, so that no table can read beyond the payload.
import type { Decoded, Measured } from './device-model.js';

export interface Field {
  /** In bytes. */
  length: number;
  /** UCUM codes by property. */
  units: Record<string, string>;
  /** Adds what it reads. @param bytes exactly {@link length} of them */
  read(bytes: Buffer, into: Measured): void;
}

/** How a number is written. */
export interface NumberFormat {
  length: number;
  read(bytes: Buffer): number;
}

export const uint8: NumberFormat = { length: 1, read: (bytes) => bytes.readUInt8() };
export const int8: NumberFormat = { length: 1, read: (bytes) => bytes.readInt8() };
export const uint16be: NumberFormat = { length: 2, read: (bytes) => bytes.readUInt16BE() };
export const int16be: NumberFormat = { length: 2, read: (bytes) => bytes.readInt16BE() };
export const uint16le: NumberFormat = { length: 2, read: (bytes) => bytes.readUInt16LE() };
export const int16le: NumberFormat = { length: 2, read: (bytes) => bytes.readInt16LE() };
export const int24be: NumberFormat = { length: 3, read: (bytes) => bytes.readIntBE(0, 3) };
export const int24le: NumberFormat = { length: 3, read: (bytes) => bytes.readIntLE(0, 3) };
export const uint32be: NumberFormat = { length: 4, read: (bytes) => bytes.readUInt32BE() };
export const int32be: NumberFormat = { length: 4, read: (bytes) => bytes.readInt32BE() };

/** @param convert what one unit is divided into (division keeps decimals exact: 308 / 10), or a formula */
export function quantity(
  property: string,
  unit: string,
  format: NumberFormat,
  convert: number | ((value: number) => number) = 1,
): Field {
  const toResult = typeof convert === 'number' ? (value: number) => value / convert : convert;
  return {
    length: format.length,
    units: { [property]: unit },
    read: (bytes, into) => void (into.data[property] = toResult(format.read(bytes))),
  };
}

/** One byte: 0 is no, anything else is yes. */
export const flag = (property: string): Field => ({
  length: 1,
  units: {},
  read: (bytes, into) => void (into.data[property] = bytes[0] !== 0),
});

/** Bytes that say nothing to store: serial numbers, versions. */
export const skipped = (length: number): Field => ({ length, units: {}, read: () => {} });

export const inDegrees = (format: NumberFormat, divisor: number): Field => ({
  length: 2 * format.length,
  units: {},
  read(bytes, into) {
    const [latitude, longitude] = [bytes, bytes.subarray(format.length)].map((part) => format.read(part) / divisor);
    into.location ??= { latitude: latitude!, longitude: longitude! };
  },
});

/** Fields one after the other, without types. */
export const sequence = (...fields: Field[]): Field => ({
  length: fields.reduce((sum, { length }) => sum + length, 0),
  units: unitsOf(fields),
  read(bytes, into) {
    let offset = 0;
    for (const { length, read } of fields) read(bytes.subarray(offset, (offset += length)), into);
  },
});

export const unitsOf = (fields: Iterable<Field>): Record<string, string> =>
  Object.assign({}, ...[...fields].map(({ units }) => units));

/** Never -0. */
export const round = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;

/**
 * Reads types with their fields until the end of the payload.
 * @param typeLength bytes before each field that say what it is
 */
export function readFields(
  bytes: Buffer,
  typeLength: number,
  fieldOf: (type: Buffer, before: Measured) => Field | undefined,
): Decoded {
  const measured: Measured = { data: {} };
  for (let at = 0; at < bytes.length;) {
    const type = bytes.subarray(at, at + typeLength);
    const name = `0x${type.toString('hex')} at byte ${at}`;
    const field = type.length === typeLength ? fieldOf(type, measured) : undefined;
    if (!field) return { errors: [`${name} is no type that this model is known to send.`] };
    const start = at + typeLength;
    at = start + field.length;
    if (at > bytes.length) return { errors: [tooShort(name, field.length, bytes.length - start)] };
    field.read(bytes.subarray(start, at), measured);
  }
  return measured;
}

const tooShort = (what: string, expected: number, found: number): string =>
  `${what}: expected ${expected} bytes, found ${found}. The payload is cut off, or of another model.`;

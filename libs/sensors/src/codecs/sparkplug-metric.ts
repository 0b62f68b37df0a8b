// What one metric of Sparkplug B says: its value, its unit, whether it is measured at all. Sections 6.4.6 to 6.4.17 of
// https://sparkplug.eclipse.org/specification/version/3.0/documents/sparkplug-specification-3.0.0.pdf
import type { Result } from './codec.js';
import { DATATYPE, type Metric, type Value } from './sparkplug-payload.js';
import { suggestUcum } from './units.js';
import { toResult } from './values.js';

const GOOD = 192;

/** Null, of bad or stale quality (section 6.4.9.1), or by the sender's will not to be stored ("transient"): no reading. */
export function isMeasured(metric: Metric): boolean {
  const quality = propertyOf(metric, 'Quality');
  return !metric.isNull && !metric.isTransient && Number(integerOf(quality) ?? GOOD) === GOOD;
}

/** Commands that the sender understands, and the number of its connection. */
export const isControl = (name: string) => /^(bdSeq$|(Node|Device) Control\/)/.test(name);

export function integerOf(value: Value | undefined): bigint | undefined {
  return value?.intValue ?? value?.longValue;
}

const BITS: Record<number, number> = {
  [DATATYPE.Int8]: 8,
  [DATATYPE.Int16]: 16,
  [DATATYPE.Int32]: 32,
  [DATATYPE.Int64]: 64,
};

/** Undefined for what is no value to measure: data sets, templates, bytes, NaN, long texts. */
export function resultOf(metric: Metric, datatype = 0): Result | undefined {
  const integer = integerOf(metric);
  if (integer === undefined) {
    const { floatValue, doubleValue, booleanValue, stringValue } = metric;
    return toResult(floatValue === undefined ? (doubleValue ?? booleanValue ?? stringValue) : shortest(floatValue));
  }
  if (datatype === DATATYPE.Boolean) return integer !== 0n;
  if (datatype === DATATYPE.DateTime) return toResult(toIso(Number(integer)));
  // Some write -1 as an Int8 in 8 bits (Tahu for Python), others in 32; both are its two's complement. Beyond 2^53 this is
  // the nearest number that PostgreSQL's float8 can hold.
  return Number(datatype in BITS ? BigInt.asIntN(BITS[datatype]!, integer) : BigInt.asUintN(64, integer));
}

/** 12.1 in 32 bits is 12.100000381469727 in 64: the shortest decimal that is the same in 32 bits is what was meant. */
function shortest(float: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const decimal = Number(float.toPrecision(digits));
    if (Math.fround(decimal) === float) return decimal;
  }
  return float;
}

function toIso(milliseconds: number): string | undefined {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** The property "engUnit" is a custom of Ignition's, and free text: the specification knows no units. */
export function unitOf(metric: Metric): string | undefined {
  const text = propertyOf(metric, 'engUnit')?.stringValue ?? '';
  // Degrees to those who write them, coulomb and farad to UCUM.
  return /^[CF]$/.test(text) ? undefined : suggestUcum(text);
}

function propertyOf({ properties: { keys = [], values = [] } = {} }: Metric, key: string): Value | undefined {
  const i = keys.indexOf(key);
  return i < 0 ? undefined : values[i];
}

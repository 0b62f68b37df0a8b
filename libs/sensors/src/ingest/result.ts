import type { Result } from '../codecs/codec.js';
import type { ObservationType } from './known-datastreams.js';

/** As it lies in the database: a number, or a text. */
export type StoredResult = number | string;

/** What a datastream of this type stores of a result: yes and no are 1 and 0. Undefined where it does not fit. */
export function toStored(result: Result, type: ObservationType): StoredResult | undefined {
  if (type === 'CategoryObservation') return String(result);
  if (typeof result === 'string') return undefined;
  if (type === 'TruthObservation' && typeof result === 'number' && result !== 0 && result !== 1) return undefined;
  return Number(result);
}

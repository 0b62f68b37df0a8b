/** One measured value, as every payload format is translated into it. */
export interface Reading {
  gatewayId: string;
  /** What measures: a station, a counter, a gauge. Unique in the city. */
  thingId: string;
  /** An id of sensors.observed_property where the device uses one, else the device's own name for it. */
  property: string;
  /** When it was true, by the device's clock; the time of receipt where the device has none. */
  phenomenonTime: Date;
  /** A finite number; yes and no are 1 and 0. */
  result: number;
  /** UCUM code, where the payload says it: https://ucum.org/ucum */
  unit?: string;
}

/** One payload format: pure functions, so that examples are its tests. */
export interface Codec {
  /** The MQTT topic filter its messages come on. */
  filter: string;
  /** Who sent it, also when the payload cannot be read. */
  gatewayOf(topic: string): string;
  /** @throws RejectedPayload where the message is not what the format says */
  decode(topic: string, payload: Buffer, receivedAt: Date): Reading[];
}

export type Reason =
  | 'no_codec'
  | 'wrong_topic'
  | 'too_large'
  | 'not_json'
  | 'wrong_shape'
  | 'bad_name'
  | 'bad_value'
  | 'bad_time'
  | 'time_in_future'
  | 'time_too_old'
  | 'no_readings'
  | 'not_decoded'
  | 'simulated'
  | 'foreign_thing'
  | 'not_storable';

/** A message that is kept as a row of sensors.rejected_message instead of being stored as readings. */
export class RejectedPayload extends Error {
  constructor(
    readonly reason: Reason,
    /** What was found, what was expected: read by the person who runs the gateway. */
    detail: string,
  ) {
    super(detail);
    this.name = 'RejectedPayload';
  }
}

export function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch (error) {
    throw new RejectedPayload('not_json', `The payload is not JSON: ${(error as Error).message}`);
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;
const EARLIEST = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;

/**
 * Reads ISO 8601 with its zone, or epoch milliseconds. A clock that was never set shows a time long ago, a wrong one a
 * time to come: such readings would stay the latest for years.
 */
export function parseTime(value: unknown, receivedAt: Date): Date {
  const shown = JSON.stringify(value);
  const usable = typeof value === 'number' || (typeof value === 'string' && ISO.test(value));
  const time = new Date(usable ? value : NaN);
  if (Number.isNaN(time.getTime())) {
    const expected = 'ISO 8601 with its time zone ("2026-03-01T12:00:00Z") or milliseconds since 1970';
    throw new RejectedPayload('bad_time', `The time ${shown} cannot be read. Expected ${expected}.`);
  }
  if (time.getTime() < EARLIEST) {
    const hint = typeof value === 'number' && value > 9e8 ? ' These look like seconds; milliseconds are expected.' : '';
    throw new RejectedPayload('time_too_old', `The time ${shown} lies before the year 2000.${hint}`);
  }
  if (time.getTime() > receivedAt.getTime() + DAY) {
    throw new RejectedPayload('time_in_future', `The time ${shown} lies more than one day after the receipt.`);
  }
  return time;
}

/** Names become identifiers in URLs and column values: no control characters, no halves of surrogate pairs. */
export function checkName(name: string, what: string): string {
  if (name && name.length <= 200 && !/\p{C}/u.test(name)) return name;
  throw new RejectedPayload('bad_name', `${what} ${JSON.stringify(name)}: expected 1 to 200 printable characters.`);
}

/** A number as it is, yes and no as 1 and 0; undefined for everything that is not a measured value. */
export function toResult(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

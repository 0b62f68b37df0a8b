// What every codec needs to read the parts of a message: JSON, times, names, results.
import type { z } from 'zod';
import { RejectedPayload, type Result } from './codec.js';

export function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch (error) {
    throw new RejectedPayload('not_json', `The payload is not JSON: ${(error as Error).message}`);
  }
}

/** Holds JSON against the shape that a format says. @param what the format, as in "Not an uplink of …" */
export function parseShape<Type extends z.ZodType>(shape: Type, content: unknown, what: string): z.infer<Type> {
  const parsed = shape.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new RejectedPayload('wrong_shape', `Not ${what}: ${issue.path.join('.') || 'the payload'}: ${issue.message}`);
}

/** What was found, for a detail: JSON, cut short. JSON.stringify() overflows where JSON.parse() has read deep nesting. */
export function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  try {
    return (JSON.stringify(value) ?? 'undefined').slice(0, 100);
  } catch {
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;
const EARLIEST = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;

/** Reads ISO 8601 with its zone, or epoch milliseconds, and checks it with {@link checkTime}. */
export function parseTime(value: unknown, receivedAt: Date): Date {
  const usable = typeof value === 'number' || (typeof value === 'string' && ISO.test(value) && isInCalendar(value));
  const time = new Date(usable ? value : NaN);
  if (Number.isNaN(time.getTime())) {
    const expected = 'ISO 8601 with its time zone ("2026-03-01T12:00:00Z") or milliseconds since 1970';
    throw new RejectedPayload('bad_time', `The time ${show(value)} cannot be read. Expected ${expected}.`);
  }
  return checkTime(time, value, receivedAt);
}

/** Date takes 30 February for 2 March. */
function isInCalendar(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * A clock that was never set shows a time long ago, a wrong one a time to come: such readings would stay the latest for
 * years. @param value the time as the message writes it
 */
export function checkTime(time: Date, value: unknown, receivedAt: Date): Date {
  if (time.getTime() < EARLIEST) {
    const hint = typeof value === 'number' && value > 9e8 ? ' These look like seconds; milliseconds are expected.' : '';
    throw new RejectedPayload('time_too_old', `The time ${show(value)} lies before the year 2000.${hint}`);
  }
  if (time.getTime() > receivedAt.getTime() + DAY) {
    throw new RejectedPayload('time_in_future', `The time ${show(value)} lies more than one day after the receipt.`);
  }
  return time;
}

/** Names become identifiers in URLs and column values: no control characters, no halves of surrogate pairs. */
export const isName = (name: string): boolean => name !== '' && name.length <= 200 && !/\p{C}/u.test(name);

export function checkName(name: string, what: string): string {
  if (isName(name)) return name;
  throw badName(name, what);
}

export const badName = (name: string, what: string) =>
  new RejectedPayload('bad_name', `${what} ${show(name)}: expected 1 to 200 printable characters.`);

/** Longer texts are messages, not measured values. */
export const LONGEST_TEXT = 200;

/** PostgreSQL adds up the numbers of an hour: 1e308 twice is more than its float8 can hold, and fails the whole batch. */
export const LARGEST_NUMBER = 1e300;

/** A number up to {@link LARGEST_NUMBER}, yes or no, or a short text; undefined for everything that is not a measured value. */
export function toResult(value: unknown): Result | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return isStorable(value) ? value : undefined;
  return typeof value === 'string' && value.length <= LONGEST_TEXT && !/\p{C}/u.test(value) ? value : undefined;
}

/** Neither is NaN, which PostgreSQL takes for the largest of all numbers. */
export const isStorable = (number: number) => Math.abs(number) <= LARGEST_NUMBER;

/**
 * The measured values in a nested object, names joined by dots: {"battery": {"voltage": 3.6}} is battery.voltage. What is
 * none (null, lists, long texts) is left out: such objects carry all sorts of things beside them.
 */
export function* resultsOf(values: object, prefix = '', depth = 0): Generator<[property: string, result: Result]> {
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    const result = toResult(value);
    if (result !== undefined) yield [prefix + name, result];
    else if (depth < 10 && isObject(value)) yield* resultsOf(value, `${prefix}${name}.`, depth + 1);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// What must hold for whatever a codec makes of whatever message: it can be stored, as codec.ts says.
import { isDeepStrictEqual } from 'node:util';
import { RejectedPayload, type Codec, type CodecContext, type Decoding, type Incoming } from './codec.js';
import { LONGEST_TEXT } from './values.js';

const EARLIEST = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;
/** ISO 8601 and PostgreSQL write the years 1 to 9999 in the same way. */
const ISO_YEARS = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59Z')] as const;

/** @throws whatever is no RejectedPayload, and where the decoding is not what codec.ts says */
export function decodeAndCheck(codec: Codec, message: Incoming, context: CodecContext): Decoding | RejectedPayload {
  if (codec.senderOf) must(typeof codec.senderOf(message.topic) === 'string', 'sender', codec.senderOf(message.topic));
  const before = Buffer.from(message.payload);
  let decoding: Decoding | RejectedPayload;
  try {
    decoding = codec.decode(message, context);
    checkDecoding(decoding, message);
  } catch (error) {
    if (!(error instanceof RejectedPayload)) throw error;
    decoding = error;
  }
  decoding.requests?.forEach(checkRequest);
  must(before.equals(message.payload), 'payload, it was changed', before.toString('hex'));
  must(!Object.keys(Object.prototype).length, 'prototype of all objects', Object.keys(Object.prototype));
  return decoding;
}

function checkDecoding({ readings, frames = [], locations = [] }: Decoding, { payload, receivedAt }: Incoming): void {
  const isTime = (time: unknown, from = EARLIEST, to = receivedAt.getTime() + DAY) =>
    time instanceof Date && time.getTime() >= from && time.getTime() <= to;

  must(readings.length <= payload.length, 'number of readings, more than bytes', readings.length);
  for (const reading of readings as ((typeof readings)[number] & { datastreamId?: unknown })[]) {
    const { thingId, property, result, unit, phenomenonTime, timeIsReceipt, resultTime, datastreamId } = reading;
    if (datastreamId === undefined) {
      must(isPrintable(thingId), 'thingId', thingId);
      must(isPrintable(property), 'property', property);
    } else must(Number.isSafeInteger(datastreamId), 'datastreamId', datastreamId);
    must(isResult(result), 'result', result);
    must(unit === undefined || isPrintable(unit), 'unit', unit);
    must(isTime(phenomenonTime), 'phenomenonTime', phenomenonTime);
    must(timeIsReceipt === undefined || typeof timeIsReceipt === 'boolean', 'timeIsReceipt', timeIsReceipt);
    must(resultTime === undefined || isTime(resultTime, ...ISO_YEARS), 'resultTime', resultTime);
  }
  for (const { thingId, counter, modulus = Infinity, at } of frames) {
    must(isPrintable(thingId), 'thingId of a frame', thingId);
    must(Number.isSafeInteger(counter) && counter >= 0 && counter < modulus, 'counter', counter);
    must(isTime(at), 'time of a frame', at);
  }
  for (const { thingId, longitude, latitude } of locations) {
    must(isPrintable(thingId), 'thingId of a location', thingId);
    must(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90, 'location', [longitude, latitude]);
  }
}

function checkRequest({ topic, payload }: { topic: string; payload: unknown }): void {
  must(Buffer.isBuffer(payload) && topic.length > 0 && !/[+#\0]/.test(topic), 'request', topic);
}

function isResult(result: unknown): boolean {
  if (typeof result === 'string') return result.length <= LONGEST_TEXT && !/\p{C}/u.test(result);
  return typeof result === 'boolean' || (typeof result === 'number' && Math.abs(result) <= 1e300);
}

function isPrintable(text: unknown, longest = 200): boolean {
  return typeof text === 'string' && text.length > 0 && text.length <= longest && !/\p{C}/u.test(text);
}

function must(holds: boolean, what: string, value: unknown): void {
  if (!holds) throw new Error(`Bad ${what}: ${JSON.stringify(value) ?? String(value)}`);
}

/** As the ingest gives it: what is remembered goes through PostgreSQL's jsonb; all else is not the codec's to change. */
export function checkedContext(base: CodecContext): CodecContext {
  const written = new Map<string, string>();
  const memory: CodecContext['memory'] = {
    get: (key) => deepFreeze(written.has(key) ? JSON.parse(written.get(key)!) : base.memory.get(key)),
    set(key, value) {
      const text = JSON.stringify(value);
      must(isPrintable(key, 500), 'key in the memory', key);
      must(isDeepStrictEqual(JSON.parse(text), value), 'value in the memory, it is not JSON', value);
      must(!/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/i.test(text), 'text in the memory, jsonb does not take it', value);
      written.set(key, text);
    },
    doubt: (key) => must(isPrintable(key, 500), 'doubted key in the memory', key),
  };
  return Object.freeze({ ...base, session: new Map(base.session), memory: Object.freeze(memory) });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

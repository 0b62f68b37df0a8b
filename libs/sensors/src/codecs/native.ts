// Stadtlage's own format, for everything that can be taught what to send.
//   topic    gateways/{gateway}/sensors/{sensor}/observations
//   payload  {"ts": "2026-03-01T12:00:00Z", "seq": 17, "values": {"temperature": 21.4}}, or an array of these
// `ts` is ISO 8601 with its zone or epoch milliseconds; without it the time of receipt counts. `seq` is optional: a number
// that rises by one with each entry, so that a lost one is noticed.
import { RejectedPayload, type Codec, type Decoding, type Reading } from './codec.js';
import { badName, checkName, isName, isObject, parseJson, parseTime, show, toResult } from './values.js';

const EXPECTED = 'Expected {"ts": "2026-03-01T12:00:00Z", "values": {"temperature": 21.4}} or an array of these.';

export const native: Codec = {
  id: 'native',
  filters: ['sensors/+/observations'],
  onlyPrefixed: true,

  decode({ topic, payload, receivedAt }) {
    const thingId = checkName(topic.slice(topic.indexOf('/') + 1, topic.lastIndexOf('/')), 'The sensor in the topic');
    const content = parseJson(payload);
    const entries = Array.isArray(content) ? content : [content];
    const decoding: Decoding = { readings: [] };
    // One bad value takes no other with it.
    for (let i = 0; i < entries.length; i++) readEntry(entries, i, thingId, receivedAt, decoding);
    const { readings, frames, refused } = decoding;
    if (readings.length) return decoding;
    if (refused) throw new RejectedPayload(refused.reason, refused.detail, [], frames);
    throw new RejectedPayload('no_readings', `The message holds no values. ${EXPECTED}`);
  },
};

function readEntry(entries: unknown[], index: number, thingId: string, receivedAt: Date, decoding: Decoding): void {
  const refuse = (error: RejectedPayload) => {
    const place = entries.length > 1 ? `Entry ${index + 1} of ${entries.length}: ` : '';
    decoding.refused ??= { reason: error.reason, detail: place + error.message };
  };
  const entry = entries[index];
  if (!isObject(entry) || !isObject(entry['values'])) return refuse(new RejectedPayload('wrong_shape', EXPECTED));
  const { ts, seq, values } = entry as { ts?: unknown; seq?: unknown; values: Record<string, unknown> };
  try {
    const timeIsReceipt = ts === undefined || ts === null;
    const phenomenonTime = timeIsReceipt ? receivedAt : parseTime(ts, receivedAt);
    if (seq !== undefined) {
      (decoding.frames ??= []).push({ thingId, counter: checkCounter(seq), at: phenomenonTime });
    }
    for (const property in values) {
      const result = toResult(values[property]);
      if (result === undefined) refuse(badValue(property, values[property]));
      else if (!isName(property)) refuse(badName(property, 'The property'));
      else {
        const reading: Reading = { thingId, property, result, phenomenonTime };
        if (timeIsReceipt) reading.timeIsReceipt = true;
        decoding.readings.push(reading);
      }
    }
  } catch (error) {
    if (!(error instanceof RejectedPayload)) throw error;
    refuse(error);
  }
}

function checkCounter(seq: unknown): number {
  if (Number.isSafeInteger(seq) && (seq as number) >= 0) return seq as number;
  throw new RejectedPayload('bad_value', `"seq" is ${show(seq)}. Expected a whole number from 0 on.`);
}

function badValue(property: string, value: unknown): RejectedPayload {
  const found = show(value);
  const expected = 'a number of at most 1e300, true, false or a text of at most 200 characters';
  return new RejectedPayload('bad_value', `"${property}" is ${found}. Expected ${expected}.`);
}

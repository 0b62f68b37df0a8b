// Stadtlage's own format, for everything that can be taught what to send.
//   topic    gateways/{gateway}/sensors/{sensor}/observations
//   payload  {"ts": "2026-03-01T12:00:00Z", "values": {"temperature": 21.4}}, or an array of these
// `ts` is ISO 8601 with its zone or epoch milliseconds. Without it the time of receipt counts, and then a message that the
// broker delivers twice is two readings: send it where the device has a clock.
import { checkName, parseJson, parseTime, RejectedPayload, toResult, type Codec, type Reading } from './codec.js';

const TOPIC = /^gateways\/[^/]+\/sensors\/[^/]+\/observations$/;
const EXPECTED = 'Expected {"ts": "2026-03-01T12:00:00Z", "values": {"temperature": 21.4}} or an array of these.';

export const native: Codec = {
  // All of gateways/, so that a mistyped topic is told and not lost.
  filter: 'gateways/#',

  gatewayOf: (topic) => topic.split('/')[1] ?? '',

  decode(topic, payload, receivedAt) {
    const [, gateway = '', , sensor = ''] = topic.split('/');
    if (!TOPIC.test(topic))
      throw new RejectedPayload('wrong_topic', `The topic must be gateways/{gateway}/sensors/{sensor}/observations.`);
    const gatewayId = checkName(gateway, 'The gateway in the topic');
    const thingId = checkName(sensor, 'The sensor in the topic');
    const content = parseJson(payload);
    const readings: Reading[] = [];
    for (const entry of Array.isArray(content) ? content : [content]) {
      if (!isObject(entry) || !isObject(entry['values'])) throw new RejectedPayload('wrong_shape', EXPECTED);
      const ts = entry['ts'];
      const phenomenonTime = ts === undefined || ts === null ? receivedAt : parseTime(ts, receivedAt);
      for (const [property, value] of Object.entries(entry['values'])) {
        const result = toResult(value);
        if (result === undefined) {
          const found = (typeof value === 'number' ? String(value) : JSON.stringify(value)).slice(0, 100);
          throw new RejectedPayload('bad_value', `"${property}" is ${found}. Expected a number, true or false.`);
        }
        readings.push({ gatewayId, thingId, property: checkName(property, 'The property'), phenomenonTime, result });
      }
    }
    if (!readings.length) throw new RejectedPayload('no_readings', `The message holds no values. ${EXPECTED}`);
    return readings;
  },
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

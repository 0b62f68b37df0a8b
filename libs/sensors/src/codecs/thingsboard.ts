// Telemetry as ThingsBoard takes it from devices and gateways: https://thingsboard.io/docs/reference/mqtt-api/telemetry/
// and https://thingsboard.io/docs/reference/gateway-api/telemetry/
//   topic    v1/devices/me/telemetry, in short v2/t; `me` is who is logged in: the gateway of the prefix is the thing
//   payload  {"temperature": 21.4}, or {"ts": 1772366400000, "values": {"temperature": 21.4}}, or an array of these
//   topic    v1/gateway/telemetry
//   payload  {"Device A": [{"ts": 1772366400000, "values": {"temperature": 21.4}}]}
// As in ThingsBoard a text that is a number is stored as one: many devices write "21.4". Of nested objects each value is
// stored by itself, its names joined by dots; lists, which ThingsBoard keeps as JSON, are left out.
import { RejectedPayload, type Codec, type Reading, type Result } from './codec.js';
import { checkName, isObject, parseJson, parseTime, resultsOf, show } from './values.js';

const EXPECTED =
  'Expected {"temperature": 21.4}, {"ts": 1772366400000, "values": {"temperature": 21.4}} or an array of these';

export const thingsboard: Codec = {
  id: 'thingsboard',
  filters: ['v1/devices/me/telemetry', 'v2/t', 'v1/gateway/telemetry'],
  onlyPrefixed: true,

  decode({ topic, payload, gatewayId, receivedAt }) {
    const content = parseJson(payload);
    const readings =
      topic === 'v1/gateway/telemetry'
        ? devicesOf(content).flatMap(([device, entries]) => readingsOf(device, entries, receivedAt))
        : readingsOf(gatewayId, Array.isArray(content) ? content : [content], receivedAt);
    if (!readings.length) throw new RejectedPayload('no_readings', `The message holds no values. ${EXPECTED}.`);
    return { readings };
  },
};

function devicesOf(content: unknown): [device: string, entries: unknown[]][] {
  if (!isObject(content)) throw wrongShape('The payload must be an object of devices: {"Device A": [{…}]}.');
  return Object.entries(content).map(([device, entries]) => {
    if (Array.isArray(entries)) return [device, entries.map(withoutMetadata)];
    throw wrongShape(`The telemetry of a device must be an array: {${show(device)}: [{…}]}.`);
  });
}

/** What ThingsBoard's own gateway says of itself beside the values: connector, receivedTs, publishedTs. */
function withoutMetadata(entry: unknown): unknown {
  if (!isObject(entry)) return entry;
  const { metadata: _, ...rest } = entry;
  return rest;
}

function readingsOf(device: string, entries: unknown[], receivedAt: Date): Reading[] {
  const thingId = checkName(device, 'The device');
  return entries.flatMap((entry) => {
    const { ts, values } = checkEntry(entry);
    const time = ts === undefined ? receivedAt : parseTime(ts, receivedAt);
    return [...resultsOf(values)].map(([property, result]) => ({
      thingId,
      property: checkName(property, 'The key'),
      result: numberOf(result),
      phenomenonTime: time,
      ...(ts === undefined && { timeIsReceipt: true }),
    }));
  });
}

/** With `ts` and `values`, or the values alone. A key that happens to be called "values" is one like all others. */
function checkEntry(entry: unknown): { ts?: unknown; values: object } {
  if (!isObject(entry)) throw wrongShape(`An entry is ${show(entry)}. ${EXPECTED}.`);
  const { ts, values } = entry;
  if (isObject(values) && ('ts' in entry || Object.keys(entry).length === 1)) return { ts: ts ?? undefined, values };
  if ('ts' in entry) throw wrongShape(`"ts" stands without an object "values". ${EXPECTED}.`);
  return { values: entry };
}

function numberOf(result: Result): Result {
  return typeof result === 'string' && /^-?(\d+(\.\d+)?|\.\d+)$/.test(result) ? Number(result) : result;
}

const wrongShape = (detail: string) => new RejectedPayload('wrong_shape', detail);

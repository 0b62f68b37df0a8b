// LoRaWAN uplinks of The Things Stack v3 (The Things Network), as its MQTT server publishes them:
// https://www.thethingsindustries.com/docs/integrations/data-formats/
//   topic    v3/{application}@{tenant}/devices/{device}/up
//   payload  {"end_device_ids": {...}, "uplink_message": {"decoded_payload": {...}, "received_at": "..."}}
// It leaves out what is 0, "" or false: an uplink without `f_cnt` is the first of its session.
// The application stands for the gateway: it is what holds the credentials, and one message may pass many radio gateways.
// `.../join` is not subscribed to: the first counter after a join is lower than the one before it, which says the same.
import { z } from 'zod';
import { RejectedPayload, type Codec, type Decoding, type Reading, type ReportedLocation } from './codec.js';
import { counted, readUplink, toAirTime, toLocation, type AirTime } from './lorawan.js';
import { fromNormalized } from './normalized-payload.js';
import { checkName, isObject, isStorable, parseJson, parseShape, parseTime } from './values.js';

const Text = z.string().nullish();
const Content = z.record(z.string(), z.unknown());
const Counter = z.number().int().min(0).max(0xffffffff).nullish();

const Uplink = z.object({
  f_cnt: Counter,
  f_port: z.number().int().min(0).max(255).nullish(),
  frm_payload: Text,
  app_s_key: z.unknown().optional(),
  decoded_payload: Content.nullish(),
  normalized_payload: z.array(Content).nullish(),
  received_at: Text,
  rx_metadata: z.array(z.object({ gps_time: Text })).nullish(),
  locations: Content.nullish(),
  version_ids: z.object({ brand_id: Text, model_id: Text }).nullish(),
  last_battery_percentage: z.object({ f_cnt: Counter, value: z.number().nullish() }).nullish(),
});
const Message = z.object({
  end_device_ids: z.object({ device_id: z.string() }),
  simulated: z.boolean().nullish(),
  received_at: Text,
  uplink_message: Uplink,
});
type Message = z.infer<typeof Message>;
type Uplink = z.infer<typeof Uplink>;

export const theThingsStack: Codec = {
  id: 'the-things-stack',
  filters: ['v3/+/devices/+/up'],

  senderOf: (topic) => `tts-${topic.split('/')[1]}`,

  decode({ payload, receivedAt }, context) {
    const message = parseShape(Message, parseJson(payload), 'an uplink of The Things Stack v3');
    if (message.simulated)
      throw new RejectedPayload('simulated', 'This uplink was simulated in the console; nothing was measured.');
    const uplink = message.uplink_message;
    const thingId = checkName(message.end_device_ids.device_id, 'end_device_ids.device_id');
    const at = airTimeOf(message, receivedAt);
    const frame = { thingId, counter: uplink.f_cnt ?? 0, at: at.phenomenonTime };
    const { readings, location } = counted(frame, () =>
      readUplink(
        {
          thingId,
          receivedAt,
          at,
          decoded: uplink.decoded_payload,
          payload: uplink.frm_payload,
          fPort: uplink.f_port ?? 0,
          encrypted: isObject(uplink.app_s_key),
          hints: uplink.version_ids ? [`${uplink.version_ids.brand_id}/${uplink.version_ids.model_id}`] : [],
          terms: {
            decoded: 'uplink_message.decoded_payload',
            payload: 'uplink_message.frm_payload',
            formatter: 'a payload formatter for this device in The Things Stack',
          },
        },
        context,
      ),
    );
    const decoding: Decoding = {
      readings: withBattery(uplink, thingId, at, withNormalized(uplink, thingId, at, receivedAt, readings)),
      frames: [frame],
    };
    const place = locationOf(uplink, thingId) ?? location;
    if (place) decoding.locations = [place];
    return decoding;
  },
};

/**
 * Time, the best first: a gateway's GPS ("guaranteed", says the API), then the network server's clock. The other times of
 * a gateway (`rx_metadata.time`, `settings.time`) have an "undefined" accuracy: they may be those of a clock never set.
 * No resultTime: the result came to be in the device when it was true, not when a server received it.
 */
function airTimeOf({ uplink_message: uplink, received_at }: Message, receivedAt: Date): AirTime {
  const gps = uplink.rx_metadata?.find(({ gps_time }) => gps_time)?.gps_time;
  return toAirTime(gps ?? uplink.received_at ?? received_at, receivedAt);
}

/** What the formatter has normalized has names and units that are agreed upon: it replaces the same names of the device. */
function withNormalized(uplink: Uplink, thingId: string, at: AirTime, receivedAt: Date, own: Reading[]): Reading[] {
  const normalized: Reading[] = (uplink.normalized_payload ?? []).flatMap((measurement) => {
    const { time } = measurement;
    const when = typeof time === 'string' ? { phenomenonTime: parseTime(time, receivedAt) } : at;
    return fromNormalized(measurement).map((reading) => ({ thingId, ...reading, ...when }));
  });
  const replaced = new Set(normalized.map(({ property }) => property));
  return [...own.filter(({ property }) => !replaced.has(property)), ...normalized];
}

/** The answer of the device to the network: told again with each uplink, so it counts with the one that brought it. */
function withBattery(uplink: Uplink, thingId: string, at: AirTime, readings: Reading[]): Reading[] {
  const { f_cnt, value } = uplink.last_battery_percentage ?? {};
  const isNew = (f_cnt ?? 0) === (uplink.f_cnt ?? 0) && typeof value === 'number' && isStorable(value);
  if (!isNew || readings.some(({ property }) => property === 'battery_level')) return readings;
  return [...readings, { thingId, property: 'battery_level', result: value, unit: '%', ...at }];
}

/** What somebody has entered in the console goes before what the payload or a service says. */
function locationOf({ locations }: Uplink, thingId: string): ReportedLocation | undefined {
  for (const place of [locations?.['user'], ...Object.values(locations ?? {})]) {
    const location = isObject(place) && toLocation(thingId, place);
    if (location) return location;
  }
  return undefined;
}

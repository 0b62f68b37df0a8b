// LoRaWAN uplinks of The Things Stack v3 (The Things Network), as its MQTT server publishes them:
// https://www.thethingsindustries.com/docs/integrations/data-formats/
//   topic    v3/{application}@{tenant}/devices/{device}/up
//   payload  {"end_device_ids": {...}, "uplink_message": {"decoded_payload": {...}, "received_at": "..."}}
// The application stands for the gateway: it is what holds the credentials, and one message may pass many radio gateways.
import { z } from 'zod';
import { checkName, parseJson, parseTime, RejectedPayload, toResult, type Codec } from './codec.js';

const Uplink = z.object({
  end_device_ids: z.object({ device_id: z.string() }),
  simulated: z.boolean().optional(),
  received_at: z.string().optional(),
  uplink_message: z.object({
    decoded_payload: z.record(z.string(), z.unknown()).optional(),
    received_at: z.string().optional(),
    settings: z.object({ time: z.string().optional() }).optional(),
  }),
});

export const theThingsStack: Codec = {
  filter: 'v3/+/devices/+/up',

  gatewayOf: (topic) => `tts-${topic.split('/')[1]}`,

  decode(topic, payload, receivedAt) {
    const parsed = Uplink.safeParse(parseJson(payload));
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      throw new RejectedPayload(
        'wrong_shape',
        `Not an uplink of The Things Stack v3: ${issue.path.join('.')}: ${issue.message}`,
      );
    }
    const { end_device_ids, simulated, uplink_message: uplink } = parsed.data;
    if (simulated)
      throw new RejectedPayload('simulated', 'This uplink was simulated in the console; nothing was measured.');
    if (!uplink.decoded_payload) {
      const fix = 'Set a payload formatter for this device in The Things Stack.';
      throw new RejectedPayload('not_decoded', `uplink_message.decoded_payload is missing. ${fix}`);
    }
    const time = uplink.received_at ?? uplink.settings?.time ?? parsed.data.received_at;
    const common = {
      gatewayId: checkName(this.gatewayOf(topic), 'The application in the topic'),
      thingId: checkName(end_device_ids.device_id, 'end_device_ids.device_id'),
      phenomenonTime: time === undefined ? receivedAt : parseTime(time, receivedAt),
    };
    const readings = [...numbersOf(uplink.decoded_payload)].map(([property, result]) => ({
      ...common,
      property: checkName(property, 'The property'),
      result,
    }));
    if (!readings.length) {
      throw new RejectedPayload('no_readings', 'uplink_message.decoded_payload holds no number, true or false.');
    }
    return readings;
  },
};

/** Formatters answer with nested objects, and with texts beside the numbers: {"battery": {"voltage": 3.6}, "state": "ok"}. */
function* numbersOf(values: object, prefix = ''): Generator<[string, number]> {
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    const result = toResult(value);
    if (result !== undefined) yield [prefix + name, result];
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      yield* numbersOf(value, `${prefix}${name}.`);
    }
  }
}

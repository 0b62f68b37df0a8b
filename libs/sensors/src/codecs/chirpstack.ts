// LoRaWAN events of ChirpStack v4, as its MQTT integration publishes them in JSON:
// https://www.chirpstack.io/docs/chirpstack/integrations/events.html
//   topic    application/{application}/device/{dev_eui}/event/{up|status|location|join|ack|txack|log|integration}
//   payload  {"time": "...", "deviceInfo": {...}, "fCnt": 12, "object": {...}, "data": "..."}
// It leaves out what is 0, "" or false: an uplink without `fCnt` is the first of its session.
// A device is known by its EUI: unique in the world, while its name can be changed, and used twice by two applications.
import { z } from 'zod';
import { RejectedPayload, type Codec, type CodecContext, type Decoding, type Reading } from './codec.js';
import { counted, readUplink, toAirTime, toLocation } from './lorawan.js';
import { isObject, isStorable, parseJson, parseShape } from './values.js';

const Event = z.object({
  /** The server has chosen it: a gateway's GPS, a gateway's clock if it is less than 30 s off, else its own clock. */
  time: z.string().nullish(),
  deviceInfo: z.object({
    devEui: z.string().regex(/^[0-9a-fA-F]{16}$/, 'expected 16 hexadecimal digits'),
    deviceProfileName: z.string().nullish(),
    tags: z.record(z.string(), z.unknown()).nullish(),
  }),
});
const Up = Event.extend({
  fCnt: z.number().int().min(0).max(0xffffffff).nullish(),
  fPort: z.number().int().min(0).max(255).nullish(),
  data: z.string().nullish(),
  object: z.record(z.string(), z.unknown()).nullish(),
  joinServerContext: z.unknown().optional(),
});
const Measured = z.number().refine(isStorable, 'expected at most 1e300');
const Status = Event.extend({
  margin: Measured.nullish(),
  externalPowerSource: z.boolean().nullish(),
  batteryLevelUnavailable: z.boolean().nullish(),
  batteryLevel: Measured.nullish(),
});
const Location = Event.extend({
  location: z.object({ latitude: z.number().nullish(), longitude: z.number().nullish() }),
});

export const chirpstack: Codec = {
  id: 'chirpstack',
  filters: ['application/+/device/+/event/+'],

  senderOf: (topic) => `chirpstack-${topic.split('/')[1]}`,

  decode({ topic, payload, receivedAt }, context) {
    const event = topic.split('/')[5]!;
    switch (event) {
      case 'up':
        return decodeUp(parse(Up, payload, event), receivedAt, context);
      case 'status':
        return decodeStatus(parse(Status, payload, event), receivedAt);
      case 'location':
        return decodeLocation(parse(Location, payload, event));
      case 'join': // The first counter after a join is lower than the one before it: nothing more to say.
      case 'ack':
      case 'txack':
      case 'log':
      case 'integration':
        return { readings: [] };
      default: {
        const expected = 'up, status, location, join, ack, txack, log or integration';
        throw new RejectedPayload(
          'wrong_topic',
          `The event in the topic is ${JSON.stringify(event.slice(0, 50))}. Expected ${expected}.`,
        );
      }
    }
  },
};

function parse<Type extends z.ZodType>(shape: Type, payload: Buffer, event: string): z.infer<Type> {
  if (payload[0] !== 0x7b) {
    const mend = 'set json=true under [integration.mqtt] in chirpstack.toml.';
    throw new RejectedPayload('not_json', `The payload is not a JSON object. If it is Protobuf: ${mend}`);
  }
  return parseShape(shape, parseJson(payload), `an event "${event}" of ChirpStack v4`);
}

const thingIdOf = ({ deviceInfo }: z.infer<typeof Event>) => deviceInfo.devEui.toLowerCase();

function decodeUp(uplink: z.infer<typeof Up>, receivedAt: Date, context: CodecContext): Decoding {
  const { deviceInfo } = uplink;
  const thingId = thingIdOf(uplink);
  const at = toAirTime(uplink.time, receivedAt);
  const frame = { thingId, counter: uplink.fCnt ?? 0, at: at.phenomenonTime };
  const { readings, location } = counted(frame, () =>
    readUplink(
      {
        thingId,
        receivedAt,
        at,
        decoded: uplink.object,
        payload: uplink.data,
        fPort: uplink.fPort ?? 0,
        encrypted: isObject(uplink.joinServerContext),
        hints: [deviceInfo.tags?.['model'], deviceInfo.deviceProfileName].filter((hint) => typeof hint === 'string'),
        terms: { decoded: 'object', payload: 'data', formatter: "a codec in the device's profile in ChirpStack" },
      },
      context,
    ),
  );
  const frames = [frame];
  return location ? { readings, frames, locations: [location] } : { readings, frames };
}

/** What the device answers to the network's question for its battery and for how well it hears. */
function decodeStatus(status: z.infer<typeof Status>, receivedAt: Date): Decoding {
  const common = { thingId: thingIdOf(status), ...toAirTime(status.time, receivedAt) };
  const external = status.externalPowerSource ?? false;
  const readings: Reading[] = [
    { ...common, property: 'link_margin', result: status.margin ?? 0, unit: 'dB' },
    { ...common, property: 'external_power', result: external },
  ];
  // Beside these flags a level of 0 means nothing.
  if (!external && !status.batteryLevelUnavailable)
    readings.push({ ...common, property: 'battery_level', result: status.batteryLevel ?? 0, unit: '%' });
  return { readings };
}

function decodeLocation(event: z.infer<typeof Location>): Decoding {
  const location = toLocation(thingIdOf(event), event.location);
  return location ? { readings: [], locations: [location] } : { readings: [] };
}

// What The Things Stack and ChirpStack have in common: an uplink that the network server has decoded, or has not.
import { RejectedPayload, type CodecContext, type Frame, type Reading, type ReportedLocation } from './codec.js';
import { unitOf, type DeviceModel, type Measurements } from './devices/device-model.js';
import { DEVICE_MODELS, findDeviceModel } from './devices/index.js';
import { checkName, checkTime, parseTime, resultsOf } from './values.js';

/** When an uplink was on the air, as far as its network knows. */
export type AirTime = Pick<Reading, 'phenomenonTime' | 'timeIsReceipt'>;

export interface LorawanUplink {
  thingId: string;
  receivedAt: Date;
  at: AirTime;
  /** What the network server's payload formatter made of it. */
  decoded: object | null | undefined;
  /** The bytes themselves, in base64. */
  payload: string | null | undefined;
  fPort: number;
  /** Only the owner of the application's key can read the payload. */
  encrypted: boolean;
  /** Names that may be those of a model. */
  hints: readonly string[];
  /** What the network server calls {@link decoded}, {@link payload} and its formatters. */
  terms: { decoded: string; payload: string; formatter: string };
}

export interface LorawanReadings {
  readings: Reading[];
  location?: ReportedLocation;
}

/** An uplink has no time of its own: a device sends what it has just measured, and nobody heard it before the gateway. */
export function toAirTime(time: string | null | undefined, receivedAt: Date): AirTime {
  return time ? { phenomenonTime: parseTime(time, receivedAt) } : { phenomenonTime: receivedAt, timeIsReceipt: true };
}

/** @returns no readings where nothing was sent: an empty uplink acknowledges a downlink, or carries commands of the network */
export function readUplink(uplink: LorawanUplink, context: CodecContext): LorawanReadings {
  const { thingId, at, terms } = uplink;
  const decoded = [...resultsOf(uplink.decoded ?? {})];
  // Who names a model wants the names and units of that model, whatever the network server makes of the bytes.
  const byModel = uplink.payload && context.modelOf(thingId) !== undefined;
  if (decoded.length && !byModel) {
    const readings = decoded.map(([name, result]) => ({
      thingId,
      property: checkName(name, 'The property'),
      result,
      ...at,
    }));
    return { readings };
  }
  const bytes = fromBase64(uplink.payload ?? '', terms.payload);
  if (!bytes.length) return { readings: [] };
  if (uplink.encrypted) {
    const mend = 'Let the network server decrypt the payloads of this device.';
    throw new RejectedPayload('not_decoded', `${terms.payload} is still encrypted for the application. ${mend}`);
  }
  return decodeWith(modelOf(uplink, context), bytes, uplink);
}

/** An uplink that cannot be read has come all the same: its counter is kept. */
export function counted<T>(frame: Frame, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RejectedPayload)) throw error;
    throw new RejectedPayload(error.reason, error.message, error.requests, [frame]);
  }
}

/** LoRaWAN's longest payload has 242 bytes. */
const LONGEST_BASE64 = 340;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function fromBase64(text: string, term: string): Buffer {
  if (text.length <= LONGEST_BASE64 && BASE64.test(text)) return Buffer.from(text, 'base64');
  const found = JSON.stringify(text.slice(0, 50));
  throw new RejectedPayload('bad_value', `${term} is ${found}. Expected base64 of at most 255 bytes.`);
}

function modelOf({ thingId, decoded, hints, terms }: LorawanUplink, context: CodecContext): DeviceModel {
  const configured = context.modelOf(thingId);
  if (configured !== undefined) {
    const model = findDeviceModel(configured);
    if (model) return model;
    const known = DEVICE_MODELS.map(({ id }) => id).join(', ');
    throw new RejectedPayload(
      'not_decoded',
      `The mapping file gives ${thingId} the model "${configured.slice(0, 100)}", which is not known. Known: ${known}.`,
    );
  }
  for (const hint of hints) {
    const model = findDeviceModel(hint);
    if (model) return model;
  }
  const found = decoded ? 'holds no values' : 'is missing';
  const mend = `Set ${terms.formatter}, or give ${thingId} a "model:" in the mapping file of Stadtlage.`;
  throw new RejectedPayload('not_decoded', `${terms.decoded} ${found}, and no model of this device is known. ${mend}`);
}

function decodeWith(model: DeviceModel, bytes: Buffer, uplink: LorawanUplink): LorawanReadings {
  const outcome = model.decodeUplink({ bytes, fPort: uplink.fPort });
  if ('errors' in outcome) {
    const mend = `If ${uplink.thingId} is of another model, correct its "model:" in the mapping file.`;
    throw new RejectedPayload('not_decoded', `Not a payload of ${model.id}: ${outcome.errors.join(' ')} ${mend}`);
  }
  const toReadings = (data: Measurements, at: AirTime): Reading[] =>
    Object.entries(data).map(([property, result]) => {
      const unit = unitOf(model, property);
      return { thingId: uplink.thingId, property, result, ...(unit && { unit }), ...at };
    });
  const readings = toReadings(outcome.data, uplink.at);
  for (const { time, data } of outcome.history ?? [])
    readings.push(...toReadings(data, { phenomenonTime: checkTime(time, time, uplink.receivedAt) }));
  const location = outcome.location && toLocation(uplink.thingId, outcome.location);
  return location ? { readings, location } : { readings };
}

/** @param place with 0 left out, as protobuf does; 0°, 0° itself is what a receiver without a fix says */
export function toLocation(
  thingId: string,
  place: { latitude?: unknown; longitude?: unknown },
): ReportedLocation | undefined {
  const latitude = place.latitude ?? 0;
  const longitude = place.longitude ?? 0;
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180) || (latitude === 0 && longitude === 0)) return undefined;
  return { thingId, longitude, latitude };
}

const isWithin = (degrees: unknown, most: number): degrees is number =>
  typeof degrees === 'number' && Math.abs(degrees) <= most;

import { RejectedPayload, type Decoding, type Reading } from '../codecs/codec.js';
import type { TopicPrefix } from '../codecs/route.js';
import { isStorable, LARGEST_NUMBER } from '../codecs/values.js';

/** What one field of a device becomes; `false` leaves it out. */
export interface FieldMapping {
  property?: string;
  unit?: string;
  /** Applied to numbers: result = value * scale + offset. */
  scale?: number;
  offset?: number;
  /** Seconds between two readings, where it differs from the device's. */
  interval?: number;
}

export interface DeviceMapping {
  /** A thing's id as its format gives it; `*` stands for any characters. */
  device: string;
  /** The thing's id in the city, in place of the format's. */
  thing?: string;
  /** The decoder of its bytes, where the network server has none: `brand/model`. */
  model?: string;
  /** Seconds between two readings. */
  interval?: number;
  fields: Map<string, FieldMapping | false>;
}

/** What the operator's mapping file says: which field of which device is which datastream. */
export class Mapping {
  private readonly patterns: { pattern: RegExp; mapping: DeviceMapping }[];
  private readonly found = new Map<string, DeviceMapping | undefined>();
  private readonly intervals = new Map<string, number>();

  constructor(
    readonly prefixes: readonly TopicPrefix[] = [],
    private readonly devices: readonly DeviceMapping[] = [],
  ) {
    this.patterns = devices.map((mapping) => ({ pattern: toPattern(mapping.device), mapping }));
  }

  modelOf(thingId: string): string | undefined {
    return this.deviceOf(thingId)?.model;
  }

  /** Seconds between two readings of a datastream, by its thing and property in the city. */
  intervalOf(thingId: string, property: string): number | undefined {
    return this.intervals.get(`${thingId}\n${property}`);
  }

  /**
   * Renames, converts and leaves out, as the file says.
   * @throws RejectedPayload where a number becomes too large
   */
  apply(decoding: Decoding): Decoding {
    const { readings, frames, locations } = decoding;
    if (!this.devices.length) return decoding;
    const rename = <T extends { thingId: string }>(item: T): T => ({
      ...item,
      thingId: this.deviceOf(item.thingId)?.thing ?? item.thingId,
    });
    return {
      ...decoding,
      readings: this.mapReadings(readings),
      frames: frames?.map(rename),
      locations: locations?.map(rename),
    };
  }

  private mapReadings(readings: Reading[]): Reading[] {
    const result: Reading[] = [];
    for (const reading of readings) {
      const device = this.deviceOf(reading.thingId);
      const field = device?.fields.get(reading.property);
      if (field === false) continue;
      result.push(device ? this.map(reading, device, field ?? {}) : reading);
    }
    return result;
  }

  private map(reading: Reading, device: DeviceMapping, field: FieldMapping): Reading {
    const { thingId, property, unit } = reading;
    const mapped: Reading = {
      ...reading,
      thingId: device.thing ?? thingId,
      property: field.property ?? property,
      result: convert(reading, field),
    };
    const mappedUnit = field.unit ?? unit;
    if (mappedUnit !== undefined) mapped.unit = mappedUnit;
    const interval = field.interval ?? device.interval;
    if (interval !== undefined) this.intervals.set(`${mapped.thingId}\n${mapped.property}`, interval);
    return mapped;
  }

  private deviceOf(thingId: string): DeviceMapping | undefined {
    if (!this.found.has(thingId)) {
      if (this.found.size > 100_000) this.found.clear();
      this.found.set(thingId, this.patterns.find(({ pattern }) => pattern.test(thingId))?.mapping);
    }
    return this.found.get(thingId);
  }
}

function convert({ thingId, property, result }: Reading, { scale = 1, offset = 0 }: FieldMapping): Reading['result'] {
  if (typeof result !== 'number' || (scale === 1 && offset === 0)) return result;
  // Fahrenheit in thousandths should not become 21.400000000000002.
  const converted = Number((result * scale + offset).toPrecision(12));
  if (isStorable(converted)) return converted;
  const found = `"${property}" of ${thingId} is ${result}, and with the scale and offset of the mapping file ${converted}`;
  throw new RejectedPayload('bad_value', `${found}. At most ${LARGEST_NUMBER} can be stored.`);
}

function toPattern(device: string): RegExp {
  const parts = device.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u');
}

/** One MQTT message on its way to a codec. */
export interface Incoming {
  /** Who sent it: the name in the topic prefix `gateways/{gateway}/`, or the registered gateway that owns the topic. */
  gatewayId: string;
  /** The format's own topic, without a prefix `gateways/{gateway}/`. */
  topic: string;
  payload: Buffer;
  receivedAt: Date;
}

/** A measured value: a number of at most 1e300, yes or no, or a text of at most 200 characters (see `toResult`). */
export type Result = number | boolean | string;

/** One value of one property of one thing, as every payload format is translated into it. */
export interface Reading {
  /** What measures: a station, a counter, a gauge. Unique in the city. */
  thingId: string;
  /** An id of sensors.observed_property where the format is sure of it, else the device's own name for it. */
  property: string;
  result: Result;
  /** UCUM code, where the payload or the format says it: https://ucum.org/ucum */
  unit?: string;
  /** When it was true, by the clock of the device or of its network; the time of receipt where the message has none. */
  phenomenonTime: Date;
  /** The message has no time: {@link phenomenonTime} is when it came in. */
  timeIsReceipt?: boolean;
  /** When the result came to be, where that is another moment: https://docs.ogc.org/is/18-088/18-088.html#observation */
  resultTime?: Date;
  /** An existing datastream of this city by its number; {@link thingId} and {@link property} are then empty. */
  datastreamId?: number;
}

/** A message counted by its sender: the gaps between counters are the messages that never came. */
export interface Frame {
  /** What counts: a LoRaWAN device, a Sparkplug edge node. */
  thingId: string;
  counter: number;
  /** The counter that follows the highest one is 0: 256 for Sparkplug's `seq`. Absent: it never wraps. */
  modulus?: number;
  /** The count began anew with this message (a join, a birth): it does not continue the one before. */
  restarts?: boolean;
  at: Date;
}

/** Where a device says it is. Shown only as long as nobody has entered a place by hand. */
export interface ReportedLocation {
  thingId: string;
  /** Degrees in WGS 84 (EPSG:4326). */
  longitude: number;
  latitude: number;
}

/** What the format lets us ask of the sender, on its full topic. */
export interface Publication {
  topic: string;
  payload: Buffer;
}

/** What a message holds. Nothing at all is fine too: a message that is understood and says nothing to store. */
export interface Decoding {
  readings: Reading[];
  frames?: Frame[];
  locations?: ReportedLocation[];
  requests?: Publication[];
  /** A part that could not be read, while the rest could: that is stored, and the message is kept as a rejected one as well. */
  refused?: { reason: Reason; detail: string };
}

/** What a codec may know beyond its message. */
export interface CodecContext {
  /** IANA name of the zone for clocks that tell none (Tasmota). */
  timeZone: string;
  /** The model that the operator's mapping file gives a device: an id of the registry in `devices/`. */
  modelOf(thingId: string): string | undefined;
  memory: Memory;
  /** What this process has seen on its connection: the last `seq` of a node. */
  session: Map<string, unknown>;
  /** false: several processes share the messages, and this one sees neither all of a sender nor in their order. */
  ordered?: boolean;
}

/** Kept over restarts and shared by all processes, JSON values only: the names behind Sparkplug's aliases. */
export interface Memory {
  get(key: string): unknown;
  /**
   * @param key of {@link memoryKey}
   * @throws RejectedPayload where the value is too large to be remembered
   */
  set(key: string, value: unknown): void;
  /** What is remembered there does not explain a message: another process may know better. */
  doubt?(key: string): void;
}

/**
 * What one gateway sends must not change what is known of another. The names are in the same order and number for all
 * values of a codec; only the last one may hold a slash.
 */
export function memoryKey(codecId: string, gatewayId: string, ...names: string[]): string {
  // The maintenance finds the gateway there.
  return [codecId, gatewayId.replace(/[%/]/g, encodeURIComponent), ...names].join('/');
}

/** One payload format: a pure function of message and context, so that examples are its tests. */
export interface Codec {
  /** Its name in the mapping file and in the registry of gateways. */
  id: string;
  /** MQTT topic filters of its messages, as the format itself writes them. */
  filters: readonly string[];
  /** Its topics are taken only behind `gateways/{gateway}/`. */
  onlyPrefixed?: boolean;
  /** Names the sender of a topic without prefix that no registered gateway owns. Default: the codec's id. */
  senderOf?(topic: string): string;
  /** @throws RejectedPayload where the message is not what the format says */
  decode(message: Incoming, context: CodecContext): Decoding;
}

export type Reason =
  | 'no_codec'
  | 'wrong_topic'
  | 'too_large'
  | 'not_json'
  | 'wrong_shape'
  | 'bad_name'
  | 'bad_value'
  | 'bad_unit'
  | 'bad_time'
  | 'time_in_future'
  | 'time_too_old'
  | 'retained'
  | 'no_readings'
  | 'not_decoded'
  | 'unknown_alias'
  | 'unknown_datastream'
  | 'simulated'
  | 'foreign_thing'
  | 'wrong_type'
  | 'not_storable';

/** A message that is kept as a row of sensors.rejected_message instead of being stored as readings. */
export class RejectedPayload extends Error {
  constructor(
    readonly reason: Reason,
    /** What was found, what was expected: read by the person who runs the gateway. */
    detail: string,
    /** What to ask of the sender so that the next message can be read. */
    readonly requests: Publication[] = [],
    /** It came, so it is not among those that never did. */
    readonly frames: Frame[] = [],
  ) {
    super(detail);
    this.name = 'RejectedPayload';
  }
}

/** An example of a codec is its test and a seed of the fuzzer. */
export interface Example {
  title: string;
  topic: string;
  /** A text or bytes as they are; anything else is written as JSON. */
  payload: unknown;
  /** Default: `2026-03-01T12:00:00Z`. */
  receivedAt?: string;
  /** Default: Europe/Berlin, no models, nothing remembered. */
  context?: Partial<CodecContext>;
  /** All of what comes out, … */
  gives?: Decoding;
  /** … or why nothing does: the reason, and a part of the detail. */
  rejects?: [Reason, string];
}

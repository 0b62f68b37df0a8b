// The packets of an MQTT stream, as far as the ingest handles them itself:
// https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html#_Toc3901019 (sections 2.1, 3.3 to 3.7)
import { MAX_PAYLOAD } from './message.js';

export interface Publish {
  topic: string;
  /** At most {@link MAX_PAYLOAD} bytes; a view into what came from the network. */
  payload: Buffer;
  payloadBytes: number;
  qos: 0 | 1 | 2;
  packetId: number;
  dup: boolean;
  retain: boolean;
}

export interface PacketHandlers {
  publish(packet: Publish): void;
  /** A PUBREL: the sender of a QoS 2 message has our PUBREC. */
  release(packetId: number): void;
  /** Any other packet, whole. */
  other(packet: Buffer): void;
}

const PUBLISH = 3;
const PUBREL = 6;
// A topic has at most 65,535 bytes; properties of that size are nobody's.
const LARGEST = MAX_PAYLOAD + 2 * 65_536;

/** Cuts a stream of bytes into packets. What a broker sends costs at most {@link LARGEST} bytes, however large a packet is. */
export class PacketReader {
  private parts: Buffer[] = [];
  private have = 0;
  private wanted = 0;
  private skip = 0;

  constructor(
    private readonly version: 4 | 5,
    private readonly handlers: PacketHandlers,
  ) {}

  /** @throws Error when these bytes are not MQTT */
  push(chunk: Buffer): void {
    if (this.skip) {
      const skipped = Math.min(this.skip, chunk.length);
      this.skip -= skipped;
      chunk = chunk.subarray(skipped);
    }
    if (this.have) {
      this.parts.push(chunk);
      this.have += chunk.length;
      if (this.have < this.wanted) return;
      chunk = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts, this.have);
      this.parts = [];
      this.have = 0;
    }
    const rest = this.readPackets(chunk);
    if (rest.length) {
      this.parts = [rest];
      this.have = rest.length;
    }
  }

  /** @returns the bytes of the last packet, if it is not complete; `wanted` then says how many it takes to go on */
  private readPackets(data: Buffer): Buffer {
    let at = 0;
    while (at < data.length) {
      const length = readVariableInteger(data, at + 1);
      if (!length) {
        this.wanted = data.length - at + 1;
        break;
      }
      const size = length.end - at + length.value;
      const kept = Math.min(size, LARGEST);
      if (data.length - at < kept) {
        this.wanted = kept;
        break;
      }
      this.handle(data, at, length.end, at + kept, size - kept);
      const end = at + size;
      if (end > data.length) this.skip = end - data.length;
      at = end;
    }
    return data.subarray(at);
  }

  private handle(data: Buffer, start: number, body: number, end: number, missing: number): void {
    const flags = data[start]!;
    switch (flags >> 4) {
      case PUBLISH:
        return this.handlePublish(data, flags, body, end, missing);
      case PUBREL:
        return this.handlers.release(data.readUInt16BE(body));
      default:
        this.handlers.other(data.subarray(start, end));
    }
  }

  private handlePublish(data: Buffer, flags: number, body: number, end: number, missing: number): void {
    const qos = ((flags >> 1) & 3) as 0 | 1 | 2;
    const topicEnd = body + 2 + data.readUInt16BE(body);
    let at = topicEnd;
    let packetId = 0;
    if (qos) {
      packetId = data.readUInt16BE(at);
      at += 2;
    }
    if (this.version === 5) {
      const properties = readVariableInteger(data, at);
      if (!properties) throw new Error('A PUBLISH packet ends within its properties.');
      at = properties.end + properties.value;
    }
    if (at > end) throw new Error('A PUBLISH packet is shorter than its header says.');
    const topic = data.toString('utf8', body + 2, topicEnd);
    const whole = data.subarray(at, end);
    const payloadBytes = whole.length + missing;
    // A copy of its part, so that the rest of a huge message can be freed.
    const payload = whole.length > MAX_PAYLOAD ? Buffer.from(whole.subarray(0, MAX_PAYLOAD)) : whole;
    const dup = (flags & 8) > 0;
    const retain = (flags & 1) > 0;
    this.handlers.publish({ topic, payload, payloadBytes, qos, packetId, dup, retain });
  }
}

/** Section 1.5.5. @returns undefined where it is not complete */
function readVariableInteger(data: Buffer, at: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const byte = data[at + i];
    if (byte === undefined) return undefined;
    value += (byte & 127) << (7 * i);
    if (byte < 128) return { value, end: at + i + 1 };
  }
  throw new Error('A packet has a length of more than four bytes: this is not MQTT.');
}

/** PUBACK, PUBREC and PUBCOMP without properties are the same in MQTT 3.1.1 and 5: their type, two more bytes, the packet's id. */
const RESPONSES = { acknowledged: 0x4002, received: 0x5002, completed: 0x7002 };

export function responses(packets: { kind: keyof typeof RESPONSES; packetId: number }[]): Buffer {
  const bytes = Buffer.allocUnsafe(packets.length * 4);
  packets.forEach(({ kind, packetId }, i) => bytes.writeUInt32BE(RESPONSES[kind] * 65_536 + packetId, i * 4));
  return bytes;
}

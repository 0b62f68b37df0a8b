import type { Duplex } from 'node:stream';

/** One MQTT message as it came, before anything is known about it. */
export interface Message {
  topic: string;
  /** At most {@link MAX_PAYLOAD} bytes. */
  payload: Buffer;
  /** Size of what was sent. */
  payloadBytes: number;
  receivedAt: Date;
  /** The broker kept it and sends it because we subscribed: it may be old. */
  retained?: boolean;
  /** Where the acknowledgement has to go. Absent for QoS 0, which nobody acknowledges. */
  delivery?: Delivery | { confirm(): void };
}

/** By a broker over the network; void on any other connection. */
export interface Delivery {
  stream: Duplex;
  /** Whose session it is in. */
  clientId: string;
  qos: 1 | 2;
  packetId: number;
  /** The broker has sent it before, and got no acknowledgement. */
  again: boolean;
}

/** A larger message is cut and rejected, so that nobody fills our memory. */
export const MAX_PAYLOAD = 1_048_576;

import type { Duplex } from 'node:stream';
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import { UserError, withoutPassword } from '@stadtlage/database';
import { MAX_PAYLOAD, type Message } from './message.js';

/** What the ingest says about itself; a pino logger fits. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

export interface SubscriberOptions {
  /** mqtt://, mqtts://, ws:// or wss://, with user and password where the broker wants them. */
  url: string;
  /** The broker keeps messages for this name while we are away. Two processes must not share one. */
  clientId: string;
  filters: string[];
  /** Unacknowledged messages the broker may send (Receive Maximum of MQTT 5). */
  inFlight: number;
  /** Absent: 5, and 4 (MQTT 3.1.1) where the broker does not know 5. */
  protocolVersion?: 4 | 5;
  log: Log;
}

const SESSION_SECONDS = 7 * 24 * 3600;
// MQTT.js sends no PUBACK for a message whose handler reports an error, and goes on with the next one.
const NOT_YET = new Error('acknowledged after the commit');

/**
 * A persistent QoS 1 subscription whose messages are acknowledged when we say so, not when they arrive. MQTT.js handles
 * one packet at a time and acknowledges it when handled: waiting there for a commit would make batches of one.
 */
export class Subscriber {
  /** Resolves when the broker has first granted the subscriptions. */
  readonly subscribed: Promise<void>;
  private confirmSubscribed: () => void;
  private client: MqttClient;
  private goOn: (() => void) | undefined;
  private troubled = false;

  constructor(
    private readonly options: SubscriberOptions,
    /** @returns false when nothing more can be taken in, until {@link resume} */
    private readonly onMessage: (message: Message) => boolean,
    /** The connection is gone: the broker delivers again what was not acknowledged. */
    private readonly onLost: () => void,
  ) {
    checkUrl(options.url);
    this.subscribed = new Promise((resolve) => (this.confirmSubscribed = resolve));
    this.client = this.connect(options.protocolVersion ?? 5);
  }

  get connected(): boolean {
    return this.client.connected;
  }

  /** Sends the PUBACKs, in the order of arrival; those of an earlier connection are void and left out. */
  acknowledge(messages: Message[]): void {
    const stream = this.client.stream as Duplex;
    if (!this.client.connected || stream.destroyed) return;
    const due = messages.filter(({ delivery }) => delivery?.stream === stream);
    const packets = Buffer.alloc(due.length * 4);
    // PUBACK without properties, the same in MQTT 3.1.1 and 5 (section 3.4): its type, two more bytes, the packet's id.
    due.forEach(({ delivery }, i) => packets.writeUInt32BE(0x40020000 + delivery!.packetId, i * 4));
    if (due.length) stream.write(packets);
  }

  /** There is room again for what `onMessage` refused to follow. */
  resume(): void {
    const goOn = this.goOn;
    this.goOn = undefined;
    goOn?.();
  }

  /** Disconnects and leaves the session with the broker, which keeps what comes in meanwhile. */
  async end(): Promise<void> {
    await this.client.endAsync();
  }

  private connect(protocolVersion: 4 | 5): MqttClient {
    const { url, clientId, inFlight } = this.options;
    const client = connect(url, {
      clientId,
      protocolVersion,
      clean: false,
      keepalive: 30,
      reconnectPeriod: 1_000,
      connectTimeout: 10_000,
      reconnectOnConnackError: true,
      // A session may be lost while the connection is not ours to see: we subscribe on each connect.
      resubscribe: false,
      ...(protocolVersion === 5 && {
        properties: { receiveMaximum: inFlight, sessionExpiryInterval: SESSION_SECONDS },
      }),
    });
    client.handleMessage = (packet, done) => {
      const goOn = () => done(NOT_YET);
      if (this.onMessage(toMessage(packet, client.stream as Duplex))) goOn();
      else this.goOn = goOn;
    };
    client.on('connect', () => this.subscribe(client));
    client.on('close', () => {
      this.goOn = undefined;
      this.onLost();
    });
    client.on('error', (error) => this.explain(client, error));
    return client;
  }

  private subscribe(client: MqttClient): void {
    const { filters, log, url } = this.options;
    client.subscribe(filters, { qos: 1, rh: 1 }, (error, granted = []) => {
      const refused = granted.filter(({ qos }) => (qos as number) >= 128).map(({ topic }) => topic);
      if (error || refused.length) {
        log.error(
          `MQTT: the broker refuses the subscription to ${refused.join(', ') || error!.message}. Allow it for this user.`,
        );
        return;
      }
      log.info(`MQTT: subscribed at ${withoutPassword(url)}`);
      this.troubled = false;
      this.confirmSubscribed();
    });
  }

  private explain(client: MqttClient, error: Error & { code?: string | number }): void {
    const version = client.options.protocolVersion;
    if (version === 5 && !this.options.protocolVersion && (error.code === 1 || error.code === 132)) {
      client.end(true);
      this.client = this.connect(4);
      return;
    }
    // One line for one trouble, not one for each attempt.
    if (this.troubled) return;
    this.troubled = true;
    const cause = error.message || error.code;
    this.options.log.warn(
      `MQTT_URL: no connection to ${withoutPassword(this.options.url)} (${cause}). Trying again every second.`,
    );
  }
}

function toMessage({ topic, payload, qos, messageId }: IPublishPacket, stream: Duplex): Message {
  const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(payload);
  return {
    topic,
    // A copy of its part, so that the rest of a huge message can be freed.
    payload: bytes.length > MAX_PAYLOAD ? Buffer.from(bytes.subarray(0, MAX_PAYLOAD)) : bytes,
    payloadBytes: bytes.length,
    receivedAt: new Date(),
    ...(qos > 0 && { delivery: { stream, packetId: messageId! } }),
  };
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && /^(mqtts?|wss?|tcp|ssl):$/.test(new URL(url).protocol)) return;
  throw new UserError(
    `MQTT_URL: "${withoutPassword(url)}" is not a broker's address. Write it as mqtt://user:password@host:1883.`,
  );
}

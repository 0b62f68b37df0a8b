import { connect, type MqttClient } from 'mqtt';
import { UserError, withoutPassword } from '@stadtlage/database';
import type { Publication } from '../codecs/codec.js';
import type { Message } from './message.js';
import type { Source, SourceHandlers } from './source.js';
import { responses, type Publish } from './packets.js';
import { Tap } from './tap.js';

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
  /** Unacknowledged messages the broker may send (Receive Maximum of MQTT 5). */
  inFlight: number;
  /** Seconds. */
  keepalive: number;
  /** Absent: 5, and 4 (MQTT 3.1.1) where the broker does not know 5. */
  protocolVersion?: 4 | 5;
  log: Log;
}

const SESSION_SECONDS = 7 * 24 * 3600;

/**
 * A persistent subscription whose messages are acknowledged when we say so, not when they arrive. It is made anew on each
 * connection: the broker may have been restarted, and have lost the session.
 */
export class Subscriber implements Source {
  /** Resolves when the broker has first granted the subscriptions. */
  readonly subscribed: Promise<void>;
  private confirmSubscribed: () => void;
  private client: MqttClient;
  private troubled = false;

  constructor(
    private readonly options: SubscriberOptions,
    private readonly handlers: SourceHandlers,
  ) {
    checkUrl(options.url);
    this.subscribed = new Promise((resolve) => (this.confirmSubscribed = resolve));
    this.client = this.connect(options.protocolVersion ?? 5);
  }

  get connected(): boolean {
    return this.client.connected;
  }

  /** Sends PUBACK or PUBREC, in the order of arrival; those of an earlier connection are void and left out. */
  acknowledge(messages: readonly Message[]): void {
    const { stream } = this.client;
    if (!this.client.connected || stream.destroyed) return;
    const due = [];
    for (const { delivery } of messages) {
      if (!delivery || !('stream' in delivery) || delivery.stream !== stream) continue;
      due.push({ kind: delivery.qos === 1 ? 'acknowledged' : 'received', packetId: delivery.packetId } as const);
    }
    if (due.length) stream.write(responses(due));
  }

  resume(): void {
    (this.client.stream as unknown as Tap).proceed();
  }

  publish({ topic, payload }: Publication): void {
    if (this.client.connected) this.client.publish(topic, payload, { qos: 0 });
  }

  /** Disconnects and leaves the session with the broker, which keeps what comes in meanwhile. */
  async end(): Promise<void> {
    await this.client.endAsync();
  }

  private connect(protocolVersion: 4 | 5): MqttClient {
    const { url, clientId, inFlight, keepalive } = this.options;
    const client = connect(url, {
      clientId,
      protocolVersion,
      clean: false,
      keepalive,
      reconnectPeriod: 1_000,
      connectTimeout: 10_000,
      reconnectOnConnackError: true,
      // A session may be lost while the connection is not ours to see: we subscribe on each connect.
      resubscribe: false,
      manualConnect: true,
      ...(protocolVersion === 5 && {
        properties: { receiveMaximum: inFlight, sessionExpiryInterval: SESSION_SECONDS },
      }),
    });
    const openNetwork = client['streamBuilder'];
    client['streamBuilder'] = () => this.tap(openNetwork(client), protocolVersion);
    client.on('connect', ({ sessionPresent }) => {
      if (!sessionPresent) this.handlers.onNewSession();
      this.subscribe(client);
    });
    client.on('close', () => this.handlers.onLost());
    client.on('error', (error) => this.explain(client, error));
    client.connect();
    return client;
  }

  private tap(network: MqttClient['stream'], protocolVersion: 4 | 5): MqttClient['stream'] {
    const tap: Tap = new Tap(network as unknown as Tap, protocolVersion, {
      publish: (packet) => {
        if (!this.handlers.onMessage(toMessage(packet, tap, this.options.clientId))) tap.hold();
      },
      release: (packetId) => void tap.write(responses([{ kind: 'completed', packetId }])),
    });
    return tap as unknown as MqttClient['stream'];
  }

  private subscribe(client: MqttClient): void {
    const { log, url } = this.options;
    const { filters } = this.handlers;
    client.subscribe(filters, { qos: 2, rh: 1 }, (_error, _asked, answer) => {
      // Without an answer the connection broke, and the next one subscribes.
      if (!answer) return;
      const refused = filters.filter((_, i) => Number(answer.granted[i]) >= 128);
      if (refused.length) {
        log.error(`MQTT: the broker refuses the subscription to ${refused.join(', ')}. Allow it for this user.`);
      }
      if (refused.length === filters.length) return;
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

function toMessage(
  { topic, payload, payloadBytes, qos, packetId, dup, retain }: Publish,
  stream: Tap,
  clientId: string,
): Message {
  const message: Message = { topic, payload, payloadBytes, receivedAt: stream.readAt };
  if (qos) message.delivery = { stream, clientId, qos, packetId, again: dup };
  if (retain) message.retained = true;
  return message;
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && /^(mqtts?|wss?|tcp|ssl):$/.test(new URL(url).protocol)) return;
  throw new UserError(
    `MQTT_URL: "${withoutPassword(url)}" is not a broker's address. Write it as mqtt://user:password@host:1883.`,
  );
}

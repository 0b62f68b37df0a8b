import type { Aedes } from 'aedes';
import type { IPublishPacket } from 'mqtt';
import type { Publication } from '../codecs/codec.js';
import { matches } from '../codecs/route.js';
import { MAX_PAYLOAD, type Message } from '../ingest/message.js';
import type { Source, SourceHandlers } from '../ingest/source.js';

const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 1_000;

/**
 * The embedded broker's messages on their way to the ingest of the same process. A gateway gets its PUBACK or PUBREC when
 * they are committed: no queue lies between.
 */
export class EmbeddedSource implements Source {
  readonly subscribed = Promise.resolve();
  readonly connected = true;
  private readonly wanted = new Map<string, boolean>();
  private ended = false;

  constructor(
    private readonly broker: Aedes,
    private readonly handlers: SourceHandlers,
  ) {}

  /** @param done to be called when the sender may be answered */
  offer({ topic, payload, qos }: Pick<IPublishPacket, 'topic' | 'payload' | 'qos'>, done: () => void): void {
    if (!this.wants(topic)) return done();
    // No answer: the sender keeps it and sends it again.
    if (this.ended) return;
    const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(payload);
    const kept = bytes.length > MAX_PAYLOAD ? Buffer.from(bytes.subarray(0, MAX_PAYLOAD)) : bytes;
    const message: Message = { topic, payload: kept, payloadBytes: bytes.length, receivedAt: new Date() };
    if (qos) message.delivery = { confirm: done };
    this.handlers.onMessage(message);
    if (!qos) done();
  }

  acknowledge(messages: readonly Message[]): void {
    for (const { delivery } of messages) if (delivery && 'confirm' in delivery) delivery.confirm();
  }

  resume(): void {}

  publish({ topic, payload }: Publication): void {
    this.broker.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => {});
  }

  async end(): Promise<void> {
    this.ended = true;
  }

  private wants(topic: string): boolean {
    let wanted = this.wanted.get(topic);
    if (wanted === undefined) {
      wanted = this.handlers.filters.some((filter) => matches(filter, topic));
      if (this.wanted.size >= MOST_REMEMBERED) this.wanted.clear();
      if (topic.length <= LONGEST_REMEMBERED) this.wanted.set(topic, wanted);
    }
    return wanted;
  }
}

import { setImmediate as pause, setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import { CODECS } from '../codecs/index.js';
import type { Message } from './message.js';
import { VersionRaiser } from './raise-versions.js';
import { decode, ObservationStore, withoutContent, type Decoded, type Written } from './store.js';
import { Subscriber, type Log } from './subscriber.js';

export interface IngestOptions {
  database: Database;
  /** The broker: mqtt://, mqtts://, ws:// or wss://, with user and password where it wants them. */
  url: string;
  /** The broker keeps messages for this name while we are away. Two processes must not share one. */
  clientId: string;
  log: Log;
  /** Unacknowledged messages the broker may send, and the most that a batch holds. Default 1,000. */
  inFlight?: number;
  /** Absent: MQTT 5, or 3.1.1 where the broker does not know 5. */
  protocolVersion?: 4 | 5;
}

export interface IngestCounters extends Written {
  /** Messages, those included that the broker delivered twice. */
  received: number;
  batches: number;
  /** Milliseconds from the start of the last batch to its commit. */
  lastBatchMs: number;
}

const MOST_WAITING_BYTES = 64 * 1_048_576;
// Decoded, a message takes many times its bytes.
const MOST_BATCH_BYTES = 4 * 1_048_576;
const LONGEST_WAIT = 10_000;

/**
 * Gateway to table: subscribes to the topics of all codecs, writes what comes in batches, and acknowledges a message only
 * when the transaction that holds it is committed. While one batch is written the next one gathers: under load batches
 * grow, when idle a message is written at once. What cannot be stored becomes a row of sensors.rejected_message.
 * @throws UserError when the URL is not a broker's
 */
export function startIngest(options: IngestOptions): Ingest {
  return new Ingest(options);
}

export class Ingest {
  /** Plain numbers for the metrics page. `stored` and `duplicates` count readings, `received` and `rejected` messages. */
  readonly counters: IngestCounters = {
    received: 0,
    stored: 0,
    duplicates: 0,
    rejected: 0,
    batches: 0,
    lastBatchMs: 0,
  };
  private readonly log: Log;
  private readonly store: ObservationStore;
  private readonly subscriber: Subscriber;
  private readonly versions: VersionRaiser;
  private readonly stopping = new AbortController();
  private readonly inFlight: number;
  private waiting: Message[] = [];
  private waitingBytes = 0;
  private running: Promise<void> | undefined;

  constructor({ database, url, clientId, log, inFlight = 1_000, protocolVersion }: IngestOptions) {
    this.log = log;
    this.inFlight = inFlight;
    this.store = new ObservationStore(database);
    this.versions = new VersionRaiser(database, (error) => log.warn(`Dataset versions not raised: ${error.message}`));
    this.subscriber = new Subscriber(
      { url, clientId, inFlight, protocolVersion, log, filters: CODECS.map(({ filter }) => filter) },
      (message) => this.receive(message),
      () => this.dropUndelivered(),
    );
  }

  /** Resolves when the broker has first granted the subscriptions; until then the connection is tried again and again. */
  get subscribed(): Promise<void> {
    return this.subscriber.subscribed;
  }

  get connected(): boolean {
    return this.subscriber.connected;
  }

  /** Finishes the running batch, acknowledges it and disconnects. The broker keeps the session and what is still to come. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.subscriber.end();
    await this.versions.stop();
  }

  private receive(message: Message): boolean {
    this.counters.received++;
    if (this.stopping.signal.aborted) return true;
    this.waiting.push(message);
    this.waitingBytes += message.payload.length;
    this.running ??= this.run();
    // Receive Maximum keeps us below this; a broker that has none, or QoS 0, is slowed down by TCP.
    return this.waiting.length < 2 * this.inFlight && this.waitingBytes < MOST_WAITING_BYTES;
  }

  private dropUndelivered(): void {
    this.waiting = this.waiting.filter(({ delivery }) => !delivery);
    this.waitingBytes = this.waiting.reduce((sum, { payload }) => sum + payload.length, 0);
  }

  private async run(): Promise<void> {
    // What came in the same network packet belongs into the same batch.
    await pause();
    while (this.waiting.length && !this.stopping.signal.aborted) {
      const batch = this.takeBatch();
      this.subscriber.resume();
      const start = performance.now();
      if (!(await this.writeUntilCommitted(batch.map(decode)))) break;
      this.subscriber.acknowledge(batch);
      this.counters.batches++;
      this.counters.lastBatchMs = Math.round(performance.now() - start);
    }
    this.running = undefined;
  }

  private takeBatch(): Message[] {
    let count = 0;
    let bytes = 0;
    for (const { payload } of this.waiting.slice(0, this.inFlight)) {
      if (count && bytes + payload.length > MOST_BATCH_BYTES) break;
      count++;
      bytes += payload.length;
    }
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, count);
  }

  /** @returns false when stopped before the commit: the broker delivers the messages again */
  private async writeUntilCommitted(batch: Decoded[]): Promise<boolean> {
    const open = new Set(batch);
    for (let wait = 100; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        await this.write([...open], open);
        return true;
      } catch (error) {
        this.log.error(`Observations not stored, trying again in ${wait} ms: ${(error as Error).message}`);
        const stopped = await sleep(wait, false, { signal: this.stopping.signal }).catch(() => true);
        if (stopped) return false;
      }
    }
  }

  /** Where the data itself is at fault, halves the batch until the culprit stands alone, and rejects it. */
  private async write(batch: Decoded[], open: Set<Decoded>): Promise<void> {
    let fault: Error | undefined;
    // Twice: rows that we remember may be gone, and each failure makes the store look again.
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        this.count(await this.store.write(batch));
        for (const decoded of batch) open.delete(decoded);
        return;
      } catch (error) {
        if (!isDataFault(error)) throw error;
        fault = error as Error;
      }
    }
    if (batch.length > 1) {
      const middle = batch.length >> 1;
      await this.write(batch.slice(0, middle), open);
      await this.write(batch.slice(middle), open);
      return;
    }
    await this.reject(batch[0]!.message, fault!);
    open.delete(batch[0]!);
  }

  /** Whatever a message holds, its end is here: one that could come back for ever would stop all others. */
  private async reject(message: Message, fault: Error): Promise<void> {
    const detail = `The database refuses it: ${fault.message}`;
    const whole: Decoded = { message, readings: [], rejection: { reason: 'not_storable', detail } };
    for (const rejected of [whole, withoutContent(message)]) {
      try {
        this.count(await this.store.write([rejected]));
        return;
      } catch (error) {
        if (!isDataFault(error)) throw error;
      }
    }
    this.log.error(`A message is lost, as the database refuses even its rejection: ${fault.message}`);
    this.counters.rejected++;
  }

  private count({ stored, duplicates, rejected }: Written): void {
    this.counters.stored += stored;
    this.counters.duplicates += duplicates;
    this.counters.rejected += rejected;
    if (stored) this.versions.changed();
  }
}

/** Classes of https://www.postgresql.org/docs/15/errcodes-appendix.html: data exception, integrity violation, limit exceeded. */
function isDataFault(error: unknown): boolean {
  return /^(22|23|54)...$/.test(String((error as { code?: unknown }).code));
}

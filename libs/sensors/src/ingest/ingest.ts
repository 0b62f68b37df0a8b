import { setImmediate as pause, setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import type { CodecContext, Reason } from '../codecs/codec.js';
import { createRouter, subscriptions, type Router } from '../codecs/route.js';
import { Mapping } from '../mapping/mapping.js';
import { CodecMemory } from './codec-memory.js';
import { decode, withoutContent, type Decoded, type DecodeOptions } from './decode.js';
import type { Message } from './message.js';
import { VersionRaiser } from './raise-versions.js';
import { deliveryOf, needsReceipt, Receipts } from './receipts.js';
import { ObservationRows } from './observation-rows.js';
import { isDataFault, ObservationStore, type Written } from './store.js';
import type { Source, SourceHandlers } from './source.js';
import { Subscriber, type Log } from './subscriber.js';

export interface IngestOptions {
  database: Database;
  /** The broker: mqtt://, mqtts://, ws:// or wss://, with user and password where it wants them. */
  url: string;
  /** The embedded broker of this process, in place of the connection to `url`. */
  source?: (handlers: SourceHandlers) => Source;
  /** The broker keeps messages for this name while we are away. Two processes must not share one. */
  clientId: string;
  log: Log;
  /** Several processes with one group share the messages among them (MQTT 5, section 4.8.2). */
  sharedGroup?: string;
  /** Seconds between two signs of life. Default 30. */
  keepalive?: number;
  /** Unacknowledged messages the broker may send. Default 3,000. */
  inFlight?: number;
  /** Absent: MQTT 5, or 3.1.1 where the broker does not know 5. */
  protocolVersion?: 4 | 5;
  /** Which field of which device is which datastream. */
  mapping?: Mapping;
  /** IANA name of the zone for clocks that tell none. Default Europe/Berlin. */
  timeZone?: string;
  /** The registered gateway that may publish on a topic without a prefix. */
  ownerOf?: (topic: string) => string | undefined;
  /** Readings from before are refused: their observations are gone already. */
  oldest?: () => Date | undefined;
}

export interface IngestCounters {
  /** Messages, those included that the broker delivered twice. */
  received: number;
  /** Readings. */
  stored: number;
  /** Readings that were stored already. */
  duplicates: number;
  /** Messages that became a row of sensors.rejected_message. */
  rejected: number;
  /** Messages that the sender asked no acknowledgement for (QoS 0), given up while the database could not follow. */
  dropped: number;
  batches: number;
  /** Milliseconds from the start of the last batch to its commit. */
  lastBatchMs: number;
}

const MOST_IN_BATCH = 3_000;
const MOST_WAITING_BYTES = 64 * 1_048_576;
// Decoded, a message takes many times its bytes.
const MOST_BATCH_BYTES = 4 * 1_048_576;
const LONGEST_WAIT = 10_000;
const MEMORY_AGE_MS = 5_000;
const MOST_IN_SESSION = 50_000;
const UNDER_LOAD = 200;
const ENOUGH = 2_000;
const GATHER_MS = 20;
const GATHER_STEP_MS = 5;

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
  /** Plain numbers for the metrics page. */
  readonly counters: IngestCounters = {
    received: 0,
    stored: 0,
    duplicates: 0,
    rejected: 0,
    dropped: 0,
    batches: 0,
    lastBatchMs: 0,
  };
  /** Messages rejected, by reason. */
  readonly rejections = new Map<Reason, number>();
  private readonly log: Log;
  private readonly store: ObservationStore;
  private readonly source: Source;
  private readonly versions: VersionRaiser;
  private readonly memory: CodecMemory;
  private readonly receipts: Receipts;
  private readonly decoding: DecodeOptions;
  private readonly newRouter: () => Router;
  private readonly oldest: IngestOptions['oldest'];
  private readonly stopping = new AbortController();
  private readonly inFlight: number;
  private waiting: Message[] = [];
  /** By packet id, in this session. Not a Map: what one has outgrown keeps alive what was in it. */
  private readonly unanswered: (Message | undefined)[] = new Array(65_536).fill(undefined);
  private waitingBytes = 0;
  private running: Promise<void> | undefined;
  private loaded = false;
  private memoryLoadedAt = 0;

  constructor(options: IngestOptions) {
    const {
      database,
      clientId,
      log,
      inFlight = 3_000,
      mapping = new Mapping(),
      sharedGroup,
      oldest,
      ownerOf,
    } = options;
    this.log = log;
    this.inFlight = inFlight;
    this.memory = new CodecMemory(database);
    this.receipts = new Receipts(database, clientId, inFlight);
    this.store = new ObservationStore(
      database,
      (thing, property) => mapping.intervalOf(thing, property),
      this.memory,
      this.receipts,
    );
    this.versions = new VersionRaiser(database, (error) => log.warn(`Dataset versions not raised: ${error.message}`));
    // What was stored just before a process was killed may not have been told.
    this.versions.changed();
    const context: CodecContext = {
      timeZone: options.timeZone ?? 'Europe/Berlin',
      modelOf: (thingId) => mapping.modelOf(thingId),
      memory: this.memory.access,
      session: new Map(),
      ordered: !sharedGroup,
    };
    this.newRouter = () => createRouter(mapping.prefixes, ownerOf);
    this.decoding = { route: this.newRouter(), context, mapping };
    this.oldest = oldest;
    const share = sharedGroup ? `$share/${sharedGroup}/` : '';
    const handlers: SourceHandlers = {
      filters: subscriptions(mapping.prefixes).map((filter) => share + filter),
      onMessage: (message) => this.receive(message),
      // What waits here is stored all the same: a broker that was killed may not know of it any more.
      onLost: () => context.session.clear(),
      onNewSession: () => {
        this.unanswered.fill(undefined);
        this.receipts.sessionLost();
      },
    };
    const { url, protocolVersion, keepalive = 30 } = options;
    this.source =
      options.source?.(handlers) ??
      new Subscriber({ url, clientId, inFlight, keepalive, protocolVersion, log }, handlers);
  }

  /** Resolves when the broker has first granted the subscriptions; until then the connection is tried again and again. */
  get subscribed(): Promise<void> {
    return this.source.subscribed;
  }

  get connected(): boolean {
    return this.source.connected;
  }

  /** What `ownerOf` says has changed. */
  ownersChanged(): void {
    this.decoding.route = this.newRouter();
  }

  /** Finishes the running batch, acknowledges it and disconnects. The broker keeps the session and what is still to come. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.source.end();
    await this.versions.stop();
  }

  private receive(message: Message): boolean {
    this.counters.received++;
    if (this.stopping.signal.aborted) return true;
    if (this.isOnItsWay(message)) return true;
    this.receipts.arrived(message);
    const full = this.waiting.length >= 2 * this.inFlight || this.waitingBytes >= MOST_WAITING_BYTES;
    // Nobody would ever send it again, but nobody was promised that it is stored.
    if (full && !message.delivery) this.counters.dropped++;
    else {
      this.waiting.push(message);
      this.waitingBytes += message.payload.length;
    }
    this.running ??= this.run();
    // Receive Maximum keeps us below this; a broker that has none, or QoS 0, is slowed down by TCP.
    return !full;
  }

  /** A broker may send once more what still waits here: on a new connection, or as it waited too long for our answer (NATS). */
  private isOnItsWay(message: Message): boolean {
    const delivery = deliveryOf(message);
    if (!delivery) return false;
    const { packetId, again } = delivery;
    const first = this.unanswered[packetId];
    if (again && first?.topic === message.topic && first.payload.equals(message.payload)) {
      first.delivery = delivery;
      return true;
    }
    this.unanswered[packetId] = message;
    return false;
  }

  private async run(): Promise<void> {
    // What came in the same network packet belongs into the same batch.
    await pause();
    while (this.waiting.length && !this.stopping.signal.aborted) {
      const batch = this.takeBatch();
      this.source.resume();
      const start = performance.now();
      const first = this.loaded ? this.decodeOnce(batch) : undefined;
      const stored = first instanceof ObservationRows && (await this.writeRows(first));
      if (!stored && !(await this.decodeAndWrite(batch, Array.isArray(first) ? first : undefined))) break;
      this.source.acknowledge(batch);
      for (const message of batch) this.answered(message);
      this.counters.batches++;
      this.counters.lastBatchMs = Math.round(performance.now() - start);
      if (batch.length >= UNDER_LOAD) await this.gather();
    }
    this.running = undefined;
  }

  /** Half of what a batch costs is the same for one message and for a thousand: under load, waits as long as more come in. */
  private async gather(): Promise<void> {
    const { signal } = this.stopping;
    for (let ms = 0, seen = 0; ms < GATHER_MS && !signal.aborted; ms += GATHER_STEP_MS) {
      if (this.waiting.length === seen || this.waiting.length >= ENOUGH) return;
      seen = this.waiting.length;
      await sleep(GATHER_STEP_MS);
    }
  }

  private answered(message: Message): void {
    const packetId = deliveryOf(message)?.packetId;
    if (packetId !== undefined && this.unanswered[packetId] === message) this.unanswered[packetId] = undefined;
  }

  private takeBatch(): Message[] {
    let count = 0;
    let bytes = 0;
    for (const { payload } of this.waiting) {
      if (count === MOST_IN_BATCH || (count && bytes + payload.length > MOST_BATCH_BYTES)) break;
      count++;
      bytes += payload.length;
    }
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, count);
  }

  /**
   * In the usual case gives the rows only: what else was decoded is garbage before the database has answered, and V8 never
   * moves it.
   */
  private decodeOnce(batch: Message[]): ObservationRows | Decoded[] {
    const decoded = this.decodeAll(batch);
    return this.store.plainRows(decoded) ?? decoded;
  }

  private decodeAll(batch: Message[]): Decoded[] {
    const { session } = this.decoding.context;
    if (session.size > MOST_IN_SESSION) session.clear();
    this.decoding.oldest = this.oldest?.();
    return batch.map((message) => decode(message, this.decoding));
  }

  /** @returns false where it failed; what it may have stored all the same is not stored twice */
  private async writeRows(rows: ObservationRows): Promise<boolean> {
    try {
      this.count(await this.store.writeRows(rows));
      return true;
    } catch {
      return false;
    }
  }

  /** @returns false when stopped before the commit: the broker delivers the messages again */
  private async decodeAndWrite(batch: Message[], first: Decoded[] | undefined): Promise<boolean> {
    const decoded = await this.untilItWorks('Observations not read', () => this.decode(batch, first));
    if (!decoded || !(await this.writeUntilCommitted(decoded))) return false;
    for (const { requests } of decoded) requests?.forEach((request) => this.source.publish(request));
    return true;
  }

  /** Decodes messages; one that was received before gets its first time of receipt. */
  private async decode(batch: Message[], first?: Decoded[]): Promise<Decoded[]> {
    if (!this.loaded) {
      await this.memory.load();
      await this.receipts.load();
      this.loaded = true;
    }
    const decoded = first ?? this.decodeAll(batch);
    const again = decoded.filter((item) => deliveryOf(item.message)?.again && needsReceipt(item));
    const earlier = again.length ? await this.receipts.earlier(again.map(({ message }) => message)) : undefined;
    const puzzled = decoded.some(isPuzzled) && (await this.learned());
    if (!earlier?.size && !puzzled) return decoded;
    return decoded.map((item) => {
      const receivedAt = earlier?.get(item.message);
      if (receivedAt) return decode({ ...item.message, receivedAt }, this.decoding);
      if (!puzzled || !isPuzzled(item)) return item;
      const next = decode(item.message, this.decoding);
      // What the codec has asked for once it does not ask for again at once.
      return isPuzzled(next) ? item : next;
    });
  }

  /** Another process may have met the message that explains this one. */
  private async learned(): Promise<boolean> {
    if (Date.now() - this.memoryLoadedAt < MEMORY_AGE_MS) return false;
    this.memoryLoadedAt = Date.now();
    await this.memory.load();
    return true;
  }

  private async writeUntilCommitted(batch: Decoded[]): Promise<boolean> {
    const committed = new Set<Decoded>();
    const done = await this.untilItWorks('Observations not stored', async () => {
      await this.write(committed.size ? batch.filter((decoded) => !committed.has(decoded)) : batch, committed);
      return true;
    });
    return done ?? false;
  }

  /** Tries again and again, ever more rarely. @returns undefined when stopped before it worked */
  private async untilItWorks<T>(trouble: string, work: () => Promise<T>): Promise<T | undefined> {
    for (let wait = 100; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        return await work();
      } catch (error) {
        this.log.error(`${trouble}, trying again in ${wait} ms: ${(error as Error).message}`);
        const stopped = await sleep(wait, false, { signal: this.stopping.signal }).catch(() => true);
        if (stopped) return undefined;
      }
    }
  }

  /**
   * Where the data itself is at fault, halves the batch until the culprit stands alone, and rejects it.
   * @param committed where the halves go that are in the database, should the rest fail for another reason
   */
  private async write(batch: Decoded[], committed: Set<Decoded>): Promise<void> {
    let fault: Error | undefined;
    // Twice: rows that we remember may be gone, and each failure makes the store look again.
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        return await this.writeOnce(batch);
      } catch (error) {
        if (!isDataFault(error)) throw error;
        fault = error as Error;
      }
    }
    if (batch.length > 1) {
      const middle = batch.length >> 1;
      for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
        await this.write(half, committed);
        for (const decoded of half) committed.add(decoded);
      }
      return;
    }
    await this.reject(batch[0]!, fault!);
  }

  /** Whatever a message holds, its end is here: one that could come back for ever would stop all others. */
  private async reject({ message, gatewayId }: Decoded, fault: Error): Promise<void> {
    const detail = `The database refuses it: ${fault.message}`;
    const whole: Decoded = { message, gatewayId, readings: [], rejection: { reason: 'not_storable', detail } };
    for (const rejected of [whole, withoutContent(message)]) {
      try {
        await this.writeOnce([rejected]);
        return;
      } catch (error) {
        if (!isDataFault(error)) throw error;
      }
    }
    this.log.error(`A message is lost, as the database refuses even its rejection: ${fault.message}`);
    this.counters.rejected++;
  }

  private async writeOnce(batch: Decoded[]): Promise<void> {
    this.count(await this.store.write(batch));
  }

  private count({ stored, duplicates, rejected }: Written): void {
    this.counters.stored += stored;
    this.counters.duplicates += duplicates;
    this.counters.rejected += rejected.length;
    for (const { rejection } of rejected) {
      const { reason } = rejection!;
      this.rejections.set(reason, (this.rejections.get(reason) ?? 0) + 1);
    }
    if (stored) this.versions.changed();
  }
}

const isPuzzled = ({ rejection }: Decoded) => rejection?.reason === 'unknown_alias';

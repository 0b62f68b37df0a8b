import { sqlFile, type Database, type Transaction } from '@stadtlage/database';
import type { CodecContext, Reason } from '../codecs/codec.js';
import { createRouter } from '../codecs/route.js';
import { Mapping } from '../mapping/mapping.js';
import { CodecMemory } from './codec-memory.js';
import { decode, type Decoded } from './decode.js';
import { isDataFault, ObservationStore, type StoreDatabase, type Written } from './store.js';

const NEXT_REJECTED = sqlFile(import.meta.url, 'next-rejected.sql');
const BATCH = 500;

export interface ReplayOptions {
  mapping?: Mapping;
  timeZone?: string;
  /** The registered gateway that may publish on a topic without a prefix. */
  ownerOf?: (topic: string) => string | undefined;
  /** Readings from before are refused: their observations are gone already, and their hours would count them again. */
  oldest?: () => Date | undefined;
  /** Only those with this reason, of this gateway, received from this moment on. */
  reason?: string;
  gatewayId?: string;
  since?: Date;
  /** Only says what would come of it: what is written is rolled back. */
  dryRun?: boolean;
  signal?: AbortSignal;
  onProgress?: (read: number) => void;
}

export interface ReplayReport {
  /** Messages that have become readings now. */
  replayed: number;
  /** Readings that were new. */
  stored: number;
  /** Messages that cannot be stored still, by reason. */
  refused: Map<Reason, number>;
  /** Too long to have been kept whole. */
  cut: number;
}

interface Row {
  id: number;
  topic: string;
  payload: Buffer;
  payloadBytes: number;
  receivedAt: Date;
  gatewayId: string | null;
}

/**
 * Reads rejected messages once more, after a fix of a codec or of the mapping file, with the time they came in. Those that can be
 * stored now are, and are marked; a replay that is broken off and started again stores nothing twice.
 *
 * A topic that names no gateway is of the gateway that owns it now, as the sensors made here are those of the messages to come.
 * Where nobody owns it any more it is of the one that owned it when the message came, and else of the sender it tells.
 */
export async function replayRejected(database: Database, options: ReplayOptions = {}): Promise<ReplayReport> {
  const { mapping = new Mapping(), timeZone = 'Europe/Berlin', ownerOf, oldest, dryRun, signal } = options;
  // Never saved: an old birth must not replace what a node has said since.
  const memory = new CodecMemory(database);
  await memory.load();
  const context: CodecContext = {
    timeZone,
    modelOf: (thingId) => mapping.modelOf(thingId),
    memory: memory.access,
    session: new Map(),
  };
  const decodeRow = ({ gatewayId, ...message }: Row): Decoded => {
    const route = createRouter(mapping.prefixes, (topic) => ownerOf?.(topic) ?? gatewayId ?? undefined);
    return decode(message, { route, context, mapping, oldest: oldest?.() });
  };

  const report: ReplayReport = { replayed: 0, stored: 0, refused: new Map(), cut: 0 };
  const filter = [options.reason ?? null, options.gatewayId ?? null, options.since ?? null];
  for (let after = 0, read = 0; !signal?.aborted;) {
    const rows = await database.query<Row>(NEXT_REJECTED, [after, ...filter, BATCH]);
    if (!rows.length) break;
    after = rows.at(-1)!.id;
    const whole = rows.filter(({ payload, payloadBytes }) => payload.length === payloadBytes);
    report.cut += rows.length - whole.length;
    const decoded = whole.map(decodeRow);
    const idOf = new Map(decoded.map(({ message }, i) => [message, whole[i]!.id]));
    const work = async (transaction: Transaction): Promise<Written> => {
      const store = new ObservationStore(inside(transaction), (thing, property) => mapping.intervalOf(thing, property));
      const written = await write(store, decoded);
      const refused = new Set(written.rejected.map(({ message }) => idOf.get(message)));
      const done = [...idOf.values()].filter((id) => !refused.has(id));
      await transaction.query('UPDATE sensors.rejected_message SET replayed_at = now() WHERE id = ANY ($1)', [done]);
      return written;
    };
    // Not all batches in one transaction, even for a dry run: the ingest waits for the rows that it holds.
    const { stored, rejected } = await (dryRun ? rehearse(database, work) : database.transaction(work));
    report.stored += stored;
    report.replayed += decoded.length - rejected.length;
    for (const { rejection } of rejected) {
      const { reason } = rejection!;
      report.refused.set(reason, (report.refused.get(reason) ?? 0) + 1);
    }
    options.onProgress?.((read += rows.length));
  }
  return report;
}

/** Where the database refuses a batch, writes it message by message. */
async function write(store: ObservationStore, batch: readonly Decoded[]): Promise<Written> {
  try {
    return await store.write(batch, leaveAsTheyAre);
  } catch (error) {
    if (!isDataFault(error)) throw error;
  }
  const total: Written = { stored: 0, duplicates: 0, rejected: [] };
  for (const decoded of batch) {
    const { stored, duplicates, rejected } = await store.write([decoded], leaveAsTheyAre).catch((error: Error) => {
      if (!isDataFault(error)) throw error;
      const rejection = { reason: 'not_storable' as const, detail: error.message };
      return { stored: 0, duplicates: 0, rejected: [{ ...decoded, rejection }] };
    });
    total.stored += stored;
    total.duplicates += duplicates;
    total.rejected.push(...rejected);
  }
  return total;
}

/** They have their rows already. */
const leaveAsTheyAre = async () => {};

/** What fails in it is undone, and the transaction around it goes on. */
function inside(transaction: Transaction): StoreDatabase {
  const attempt = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    await transaction.query('SAVEPOINT attempt');
    try {
      return await work(transaction);
    } catch (error) {
      await transaction.query('ROLLBACK TO SAVEPOINT attempt');
      throw error;
    } finally {
      await transaction.query('RELEASE SAVEPOINT attempt');
    }
  };
  return { query: (sql, values) => attempt(({ query }) => query(sql, values)), transaction: attempt };
}

/** The result of a transaction that leaves nothing behind. */
async function rehearse<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const end = new Error('rolled back');
  let result: T;
  await database
    .transaction(async (transaction) => {
      result = await work(transaction);
      throw end;
    })
    .catch((error) => {
      if (error !== end) throw error;
    });
  return result!;
}

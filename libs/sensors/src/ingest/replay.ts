import { sqlFile, type Database } from '@stadtlage/database';
import type { CodecContext, Reason } from '../codecs/codec.js';
import { createRouter } from '../codecs/route.js';
import { Mapping } from '../mapping/mapping.js';
import { CodecMemory } from './codec-memory.js';
import { decode } from './decode.js';
import type { Message } from './message.js';
import { ObservationStore } from './store.js';

const NEXT_REJECTED = sqlFile(import.meta.url, 'next-rejected.sql');
const BATCH = 500;

export interface ReplayOptions {
  mapping?: Mapping;
  timeZone?: string;
  ownerOf?: (topic: string) => string | undefined;
  /** Only those with this reason, of this gateway, received from this moment on. */
  reason?: string;
  gatewayId?: string;
  since?: Date;
  /** Only says what would come of it. */
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
}

/**
 * Reads rejected messages once more, after a fix of a codec or of the mapping file, with the time they came in. Those that can be
 * stored now are, and are marked; a replay that is broken off and started again stores nothing twice.
 */
export async function replayRejected(database: Database, options: ReplayOptions = {}): Promise<ReplayReport> {
  const { mapping = new Mapping(), timeZone = 'Europe/Berlin', ownerOf, dryRun, signal } = options;
  const memory = new CodecMemory(database);
  await memory.load();
  const store = new ObservationStore(database, (thing, property) => mapping.intervalOf(thing, property));
  const context: CodecContext = {
    timeZone,
    modelOf: (thingId) => mapping.modelOf(thingId),
    memory: memory.access,
    session: new Map(),
  };
  const report: ReplayReport = { replayed: 0, stored: 0, refused: new Map(), cut: 0 };
  const filter = [options.reason ?? null, options.gatewayId ?? null, options.since ?? null];
  for (let after = 0, read = 0; !signal?.aborted;) {
    const rows = await database.query<Row>(NEXT_REJECTED, [after, ...filter, BATCH]);
    if (!rows.length) break;
    after = rows.at(-1)!.id;
    const whole = rows.filter(({ payload, payloadBytes }) => payload.length === payloadBytes);
    report.cut += rows.length - whole.length;
    const route = createRouter(mapping.prefixes, ownerOf);
    const decoded = whole.map((row) => decode(toMessage(row), { route, context, mapping }));
    const { stored, rejected } = dryRun
      ? { stored: 0, rejected: decoded.filter(({ rejection }) => rejection) }
      : await store.write(decoded, leaveAsTheyAre);
    report.stored += stored;
    for (const { rejection } of rejected) {
      const { reason } = rejection!;
      report.refused.set(reason, (report.refused.get(reason) ?? 0) + 1);
    }
    const refused = new Set(rejected.map(({ message }) => message));
    const done = whole.filter((_, i) => !refused.has(decoded[i]!.message)).map(({ id }) => id);
    report.replayed += done.length;
    if (!dryRun && done.length)
      await database.query('UPDATE sensors.rejected_message SET replayed_at = now() WHERE id = ANY ($1)', [done]);
    options.onProgress?.((read += rows.length));
  }
  return report;
}

/** They have their rows already. */
const leaveAsTheyAre = async () => {};

const toMessage = ({ topic, payload, payloadBytes, receivedAt }: Row): Message => ({
  topic,
  payload,
  payloadBytes,
  receivedAt,
});

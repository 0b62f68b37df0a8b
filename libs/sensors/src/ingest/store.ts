import { sqlFile, type Database, type Queryable } from '@stadtlage/database';
import type { Reading, ReportedLocation } from '../codecs/codec.js';
import type { CodecMemory } from './codec-memory.js';
import type { Decoded } from './decode.js';
import { storableDetail, storableText } from './detail.js';
import { KnownDatastreams, type ObservationType } from './known-datastreams.js';
import { ObservationRows } from './observation-rows.js';
import { deliveryOf, type Receipts } from './receipts.js';
import { toStored } from './result.js';

const STORE_AGAIN = sqlFile(import.meta.url, 'store-observations.sql');
// To ask for each row whether it is there costs a third of storing it, and is of use only after a redelivery.
const STORE_NEW = STORE_AGAIN.replace('ON CONFLICT DO NOTHING', '');
const STORE_REJECTED = sqlFile(import.meta.url, 'store-rejected.sql');
const STORE_FRAMES = sqlFile(import.meta.url, 'store-frames.sql');
const STORE_LOCATIONS = sqlFile(import.meta.url, 'store-locations.sql');
/** What of a rejected message is kept, in bytes; a longer one cannot be replayed. */
export const KEPT_PAYLOAD = 65_536;

export interface Written {
  stored: number;
  duplicates: number;
  rejected: Decoded[];
}

/** The database, or a part of a transaction. */
export type StoreDatabase = Pick<Database, 'query' | 'transaction'>;

/** Writes messages into PostgreSQL, each call in one transaction. */
export class ObservationStore {
  private readonly known: KnownDatastreams;

  constructor(
    private readonly database: StoreDatabase,
    intervalOf: (thingId: string, property: string) => number | undefined,
    private readonly memory?: CodecMemory,
    private readonly receipts?: Receipts,
  ) {
    this.known = new KnownDatastreams(intervalOf);
  }

  /**
   * The usual case, whose rows {@link writeRows} can store.
   * @returns undefined where it takes more than to store observations of datastreams that are known: {@link write}
   */
  plainRows(batch: readonly Decoded[]): ObservationRows | undefined {
    if (this.memory?.changed || this.receipts?.concerns(batch)) return undefined;
    const rows = new ObservationRows();
    for (const decoded of batch) {
      if (decoded.rejection || decoded.frames || decoded.locations || decoded.requests) return undefined;
      for (const reading of decoded.readings) if (!this.known.hasPartition(reading)) return undefined;
      if (this.resolve(decoded, rows).rejection) return undefined;
    }
    return rows;
  }

  /** One statement, which is a transaction by itself. Fails where one of the rows is there already: {@link write} knows it. */
  async writeRows(rows: ObservationRows): Promise<Written> {
    return this.forgetting(async () => {
      const stored = rows.count ? await storeObservations(this.database, STORE_NEW, rows) : 0;
      return { stored, duplicates: 0, rejected: [] };
    });
  }

  /** @param keep what to do with messages that cannot be stored: a row of sensors.rejected_message, unless they have one */
  async write(batch: readonly Decoded[], keep: typeof storeRejected = storeRejected): Promise<Written> {
    return this.forgetting(async () => {
      const saved: (() => void)[] = [];
      const written = await this.database.transaction(async (transaction) => {
        await this.known.prepare(transaction, batch);
        if (this.memory) saved.push(await this.memory.save(transaction));
        if (this.receipts) saved.push(await this.receipts.save(transaction, batch));
        return this.writeIn(transaction, batch, keep);
      });
      for (const settle of saved) settle();
      return written;
    });
  }

  private async writeIn(
    transaction: Queryable,
    batch: readonly Decoded[],
    keep: typeof storeRejected,
  ): Promise<Written> {
    const rows = new ObservationRows();
    const resolved = batch.map((decoded) => this.resolve(decoded, rows));
    const stored = rows.count ? await storeObservations(transaction, STORE_AGAIN, rows) : 0;
    const rejected = resolved.filter(({ rejection }) => rejection);
    if (rejected.length) await keep(transaction, rejected);
    await storeFrames(transaction, resolved);
    await storeLocations(transaction, resolved);
    return { stored, duplicates: rows.count - stored, rejected };
  }

  /** After a failure looks anew at what it thinks it knows. */
  private async forgetting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.known.forget();
      throw error;
    }
  }

  /**
   * Adds its readings to the rows, and leaves out those that do not fit their datastreams. A gateway speaks for its own
   * things only; else one that was tampered with could write into every curve of the city.
   */
  private resolve(decoded: Decoded, rows: ObservationRows): Decoded {
    const { message, readings, gatewayId } = decoded;
    let misfits: Map<Reading, Decoded['rejection']> | undefined;
    for (const reading of readings) {
      const datastream = this.known.get(gatewayId!, reading);
      const result = datastream && toStored(reading.result, datastream.type);
      if (result !== undefined) rows.add(datastream!.id, gatewayId!, reading, result, message.receivedAt);
      else {
        const reason = datastream ? wrongType(reading, datastream.type) : notFound(gatewayId!, reading);
        (misfits ??= new Map()).set(reading, reason);
      }
    }
    if (!misfits) return decoded;
    const [first] = misfits.values();
    const fitting = readings.filter((reading) => !misfits.has(reading));
    return { ...decoded, readings: fitting, rejection: decoded.rejection ?? first };
  }
}

function wrongType({ property, thingId, result }: Reading, type: ObservationType): Decoded['rejection'] {
  const found = `"${property}" of "${thingId}" is ${JSON.stringify(result)}`;
  return { reason: 'wrong_type', detail: `${found}, but this datastream holds ${HELD[type]} (${type}).` };
}

const HELD: Record<ObservationType, string> = {
  Measurement: 'numbers',
  TruthObservation: 'true or false',
  CategoryObservation: 'texts',
};

function notFound(gatewayId: string, { thingId, datastreamId }: Reading): Decoded['rejection'] {
  if (datastreamId !== undefined) {
    const detail = `There is no datastream ${datastreamId} of the gateway "${gatewayId}".`;
    return { reason: 'unknown_datastream', detail };
  }
  return { reason: 'foreign_thing', detail: `The thing "${thingId}" belongs to another gateway than "${gatewayId}".` };
}

async function storeObservations(transaction: Queryable, statement: string, rows: ObservationRows): Promise<number> {
  const distinct = rows.distinctDatastreams;
  const [row] = await transaction.query<{ stored: number; known: number }>(statement, rows.parameters(distinct));
  if (row!.known < distinct.length) {
    // As a foreign key would say it, so that the caller looks again.
    throw Object.assign(new Error('A datastream was removed.'), { code: '23503' });
  }
  return row!.stored;
}

async function storeRejected(transaction: Queryable, batch: readonly Decoded[]): Promise<void> {
  await transaction.query(STORE_REJECTED, [
    batch.map(({ message }) => message.receivedAt),
    batch.map(({ message }) => storableText(message.topic)),
    batch.map(({ message }) => message.payload.subarray(0, KEPT_PAYLOAD)),
    batch.map(({ message }) => message.payloadBytes),
    batch.map(({ rejection }) => rejection!.reason),
    batch.map(({ rejection }) => storableDetail(rejection!.detail)),
    batch.map(({ gatewayId }) => (gatewayId === null ? null : storableText(gatewayId))),
    batch.map(({ message }) => deliveryOf(message)?.clientId ?? null),
    batch.map(({ message }) => deliveryOf(message)?.packetId ?? null),
  ]);
}

async function storeFrames(transaction: Queryable, batch: readonly Decoded[]): Promise<void> {
  if (!batch.some(({ frames }) => frames?.length)) return;
  const counted = batch.flatMap(({ gatewayId, frames = [] }) => frames.map((frame) => ({ gatewayId, ...frame })));
  await transaction.query(STORE_FRAMES, [
    counted.map(({ gatewayId }) => gatewayId),
    counted.map(({ thingId }) => thingId),
    counted.map(({ at }) => at),
    counted.map(({ counter }) => counter),
    counted.map(({ modulus }) => modulus ?? null),
    counted.map(({ restarts }) => restarts ?? false),
  ]);
}

async function storeLocations(transaction: Queryable, batch: readonly Decoded[]): Promise<void> {
  if (!batch.some(({ locations }) => locations?.length)) return;
  const located = batch.flatMap(({ gatewayId, locations = [] }) =>
    locations.map((location): ReportedLocation & { gatewayId: string } => ({ ...location, gatewayId: gatewayId! })),
  );
  await transaction.query(STORE_LOCATIONS, [
    located.map(({ gatewayId }) => gatewayId),
    located.map(({ thingId }) => thingId),
    located.map(({ longitude }) => longitude),
    located.map(({ latitude }) => latitude),
  ]);
}

/** Classes of https://www.postgresql.org/docs/15/errcodes-appendix.html: data exception, integrity violation, limit exceeded. */
export function isDataFault(error: unknown): boolean {
  return /^(22|23|54)...$/.test(String((error as { code?: unknown }).code));
}

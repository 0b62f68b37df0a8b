import { sqlFile, type Database, type Queryable } from '@stadtlage/database';
import { RejectedPayload, type Reading, type Reason } from '../codecs/codec.js';
import { codecFor } from '../codecs/index.js';
import { publicDetail, storableText } from './detail.js';
import { KnownDatastreams } from './known-datastreams.js';
import { MAX_PAYLOAD, type Message } from './message.js';

const STORE_OBSERVATIONS = sqlFile(import.meta.url, 'store-observations.sql');
const STORE_REJECTED = sqlFile(import.meta.url, 'store-rejected.sql');
const KEPT_PAYLOAD = 65_536;
// The bytes of a message say little about its readings: 1 MiB can hold 150,000 of them.
const MOST_READINGS = 10_000;

/** A message and what it turned out to be: readings, or a reason why not. */
export interface Decoded {
  message: Message;
  readings: Reading[];
  rejection?: { reason: Reason; detail: string };
}

export interface Written {
  stored: number;
  duplicates: number;
  rejected: number;
}

export function decode(message: Message): Decoded {
  try {
    if (message.payloadBytes > MAX_PAYLOAD) {
      throw new RejectedPayload('too_large', `${message.payloadBytes} bytes; at most ${MAX_PAYLOAD} are read.`);
    }
    const readings = codecFor(message.topic).decode(message.topic, message.payload, message.receivedAt);
    if (readings.length > MOST_READINGS) {
      const fix = `at most ${MOST_READINGS} are taken in one message. Send them in parts.`;
      throw new RejectedPayload('too_large', `${readings.length} readings; ${fix}`);
    }
    return { message, readings };
  } catch (error) {
    // Whatever a payload makes a codec do, it is this message's fault, and must not stop the others.
    const reason = error instanceof RejectedPayload ? error.reason : 'wrong_shape';
    return { message, readings: [], rejection: { reason, detail: (error as Error).message } };
  }
}

/** All that is sure to be storable of a message whose rejection the database refuses, too. */
export function withoutContent(message: Message): Decoded {
  const topic = JSON.stringify(message.topic.slice(0, 1_000)).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const detail = 'The database refuses this message, and to keep its content as well.';
  return {
    message: { ...message, topic, payload: Buffer.alloc(0) },
    readings: [],
    rejection: { reason: 'not_storable', detail },
  };
}

/** Writes messages into PostgreSQL, each call in one transaction. */
export class ObservationStore {
  private readonly known = new KnownDatastreams();

  constructor(private readonly database: Database) {}

  async write(batch: Decoded[]): Promise<Written> {
    try {
      return await this.database.transaction((transaction) => this.writeIn(transaction, batch));
    } catch (error) {
      this.known.forget();
      throw error;
    }
  }

  private async writeIn(transaction: Queryable, batch: Decoded[]): Promise<Written> {
    await this.known.prepare(
      transaction,
      batch.flatMap(({ readings }) => readings),
    );
    const checked = batch.map((decoded) => this.withoutForeignThings(decoded));
    const accepted = checked.filter(({ rejection }) => !rejection);
    const rejected = checked.filter(({ rejection }) => rejection);
    const readings = accepted.flatMap(({ readings }) => readings);
    const stored = readings.length ? await this.storeObservations(transaction, accepted) : 0;
    if (rejected.length) await storeRejected(transaction, rejected);
    return { stored, duplicates: readings.length - stored, rejected: rejected.length };
  }

  /** A gateway speaks for its own things only; else one that was tampered with could write into every curve of the city. */
  private withoutForeignThings(decoded: Decoded): Decoded {
    const foreign = decoded.readings.find((reading) => this.known.idOf(reading) === undefined);
    if (!foreign || decoded.rejection) return decoded;
    const detail = `The thing "${foreign.thingId}" belongs to another gateway than "${foreign.gatewayId}".`;
    return { ...decoded, rejection: { reason: 'foreign_thing', detail } };
  }

  private async storeObservations(transaction: Queryable, batch: Decoded[]): Promise<number> {
    const datastreams: number[] = [];
    const times: string[] = [];
    const results: number[] = [];
    const receipts: string[] = [];
    for (const { message, readings } of batch) {
      const receivedAt = message.receivedAt.toISOString();
      for (const reading of readings) {
        datastreams.push(this.known.idOf(reading)!);
        times.push(reading.phenomenonTime.toISOString());
        results.push(reading.result);
        receipts.push(receivedAt);
      }
    }
    const gateways = [...new Set(batch.map(({ readings }) => readings[0]!.gatewayId))];
    // Numbers and times need no quotes in an array literal; writing it here halves the work of the driver.
    const columns = [datastreams, times, results, receipts].map((values) => `{${values.join(',')}}`);
    const [row] = await transaction.query<{ stored: number }>(STORE_OBSERVATIONS, [...columns, gateways]);
    return row!.stored;
  }
}

async function storeRejected(transaction: Queryable, batch: Decoded[]): Promise<void> {
  await transaction.query(STORE_REJECTED, [
    batch.map(({ message }) => message.receivedAt),
    batch.map(({ message }) => storableText(message.topic)),
    batch.map(({ message }) => message.payload.subarray(0, KEPT_PAYLOAD)),
    batch.map(({ message }) => message.payloadBytes),
    batch.map(({ rejection }) => rejection!.reason),
    batch.map(({ message, rejection }) => publicDetail(rejection!.detail, message.payload)),
    batch.map(({ message }) => gatewayOf(message.topic)),
  ]);
}

function gatewayOf(topic: string): string | null {
  try {
    return storableText(codecFor(topic).gatewayOf(topic));
  } catch {
    return null;
  }
}

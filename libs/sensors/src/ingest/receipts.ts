import { createHash } from 'node:crypto';
import { sqlFile, type Database, type Queryable } from '@stadtlage/database';
import type { Decoded } from './decode.js';
import type { Delivery, Message } from './message.js';

const SAVE = sqlFile(import.meta.url, 'save-receipts.sql');

/**
 * A message without a time of its own gets the time of its receipt. If the broker delivers it again, since our
 * acknowledgement did not reach it, it must get the same time again: only so it is the same row. The packet's id and a digest
 * of its content tell that it is the same; the receipt ends when the broker gives the id to another message.
 */
export class Receipts {
  /** Counts what the broker has delivered for the first time: at most `inFlight` of them are not acknowledged yet. */
  private newest = 0;
  private oldestKept = Infinity;
  /** Packet ids that belong to other messages than those that are on record. */
  private readonly reused = new Set<number>();
  private sessionIsNew = false;

  constructor(
    private readonly database: Database,
    private readonly clientId: string,
    private readonly inFlight: number,
  ) {}

  async load(): Promise<void> {
    const [row] = await this.database.query<{ newest: number | null; oldest: number | null }>(
      'SELECT max(number) AS newest, min(number) AS oldest FROM sensors.receipt WHERE client_id = $1',
      [this.clientId],
    );
    this.newest += row!.newest ?? 0;
    this.oldestKept = row!.oldest ?? Infinity;
  }

  arrived(message: Message): void {
    const delivery = deliveryOf(message);
    if (!delivery || delivery.again) return;
    this.newest++;
    this.reused.add(delivery.packetId);
  }

  /** The broker has lost the session, and with it what it was going to deliver again. */
  sessionLost(): void {
    this.sessionIsNew = true;
    this.reused.clear();
  }

  concerns(batch: readonly Decoded[]): boolean {
    const overdue = this.oldestKept < this.newest - 4 * this.inFlight;
    return overdue || (this.sessionIsNew && this.oldestKept < Infinity) || batch.some(needsReceipt);
  }

  /** When each of these was first received, where that is on record. */
  async earlier(messages: readonly Message[]): Promise<Map<Message, Date>> {
    const earlier = new Map<Message, Date>();
    const again = messages.filter((message) => !this.reused.has(packetIdOf(message)));
    if (this.sessionIsNew || !again.length) return earlier;
    const rows = await this.database.query<{ packetId: number; digest: Buffer; receivedAt: Date }>(
      `SELECT packet_id AS "packetId", digest, received_at AS "receivedAt" FROM sensors.receipt
       WHERE client_id = $1 AND packet_id = ANY ($2::int[])`,
      [this.clientId, again.map(packetIdOf)],
    );
    const found = new Map(rows.map((row) => [row.packetId, row]));
    for (const message of again) {
      const row = found.get(packetIdOf(message));
      if (row?.digest.equals(digestOf(message))) earlier.set(message, row.receivedAt);
    }
    return earlier;
  }

  /** @returns what to call after the commit */
  async save(transaction: Queryable, batch: readonly Decoded[]): Promise<() => void> {
    if (!this.concerns(batch)) return () => {};
    const due = new Map(batch.filter(needsReceipt).map(({ message }) => [packetIdOf(message), message]));
    const { sessionIsNew, newest } = this;
    const acknowledged = sessionIsNew ? newest : newest - 2 * this.inFlight;
    const reused = [...this.reused];
    await transaction.query(SAVE, [
      this.clientId,
      [...due.keys()],
      [...due.values()].map(digestOf),
      [...due.values()].map(({ receivedAt }) => receivedAt),
      newest,
      acknowledged,
      reused,
    ]);
    return () => {
      for (const packetId of reused) this.reused.delete(packetId);
      if (sessionIsNew) this.sessionIsNew = false;
      const kept = due.size > 0 || (!sessionIsNew && this.oldestKept < Infinity);
      this.oldestKept = kept ? Math.max(0, acknowledged) : Infinity;
    };
  }
}

/** How a broker over the network has sent it. */
export function deliveryOf({ delivery }: Message): Delivery | undefined {
  return delivery && 'packetId' in delivery ? delivery : undefined;
}

const packetIdOf = (message: Message) => deliveryOf(message)!.packetId;

/** Also one that is refused: it would have two rows, and after a replay two readings. */
export const needsReceipt = ({ message, readings, rejection }: Decoded) =>
  deliveryOf(message) !== undefined && (rejection !== undefined || readings.some(({ timeIsReceipt }) => timeIsReceipt));

function digestOf({ topic, payload }: Message): Buffer {
  return createHash('sha256').update(topic).update('\0').update(payload).digest().subarray(0, 16);
}

import { createHash } from 'node:crypto';
import { sqlFile, type Database, type Queryable } from '@stadtlage/database';
import type { Decoded } from './decode.js';
import type { Delivery, Message } from './message.js';

const SAVE = sqlFile(import.meta.url, 'save-receipts.sql');

/**
 * A message without a time of its own gets the time of its receipt. If the broker delivers it again, since our
 * acknowledgement did not reach it, it must get the same time again: only so it is the same row. The packet's id and a digest
 * of its content tell that it is the same; a broker gives an id to another message only after the acknowledgement.
 */
export class Receipts {
  /** Counts the messages of this client: those far behind the newest have been acknowledged. */
  private newest = 0;
  private oldestKept = Infinity;

  constructor(
    private readonly database: Database,
    private readonly clientId: string,
    /** The broker has at most this many messages unacknowledged. */
    private readonly inFlight: number,
  ) {}

  async load(): Promise<void> {
    const [row] = await this.database.query<{ newest: number | null; oldest: number | null }>(
      'SELECT max(number) AS newest, min(number) AS oldest FROM sensors.receipt WHERE client_id = $1',
      [this.clientId],
    );
    this.newest = row!.newest ?? 0;
    this.oldestKept = row!.oldest ?? Infinity;
  }

  arrived(): void {
    this.newest++;
  }

  concerns(batch: readonly Decoded[]): boolean {
    return this.oldestKept < this.newest - 4 * this.inFlight || batch.some(needsReceipt);
  }

  /** When each of these was first received, where that is on record. */
  async earlier(messages: readonly Message[]): Promise<Map<Message, Date>> {
    const rows = await this.database.query<{ packetId: number; digest: Buffer; receivedAt: Date }>(
      `SELECT packet_id AS "packetId", digest, received_at AS "receivedAt" FROM sensors.receipt
       WHERE client_id = $1 AND packet_id = ANY ($2::int[])`,
      [this.clientId, messages.map(packetIdOf)],
    );
    const found = new Map(rows.map((row) => [row.packetId, row]));
    const earlier = new Map<Message, Date>();
    for (const message of messages) {
      const row = found.get(packetIdOf(message));
      if (row?.digest.equals(digestOf(message))) earlier.set(message, row.receivedAt);
    }
    return earlier;
  }

  async save(transaction: Queryable, batch: readonly Decoded[]): Promise<void> {
    if (!this.concerns(batch)) return;
    // Of two messages with one id in a batch, the later one counts: the broker has the acknowledgement of the earlier.
    const due = new Map(batch.filter(needsReceipt).map(({ message }) => [packetIdOf(message), message]));
    const oldest = this.newest - 2 * this.inFlight;
    await transaction.query(SAVE, [
      this.clientId,
      [...due.keys()],
      [...due.values()].map(digestOf),
      [...due.values()].map(({ receivedAt }) => receivedAt),
      this.newest,
      oldest,
    ]);
    this.oldestKept = due.size || this.oldestKept < Infinity ? Math.max(0, oldest) : Infinity;
  }
}

/** How a broker over the network has sent it. */
export function deliveryOf({ message: { delivery } }: Pick<Decoded, 'message'>): Delivery | undefined {
  return delivery && 'packetId' in delivery ? delivery : undefined;
}

export const needsReceipt = (decoded: Decoded) =>
  deliveryOf(decoded) !== undefined && decoded.readings.some(({ timeIsReceipt }) => timeIsReceipt);

const packetIdOf = (message: Message) => deliveryOf({ message })!.packetId;

function digestOf({ topic, payload }: Message): Buffer {
  return createHash('sha256').update(topic).update('\0').update(payload).digest().subarray(0, 16);
}

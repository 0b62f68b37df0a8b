import type { Database } from '@stadtlage/database';
import { matches } from '../codecs/route.js';
import type { Log } from '../ingest/subscriber.js';
import { GATEWAYS_CHANNEL } from './gateways.js';

export interface RegisteredGateway {
  id: string;
  /** As in Mosquitto's password file; null once it was revoked. */
  secretHash: string | null;
  topics: string[];
}

const RETRY_MS = 5_000;

/** Every gateway that is registered, or was, held in memory and kept current: for what is asked with each message. */
export class RegisteredGateways {
  private byId = new Map<string, RegisteredGateway>();
  private readonly listeners = new Set<() => void>();
  private reading = Promise.resolve();
  private stopListening = () => {};
  private closed = false;

  private constructor(
    private readonly database: Database,
    private readonly log: Pick<Log, 'warn'>,
  ) {}

  static async open(database: Database, log: Pick<Log, 'warn'>): Promise<RegisteredGateways> {
    const gateways = new RegisteredGateways(database, log);
    // Listen first: what changes while we read is read again.
    gateways.stopListening = await database.notices.listen(GATEWAYS_CHANNEL, () => gateways.refresh());
    await gateways.read();
    return gateways;
  }

  get(id: string): RegisteredGateway | undefined {
    return this.byId.get(id);
  }

  /** Those who may publish. */
  active(): (RegisteredGateway & { secretHash: string })[] {
    return [...this.byId.values()].filter((gateway) => gateway.secretHash !== null) as never;
  }

  /** The gateway that has registered a topic which is not under `gateways/`. */
  readonly ownerOf = (topic: string): string | undefined =>
    this.active().find(({ topics }) => topics.some((filter) => matches(filter, topic)))?.id;

  /** @returns a function that ends it */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  close(): void {
    this.closed = true;
    this.stopListening();
  }

  private refresh(): void {
    if (this.closed) return;
    this.reading = this.reading
      .then(() => this.read())
      .catch((error: Error) => {
        this.log.warn(`Gateways: changes could not be read (${error.message}). Trying again.`);
        setTimeout(() => this.refresh(), RETRY_MS).unref();
      });
  }

  private async read(): Promise<void> {
    const rows = await this.database.query<RegisteredGateway>(
      `SELECT id, secret_hash AS "secretHash", topics FROM sensors.gateway
       WHERE registered_at IS NOT NULL OR revoked_at IS NOT NULL ORDER BY id`,
    );
    this.byId = new Map(rows.map((row) => [row.id, row]));
    for (const listener of this.listeners) listener();
  }
}

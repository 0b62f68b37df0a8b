import pg from 'pg';

type Listener = (payload: string) => void;

const RETRY_MS = 1_000;

/**
 * Messages from transactions to every process on this database (NOTIFY/LISTEN): a transaction that changes what others
 * show calls pg_notify(channel, payload), and hears it after the commit. Payloads are ids, at most 8,000 bytes.
 * One connection listens for the whole process; it comes back by itself, and then tells every listener with an
 * empty payload that it may have missed something.
 */
export class Notices {
  private readonly listeners = new Map<string, Set<Listener>>();
  private connecting: Promise<void> | undefined;
  private client: pg.Client | undefined;
  private closed = false;

  constructor(private readonly url: string) {}

  /**
   * Resolves when the channel is listened to. Rejects when the database does not answer now; it is tried again and again
   * all the same.
   * @returns a function that stops listening
   */
  async listen(channel: string, listener: Listener): Promise<() => void> {
    const known = this.listeners.get(channel);
    if (known) known.add(listener);
    else this.listeners.set(channel, new Set([listener]));
    if (this.client) await this.client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    else await (this.connecting ??= this.connect());
    return () => void this.listeners.get(channel)?.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.connecting?.catch(() => {});
    await this.client?.end().catch(() => {});
  }

  /** One connection with a LISTEN for every channel known so far; a failure leaves nothing behind and is tried again. */
  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'stadtlage notices',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => {});
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.listeners.get(channel) ?? []) listener(payload ?? '');
    });
    try {
      await client.connect();
      for (const channel of this.listeners.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => {});
      this.connecting = undefined;
      this.reconnectLater();
      throw error;
    }
    this.client = client;
    this.connecting = undefined;
    client.once('end', () => {
      this.client = undefined;
      this.reconnectLater();
    });
  }

  private reconnectLater(): void {
    if (this.closed) return;
    setTimeout(() => {
      if (this.closed || this.client || this.connecting) return;
      this.connecting = this.connect();
      this.connecting.then(
        () => this.listeners.forEach((all) => all.forEach((listener) => listener(''))),
        () => {},
      );
    }, RETRY_MS).unref();
  }
}

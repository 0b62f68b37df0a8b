import pg from 'pg';

type Listener = (payload: string) => void;

/**
 * Messages from transactions to every process on this database (NOTIFY/LISTEN): a transaction that changes what others
 * show calls pg_notify(channel, payload), and hears it after the commit. Payloads are ids, at most 8,000 bytes.
 * One connection listens for the whole process; it comes back by itself, and then tells every listener with an
 * empty payload that it may have missed something.
 */
export class Notices {
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: Promise<pg.Client> | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly url: string) {}

  /** @returns a function that stops listening */
  async listen(channel: string, listener: Listener): Promise<() => void> {
    const known = this.listeners.get(channel);
    if (known) known.add(listener);
    else this.listeners.set(channel, new Set([listener]));
    this.client ??= this.connect();
    const client = await this.client;
    if (!known) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    return () => void this.listeners.get(channel)?.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    const client = await this.client?.catch(() => undefined);
    await client?.end().catch(() => {});
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'stadtlage notices',
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.listeners.get(channel) ?? []) listener(payload ?? '');
    });
    client.on('error', () => {});
    client.on('end', () => this.reconnect());
    await client.connect();
    for (const channel of this.listeners.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    return client;
  }

  private reconnect(): void {
    if (this.closed) return;
    this.retry = setTimeout(() => {
      this.client = this.connect();
      this.client.then(
        () => this.listeners.forEach((all) => all.forEach((listener) => listener(''))),
        () => this.reconnect(),
      );
    }, 500);
  }
}

import pg from 'pg';

type Listener = (payload: string) => void;

const RETRY_MS = 1_000;

/**
 * Messages from transactions to every process on this database (NOTIFY/LISTEN): a transaction that changes what others
 * show calls pg_notify(channel, payload), and hears it after the commit. Payloads are ids, at most 8,000 bytes.
 * One connection listens for the whole process, however many {@link Database}s it has opened.
 */
export class Notices {
  private line: Line | undefined;
  private readonly stops = new Set<() => void>();
  private closed = false;

  constructor(private readonly url: string) {}

  /**
   * Resolves when the channel is listened to. Rejects when the database does not answer now; it is tried again and again
   * all the same. A listener gets an empty payload when it may have missed something.
   * @returns a function that stops listening
   */
  async listen(channel: string, listener: Listener): Promise<() => void> {
    if (this.closed) throw new Error('This database is closed.');
    this.line ??= Line.join(this.url);
    // The same function may listen twice, by two databases.
    const own: Listener = (payload) => listener(payload);
    const stop = () => {
      this.stops.delete(stop);
      this.line?.remove(channel, own);
    };
    this.stops.add(stop);
    await this.line.add(channel, own);
    return stop;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const stop of [...this.stops]) stop();
    const line = this.line;
    this.line = undefined;
    await line?.leave();
  }
}

/** The one connection of a process to the notices of a database; it comes back by itself. */
class Line {
  private static readonly open = new Map<string, Line>();

  private users = 0;
  private readonly listeners = new Map<string, Set<Listener>>();
  /** The connection broke since listeners were last told. */
  private hasMissed = false;
  private connecting: Promise<void> | undefined;
  private client: pg.Client | undefined;

  private constructor(private readonly url: string) {}

  static join(url: string): Line {
    const line = Line.open.get(url) ?? new Line(url);
    Line.open.set(url, line);
    line.users++;
    return line;
  }

  /** The last one to leave ends the connection. */
  async leave(): Promise<void> {
    if (--this.users > 0) return;
    Line.open.delete(this.url);
    await this.connecting?.catch(() => {});
    await this.client?.end().catch(() => {});
  }

  async add(channel: string, listener: Listener): Promise<void> {
    const known = this.listeners.get(channel);
    if (known) known.add(listener);
    else this.listeners.set(channel, new Set([listener]));
    try {
      if (this.client) await this.client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      else await (this.connecting ??= this.connect());
    } catch (error) {
      this.remove(channel, listener);
      throw error;
    }
  }

  remove(channel: string, listener: Listener): void {
    this.listeners.get(channel)?.delete(listener);
  }

  /** One connection with a LISTEN for every channel known so far; a failure leaves nothing behind and is tried again. */
  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'stadtlage notices',
      keepAlive: true,
      // Else a network that died without a word would be noticed after hours.
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => {});
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.listeners.get(channel) ?? []) listener(payload ?? '');
    });
    try {
      await client.connect();
      // A channel may be added while one of them is under way.
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
      this.hasMissed = true;
      this.reconnectLater();
    });
    if (!this.hasMissed) return;
    this.hasMissed = false;
    // Whoever has asked for this connection: a new listener, or the clock.
    this.listeners.forEach((all) => all.forEach((listener) => listener('')));
  }

  private reconnectLater(): void {
    if (!this.users) return;
    setTimeout(() => {
      if (!this.users || this.client || this.connecting) return;
      this.connecting = this.connect();
      this.connecting.catch(() => {});
    }, RETRY_MS).unref();
  }
}

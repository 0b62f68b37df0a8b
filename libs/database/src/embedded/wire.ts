// Serves one PGlite over the PostgreSQL wire protocol (https://www.postgresql.org/docs/current/protocol-flow.html).
// All clients share PGlite's single session, so a client keeps the session from its first message until the server
// is ready and outside a transaction: messages of two clients never mix. Notifications go to every client.
import type { PGlite } from '@electric-sql/pglite';
import { createServer, type Server, type Socket } from 'node:net';

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const TYPE = { sync: 0x53, query: 0x51, terminate: 0x58, ready: 0x5a, notification: 0x41, function: 0x46 };
const IDLE = 0x49;

/** One client at a time owns the session; the others wait in order. */
class Turnstile {
  private tail: Promise<void> = Promise.resolve();

  enter(): Promise<() => void> {
    const before = this.tail;
    let leave!: () => void;
    this.tail = new Promise((resolve) => (leave = resolve));
    return before.then(() => leave);
  }
}

class Client {
  private buffer = Buffer.alloc(0);
  private started = false;
  private leave: (() => void) | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: PGlite,
    private readonly socket: Socket,
    private readonly turnstile: Turnstile,
    private readonly broadcast: (message: Buffer, from: Client) => void,
  ) {
    socket.on('data', (data) => {
      this.buffer = this.buffer.length ? Buffer.concat([this.buffer, data]) : data;
      let group: Buffer | undefined;
      while ((group = this.nextGroup())) {
        const complete = group;
        this.work = this.work.then(() => this.run(complete)).catch((error: Error) => void socket.destroy(error));
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.work = this.work.then(() => this.abandon());
    });
  }

  notify(message: Buffer): void {
    if (this.started && this.socket.writable) this.socket.write(message);
  }

  /** The messages up to the next one that makes the server answer "ready", taken off the buffer. */
  private nextGroup(): Buffer | undefined {
    if (!this.started) return this.startup();
    let end = 0;
    while (this.buffer.length >= end + 5) {
      const type = this.buffer[end];
      const next = end + 1 + this.buffer.readInt32BE(end + 1);
      if (this.buffer.length < next) return undefined;
      if (type === TYPE.terminate) {
        this.buffer = Buffer.alloc(0);
        this.socket.end();
        return undefined;
      }
      end = next;
      if (type === TYPE.sync || type === TYPE.query || type === TYPE.function) return this.take(end);
    }
    return undefined;
  }

  private startup(): Buffer | undefined {
    if (this.buffer.length < 8) return undefined;
    const length = this.buffer.readInt32BE(0);
    const code = this.buffer.readInt32BE(4);
    if (this.buffer.length < length) return undefined;
    const message = this.take(length);
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      this.socket.write('N');
      return this.startup();
    }
    // PGlite runs in one thread and cannot hear a cancellation; the protocol expects no answer to it.
    if (code === CANCEL_REQUEST) {
      this.socket.end();
      return undefined;
    }
    this.started = true;
    return message;
  }

  private take(length: number): Buffer {
    const taken = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(length);
    return taken;
  }

  private async run(group: Buffer): Promise<void> {
    this.leave ??= await this.turnstile.enter();
    const answer = Buffer.from(await this.db.runExclusive(() => this.db.execProtocolRaw(group, { syncToFs: false })));
    if (this.socket.writable) this.socket.write(answer);
    const status = this.readAnswer(answer);
    if (status === undefined || status === IDLE) this.release();
  }

  /** Passes notifications on to the others and returns the transaction status of the last "ready". */
  private readAnswer(answer: Buffer): number | undefined {
    let status: number | undefined;
    for (let at = 0; at + 5 <= answer.length;) {
      const end = at + 1 + answer.readInt32BE(at + 1);
      if (answer[at] === TYPE.ready) status = answer[at + 5];
      if (answer[at] === TYPE.notification) this.broadcast(answer.subarray(at, end), this);
      at = end;
    }
    return status;
  }

  private release(): void {
    this.leave?.();
    this.leave = undefined;
  }

  /** A client that left inside a transaction must not leave it to the next one. */
  private async abandon(): Promise<void> {
    if (this.leave && this.db.isInTransaction()) await this.db.exec('ROLLBACK').catch(() => {});
    this.release();
  }
}

/** Listens on a Unix socket path. */
export async function servePglite(db: PGlite, path: string): Promise<Server> {
  const turnstile = new Turnstile();
  const clients = new Set<Client>();
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    const client = new Client(db, socket, turnstile, (message, from) => {
      for (const other of clients) if (other !== from) other.notify(message);
    });
    clients.add(client);
    socket.on('close', () => clients.delete(client));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path }, resolve);
  });
  return server;
}

// A process that asks an HTTP server for the same list of paths, or sends it the same list of bodies, over so many connections, one request
// after the other on each, until the time is up. It speaks HTTP/1.1 on bare sockets: a client that does more would be slower than the servers it measures.
import { connect, type Socket } from 'node:net';

export interface LoadTask {
  host: string;
  port: number;
  paths: string[];
  /** JSON that is sent to the first of the paths, where it is given. */
  bodies?: string[];
  headers: Record<string, string>;
  /**
   * Goes on with another connection where the server ends one; such a request counts with the status 0. Leaves when the time is up, without
   * its last answers: they may be long in coming.
   */
  isStubborn?: boolean;
  connections: number;
  seconds: number;
}

export interface LoadResult {
  perSecond: number;
  requests: number;
  /** Answers by status code. */
  statuses: Record<number, number>;
  /** The first answer of a GraphQL server that was an error. */
  refusal?: string;
  megabytes: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const ERRORS = Buffer.from('{"errors"');

class Client {
  private pending: Buffer = Buffer.alloc(0);
  private began = 0;
  private readonly socket: Socket;

  constructor(
    { host, port }: LoadTask,
    private readonly next: () => string | undefined,
    private readonly done: (ms: number, status: number, body: Buffer) => void,
    begins: () => void,
    ended: (error?: Error) => void,
  ) {
    this.socket = connect({ host, port, noDelay: true }, () => {
      this.ask();
      begins();
    });
    this.socket.on('data', (chunk) => this.take(chunk));
    this.socket.on('error', ended);
    this.socket.on('close', () => ended());
  }

  leave(): void {
    this.socket.destroy();
  }

  private ask(): void {
    const request = this.next();
    if (request === undefined) return void this.socket.end();
    this.began = performance.now();
    this.socket.write(request);
  }

  private take(chunk: Buffer): void {
    this.pending = this.pending.length ? Buffer.concat([this.pending, chunk]) : chunk;
    const head = this.pending.indexOf(HEAD_END);
    if (head < 0) return;
    const text = this.pending.toString('latin1', 0, head);
    const status = Number(text.slice(9, 12));
    const answer = bodyIn(status, text, this.pending.subarray(head + HEAD_END.length));
    if (answer instanceof Error) return void this.socket.destroy(answer);
    if (!answer) return;
    this.pending = answer.rest;
    this.done(performance.now() - this.began, status, answer.body);
    this.ask();
  }
}

/** The body after such a head, and what follows it; undefined as long as some of it is missing (RFC 9112, section 6). */
function bodyIn(status: number, head: string, bytes: Buffer): { body: Buffer; rest: Buffer } | Error | undefined {
  if (/^transfer-encoding: *chunked/im.test(head)) return chunksIn(bytes);
  const length = status === 304 || status === 204 ? 0 : Number(/^content-length: *(\d+)/im.exec(head)?.[1]);
  if (Number.isNaN(length)) return new Error(`An answer with neither a length nor chunks:\n${head}`);
  return bytes.length < length ? undefined : { body: bytes.subarray(0, length), rest: bytes.subarray(length) };
}

function chunksIn(bytes: Buffer): { body: Buffer; rest: Buffer } | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const begins = line + 2;
    const ends = begins + Number.parseInt(bytes.toString('latin1', at, line), 16);
    if (bytes.length < ends + 2) return undefined;
    if (begins === ends) return { body: Buffer.concat(chunks), rest: bytes.subarray(ends + 2) };
    chunks.push(bytes.subarray(begins, ends));
    at = ends + 2;
  }
}

function run(task: LoadTask): Promise<LoadResult> {
  const headers = Object.entries({ host: task.host, ...task.headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const requests = task.bodies
    ? task.bodies.map(
        (body) =>
          `POST ${task.paths[0]} HTTP/1.1\r\n${headers.join('')}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
    : task.paths.map((path) => `GET ${path} HTTP/1.1\r\n${headers.join('')}\r\n`);
  const times: number[] = [];
  const statuses: Record<number, number> = {};
  let refusal: string | undefined;
  let bytes = 0;
  let at = 0;
  // Until then a connection is made, which on a busy machine takes longer than a short measurement.
  let firstAsked = Infinity;
  const isOver = () => performance.now() >= firstAsked + task.seconds * 1_000;
  let opened = 0;
  const next = () => {
    firstAsked = Math.min(firstAsked, performance.now());
    return isOver() ? undefined : requests[at++ % requests.length];
  };
  const done = (ms: number, status: number, body: Buffer) => {
    times.push(ms);
    statuses[status] = (statuses[status] ?? 0) + 1;
    bytes += body.length;
    if (task.bodies && body.subarray(0, ERRORS.length).equals(ERRORS)) refusal ??= body.toString();
  };
  const clients = new Set<Client>();
  const connection = () =>
    new Promise<void>((resolve, reject) => {
      const open = () => {
        let over = false;
        const begins = () => void (++opened === task.connections && process.send!({ hasBegun: true }));
        const client = new Client(task, next, done, begins, (error) => {
          if (over) return;
          over = true;
          clients.delete(client);
          const isEarly = !isOver();
          if (isEarly) statuses[0] = (statuses[0] ?? 0) + 1;
          if (task.isStubborn && isEarly) setTimeout(open, 1);
          else if (error && !task.isStubborn) reject(error);
          else resolve();
        });
        clients.add(client);
      };
      open();
    });
  const leaving = setInterval(() => {
    if (task.isStubborn && isOver()) for (const client of clients) client.leave();
  }, 100);
  leaving.unref();
  return Promise.all(Array.from({ length: task.connections }, connection)).then(() => {
    const seconds = (performance.now() - firstAsked) / 1_000;
    times.sort((a, b) => a - b);
    const percentile = (percent: number) => times[Math.max(0, Math.ceil((times.length * percent) / 100) - 1)] ?? 0;
    return {
      perSecond: times.length / seconds,
      requests: times.length,
      statuses,
      refusal,
      megabytes: bytes / 1e6,
      p50: percentile(50),
      p95: percentile(95),
      p99: percentile(99),
    };
  });
}

process.once('message', (task: LoadTask) => {
  run(task).then(
    (result) => process.send!({ result }, () => process.disconnect()),
    (error: Error) => process.send!({ error: error.message }, () => process.disconnect()),
  );
});

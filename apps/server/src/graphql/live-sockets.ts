import { networkOf } from '@stadtlage/datasets';
import { handleProtocols, type Server as Protocol } from 'graphql-ws';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Log } from '../log.js';

/** https://www.iana.org/assignments/websocket/websocket.xhtml: clients come back later, by themselves. */
const TRY_AGAIN_LATER = 1013;
const NORMAL = 1000;
const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;

export interface SocketBounds {
  /** Connections in all. */
  total: number;
  /** Of one IPv4 address or IPv6 /64: a town hall behind one address has so many people. */
  perClient: number;
  /** Bytes that one has not taken; above it is closed at once. */
  unsentOfOne: number;
  /** Bytes that all together have not taken; above those with most are ended. */
  unsentOfAll: number;
  /** Bytes that may be on their way to one; at first only one message, then twice as many as have arrived. */
  window: number;
  /** How long one may take nothing while something waits for it. */
  stalledMs: number;
  /** Who has said nothing for so long is asked for a sign of life; after three times as long it is ended. */
  keepAliveMs: number;
  /** Messages that one may send in a second, its pings and pongs that nobody asked for included. */
  messagesPerSecond: number;
}

const SOCKET_BOUNDS: SocketBounds = {
  total: Math.min(12_000, Math.floor(0.8 * mostOpenFiles())),
  perClient: 500,
  unsentOfOne: 4_000_000,
  unsentOfAll: 64_000_000,
  window: 128_000,
  stalledMs: 30_000,
  keepAliveMs: 15_000,
  messagesPerSecond: 50,
};
/** So long a closed one may still read why. */
const FAREWELL_MS = 2_000;

export interface SocketCounters {
  opened: number;
  /** Because there were too many. */
  refused: number;
  /** Because they did not read. */
  tooSlow: number;
}

export interface SocketOptions {
  maxPayload: number;
  clientOf(request: IncomingMessage): string;
  log: Log;
  /** Others than by default, for tests. */
  bounds?: Partial<SocketBounds>;
  counters?: SocketCounters;
}

/** What the protocol's hooks find in `extra`. */
export interface LiveExtra extends Record<string, unknown> {
  /** Network address. */
  client: string;
  /** Of the message that is handed over just now. */
  messageBytes: number;
  /** Resolves when the client can take one more message. To be awaited before that is made: then nothing is kept for it. */
  ready(): Promise<void>;
}

/**
 * Keeps the WebSockets at /graphql within bounds, whatever is at their other ends: a message is made only once the one before
 * is handed over and most of what was sent has arrived, so a client that does not read costs the few messages under way, and
 * after a while its connection. That something has arrived is known by pings, which every client answers in their turn: the
 * network alone would take megabytes for it.
 * @returns a function that ends them all
 */
export function serveLiveSockets(
  http: Server,
  protocol: Protocol<LiveExtra>,
  { maxPayload, clientOf, log, bounds, counters }: SocketOptions,
): () => Promise<void> {
  const all = new LiveSockets({ ...SOCKET_BOUNDS, ...bounds }, counters ?? { opened: 0, refused: 0, tooSlow: 0 });
  const server = new WebSocketServer({ server: http, path: '/graphql', maxPayload, handleProtocols });
  server.on('connection', (socket, request) => {
    const client = clientOf(request);
    const live = all.admit(socket, networkOf(client));
    if (!live) return;
    const extra: LiveExtra = { client, messageBytes: 0, ready: () => live.ready() };
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => live.send(data),
        close: (code = NORMAL, reason = '') => live.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            if (!live.heard()) return;
            const text = String(data);
            extra.messageBytes = Buffer.byteLength(text);
            take(text).catch((err: unknown) => {
              log.error({ err }, 'A message of a subscriber could not be handled');
              live.close(TRY_AGAIN_LATER, 'A fault on our side. Try again later.');
            });
          }),
      },
      extra,
    );
    // An answer is made for each by itself.
    socket.on('ping', () => live.heard());
    socket.once('close', (code, reason) => {
      closed(code, String(reason)).catch((err: unknown) =>
        log.error({ err }, 'What a subscriber left behind could not be ended'),
      );
    });
  });
  const ticking = setInterval(() => all.tick(), Math.min(all.bounds.keepAliveMs, all.bounds.stalledMs) / 4);
  ticking.unref();
  return async () => {
    clearInterval(ticking);
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    all.end();
    await ended;
  };
}

class LiveSockets {
  unsent = 0;
  private readonly open = new Set<LiveSocket>();
  private readonly perClient = new Map<string, number>();

  constructor(
    readonly bounds: SocketBounds,
    readonly counters: SocketCounters,
  ) {}

  /** @returns undefined where there are too many: then it is closed already */
  admit(socket: WebSocket, client: string): LiveSocket | undefined {
    // What a client does wrong, ws answers by closing.
    socket.on('error', () => {});
    const { total, perClient } = this.bounds;
    const ofClient = this.perClient.get(client) ?? 0;
    const live = new LiveSocket(socket, this);
    if (ofClient >= perClient || this.open.size >= total) {
      this.counters.refused++;
      const whose = ofClient >= perClient ? `your network has ${perClient}` : `all have ${total}`;
      live.close(TRY_AGAIN_LATER, `Too many live connections: ${whose}. Close some, or try again later.`);
      return undefined;
    }
    this.counters.opened++;
    this.open.add(live);
    this.perClient.set(client, ofClient + 1);
    socket.once('close', () => {
      this.open.delete(live);
      const left = this.perClient.get(client)! - 1;
      if (left) this.perClient.set(client, left);
      else this.perClient.delete(client);
    });
    return live;
  }

  /** Ends those that have most to take until what is left is within the bound. */
  makeRoom(): void {
    if (this.unsent <= this.bounds.unsentOfAll) return;
    for (const live of [...this.open].sort((a, b) => b.unsent - a.unsent)) {
      if (this.unsent <= this.bounds.unsentOfAll) return;
      this.counters.tooSlow++;
      live.terminate();
    }
  }

  tick(): void {
    const now = Date.now();
    for (const live of this.open) live.tick(now);
  }

  end(): void {
    for (const live of this.open) live.close(GOING_AWAY, 'This server stops. Connect again.');
  }
}

class LiveSocket {
  /** Bytes that are not handed to the network yet. */
  unsent = 0;
  /** Bytes so far, and how many of them have arrived. */
  private sent = 0;
  private arrived = 0;
  /** What the ping under way will answer for. */
  private asked: number | undefined;
  /** Those that wait until more has arrived. */
  private waiting: (() => void)[] = [];
  /** Since when it has taken nothing although something waits for it. */
  private stalledSince: number | undefined;
  private heardAt = Date.now();
  private inThisSecond = { began: 0, messages: 0 };
  private closing = false;
  private readonly closed: Promise<void>;

  constructor(
    private readonly socket: WebSocket,
    private readonly all: LiveSockets,
  ) {
    this.closed = new Promise((resolve) =>
      socket.once('close', () => {
        this.closing = true;
        this.forget();
        this.resume();
        resolve();
      }),
    );
    socket.on('pong', (mark) => this.answered(Number(String(mark))));
  }

  async ready(): Promise<void> {
    while (this.isFull && !this.closing) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Resolves when the network has taken it. */
  send(data: string): Promise<void> {
    // Until its subscriptions are ended, which comes next.
    if (this.closing || this.socket.readyState !== this.socket.OPEN) return this.closed;
    const bytes = Buffer.byteLength(data);
    const { unsentOfOne } = this.all.bounds;
    this.unsent += bytes;
    this.all.unsent += bytes;
    this.sent += bytes;
    this.stalledSince ??= Date.now();
    const sent = new Promise<void>((resolve) =>
      this.socket.send(data, (error) => {
        if (error) return resolve(this.closed);
        this.taken(bytes);
        resolve();
      }),
    );
    this.askInTime();
    if (this.unsent > unsentOfOne) this.tooSlow(`more than ${unsentOfOne / 1_000_000} MB wait to be read`);
    this.all.makeRoom();
    return sent;
  }

  /** @returns false for who says too much */
  heard(): boolean {
    this.heardAt = Date.now();
    const second = this.inThisSecond;
    if (this.heardAt - second.began >= 1_000) this.inThisSecond = { began: this.heardAt, messages: 1 };
    else if (++second.messages > this.all.bounds.messagesPerSecond) {
      this.close(POLICY_VIOLATION, `At most ${this.all.bounds.messagesPerSecond} messages a second.`);
    }
    return !this.closing;
  }

  tick(now: number): void {
    const { stalledMs, keepAliveMs } = this.all.bounds;
    if (this.closing) return;
    if (this.stalledSince !== undefined && now - this.stalledSince > stalledMs) {
      this.tooSlow(`nothing was read for ${stalledMs / 1_000} s`);
    } else if (now - this.heardAt > 3 * keepAliveMs) this.terminate();
    else if (now - this.heardAt > keepAliveMs) this.ask();
  }

  close(code: number, reason: string): void {
    if (this.closing) return;
    this.closing = true;
    this.socket.close(code, reason);
    setTimeout(() => this.terminate(), FAREWELL_MS).unref();
  }

  terminate(): void {
    this.closing = true;
    this.forget();
    this.socket.terminate();
  }

  /** The answer comes after all that was sent before. One is under way at a time. */
  private ask(): void {
    if (this.asked !== undefined || this.socket.readyState !== this.socket.OPEN) return;
    this.asked = this.sent;
    this.socket.ping(String(this.sent));
  }

  /** So that who reads never waits for the answer. */
  private askInTime(): void {
    if (this.sent - this.arrived > this.window / 4) this.ask();
  }

  private answered(mark: number): void {
    if (mark !== this.asked) return void this.heard();
    this.heardAt = Date.now();
    this.asked = undefined;
    this.arrived = mark;
    this.progressed();
    this.askInTime();
    this.resume();
  }

  private resume(): void {
    for (const goOn of this.waiting.splice(0)) goOn();
  }

  private tooSlow(why: string): void {
    if (this.closing) return;
    this.all.counters.tooSlow++;
    this.close(TRY_AGAIN_LATER, `Too slow: ${why}. Ask for less, or try again later.`);
  }

  private taken(bytes: number): void {
    const known = Math.min(bytes, this.unsent);
    this.unsent -= known;
    this.all.unsent -= known;
    this.progressed();
  }

  private progressed(): void {
    this.stalledSince = this.unsent > 0 || this.isFull ? Date.now() : undefined;
  }

  private get window(): number {
    return Math.min(this.all.bounds.window, 2 * this.arrived);
  }

  private get isFull(): boolean {
    return this.sent - this.arrived > this.window;
  }

  private forget(): void {
    this.taken(this.unsent);
  }
}

/** Each connection is one. */
export function mostOpenFiles(): number {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return Number(soft ?? Infinity);
  } catch {
    return Infinity;
  }
}

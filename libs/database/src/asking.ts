import type { Socket } from 'node:net';
import type pg from 'pg';

/** How often it is looked for silent connections, in each span that they may be silent. */
const LOOKS = 10;

/**
 * Asks PostgreSQL on one connection, and gives the connection up when no answer comes: a network can die without a word. What was asked may
 * still be carried out.
 *
 * Not by `query_timeout` of pg, nor by its promises: both give a query its callback when it is there already, and what is made of rows then
 * outlives young collections (71 % of it instead of 0.1 %, with pg 8.23 on Node.js 20; a third of what an answer took).
 */
export class Asking {
  /** Since when each connection has been waited for, in ms of `performance.now()`; Infinity while nothing is asked on it. */
  private readonly since = new Map<pg.ClientBase, number>();
  private readonly watch?: NodeJS.Timeout;

  /** @param longestMs without an answer; default: as long as it takes */
  constructor(private readonly longestMs = Infinity) {
    if (longestMs === Infinity) return;
    this.watch = setInterval(() => this.giveUpSilent(), longestMs / LOOKS);
    this.watch.unref();
  }

  /** @throws Error that says for how long nothing came; the connection is closed then */
  ask<R extends object>(client: pg.ClientBase, query: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    return new Promise((resolve, reject) => {
      this.since.set(client, performance.now());
      client.query<R>(query, (error, result) => {
        this.since.set(client, Infinity);
        if (error) reject(error);
        else resolve(result);
      });
    });
  }

  private giveUpSilent(): void {
    for (const [client, since] of this.since) {
      if (performance.now() - since < this.longestMs) continue;
      const error = new Error(
        `PostgreSQL has not answered for ${this.longestMs / 1_000} s; the connection is given up.`,
      );
      (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy(error);
    }
  }

  forget(client: pg.ClientBase): void {
    this.since.delete(client);
  }

  stop(): void {
    clearInterval(this.watch);
  }
}

import type { Queryable } from '@stadtlage/database';
import type { Tally, UseOf, Uses } from './tally.js';

export interface KeepUsageOptions {
  database: Queryable;
  tally: Tally;
  /** Says which day it is in the city, YYYY-MM-DD: uses count on it. */
  days: { today(): string };
  log: { info(text: string): void; warn(fields: object, text: string): void };
  everyMs?: number;
}

const EVERY_MS = 10_000;
/** Where nobody takes anything. When a day becomes public, the database says: where it is, the day may begin at another time than in the city. */
const IDLE_MS = 5 * 60_000;
const ADD = 'SELECT datasets.add_usage($1::date[], $2::text[], $3::text[], $4::text[], $5::bigint[])';

type DayOfUses = UseOf & Uses & { day: string };

/**
 * Adds what is counted to the table datasets.usage, every few seconds and at the end. While the database does not answer, counts wait with
 * their day for the next time; no request waits for any of it.
 * @returns writes what is left, and ends
 */
export function keepUsage({ database, tally, days, log, everyMs = EVERY_MS }: KeepUsageOptions): () => Promise<void> {
  const waiting = new Map<string, DayOfUses>();
  let written = Number.NEGATIVE_INFINITY;
  let isFailing = false;

  const gather = (day: string) => {
    for (const { kind, name, channel, count } of tally.take()) {
      const key = [day, kind, name, channel].join('/');
      waiting.set(key, { day, kind, name, channel, count: count + (waiting.get(key)?.count ?? 0) });
    }
  };

  const write = async () => {
    gather(days.today());
    if (!waiting.size && performance.now() - written < IDLE_MS) return;
    const rows = [...waiting.values()];
    const column = (of: (row: DayOfUses) => unknown) => rows.map(of);
    try {
      await database.query(ADD, [
        column((row) => row.day),
        column((row) => row.kind),
        column((row) => row.name),
        column((row) => row.channel),
        column((row) => row.count),
      ]);
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'How often open data is taken could not be written; trying again');
      isFailing = true;
      return;
    }
    if (isFailing) log.info('How often open data is taken is written again');
    isFailing = false;
    written = performance.now();
    waiting.clear();
  };

  let writing: Promise<void> | undefined;
  const timer = setInterval(() => {
    writing ??= write().finally(() => (writing = undefined));
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await writing;
    await write();
  };
}

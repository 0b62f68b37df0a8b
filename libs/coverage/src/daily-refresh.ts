import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import { forgetSenders } from './reports/index.js';

export interface DailyRefreshOptions {
  database: Database;
  log: { info(text: string): void; warn(text: string): void };
  /** What else is to be done of a day, such as deleting what has been kept for long enough. */
  chores?: ((database: Database) => Promise<void>)[];
}

const LOOK_MS = 10 * 60_000;

/**
 * Offers and statuses may begin and end on a day without an import. Soon after each midnight (of the database's time zone), and at
 * the start where one was missed, the statuses and figures of today follow, and what was kept for a day about who reports is
 * deleted. Of several processes one does the work.
 * @returns ends it, after the refresh that is under way
 */
export function startDailyRefresh({ database, log, chores = [] }: DailyRefreshOptions): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    while (!signal.aborted) {
      try {
        const [today] = await database.query<{ changed: boolean }>('SELECT coverage.refresh_today() AS changed');
        if (today!.changed) log.info('Statuses and figures are those of today');
        await forgetSenders(database);
        for (const chore of chores) await chore(database);
      } catch (error) {
        log.warn(
          `Statuses and figures are not yet those of today, trying again in ten minutes: ${(error as Error).message}`,
        );
      }
      await sleep(LOOK_MS, undefined, { ref: false, signal }).catch(() => {});
    }
  };
  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}

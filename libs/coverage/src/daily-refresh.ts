import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import { forgetSenders } from './reports/index.js';

export interface DailyRefreshOptions {
  database: Database;
  log: { info(text: string): void; warn(text: string): void };
  /** What else is to be done of a day, such as deleting what has been kept for long enough. */
  chores?: ((database: Database) => Promise<void>)[];
  /** After a failure it is tried again so soon, and after each further one later. */
  retryMs?: number;
}

const LOOK_MS = 10 * 60_000;
const RETRY_MS = 10_000;
/** A start keeps the database busy, so the first failures are no news. */
const FAILURES_AS_USUAL = 3;

/**
 * Offers and statuses may begin and end on a day without an import. Soon after each midnight (of the database's time zone), and at
 * the start where one was missed, the statuses and figures of today follow, and what was kept for a day about who reports is
 * deleted. Of several processes one does the work.
 * @returns ends it, after the refresh that is under way
 */
export function startDailyRefresh({
  database,
  log,
  chores = [],
  retryMs = RETRY_MS,
}: DailyRefreshOptions): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    let failures = 0;
    while (!signal.aborted) {
      let wait = LOOK_MS;
      try {
        const [today] = await database.query<{ changed: boolean }>('SELECT coverage.refresh_today() AS changed');
        if (today!.changed) log.info('Statuses and figures are those of today');
        await forgetSenders(database);
        for (const chore of chores) await chore(database);
        failures = 0;
      } catch (error) {
        wait = Math.min(LOOK_MS, retryMs * 2 ** failures);
        log[++failures > FAILURES_AS_USUAL ? 'warn' : 'info'](failureText(error as Error, wait));
      }
      await sleep(wait, undefined, { ref: false, signal }).catch(() => {});
    }
  };
  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}

function failureText({ message }: Error, waitMs: number): string {
  const why = /timeout exceeded/.test(message) ? 'the database has not answered in time' : message;
  return `The statuses and figures of today are not computed yet: ${why}. That is tried again by itself in ${Math.ceil(waitMs / 1000)} s; until then those of the last day are shown.`;
}

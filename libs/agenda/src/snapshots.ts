import type { Database } from '@stadtlage/database';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SnapshotOptions {
  database: Database;
  log: { debug(text: string): void; warn(text: string): void };
  /** So long after a change it waits for others, and so long at least between two looks. */
  gatherMs?: number;
}

const LOOK_MS = 10 * 60_000;
/** What is written here itself. */
const OWN = ['agenda-figures', 'agenda-district-figures'];

/**
 * Keeps the figures of the agenda: seconds after a dataset has changed, and every ten minutes, computes what may be another and notes
 * it for today (agenda.take_snapshots), then in each district (agenda.take_district_snapshots). Of several processes one does the work.
 * @returns ends it, after what is under way
 */
export async function startSnapshots({
  database,
  log,
  gatherMs = 3_000,
}: SnapshotOptions): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let wake = () => {};
  let isDue = true;
  const stopListening = await database.notices.listen('dataset_changed', (dataset) => {
    if (OWN.includes(dataset)) return;
    isDue = true;
    wake();
  });
  const run = async () => {
    while (!signal.aborted) {
      isDue = false;
      try {
        const [row] = await database.query<{ taken: number }>('SELECT agenda.take_snapshots() AS taken');
        if (row!.taken) log.debug(`${row!.taken} figures of the agenda were computed`);
        // Indicator by indicator: figures of the city are not to wait for those of districts.
        while (!signal.aborted && (await takeDistricts(database)) && !isDue);
      } catch (error) {
        log.warn(`The figures of the agenda could not be computed, trying again: ${(error as Error).message}`);
      }
      await sleep(gatherMs, undefined, { ref: false, signal }).catch(() => {});
      if (!isDue && !signal.aborted) await rest();
    }
  };
  /** Until a change, or the next look. Nothing of it stays behind: changes may come every second. */
  const rest = () =>
    new Promise<void>((done) => {
      const timer = setTimeout(() => wake(), LOOK_MS);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  const running = run();
  return async () => {
    stopListening();
    stopping.abort();
    wake();
    await running;
  };
}

/** Of one indicator; whether there was one left to note. */
export async function takeDistricts(database: Database): Promise<boolean> {
  const [row] = await database.query<{ taken: boolean }>('SELECT agenda.take_district_snapshots() AS taken');
  return row!.taken;
}

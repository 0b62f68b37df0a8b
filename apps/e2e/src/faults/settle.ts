import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import type { Load } from './load.js';
import { accountFor, countStored, newestRow, type Account } from './reconcile.js';

const LONGEST_RECOVERY_MS = 60_000;

/** The seconds until all that is published by now is stored. */
export async function recovery(database: Database, { options, sent }: Load): Promise<number> {
  const began = performance.now();
  const last = sent() - 1;
  // A database that does not answer has not recovered.
  while ((await newestRow(database, options.gateway).catch(() => -1)) < last) {
    if (performance.now() - began > LONGEST_RECOVERY_MS) throw new Error(`Reading ${last} is still not stored.`);
    await sleep(50);
  }
  return (performance.now() - began) / 1_000;
}

/**
 * Ends a load and reconciles it when nothing more comes.
 * @param quiet seconds without a new row after which what is missing is lost
 */
export async function account(database: Database, load: Load, quiet = 10): Promise<Account> {
  const { gateway, ownTime } = load.options;
  const ledger = await load.finish();
  const expected = ledger.acknowledged.length - ledger.poisoned.length;
  let stored = -1;
  for (let since = Date.now(); stored < expected && Date.now() - since < quiet * 1_000; await sleep(200)) {
    const now = await countStored(database, gateway);
    if (now !== stored) since = Date.now();
    stored = now;
  }
  // For what may come twice.
  await sleep(1_000);
  return accountFor(database, gateway, ledger, !ownTime);
}

import type { Queryable, Transaction } from '@stadtlage/database';
import { networkOf } from '@stadtlage/datasets';
import { randomBytes } from 'node:crypto';

/** From one connection, from midnight to midnight (UTC). */
export const MOST_PER_DAY = 10;

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/**
 * Counts one more report of a client, for all processes and over restarts. Of its address only a hash is kept, under a key that is
 * drawn anew each day and never leaves the database; which reports came from it is not kept.
 * @param client its network address
 * @returns false when it has sent as many today as it may
 */
export async function countSender(tx: Transaction, client: string, now: Date): Promise<boolean> {
  const day = dayOf(now);
  await forgetSenders(tx, now);
  await tx.query('INSERT INTO coverage.report_sender_key (day, key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    day,
    randomBytes(32),
  ]);
  const counted = await tx.query(
    `INSERT INTO coverage.report_sender AS s (day, sender, reports)
     SELECT k.day, sha256(k.key || convert_to($2, 'UTF8')), 1 FROM coverage.report_sender_key k WHERE k.day = $1
     ON CONFLICT (day, sender) DO UPDATE SET reports = s.reports + 1 WHERE s.reports < $3
     RETURNING reports`,
    [day, networkOf(client), MOST_PER_DAY],
  );
  return counted.length > 0;
}

/** Deletes the keys and hashes of the days before. */
export async function forgetSenders(database: Queryable, now = new Date()): Promise<void> {
  await database.query('DELETE FROM coverage.report_sender_key WHERE day < $1', [dayOf(now)]);
}

export const secondsToMidnight = (now: Date): number => 86_400 - (Math.floor(now.getTime() / 1000) % 86_400);

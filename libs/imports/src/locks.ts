// Who waits for whom: imports into one dataset take their turns, and a rollback has all stored data for itself.
import type { Transaction } from '@stadtlage/database';

const ALL = `hashtext('imports')`;

export async function lockForImport(tx: Transaction, dataset: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(${ALL})`);
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('imports.' || $1::text))`, [dataset]);
}

export async function lockForRollback(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(${ALL})`);
}

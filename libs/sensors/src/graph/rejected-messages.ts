import { sqlFile, type Queryable } from '@stadtlage/database';
import type { RejectedMessage } from './rejected-message.js';

const REJECTED = sqlFile(import.meta.url, 'rejected-messages.sql');

/** Which messages that could not be stored somebody wants. Absent or null: all. */
export interface RejectedFilter {
  reason?: string | null;
  gateway?: string | null;
  since?: Date | null;
  replayed?: boolean | null;
}

/** Newest first. @param after the message to start after */
export function listRejected(
  database: Queryable,
  filter: RejectedFilter,
  limit: number,
  after: string | null = null,
): Promise<RejectedMessage[]> {
  return database.query<RejectedMessage>(REJECTED, [...values(filter), after, limit]);
}

export async function countRejected(database: Queryable, filter: RejectedFilter): Promise<number> {
  const all = `SELECT count(*) AS count FROM (${REJECTED}) AS matching`;
  const [row] = await database.query<{ count: number }>(all, [...values(filter), null, null]);
  return row!.count;
}

const values = ({ reason, gateway, since, replayed }: RejectedFilter) => [reason, gateway, since, replayed];

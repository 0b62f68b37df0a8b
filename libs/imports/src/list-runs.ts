import type { Database } from '@stadtlage/database';

export interface ListedRun {
  id: number;
  dataset: string;
  fileName: string | null;
  startedAt: Date;
  startedBy: string;
  /** As {@link ImportRun.state}. */
  state: string;
  rolledBackAt: Date | null;
  rolledBackBy: string | null;
  rowsRead: number;
  rowsAdded: number;
  rowsChanged: number;
  rowsRemoved: number;
  rowsRejected: number;
}

/**
 * The runs for an operator, newest first, with the names of who started them and took them back.
 * @param limit how many; null for all
 * @returns with the number of all that there are
 */
export async function listRuns(
  database: Database,
  dataset: string | undefined,
  limit: number | null,
): Promise<{ runs: ListedRun[]; total: number }> {
  const found = await database.query<ListedRun & { total: number }>(
    `SELECT id, dataset, file_name AS "fileName", started_at AS "startedAt", started_by AS "startedBy", state,
            rolled_back_at AS "rolledBackAt", rolled_back_by AS "rolledBackBy", rows_read AS "rowsRead", rows_added AS "rowsAdded",
            rows_changed AS "rowsChanged", rows_removed AS "rowsRemoved", rows_rejected AS "rowsRejected", count(*) OVER () AS total
     FROM imports.run WHERE origin = 'file' AND ($1::text IS NULL OR dataset = $1) ORDER BY id DESC LIMIT $2`,
    [dataset ?? null, limit],
  );
  return { runs: found.map(({ total: _, ...run }) => run), total: found[0]?.total ?? 0 };
}

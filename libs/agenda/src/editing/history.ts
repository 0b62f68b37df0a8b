// Who did what, for those who have signed in: nothing of this is published.
import type { Queryable } from '@stadtlage/database';
import type { ContentOf, Kind } from '../kinds/index.js';

/** One version of a record, with who is behind it. */
export interface AuthoredVersion {
  version: number;
  /** Null: withdrawn. */
  content: ContentOf | null;
  reason: string | null;
  recordedAt: Date;
  by: string;
  /** Who accepted it, where it was a draft. */
  acceptedBy: string | null;
}

/** All versions, the newest first. */
export function readAuthoredVersions(database: Queryable, kind: Kind, id: string): Promise<AuthoredVersion[]> {
  return database.query<AuthoredVersion>(
    `SELECT r.version, r.content, r.reason, r.recorded_at AS "recordedAt", r.recorded_by AS by, d.decided_by AS "acceptedBy"
     FROM agenda.record r LEFT JOIN agenda.draft d ON (d.kind, d.record_id, d.version) = (r.kind, r.id, r.version)
     WHERE r.kind = $1 AND r.id = $2 ORDER BY r.version DESC`,
    [kind, id],
  );
}

export type Deed =
  | 'added'
  | 'changed'
  | 'withdrawn'
  | 'drafted'
  | 'draft-accepted'
  | 'draft-refused'
  | 'draft-withdrawn'
  | 'published'
  | 'refused';

export interface LogEntry {
  at: Date;
  /** Empty: nobody who had signed in. */
  by: string;
  deed: Deed;
  kind: string | null;
  /** Of the record; of a report that was published, its day. */
  id: string | null;
  /** Of the record, of the draft, or of the report. */
  number: number | null;
  reason: string | null;
  /** Of a refusal: what was tried, and why not. */
  action: string | null;
  times: number;
}

const LOG = `
  SELECT recorded_at AS at, recorded_by AS by,
    CASE WHEN content IS NULL THEN 'withdrawn' WHEN version = 1 THEN 'added' ELSE 'changed' END AS deed,
    kind, id, version AS number, reason, NULL AS action, 1 AS times FROM agenda.record
  UNION ALL
  SELECT saved_at, author, 'drafted', kind, record_id, id, reason, NULL, 1 FROM agenda.draft
  UNION ALL
  SELECT decided_at, decided_by, 'draft-' || decision, kind, record_id, id, decided_because, NULL, 1
  FROM agenda.draft WHERE decision IS NOT NULL
  UNION ALL
  SELECT published_at, published_by, 'published', NULL, as_of::text, number, NULL, NULL, 1 FROM agenda.report
  UNION ALL
  SELECT last_at, who, 'refused', NULL, about, NULL, why, action, times FROM agenda.refused_edit`;

/** Everything that was done and tried, the newest first. @param page counted from 1 */
export function readLog(database: Queryable, page: number, perPage: number): Promise<LogEntry[]> {
  return database.query<LogEntry>(
    `SELECT * FROM (${LOG}) entry ORDER BY at DESC, kind, id, number DESC LIMIT $1 OFFSET $2`,
    [perPage, (page - 1) * perPage],
  );
}

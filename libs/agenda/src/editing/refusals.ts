import type { Queryable } from '@stadtlage/database';

export interface Refusal {
  /** The name of who has signed in. */
  who?: string;
  /** What was tried, out of few: it is not what somebody sent. */
  action: 'edit' | 'draft' | 'import' | 'publish' | 'graphql';
  /** Without signing in; by a form that is not of this session or site; on a draft of one's own. */
  why: 'not-signed-in' | 'forged' | 'own-draft';
  /** The record or draft, where there is such a one. */
  about?: string;
}

/** Long enough to look into what happened; account names are in it. */
const KEPT_MONTHS = 12;

/** Deletes what was noted long ago. */
export async function forgetRefusals(database: Queryable): Promise<void> {
  await database.query('DELETE FROM agenda.refused_edit WHERE hour < now() - make_interval(months => $1)', [
    KEPT_MONTHS,
  ]);
}

/** Whether a GraphQL document, which nobody has parsed yet, would change the agenda. */
export const editsAgenda = (document: unknown): boolean =>
  typeof document === 'string' && /\b(?:put|withdraw)AgendaRecord\b/.test(document);

/** Notes that an edit was refused, an hour's of the same kind in one row: whoever tries very often fills nothing. */
export async function noteRefusal(database: Queryable, { who = '', action, why, about }: Refusal): Promise<void> {
  await database.query(
    `INSERT INTO agenda.refused_edit AS known (hour, who, action, why, about) VALUES (date_trunc('hour', now()), $1, $2, $3, $4)
     ON CONFLICT (hour, who, action, why) DO UPDATE SET times = known.times + 1, about = $4, last_at = EXCLUDED.last_at`,
    [who, action, why, about ?? null],
  );
}

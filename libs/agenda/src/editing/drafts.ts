import { UserError, type Database, type Queryable } from '@stadtlage/database';
import { checkContent, type ContentOf, type Kind } from '../kinds/index.js';
import { BilingualError, SAY_WHY } from '../kinds/messages.js';
import { lacksReason, putRecordsWithin, type Change } from '../records/store.js';

/** A change that waits for somebody else to accept it, or did. */
export interface Draft {
  id: number;
  kind: Kind;
  recordId: string;
  /** The version that it began with; 0 for a new record. */
  expected: number;
  /** Null: the record is to be withdrawn. */
  content: ContentOf | null;
  reason: string | null;
  author: string;
  savedAt: Date;
  decision: Decision | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  decidedBecause: string | null;
  /** Of the record, as which it was accepted. */
  version: number | null;
}

/** An author can only take the draft back. */
export type Decision = 'accepted' | 'refused' | 'withdrawn';

/** Whoever wrote a draft must not decide on it. */
export class OwnDraftError extends UserError {}

const COLUMNS = `id, kind, record_id AS "recordId", expected, content, reason, author, saved_at AS "savedAt", decision,
  decided_by AS "decidedBy", decided_at AS "decidedAt", decided_because AS "decidedBecause", version`;

/** Publishes a change. @param insteadOf the draft it was taken from @returns how much differed: 1 or 0 */
export const publishChange = (database: Database, change: Change, insteadOf?: number): Promise<number> =>
  database.transaction(async (tx) => {
    await takeBackOwn(tx, change.by, insteadOf);
    return putRecordsWithin(tx, [change]);
  });

/** @param insteadOf the draft it was taken from @returns its id */
export const saveDraft = (database: Database, change: Change, insteadOf?: number): Promise<number> =>
  database.transaction(async (tx) => {
    await takeBackOwn(tx, change.by, insteadOf);
    const { kind, id, content, expected, reason, by } = change;
    const [draft] = await tx.query<{ id: number }>(
      `INSERT INTO agenda.draft (kind, record_id, expected, content, reason, author) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [kind, id, expected, content && JSON.stringify(content), reason ?? null, by],
    );
    return draft!.id;
  });

/**
 * What was taken from one's own draft and saved takes its place; that of somebody else is theirs, and waits on, and what has been decided
 * meanwhile stays so. Before records are written, as in deciding: both take their locks in this order.
 */
async function takeBackOwn(tx: Queryable, by: string, id: number | undefined): Promise<void> {
  if (id === undefined) return;
  await tx.query(
    `UPDATE agenda.draft SET decision = 'withdrawn', decided_by = $2, decided_at = date_trunc('milliseconds', now())
     WHERE id = $1 AND author = $2 AND decision IS NULL`,
    [id, by],
  );
}

export async function findDraft(database: Queryable, id: number): Promise<Draft | undefined> {
  const [draft] = await database.query<Draft>(`SELECT ${COLUMNS} FROM agenda.draft WHERE id = $1`, [id]);
  return draft;
}

/** So many are listed at most. */
export const MOST_OPEN_DRAFTS = 500;

/** Those that wait, the oldest first. @param of one record only */
export function listOpenDrafts(database: Queryable, of?: { kind: Kind; id: string }): Promise<Draft[]> {
  return database.query<Draft>(
    `SELECT ${COLUMNS} FROM agenda.draft
     WHERE decision IS NULL AND ($1::text IS NULL OR (kind, record_id) = ($1, $2)) ORDER BY id LIMIT $3`,
    [of?.kind ?? null, of?.id ?? null, MOST_OPEN_DRAFTS],
  );
}

interface Deciding {
  id: number;
  decision: Decision;
  by: string;
  /** Needed to refuse one. */
  because?: string | null;
}

/**
 * Accepts a draft, which makes it a version of its record, by its author; refuses it, or takes it back.
 * @throws OwnDraftError for an author who decides, ConflictError where the record has changed since the draft began, UserError
 */
export function decideDraft(database: Database, { id, decision, by, because }: Deciding): Promise<Draft> {
  return database.transaction(async (tx) => {
    const [draft] = await tx.query<Draft>(`SELECT ${COLUMNS} FROM agenda.draft WHERE id = $1 FOR UPDATE`, [id]);
    if (!draft) throw new UserError(`There is no draft ${id}.`);
    if (draft.decision)
      throw new UserError(`Draft ${id} has been decided by ${draft.decidedBy} already: it is ${draft.decision}.`);
    const isOwn = draft.author === by;
    if (isOwn && decision !== 'withdrawn')
      throw new OwnDraftError(`Draft ${id} is by ${by}: somebody else has to accept or refuse it.`);
    if (!isOwn && decision === 'withdrawn')
      throw new BilingualError({
        en: `Draft ${id} is by ${draft.author}: only its author takes it back. Refuse it with a reason.`,
        de: `Entwurf ${id} ist von ${draft.author}: Zurücknehmen kann ihn nur, wer ihn geschrieben hat. Lehnen Sie ihn mit einer Begründung ab.`,
      });
    if (decision === 'refused' && !because?.trim()) throw new UserError('A draft is refused with a reason.');
    const written = decision === 'accepted' ? await accept(tx, draft) : 0;
    const [decided] = await tx.query<Draft>(
      `UPDATE agenda.draft SET decision = $2, decided_by = $3, decided_because = $4, version = $5,
         decided_at = date_trunc('milliseconds', now()) WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, decision, by, because?.trim() || null, written ? draft.expected + 1 : null],
    );
    return decided!;
  });
}

/** Drafts that an older release has saved may lack what is asked for today. */
async function accept(tx: Queryable, { kind, recordId, content, expected, reason, author }: Draft): Promise<number> {
  const change = { kind, id: recordId, content, expected, reason, by: author };
  const written = await putRecordsWithin(tx, [change]);
  const faults = (content && checkContent(kind, content).faults) ?? [];
  const told = [...faults.map(({ text }) => text), ...(lacksReason(change) ? [SAY_WHY] : [])];
  if (!written || !told.length) return written;
  const inOne = (language: 'en' | 'de', end: string) => [...told.map((one) => one[language]), end].join('\n');
  throw new BilingualError({
    en: inOne('en', 'Take the draft into the form and complete it there.'),
    de: inOne('de', 'Bitte den Entwurf in das Formular übernehmen und dort ergänzen.'),
  });
}

import { type Database, type Queryable, UserError } from '@stadtlage/database';
import { kindOf, nounOf, storedContent, type ContentOf, type Kind } from '../kinds/index.js';
import type { Application, Programme } from '../kinds/funding.js';
import type { Goal } from '../kinds/goal.js';
import type { Measure } from '../kinds/measure.js';
import { BilingualError } from '../kinds/messages.js';
import { LOOSE_ENDS } from '../kinds/references.js';
import type { StatedFigure } from '../kinds/stated-figure.js';
import { refuseCircles } from './circles.js';

/** One version of a record. */
export interface AgendaRecord<Content = ContentOf> {
  id: string;
  version: number;
  content: Content;
  reason: string | null;
  recordedAt: Date;
}

/** Goals, what is done for them, and the funding that is applied for. */
export interface Agenda {
  goals: AgendaRecord<Goal>[];
  measures: AgendaRecord<Measure>[];
  applications: AgendaRecord<Application>[];
  programmes: AgendaRecord<Programme>[];
  statedFigures: AgendaRecord<StatedFigure>[];
}

export interface Change {
  kind: Kind;
  id: string;
  /** As checkContent gives it; null withdraws the record. */
  content: ContentOf | null;
  /** The version that the editor has seen; 0 for a new record. */
  expected: number;
  reason?: string | null;
  /** The operator's name. */
  by: string;
}

/** A change of a goal or a measure that is there already, and not a word of why. */
export const lacksReason = ({ kind, expected, reason }: Pick<Change, 'kind' | 'expected' | 'reason'>): boolean =>
  expected > 0 && !!kindOf(kind).asksWhy && !reason?.trim();

/** Somebody else has changed the record since the editor saw it. */
export class ConflictError extends UserError {
  constructor(
    kind: Kind,
    id: string,
    readonly expected: number,
    readonly current: number,
  ) {
    super(
      `The ${nounOf(kind)} ${id} has been changed meanwhile: it is at version ${current}, the change was made to version ${expected}. ` +
        'Load it anew and make the change there.',
    );
  }
}

/** The records of some kinds as they were recorded at a moment, all of the same moment. @param moment default: now */
export async function readRecords<K extends Kind>(
  database: Queryable,
  kinds: readonly K[],
  moment?: Date,
): Promise<{ [Each in K]: AgendaRecord<ContentOf<Each>>[] }> {
  const rows = await database.query<AgendaRecord<unknown> & { kind: K }>(
    `SELECT kind, id, version, content, reason, recorded_at AS "recordedAt"
     FROM agenda.records_at(COALESCE($1, 'infinity'::timestamptz)) WHERE kind = ANY ($2) ORDER BY kind, id COLLATE "C"`,
    [moment ?? null, kinds],
  );
  const found = Object.fromEntries(kinds.map((kind) => [kind, [] as object[]])) as Record<K, object[]>;
  for (const { kind, ...row } of rows) found[kind].push({ ...row, content: storedContent(kind, row.content) });
  return found as never;
}

/** All of it as it was recorded at a moment. @param moment default: now */
export async function readAgenda(database: Queryable, moment?: Date): Promise<Agenda> {
  const kinds = ['goal', 'measure', 'application', 'programme', 'stated-figure'] as const;
  const { goal, measure, application, programme, ...others } = await readRecords(database, kinds, moment);
  return {
    ...{ goals: goal, measures: measure, applications: application, programmes: programme },
    statedFigures: others['stated-figure'],
  };
}

/** All versions of one record, the newest first; the content of a withdrawal is null. */
export function readVersions<K extends Kind>(
  database: Queryable,
  kind: K,
  id: string,
): Promise<AgendaRecord<ContentOf<K> | null>[]> {
  return database.query(
    `SELECT id, version, content, reason, recorded_at AS "recordedAt" FROM agenda.record
     WHERE kind = $1 AND id = $2 ORDER BY version DESC`,
    [kind, id],
  );
}

/**
 * Adds versions, all or none, and returns how many differ from what was there: what is the same is not written again. A trial does all of it
 * and takes it back.
 * @throws ConflictError when one was changed since; UserError when something refers to what is not there
 */
export async function putRecords(database: Database, changes: Change[], { isTrial = false } = {}): Promise<number> {
  try {
    return await database.transaction(async (tx) => {
      const written = await putRecordsWithin(tx, changes);
      if (isTrial) throw new Trial(written);
      return written;
    });
  } catch (error) {
    if (error instanceof Trial) return error.written;
    throw error;
  }
}

/** The same, beside what else the transaction does. */
export async function putRecordsWithin(tx: Queryable, changes: Change[]): Promise<number> {
  // Two editors at once take their turns: each sees what the other wrote.
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('agenda.record'))");
  const written: Change[] = [];
  for (const change of changes) if (await put(tx, change)) written.push(change);
  if (!written.length) return 0;
  await refuseLooseEnds(tx, written);
  await refuseCircles(tx, written);
  const datasets = new Set(written.flatMap(({ kind }) => kindOf(kind).datasets));
  await tx.query('SELECT datasets.touch(d) FROM unnest($1::text[]) d', [[...datasets].sort()]);
  return written.length;
}

/** Ends the transaction of a trial: what it wrote is taken back. */
class Trial extends Error {
  constructor(readonly written: number) {
    super('Only tried');
  }
}

/** As JSON writes what PostgreSQL cannot hold. */
const NOT_STORED = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

async function put(tx: Queryable, { kind, id, content, expected, reason, by }: Change): Promise<boolean> {
  const text = content && JSON.stringify(content);
  if (text && NOT_STORED.test(text))
    throw new UserError(
      `The ${nounOf(kind)} ${id} has the character U+0000 in a text, or half of a character. Leave it out.`,
    );
  const [newest] = await tx.query<{ version: number; isSame: boolean }>(
    `SELECT version, content IS NOT DISTINCT FROM $3::jsonb AS "isSame" FROM agenda.record
     WHERE kind = $1 AND id = $2 ORDER BY version DESC LIMIT 1`,
    [kind, id, text],
  );
  const current = newest?.version ?? 0;
  if (current !== expected) throw new ConflictError(kind, id, expected, current);
  if (newest?.isSame) return false;
  await tx.query(
    `INSERT INTO agenda.record (kind, id, version, content, reason, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)`,
    [kind, id, current + 1, text, reason ?? null, by],
  );
  return true;
}

async function refuseLooseEnds(tx: Queryable, written: Change[]): Promise<void> {
  const ids = written.map(({ kind, id }) => `${kind}/${id}`);
  const problems = await tx.query<{ en: string; de: string }>(LOOSE_ENDS, [ids, 200]);
  const all = (language: 'en' | 'de', end: string) => [...problems.map((one) => one[language]), end].join('\n');
  if (problems.length)
    throw new BilingualError({ en: all('en', 'Nothing has been changed.'), de: all('de', 'Es ist nichts geändert.') });
}

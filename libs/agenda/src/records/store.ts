import { type Database, type Queryable, UserError } from '@stadtlage/database';
import { goal, measure, type Goal, type Kind, type Measure } from './content.js';

/** One version of a goal or measure. */
export interface AgendaRecord<Content = Goal | Measure> {
  id: string;
  version: number;
  content: Content;
  reason: string | null;
  recordedAt: Date;
}

export interface Agenda {
  goals: AgendaRecord<Goal>[];
  measures: AgendaRecord<Measure>[];
}

export interface Change {
  kind: Kind;
  id: string;
  /** Null withdraws it. */
  content: Goal | Measure | null;
  /** The version that the editor has seen; 0 for a new record. */
  expected: number;
  reason?: string | null;
  /** The operator's name. */
  by: string;
}

/** Somebody else has changed the record since the editor saw it. */
export class ConflictError extends UserError {
  constructor(
    kind: Kind,
    id: string,
    readonly expected: number,
    readonly current: number,
  ) {
    super(
      `The ${kind} ${id} has been changed meanwhile: it is at version ${current}, the change was made to version ${expected}. ` +
        'Load it anew and make the change there.',
    );
  }
}

/** The agenda as it was recorded at a moment. @param moment default: now */
export async function readAgenda(database: Queryable, moment?: Date): Promise<Agenda> {
  const rows = await database.query<AgendaRecord & { kind: Kind }>(
    `SELECT kind, id, version, content, reason, recorded_at AS "recordedAt"
     FROM agenda.records_at(COALESCE($1, 'infinity'::timestamptz)) ORDER BY kind, id COLLATE "C"`,
    [moment ?? null],
  );
  // What was stored by an older release may lack what has come since: reading it fills in the defaults.
  return {
    goals: rows.filter(({ kind }) => kind === 'goal').map((row) => ({ ...row, content: goal.parse(row.content) })),
    measures: rows
      .filter(({ kind }) => kind === 'measure')
      .map((row) => ({ ...row, content: measure.parse(row.content) })),
  };
}

/** All versions of one record, the newest first; the content of a withdrawal is null. */
export function readVersions(
  database: Database,
  kind: Kind,
  id: string,
): Promise<AgendaRecord<Goal | Measure | null>[]> {
  return database.query(
    `SELECT id, version, content, reason, recorded_at AS "recordedAt" FROM agenda.record
     WHERE kind = $1 AND id = $2 ORDER BY version DESC`,
    [kind, id],
  );
}

/**
 * Adds versions, all or none, and returns how many differ from what was there: what is the same is not written again.
 * @throws ConflictError when one was changed since; UserError when something refers to what is not there
 */
export function putRecords(database: Database, changes: Change[]): Promise<number> {
  return database.transaction(async (tx) => {
    // Two editors at once take their turns: each sees what the other wrote.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('agenda.record'))");
    let written = 0;
    for (const change of changes) if (await put(tx, change)) written++;
    if (!written) return 0;
    await refuseLooseEnds(tx);
    await tx.query(
      `SELECT datasets.touch(d) FROM unnest(ARRAY['agenda-goals', 'agenda-targets', 'agenda-measures', 'agenda-milestones', 'agenda-resources']) d`,
    );
    return written;
  });
}

async function put(tx: Queryable, { kind, id, content, expected, reason, by }: Change): Promise<boolean> {
  const [newest] = await tx.query<{ version: number; isSame: boolean }>(
    `SELECT version, content IS NOT DISTINCT FROM $3::jsonb AS "isSame" FROM agenda.record
     WHERE kind = $1 AND id = $2 ORDER BY version DESC LIMIT 1`,
    [kind, id, content && JSON.stringify(content)],
  );
  const current = newest?.version ?? 0;
  if (current !== expected) throw new ConflictError(kind, id, expected, current);
  if (newest?.isSame) return false;
  await tx.query(
    `INSERT INTO agenda.record (kind, id, version, content, reason, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)`,
    [kind, id, current + 1, content && JSON.stringify(content), reason ?? null, by],
  );
  return true;
}

/** What a goal or measure refers to, and is not there. */
const LOOSE_ENDS = `
  WITH now AS (SELECT * FROM agenda.records_at('infinity'))
  SELECT 'The goal ' || id || ' belongs to the field of action ' || (content->>'field') || ', which there is not.' AS problem
  FROM now WHERE kind = 'goal' AND NOT EXISTS (SELECT FROM agenda.field_of_action f WHERE f.id = content->>'field')
  UNION ALL
  SELECT 'The goal ' || n.id || ' has a target for the indicator ' || (t->>'indicator') || ', which there is not.'
  FROM now n CROSS JOIN LATERAL jsonb_array_elements(content->'targets') t
  WHERE n.kind = 'goal' AND NOT EXISTS (SELECT FROM agenda.indicator i WHERE i.id = t->>'indicator')
  UNION ALL
  SELECT 'The measure ' || id || ' belongs to the goal ' || (content->>'goal') || ', which there is not.'
  FROM now WHERE kind = 'measure' AND NOT EXISTS (SELECT FROM now g WHERE g.kind = 'goal' AND g.id = now.content->>'goal')
  UNION ALL
  SELECT 'The measure ' || n.id || ' depends on the measure ' || d || ', which there is not.'
  FROM now n CROSS JOIN LATERAL jsonb_array_elements_text(content->'dependsOn') d
  WHERE n.kind = 'measure' AND NOT EXISTS (SELECT FROM now m WHERE m.kind = 'measure' AND m.id = d)
  ORDER BY 1 LIMIT 20`;

async function refuseLooseEnds(tx: Queryable): Promise<void> {
  const problems = await tx.query<{ problem: string }>(LOOSE_ENDS);
  if (problems.length)
    throw new UserError(`${problems.map(({ problem }) => problem).join('\n')}\nNothing has been changed.`);
}

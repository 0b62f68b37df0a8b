import { UserError, type Database, type Transaction } from '@stadtlage/database';
import { words } from './check-report.js';
import { endStatement, state, touchReports } from './statements.js';
import { dueOn, isClosed, outcomeOf, TRANSITIONS, type State } from './states.js';

export interface Move {
  to: State;
  /** Public. */
  note?: string | null;
  /** The city has seen for itself that the report is right: what it says of a fixed connection becomes the city's statement. */
  verified?: boolean;
}

/** Takes a report one step on. @throws UserError when there is no such report, or it cannot go there from where it is */
export async function moveReport(database: Database, id: string, move: Move, now = new Date()): Promise<void> {
  const { to, verified } = move;
  const note = words('note', move.note, 1000);
  await database.transaction(async (tx) => {
    const report = await lock(tx, id);
    if (!TRANSITIONS[report.state].includes(to)) throw new UserError(refusal(id, report.state, to));
    const states = await tx.query<{ state: State }>(
      'SELECT state FROM coverage.report_step WHERE report = $1 ORDER BY id',
      [report.number],
    );
    const closed = isClosed(to);
    await tx.query(`INSERT INTO coverage.report_step (report, state, at, role, note) VALUES ($1, $2, $3, 'city', $4)`, [
      report.number,
      to,
      now,
      note,
    ]);
    await tx.query(
      `UPDATE coverage.report SET state = $2, state_since = $3, due_on = $4, closed_at = $5, outcome = $6 WHERE number = $1`,
      [
        report.number,
        to,
        now,
        dueOn(to, now),
        closed ? now : null,
        outcomeOf([...states.map((step) => step.state), to]),
      ],
    );
    if (closed) await forget(tx, report.number, to === 'rejected');
    if (closed) await endStatement(tx, report.number, to === 'rejected' ? null : now.toISOString().slice(0, 10));
    // With its first step it stands beside the statements of others.
    else if (report.state === 'received') await state(tx, report.number, 'resident_report');
    if (verified) await verify(tx, report.number, id, to);
    await touchReports(tx);
  });
}

/**
 * Publishes the words of the resident. @param text what to publish in their place, without what tells who somebody is
 * @throws UserError when there is no such report, it is closed, or there are no words
 */
export async function releaseText(database: Database, id: string, text?: string | null): Promise<void> {
  const edited = words('text', text, 1000);
  await database.transaction(async (tx) => {
    const report = await lock(tx, id);
    if (isClosed(report.state)) throw new UserError(`The report ${id} is closed: what was not released is deleted.`);
    const released = await tx.query(
      `UPDATE coverage.report SET text = COALESCE($2, text), released_at = COALESCE(released_at, now())
       WHERE number = $1 AND (text IS NOT NULL OR evidence IS NOT NULL) RETURNING number`,
      [report.number, edited],
    );
    if (!released.length) throw new UserError(`The report ${id} has neither a text nor evidence to release.`);
    await tx.query(`SELECT datasets.touch('coverage-reports')`);
  });
}

async function lock(tx: Transaction, id: string): Promise<{ number: number; state: State }> {
  const [report] = await tx.query<{ number: number; state: State }>(
    'SELECT number, state FROM coverage.report WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!report)
    throw new UserError(`There is no report "${id}". "stadtlage report list" and the query reports show all.`);
  return report;
}

function refusal(id: string, from: State, to: State): string {
  const next = TRANSITIONS[from];
  return `The report ${id} is ${from} and cannot become ${to}. ${next.length ? `It can become ${next.join(', ')}.` : 'It is closed.'}`;
}

/** With the end of a report goes what was only needed for it, and all words of one that was an abuse. */
async function forget(tx: Transaction, report: number, everything: boolean): Promise<void> {
  await tx.query('DELETE FROM coverage.report_contact WHERE report = $1', [report]);
  await tx.query(
    `UPDATE coverage.report SET text = NULL, evidence = NULL, released_at = NULL
     WHERE number = $1 AND ($2 OR released_at IS NULL)`,
    [report, everything],
  );
}

async function verify(tx: Transaction, report: number, id: string, to: State): Promise<void> {
  if (to !== 'conceded') throw new UserError('verified goes with the step "conceded" only.');
  if (!(await state(tx, report, 'city'))) {
    throw new UserError(
      `The report ${id} states no connection that the city could verify: that takes a provider, a technology, and the claim that it is slower or not listed.`,
    );
  }
  // The city's word counts.
  await tx.query(
    `SELECT coverage.refresh(ARRAY[a.street_key::text])
     FROM coverage.report r JOIN places.address a ON a.id = r.address_id WHERE r.number = $1`,
    [report],
  );
}

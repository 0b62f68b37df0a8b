import { UserError, type Database, type Queryable } from '@stadtlage/database';
import { createHash } from 'node:crypto';
import type { Report } from './report.js';

export interface PublishedReport {
  number: number;
  asOf: string;
  publishedAt: Date;
  content: Report;
}

const COLUMNS = 'number, as_of AS "asOf", published_at AS "publishedAt", content';

/** The report that was published last of a day before; null where there is none. */
export async function newestBefore(database: Database, asOf: string): Promise<PublishedReport | null> {
  const [found] = await database.query<PublishedReport>(
    `SELECT ${COLUMNS} FROM agenda.report WHERE as_of < $1 ORDER BY as_of DESC, number DESC LIMIT 1`,
    [asOf],
  );
  return found ?? null;
}

/** The report that was published last of this very day; null where there is none. */
export async function newestOf(database: Database, asOf: string): Promise<PublishedReport | null> {
  const [found] = await database.query<PublishedReport>(
    `SELECT ${COLUMNS} FROM agenda.report WHERE as_of = $1 ORDER BY number DESC LIMIT 1`,
    [asOf],
  );
  return found ?? null;
}

/** As it was published, whatever has been corrected since. @throws UserError where there is no such report */
export async function readPublished(database: Database, number: number): Promise<PublishedReport> {
  const [found] = await database.query<PublishedReport>(`SELECT ${COLUMNS} FROM agenda.report WHERE number = $1`, [
    number,
  ]);
  if (!found) throw new UserError(`There is no published report ${number}.`);
  return found;
}

/** All that were published, the newest first. */
export const listPublished = (database: Database) =>
  database.query<Omit<PublishedReport, 'content'>>(
    'SELECT number, as_of AS "asOf", published_at AS "publishedAt" FROM agenda.report ORDER BY number DESC LIMIT 200',
  );

/** Of the report that was published last; 0 where there is none. */
export async function newestNumber(database: Queryable): Promise<number> {
  const [row] = await database.query<{ newest: number }>(
    'SELECT COALESCE(max(number), 0) AS newest FROM agenda.report',
  );
  return row!.newest;
}

/** Somebody has published a report since. */
export class PublishedMeanwhile extends UserError {
  constructor(readonly newest: number) {
    super(`Report no. ${newest} has been published meanwhile: look at it first.`);
  }
}

/**
 * Differs where anything in a report does but what it is compared with: which report somebody has looked at. Figures of what sensors send are
 * left out: they become others every few seconds, and nobody could look at them and then publish.
 */
export function digestOf({ since: _, corrects: __, ...content }: Report): string {
  const all = content.fields.flatMap(({ goals, others = [] }) => [
    ...others,
    ...goals.flatMap(({ targets }) => targets),
  ]);
  const live = new Set(all.filter(({ sources }) => sources.includes('sensors')).map(({ indicator }) => indicator));
  const told = JSON.stringify(content, (_key, value: { indicator?: string } | null) =>
    value?.indicator !== undefined && live.has(value.indicator) ? value.indicator : value,
  );
  return createHash('sha256').update(told).digest('base64url').slice(0, 22);
}

/**
 * Keeps a report as it is now.
 * @param seen the newest one that whoever publishes has seen: a button that is pressed twice publishes once. Default: whatever it is
 * @returns its number
 * @throws PublishedMeanwhile
 */
export async function publishReport(database: Database, report: Report, by: string, seen?: number): Promise<number> {
  return database.transaction(async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('agenda.report'))");
    const newest = await newestNumber(tx);
    if (seen !== undefined && newest !== seen) throw new PublishedMeanwhile(newest);
    const [row] = await tx.query<{ number: number }>(
      'INSERT INTO agenda.report (as_of, content, published_by) VALUES ($1, $2, $3) RETURNING number',
      [report.asOf, JSON.stringify(report), by],
    );
    return row!.number;
  });
}

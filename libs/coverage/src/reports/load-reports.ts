import { sqlFile, type Queryable } from '@stadtlage/database';
import { foresee, groupBy, loadFor, spend, type GraphContext } from '@stadtlage/datasets';
import type { CoverageReport, ReportModeration, ReportStep } from './report.js';
import { daysPerStep, type State } from './states.js';

const REPORTS = sqlFile(import.meta.url, 'reports.sql');
const LOADER = 'report';
/** Of one address, the newest ones. */
const MOST_PER_ADDRESS = 50;

export interface ReportFilter {
  states?: State[] | null;
  district?: string | null;
}

/** Reports, the newest first, with one query. @param below the number of the report that the page before ended with */
export const listReports = (
  database: Queryable,
  { states, district }: ReportFilter,
  below: string | null,
  limit: number,
): Promise<CoverageReport[]> => database.query<CoverageReport>(REPORTS, [null, states, district, below, limit]);

export async function countReports(database: Queryable, { states, district }: ReportFilter): Promise<number> {
  const counted = `SELECT count(*) FROM (${REPORTS}) matching`;
  const [row] = await database.query<{ count: number }>(counted, [null, states, district, null, null]);
  return row!.count;
}

export const readReports = (database: Queryable, ids: string[]): Promise<CoverageReport[]> =>
  database.query<CoverageReport>(REPORTS, [ids, null, null, null, null]);

/** One report, batched with all others that the request asks for. Null where none has this id. */
export function loadReport(context: GraphContext, database: Queryable, id: string): Promise<CoverageReport | null> {
  return loadFor<CoverageReport | null>(
    context,
    LOADER,
    id,
    async (ids) => new Map((await readReports(database, ids)).map((report) => [report.id, report])),
    null,
  );
}

/** Keeps reports that another query has brought along. @throws as {@link spend} */
export function foreseeReports(context: GraphContext, reports: CoverageReport[]): void {
  spend(context, { values: reports.length, fix: 'Ask for fewer reports.' });
  for (const report of reports) foresee<CoverageReport | null>(context, LOADER, report.id, report);
}

/** The newest reports about an address, batched. */
export async function loadReportsAt(
  context: GraphContext,
  database: Queryable,
  address: string,
): Promise<CoverageReport[]> {
  const rows = await loadFor<{ id: string; address: string }[]>(
    context,
    'reportsAt',
    address,
    async (addresses) =>
      groupBy(
        await database.query<{ id: string; address: string }>(
          `SELECT newest.id, wanted.address FROM unnest($1::text[]) AS wanted (address)
           CROSS JOIN LATERAL (
             SELECT id, number FROM coverage.report WHERE address_id = wanted.address ORDER BY number DESC LIMIT $2) newest
           ORDER BY newest.number DESC`,
          [addresses, MOST_PER_ADDRESS],
        ),
        (row) => row.address,
      ),
    [],
  );
  const reports = await Promise.all(rows.map(({ id }) => loadReport(context, database, id)));
  return reports.filter((report) => report !== null);
}

/** The ledger of a report, batched. */
export function loadSteps(context: GraphContext, database: Queryable, number: number): Promise<ReportStep[]> {
  return loadFor<ReportStep[]>(
    context,
    'reportSteps',
    String(number),
    async (numbers) => {
      const rows = await database.query<ReportStep & { report: number }>(
        'SELECT report, state, at, role, note FROM coverage.report_step WHERE report = ANY ($1::bigint[]) ORDER BY id',
        [numbers],
      );
      const now = new Date();
      const ledgers = groupBy(rows, ({ report }) => String(report));
      for (const [report, steps] of ledgers) {
        const days = daysPerStep(steps, now);
        ledgers.set(
          report,
          steps.map((step, i) => ({ ...step, days: days[i]! })),
        );
      }
      return ledgers;
    },
    [],
  );
}

/** Whether somebody has written words that the city has not released yet. What they say nobody is told here. */
export async function awaitsRelease(database: Queryable, id: string): Promise<boolean> {
  const [found] = await database.query<{ awaits: boolean }>(
    `SELECT released_at IS NULL AND closed_at IS NULL AND (text IS NOT NULL OR evidence IS NOT NULL) AS awaits
     FROM coverage.report WHERE id = $1`,
    [id],
  );
  return !!found?.awaits;
}

/** What is not public of these reports, by their numbers. Only for operators. */
export async function readModerations(
  database: Queryable,
  numbers: readonly (number | string)[],
): Promise<Map<number, ReportModeration>> {
  const rows = await database.query<ReportModeration & { number: number }>(
    `SELECT r.number, r.text, r.evidence, r.released_at IS NOT NULL AS released, c.email
     FROM coverage.report r LEFT JOIN coverage.report_contact c ON c.report = r.number WHERE r.number = ANY ($1::bigint[])`,
    [numbers],
  );
  return new Map(rows.map((row) => [row.number, row]));
}

/** As readModerations, batched with all others that the request asks for. */
export async function loadModeration(
  context: GraphContext,
  database: Queryable,
  number: number,
): Promise<ReportModeration> {
  const found = await loadFor<ReportModeration | null>(
    context,
    'reportModeration',
    String(number),
    async (numbers) =>
      new Map([...(await readModerations(database, numbers))].map(([key, value]) => [String(key), value])),
    null,
  );
  return found!;
}

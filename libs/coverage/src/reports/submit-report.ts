import type { Database, Transaction } from '@stadtlage/database';
import { GraphQLError } from 'graphql';
import { randomBytes } from 'node:crypto';
import { checkReport, refuse, type ReportDraft } from './check-report.js';
import type { CoverageReportInput } from './report-input.js';
import { countSender, MOST_PER_DAY, secondsToMidnight } from './senders.js';
import { mustBeStated } from './stated.js';
import { runOf } from './statements.js';
import { dueOn } from './states.js';

/** From everybody together: what more moderators could read anyway, and what a flood may at most leave behind. */
const MOST_PER_HOUR = 100;
/** The digits and the letters that cannot be taken for one another. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export const newId = (): string => Array.from(randomBytes(10), (byte) => ALPHABET[byte & 31]).join('');

/** The connection has sent too much today, or everybody together within this hour. */
export class TooManyReports extends GraphQLError {
  /** @param retryAfter seconds */
  constructor(
    message: string,
    readonly per: 'day' | 'hour',
    readonly retryAfter: number,
  ) {
    super(message, { extensions: { code: 'TOO_MANY_REQUESTS', retryAfter } });
  }
}

export interface Taken {
  /** Its public id. */
  id: string;
  /** The same had been reported within 24 hours: this is that report, and nothing new is stored. */
  alreadyReported: boolean;
}

/**
 * Checks and stores a report and its first step. It is in the ledger from now on; what it says of a connection stands beside the
 * statements of others only when a planner has moved it on.
 * @param client the network address that it came from
 * @throws ReportRefused when it cannot be taken; TooManyReports
 */
export async function submitReport(
  database: Database,
  draft: ReportDraft,
  client: string,
  now = new Date(),
): Promise<Taken> {
  const report = checkReport(draft);
  return database.transaction(async (tx) => {
    // Of two equal ones at once the second finds the first.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('coverage.report'), hashtext($1))`, [report.address]);
    const known = await findSame(tx, report, now);
    if (known) return { id: known, alreadyReported: true };
    const label = await labelOf(tx, report);
    await mustBeStated(tx, report);
    if (!(await countSender(tx, client, now))) {
      throw new TooManyReports(
        `At most ${MOST_PER_DAY} reports a day are taken from one connection. Go on tomorrow.`,
        'day',
        secondsToMidnight(now),
      );
    }
    return { id: await store(tx, report, label, now), alreadyReported: false };
  });
}

/** An open report that says the same, of the last 24 hours, or of a moment later where that one was stored first. An e-mail address sent again with it is not kept: it may be anybody's. */
async function findSame(tx: Transaction, report: CoverageReportInput, now: Date): Promise<string | undefined> {
  const [same] = await tx.query<{ id: string }>(
    `SELECT id FROM coverage.report
     WHERE address_id = $1 AND received_at BETWEEN $2::timestamptz - interval '24 hours' AND $2::timestamptz + interval '1 minute' AND closed_at IS NULL
       AND (claim, provider_id, technology, mobile_technology, measured_down_mbit, measured_up_mbit, text, evidence)
         IS NOT DISTINCT FROM ($3::text, $4::text, $5::text, $6::text, $7::numeric, $8::numeric, $9::text, $10::text)
     ORDER BY number LIMIT 1`,
    [report.address, now, ...contentOf(report)],
  );
  return same?.id;
}

/** @throws TooManyReports when everybody together has sent too much; ReportRefused when there is no such address or provider */
async function labelOf(tx: Transaction, { address, provider }: CoverageReportInput): Promise<string> {
  const [known] = await tx.query<{ label: string | null; provider: boolean; recent: number }>(
    `SELECT (SELECT label FROM places.address WHERE id = $1) AS label,
            $2::text IS NULL OR EXISTS (SELECT FROM coverage.provider WHERE id = $2) AS provider,
            (SELECT count(*) FROM coverage.report WHERE received_at > now() - interval '1 hour') AS recent`,
    [address, provider],
  );
  if (known!.recent >= MOST_PER_HOUR) {
    throw new TooManyReports('Too many reports came in within this hour. Try again in an hour.', 'hour', 3600);
  }
  if (!known!.provider) {
    refuse('provider', 'unknown', `There is no provider "${provider}". Take its id from providers.`);
  }
  return (
    known!.label ?? refuse('address', 'unknown', `There is no address "${address}". Take its id from searchAddresses.`)
  );
}

async function store(tx: Transaction, report: CoverageReportInput, label: string, now: Date): Promise<string> {
  const id = newId();
  const [stored] = await tx.query<{ number: number }>(
    `INSERT INTO coverage.report (id, address_id, address_label, received_at, state_since, due_on, claim, provider_id, technology,
       mobile_technology, measured_down_mbit, measured_up_mbit, text, evidence)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING number`,
    [id, report.address, label, now, dueOn('received', now), ...contentOf(report)],
  );
  const { number } = stored!;
  await tx.query(`INSERT INTO coverage.report_step (report, state, at, role) VALUES ($1, 'received', $2, 'resident')`, [
    number,
    now,
  ]);
  if (report.email) await keepContact(tx, number, report.email);
  await tx.query(`SELECT datasets.touch('coverage-reports', $1)`, [await runOf(tx, 'resident_report')]);
  return id;
}

const contentOf = (report: CoverageReportInput) => [
  report.claim,
  report.provider,
  report.technology,
  report.mobileTechnology,
  report.measuredDownMbit,
  report.measuredUpMbit,
  report.text,
  report.evidence,
];

async function keepContact(tx: Transaction, report: number, email: string): Promise<void> {
  await tx.query('INSERT INTO coverage.report_contact (report, email) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    report,
    email,
  ]);
}

import { UserError, type Database } from '@stadtlage/database';
import { GraphQLError } from 'graphql';
import { randomBytes } from 'node:crypto';
import type { CoverageReportInput } from './report-input.js';
import { runOf, state } from './statements.js';
import { dueOn } from './states.js';

/** From everybody together: what more moderators could read anyway, and what a flood may at most leave behind. */
const MOST_PER_HOUR = 100;
/** The digits and the letters that cannot be taken for one another. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export const newId = (): string => Array.from(randomBytes(10), (byte) => ALPHABET[byte & 31]).join('');

/**
 * Stores a report that was checked, its first step, and the statement it makes, if it makes one.
 * @returns its public id
 * @throws UserError when there is no such address or provider; GraphQLError TOO_MANY_REQUESTS
 */
export async function submitReport(database: Database, report: CoverageReportInput, now = new Date()): Promise<string> {
  return database.transaction(async (tx) => {
    const [known] = await tx.query<{ label: string | null; provider: boolean; recent: number }>(
      `SELECT (SELECT label FROM places.address WHERE id = $1) AS label,
              $2::text IS NULL OR EXISTS (SELECT FROM coverage.provider WHERE id = $2) AS provider,
              (SELECT count(*) FROM coverage.report WHERE received_at > now() - interval '1 hour') AS recent`,
      [report.address, report.provider],
    );
    const { label, provider, recent } = known!;
    if (recent >= MOST_PER_HOUR) throw tooMany('Too many reports came in within this hour. Try again in an hour.');
    if (label === null)
      throw new UserError(`There is no address "${report.address}". Take its id from searchAddresses.`);
    if (!provider) throw new UserError(`There is no provider "${report.provider}". Take its id from providers.`);
    const id = newId();
    const [stored] = await tx.query<{ number: number }>(
      `INSERT INTO coverage.report (id, address_id, address_label, claim, provider_id, technology, mobile_technology,
         measured_down_mbit, measured_up_mbit, text, evidence, received_at, state_since, due_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13) RETURNING number`,
      [
        id,
        report.address,
        label,
        report.claim,
        report.provider,
        report.technology,
        report.mobileTechnology,
        report.measuredDownMbit,
        report.measuredUpMbit,
        report.text,
        report.evidence,
        now,
        dueOn('received', now),
      ],
    );
    const { number } = stored!;
    await tx.query(
      `INSERT INTO coverage.report_step (report, state, at, role) VALUES ($1, 'received', $2, 'resident')`,
      [number, now],
    );
    if (report.email) {
      await tx.query('INSERT INTO coverage.report_contact (report, email) VALUES ($1, $2)', [number, report.email]);
    }
    await state(tx, number, 'resident_report');
    await tx.query(`SELECT datasets.touch('coverage-reports', $1)`, [await runOf(tx, 'resident_report')]);
    return id;
  });
}

export const tooMany = (message: string) => new GraphQLError(message, { extensions: { code: 'TOO_MANY_REQUESTS' } });

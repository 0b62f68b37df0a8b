import { UserError } from '@stadtlage/database';
import { isDay } from '@stadtlage/datasets';

/** The day that a report is asked for. @throws UserError where it is no day, or one that is still to come */
export function dayFor(asOf: unknown, today: string): string {
  if (asOf === undefined || asOf === '') return today;
  if (typeof asOf !== 'string' || !isDay(asOf)) throw new UserError('asOf is a calendar day, written as 2026-06-30.');
  if (asOf > today)
    throw new UserError(`asOf is ${asOf}, which is still to come: there is no report of days after ${today}.`);
  return asOf;
}

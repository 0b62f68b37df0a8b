// What is known now of a past day: late deliveries change it, and a report that is made again says so.
import type { Database } from '@stadtlage/database';
import type { LocalizedText } from '@stadtlage/datasets';
import type { Difference } from './difference.js';
import { differencesOf } from './differences.js';
import type { Report, ReportedField, ReportedFigure, ReportedIndicator } from './report.js';

type Content = Pick<Report, 'fields' | 'years'>;

export interface Recomputed {
  /** Null: its sources do not say from when on what they tell held. */
  functionOn: string | null;
  parameter: string | null;
  sources: string[];
  title: LocalizedText;
}

/** A value by what is known now: `unknown` where nobody knows it any more, null where it is as it was noted. */
export type Correction = number | 'unknown' | null;

/** Of a day, by what is known now. */
export async function correctionOf(
  database: Database,
  { functionOn, parameter }: Recomputed,
  day: string,
  noted: ReportedFigure | undefined,
): Promise<Correction> {
  if (!functionOn) return null;
  const [call] = await database.query<{ sql: string }>(
    'SELECT format($$SELECT value FROM agenda.%I($1, $2)$$, $1::text) AS sql',
    [functionOn],
  );
  const [now] = await database.query<{ value: number | null }>(call!.sql, [parameter, noted?.day ?? day]);
  return now!.value === (noted?.value ?? null) ? null : (now!.value ?? 'unknown');
}

export const correctedValue = (corrected: number | 'unknown') => (corrected === 'unknown' ? null : corrected);

/**
 * The figures of which nobody can tell whether a late delivery changes a past day. What planners record is none of them: each version says
 * when it was recorded.
 */
export const untoldOf = (indicators: Iterable<Recomputed>): LocalizedText[] =>
  [...indicators]
    .filter(({ functionOn, sources }) => !functionOn && sources.some((one) => !one.startsWith('agenda-')))
    .map(({ title }) => title);

/** What a report of the same day says otherwise, by all that is known now. What the published one had corrected itself is no news. */
export const correctionsOf = (published: Content, now: Content): Difference[] =>
  differencesOf(
    { ...published, fields: published.fields.map(corrected) },
    { ...now, fields: now.fields.map(corrected) },
  );

/** The figures of the day by what was known when the report was made. */
const corrected = (field: ReportedField): ReportedField => ({
  ...field,
  others: field.others?.map(withCorrection),
  goals: field.goals.map((goal) => ({
    ...goal,
    targets: goal.targets.map((target) => ({
      ...withCorrection(target),
      status: target.correctedStatus ?? target.status,
    })),
  })),
});

/** Reports of before there were corrections have none. */
const withCorrection = <T extends ReportedIndicator>(one: T): T => {
  const correction = one.corrected ?? null;
  return correction === null
    ? one
    : { ...one, figure: { day: '', counted: 0, total: 0, ...one.figure, value: correctedValue(correction) } };
};

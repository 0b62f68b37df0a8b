// What is known now of a past day: late deliveries change it, and a report that is made again says so.
import type { Database } from '@stadtlage/database';
import type { LocalizedText } from '@stadtlage/datasets';
import type { Difference } from './difference.js';
import { differencesOf } from './differences.js';
import type { Report, ReportedField, ReportedFigure, ReportedIndicator } from './report.js';

export interface Recomputed {
  /** Null: its sources do not say from when on what they tell held. */
  functionOn: string | null;
  parameter: string | null;
  sources: string[];
  title: LocalizedText;
}

/** The value of a day by what is known now, where that is another than was noted; null else. */
export async function correctionOf(
  database: Database,
  { functionOn, parameter }: Recomputed,
  day: string,
  noted: ReportedFigure | undefined,
): Promise<number | null> {
  if (!functionOn) return null;
  const [call] = await database.query<{ sql: string }>(
    'SELECT format($$SELECT value FROM agenda.%I($1, $2)$$, $1::text) AS sql',
    [functionOn],
  );
  const [now] = await database.query<{ value: number | null }>(call!.sql, [parameter, noted?.day ?? day]);
  return now!.value === noted?.value ? null : now!.value;
}

/**
 * The figures of which nobody can tell whether a late delivery changes a past day. What planners record is none of them: each version says
 * when it was recorded.
 */
export const untoldOf = (indicators: Iterable<Recomputed>): LocalizedText[] =>
  [...indicators]
    .filter(({ functionOn, sources }) => !functionOn && sources.some((one) => !one.startsWith('agenda-')))
    .map(({ title }) => title);

/**
 * What a report of the same day says otherwise, by all that is known now: also of figures for which no goal has a target. What the published
 * one had corrected itself is no news.
 */
export function correctionsOf(published: Report, now: Pick<Report, 'fields' | 'years'>): Difference[] {
  const publishedFields = published.fields.map(corrected);
  const fields = now.fields.map(corrected);
  const before = new Map(othersOf(publishedFields).map((one) => [one.indicator, one]));
  const others = othersOf(fields).flatMap(({ indicator, title, unit, figure }): Difference[] => {
    const was = before.get(indicator);
    const [from, to] = [was?.figure?.value ?? null, figure?.value ?? null];
    return was && from !== to ? [{ what: 'figure', title, from, to, unit }] : [];
  });
  return [...differencesOf({ ...published, fields: publishedFields }, { ...now, fields }), ...others];
}

const othersOf = (fields: ReportedField[]) => fields.flatMap(({ others = [] }) => others);

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
const withCorrection = <T extends ReportedIndicator>(one: T): T =>
  (one.corrected ?? null) === null
    ? one
    : { ...one, figure: { day: '', counted: 0, total: 0, ...one.figure, value: one.corrected } };

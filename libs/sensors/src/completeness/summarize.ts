import { sqlFile, type Queryable } from '@stadtlage/database';

/** Late data reaches back this far; the days before stay as they were measured. */
const DAYS_THAT_CHANGE = 3;
/** How long sensors.frame is kept: as many days can be measured after the fact. */
export const FRAME_DAYS = 35;

const BASES = { counter: 'by-counter.sql', interval: 'by-interval.sql' };

const STATEMENTS = Object.entries(BASES).map(
  ([basis, file]) => `
  WITH measured AS (${sqlFile(import.meta.url, file)}), changed AS (
    INSERT INTO sensors.completeness AS c (datastream_id, day, basis, expected, received, gaps, longest_gap_seconds, conflicts)
    SELECT datastream_id, $1::date, '${basis}', expected, received, gaps, longest_gap_seconds, conflicts FROM measured
    ON CONFLICT (datastream_id, day, basis) DO UPDATE
      SET expected = EXCLUDED.expected, received = EXCLUDED.received, gaps = EXCLUDED.gaps,
          longest_gap_seconds = EXCLUDED.longest_gap_seconds, conflicts = EXCLUDED.conflicts
    WHERE (c.expected, c.received, c.gaps, c.longest_gap_seconds, c.conflicts) IS DISTINCT FROM
          (EXCLUDED.expected, EXCLUDED.received, EXCLUDED.gaps, EXCLUDED.longest_gap_seconds, EXCLUDED.conflicts)
    RETURNING 1
  )
  SELECT count(*) AS changed FROM changed`,
);

const DAYS = `
  WITH today AS (SELECT ($1::timestamptz AT TIME ZONE 'Europe/Berlin')::date AS day)
  SELECT due::date::text AS day
  FROM today, generate_series(
    greatest(today.day - ${FRAME_DAYS - 1},
             least(today.day - ${DAYS_THAT_CHANGE}, (SELECT COALESCE(max(c.day), '-infinity') FROM sensors.completeness c))),
    today.day, interval '1 day') AS due
  ORDER BY 1`;

/**
 * The days (Europe/Berlin) that {@link summarizeDay} has to measure: today, those before that late data may still change,
 * and any since the last one that was measured.
 */
export async function daysToSummarize(database: Queryable, now = new Date()): Promise<string[]> {
  return (await database.query<{ day: string }>(DAYS, [now])).map(({ day }) => day);
}

/**
 * Measures the completeness of one day into sensors.completeness, by frame counters and by expected intervals. As often as
 * one likes: the same data give the same rows.
 * @returns how many rows changed
 */
export async function summarizeDay(database: Queryable, day: string, now = new Date()): Promise<number> {
  let changed = 0;
  for (const statement of STATEMENTS) {
    const [row] = await database.query<{ changed: number }>(statement, [day, now]);
    changed += row!.changed;
  }
  return changed;
}

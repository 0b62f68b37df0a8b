import type { Target } from './kinds/goal.js';

/** Where a figure stands against its target, by the rule of {@link statusOf}. */
export type TargetStatus = 'reached' | 'on_track' | 'at_risk' | 'off_track' | 'unknown';

/** What people are told: nobody knows where it stands, or only that the day of the target is to tell. */
export type ToldStatus = TargetStatus | 'open';

export const toldStatus = (status: TargetStatus, current: number | null): ToldStatus =>
  status === 'unknown' && current !== null ? 'open' : status;

type Point = { date: string; value: number };

/** So much of the whole way it may lag behind its path and still count as at risk, not as off track. */
export const TOLERANCE = 0.1;

/**
 * What the path asks for on this day: on a straight line between baseline, path and target; before the first of these days and after the
 * last the value of that day. Null where the target has nothing but its end: nobody said what was to be reached before.
 */
export function expectedOn(day: string, { baseline, path, date, value }: Target): number | null {
  const points: Point[] = [...(baseline ? [baseline] : []), ...path, { date, value }];
  if (day >= date) return value;
  if (points.length < 2 || day < points[0]!.date) return points.length < 2 ? null : points[0]!.value;
  const next = points.findIndex((point) => point.date > day);
  const [from, to] = [points[next - 1]!, points[next]!];
  const passed = (Date.parse(day) - Date.parse(from.date)) / (Date.parse(to.date) - Date.parse(from.date));
  return from.value + passed * (to.value - from.value);
}

/**
 * The written rule: `reached` once the value is as good as the target's; else, against what the path asks for on this day, `on_track` if
 * it is at least as good, `at_risk` if it lags by at most a tenth of the way from the first value to the target, `off_track` beyond
 * that, and `off_track` after the target's day. `unknown` without a value, or without a path before the target's day.
 */
export function statusOf(
  current: number | null,
  day: string,
  target: Target,
  direction: 'up' | 'down' = 'up',
): TargetStatus {
  if (current === null) return 'unknown';
  const ahead = (than: number) => (direction === 'up' ? current - than : than - current);
  if (ahead(target.value) >= 0) return 'reached';
  if (day >= target.date) return 'off_track';
  const expected = expectedOn(day, target);
  if (expected === null) return 'unknown';
  const begin = (target.baseline ?? target.path[0])!.value;
  const lag = -ahead(expected);
  if (lag <= 0) return 'on_track';
  return lag <= TOLERANCE * Math.abs(target.value - begin) ? 'at_risk' : 'off_track';
}

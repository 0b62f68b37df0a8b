const DAY_MS = 86_400_000;
/** Of fewer days nothing can be said of months to come. */
const SHORTEST_DAYS = 28;

export interface Forecast {
  /** In the unit of the indicator, on the day of the target. */
  value: number;
  /** The day on which the target is reached at this pace; null: not at this pace, or not within a hundred years. */
  reachedOn: string | null;
}

/**
 * A straight line through the figures of the past year (least squares) goes on to the day of the target. Null where they span less than
 * 28 days: then there is no pace to go on with.
 * @param history the figures, the oldest first
 */
export function forecastOf(
  history: { day: string; value: number | null }[],
  target: { date: string; value: number },
  direction: 'up' | 'down' = 'up',
): Forecast | null {
  const last = history.at(-1);
  if (!last) return null;
  const since = Date.parse(last.day) - 365 * DAY_MS;
  const points = history
    .filter(({ day, value }) => value !== null && Date.parse(day) >= since)
    .map(({ day, value }) => ({ x: Date.parse(day) / DAY_MS, y: value! }));
  if (points.length < 2 || points.at(-1)!.x - points[0]!.x < SHORTEST_DAYS) return null;
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean('x'), mean('y')];
  const slope =
    points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) /
    points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  const value = y + slope * (Date.parse(target.date) / DAY_MS - x);
  const forward = direction === 'up' ? slope : -slope;
  const reached = x + (target.value - y) / slope;
  const isNear = forward > 0 && reached - points.at(-1)!.x < 365.25 * 100;
  return { value, reachedOn: isNear ? new Date(Math.ceil(reached) * DAY_MS).toISOString().slice(0, 10) : null };
}

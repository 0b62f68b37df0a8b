import type { HistoryBucket } from '../../generated/graphql.js';
import type { Range } from '../station-view.js';
import { beginOf, dayOf, momentOf, wallClock, type WallClock } from './zone.js';

const HOUR_MS = 3_600_000;

/** The time that is shown, in milliseconds, without its end. */
export interface Window {
  range: Range;
  from: number;
  to: number;
}

/** By what the values are put together: at most 745 for a time, fewer than a wide screen has pixels. */
export const BUCKETS: Record<Range, { bucket: HistoryBucket; ms: number }> = {
  day: { bucket: 'QUARTER_HOUR', ms: HOUR_MS / 4 },
  week: { bucket: 'HOUR', ms: HOUR_MS },
  month: { bucket: 'HOUR', ms: HOUR_MS },
  year: { bucket: 'DAY', ms: 24 * HOUR_MS },
};

const BY_CALENDAR: Record<Range, (clock: WallClock, count: number) => WallClock> = {
  day: (clock, count) => ({ ...clock, day: clock.day + count }),
  week: (clock, count) => ({ ...clock, day: clock.day + 7 * count }),
  month: (clock, count) => inMonth(clock, clock.month + count),
  year: (clock, count) => inMonth(clock, clock.month + 12 * count),
};

/** The same day of another month, or its last: a month before the 31st of March begins on the last of February. */
function inMonth({ year, day, hour }: WallClock, month: number): WallClock {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return { year, month, day: Math.min(day, last), hour };
}

/** Moves by a day, week, month or year of the calendar, whatever the clocks do in between. */
export const moved = (time: number, range: Range, count: number) =>
  momentOf(BY_CALENDAR[range](wallClock(time), count));

const endOf = (day: string) => moved(beginOf(day), 'day', 1);

/**
 * @param until the last day that is shown; null: the last 24 hours up to the end of this one, or the last days with today
 */
export function windowOf(range: Range, until: string | null, now: number): Window {
  const to = until !== null ? endOf(until) : range === 'day' ? nextHour(now) : endOf(dayOf(now));
  return { range, from: moved(to, range, -1), to };
}

const nextHour = (now: number) => (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;

/** What `until` is one step back. */
export const earlier = ({ from }: Window) => dayOf(from - 1);

/** What `until` is one step on; undefined when the present is shown already. */
export function later({ range, to }: Window, until: string | null, now: number): string | null | undefined {
  if (until === null || until >= dayOf(now)) return undefined;
  const next = dayOf(moved(to, range, 1) - 1);
  return next >= dayOf(now) ? null : next;
}

/** The days that completeness is asked for: none that is still to come. */
export function daysOf({ from, to }: Window, now: number): { from: string; to: string } {
  const [first, last] = [dayOf(from), dayOf(Math.min(to - 1, now))];
  return { from: first <= last ? first : last, to: last };
}

const HOURS_APART = [3, 6, 12];
const DAYS_APART = [1, 2, 3, 7, 14];
const MONTHS_APART = [1, 2, 3, 6];

/** Where the axis has its marks: full hours, midnights or firsts of months of the city, as many as have room. None at its end. */
export function ticksOf(window: Window, most: number): number[] {
  const { range, from, to } = window;
  const begin = wallClock(from);
  const choices: [steps: number[], step: (count: number) => WallClock][] = [
    [HOURS_APART, (count) => ({ ...begin, hour: count })],
    [DAYS_APART, (count) => ({ ...begin, day: begin.day + count, hour: 0 })],
    [MONTHS_APART, (count) => ({ ...begin, month: begin.month + count, day: 1, hour: 0 })],
  ];
  const [steps, step] = choices[range === 'day' ? 0 : range === 'year' ? 2 : 1]!;
  for (const apart of steps) {
    const ticks = every(apart, step, from, to);
    if (ticks.length <= most || apart === steps.at(-1)) return ticks;
  }
  return [];
}

function every(apart: number, step: (count: number) => WallClock, from: number, to: number): number[] {
  const ticks: number[] = [];
  for (let count = 0; ; count += apart) {
    const time = momentOf(step(count));
    if (time >= to) return ticks;
    if (time >= from) ticks.push(time);
  }
}

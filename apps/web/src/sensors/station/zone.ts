import { CITY_ZONE } from '../../i18n/format.js';

/** What clock and calendar show. Months count from 0, as in Date. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const digits = '2-digit' as const;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
    second: digits,
  });
  clocks.set(zone, clock);
  return clock;
}

/** The clock's reading as if it were UTC. */
function reading(time: number, zone: string): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year, month, day] = [parts.get('year')!, parts.get('month')! - 1, parts.get('day')!];
  return Date.UTC(year, month, day, parts.get('hour'), parts.get('minute'), parts.get('second'));
}

/** How far the clock is ahead of UTC, in milliseconds. */
export const offsetAt = (time: number, zone = CITY_ZONE) => reading(time, zone) - Math.floor(time / 1000) * 1000;

export function wallClock(time: number, zone = CITY_ZONE): WallClock {
  const date = new Date(reading(time, zone));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
  };
}

/**
 * The moment at which the clock shows this; days and hours may run over, as in Date. An hour that is skipped in spring is the one
 * after it, of the two in autumn it is the first.
 */
export function momentOf({ year, month, day, hour }: WallClock, zone = CITY_ZONE): number {
  const wanted = Date.UTC(year, month, day, hour);
  const before = wanted - offsetAt(wanted - 86_400_000, zone);
  if (reading(before, zone) === wanted) return before;
  const after = wanted - offsetAt(wanted + 86_400_000, zone);
  return reading(after, zone) === wanted ? after : before;
}

/** The day, such as 2026-03-29. */
export const dayOf = (time: number, zone = CITY_ZONE) => new Date(reading(time, zone)).toISOString().slice(0, 10);

/** The moment at which the day begins. */
export function beginOf(day: string, zone = CITY_ZONE): number {
  const date = new Date(day);
  return momentOf({ year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), hour: 0 }, zone);
}

import { daysOf, earlier, later, moved, ticksOf, windowOf, type Window } from './window.js';
import { beginOf, dayOf, momentOf, wallClock } from './zone.js';

const at = (text: string) => Date.parse(text);
const text = ({ from, to }: Window) => [new Date(from).toISOString(), new Date(to).toISOString()];
const HOUR_MS = 3_600_000;
const now = at('2026-11-28T20:20:00Z');

describe('The clock of the city', () => {
  it('is read in winter and in summer', () => {
    expect(wallClock(at('2026-01-01T23:30:00Z'))).toEqual({ year: 2026, month: 0, day: 2, hour: 0 });
    expect(wallClock(at('2026-07-01T22:30:00Z'))).toEqual({ year: 2026, month: 6, day: 2, hour: 0 });
    expect(dayOf(at('2026-07-01T22:30:00Z'))).toBe('2026-07-02');
  });

  it('begins each day at its own midnight, those on which it changes too', () => {
    expect(beginOf('2026-03-29')).toBe(at('2026-03-28T23:00:00Z'));
    expect(beginOf('2026-03-30')).toBe(at('2026-03-29T22:00:00Z'));
    expect(beginOf('2026-10-26')).toBe(at('2026-10-25T23:00:00Z'));
  });

  it('has no 2:00 in spring and two of them in autumn, of which the first counts', () => {
    const march = { year: 2026, month: 2, day: 29, hour: 2 };
    expect(wallClock(momentOf(march)).hour).toBe(3);
    expect(momentOf({ year: 2026, month: 9, day: 25, hour: 2 })).toBe(at('2026-10-25T00:00:00Z'));
  });

  it('works on the other side of the world', () => {
    const zone = 'America/St_Johns';
    const time = momentOf({ year: 2026, month: 2, day: 8, hour: 12 }, zone);
    expect(new Date(time).toISOString()).toBe('2026-03-08T14:30:00.000Z');
  });
});

describe('The time that a chart shows', () => {
  it('ends with this hour, or with today', () => {
    expect(text(windowOf('day', null, now))).toEqual(['2026-11-27T21:00:00.000Z', '2026-11-28T21:00:00.000Z']);
    expect(text(windowOf('week', null, now))).toEqual(['2026-11-21T23:00:00.000Z', '2026-11-28T23:00:00.000Z']);
  });

  it('is a day of 23 hours in spring and of 25 in autumn', () => {
    const hours = (day: string) => {
      const { from, to } = windowOf('day', day, now);
      return (to - from) / HOUR_MS;
    };
    expect(['2026-03-28', '2026-03-29', '2026-10-25'].map(hours)).toEqual([24, 23, 25]);
  });

  it('is a week from midnight to midnight, though the clock changes in it', () => {
    const { from, to } = windowOf('week', '2026-03-31', now);
    expect([dayOf(from), dayOf(to - 1), (to - from) / HOUR_MS]).toEqual(['2026-03-25', '2026-03-31', 7 * 24 - 1]);
  });

  it('is a month or a year of the calendar', () => {
    expect(text(windowOf('month', '2026-03-31', now))).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
    ]);
    const { from, to } = windowOf('year', '2024-02-29', now);
    expect([dayOf(from), dayOf(to - 1)]).toEqual(['2023-03-01', '2024-02-29']);
  });

  it('goes back and comes on again without leaving out or showing a day twice', () => {
    for (const range of ['day', 'week', 'month', 'year'] as const) {
      const present = windowOf(range, null, now);
      const before = windowOf(range, earlier(present), now);
      // The last 24 hours are of two days.
      if (range !== 'day') expect([range, dayOf(before.to)]).toEqual([range, dayOf(present.from)]);
      expect(later(before, earlier(present), now)).toBeNull();
      expect(later(present, null, now)).toBeUndefined();
      const long = windowOf(range, '2026-03-31', now);
      const next = windowOf(range, later(long, '2026-03-31', now)!, now);
      if (range !== 'year') expect(next.from).toBeLessThanOrEqual(long.to);
    }
  });

  it('moves to the last day of a shorter month', () => {
    expect(dayOf(moved(at('2026-03-31T10:00:00Z'), 'month', -1))).toBe('2026-02-28');
    expect(dayOf(moved(at('2024-02-29T10:00:00Z'), 'year', 1))).toBe('2025-02-28');
  });

  it('has no days that are still to come', () => {
    expect(daysOf(windowOf('week', '2026-11-30', now), now)).toEqual({ from: '2026-11-24', to: '2026-11-28' });
    expect(daysOf(windowOf('day', '2030-01-01', now), now)).toEqual({ from: '2026-11-28', to: '2026-11-28' });
  });
});

describe('The marks of the time axis', () => {
  const hours = (ticks: number[]) => ticks.map((time) => wallClock(time).hour);

  it('stand at full hours of the clock on the day on which it changes', () => {
    expect(hours(ticksOf(windowOf('day', '2026-03-29', now), 9))).toEqual([0, 3, 6, 9, 12, 15, 18, 21]);
    expect(hours(ticksOf(windowOf('day', '2026-10-25', now), 5))).toEqual([0, 6, 12, 18]);
  });

  it('stand at midnights, fewer where there is less room', () => {
    const week = windowOf('week', '2026-03-31', now);
    expect(ticksOf(week, 10)).toHaveLength(7);
    const few = ticksOf(week, 4);
    expect(few.length).toBeLessThanOrEqual(4);
    expect(new Set(hours(few))).toEqual(new Set([0]));
  });

  it('stand at the first of months', () => {
    const ticks = ticksOf(windowOf('year', '2026-10-31', now), 7).map((time) => dayOf(time));
    expect(ticks).toEqual(
      ['2025-11', '2026-01', '2026-03', '2026-05', '2026-07', '2026-09'].map((month) => `${month}-01`),
    );
  });
});

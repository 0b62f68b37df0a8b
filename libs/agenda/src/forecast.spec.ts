import { forecastOf } from './forecast.js';

const target = { date: '2026-04-11', value: 100 };
/** One more each day from 1 January 2026 on. */
const line = [0, 10, 20, 30].map((value, i) => ({
  day: new Date(Date.UTC(2026, 0, 1 + i * 10)).toISOString().slice(0, 10),
  value,
}));

describe('the forecast for a target', () => {
  it('goes on as fast as it went', () => {
    // One a day from 0 on 1 January: 100 on 11 April.
    expect(forecastOf(line, target)).toEqual({ value: expect.closeTo(100, 6), reachedOn: '2026-04-11' });
  });

  it('lies between figures that are not on a line, by least squares', () => {
    const points = [
      { day: '2026-01-01', value: 0 },
      { day: '2026-01-31', value: 40 },
      { day: '2026-03-02', value: 50 },
    ];
    // Through (30, 30) with a slope of 50 / 60: 30 + 70 * 5/6 after 100 days; 100 after 114 days.
    expect(forecastOf(points, target)).toEqual({
      value: expect.closeTo(30 + (70 * 5) / 6, 6),
      reachedOn: '2026-04-25',
    });
  });

  it('is none while the figures span less than 28 days, or nothing is known', () => {
    expect(forecastOf(line.slice(0, 3), target)).toBeNull();
    expect(forecastOf([], target)).toBeNull();
    expect(
      forecastOf(
        line.map(({ day }) => ({ day, value: null })),
        target,
      ),
    ).toBeNull();
  });

  it('names no day where it stands still or goes the wrong way', () => {
    const still = line.map(({ day }) => ({ day, value: 12 }));
    expect(forecastOf(still, target)).toEqual({ value: 12, reachedOn: null });
    expect(forecastOf(line, { ...target, value: 0 }, 'down')!.reachedOn).toBeNull();
  });

  it('forgets what is older than a year', () => {
    const old = { day: '2024-01-01', value: 1_000 };
    expect(forecastOf([old, ...line], target)).toEqual(forecastOf(line, target));
  });
});

import { stepAt, stepFrom, stepsOf, yearBefore } from './steps.js';

describe('The steps through time', () => {
  it('are the ends of months, and today', () => {
    expect(stepsOf({ first: '2024-01-15', today: '2024-03-10', last: '2024-05-02' })).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-10',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31',
    ]);
  });

  it('are quarters where there would be too many months', () => {
    const steps = stepsOf({ first: '2021-02-01', today: '2026-11-29', last: '2028-06-30' });
    expect(steps.slice(0, 3)).toEqual(['2021-03-31', '2021-06-30', '2021-09-30']);
    expect(steps.slice(steps.indexOf('2026-11-29') - 1)).toEqual([
      '2026-09-30',
      '2026-11-29',
      '2026-12-31',
      '2027-03-31',
      '2027-06-30',
      '2027-09-30',
      '2027-12-31',
      '2028-03-31',
      '2028-06-30',
    ]);
  });

  it('end today where nothing is promised, and are one where nothing is known', () => {
    expect(stepsOf({ first: '2026-10-02', today: '2026-11-29', last: '2026-11-29' })).toEqual([
      '2026-10-31',
      '2026-11-29',
    ]);
    expect(stepsOf({ first: '2026-11-29', today: '2026-11-29', last: '2026-11-29' })).toEqual(['2026-11-29']);
    expect(stepsOf({ first: '2026-11-30', today: '2026-11-30', last: '2026-11-30' })).toEqual(['2026-11-30']);
  });

  it('lead on from any day, and stop at the ends', () => {
    const steps = ['2024-01-31', '2024-02-29', '2024-03-31'];
    expect([stepFrom(steps, '2024-02-10', 1), stepFrom(steps, '2024-02-10', -1)]).toEqual(['2024-02-29', '2024-01-31']);
    expect([stepFrom(steps, '2024-03-31', 1), stepFrom(steps, '2024-01-31', -1)]).toEqual([undefined, undefined]);
    expect([stepAt(steps, '2023-01-01'), stepAt(steps, '2024-02-10'), stepAt(steps, '2030-01-01')]).toEqual([0, 1, 2]);
  });

  it('have one a year before, or the first there is', () => {
    const steps = stepsOf({ first: '2024-01-15', today: '2026-11-29', last: '2026-11-29' });
    expect(yearBefore(steps, '2026-11-29')).toBe('2025-10-31');
    expect(yearBefore(['2026-10-31', '2026-11-29'], '2026-11-29')).toBe('2026-10-31');
    expect(yearBefore(['2026-11-29'], '2026-11-29')).toBeUndefined();
  });
});

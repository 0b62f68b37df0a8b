import type { Target } from './kinds/goal.js';
import { expectedOn, statusOf } from './status.js';

const target: Target = {
  indicator: 'fibre-residential',
  baseline: { date: '2021-01-01', value: 0 },
  path: [{ date: '2025-01-01', value: 40 }],
  date: '2030-01-01',
  value: 100,
};

describe('a target of the agenda', () => {
  it('asks for what lies on a straight line between the days that were named', () => {
    // 731 of 1461 days between 2021-01-01 and 2025-01-01; 365 of 1826 to 2030-01-01.
    expect(expectedOn('2023-01-02', target)).toBeCloseTo((40 * 731) / 1461, 6);
    expect(expectedOn('2026-01-01', target)).toBeCloseTo(40 + (60 * 365) / 1826, 6);
  });

  it('asks for the baseline before it begins and for its value after its day', () => {
    expect(expectedOn('2019-01-01', target)).toBe(0);
    expect(expectedOn('2030-01-01', target)).toBe(100);
    expect(expectedOn('2040-01-01', target)).toBe(100);
  });

  it('asks for nothing before its day where nobody said where it began', () => {
    const bare = { ...target, baseline: undefined, path: [] };
    expect(expectedOn('2026-01-01', bare)).toBeNull();
    expect(statusOf(30, '2026-01-01', bare)).toBe('unknown');
    expect(statusOf(100, '2026-01-01', bare)).toBe('reached');
  });

  it.each([
    [40, 'on_track'],
    [30, 'at_risk'],
    [29.9, 'off_track'],
    [100, 'reached'],
  ])('with %d of the 40 that its path asks for is %s', (value, status) => {
    expect(statusOf(value, '2025-01-01', target)).toBe(status);
  });

  it('is off track after its day with anything less, and unknown without a figure', () => {
    expect(statusOf(99.9, '2030-01-01', target)).toBe('off_track');
    expect(statusOf(null, '2030-01-01', target)).toBe('unknown');
  });

  it('turns round where less is better', () => {
    const fewer: Target = { ...target, baseline: { date: '2021-01-01', value: 50 }, path: [], value: 0 };
    // Halfway, 1644 of 3287 days: 25 is asked for.
    expect(statusOf(24, '2025-07-02', fewer, 'down')).toBe('on_track');
    expect(statusOf(29, '2025-07-02', fewer, 'down')).toBe('at_risk');
    expect(statusOf(31, '2025-07-02', fewer, 'down')).toBe('off_track');
    expect(statusOf(0, '2025-07-02', fewer, 'down')).toBe('reached');
  });
});

import type { StationCompletenessResult } from '../../generated/graphql.js';

type Day = NonNullable<StationCompletenessResult['sensor']>['datastreams'][number]['completeness'][number];

export interface Complete {
  days: Day[];
  expected: number;
  received: number;
  /** Of all that were to come, rounded down: not all is never 100. */
  percent: number | null;
}

/** One row a day. Readings at an interval are what the chart shows; the sender's count is taken where none is expected. */
export function completeOf(rows: Day[]): Complete {
  const byDay = new Map<string, Day>();
  for (const row of rows) if (!byDay.has(row.day) || row.basis === 'INTERVAL') byDay.set(row.day, row);
  const days = [...byDay.values()].sort((a, b) => a.day.localeCompare(b.day));
  const sum = (of: 'expected' | 'received') => days.reduce((total, day) => total + day[of], 0);
  const [expected, received] = [sum('expected'), sum('received')];
  return { days, expected, received, percent: shareOf({ expected, received }) };
}

export const shareOf = ({ expected, received }: { expected: number; received: number }) =>
  expected === 0 ? null : Math.floor((Math.min(received, expected) / expected) * 1000) / 10;

/** One day on which a figure changed; shares in percent of all addresses, null where nothing is known. */
export interface TrendDay {
  /** YYYY-MM-DD; null: as far back as is known. */
  day: string | null;
  passed: number | null;
  connected: number | null;
  gigabit: number | null;
}
export const LINES = ['passed', 'connected', 'gigabit'] as const;
export type Line = (typeof LINES)[number];

interface Count {
  share: number | null;
}
export interface SeriesEntry {
  validFrom: string | null;
  levels?: (Count & { level: string })[];
  speeds?: (Count & { minDownMbit: number })[];
}

const GIGABIT = 1000;

/** Two series that change on days of their own as one: each figure holds until its next. */
export function trendOf(fibre: SeriesEntry[], any: SeriesEntry[]): TrendDay[] {
  const days = [...new Set([...fibre, ...any].map(({ validFrom }) => validFrom))].sort((a, b) =>
    (a ?? '').localeCompare(b ?? ''),
  );
  const level = (entry: SeriesEntry | undefined, name: string) =>
    entry?.levels?.find((one) => one.level === name)?.share ?? null;
  return days.map((day) => {
    const fibreThen = at(fibre, day);
    return {
      day,
      passed: level(fibreThen, 'PASSED'),
      connected: level(fibreThen, 'CONNECTED'),
      gigabit: at(any, day)?.speeds?.find(({ minDownMbit }) => minDownMbit === GIGABIT)?.share ?? null,
    };
  });
}

const at = (series: SeriesEntry[], day: string | null) =>
  series.findLast(({ validFrom }) => (validFrom ?? '') <= (day ?? ''));

/** No more than a person reads: of a longer trend the last day of each month, and the newest months. */
export function shortened(trend: TrendDay[], most = 36): TrendDay[] {
  if (trend.length <= most) return trend;
  const month = ({ day }: TrendDay) => day?.slice(0, 7);
  return trend.filter((one, i) => i === trend.length - 1 || month(one) !== month(trend[i + 1]!)).slice(-most);
}

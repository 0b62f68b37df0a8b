/** What the values of a bucket come to, with the moment at which it begins. */
export interface Point {
  time: number;
  mean: number;
  low: number;
  high: number;
}

type Value = { phenomenonTime: string; result: number | null };
type Bound = { result: number | null };

/** The three histories of one datastream are of the same buckets. */
export function pointsOf(stream: { mean: Value[]; low: Bound[]; high: Bound[] }): Point[] {
  return stream.mean.flatMap(({ phenomenonTime, result }, i) => {
    if (result === null) return [];
    const [low, high] = [stream.low[i]?.result ?? result, stream.high[i]?.result ?? result];
    return [{ time: Date.parse(phenomenonTime), mean: result, low, high }];
  });
}

/** As the server counts gaps: a reading may come late by half its interval. */
const LATE = 1.5;

/** From one bucket with values to the next so many buckets may lie, without a reading missing. */
export function stepsWithoutGap(points: Point[], bucketMs: number, intervalSeconds: number | null): number {
  const interval = intervalSeconds === null ? usualStep(points) : intervalSeconds * 1000;
  return Math.max(1, Math.ceil((interval * LATE) / bucketMs - 1e-9));
}

/** Where nobody has said how often readings come: as often as they do most of the time. */
function usualStep(points: Point[]): number {
  const steps = points.slice(1).map(({ time }, i) => time - points[i]!.time);
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

/** The pieces of a series between its gaps. A day of 23 or 25 hours is one step. */
export function pieces(points: Point[], bucketMs: number, intervalSeconds: number | null): Point[][] {
  const most = stepsWithoutGap(points, bucketMs, intervalSeconds);
  const all: Point[][] = [];
  for (const point of points) {
    const before = all.at(-1)?.at(-1);
    if (before && Math.round((point.time - before.time) / bucketMs) <= most) all.at(-1)!.push(point);
    else all.push([point]);
  }
  return all;
}

/** A column of a chart: a number; null breaks the line; undefined is another series' moment, over which it goes on. */
export type Column = (number | null | undefined)[];
export interface Aligned {
  times: number[];
  series: { mean: Column; low: Column; high: Column }[];
}

/** Series of the same buckets over common moments. In a silence all moments are null, and there is at least one. */
export function align(all: Point[][][], bucketMs: number): Aligned {
  const values = all.map((parts) => new Map(parts.flat().map((point) => [point.time, point])));
  const silences = all.map((parts) =>
    parts.slice(1).map((part, i) => ({ from: parts[i]!.at(-1)!.time, to: part[0]!.time })),
  );
  const breaks = silences.flat().map(({ from }) => from + bucketMs);
  const times = [...new Set([...values.flatMap((map) => [...map.keys()]), ...breaks])].sort((a, b) => a - b);
  const column = (i: number, of: 'mean' | 'low' | 'high'): Column => {
    let next = 0;
    return times.map((time) => {
      const point = values[i]!.get(time);
      if (point) return point[of];
      while (next < silences[i]!.length && silences[i]![next]!.to < time) next++;
      const silence = silences[i]![next];
      return silence && silence.from < time ? null : undefined;
    });
  };
  return {
    times,
    series: all.map((_, i) => ({ mean: column(i, 'mean'), low: column(i, 'low'), high: column(i, 'high') })),
  };
}

/** Where the value axis begins and ends: with some room, and from zero on where zero is near. */
export function valueRange(all: Point[][]): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { low: l, high: h } of all.flat()) [low, high] = [Math.min(low, l), Math.max(high, h)];
  if (low > high) return [0, 1];
  if (low === high) return low === 0 ? [0, 1] : [low - Math.abs(low) * 0.1, high + Math.abs(high) * 0.1];
  const room = (high - low) * 0.08;
  if (low >= 0 && low < high / 2) return [0, high + room];
  return [low - room, high <= 0 && high > low / 2 ? 0 : high + room];
}

export interface Summary {
  low: Point;
  high: Point;
  mean: number;
}

/** The lowest and the highest reading, and the mean over the time: an hour with many readings counts as much as one with few. */
export function summaryOf(points: Point[]): Summary | undefined {
  const [first] = points;
  if (!first) return undefined;
  let [low, high, sum] = [first, first, 0];
  for (const point of points) {
    if (point.low < low.low) low = point;
    if (point.high > high.high) high = point;
    sum += point.mean;
  }
  return { low, high, mean: sum / points.length };
}

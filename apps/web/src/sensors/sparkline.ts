const SILENCE_MS = 2 * 3_600_000;

export interface Sparkline {
  /** SVG path in the given box. A gap of more than two hours starts a new line: silence is not a straight line. */
  path: string;
  /** Position of the newest point. */
  end: [x: number, y: number];
}

/**
 * A small chart of a series, or undefined when there is nothing to draw a line of, as with texts. `points` are ascending in
 * time.
 */
export function sparkline(
  points: { phenomenonTime: string; result: number | null }[],
  width: number,
  height: number,
): Sparkline | undefined {
  const drawn = points.flatMap(({ phenomenonTime, result }) =>
    result === null ? [] : [{ time: Date.parse(phenomenonTime), result }],
  );
  if (drawn.length < 2) return undefined;
  const times = drawn.map(({ time }) => time);
  const values = drawn.map(({ result }) => result);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [times[0]!, times.at(-1)!];
  const x = (time: number) => Math.round(((time - from) / (to - from || 1)) * width * 10) / 10;
  const y = (value: number) =>
    high === low ? height / 2 : Math.round((1 - (value - low) / (high - low)) * height * 10) / 10;
  const steps = times.map(
    (time, i) => `${i === 0 || time - times[i - 1]! > SILENCE_MS ? 'M' : 'L'}${x(time)} ${y(values[i]!)}`,
  );
  return { path: steps.join(''), end: [x(to), y(values.at(-1)!)] };
}

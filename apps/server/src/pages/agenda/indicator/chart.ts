import { html, type Html } from '../../frame/html.js';

export interface Point {
  date: string;
  value: number;
}

const [WIDTH, HEIGHT] = [640, 240];
const [LEFT, RIGHT, TOP, BOTTOM] = [72, 14, 14, 34];

/** What was, as a line, and the paths to targets, dashed. At least two points of what was; shares always span 0 to 100. */
export function historyChart(
  title: string,
  was: Point[],
  paths: Point[][],
  { isShare, amount, dayOf }: { isShare: boolean; amount: (value: number) => string; dayOf: (date: string) => string },
): Html {
  const [start, end] = [timeOf(was[0]!.date), timeOf(was.at(-1)!.date)];
  const values = [...was, ...paths.flat()].map(({ value }) => value);
  const [low, high] = isShare ? [0, 100] : [Math.min(0, ...values), Math.max(...values) || 1];
  const x = (date: string) => tenth(LEFT + ((timeOf(date) - start) / (end - start)) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) => tenth(TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM));
  const line = (points: Point[]) => points.map((one, i) => `${i ? 'L' : 'M'}${x(one.date)} ${y(one.value)}`).join('');
  const steps = [0, 0.25, 0.5, 0.75, 1].map((part) => low + part * (high - low));
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
    ${steps.map(
      (value) =>
        html`<path class="grid" d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" />
          <text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end">${amount(value)}</text>`,
    )}
    <text x="${LEFT}" y="${HEIGHT - 10}">${dayOf(was[0]!.date)}</text>
    <text x="${WIDTH - RIGHT}" y="${HEIGHT - 10}" text-anchor="end">${dayOf(was.at(-1)!.date)}</text>
    ${paths.map((path) => html`<g class="line gigabit"><path d="${line(within(path, was[0]!.date, was.at(-1)!.date))}" /></g>`)}
    <g class="line passed"><path d="${line(was)}" /></g>
  </svg>`;
}

/** The part of a path that lies between two days; what begins before and ends after is cut there. */
export function within(path: Point[], from: string, to: string): Point[] {
  const at = (date: string): Point | undefined => {
    const next = path.findIndex((point) => point.date >= date);
    if (next <= 0) return path[next]?.date === date ? path[next] : undefined;
    const [before, after] = [path[next - 1]!, path[next]!];
    const passed = (timeOf(date) - timeOf(before.date)) / (timeOf(after.date) - timeOf(before.date));
    return { date, value: before.value + passed * (after.value - before.value) };
  };
  const ends = [at(from), at(to)];
  const inner = path.filter((point) => point.date > from && point.date < to);
  return [...(ends[0] ? [ends[0]] : []), ...inner, ...(ends[1] ? [ends[1]] : [])];
}

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const tenth = (pixels: number) => Math.round(pixels * 10) / 10;

import { Html, html } from '../frame/html.js';
import { LINES, type Line, type TrendDay } from './trend.js';

const [WIDTH, HEIGHT] = [640, 260];
// Room for letters that are large where the screen is small.
const [LEFT, RIGHT, TOP, BOTTOM] = [72, 14, 14, 34];
// Never by colour alone: each line has its own dashes and its own sign where it changes.
const SIGNS: Record<Line, (x: number, y: number) => Html> = {
  passed: (x, y) => html`<circle cx="${x}" cy="${y}" r="4" />`,
  connected: (x, y) => html`<rect x="${x - 4}" y="${y - 4}" width="8" height="8" />`,
  gigabit: (x, y) => html`<path d="M${x} ${y - 5}l5 9h-10z" />`,
};

export interface ChartWords {
  /** What the chart shows, for who does not see it. */
  title: string;
  name: Record<Line, string>;
  percent: (share: number) => string;
  year: (year: number) => string;
}

/** Shares over time as lines that go up in steps, for a figure holds until the next; null where there is only one day. */
export function chart(trend: TrendDay[], today: string, words: ChartWords): Html | null {
  const days = trend.filter((one) => one.day !== null);
  if (days.length < 2) return null;
  const [start, end] = [timeOf(days[0]!.day!), Math.max(timeOf(days.at(-1)!.day!), timeOf(today))];
  const x = (time: number) =>
    Math.round((LEFT + ((time - start) / (end - start || 1)) * (WIDTH - LEFT - RIGHT)) * 10) / 10;
  const y = (share: number) => Math.round((TOP + (1 - share / 100) * (HEIGHT - TOP - BOTTOM)) * 10) / 10;
  const firstYear = new Date(start).getUTCFullYear() + 1;
  const years = Array.from(
    { length: Math.max(0, new Date(end).getUTCFullYear() - firstYear + 1) },
    (_, i) => firstYear + i,
  );
  return html`<figure>
    <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words.title}">
      ${[0, 25, 50, 75, 100].map(
        (share) =>
          html`<path class="grid" d="M${LEFT} ${y(share)}H${WIDTH - RIGHT}" />
            <text x="${LEFT - 6}" y="${y(share) + 4}" text-anchor="end">${words.percent(share)}</text>`,
      )}
      ${years.map(
        (year) =>
          html`<path class="grid" d="M${x(Date.UTC(year, 0))} ${TOP}V${HEIGHT - BOTTOM}" />
            <text x="${x(Date.UTC(year, 0))}" y="${HEIGHT - 10}" text-anchor="middle">${words.year(year)}</text>`,
      )}
      ${LINES.map((line) => lineOf(line, days, x, y, end))}
    </svg>
    <figcaption>
      <ul class="legend">
        ${LINES.map(
          (line) =>
            html`<li>
              <svg class="chart" width="44" height="14" viewBox="0 0 44 14" aria-hidden="true">
                <g class="line ${line}">
                  <path d="M2 7H42" />
                  ${SIGNS[line](22, 7)}
                </g>
              </svg>
              ${words.name[line]}
            </li>`,
        )}
      </ul>
    </figcaption>
  </figure>`;
}

function lineOf(
  line: Line,
  days: TrendDay[],
  x: (time: number) => number,
  y: (share: number) => number,
  end: number,
): Html | null {
  const known = days.filter((one) => one[line] !== null);
  if (!known.length) return null;
  const points = known.map((one) => ({ x: x(timeOf(one.day!)), y: y(one[line]!) }));
  const path = points.map((point, i) => (i === 0 ? `M${point.x} ${point.y}` : `H${point.x}V${point.y}`)).join('');
  const changes = points.filter((point, i) => i === 0 || point.y !== points[i - 1]!.y);
  return html`<g class="line ${line}">
    <path d="${path}H${x(end)}" />
    ${changes.map((point) => SIGNS[line](point.x, point.y))}
  </g>`;
}

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

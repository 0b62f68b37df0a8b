import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../../app/theme.js';
import { useText } from '../../i18n/text.js';
import { bandColour, LINES } from './lines.js';
import { MOMENTS } from './moments.js';
import { valueRange, type Aligned, type Point } from './series.js';
import { BUCKETS, ticksOf, type Window } from './window.js';

interface ChartProps {
  window: Window;
  aligned: Aligned;
  /** By station, the pieces between gaps. */
  pieces: Point[][][];
  /** What the chart shows, for those who do not see it. */
  text: string;
  onPoint: (index: number | null) => void;
}

const PIXELS_PER_TICK = 64;

/** Lines of the means over bands from the lowest to the highest values; what is under the pointer is told to the caller. */
export function Chart({ window, aligned, pieces, text, onPoint }: ChartProps) {
  const { lang, format } = useText();
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const data = useMemo(() => dataOf(aligned, BUCKETS[window.range].ms / 2), [aligned, window.range]);
  const { range, from, to } = window;

  useEffect(() => {
    if (!box.current || width === 0) return;
    const style = getComputedStyle(box.current);
    const [ink, rule] = [style.getPropertyValue('color'), theme === 'light' ? '#0000001a' : '#ffffff26'];
    const font = `13px ${style.fontFamily}`;
    const axis = { stroke: ink, font, grid: { stroke: rule, width: 1 }, ticks: { show: false } };
    const [low, high] = valueRange(pieces.flat());
    const shown = { range, from, to };
    const options: uPlot.Options = {
      width,
      height: Math.round(Math.min(340, Math.max(220, width * 0.45))),
      padding: [12, 16, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false, points: { size: 8 } },
      scales: { x: { time: false, range: [from, to] }, y: { range: [low, high] } },
      axes: [
        {
          ...axis,
          size: 32,
          splits: () => ticksOf(shown, Math.floor(width / PIXELS_PER_TICK)),
          values: (_plot, times) => times.map((time) => MOMENTS[lang].tick(time, range)),
          space: 0,
        },
        {
          ...axis,
          size: 56,
          values: (_plot, values, _axis, _space, step) => values.map((value) => format.number(value, digitsOf(step))),
        },
      ],
      series: [{}, ...pieces.flatMap((parts, i) => seriesOf(parts, i, aligned, theme))],
      bands: pieces.map((_, i) => ({ series: [2 + 3 * i, 1 + 3 * i], fill: bandColour(LINES[i]!, theme) })),
      hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
    };
    const plot = new uPlot(options, data, box.current);
    return () => {
      plot.destroy();
      onPoint(null);
    };
  }, [range, from, to, width, theme, lang, format, data, aligned, pieces, onPoint]);

  return <div className="chart" ref={box} role="img" aria-label={text} />;
}

/** A bucket is drawn where its middle is. */
const dataOf = ({ times, series }: Aligned, half: number) =>
  [
    times.map((time) => time + half),
    ...series.flatMap(({ low, high, mean }) => [low, high, mean]),
  ] as uPlot.AlignedData;

function seriesOf(parts: Point[][], i: number, { times }: Aligned, theme: 'light' | 'dark'): uPlot.Series[] {
  const line = LINES[i]!;
  // A value between two gaps is no line.
  const alone = new Set(parts.filter((part) => part.length === 1).map(([point]) => point!.time));
  const indices = times.flatMap((time, index) => (alone.has(time) ? [index] : []));
  const edge: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };
  const mean: uPlot.Series = {
    stroke: line[theme],
    width: 2,
    dash: line.dash,
    points: {
      show: indices.length > 0,
      size: 6,
      fill: line[theme],
      dash: [],
      filter: () => indices,
    } as uPlot.Series.Points,
  };
  return [edge, edge, mean];
}

/** 2.5 has one. */
const digitsOf = (step: number) => [0, 1, 2].find((digits) => isWhole(step * 10 ** digits)) ?? 3;
const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6;

function useWidth(box: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

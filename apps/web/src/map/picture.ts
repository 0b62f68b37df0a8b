import type { Key } from './keys.js';
import { FILLED, PATTERNS, SYMBOLS } from './symbols.js';

/** What is drawn under the map, so that a picture still says what it shows when it has left the page. */
export interface Caption {
  title: string;
  keys: { group: string; keys: Key[] }[];
  sources: string;
  date: string;
  /** That it shows invented data; undefined: it shows none. */
  demo: string | undefined;
  ink: string;
  ground: string;
}

const LINE = 22;
const MARGIN = 16;

/** Where each entry stands in columns of the same height, from the top left; no heading stands at the foot of one, without its keys. */
export function inColumns(
  isHeading: boolean[],
  columns: number,
): { places: { column: number; row: number }[]; rows: number } {
  for (let rows = Math.max(1, Math.ceil(isHeading.length / columns)); ; rows++) {
    const places: { column: number; row: number }[] = [];
    let [column, row] = [0, 0];
    isHeading.forEach((heading, i) => {
      if (row === rows || (heading && row === rows - 1 && row > 0 && i < isHeading.length - 1))
        [column, row] = [column + 1, 0];
      places.push({ column, row: row++ });
    });
    if (column < columns) return { places, rows };
  }
}

/** A picture of the map with its legend, sources and date below. Sizes are CSS pixels times `ratio`. */
export function pictureOf(map: HTMLCanvasElement, ratio: number, caption: Caption): HTMLCanvasElement {
  const width = map.width / ratio;
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN) / 250));
  const entries = caption.keys.flatMap(({ group, keys }) => [{ heading: group }, ...keys]);
  const { places, rows } = inColumns(
    entries.map((entry) => 'heading' in entry),
    columns,
  );
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (!context) throw new Error('This browser draws no 2D canvas.');
  const font = (size: number, weight = 400) => `${weight} ${size}px "Fira Sans", sans-serif`;
  context.font = font(12);
  const sources = wrap(context, caption.sources, width - 2 * MARGIN);
  const demo = wrap(context, caption.demo ?? '', width - 2 * MARGIN);
  const foot = [...demo, caption.date, ...sources];
  const height = map.height / ratio + 2 * MARGIN + 30 + rows * LINE + 8 + foot.length * 17;
  picture.width = map.width;
  picture.height = Math.ceil(height * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = caption.ground;
  context.fillRect(0, 0, width, height);
  context.drawImage(map, 0, 0, width, map.height / ratio);

  let y = map.height / ratio + MARGIN + 16;
  context.fillStyle = caption.ink;
  context.font = font(18, 600);
  context.fillText(caption.title, MARGIN, y);
  y += 14;
  const columnWidth = (width - 2 * MARGIN) / columns;
  entries.forEach((entry, i) => {
    const { column, row } = places[i]!;
    const x = MARGIN + column * columnWidth;
    const top = y + row * LINE;
    const heading = 'heading' in entry;
    if (!heading) drawSwatch(context, entry, x, top);
    context.fillStyle = caption.ink;
    context.font = font(13, heading ? 600 : 400);
    context.fillText(heading ? entry.heading : entry.text, heading ? x : x + 26, top + 15, columnWidth - 32);
  });
  y += rows * LINE + 22;
  foot.forEach((line, i) => {
    context.font = font(12, i < demo.length ? 600 : 400);
    context.fillText(line, MARGIN, y);
    y += 17;
  });
  return picture;
}

function drawSwatch(context: CanvasRenderingContext2D, { swatch }: Key, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.scale(0.75, 0.75);
  context.fillStyle = context.strokeStyle = swatch.colour;
  if (swatch.shape === 'symbol') context.fill(new Path2D(SYMBOLS[swatch.symbol]), 'evenodd');
  else {
    context.lineWidth = swatch.shape === 'line' ? (swatch.width ?? 3.5) : 2;
    context.setLineDash((swatch.dash ?? []).map((part) => part * 2.5));
    if (swatch.shape === 'line') context.stroke(new Path2D('M0 12h24'));
    else {
      context.strokeRect(2, 4, 20, 16);
      if (swatch.pattern) {
        context.clip(new Path2D('M2 4h20v16h-20z'));
        context.translate(3, 4);
        const hatching = new Path2D(PATTERNS[swatch.pattern]);
        if (FILLED.includes(swatch.pattern)) context.fill(hatching);
        else context.stroke(hatching);
      }
    }
  }
  context.restore();
}

function wrap(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && context.measureText(`${last} ${word}`).width <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

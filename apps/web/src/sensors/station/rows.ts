import type { Aligned } from './series.js';

export interface Figure {
  mean: number;
  low: number;
  high: number;
}

/** A moment with what each of the stations has for it; with no value of any, the beginning of a gap. */
export interface Row {
  time: number;
  figures: (Figure | null)[];
}

/** The same figures as the chart, the newest first. */
export const rowsOf = ({ times, series }: Aligned): Row[] =>
  times
    .map((time, i) => ({
      time,
      figures: series.map((columns): Figure | null => {
        const [mean, low, high] = [columns.mean[i], columns.low[i], columns.high[i]];
        return isNumber(mean) && isNumber(low) && isNumber(high) ? { mean, low, high } : null;
      }),
    }))
    .reverse();

const isNumber = (value: unknown): value is number => typeof value === 'number';

export const isGap = ({ figures }: Row) => figures.every((figure) => figure === null);

export interface CsvStation {
  id: string;
  name: string;
}

/** As RFC 4180 has it: times in UTC, points in numbers, quotes where they are needed; oldest first. */
export function csvOf(stations: CsvStation[], property: string, unit: string | null, rows: Row[]): string {
  const head = ['begin', 'sensor_id', 'sensor', 'property', 'unit', 'minimum', 'mean', 'maximum'];
  const lines = rows.toReversed().flatMap(({ time, figures }) =>
    figures.flatMap((figure, i) => {
      const station = stations[i];
      if (!figure || !station) return [];
      const { low, mean, high } = figure;
      return [[new Date(time).toISOString(), station.id, station.name, property, unit ?? '', low, rounded(mean), high]];
    }),
  );
  return [head, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** A mean is not known to 15 digits. */
const rounded = (value: number) => Number(value.toPrecision(6));

/** A name that a spreadsheet would take for a formula is kept from that. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

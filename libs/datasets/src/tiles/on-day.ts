import { columnsOnDay, type TileBand } from '../definition.js';
import { isDay } from '../graph/scalars.js';
import type { TileSet } from './tile-set.js';

/** Of other days nobody knows anything that a map could show. */
export const FIRST_DAY = '1990-01-01';
export const LAST_DAY = '2100-12-31';

/** A tile of another day than the one on which it is asked for: both as YYYY-MM-DD. What is to come depends on both. */
export interface OnDay {
  day: string;
  today: string;
}

/** Reads a day of which there are tiles. Undefined: there are none, or it is no day. */
export function readDay(value: unknown): string | undefined {
  const isKnown = typeof value === 'string' && isDay(value);
  return isKnown && value >= FIRST_DAY && value <= LAST_DAY ? value : undefined;
}

/** What is promised by today or a day to come is another thing each day; what was is not. */
export const isOpen = ({ day, today }: OnDay) => day >= today;

/** Differs whenever a tile may differ for its day. */
export const dayTag = (on: OnDay) => (isOpen(on) ? `${on.day}-${on.today}` : on.day);

/** The band as it shows another day. */
export const bandOnDay = (band: TileBand): TileBand => ({ ...band, columns: columnsOnDay(band) });

/** The layers of a set that can show another day, with the columns that only another day has. Undefined: none can. */
export function layersOnDay({ layers }: TileSet): Record<string, string[]> | undefined {
  const dated = layers.flatMap(({ id, geometry }): [string, string[]][] => {
    const bands = geometry.tiles.flatMap(({ onDay }) => onDay ?? []);
    return bands.length ? [[id, [...new Set(bands.flatMap(({ more }) => Object.keys(more ?? {})))]]] : [];
  });
  return dated.length ? Object.fromEntries(dated) : undefined;
}

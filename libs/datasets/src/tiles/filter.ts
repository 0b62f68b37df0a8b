import { createHash } from 'node:crypto';
import { columnsFiltered, type DatasetDefinition, type TileBand } from '../definition.js';
import { parametersOf, selectionOf } from '../downloads/selection.js';
import type { Layer, TileSet } from './tile-set.js';

/** A tile of the rows that all of these conditions let through. */
export interface TileFilter {
  /** The same for conditions that say the same, and for no others. */
  id: string;
  conditions: string[];
  /** What they ask of. */
  columns: string[];
  /** Of their parameters, from $1 on. */
  values: unknown[];
}

/** The layer of tiles that can be filtered: of several in one tile nobody could say which one is meant. */
export function filteredLayer({ layers }: TileSet): Layer | undefined {
  const [only, ...others] = layers;
  return only && !others.length && only.geometry.tiles.some(({ filtered }) => filtered) ? only : undefined;
}

/** What files are asked for, without what tiles are asked for by their URLs. */
function filtersOf({ geometry: _, onDay: __, asked: ___, ...definition }: DatasetDefinition): DatasetDefinition {
  return definition;
}

/** The parameters of such tiles, and what each is for. */
export const filterParameters = (layer: Layer): Record<string, string> => parametersOf(filtersOf(layer));

/**
 * Reads the parameters that files take, too.
 * @throws BadSelection
 */
export function readFilter(layer: Layer, query: Record<string, unknown>): TileFilter | undefined {
  const normal = Object.entries(query)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => [name, typeof text === 'string' ? inOrder(text) : text] as const);
  const { conditions, values } = selectionOf(filtersOf(layer), Object.fromEntries(normal));
  if (!conditions.length) return undefined;
  const { filters = {} } = layer;
  const columns = normal.map(([name]) => (Object.hasOwn(filters, name) ? name : name.slice(0, -'_from'.length)));
  const id = createHash('sha256').update(JSON.stringify(normal)).digest('base64url').slice(0, 16);
  return { id, conditions, columns, values };
}

/** A list says the same in any order. A comma within a name has a space behind it. */
const inOrder = (text: string) => [...new Set(text.split(/,(?! )/))].sort().join(',');

/** The band as it counts what a filter lets through. */
export const bandFiltered = (band: TileBand): TileBand =>
  band.filtered ? { ...band, columns: columnsFiltered(band.filtered) } : band;

/** All conditions of a filter as one. @param before so many values come before its own */
export const conditionOf = ({ conditions }: TileFilter, before: number): string =>
  conditions.map((one) => `(${one.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + before}`)})`).join(' AND ');

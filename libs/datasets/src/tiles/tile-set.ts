import { createHash } from 'node:crypto';
import type { Registry } from '../catalogue/registry.js';
import type { Bilingual, DatasetDefinition, TileBand } from '../definition.js';
import { type Box, type DatasetVersion, type DatasetVersions, versionTag, versionWithin } from '../versions.js';
import { BUFFER, EXTENT, tileMetres, type TileAddress } from './grid.js';

export type Layer = DatasetDefinition & { geometry: { tiles: TileBand[] } };

/** All views of which something is drawn at some zoom. */
export const viewsOf = (layers: Layer[]) => [
  ...new Set(layers.flatMap(({ view, geometry }) => [view, ...geometry.tiles.map((band) => band.view ?? view)])),
];
export const firstZoom = ({ geometry }: Layer) => geometry.tiles[0]!.fromZoom;

/** What one URL serves: the layers of its tiles. */
export interface TileSet {
  id: string;
  title: Bilingual;
  description: Bilingual;
  layers: Layer[];
}

/** All that the map shows at first, in one request for each tile. */
export const CITY = 'city';

/** Each dataset that is on the map by itself, and the city. */
export function tileSets(registry: Registry): Map<string, TileSet> {
  const layers = registry.all.filter(isOnMap);
  const city: TileSet = {
    id: CITY,
    title: { de: 'Stadt', en: 'City' },
    description: {
      de: 'Was die Karte zuerst zeigt, in einer Kachel: jeder Datensatz eine Ebene mit seiner Kennung.',
      en: 'What the map shows at first, in one tile: each dataset a layer with its id.',
    },
    layers: layers.filter(({ geometry }) => geometry.inCity),
  };
  const sets = [...(city.layers.length ? [city] : []), ...layers.map((one) => ({ ...one, layers: [one] }))];
  return new Map(sets.map((set) => [set.id, set]));
}

const isOnMap = (definition: DatasetDefinition): definition is Layer => Boolean(definition.geometry?.tiles?.length);

/** Differs whenever a tile of the set may differ. */
export function setTag({ layers }: TileSet, versions: DatasetVersions): string {
  return joined(layers, (layer) => versions.of(layer.id));
}

/** Grows with each change of a layer, for as long as the database is the same. */
export function setVersion({ layers }: TileSet, versions: DatasetVersions): number {
  return layers.reduce((sum, { id }) => sum + (versions.of(id)?.version ?? 0), 0);
}

/** Differs whenever this tile may differ; changes elsewhere leave it as it is. */
export function tileTag({ layers }: TileSet, versions: DatasetVersions, tile: TileAddress): string {
  const box = reachOf(tile);
  return joined(layers, (layer) => {
    const state = versions.of(layer.id);
    return state && versionWithin(state, box);
  });
}

/**
 * Begins with the sum of the versions, so that of two tags one can tell which is the older. The rest says whether they are the same;
 * of many layers it would be longer than most URLs.
 */
function joined(layers: Layer[], stateOf: (layer: Layer) => DatasetVersion | undefined): string {
  const states = layers.map(stateOf);
  const tags = layers.map((layer, i) => versionTag(layer, states[i]));
  if (tags.length === 1) return tags[0]!;
  const sum = states.reduce((total, state) => total + (state?.version ?? 0), 0);
  return `${sum}-${createHash('sha256').update(tags.join()).digest('base64url').slice(0, 16)}`;
}

/** What lies in a tile, with what reaches over its edge. */
function reachOf(tile: TileAddress): Box {
  const { west, north, unit } = tileMetres(tile);
  const [margin, side] = [BUFFER * unit, EXTENT * unit];
  return { west: west - margin, north: north + margin, east: west + side + margin, south: north - side - margin };
}

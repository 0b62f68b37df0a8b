import { createHash } from 'node:crypto';
import type { Registry } from '../catalogue/registry.js';
import type { Bilingual, DatasetDefinition, TileBand } from '../definition.js';
import { type Box, type DatasetVersions, versionTag, versionWithin } from '../versions.js';
import { BUFFER, EXTENT, tileMetres, type TileAddress } from './grid.js';

export type Layer = DatasetDefinition & { geometry: { tiles: TileBand[] } };

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
  return joined(layers.map((layer) => versionTag(layer, versions.of(layer.id))));
}

/** Differs whenever this tile may differ; changes elsewhere leave it as it is. */
export function tileTag({ layers }: TileSet, versions: DatasetVersions, tile: TileAddress): string {
  const box = reachOf(tile);
  return joined(
    layers.map((layer) => {
      const state = versions.of(layer.id);
      return versionTag(layer, state && versionWithin(state, box));
    }),
  );
}

/** A tag of many layers would be longer than most URLs. */
const joined = (tags: string[]) =>
  tags.length === 1 ? tags[0]! : createHash('sha256').update(tags.join()).digest('base64url').slice(0, 16);

/** What lies in a tile, with what reaches over its edge. */
function reachOf(tile: TileAddress): Box {
  const { west, north, unit } = tileMetres(tile);
  const [margin, side] = [BUFFER * unit, EXTENT * unit];
  return { west: west - margin, north: north + margin, east: west + side + margin, south: north - side - margin };
}

import { geoJSONToTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature } from 'geojson';
import { BUFFER, EXTENT } from './grid.js';

/** One layer of a tile, of features with coordinates in the tile: 0 to 1, y downwards. Nothing where it has no features. */
export function writeLayer(name: string, features: Feature[]): Buffer {
  if (!features.length) return Buffer.alloc(0);
  // As if the tile were the only one in the world.
  const tile = geoJSONToTile({ type: 'FeatureCollection', features }, 0, 0, 0, {
    coordinates: 'unitSquare',
    tolerance: 0,
    extent: EXTENT,
    buffer: BUFFER,
  });
  return Buffer.from(fromGeojsonVt({ [name]: tile }, { version: 2, extent: EXTENT }));
}

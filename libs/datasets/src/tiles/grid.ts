import type { TileBand } from '../definition.js';

/** Units along a tile's side, and how far a tile reaches beyond it: https://github.com/mapbox/vector-tile-spec/tree/master/2.1 */
export const EXTENT = 4096;
export const BUFFER = 64;
/** Deeper zooms are drawn from the tiles of this one: its unit is 15 cm on the equator. */
export const MAX_TILE_ZOOM = 16;

const WORLD_METRES = 2 * Math.PI * 6378137;
const DEEPEST_ZOOM = 30;

/** A tile of the web-mercator grid (EPSG:3857), y counted from the north. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

/** Reads z, x and y from a path. Undefined: there is no such tile in the grid. */
export function tileAddress(path: Record<'z' | 'x' | 'y', string>): TileAddress | undefined {
  if (![path.z, path.x, path.y].every((text) => /^\d{1,10}$/.test(text))) return undefined;
  const tile = { z: Number(path.z), x: Number(path.x), y: Number(path.y) };
  const side = 2 ** tile.z;
  return tile.z <= DEEPEST_ZOOM && tile.x < side && tile.y < side ? tile : undefined;
}

/** The band that is drawn at this zoom. Undefined: nothing is. */
export function bandAt(bands: TileBand[], zoom: number): TileBand | undefined {
  return zoom > MAX_TILE_ZOOM ? undefined : bands.findLast(({ fromZoom }) => fromZoom <= zoom);
}

/** The north-west corner and the length of one tile unit, in metres of EPSG:3857. */
export function tileMetres({ z, x, y }: TileAddress): { west: number; north: number; unit: number } {
  const side = WORLD_METRES / 2 ** z;
  return { west: x * side - WORLD_METRES / 2, north: WORLD_METRES / 2 - y * side, unit: side / EXTENT };
}

/** From metres of EPSG:3857 to degrees of EPSG:4326. @returns longitude, latitude */
export function metresToDegrees(x: number, y: number): [number, number] {
  const degrees = 360 / WORLD_METRES;
  return [x * degrees, (Math.atan(Math.sinh((y * 2 * Math.PI) / WORLD_METRES)) * 180) / Math.PI];
}

/** Degrees: west, south, east, north. */
export type Bounds = [number, number, number, number];

/** Whether what lies in this box cannot be seen in the tile, nor in the margin that it reaches beyond its sides. */
export function liesOutside(tile: TileAddress, [west, south, east, north]: Bounds): boolean {
  const { west: left, north: top, unit } = tileMetres(tile);
  // Twice the margin: bounds are rounded on their way.
  const margin = 2 * BUFFER * unit;
  const [leftmost, uppermost] = metresToDegrees(left - margin, top + margin);
  const [rightmost, lowest] = metresToDegrees(left + EXTENT * unit + margin, top - EXTENT * unit - margin);
  return rightmost < west || leftmost > east || uppermost < south || lowest > north;
}

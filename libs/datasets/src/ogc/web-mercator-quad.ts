// The grid of all tiles here, as OGC 17-083r4 describes it: https://docs.ogc.org/is/17-083r4/17-083r4.html#toc48
import { EXTENT, MAX_TILE_ZOOM, tileMetres, type Bounds, type TileAddress } from '../tiles/grid.js';

export const GRID = 'WebMercatorQuad';
export const GRID_URI = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';
export const WEB_MERCATOR = 'http://www.opengis.net/def/crs/EPSG/0/3857';
export const WGS_84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

const TILE_PIXELS = 256;
/** Width of a pixel by which the standard reckons scales, in metres. */
const PIXEL = 0.00028;
const DEEPEST = 24;

export function webMercatorQuad(): object {
  const { west, north } = tileMetres({ z: 0, x: 0, y: 0 });
  return {
    id: GRID,
    title: 'Google Maps Compatible for the World',
    uri: GRID_URI,
    crs: WEB_MERCATOR,
    orderedAxes: ['X', 'Y'],
    wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
    tileMatrices: Array.from({ length: DEEPEST + 1 }, (_, z) => {
      const cellSize = (tileMetres({ z, x: 0, y: 0 }).unit * EXTENT) / TILE_PIXELS;
      return {
        id: String(z),
        scaleDenominator: cellSize / PIXEL,
        cellSize,
        pointOfOrigin: [west, north],
        tileWidth: TILE_PIXELS,
        tileHeight: TILE_PIXELS,
        matrixWidth: 2 ** z,
        matrixHeight: 2 ** z,
      };
    }),
  };
}

/** In which rows and columns of a zoom something may lie. */
export interface TileMatrixLimits {
  tileMatrix: string;
  minTileRow: number;
  maxTileRow: number;
  minTileCol: number;
  maxTileCol: number;
}

/** Without bounds there is nothing, and no tile either. */
export function limitsOf(bounds: Bounds | undefined, minZoom: number): TileMatrixLimits[] {
  if (!bounds) return [];
  const [west, south, east, north] = bounds;
  return Array.from({ length: MAX_TILE_ZOOM - minZoom + 1 }, (_, i) => {
    const side = 2 ** (minZoom + i);
    const inside = (index: number) => Math.max(0, Math.min(side - 1, Math.floor(index)));
    const column = (longitude: number) => inside(((longitude + 180) / 360) * side);
    const row = (latitude: number) =>
      inside(((1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2) * side);
    return {
      tileMatrix: String(minZoom + i),
      minTileRow: row(north),
      maxTileRow: row(south),
      minTileCol: column(west),
      maxTileCol: column(east),
    };
  });
}

export function isWithin(limits: TileMatrixLimits[], { z, x, y }: TileAddress): boolean {
  const at = limits.find(({ tileMatrix }) => tileMatrix === String(z));
  return at !== undefined && y >= at.minTileRow && y <= at.maxTileRow && x >= at.minTileCol && x <= at.maxTileCol;
}

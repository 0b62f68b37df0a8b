import { geoJSONToTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { sqlFile, type Database } from '@stadtlage/database';
import type { Feature } from 'geojson';
import type { TileBand } from '../definition.js';
import { quoted, read } from '../read.js';
import { bandAt, BUFFER, EXTENT, tileMetres, type TileAddress } from './grid.js';
import type { Layer } from './tile-set.js';

const MVT = sqlFile(import.meta.url, 'mvt.sql');
const FEATURES = sqlFile(import.meta.url, 'features.sql');
const TILE_TIMEOUT = 15_000;

/** Makes Mapbox Vector Tiles (2.1): a layer for each dataset, named as it. */
export interface TileEncoder {
  /**
   * @param signal stops the database, too, where it can
   * @returns the tile, not compressed; undefined when nothing lies in it
   */
  encode(layers: Layer[], tile: TileAddress, signal?: AbortSignal): Promise<Buffer | undefined>;
}

export function tileEncoder(database: Database): TileEncoder {
  return database.embedded ? new GeoJsonTileEncoder(database) : new PostgisTileEncoder(database);
}

/** Lets PostGIS encode: the fastest way, one query for all layers. */
export class PostgisTileEncoder implements TileEncoder {
  constructor(private readonly database: Database) {}

  async encode(layers: Layer[], tile: TileAddress, signal?: AbortSignal): Promise<Buffer | undefined> {
    const drawn = drawnAt(layers, tile);
    if (!drawn.length) return undefined;
    // A tile is a list of layers, and Protocol Buffers join by being written one after the other.
    const sql = drawn.map(({ layer, band }) => `COALESCE((${bandSql(MVT, layer, band)}), '')`).join(' || ');
    const values = [tile.z, tile.x, tile.y, tileMetres(tile).unit];
    const [row] = await read<{ tile: Buffer }>(this.database, TILE_TIMEOUT, `SELECT ${sql} AS tile`, values, signal);
    return row?.tile.length ? row.tile : undefined;
  }
}

/** For the embedded PostGIS, which has no ST_AsMVT: it clips and simplifies alike, and the encoding happens here. */
export class GeoJsonTileEncoder implements TileEncoder {
  constructor(private readonly database: Database) {}

  async encode(layers: Layer[], tile: TileAddress, signal?: AbortSignal): Promise<Buffer | undefined> {
    const { unit, west, north } = tileMetres(tile);
    const values = [tile.z, tile.x, tile.y, unit, west, north];
    const encoded: Parameters<typeof fromGeojsonVt>[0] = {};
    for (const { layer, band } of drawnAt(layers, tile)) {
      const sql = bandSql(FEATURES, layer, band);
      const rows = await read<Omit<Feature, 'type'>>(this.database, TILE_TIMEOUT, sql, values, signal);
      const features = rows.map((row): Feature => ({ type: 'Feature', ...row }));
      if (!features.length) continue;
      // The coordinates are those of the tile already, as if it were the only one in the world.
      encoded[layer.id] = geoJSONToTile({ type: 'FeatureCollection', features }, 0, 0, 0, {
        coordinates: 'unitSquare',
        tolerance: 0,
        extent: EXTENT,
        buffer: BUFFER,
      });
    }
    if (!Object.keys(encoded).length) return undefined;
    return Buffer.from(fromGeojsonVt(encoded, { version: 2, extent: EXTENT }));
  }
}

function drawnAt(layers: Layer[], { z }: TileAddress): { layer: Layer; band: TileBand }[] {
  return layers.flatMap((layer) => {
    const band = bandAt(layer.geometry.tiles, z);
    return band ? [{ layer, band }] : [];
  });
}

/** JSON keeps numbers and booleans what they are in both encoders, and leaves nulls out. */
function bandSql(sql: string, layer: Layer, band: TileBand): string {
  const pairs = [...new Set(['id', ...band.columns])].map((name) => `'${name}', ${quoted(name)}`);
  return sql
    .replace(':properties', () => `jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))`)
    .replace(':layer', () => `'${layer.id}'`)
    .replace(':view', () => band.view ?? layer.view)
    .replace(':condition', () => `(${band.where ?? 'true'})`);
}

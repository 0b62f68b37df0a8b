import { geoJSONToTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { sqlFile, type Database } from '@stadtlage/database';
import type { Feature } from 'geojson';
import type { DatasetDefinition, TileBand } from '../definition.js';
import { quoted, read } from '../read.js';
import { BUFFER, EXTENT, tileMetres, type TileAddress } from './grid.js';

const MVT = sqlFile(import.meta.url, 'mvt.sql');
const FEATURES = sqlFile(import.meta.url, 'features.sql');
const TILE_TIMEOUT = 15_000;

/** Makes Mapbox Vector Tiles (2.1) with one layer, named as the dataset. */
export interface TileEncoder {
  /** @returns the tile, not compressed; undefined when nothing lies in it */
  encode(definition: DatasetDefinition, band: TileBand, tile: TileAddress): Promise<Buffer | undefined>;
}

export function tileEncoder(database: Database): TileEncoder {
  return database.embedded ? new GeoJsonTileEncoder(database) : new PostgisTileEncoder(database);
}

/** Lets PostGIS encode: the fastest way, one query. */
export class PostgisTileEncoder implements TileEncoder {
  constructor(private readonly database: Database) {}

  async encode(definition: DatasetDefinition, band: TileBand, tile: TileAddress): Promise<Buffer | undefined> {
    const values = [tile.z, tile.x, tile.y, tileMetres(tile).unit, definition.id];
    const [row] = await read<{ tile: Buffer }>(this.database, TILE_TIMEOUT, bandSql(MVT, definition, band), values);
    return row?.tile.length ? row.tile : undefined;
  }
}

/** For the embedded PostGIS, which has no ST_AsMVT: it clips and simplifies alike, and the encoding happens here. */
export class GeoJsonTileEncoder implements TileEncoder {
  constructor(private readonly database: Database) {}

  async encode(definition: DatasetDefinition, band: TileBand, tile: TileAddress): Promise<Buffer | undefined> {
    const { unit, west, north } = tileMetres(tile);
    const values = [tile.z, tile.x, tile.y, unit, west, north];
    const rows = await read<Omit<Feature, 'type'>>(
      this.database,
      TILE_TIMEOUT,
      bandSql(FEATURES, definition, band),
      values,
    );
    if (!rows.length) return undefined;
    const features = rows.map((row): Feature => ({ type: 'Feature', ...row }));
    // The coordinates are those of the tile already, as if it were the only one in the world.
    const encoded = geoJSONToTile({ type: 'FeatureCollection', features }, 0, 0, 0, {
      coordinates: 'unitSquare',
      tolerance: 0,
      extent: EXTENT,
      buffer: BUFFER,
    });
    return Buffer.from(fromGeojsonVt({ [definition.id]: encoded }, { version: 2, extent: EXTENT }));
  }
}

/** JSON keeps numbers and booleans what they are in both encoders, and leaves nulls out. */
function bandSql(sql: string, definition: DatasetDefinition, band: TileBand): string {
  const pairs = [...new Set(['id', ...band.columns])].map((name) => `'${name}', ${quoted(name)}`);
  return sql
    .replace(':properties', () => `jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))`)
    .replace(':view', () => band.view ?? definition.view)
    .replace(':condition', () => `(${band.where ?? 'true'})`);
}

import { sqlFile, type Database } from '@stadtlage/database';
import type { Feature } from 'geojson';
import { columnInTiles, tileColumns, type Column } from '../definition.js';
import { quoted, read } from '../read.js';
import { drawWithin, TILE_LIMITS, type DrawnPart, type EncodedTile, type Part, type TileLimits } from './fit.js';
import { bandAt, tileMetres, type TileAddress } from './grid.js';
import { bandOnDay, type OnDay } from './on-day.js';
import type { Layer } from './tile-set.js';
import { writeLayer } from './write-layer.js';

const MVT = sqlFile(import.meta.url, 'mvt.sql');
const FEATURES = sqlFile(import.meta.url, 'features.sql');
const ALL_ROWS = sqlFile(import.meta.url, 'all-rows.sql');
const CHOSEN_ROWS = sqlFile(import.meta.url, 'chosen-rows.sql');
const COUNT_ROWS = sqlFile(import.meta.url, 'count-rows.sql');
const TILE_TIMEOUT = 15_000;
/** What a tile shows, with what reaches over its edge. */
const BOX = 'ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096)';

/** Makes Mapbox Vector Tiles (2.1): a layer for each dataset, named as it. */
export interface TileEncoder {
  /**
   * @param signal stops the database, too, where it can
   * @param on shows another day, as far as the layers can
   * @returns the tile, not compressed; undefined when nothing lies in it
   */
  encode(layers: Layer[], tile: TileAddress, signal?: AbortSignal, on?: OnDay): Promise<EncodedTile | undefined>;
}

/** What tiles can hold of a column, as PostGIS writes it: all other types would be texts, such as "12.50". */
const VALUE: Record<Column['type'], (name: string) => string> = {
  text: (name) => `${name}::text`,
  integer: (name) => name,
  number: (name) => `${name}::float8`,
  boolean: (name) => name,
  date: (name) => `${name}::text`,
  timestamp: (name) => `to_jsonb(${name}) #>> '{}'`,
};

/** @param schema in which the views of the layers are */
export function tileEncoder(database: Database, schema?: string): TileEncoder {
  const Encoder = database.embedded ? GeoJsonTileEncoder : PostgisTileEncoder;
  return new Encoder(database, TILE_LIMITS, schema);
}

abstract class DatabaseTileEncoder implements TileEncoder {
  constructor(
    protected readonly database: Database,
    protected readonly limits: TileLimits = TILE_LIMITS,
    private readonly schema = 'open',
  ) {}

  async encode(layers: Layer[], tile: TileAddress, signal?: AbortSignal, on?: OnDay): Promise<EncodedTile | undefined> {
    const parts = layers.flatMap((layer): Part[] => {
      const band = bandAt(layer.geometry.tiles, tile.z);
      if (!band) return [];
      return [on && band.onDay ? { layer, band: bandOnDay(band), on } : { layer, band }];
    });
    if (!parts.length) return undefined;
    const painter = {
      draw: (some: Part[]) => this.draw(some, tile, signal),
      count: (part: Part) => this.count(part, tile, signal),
    };
    return drawWithin(parts, painter, this.limits);
  }

  protected abstract draw(parts: Part[], tile: TileAddress, signal?: AbortSignal): Promise<DrawnPart[]>;

  private async count(part: Part, { z, x, y }: TileAddress, signal?: AbortSignal): Promise<number> {
    const values = [z, x, y];
    const sql = this.sqlOf(COUNT_ROWS, part, values);
    const [row] = await read<{ rows: number }>(this.database, TILE_TIMEOUT, sql, valuesWith(values, [part]), signal);
    return row!.rows;
  }

  /** @param values of the statement, after which those of {@link valuesWith} come */
  protected sqlOf(sql: string, { layer, band, on, most }: Part, values: unknown[]): string {
    const day = `$${values.length + 1}::date, $${values.length + 2}::date`;
    const columns = tileColumns(band).map((name): [name: string, value: string] => [
      name,
      VALUE[columnInTiles(layer, name)!.type](quoted(name)),
    ]);
    return (
      sql
        .replace(':rows', () => (most === undefined ? ALL_ROWS : CHOSEN_ROWS))
        .replace(':columns', () => columns.map(([name, value]) => `${value} AS ${quoted(name)}`).join(', '))
        .replace(':pairs', () => columns.map(([name, value]) => `'${name}', ${value}`).join(', '))
        .replace(':layer', () => `'${layer.id}'`)
        .replace(
          ':source',
          () => `${this.schema}.${on ? `${band.onDay!.rows}(${day}, ${BOX})` : (band.view ?? layer.view)}`,
        )
        // What gives the rows of a day keeps to the box itself: asked of each row again, it takes a third of the time.
        .replace(':within', () => (on ? 'true' : `geom_3857 && ${BOX}`))
        .replace(':condition', () => `(${band.where ?? 'true'})`)
        .replace(':most', () => String(most ?? this.limits.features + 1))
    );
  }
}

/** The day that parts show, and the one on which they do: only where one of them is of another day, for PostgreSQL takes no value in vain. */
function valuesWith(values: unknown[], parts: Part[]): unknown[] {
  const on = parts.find((part) => part.on)?.on;
  return on ? [...values, on.day, on.today] : values;
}

/** Lets PostGIS encode: the fastest way, one query for all layers. */
export class PostgisTileEncoder extends DatabaseTileEncoder {
  protected async draw(parts: Part[], tile: TileAddress, signal?: AbortSignal): Promise<DrawnPart[]> {
    const columns = parts.map((_, i) => `part${i}.bytes AS bytes${i}, part${i}.rows AS rows${i}`);
    const values = [tile.z, tile.x, tile.y, tileMetres(tile).unit];
    const tables = parts.map((part, i) => `(${this.sqlOf(MVT, part, values)}) part${i}`);
    const sql = `SELECT ${columns.join(', ')} FROM ${tables.join(', ')}`;
    // To plan it takes as long as to draw a tile in which little lies. What is cut is another statement each time.
    const often = parts.every(({ most }) => most === undefined);
    type Row = Record<string, Buffer | number | null>;
    const [row] = await read<Row>(this.database, TILE_TIMEOUT, sql, valuesWith(values, parts), signal, { often });
    return parts.map((_, i) => ({
      bytes: (row![`bytes${i}`] as Buffer | null) ?? Buffer.alloc(0),
      rows: row![`rows${i}`] as number,
    }));
  }
}

/** For the embedded PostGIS, which has no ST_AsMVT: it clips and simplifies alike, and the encoding happens here. */
export class GeoJsonTileEncoder extends DatabaseTileEncoder {
  protected async draw(parts: Part[], tile: TileAddress, signal?: AbortSignal): Promise<DrawnPart[]> {
    const { unit, west, north } = tileMetres(tile);
    const values = [tile.z, tile.x, tile.y, unit, west, north];
    const drawn: DrawnPart[] = [];
    for (const part of parts) {
      const sql = this.sqlOf(FEATURES, part, values);
      const rows = await read<MaybeFeature>(this.database, TILE_TIMEOUT, sql, valuesWith(values, [part]), signal);
      const features = rows.flatMap(({ properties, geometry }): Feature[] =>
        geometry ? [{ type: 'Feature', properties, geometry }] : [],
      );
      drawn.push({ bytes: writeLayer(part.layer.id, features), rows: rows.length });
    }
    return drawn;
  }
}

type MaybeFeature = Pick<Feature, 'properties'> & { geometry: Feature['geometry'] | null };

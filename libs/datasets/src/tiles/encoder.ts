import { sqlFile, type Database } from '@stadtlage/database';
import type { Feature } from 'geojson';
import { columnInTiles, tileColumns, type Column } from '../definition.js';
import { quoted, read } from '../read.js';
import { drawWithin, TILE_LIMITS, type DrawnPart, type EncodedTile, type Part, type TileLimits } from './fit.js';
import { bandAt, tileMetres, type TileAddress } from './grid.js';
import { bandFiltered, conditionOf } from './filter.js';
import { bandOnDay } from './on-day.js';
import type { Layer } from './tile-set.js';
import { isOfDay, type Variant } from './variant.js';
import { writeLayer } from './write-layer.js';

const MVT = sqlFile(import.meta.url, 'mvt.sql');
const FEATURES = sqlFile(import.meta.url, 'features.sql');
const ALL_ROWS = sqlFile(import.meta.url, 'all-rows.sql');
const CHOSEN_ROWS = sqlFile(import.meta.url, 'chosen-rows.sql');
const COUNT_ROWS = sqlFile(import.meta.url, 'count-rows.sql');
const FILTERED_ROWS = sqlFile(import.meta.url, 'filtered-rows.sql');
const TILE_TIMEOUT = 15_000;
/** What a tile shows, with what reaches over its edge. */
const BOX = 'ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096)';

/** Makes Mapbox Vector Tiles (2.1): a layer for each dataset, named as it. */
export interface TileEncoder {
  /**
   * @param signal stops the database, too, where it can
   * @param variant shows another day, as far as the layers can, or what a filter on the one layer lets through
   * @returns the tile, not compressed; undefined when nothing lies in it
   */
  encode(layers: Layer[], tile: TileAddress, signal?: AbortSignal, variant?: Variant): Promise<EncodedTile | undefined>;
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

  async encode(
    layers: Layer[],
    tile: TileAddress,
    signal?: AbortSignal,
    variant?: Variant,
  ): Promise<EncodedTile | undefined> {
    const parts = layers.flatMap((layer): Part[] => {
      const band = bandAt(layer.geometry.tiles, tile.z);
      if (!band) return [];
      if (!variant) return [{ layer, band }];
      if (!isOfDay(variant)) return [{ layer, band: bandFiltered(band), filter: variant }];
      return [band.onDay ? { layer, band: bandOnDay(band), on: variant } : { layer, band }];
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
  protected sqlOf(sql: string, part: Part, values: unknown[]): string {
    const { layer, band, on, filter, most } = part;
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
        .replace(':source', () => this.sourceOf(part, values))
        // What gives the rows of a day keeps to the box itself: asked of each row again, it takes a third of the time.
        .replace(':within', () => (on ? 'true' : `geom_3857 && ${BOX}`))
        .replace(
          ':condition',
          () =>
            `(${band.where ?? 'true'})${filter && !band.filtered ? ` AND ${conditionOf(filter, values.length)}` : ''}`,
        )
        .replace(':most', () => String(most ?? this.limits.features + 1))
    );
  }

  /** Where the rows of a part come from. */
  private sourceOf({ layer, band, on, filter }: Part, values: unknown[]): string {
    const view = `${this.schema}.${band.view ?? layer.view}`;
    if (on) {
      const day = `$${values.length + 1}::date, $${values.length + 2}::date`;
      return `${this.schema}.${band.onDay!.rows}(${day}, ${BOX})`;
    }
    if (!filter || !band.filtered) return view;
    const { rows, columns, all } = band.filtered;
    const counted = FILTERED_ROWS.replace(':columns', () =>
      ['id', ...columns].map((name) => `place.${quoted(name)}`).join(', '),
    )
      .replace(':all', () => quoted(all))
      .replace(':condition', () => conditionOf(filter, values.length))
      .replace(':asked', () => filter.columns.map(quoted).join(', '))
      .replace(':rows(:box)', () => `${this.schema}.${rows}(${BOX})`)
      .replace(':places', () => view);
    return `(${counted}) filtered`;
  }
}

/**
 * With those of the filter; or with the day that parts show, and the one on which they do: only where one of them is of another day, for
 * PostgreSQL takes no value in vain.
 */
function valuesWith(values: unknown[], parts: Part[]): unknown[] {
  const on = parts.find((part) => part.on)?.on;
  return [...values, ...(parts[0]?.filter?.values ?? []), ...(on ? [on.day, on.today] : [])];
}

/** Lets PostGIS encode: the fastest way, one query for all layers. */
export class PostgisTileEncoder extends DatabaseTileEncoder {
  protected async draw(parts: Part[], tile: TileAddress, signal?: AbortSignal): Promise<DrawnPart[]> {
    const columns = parts.map((_, i) => `part${i}.bytes AS bytes${i}, part${i}.rows AS rows${i}`);
    const values = [tile.z, tile.x, tile.y, tileMetres(tile).unit];
    const tables = parts.map((part, i) => `(${this.sqlOf(MVT, part, values)}) part${i}`);
    const sql = `SELECT ${columns.join(', ')} FROM ${tables.join(', ')}`;
    // To plan it takes as long as to draw a tile in which little lies. What is cut or filtered is another statement each time.
    const often = parts.every(({ most, filter }) => most === undefined && !filter);
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

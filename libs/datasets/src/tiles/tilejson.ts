import type { Database } from '@stadtlage/database';
import { LICENCES, type Owner } from '../catalogue/licences.js';
import type { DatasetDefinition, Licence } from '../definition.js';
import { escapeHtml } from '../http/escape-html.js';
import { read } from '../read.js';
import { MAX_TILE_ZOOM } from './grid.js';
import type { Layer, TileSet } from './tile-set.js';

const BOUNDS_TIMEOUT = 30_000;

/** Degrees: west, south, east, north. */
export type Bounds = [number, number, number, number];

/** Reads the box around all data of these layers. Undefined: there is none. */
export async function readBounds(database: Database, layers: Layer[]): Promise<Bounds | undefined> {
  const boxes = layers.map(({ view }) => `SELECT ST_Extent(geom) AS box FROM open.${view}`);
  const [row] = await read<{ bounds: Bounds | null }>(
    database,
    BOUNDS_TIMEOUT,
    `SELECT ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)] AS bounds
     FROM (SELECT ST_Extent(box::geometry) AS box FROM (${boxes.join(' UNION ALL ')}) each_layer) all_layers WHERE box IS NOT NULL`,
  );
  return row?.bounds ?? undefined;
}

/** TileJSON 3.0.0: https://github.com/mapbox/tilejson-spec/tree/master/3.0.0 */
export function tileJson(
  set: TileSet,
  facts: {
    /** Who is to be named for each layer. */
    owners: Owner[];
    origin: string;
    /** Sum of the versions of its layers. */
    version: number;
    tag: string;
    bounds: Bounds | undefined;
  },
): object {
  const minzoom = Math.min(...set.layers.map(firstZoom));
  return {
    tilejson: '3.0.0',
    name: set.title.en,
    description: set.description.en,
    version: `1.0.${facts.version}`,
    attribution: [...new Set(facts.owners.map(attribution))].join(', '),
    scheme: 'xyz',
    tiles: [`${facts.origin}/tiles/${set.id}/{z}/{x}/{y}.mvt?v=${facts.tag}`],
    minzoom,
    maxzoom: MAX_TILE_ZOOM,
    ...(facts.bounds && { bounds: facts.bounds }),
    vector_layers: set.layers.map(vectorLayer),
  };
}

const firstZoom = ({ geometry }: Layer) => geometry.tiles[0]!.fromZoom;

export function vectorLayer(layer: Layer): object {
  const fields = [...new Set(['id', ...layer.geometry.tiles.flatMap(({ columns }) => columns)])];
  return {
    id: layer.id,
    description: layer.title.en,
    minzoom: firstZoom(layer),
    maxzoom: MAX_TILE_ZOOM,
    fields: Object.fromEntries(fields.map((name) => [name, fieldText(layer, name)])),
  };
}

function attribution({ name, licence }: Owner): string {
  const known = LICENCES[licence as Licence];
  return `© ${escapeHtml(name)}, ${known ? `<a href="${known.url}">${known.name}</a>` : escapeHtml(licence)}`;
}

function fieldText({ columns }: DatasetDefinition, name: string): string {
  const column = columns[name];
  if (!column) return '';
  return column.unit ? `${column.description.en} (${column.unit})` : column.description.en;
}

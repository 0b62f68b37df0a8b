import type { Database } from '@stadtlage/database';
import { LICENCES, type Owner } from '../catalogue/licences.js';
import { columnInTiles, columnsFiltered, tileColumns, type DatasetDefinition, type Licence } from '../definition.js';
import { escapeHtml } from '../http/escape-html.js';
import { read } from '../read.js';
import { filteredLayer, filterParameters } from './filter.js';
import { TILE_LIMITS, TRUNCATED } from './fit.js';
import { MAX_TILE_ZOOM, type Bounds } from './grid.js';
import { FIRST_DAY, LAST_DAY, layersOnDay } from './on-day.js';
import type { SetFacts } from './set-facts.js';
import { firstZoom, viewsOf, type Layer, type TileSet } from './tile-set.js';

const BOUNDS_TIMEOUT = 30_000;

/** Reads the box around all that these layers draw at any zoom. Undefined: there is nothing. */
export async function readBounds(database: Database, layers: Layer[], schema = 'open'): Promise<Bounds | undefined> {
  const boxes = viewsOf(layers).map((view) => `SELECT ST_Extent(geom_3857) AS box FROM ${schema}.${view}`);
  const [row] = await read<{ bounds: Bounds | null }>(
    database,
    BOUNDS_TIMEOUT,
    `SELECT ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)] AS bounds
     FROM (
       SELECT ST_Transform(ST_SetSRID(ST_Extent(box::geometry)::geometry, 3857), 4326) AS box
       FROM (${boxes.join(' UNION ALL ')}) each_view
     ) all_views
     WHERE box IS NOT NULL`,
  );
  return row?.bounds ?? undefined;
}

interface VectorLayer {
  id: string;
  description: string;
  minzoom: number;
  maxzoom: number;
  fields: Record<string, string>;
}

/** TileJSON 3.0.0: https://github.com/mapbox/tilejson-spec/tree/master/3.0.0 */
export function tileJson(set: TileSet, facts: SetFacts): object {
  const dated = layersOnDay(set);
  const filtered = filteredLayer(set);
  return {
    tilejson: '3.0.0',
    name: set.title.en,
    description: set.description.en + demoNote(facts.demo),
    version: `1.0.${facts.version}`,
    attribution: [...new Set(facts.owners.map(attribution))].join(', '),
    scheme: 'xyz',
    tiles: [`${facts.origin}/tiles/${set.id}/{z}/{x}/{y}.mvt?v=${facts.tag}`],
    minzoom: Math.min(...set.layers.map(firstZoom)),
    maxzoom: MAX_TILE_ZOOM,
    ...(facts.bounds && { bounds: facts.bounds }),
    vector_layers: vectorLayers(set.layers),
    // Not of the standard, which allows for more: what an open map compares a change with that it has heard of.
    versions: facts.versions,
    demo_layers: facts.demo,
    ...(dated && { days: { parameter: 'day', first: FIRST_DAY, last: LAST_DAY, layers: dated } }),
    ...(filtered && { filters: { parameters: filterParameters(filtered), fields: fieldsFiltered(filtered) } }),
  };
}

/** What zooms that sum rows up have under a filter, and mean by it. */
function fieldsFiltered(layer: Layer): Record<string, string> {
  const names = layer.geometry.tiles.flatMap(({ filtered }) => (filtered ? columnsFiltered(filtered) : []));
  return Object.fromEntries([...new Set(names)].map((name) => [name, fieldText(layer, name)]));
}

/** To be added to a description. */
export const demoNote = (layers: string[]) =>
  layers.length ? ` Made up for demonstration: ${layers.join(', ')}.` : '';

/** The layers by which tiles of these may be read, the mark of a tile that is not complete among them. */
export function vectorLayers(layers: Layer[]): VectorLayer[] {
  return [...layers.map(vectorLayer), { ...MARK, minzoom: Math.min(...layers.map(firstZoom)), maxzoom: MAX_TILE_ZOOM }];
}

const MARK = {
  id: TRUNCATED,
  description: `Only in a tile that does not show everything: a point for each layer of which it shows a part. A layer has ${TILE_LIMITS.features} features at most, a tile less than 500 KB.`,
  fields: {
    layer: 'Id of the layer',
    drawn: 'Number of its features that the tile shows',
    of: 'Number of its features that lie in the tile',
  },
};

function vectorLayer(layer: Layer): VectorLayer {
  const fields = [...new Set(layer.geometry.tiles.flatMap(tileColumns))];
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

/** What a field of a tile means. */
export function fieldText(layer: DatasetDefinition, name: string): string {
  const column = columnInTiles(layer, name);
  if (!column) return '';
  return column.unit ? `${column.description.en} (${column.unit})` : column.description.en;
}

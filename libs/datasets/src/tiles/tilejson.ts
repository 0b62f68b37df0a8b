import type { Database } from '@stadtlage/database';
import { LICENCES, type Owner, ownersOf } from '../catalogue/licences.js';
import type { DatasetDefinition, Licence } from '../definition.js';
import { escapeHtml } from '../http/escape-html.js';
import { read } from '../read.js';
import { MAX_TILE_ZOOM } from './grid.js';

const BOUNDS_TIMEOUT = 30_000;

/** Degrees: west, south, east, north. */
export type Bounds = [number, number, number, number];

/** Reads the box around all of a dataset's data. Undefined: there is none. */
export async function readBounds(database: Database, { view }: DatasetDefinition): Promise<Bounds | undefined> {
  const [row] = await read<{ bounds: Bounds | null }>(
    database,
    BOUNDS_TIMEOUT,
    `SELECT ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)] AS bounds
     FROM (SELECT ST_Extent(geom) AS box FROM open.${view}) all_rows WHERE box IS NOT NULL`,
  );
  return row?.bounds ?? undefined;
}

/** TileJSON 3.0.0: https://github.com/mapbox/tilejson-spec/tree/master/3.0.0 */
export function tileJson(
  definition: DatasetDefinition,
  facts: {
    publisher: string;
    /** Whose data it holds. */
    sources: Owner[];
    origin: string;
    version: number;
    tag: string;
    bounds: Bounds | undefined;
  },
): object {
  const bands = definition.geometry!.tiles!;
  const zooms = { minzoom: bands[0]!.fromZoom, maxzoom: MAX_TILE_ZOOM };
  const fields = [...new Set(['id', ...bands.flatMap(({ columns }) => columns)])];
  return {
    tilejson: '3.0.0',
    name: definition.title.en,
    description: definition.description.en,
    version: `1.0.${facts.version}`,
    attribution: ownersOf(definition, facts.publisher, facts.sources).map(attribution).join(', '),
    scheme: 'xyz',
    tiles: [`${facts.origin}/tiles/${definition.id}/{z}/{x}/{y}.mvt?v=${facts.tag}`],
    ...zooms,
    ...(facts.bounds && { bounds: facts.bounds }),
    vector_layers: [
      {
        id: definition.id,
        description: definition.title.en,
        ...zooms,
        fields: Object.fromEntries(fields.map((name) => [name, fieldText(definition, name)])),
      },
    ],
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

// Metadata of tiles by OGC 17-083r4, to which OGC API - Tiles refers.
import { creditText, LICENCES, licenceOfAll, ownersOf } from '../catalogue/licences.js';
import { columnInTiles, tileColumns, type Column, type Licence } from '../definition.js';
import { MAX_TILE_ZOOM, type Bounds } from '../tiles/grid.js';
import type { SetFacts } from '../tiles/set-facts.js';
import { firstZoom, type Layer, type TileSet } from '../tiles/tile-set.js';
import { demoNote, fieldText, vectorLayers } from '../tiles/tilejson.js';
import { MVT_TYPE, ogcRelation, toJson, type Link } from './link.js';
import { GRID, GRID_URI, limitsOf, WEB_MERCATOR, WGS_84 } from './web-mercator-quad.js';

/** Where things are. */
export interface Place {
  /** URL of the landing page, without a slash at its end. */
  root: string;
  /** URL of what the tiles show: the root, or a collection. */
  of: string;
}

/** The tilesets of the whole or of a collection: there is one grid. */
export function tilesetsList(set: TileSet, { root, of }: Place): object {
  return {
    links: [toJson(`${of}/tiles`, 'self')],
    tilesets: [{ title: set.title.en, ...kindOf(), links: linksOf({ root, of }) }],
  };
}

export function tileset(set: TileSet, facts: SetFacts, { root, of }: Place): object {
  const { bounds, owners, changedAt, tag } = facts;
  const minZoom = Math.min(...set.layers.map(firstZoom));
  const licences = [...new Set(set.layers.map((layer) => licenceOfAll(layer, facts.sources.get(layer.id) ?? [])))];
  return {
    title: set.title.en,
    description: set.description.en + demoNote(facts.demo),
    version: `1.0.${facts.version}`,
    ...(changedAt && { updated: changedAt.toISOString() }),
    attribution: [...new Set(owners.map((owner) => creditText([owner])))].join('; '),
    license: licences.map((licence) => LICENCES[licence].spdx).join(', '),
    accessConstraints: 'unclassified',
    mediaTypes: [MVT_TYPE],
    ...kindOf(),
    tileMatrixSetLimits: limitsOf(bounds, minZoom),
    ...(bounds && {
      boundingBox: boxOf(bounds),
      centerPoint: { coordinates: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2], crs: WGS_84 },
    }),
    layers: [...set.layers.map((layer) => layerOf(layer, facts, root)), markLayer(set)],
    links: [
      ...linksOf({ root, of }),
      {
        href: `${of}/tiles/${GRID}/{tileMatrix}/{tileRow}/{tileCol}?v=${tag}`,
        rel: 'item',
        type: MVT_TYPE,
        title: 'A tile',
        templated: true,
      },
      toJson(`${facts.origin}/tiles/${set.id}.json`, 'alternate', 'The same as TileJSON'),
      ...licences.map((licence) => licenceLink(licence)),
    ] satisfies Link[],
  };
}

export const licenceLink = (licence: Licence): Link => ({
  href: LICENCES[licence].url,
  rel: 'license',
  title: LICENCES[licence].name,
});

export const boxOf = ([west, south, east, north]: Bounds) => ({
  lowerLeft: [west, south],
  upperRight: [east, north],
  crs: WGS_84,
});

const kindOf = () => ({ dataType: 'vector', crs: WEB_MERCATOR, tileMatrixSetURI: GRID_URI });

const linksOf = ({ root, of }: Place): Link[] => [
  toJson(`${of}/tiles/${GRID}`, 'self'),
  toJson(`${root}/tileMatrixSets/${GRID}`, ogcRelation('tiling-scheme')),
  toJson(of, ogcRelation(of === root ? 'dataset' : 'geodata')),
];

const DIMENSIONS: Partial<Record<Layer['geometry']['type'], number>> = { Point: 0, LineString: 1, Polygon: 2 };

/** Undefined: mixed. Some zooms may show something coarser, as squares instead of addresses; the deepest one counts. */
export const dimensionOf = ({ geometry }: Layer) => DIMENSIONS[geometry.type];

function layerOf(layer: Layer, { publisher, sources, changes }: SetFacts, root: string): object {
  const from = sources.get(layer.id) ?? [];
  const dimension = dimensionOf(layer);
  const changedAt = changes.get(layer.id);
  const names = [...new Set(layer.geometry.tiles.flatMap(tileColumns))];
  return {
    id: layer.id,
    title: layer.title.en,
    description: layer.description.en,
    dataType: 'vector',
    ...(dimension !== undefined && { geometryDimension: dimension }),
    attribution: creditText(ownersOf(layer, publisher, from)),
    license: LICENCES[licenceOfAll(layer, from)].spdx,
    publisher,
    theme: layer.theme,
    minTileMatrix: String(firstZoom(layer)),
    maxTileMatrix: String(MAX_TILE_ZOOM),
    ...(changedAt && { updated: changedAt.toISOString() }),
    propertiesSchema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, propertyOf(layer, name)])),
    },
    links: [toJson(`${root}/collections/${layer.id}`, 'geodata', layer.title.en)],
  };
}

/** In a tile a moment is a text. */
const TYPES: Record<Column['type'], object> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  timestamp: { type: 'string', format: 'date-time' },
};

const propertyOf = (layer: Layer, name: string): object => {
  const column = columnInTiles(layer, name);
  return column ? { description: fieldText(layer, name), ...TYPES[column.type] } : {};
};

function markLayer({ layers }: TileSet): object {
  const mark = vectorLayers(layers).at(-1)!;
  return {
    id: mark.id,
    title: 'What a tile does not show',
    description: mark.description,
    dataType: 'vector',
    geometryDimension: 0,
    minTileMatrix: String(mark.minzoom),
    maxTileMatrix: String(mark.maxzoom),
    propertiesSchema: {
      type: 'object',
      properties: {
        layer: { description: mark.fields['layer'], type: 'string' },
        drawn: { description: mark.fields['drawn'], type: 'integer' },
        of: { description: mark.fields['of'], type: 'integer' },
      },
    },
  };
}

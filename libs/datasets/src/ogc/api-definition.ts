// The definition of /ogc in OpenAPI 3.0, with operations named as OGC 20-057 wants it (its table 9).
import { MVT_TYPE } from './link.js';
import { API_TYPE } from './landing-page.js';
import { GRID } from './web-mercator-quad.js';

const GRID_PARAMETER = parameter('tileMatrixSetId', 'The grid of the tiles', { type: 'string', enum: [GRID] });
const TILE_PARAMETERS = [
  parameter('tileMatrix', 'Zoom level', { type: 'string', pattern: '^\\d+$' }, '13'),
  parameter('tileRow', 'Row of the tile, counted from the north', { type: 'integer', minimum: 0 }, 2715),
  parameter('tileCol', 'Column of the tile, counted from the west', { type: 'integer', minimum: 0 }, 4275),
  {
    name: 'day',
    in: 'query',
    description: 'The day that is shown, where the tiles know other days than today, which they show without it',
    schema: { type: 'string', format: 'date' },
    example: '2024-06-30',
  },
];

/** A parameter of the tiles of one dataset. */
export interface FilterParameter {
  name: string;
  meaning: string;
  /** Id of the dataset. */
  of: string;
}

export function apiDefinition(
  root: string,
  collections: string[],
  filters: FilterParameter[],
  hasCity: boolean,
): object {
  const collectionId = parameter('collectionId', 'A dataset on the map', { type: 'string', enum: collections });
  const filterParameters = filters.map(({ name, meaning, of }) => ({
    name,
    in: 'query',
    description: `Of ${of} only, and not beside a day: shows what this lets through, from afar how much that is of all (${meaning})`,
    schema: { type: 'string' },
  }));
  const tilesOf = (prefix: string, of: string, parameters: object[], what: string, more: object[] = []) => ({
    [`${prefix}/tiles`]: json(`stadtlage.${of}.vector.getTileSetsList`, `The tilesets of ${what}`, parameters),
    [`${prefix}/tiles/{tileMatrixSetId}`]: json(
      `stadtlage.${of}.vector.getTileSet`,
      `Metadata of the tiles of ${what}`,
      [...parameters, GRID_PARAMETER],
    ),
    [`${prefix}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}`]: {
      get: {
        operationId: `stadtlage.${of}.vector.getTile`,
        summary: `A tile of ${what}`,
        parameters: [...parameters, GRID_PARAMETER, ...TILE_PARAMETERS, ...more],
        responses: TILE_RESPONSES,
      },
    },
  });
  return {
    openapi: '3.0.3',
    info: {
      title: 'Stadtlage: OGC API - Tiles',
      description: 'What the map shows, as vector tiles. Without a key, from any web page.',
      version: '1.0.0',
    },
    servers: [{ url: root }],
    paths: {
      '/': json('stadtlage.getLandingPage', 'The landing page'),
      '/conformance': json('stadtlage.getConformance', 'What of the standards it keeps to'),
      '/api': json('stadtlage.getAPI', 'This definition', [], API_TYPE),
      '/tileMatrixSets': json('stadtlage.getTileMatrixSetsList', 'The grids of tiles'),
      '/tileMatrixSets/{tileMatrixSetId}': json('stadtlage.getTileMatrixSet', 'A grid of tiles', [GRID_PARAMETER]),
      '/collections': json('stadtlage.getCollectionsList', 'The datasets on the map'),
      '/collections/{collectionId}': json('stadtlage.getCollection', 'A dataset on the map', [collectionId]),
      ...(hasCity && tilesOf('', 'dataset', [], 'the city')),
      ...tilesOf('/collections/{collectionId}', 'collection', [collectionId], 'a dataset', filterParameters),
    },
  };
}

const TILE_RESPONSES = {
  200: {
    description: 'The tile. One that does not show everything has the layer "truncated", and says so in a header.',
    headers: {
      'Tile-Truncated': {
        description:
          'The layers that are not complete, with how many features are drawn of how many, as in: address-coverage;drawn=37000;of=55597',
        schema: { type: 'string' },
      },
    },
    content: { [MVT_TYPE]: { schema: { type: 'string', format: 'binary' } } },
  },
  204: { description: 'Nothing lies in this tile.' },
  400: {
    description:
      'There is no such day or value, or these tiles show today only or take no filter; the answer says what there is.',
  },
  304: { description: 'The tile is the one that the client has (If-None-Match).' },
  404: { description: 'There is no such tile or dataset; the answer says which there are.' },
  503: { description: 'Too many tiles are asked for at once: ask again after Retry-After.' },
};

function parameter(name: string, description: string, schema: object, example?: string | number): object {
  return { name, in: 'path', required: true, description, schema, ...(example !== undefined && { example }) };
}

function json(operationId: string, summary: string, parameters: object[] = [], type = 'application/json'): object {
  const responses = {
    200: { description: summary, content: { [type]: { schema: { type: 'object' } } } },
    ...(parameters.length && { 404: { description: 'There is no such thing; the answer says what there is.' } }),
  };
  return { get: { operationId, summary, ...(parameters.length && { parameters }), responses } };
}

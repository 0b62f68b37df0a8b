import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiDefinition } from '../ogc/api-definition.js';
import { collection } from '../ogc/collection.js';
import { API_TYPE, conformance, landingPage, rootAt } from '../ogc/landing-page.js';
import { toJson } from '../ogc/link.js';
import { tileset, tilesetsList, type Place } from '../ogc/tileset.js';
import { GRID, GRID_URI, isWithin, limitsOf, webMercatorQuad, WEB_MERCATOR } from '../ogc/web-mercator-quad.js';
import { filteredLayer, filterParameters } from '../tiles/filter.js';
import { tileAddress } from '../tiles/grid.js';
import { CITY, firstZoom, setTag, type TileSet } from '../tiles/tile-set.js';
import { isFresh, originOf, tagNaming, unknownDataset } from './answers.js';
import type { OpenDataContext } from './routes.js';
import { answerTile, type TileQuery } from './tile-routes.js';

type Params = Partial<Record<'id' | 'grid' | 'tileMatrix' | 'tileRow' | 'tileCol', string>>;
type OgcRequest = FastifyRequest<{ Params: Params; Querystring: TileQuery }>;
/** Tiles are counted where they are answered, with those under /tiles. */
const TILE = '/:tileMatrix/:tileRow/:tileCol';
/** Answers what is asked of one set of tiles. */
type Answer = (set: TileSet, place: Place, request: OgcRequest, reply: FastifyReply) => Promise<unknown>;

/** OGC API - Tiles - Part 1: Core 1.0 (OGC 20-057) over the same tiles. The whole is the city; each dataset on the map is a collection. */
export function registerOgcApi(routes: FastifyInstance, context: OpenDataContext): void {
  const { registry, versions, sets, facts, tiles, tally } = context;
  const ids = [...sets.keys()].filter((id) => id !== CITY);
  const filters = ids.flatMap((id) => {
    const layer = filteredLayer(sets.get(id)!);
    return layer ? Object.entries(filterParameters(layer)).map(([name, meaning]) => ({ name, meaning, of: id })) : [];
  });
  const root = (request: FastifyRequest) => rootAt(originOf(request, registry));
  const asked = tally.api('ogc', 'json');
  const uses = ({ headers }: FastifyRequest) => asked(headers);
  const get = (path: string, answer: (request: OgcRequest, reply: FastifyReply) => unknown) =>
    routes.get(`/ogc${path}`, { config: path.endsWith(TILE) ? {} : { uses } }, async (request: OgcRequest, reply) => {
      reply.header('cache-control', 'no-cache');
      return answer(request, reply);
    });
  const isKnown = (set: TileSet, request: FastifyRequest, reply: FastifyReply) =>
    isFresh(request, reply, tagNaming(setTag(set, versions), originOf(request, registry), registry.publisher));

  for (const path of ['', '/']) get(path, (request) => landingPage(originOf(request, registry), registry.publisher));
  get('/conformance', conformance);
  get('/api', (request, reply) =>
    reply.type(API_TYPE).send(apiDefinition(root(request), ids, filters, sets.has(CITY))),
  );
  get('/tileMatrixSets', (request) => {
    const links = [toJson(`${root(request)}/tileMatrixSets/${GRID}`, 'self')];
    return { tileMatrixSets: [{ id: GRID, title: 'Web Mercator', uri: GRID_URI, crs: WEB_MERCATOR, links }] };
  });
  get('/tileMatrixSets/:grid', (request, reply) => (request.params.grid === GRID ? webMercatorQuad() : noGrid(reply)));
  get('/collections', async (request) => {
    const collections: object[] = [];
    for (const id of ids) collections.push(await collectionOf(sets.get(id)!, request));
    return { links: [toJson(`${root(request)}/collections`, 'self')], collections };
  });

  const collectionOf = async (set: TileSet, request: FastifyRequest) =>
    collection(set.layers[0]!, await facts.read(set, originOf(request, registry)), root(request));

  /** The same of the whole and of a collection. */
  const getOf = (path: string, answer: Answer) => {
    if (sets.has(CITY) && path) {
      get(path, (request, reply) =>
        answer(sets.get(CITY)!, { root: root(request), of: root(request) }, request, reply),
      );
    }
    get(`/collections/:id${path}`, (request, reply) => {
      const { id = '' } = request.params;
      if (!ids.includes(id)) return unknownDataset(reply, id, ids, 'dataset on the map');
      const of = `${root(request)}/collections/${id}`;
      return answer(sets.get(id)!, { root: root(request), of }, request, reply);
    });
  };
  getOf('', async (set, _place, request, reply) => (isKnown(set, request, reply) ? reply : collectionOf(set, request)));
  getOf('/tiles', async (set, place) => tilesetsList(set, place));
  getOf('/tiles/:grid', async (set, place, request, reply) => {
    if (request.params.grid !== GRID) return noGrid(reply);
    if (isKnown(set, request, reply)) return reply;
    return tileset(set, await facts.read(set, originOf(request, registry)), place);
  });
  getOf(`/tiles/:grid${TILE}`, async (set, place, request, reply) => {
    const { grid, tileMatrix = '', tileRow = '', tileCol = '' } = request.params;
    if (grid !== GRID) return noGrid(reply);
    const tile = tileAddress({ z: tileMatrix, x: tileCol, y: tileRow });
    const { bounds } = await facts.read(set, originOf(request, registry));
    if (tile && isWithin(limitsOf(bounds, Math.min(...set.layers.map(firstZoom))), tile)) {
      return answerTile({ tiles, sets }, set, tile, request, reply);
    }
    return reply.code(404).send({
      error: 'no-such-tile',
      message: `There is no such tile: "tileMatrixSetLimits" in ${place.of}/tiles/${GRID} says which there are. The order is {tileMatrix}/{tileRow}/{tileCol}.`,
    });
  });
}

const noGrid = (reply: FastifyReply) =>
  reply.code(404).send({ error: 'no-such-grid', message: `There is only the tile matrix set ${GRID}.`, known: [GRID] });

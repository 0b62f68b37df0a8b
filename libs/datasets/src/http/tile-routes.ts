import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';
import { readStates, sourcesOf } from '../catalogue/catalogue.js';
import type { Owner } from '../catalogue/licences.js';
import type { DatasetDefinition, TileBand } from '../definition.js';
import { bandAt, tileAddress } from '../tiles/grid.js';
import { readBounds, tileJson, type Bounds } from '../tiles/tilejson.js';
import { versionTag } from '../versions.js';
import { isFresh, unknownDataset } from './answers.js';
import type { OpenDataContext } from './routes.js';

const gzip = promisify(gzipCallback);
const YEAR = 31_536_000;

interface Facts {
  bounds: Bounds | undefined;
  sources: Owner[];
}

type TileRequest = FastifyRequest<{ Params: Record<'id' | 'z' | 'x' | 'y', string>; Querystring: { v?: string } }>;

/** TileJSON and vector tiles of the datasets that are on the map. */
export function registerTiles(routes: FastifyInstance, context: OpenDataContext): void {
  registerTileJson(routes, context);
  registerTile(routes, context);
}

function registerTileJson(routes: FastifyInstance, { database, registry, versions }: OpenDataContext): void {
  const onMap = registry.all.filter(isOnMap);
  const factsOf = new Map<string, { tag: string; facts: Promise<Facts> }>();
  const read = async (definition: DatasetDefinition): Promise<Facts> => {
    const [bounds, states] = await Promise.all([readBounds(database, definition), readStates(database)]);
    return { bounds, sources: sourcesOf(definition, states.get(definition.id)) };
  };
  // The box needs a look at every row, so it is computed once per version.
  const facts = (definition: DatasetDefinition, tag: string) => {
    const known = factsOf.get(definition.id);
    if (known?.tag === tag) return known.facts;
    const reading = read(definition);
    factsOf.set(definition.id, { tag, facts: reading });
    reading.catch(() => factsOf.delete(definition.id));
    return reading;
  };
  routes.get<{ Params: { id: string } }>('/tiles/:id.json', async (request, reply) => {
    const { id } = request.params;
    const definition = onMap.find((one) => one.id === id);
    if (!definition) return unknownDataset(reply, id, onMap, 'dataset on the map');
    const state = versions.of(id);
    const tag = versionTag(definition, state);
    reply.header('cache-control', 'no-cache');
    if (isFresh(request, reply, tag)) return reply;
    return tileJson(definition, {
      publisher: registry.publisher,
      origin: registry.publicUrl ?? `${request.protocol}://${request.host}`,
      version: state?.version ?? 0,
      tag,
      ...(await facts(definition, tag)),
    });
  });
}

function registerTile(routes: FastifyInstance, { registry, versions, encoder }: OpenDataContext): void {
  const onMap = registry.all.filter(isOnMap);
  routes.get('/tiles/:id/:z/:x/:y.mvt', async (request: TileRequest, reply) => {
    const { id } = request.params;
    const definition = onMap.find((one) => one.id === id);
    if (!definition) return unknownDataset(reply, id, onMap, 'dataset on the map');
    const tile = tileAddress(request.params);
    if (!tile) {
      return reply.code(400).send({
        error: 'no-such-tile',
        message: 'z, x and y are whole numbers: z from 0 to 30, x and y from 0 to 2^z - 1.',
      });
    }
    const tag = versionTag(definition, versions.of(id));
    // A URL with the current version never means anything else; any other must ask again.
    reply.header('cache-control', request.query.v === tag ? `public, max-age=${YEAR}, immutable` : 'no-cache');
    if (isFresh(request, reply, `${tag}-${tile.z}-${tile.x}-${tile.y}`)) return reply;
    const band = bandAt(definition.geometry.tiles, tile.z);
    const bytes = band && (await encoder.encode(definition, band, tile));
    return bytes ? sendTile(request, reply, bytes) : reply.code(204).send();
  });
}

async function sendTile(request: FastifyRequest, reply: FastifyReply, bytes: Buffer): Promise<FastifyReply> {
  reply.type('application/vnd.mapbox-vector-tile').header('vary', 'accept-encoding');
  if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(bytes);
  return reply.header('content-encoding', 'gzip').send(await gzip(bytes));
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3, as far as gzip goes. */
function acceptsGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .some((part) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(part));
}

type OnMap = DatasetDefinition & { geometry: { tiles: TileBand[] } };
const isOnMap = (definition: DatasetDefinition): definition is OnMap => Boolean(definition.geometry?.tiles?.length);

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readStates, sourcesOf } from '../catalogue/catalogue.js';
import { type Owner, ownersOf } from '../catalogue/licences.js';
import { TooBusy } from '../tiles/flights.js';
import { tileAddress } from '../tiles/grid.js';
import { readBounds, tileJson, type Bounds } from '../tiles/tilejson.js';
import { setTag, type TileSet, tileSets } from '../tiles/tile-set.js';
import { isFresh, unknownDataset } from './answers.js';
import type { OpenDataContext } from './routes.js';

const RETRY_AFTER_S = 1;

interface Facts {
  bounds: Bounds | undefined;
  owners: Owner[];
}

type TileRequest = FastifyRequest<{ Params: Record<'id' | 'z' | 'x' | 'y', string>; Querystring: { v?: string } }>;

/** TileJSON and vector tiles of the datasets that are on the map, and of the city as a whole. */
export function registerTiles(routes: FastifyInstance, context: OpenDataContext): void {
  const sets = tileSets(context.registry);
  registerTileJson(routes, context, sets);
  registerTile(routes, context, sets);
}

function registerTileJson(
  routes: FastifyInstance,
  { database, registry, versions }: OpenDataContext,
  sets: Map<string, TileSet>,
): void {
  const factsOf = new Map<string, { tag: string; facts: Promise<Facts> }>();
  const read = async ({ layers }: TileSet): Promise<Facts> => {
    const [bounds, states] = await Promise.all([readBounds(database, layers), readStates(database)]);
    const owners = layers.flatMap((layer) =>
      ownersOf(layer, registry.publisher, sourcesOf(layer, states.get(layer.id))),
    );
    return { bounds, owners };
  };
  // The box needs a look at every row, so it is computed once per version.
  const facts = (set: TileSet, tag: string) => {
    const known = factsOf.get(set.id);
    if (known?.tag === tag) return known.facts;
    const reading = read(set);
    factsOf.set(set.id, { tag, facts: reading });
    reading.catch(() => factsOf.delete(set.id));
    return reading;
  };
  routes.get<{ Params: { id: string } }>('/tiles/:id.json', async (request, reply) => {
    const set = sets.get(request.params.id);
    if (!set) return unknownSet(reply, request.params.id, sets);
    const tag = setTag(set, versions);
    reply.header('cache-control', 'no-cache');
    const origin = registry.publicUrl ?? `${request.protocol}://${request.host}`;
    // It names the server and the publisher, which may be others after a restart while the data is the same.
    const named = createHash('sha256').update(`${origin} ${registry.publisher}`).digest('hex').slice(0, 8);
    if (isFresh(request, reply, `${tag}-${named}`)) return reply;
    return tileJson(set, {
      origin,
      version: set.layers.reduce((sum, { id }) => sum + (versions.of(id)?.version ?? 0), 0),
      tag,
      ...(await facts(set, tag)),
    });
  });
}

function registerTile(routes: FastifyInstance, { tiles }: OpenDataContext, sets: Map<string, TileSet>): void {
  routes.get('/tiles/:id/:z/:x/:y.mvt', async (request: TileRequest, reply) => {
    const set = sets.get(request.params.id);
    if (!set) return unknownSet(reply, request.params.id, sets);
    const tile = tileAddress(request.params);
    if (!tile) {
      return reply.code(400).send({
        error: 'no-such-tile',
        message: 'z, x and y are whole numbers: z from 0 to 30, x and y from 0 to 2^z - 1.',
      });
    }
    try {
      await tiles.answer(set, tile, request.query.v, request.raw, reply.raw);
      return reply.hijack();
    } catch (error) {
      if (!(error instanceof TooBusy)) throw error;
      return reply
        .code(503)
        .headers({ 'cache-control': 'no-store', 'retry-after': RETRY_AFTER_S })
        .send({ error: 'busy', message: `${error.message} Ask again in ${RETRY_AFTER_S} s.` });
    }
  });
}

const unknownSet = (reply: FastifyReply, id: string, sets: Map<string, TileSet>) =>
  unknownDataset(reply, id, [...sets.keys()], 'dataset on the map');

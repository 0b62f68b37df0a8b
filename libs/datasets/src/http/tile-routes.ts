import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tileAddress, type TileAddress } from '../tiles/grid.js';
import { FIRST_DAY, LAST_DAY, layersOnDay, readDay } from '../tiles/on-day.js';
import { tileJson } from '../tiles/tilejson.js';
import { setTag, type TileSet } from '../tiles/tile-set.js';
import { busy, isFresh, originOf, tagNaming, unknownDataset } from './answers.js';
import { Pauses } from './pauses.js';
import type { OpenDataContext } from './routes.js';
import type { TileFace, Wanted } from './tile-face.js';
import { TooBusy } from './turns.js';

type TileRequest = FastifyRequest<{
  Params: Record<'id' | 'z' | 'x' | 'y', string>;
  Querystring: { v?: string; day?: unknown };
}>;

/** TileJSON and vector tiles of the datasets that are on the map, and of the city as a whole. */
export function registerTiles(routes: FastifyInstance, context: OpenDataContext): void {
  registerTileJson(routes, context);
  registerTile(routes, context);
}

function registerTileJson(routes: FastifyInstance, { registry, versions, facts, sets, tally }: OpenDataContext): void {
  const asked = tally.api('tiles', 'tilejson');
  const config = { uses: ({ headers }: FastifyRequest) => asked(headers) };
  routes.get<{ Params: { id: string } }>('/tiles/:id.json', { config }, async (request, reply) => {
    const set = sets.get(request.params.id);
    if (!set) return unknownSet(reply, request.params.id, sets);
    reply.header('cache-control', 'no-cache');
    const origin = originOf(request, registry);
    if (isFresh(request, reply, tagNaming(setTag(set, versions), origin, registry.publisher))) return reply;
    return tileJson(set, await facts.read(set, origin));
  });
}

function registerTile(routes: FastifyInstance, { tiles, sets }: OpenDataContext): void {
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
    return answerTile({ tiles, sets }, set, tile, request, reply);
  });
}

/** Of today, or of the day that is asked for. */
export async function answerTile(
  { tiles, sets }: Pick<OpenDataContext, 'tiles' | 'sets'>,
  set: TileSet,
  tile: TileAddress,
  request: FastifyRequest<{ Querystring: { v?: string; day?: unknown } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const version = request.query.v;
  if (request.query.day === undefined) return drawn(tiles, { set, tile, version }, request, reply);
  if (!layersOnDay(set)) return todayOnly(reply, set.id, sets);
  const day = readDay(request.query.day);
  if (day) return drawn(tiles, { set, tile, version, day }, request, reply);
  return reply.code(400).send({
    error: 'no-such-day',
    message: `day is one day of the calendar from ${FIRST_DAY} to ${LAST_DAY}, such as ?day=2024-06-30. Without it a tile shows today.`,
  });
}

const PAUSE_MS = 1_000;
const pauses = new Pauses(PAUSE_MS);

/** Answers with the tile, or sends away for a moment. */
async function drawn(
  tiles: TileFace,
  wanted: Wanted,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    await tiles.answer(wanted, request.ip, request.raw, reply.raw);
    return reply.hijack();
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error;
    await new Promise<void>((over) => pauses.begin(over));
    return busy(reply, error);
  }
}

const todayOnly = (reply: FastifyReply, id: string, sets: Map<string, TileSet>) =>
  reply.code(400).send({
    error: 'today-only',
    message: `The tiles of "${id}" show today only: ask without day. The field "known" names those that show other days.`,
    known: [...sets.values()].filter(layersOnDay).map((set) => set.id),
  });

const unknownSet = (reply: FastifyReply, id: string, sets: Map<string, TileSet>) =>
  unknownDataset(reply, id, [...sets.keys()], 'dataset on the map');

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BadSelection, readOrBad } from '../downloads/selection.js';
import { filteredLayer, filterParameters, readFilter } from '../tiles/filter.js';
import { tileAddress, type TileAddress } from '../tiles/grid.js';
import { FIRST_DAY, LAST_DAY, layersOnDay, readDay } from '../tiles/on-day.js';
import { tileJson } from '../tiles/tilejson.js';
import { setTag, type TileSet } from '../tiles/tile-set.js';
import { badParameter, busy, isFresh, originOf, tagNaming, unknownDataset } from './answers.js';
import { Pauses } from './pauses.js';
import type { OpenDataContext } from './routes.js';
import type { TileFace, Wanted } from './tile-face.js';
import { TooBusy } from './turns.js';

/** What a URL says of a tile beside its place: the version, the day, and the filters of the dataset. */
export type TileQuery = { v?: string; day?: unknown } & Record<string, unknown>;

type TileRequest = FastifyRequest<{ Params: Record<'id' | 'z' | 'x' | 'y', string>; Querystring: TileQuery }>;

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

/** Of today, or of the day that is asked for; of all, or of what the filters let through. */
export async function answerTile(
  { tiles, sets }: Pick<OpenDataContext, 'tiles' | 'sets'>,
  set: TileSet,
  tile: TileAddress,
  request: FastifyRequest<{ Querystring: TileQuery }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { v: version, day: asked, ...filters } = request.query;
  const layer = filteredLayer(set);
  const filter = layer && readOrBad(() => readFilter(layer, filters));
  if (filter instanceof BadSelection) return badParameter(reply, filter, filterParameters(layer!));
  const ignored = layer ? undefined : Object.keys(filters).find((name) => isFilter(name, set));
  if (ignored !== undefined) return unfiltered(reply, set.id, ignored, sets);
  if (asked === undefined) return drawn(tiles, { set, tile, version, filter }, request, reply);
  if (!layersOnDay(set)) return todayOnly(reply, set.id, sets);
  if (filter) return filteredToday(reply);
  const day = readDay(asked);
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

const filteredToday = (reply: FastifyReply) =>
  reply.code(400).send({
    error: 'today-only',
    message: 'Filtered tiles show today only: ask without day, or without filters. Files take both.',
  });

const isFilter = (name: string, { layers }: TileSet) =>
  layers.some((layer) => Object.hasOwn(filterParameters(layer), name));

/** Tiles with more than was asked for would look like the right ones. */
const unfiltered = (reply: FastifyReply, id: string, name: string, sets: Map<string, TileSet>) =>
  reply.code(400).send({
    error: 'not-filtered',
    message: `The tiles of "${id}" show all there is: ask without ${name}. The field "known" names those that take filters.`,
    known: [...sets.values()].filter(filteredLayer).map((set) => set.id),
  });

const unknownSet = (reply: FastifyReply, id: string, sets: Map<string, TileSet>) =>
  unknownDataset(reply, id, [...sets.keys()], 'dataset on the map');

import type { Database } from '@stadtlage/database';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { availableParallelism } from 'node:os';
import type { Registry } from '../catalogue/registry.js';
import { tileEncoder, type TileEncoder } from '../tiles/encoder.js';
import { SetFactsReader } from '../tiles/set-facts.js';
import { type TileSet, tileSets } from '../tiles/tile-set.js';
import { TileStore, type TileStoreLimits } from '../tiles/tile-store.js';
import { Today } from '../today.js';
import { Tally } from '../usage/tally.js';
import type { DatasetVersions } from '../versions.js';
import { registerDownloads } from './download-routes.js';
import { registerOgcApi } from './ogc-routes.js';
import { registerSnapshot } from './snapshot-routes.js';
import { type TileCounters, TileFace } from './tile-face.js';
import { registerTiles } from './tile-routes.js';

export interface OpenDataOptions {
  database: Database;
  registry: Registry;
  /** Who starts them ends them. */
  versions: DatasetVersions;
  /** By default the one that fits the database. */
  encoder?: TileEncoder;
  tileLimits?: TileStoreLimits;
  /** Counts up in here. */
  tileCounters?: TileCounters;
  /** Counts how often something is taken. */
  tally?: Tally;
  /** Where the file of all tiles is, once there is one. */
  snapshot?: string;
  /** Hears of faults; by default Fastify's own log. */
  log?: Pick<FastifyBaseLogger, 'error'>;
}

/** What the routes share. */
export interface OpenDataContext
  extends
    Omit<Required<OpenDataOptions>, 'tileLimits' | 'tileCounters' | 'encoder' | 'snapshot'>,
    Pick<OpenDataOptions, 'snapshot'> {
  tiles: TileFace;
  /** All tiles that are served, by their ids. */
  sets: Map<string, TileSet>;
  facts: SetFactsReader;
  today: Today;
}

/** Answers a request and says true, or leaves it alone. */
export type Shortcut = (request: IncomingMessage, response: ServerResponse) => boolean;

/** One processor is left to everybody else, also in a flood of tiles that nobody has asked for before. */
const TILES_AT_ONCE = Math.max(1, Math.min(6, availableParallelism() - 1));
const TILE_LIMITS: TileStoreLimits = {
  cacheBytes: 64 * 1024 ** 2,
  atOnce: TILES_AT_ONCE,
  // Of such a flood from one network, one place is left to all others.
  ofOne: Math.max(1, TILES_AT_ONCE - 1),
  waitingOfOne: 100,
  waiting: 200,
};
const QUERY_CANCELED = '57014';

/**
 * Registers the public faces that are plain HTTP: `/datasets.json`, `/datasets/{id}.csv`, `/datasets/{id}.geojson`,
 * `/datasets/city.pmtiles`, `/tiles/{id}.json` and `/tiles/{id}/{z}/{x}/{y}.mvt`, and the same tiles by OGC API - Tiles under `/ogc`. Anybody may read
 * them, from any web page. Call it before Fastify is ready; what it starts ends when Fastify closes.
 * @returns what may answer before Fastify: tiles that are kept
 */
export async function registerOpenDataRoutes(fastify: FastifyInstance, options: OpenDataOptions): Promise<Shortcut> {
  const log = options.log ?? fastify.log;
  const { encoder = tileEncoder(options.database), tileLimits = TILE_LIMITS, versions, tally = new Tally() } = options;
  const facts = new SetFactsReader(options.database, options.registry, versions);
  const store = new TileStore(encoder, tileLimits, (set, tile) => facts.isOutside(set, tile));
  const today = await Today.start(options.database);
  const tiles = new TileFace(store, versions, today, tally.api('tiles', 'tile'), options.tileCounters);
  const context: OpenDataContext = { ...options, log, tally, tiles, facts, today, sets: tileSets(options.registry) };
  await fastify.register(async (routes) => {
    routes.addHook('onRequest', async (_request, reply) => void reply.header('access-control-allow-origin', '*'));
    routes.setErrorHandler((error, request, reply) => answerFault(error, request, reply, log));
    registerDownloads(routes, context);
    registerSnapshot(routes, context);
    registerTiles(routes, context);
    registerOgcApi(routes, context);
  });
  return tiles.answerKept;
}

/** What is too slow now, as beside an import, is so for a while. */
const RETRY_AFTER_TIMEOUT_S = 30;

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply, log: OpenDataContext['log']) {
  // What the fresh answer would have allowed caches to keep does not hold for a fault.
  for (const name of ['etag', 'last-modified', 'content-disposition']) reply.removeHeader(name);
  reply.header('cache-control', 'no-store');
  if ((error as { code?: string }).code === QUERY_CANCELED) {
    return reply
      .code(503)
      .header('retry-after', RETRY_AFTER_TIMEOUT_S)
      .send({
        error: 'timeout',
        message: `The database took too long to answer. Try again in ${RETRY_AFTER_TIMEOUT_S} s.`,
      });
  }
  log.error({ err: error, url: request.url }, 'A request for open data failed');
  return reply
    .code(500)
    .send({ error: 'fault', message: 'This could not be answered because of a fault on our side.' });
}

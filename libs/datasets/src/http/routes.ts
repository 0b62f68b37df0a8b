import type { Database } from '@stadtlage/database';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Registry } from '../catalogue/registry.js';
import { tileEncoder, type TileEncoder } from '../tiles/encoder.js';
import { DatasetVersions } from '../versions.js';
import { registerDownloads } from './download-routes.js';
import { registerTiles } from './tile-routes.js';

export interface OpenDataOptions {
  database: Database;
  registry: Registry;
  /** By default the one that fits the database. */
  encoder?: TileEncoder;
  /** Hears of faults; by default Fastify's own log. */
  log?: Pick<FastifyBaseLogger, 'error'>;
}

/** What the routes share. */
export interface OpenDataContext extends Required<OpenDataOptions> {
  versions: DatasetVersions;
}

const QUERY_CANCELED = '57014';

/**
 * Registers the public faces that are plain HTTP: `/datasets.json`, `/datasets/{id}.csv`, `/datasets/{id}.geojson`,
 * `/tiles/{id}.json` and `/tiles/{id}/{z}/{x}/{y}.mvt`. Anybody may read them, from any web page. Call it before Fastify
 * is ready; what it starts ends when Fastify closes.
 */
export async function registerOpenDataRoutes(fastify: FastifyInstance, options: OpenDataOptions): Promise<void> {
  const log = options.log ?? fastify.log;
  const versions = await DatasetVersions.start(options.database, (error) =>
    log.error({ err: error }, "The datasets' versions could not be read; trying again"),
  );
  const context: OpenDataContext = { encoder: tileEncoder(options.database), ...options, log, versions };
  await fastify.register(async (routes) => {
    routes.addHook('onClose', async () => versions.stop());
    routes.addHook('onRequest', async (_request, reply) => void reply.header('access-control-allow-origin', '*'));
    routes.setErrorHandler((error, request, reply) => answerFault(error, request, reply, log));
    registerDownloads(routes, context);
    registerTiles(routes, context);
  });
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply, log: OpenDataContext['log']) {
  // What the fresh answer would have allowed caches to keep does not hold for a fault.
  for (const name of ['etag', 'last-modified', 'content-disposition']) reply.removeHeader(name);
  reply.header('cache-control', 'no-store');
  if ((error as { code?: string }).code === QUERY_CANCELED) {
    return reply
      .code(503)
      .send({ error: 'timeout', message: 'The database took too long to answer. Try again later.' });
  }
  log.error({ err: error, url: request.url }, 'A request for open data failed');
  return reply
    .code(500)
    .send({ error: 'fault', message: 'This could not be answered because of a fault on our side.' });
}

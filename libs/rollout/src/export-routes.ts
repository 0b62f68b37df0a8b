import type { Database } from '@stadtlage/database';
import type { Tally } from '@stadtlage/datasets';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { NETWORK_FILE, NETWORK_FILES, type NetworkFile } from './export-files.js';

export interface NetworkExportOptions {
  database: Database;
  /** Hears of faults. */
  log: Pick<FastifyBaseLogger, 'error'>;
  /** Counts how often a file is taken. */
  tally?: Tally;
}

/**
 * Registers the fibre networks as files of the Open Fibre Data Standard 0.3, which anybody may read from any web page:
 * `/datasets/fibre-networks.ofds.json` (network package), `.jsonl` (one network a line), `.nodes.geojson` and `.spans.geojson`.
 * `?network={id}` gives one network. 404 where there is none, as the standard has no empty package. The tag changes with the data.
 */
export function registerNetworkExport(fastify: FastifyInstance, options: NetworkExportOptions): void {
  for (const file of NETWORK_FILES) {
    const taken = options.tally?.of('download', NETWORK_FILE, file.ending.slice(1));
    fastify.route<{ Querystring: { network?: string | string[] } }>({
      method: ['GET', 'HEAD'],
      url: `/datasets/${NETWORK_FILE}${file.ending}`,
      config: { uses: () => taken },
      handler: (request, reply) => answer(request, reply, file, options),
    });
  }
}

async function answer(
  request: FastifyRequest<{ Querystring: { network?: string | string[] } }>,
  reply: FastifyReply,
  file: NetworkFile,
  { database, log }: NetworkExportOptions,
): Promise<FastifyReply> {
  reply.header('access-control-allow-origin', '*').header('cache-control', 'no-cache');
  const { network } = request.query;
  const ids = network === undefined ? undefined : [network].flat().slice(0, 100);
  const [state] = await database.query<{ networks: number; newest: number; changed: string; changedAt: Date | null }>(
    `SELECT count(*) AS networks, COALESCE(max(run_id), 0) AS newest,
       (SELECT COALESCE(sum(version), 0) FROM datasets.state WHERE dataset = ANY ($2)) AS changed,
       (SELECT max(changed_at) FROM datasets.state WHERE dataset = ANY ($2)) AS "changedAt"
     FROM rollout.network WHERE $1::text[] IS NULL OR id = ANY ($1)`,
    [ids ?? null, file.of],
  );
  if (!state!.networks) {
    const message = ids ? 'There is no fibre network with this id.' : 'No fibre network is stored yet.';
    return reply.code(404).send({ error: 'no-network', message });
  }
  const tag = `W/"${state!.networks}-${state!.newest}-${state!.changed}"`;
  reply.header('etag', tag);
  if (state!.changedAt) reply.header('last-modified', state!.changedAt.toUTCString());
  if (request.headers['if-none-match']?.split(',').some((known) => ['*', tag].includes(known.trim())))
    return reply.code(304).send();
  const name = `${NETWORK_FILE}${file.ending}`;
  reply.type(file.mediaType).header('content-disposition', `attachment; filename="${name}"`);
  if (request.method === 'HEAD') return reply.send();
  const known = ids && (await knownOf(database, ids));
  // The stream asks for the next page when the client has taken the last one, and for none after it has gone.
  const stream = Readable.from(file.write(database, known));
  stream.once('error', (error) => log.error({ err: error, url: request.url }, 'An export of fibre networks broke off'));
  return reply.send(stream);
}

async function knownOf(database: Database, ids: string[]): Promise<string[]> {
  const found = await database.query<{ id: string }>('SELECT id FROM rollout.network WHERE id = ANY ($1)', [ids]);
  return found.map(({ id }) => id);
}

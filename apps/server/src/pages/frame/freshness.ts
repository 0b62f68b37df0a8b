import type { Database } from '@stadtlage/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

// Everything but what sensors send may be part of an answer.
const STATE = `
  SELECT md5(string_agg(dataset || ' ' || version || ' ' || changed_at, ',' ORDER BY dataset)) AS tag, max(changed_at) AS "changedAt"
  FROM datasets.state WHERE dataset NOT IN ('sensors', 'latest-observations', 'observations', 'sensor-completeness')`;

/**
 * Tells caches to ask each time, by a tag that changes with the stored data, and whether the client has the answer already.
 * @param parts all else that the answer depends on
 */
export async function isUnchanged(
  request: FastifyRequest,
  reply: FastifyReply,
  database: Database,
  parts: readonly unknown[],
): Promise<boolean> {
  const [state] = await database.query<{ tag: string | null; changedAt: Date | null }>(STATE);
  const { site } = request.server;
  const hash = createHash('sha256').update(JSON.stringify([state!.tag, site, ...parts]));
  const etag = `W/"${hash.digest('hex').slice(0, 20)}"`;
  reply.header('cache-control', 'no-cache').header('etag', etag);
  if (state!.changedAt) reply.header('last-modified', state!.changedAt.toUTCString());
  const known = request.headers['if-none-match']?.split(',').map((text) => text.trim());
  return !!known?.some((text) => text === '*' || text === etag);
}

/** A part of answers with figures of sensors: these change without any version that is asked here, and may be as old as this. */
export const tenMinutes = (): number => Math.floor(Date.now() / 600_000);

/** What the fresh answer would have allowed caches to keep does not hold for any other. */
export function forgetCaching(reply: FastifyReply): FastifyReply {
  for (const name of ['etag', 'last-modified']) reply.removeHeader(name);
  return reply.header('cache-control', 'no-store');
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Registry } from '../catalogue/registry.js';
import type { BadSelection } from '../downloads/selection.js';
import type { TooBusy } from './turns.js';

/**
 * Sets the ETag and says whether the client has this answer already; then 304 is sent.
 * The tag is weak: compressed and plain answers share it.
 */
export function isFresh(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  const etag = `W/"${tag}"`;
  reply.header('etag', etag);
  const known = request.headers['if-none-match']?.split(',').map((text) => text.trim());
  if (!known?.some((text) => text === '*' || text === etag)) return false;
  reply.code(304).send();
  return true;
}

/** Under which name links lead back to this server. */
export const originOf = ({ protocol, host }: FastifyRequest, { publicUrl }: Registry) =>
  publicUrl ?? `${protocol}://${host}`;

/** The tag of an answer that names server or publisher, which may be others after a restart while the data is the same. */
export function tagNaming(tag: string, ...names: string[]): string {
  return `${tag}-${createHash('sha256').update(names.join(' ')).digest('hex').slice(0, 8)}`;
}

/** 503: others are before it. */
export const busy = (reply: FastifyReply, { message, retryAfterSeconds }: TooBusy): FastifyReply =>
  reply
    .code(503)
    .type('application/json; charset=utf-8')
    .headers({ 'cache-control': 'no-store', 'retry-after': retryAfterSeconds })
    .send({ error: 'busy', message });

/** 400 that names the parameters there are. */
export const badParameter = (
  reply: FastifyReply,
  { message }: BadSelection,
  parameters: Record<string, string>,
): FastifyReply => reply.code(400).send({ error: 'bad-parameter', message, known: Object.keys(parameters) });

/** 404 that names what there is. */
export function unknownDataset(reply: FastifyReply, id: string, known: readonly string[], what: string): FastifyReply {
  return reply.code(404).send({
    error: 'unknown-dataset',
    message: `There is no ${what} "${id}". The field "known" names those there are.`,
    known,
  });
}

/** 404 for a map of a dataset that is a table only. */
export function withoutGeometry(reply: FastifyReply, id: string, known: readonly string[]): FastifyReply {
  return reply.code(404).send({
    error: 'no-geometry',
    message: `The dataset "${id}" has no geometry, so there is no GeoJSON of it: take /datasets/${id}.csv. The field "known" names those with a GeoJSON file.`,
    known,
  });
}

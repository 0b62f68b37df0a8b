import type { Database } from '@stadtlage/database';
import { loadAddresses, searchAddresses } from '@stadtlage/places';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { createHash } from 'node:crypto';
import type { Log } from '../log.js';
import { readAnswer } from './answer.js';
import { faultPage, missingPage, pathOf, searchPage } from './frame.js';
import { answerPage } from './page.js';
import { POLICY } from './style.js';
import { dayOf, languageOf } from './words.js';

export interface AddressAnswerOptions {
  database: Database;
  /** Asked for at the first request: it is built after the routes. */
  schema: () => GraphQLSchema;
  timeZone: string;
  log: Log;
  /** Of the program: another one may answer in other words. */
  version: string;
}

const MAX_ID = 100;
const MAX_TEXT = 200;
const HITS = 20;
const QUERY_CANCELED = '57014';
// Everything but what sensors send may be part of an answer.
const STATE = `
  SELECT md5(string_agg(dataset || ' ' || version || ' ' || changed_at, ',' ORDER BY dataset)) AS tag, max(changed_at) AS "changedAt"
  FROM datasets.state WHERE dataset NOT IN ('sensors', 'latest-observations', 'observations', 'sensor-completeness')`;

/**
 * Registers what is known at an address for people without scripts and for programs: `/address/{id}` as a page (German, English by
 * Accept-Language or `?lang=en`), `/address/{id}.json`, and `/address?q=bahnhofstr+5`, which searches. Call it after registerWeb,
 * whose policy for pages with scripts it narrows.
 */
export async function registerAddressAnswer(fastify: FastifyInstance, options: AddressAnswerOptions): Promise<void> {
  const { database, schema, timeZone, log, version } = options;
  await fastify.register(async (routes) => {
    routes.addHook('onSend', async (_request, reply) => void reply.header('content-security-policy', POLICY));
    routes.setErrorHandler((error, request, reply) => answerFault(error, request, reply, log));

    routes.get('/address', async (request, reply) => {
      const text = textOf((request.query as Query).q);
      const hits = text.length > MAX_TEXT ? null : text && (await search(database, text));
      return asPage(request, reply.header('cache-control', 'no-store'), (language) =>
        searchPage(text, hits === '' ? [] : hits, language),
      );
    });

    routes.get<{ Params: { id: string } }>('/address/:id', async (request, reply) => {
      const { id, json } = partsOf(request.params.id);
      const today = dayOf(new Date(), timeZone);
      const language = languageFor(request);
      const [state] = await database.query<{ tag: string | null; changedAt: Date | null }>(STATE);
      // A promise can be overdue from one day to the next, though nothing was imported.
      const tag = createHash('sha256')
        .update([version, state!.tag, today, json || language, id].join())
        .digest('hex');
      reply.header('cache-control', 'no-cache').header('etag', `W/"${tag.slice(0, 20)}"`);
      if (state!.changedAt) reply.header('last-modified', state!.changedAt.toUTCString());
      if (json) reply.header('access-control-allow-origin', '*');
      else reply.header('vary', 'accept-language');
      if (isKnown(request, `W/"${tag.slice(0, 20)}"`)) return reply.code(304).send();
      const answer = isPossible(id) ? await readAnswer(schema(), id) : null;
      if (!answer) return missing(request, reply, json);
      if (json) return reply.send({ ...answer, asOf: today, page: pathOf(id) });
      return asPage(request, reply, () => answerPage(answer, { language, today, timeZone }));
    });
  });
}

interface Query {
  q?: unknown;
  lang?: unknown;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
const languageFor = ({ query, headers }: FastifyRequest) =>
  languageOf((query as Query).lang, headers['accept-language']);
// An id never ends like this.
const partsOf = (param: string) => ({ id: param.replace(/\.json$/, ''), json: param.endsWith('.json') });
// eslint-disable-next-line no-control-regex -- PostgreSQL cannot hold U+0000, and no register has the others in an id
const isPossible = (id: string) => id.length <= MAX_ID && !/[\u0000-\u001f\ud800-\udfff]/.test(id);

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((text) => text.trim());
  return !!known?.some((text) => text === '*' || text === etag);
}

async function search(database: Database, text: string) {
  return loadAddresses({}, database, await searchAddresses(database, text, HITS));
}

function asPage(request: FastifyRequest, reply: FastifyReply, write: (language: 'de' | 'en') => string) {
  const language = languageFor(request);
  return reply.type('text/html; charset=utf-8').header('content-language', language).send(write(language));
}

function missing(request: FastifyRequest, reply: FastifyReply, json: boolean) {
  forgetCaching(reply).code(404);
  if (!json) return asPage(request, reply, missingPage);
  return reply.send({
    error: 'unknown-address',
    message: 'There is no address with this id. Find one with /address?q=, or with searchAddresses in GraphQL.',
  });
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log) {
  const slow = (error as { code?: string }).code === QUERY_CANCELED;
  if (!slow) log.error({ err: error, url: request.url }, 'The answer for an address failed');
  forgetCaching(reply).code(slow ? 503 : 500);
  if (!partsOf((request.params as { id?: string }).id ?? '').json) return asPage(request, reply, faultPage);
  return reply.send({
    error: slow ? 'timeout' : 'fault',
    message: slow ? 'The database took too long to answer. Try again later.' : 'There is a fault on our side.',
  });
}

/** What the fresh answer would have allowed caches to keep does not hold for any other. */
function forgetCaching(reply: FastifyReply): FastifyReply {
  for (const name of ['etag', 'last-modified']) reply.removeHeader(name);
  return reply.header('cache-control', 'no-store');
}

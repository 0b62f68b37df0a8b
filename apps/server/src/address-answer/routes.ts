import { readProviders } from '@stadtlage/coverage';
import type { Database } from '@stadtlage/database';
import { LocalDate } from '@stadtlage/datasets';
import { loadAddresses, searchAddresses } from '@stadtlage/places';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { createHash } from 'node:crypto';
import type { Log } from '../log.js';
import { prefersJson } from './accept.js';
import { readAnswer } from './answer.js';
import { faultPage, hrefOf, missingPage, noSuchDayPage, searchPage } from './frame.js';
import { answerPage } from './page.js';
import { POLICY } from './style.js';
import { registerReportRoutes } from './reports/routes.js';
import { asPage, isPossible, languageFor } from './requests.js';
import { dayOf } from './words.js';

export interface AddressAnswerOptions {
  database: Database;
  /** Asked for at the first request: it is built after the routes. */
  schema: () => GraphQLSchema;
  timeZone: string;
  /** Where people reach this server, if it is set. */
  publicUrl?: string;
  log: Log;
  /** Of the program: another one may answer in other words. */
  version: string;
}

const MAX_TEXT = 200;
const HITS = 20;
const QUERY_CANCELED = '57014';
// Everything but what sensors send may be part of an answer.
const STATE = `
  SELECT md5(string_agg(dataset || ' ' || version || ' ' || changed_at, ',' ORDER BY dataset)) AS tag, max(changed_at) AS "changedAt"
  FROM datasets.state WHERE dataset NOT IN ('sensors', 'latest-observations', 'observations', 'sensor-completeness')`;

/**
 * Registers what is known at an address for people without scripts and for programs: `/address/{id}` as a page (German, English by
 * Accept-Language or `?lang=en`) or, for who prefers it by Accept, as JSON; `/address/{id}.json`; both as of another day with
 * `?asOf=2024-06-30`; and `/address?q=bahnhofstr+5`, which searches. Call it after registerWeb, whose policy for pages with scripts it narrows.
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
      const { id } = partsOf(request.params.id);
      const json = wantsJson(request);
      const language = languageFor(request);
      const today = dayOf(new Date(), timeZone);
      const shown = dayShown((request.query as Query).asOf, today);
      vary(request, reply);
      if (!shown) return noSuchDay(request, reply, today);
      const [state] = await database.query<{ tag: string | null; changedAt: Date | null }>(STATE);
      // A promise can be overdue from one day to the next, though nothing was imported.
      const tag = createHash('sha256')
        .update([version, state!.tag, today, shown, json || language, id].join())
        .digest('hex');
      reply.header('cache-control', 'no-cache').header('etag', `W/"${tag.slice(0, 20)}"`);
      if (state!.changedAt) reply.header('last-modified', state!.changedAt.toUTCString());
      if (json) reply.header('access-control-allow-origin', '*');
      if (isKnown(request, `W/"${tag.slice(0, 20)}"`)) return reply.code(304).send();
      const isPast = shown < today;
      const answer = isPossible(id) ? await readAnswer(schema(), id, isPast ? shown : null) : null;
      if (!answer) return missing(request, reply);
      if (json) return reply.send({ ...answer, asOf: shown, page: hrefOf(id, isPast ? { asOf: shown } : {}) });
      const providers = await readProviders(database);
      return asPage(request, reply, () => answerPage(answer, { language, today: shown, isPast, timeZone, providers }));
    });

    await routes.register((forms) => registerReportRoutes(forms, options));
  });
}

interface Query {
  q?: unknown;
  lang?: unknown;
  asOf?: unknown;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
// An id never ends like this.
const partsOf = (param: string) => ({ id: param.replace(/\.json$/, ''), json: param.endsWith('.json') });
const wantsJson = ({ params, headers }: FastifyRequest) =>
  partsOf((params as { id?: string }).id ?? '').json || prefersJson(headers.accept);

/** The day that is asked for, today unless told; null where it is none, or lies ahead: of that day no source says what is. */
function dayShown(asked: unknown, today: string): string | null {
  if (asked === undefined) return today;
  try {
    const day = LocalDate.parseValue(asked) as string;
    return day <= today ? day : null;
  } catch {
    return null;
  }
}

/** What ends in .json is JSON in one language, whatever the client prefers. */
function vary({ params }: FastifyRequest, reply: FastifyReply) {
  if (!partsOf((params as { id?: string }).id ?? '').json) reply.header('vary', 'accept, accept-language');
}

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((text) => text.trim());
  return !!known?.some((text) => text === '*' || text === etag);
}

async function search(database: Database, text: string) {
  return loadAddresses({}, database, await searchAddresses(database, text, HITS));
}

function noSuchDay(request: FastifyRequest, reply: FastifyReply, today: string) {
  forgetCaching(reply).code(400);
  if (!wantsJson(request)) return asPage(request, reply, (language) => noSuchDayPage(language, today));
  return reply.header('access-control-allow-origin', '*').send({
    error: 'no-such-day',
    message: `asOf is no day up to today. Write it like asOf=${today}.`,
  });
}

function missing(request: FastifyRequest, reply: FastifyReply) {
  forgetCaching(reply).code(404);
  if (!wantsJson(request)) return asPage(request, reply, missingPage);
  return reply.send({
    error: 'unknown-address',
    message: 'There is no address with this id. Find one with /address?q=, or with searchAddresses in GraphQL.',
  });
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log) {
  const slow = (error as { code?: string }).code === QUERY_CANCELED;
  if (!slow) log.error({ err: error, url: request.url }, 'The answer for an address failed');
  forgetCaching(reply).code(slow ? 503 : 500);
  if (!('id' in (request.params as object) && wantsJson(request))) return asPage(request, reply, faultPage);
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

import { readProviders, readStated } from '@stadtlage/coverage';
import type { Database } from '@stadtlage/database';
import { LocalDate, TooBusy, type Tally } from '@stadtlage/datasets';
import { loadAddresses, searchAddresses } from '@stadtlage/places';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../../log.js';
import { prefersJson } from '../frame/accept.js';
import { readAnswer } from './answer.js';
import { hrefOf, missingPage, noSuchDayPage, readExample, searchPage } from './search.js';
import { answerPage } from './page.js';
import { registerReportRoutes } from './reports/routes.js';
import { easyAnswerPage } from '../easy/answer.js';
import { easyMissingPage, easySearchPage } from '../easy/search.js';
import { noteFault } from '../frame/faults.js';
import { forgetCaching, isUnchanged } from '../frame/freshness.js';
import { asPage, isEasyAsked, isPossible, languageFor } from '../frame/requests.js';
import { dayOf } from './words.js';

export interface AddressAnswerOptions {
  database: Database;
  tally: Tally;
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

/**
 * Registers what is known at an address for people without scripts and for programs: `/address/{id}` as a page (German, English by
 * Accept-Language or `?lang=en`) or, for who prefers it by Accept, as JSON; `/address/{id}.json`; both as of another day with
 * `?asOf=2024-06-30`; and `/address?q=bahnhofstr+5`, which searches.
 */
export async function registerAddressAnswer(fastify: FastifyInstance, options: AddressAnswerOptions): Promise<void> {
  const { database, tally, schema, timeZone, log, version } = options;
  const asked = tally.api('address', 'json');
  const uses = (request: FastifyRequest) => (wantsJson(request) ? asked(request.headers) : undefined);
  await fastify.register(async (routes) => {
    const onFault = routes.errorHandler;
    routes.setErrorHandler((error, request, reply) =>
      'id' in (request.params as object) && wantsJson(request)
        ? answerFault(error, request, reply, log)
        : onFault(error as never, request, reply),
    );

    routes.get('/address', async (request, reply) => {
      const text = textOf((request.query as Query).q);
      const hits = text.length > MAX_TEXT ? null : text && (await search(database, text));
      const found = hits === '' ? [] : hits;
      const example = await readExample(schema());
      return asPage(request, reply.header('cache-control', 'no-store'), (language) =>
        isEasyAsked(request) ? easySearchPage(text, found, example) : searchPage(text, found, language, example),
      );
    });

    routes.get<{ Params: { id: string } }>('/address/:id', { config: { uses } }, async (request, reply) => {
      const { id } = partsOf(request.params.id);
      const json = wantsJson(request);
      const language = languageFor(request);
      const today = dayOf(new Date(), timeZone);
      const shown = dayShown((request.query as Query).asOf, today);
      vary(request, reply);
      if (!shown) return noSuchDay(request, reply, today);
      if (json) reply.header('access-control-allow-origin', '*');
      // A promise can be overdue from one day to the next, though nothing was imported.
      const isPast = shown < today;
      const isEasy = isEasyAsked(request) && !isPast;
      const parts = [version, today, shown, json || language, !json && isEasy, id];
      if (await isUnchanged(request, reply, database, parts)) return reply.code(304).send();
      const answer = isPossible(id) ? await readAnswer(schema(), id, isPast ? shown : null) : null;
      if (!answer) return missing(request, reply);
      if (json) return reply.send({ ...answer, asOf: shown, page: hrefOf(id, isPast ? { asOf: shown } : {}) });
      if (isEasy) return asPage(request, reply, () => easyAnswerPage(answer, today));
      const [providers, stated] = await Promise.all([readProviders(database), isPast ? [] : readStated(database, id)]);
      return asPage(request, reply, () =>
        answerPage(answer, { language, today: shown, isPast, timeZone, providers, stated }),
      );
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
  if (!wantsJson(request)) return asPage(request, reply, isEasyAsked(request) ? easyMissingPage : missingPage);
  return reply.send({
    error: 'unknown-address',
    message: 'There is no address with this id. Find one with /address?q=, or with searchAddresses in GraphQL.',
  });
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log) {
  const slow = noteFault(error, request, reply, log);
  if (error instanceof TooBusy) return reply.send({ error: 'too-many', message: error.message });
  return reply.send({
    error: slow ? 'timeout' : 'fault',
    message: slow ? 'The database took too long to answer. Try again later.' : 'There is a fault on our side.',
  });
}

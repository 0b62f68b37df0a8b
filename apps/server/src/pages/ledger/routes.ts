import type { FastifyInstance } from 'fastify';
import { REPORTING_WORDS } from '../address-answer/reports/index.js';
import { forgetCaching, isUnchanged } from '../frame/freshness.js';
import { dayOf } from '../frame/language.js';
import { asPage, isPossible, languageFor } from '../frame/requests.js';
import type { PagesOptions } from '../routes.js';
import { ledgerPage, missingPartPage } from './page.js';
import { LEDGER_PATH } from './path.js';
import { readLedger } from './read.js';

interface Query {
  state?: unknown;
  district?: unknown;
  after?: unknown;
}

/** Registers `/reports`, all that was reported, a page at a time; `?state=RECEIVED&district=west` lists a part of it. */
export function registerLedger(routes: FastifyInstance, options: PagesOptions): void {
  const { database, schema, timeZone, cityName, version } = options;

  routes.get<{ Querystring: Query }>(LEDGER_PATH, async (request, reply) => {
    const language = languageFor(request);
    const filter = { state: textOf(request.query.state), district: textOf(request.query.district) };
    const after = textOf(request.query.after);
    // A step can be overdue from one day to the next, though nobody did anything.
    const today = dayOf(new Date(), timeZone);
    reply.header('vary', 'accept-language');
    const parts = ['ledger', version, today, language, filter, after];
    if (await isUnchanged(request, reply, database, parts)) return reply.code(304).send();
    const isKnown =
      (filter.state === null || Object.hasOwn(REPORTING_WORDS[language].stateName, filter.state)) &&
      isPossible(filter.district ?? '') &&
      isPossible(after ?? '');
    const ledger = isKnown ? await readLedger(schema(), filter, after) : null;
    if (!ledger) return asPage(request, forgetCaching(reply).code(404), missingPartPage);
    return asPage(request, reply, () => ledgerPage(ledger, { language, cityName, timeZone, filter, after }));
  });
}

/** What a form leaves empty is not asked for. */
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

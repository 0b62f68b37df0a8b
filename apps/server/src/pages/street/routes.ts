import type { FastifyInstance } from 'fastify';
import { searchForm } from '../address-answer/search.js';
import { WORDS } from '../address-answer/words.js';
import { forgetCaching, isUnchanged } from '../frame/freshness.js';
import { html } from '../frame/html.js';
import { dayOf } from '../frame/language.js';
import { asPage, isPossible, languageFor } from '../frame/requests.js';
import type { PagesOptions } from '../routes.js';
import { streetPage } from './page.js';
import { readStreet } from './read.js';
import { STREET_WORDS } from './words.js';

/** Registers `/street/{key}`: how far a street is, with the 17-digit official key of it. */
export function registerStreets(routes: FastifyInstance, options: PagesOptions): void {
  const { database, schema, timeZone, cityName, version } = options;

  routes.get<{ Params: { key: string } }>('/street/:key', async (request, reply) => {
    const { key } = request.params;
    const language = languageFor(request);
    const today = dayOf(new Date(), timeZone);
    reply.header('vary', 'accept-language');
    if (await isUnchanged(request, reply, database, ['street', version, today, language, key]))
      return reply.code(304).send();
    const street = isPossible(key) ? await readStreet(schema(), key) : null;
    if (street) return asPage(request, reply, () => streetPage(street, { language, cityName, today, timeZone }));
    const { missing, missingHint } = STREET_WORDS[language];
    return asPage(request, forgetCaching(reply).code(404), () => ({
      title: missing,
      language,
      content: html`<p>${missingHint}</p>
        ${searchForm(WORDS[language], language)}`,
    }));
  });
}

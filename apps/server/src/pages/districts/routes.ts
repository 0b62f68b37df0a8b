import type { FastifyInstance } from 'fastify';
import { forgetCaching, isUnchanged } from '../frame/freshness.js';
import { html } from '../frame/html.js';
import { dayOf } from '../frame/language.js';
import { withLang } from '../frame/page.js';
import { asPage, isPossible, languageFor } from '../frame/requests.js';
import type { PagesOptions } from '../routes.js';
import { readDistrict } from './district.js';
import { districtPage } from './district-page.js';
import { readDistricts, USES } from './figures.js';
import { listPage } from './list-page.js';
import { sortingOf, sortText } from './sorting.js';
import { DISTRICT_WORDS } from './words.js';

interface Query {
  sort?: unknown;
  use?: unknown;
}

/** Registers `/districts`, a table to compare all of them (`?sort=-gigabit&use=homes`), and `/district/{id}`. */
export function registerDistricts(routes: FastifyInstance, options: PagesOptions): void {
  const { database, schema, timeZone, cityName, version } = options;

  routes.get<{ Querystring: Query }>('/districts', async (request, reply) => {
    const language = languageFor(request);
    const today = dayOf(new Date(), timeZone);
    const sorting = sortingOf(request.query.sort);
    const use = USES.find((one) => one === request.query.use) ?? 'all';
    reply.header('vary', 'accept-language');
    const parts = ['districts', version, today, language, use, sortText(sorting)];
    if (await isUnchanged(request, reply, database, parts)) return reply.code(304).send();
    const { districts, source } = await readDistricts(schema());
    return asPage(request, reply, () =>
      listPage(districts, source, { language, cityName, today, timeZone, use, sorting }),
    );
  });

  routes.get<{ Params: { id: string } }>('/district/:id', async (request, reply) => {
    const { id } = request.params;
    const language = languageFor(request);
    const today = dayOf(new Date(), timeZone);
    reply.header('vary', 'accept-language');
    if (await isUnchanged(request, reply, database, ['district', version, today, language, id])) {
      return reply.code(304).send();
    }
    const district = isPossible(id) ? await readDistrict(schema(), id) : null;
    if (district) return asPage(request, reply, () => districtPage(district, { language, cityName, today, timeZone }));
    const { missing, missingHint, toAll } = DISTRICT_WORDS[language];
    return asPage(request, forgetCaching(reply).code(404), () => ({
      title: missing,
      language,
      content: html`<p>${missingHint}</p>
        <p><a href="${withLang('/districts', language)}">${toAll}</a></p>`,
    }));
  });
}

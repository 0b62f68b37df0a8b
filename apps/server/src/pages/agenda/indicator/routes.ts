import { loadRecordsBehind, RecordState } from '@stadtlage/agenda';
import { csvOf } from '@stadtlage/datasets';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { Readable } from 'node:stream';
import { forgetCaching, isUnchanged, tenMinutes } from '../../frame/freshness.js';
import { html } from '../../frame/html.js';
import { dayOf, type Language } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { asPage, isPossible, languageFor, leftBy } from '../../frame/requests.js';
import type { PagesOptions } from '../../routes.js';
import { amountIn } from '../amount.js';
import { badgeOf } from './badge.js';
import { networksHtml, readNetworks } from './networks.js';
import { indicatorPage, type Place } from './page.js';
import { povertyHtml, readPoverty } from './poverty.js';
import {
  readFigure,
  readIndicatorPage,
  readRecords,
  type Asked,
  type IndicatorPageAnswer,
  type Records,
  type RecordState as RecordCode,
} from './read.js';
import { AGENDA_WORDS } from '../words.js';
import { INDICATOR_WORDS } from './words.js';

/** Records of a file that are read at once. */
const PAGE = 20_000;
const STATES: RecordCode[] = ['COUNTED', 'NOT_COUNTED', 'UNKNOWN'];

interface Asking {
  Params: { id: string };
  Querystring: { district?: unknown; operator?: unknown; state?: unknown; after?: unknown };
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && isPossible(value) && value ? value : null;

const askedOf = ({ params, query }: FastifyRequest<Asking>): Asked => ({
  id: params.id,
  district: textOf(query.district),
  operator: textOf(query.operator),
  state: STATES.find((state) => state === query.state) ?? null,
  after: textOf(query.after),
});

const inColumns = ({ name, ...record }: Records['nodes'][number]) => ({
  ...record,
  name_de: name.de,
  name_en: name.en,
});

/** Registers `/agenda/indicator/{id}` (`?district=&operator=&state=NOT_COUNTED&after=`), its `records.csv` and its `badge.svg`. */
export function registerIndicators(routes: FastifyInstance, options: PagesOptions): void {
  const { database, registry, schema, timeZone, cityName, version } = options;

  /** @returns whether the client has the answer already; figures of sensors may be some minutes old */
  const isKnown = (request: FastifyRequest, reply: FastifyReply, asked: unknown) => {
    const parts = ['indicator', version, asked, languageFor(request), tenMinutes()];
    reply.header('vary', 'accept-language');
    return isUnchanged(request, reply, database, [...parts, dayOf(new Date(), timeZone)]);
  };
  const missing = (request: FastifyRequest, reply: FastifyReply, what: 'missing' | 'noDistrict' | 'noOperator') =>
    asPage(request, forgetCaching(reply).code(404), (language) => {
      const words = INDICATOR_WORDS[language];
      return {
        title: words[what],
        language,
        content: html`<p>${words[`${what}Hint`]}</p>
          <p><a href="${withLang('/agenda', language)}">${words.toAgenda}</a></p>`,
      };
    });
  /** What is asked for may not be there: a district, an operator, a place in the list. */
  const orMissing = async (request: FastifyRequest, reply: FastifyReply, answer: () => Promise<unknown>) => {
    try {
      return await answer();
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions['code'] === 'BAD_USER_INPUT')
        return missing(request, reply, error.extensions['argument'] === 'operator' ? 'noOperator' : 'noDistrict');
      throw error;
    }
  };

  /** What only some figures have. */
  const readMore = async ({ id, sourceStates }: NonNullable<IndicatorPageAnswer['indicator']>, { district }: Asked) => {
    if (id === 'digital-poverty') {
      const poverty = await readPoverty(database);
      return (language: Language, { pathOf }: Place) =>
        povertyHtml(poverty, { language, timeZone, publisher: registry.publisher, pathOf });
    }
    if (!sourceStates.some(({ dataset }) => dataset.startsWith('mobile-'))) return undefined;
    const networks = await readNetworks(database, schema(), district);
    return (language: Language, { name, pathOfOperator }: Place) =>
      networksHtml(networks, language, { where: name, district, level: 2, pathOfOperator });
  };

  routes.get<Asking>('/agenda/indicator/:id', async (request, reply) => {
    const asked = askedOf(request);
    if (!isPossible(asked.id)) return missing(request, reply, 'missing');
    // What other pages put in has to be a whole address, also where nobody has set one.
    const publicUrl = request.server.site.publicUrl ?? `${request.protocol}://${request.host}`;
    if (await isKnown(request, reply, [asked, publicUrl])) return reply.code(304).send();
    return orMissing(request, reply, async () => {
      const { indicator, fieldsOfAction, providers } = await readIndicatorPage(schema(), asked);
      if (!indicator) return missing(request, reply, 'missing');
      const more = await readMore(indicator, asked);
      return asPage(request, reply, (language) =>
        indicatorPage(indicator, fieldsOfAction, {
          ...{ language, cityName, asked, publicUrl },
          operator: providers.find(({ id }) => id === asked.operator),
          ...(more && { more: (place) => more(language, place) }),
        }),
      );
    });
  });

  routes.get<Asking>('/agenda/indicator/:id/records.csv', async (request, reply) => {
    const asked = askedOf(request);
    if (!isPossible(asked.id)) return missing(request, reply, 'missing');
    if (await isKnown(request, reply, ['csv', asked])) return reply.code(304).send();
    return orMissing(request, reply, async () => {
      const first = await readRecords(schema(), asked);
      if (!first) return missing(request, reply, 'missing');
      const wanted = { ...asked, state: asked.state && RecordState[asked.state] };
      const left = leftBy(reply);
      // Each is computed anew from all records: few of them, and in turn with what others ask for.
      const next = (after: string) =>
        request.server.turns.pass(request.ip, left, () =>
          loadRecordsBehind({}, database, asked.id, wanted, { after, limit: PAGE }),
        );
      const pages = async function* () {
        yield first.nodes.map(inColumns);
        let last = first.pageInfo.hasNextPage && first.nodes.at(-1)?.id;
        while (last) {
          const page = await next(last);
          yield page.map((record) => inColumns({ ...record, state: record.state.toUpperCase() as RecordCode }));
          last = page.length === PAGE && page.at(-1)!.id;
        }
      };
      const columns = ['id', 'name_de', 'name_en', 'districtId', 'state', 'amount', 'path'];
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${asked.id}.csv"`)
        .send(Readable.from(csvOf(columns, pages())));
    });
  });

  routes.get<Asking>('/agenda/indicator/:id/badge.svg', async (request, reply) => {
    const { id } = request.params;
    if (!isPossible(id)) return missing(request, reply, 'missing');
    if (await isKnown(request, reply, ['badge', id])) return reply.code(304).send();
    const indicator = await readFigure(schema(), id);
    if (!indicator) return missing(request, reply, 'missing');
    const language = languageFor(request);
    const amount = amountIn(INDICATOR_WORDS[language], indicator.figure.value, indicator.unit);
    const isDemo = indicator.sourceStates.some((one) => one.isDemo);
    // On the page of others nothing else says that it is invented.
    const value = isDemo ? `${amount} (${AGENDA_WORDS[language].example})` : amount;
    return reply
      .type('image/svg+xml; charset=utf-8')
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(badgeOf({ title: indicator.title[language], value }));
  });
}

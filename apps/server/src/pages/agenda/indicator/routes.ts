import { csvOf } from '@stadtlage/datasets';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { Readable } from 'node:stream';
import { forgetCaching, isUnchanged } from '../../frame/freshness.js';
import { html } from '../../frame/html.js';
import { dayOf } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { asPage, isPossible, languageFor } from '../../frame/requests.js';
import type { PagesOptions } from '../../routes.js';
import { amountIn } from '../amount.js';
import { badgeOf } from './badge.js';
import { indicatorPage } from './page.js';
import { readFigure, readIndicatorPage, readRecords, type Asked, type RecordState } from './read.js';
import { INDICATOR_WORDS } from './words.js';

const STATES: RecordState[] = ['COUNTED', 'NOT_COUNTED', 'UNKNOWN'];
const SENSORS_MS = 10 * 60_000;

interface Asking {
  Params: { id: string };
  Querystring: { district?: unknown; state?: unknown; after?: unknown };
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && isPossible(value) && value ? value : null;

const askedOf = ({ params, query }: FastifyRequest<Asking>): Asked => ({
  id: params.id,
  district: textOf(query.district),
  state: STATES.find((state) => state === query.state) ?? null,
  after: textOf(query.after),
});

/** Registers `/agenda/indicator/{id}` (`?district=&state=NOT_COUNTED&after=`), its `records.csv` and its `badge.svg`. */
export function registerIndicators(routes: FastifyInstance, options: PagesOptions): void {
  const { database, schema, timeZone, cityName, version } = options;

  /** @returns whether the client has the answer already; figures of sensors may be some minutes old */
  const isKnown = (request: FastifyRequest, reply: FastifyReply, asked: unknown) => {
    const parts = ['indicator', version, asked, languageFor(request), Math.floor(Date.now() / SENSORS_MS)];
    reply.header('vary', 'accept-language');
    return isUnchanged(request, reply, database, [...parts, dayOf(new Date(), timeZone)]);
  };
  const missing = (request: FastifyRequest, reply: FastifyReply, what: 'missing' | 'noDistrict') =>
    asPage(request, forgetCaching(reply).code(404), (language) => {
      const words = INDICATOR_WORDS[language];
      return {
        title: words[what],
        language,
        content: html`<p>${words[`${what}Hint`]}</p>
          <p><a href="${withLang('/agenda', language)}">${words.toAgenda}</a></p>`,
      };
    });
  /** What is asked for may not be there: a district, a place in the list. */
  const orMissing = async (request: FastifyRequest, reply: FastifyReply, answer: () => Promise<unknown>) => {
    try {
      return await answer();
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions['code'] === 'BAD_USER_INPUT')
        return missing(request, reply, 'noDistrict');
      throw error;
    }
  };

  routes.get<Asking>('/agenda/indicator/:id', async (request, reply) => {
    const asked = askedOf(request);
    if (!isPossible(asked.id)) return missing(request, reply, 'missing');
    // What other pages put in has to be a whole address, also where nobody has set one.
    const publicUrl = request.server.site.publicUrl ?? `${request.protocol}://${request.host}`;
    if (await isKnown(request, reply, [asked, publicUrl])) return reply.code(304).send();
    return orMissing(request, reply, async () => {
      const { indicator, fieldsOfAction } = await readIndicatorPage(schema(), asked);
      if (!indicator) return missing(request, reply, 'missing');
      return asPage(request, reply, (language) =>
        indicatorPage(indicator, fieldsOfAction, {
          language,
          cityName,
          asked,
          publicUrl,
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
      const pages = async function* () {
        for (let page = first; ; page = (await readRecords(schema(), { ...asked, after: page.pageInfo.endCursor }))!) {
          yield page.nodes.map(({ name, ...node }) => ({ ...node, name_de: name.de, name_en: name.en }));
          if (!page.pageInfo.hasNextPage) return;
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
    const value = amountIn(INDICATOR_WORDS[language], indicator.figure.value, indicator.unit);
    return reply
      .type('image/svg+xml; charset=utf-8')
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(badgeOf({ title: indicator.title[language], value }));
  });
}

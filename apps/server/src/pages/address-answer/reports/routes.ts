import {
  awaitsRelease,
  readProviders,
  readStated,
  ReportRefused,
  submitReport,
  TooManyReports,
  type Mistake,
  type StatedOffer,
} from '@stadtlage/coverage';
import type { Database } from '@stadtlage/database';
import { loadAddresses } from '@stadtlage/places';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { query, type Page } from '../../frame/page.js';
import { missingPage, pathOf } from '../search.js';
import { html } from '../../frame/html.js';
import { asPage, isForeign, isPossible, languageFor } from '../../frame/requests.js';
import { dayOf, WORDS, type Language } from '../words.js';
import { draftOf, typedIn, type Typed } from './draft.js';
import { reportForm } from './form.js';
import { pathOfReport, reportPage } from './ledger.js';
import { readReport } from './report.js';
import { REPORTING_WORDS } from './words.js';

export interface ReportRoutesOptions {
  database: Database;
  schema: () => GraphQLSchema;
  timeZone: string;
  /** Where people reach this server, if it is set. */
  publicUrl?: string;
}

/** More than a text of 1000 characters takes, each written as four bytes of three characters. */
const BODY_LIMIT = 32_000;
const CODE_OF_REPORT = /^[0-9a-z]{10}$/;

interface OfAddress {
  Params: { id: string };
}

/**
 * Registers what residents need to report an error without scripts: `POST /address/{id}/reports` takes the form of the page and leads
 * to `/address/{id}/reports/{report}`, the receipt and the ledger of that report.
 */
export async function registerReportRoutes(routes: FastifyInstance, options: ReportRoutesOptions): Promise<void> {
  const { database, schema, timeZone, publicUrl } = options;
  const onFault = routes.errorHandler;
  routes.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  routes.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    async (_request: FastifyRequest, body: string) => body,
  );
  routes.setErrorHandler((error, request, reply) => {
    const status = (error as { statusCode?: number }).statusCode;
    if (status === 413) return refused(request, reply, 413, 'tooLarge');
    if (status === 415) return refused(request, reply, 415, 'noForm');
    return onFault(error as never, request, reply);
  });

  routes.get<OfAddress>('/address/:id/reports', (request, reply) =>
    reply.redirect(`${pathOf(request.params.id)}?${query({ lang: languageFor(request) })}#reports`, 302),
  );

  routes.post<OfAddress>('/address/:id/reports', async (request, reply) => {
    if (isForeign(request, publicUrl)) return refused(request, reply, 403, 'foreign');
    const { id } = request.params;
    const [address] = isPossible(id) ? await loadAddresses({}, database, [id]) : [];
    if (!address) return asPage(request, reply.code(404), missingPage);
    const typed = typedIn(typeof request.body === 'string' ? request.body : '');
    const again = async (status: number, mistakes: readonly Mistake[], notice?: 'day' | 'hour') => {
      const [providers, stated] = await Promise.all([readProviders(database), readStated(database, id)]);
      const page = { address, typed, mistakes, notice, providers, stated };
      return asPage(request, reply.code(status), (language) => formPage({ ...page, language }));
    };
    try {
      const { draft, mistakes } = draftOf(id, typed);
      if (mistakes.length) return await again(422, mistakes);
      const taken = await submitReport(database, draft, request.ip);
      const values = { lang: languageFor(request), receipt: taken.alreadyReported ? 'known' : 'new' };
      return await reply.redirect(`${pathOfReport(id, taken.id)}?${query(values)}`, 303);
    } catch (error) {
      if (error instanceof ReportRefused) return again(422, error.mistakes);
      if (!(error instanceof TooManyReports)) throw error;
      reply.header('retry-after', error.retryAfter);
      return again(429, [], error.per);
    }
  });

  routes.get<{ Params: { id: string; report: string } }>('/address/:id/reports/:report', async (request, reply) => {
    const { id, report: code } = request.params;
    const report = CODE_OF_REPORT.test(code) ? await readReport(schema(), code) : null;
    // A report outlives its address: then it is found under the id that the address had.
    if (!report || (report.address?.id ?? id) !== id) {
      return asPage(request, reply.code(404), (language) => {
        const { missing, missingHint } = REPORTING_WORDS[language];
        return { title: missing, language, content: html`<p>${missingHint}</p>` };
      });
    }
    const asked = (request.query as { receipt?: unknown }).receipt;
    const receipt = asked === 'new' || asked === 'known' ? asked : undefined;
    const today = dayOf(new Date(), timeZone);
    const awaits = await awaitsRelease(database, code);
    return asPage(request, reply, (language) =>
      reportPage(report, id, { words: WORDS[language], language, today, timeZone, receipt, awaits }),
    );
  });
}

interface FormPage {
  address: { id: string; label: string };
  language: Language;
  providers: { id: string; name: string }[];
  stated: readonly StatedOffer[];
  typed: Typed;
  mistakes: readonly Mistake[];
  notice?: 'day' | 'hour';
}

/** The form once more, with what was typed. */
function formPage({ address, language, notice, ...form }: FormPage): Page {
  const words = REPORTING_WORDS[language];
  const title = words.formFor(address.label);
  return {
    title: form.mistakes.length ? words.mistakesTitle(title) : title,
    language,
    content: html`${notice && html`<p class="mistakes" role="alert">${words.tooMany[notice]}</p>`}
      ${reportForm({ ...form, address: address.id, language })}
      <p><a href="${pathOf(address.id)}?${query({ lang: language })}">${words.back(address.label)}</a></p>`,
  };
}

function refused(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  reason: 'foreign' | 'tooLarge' | 'noForm',
) {
  return asPage(request, reply.code(status), (language) => {
    const words = REPORTING_WORDS[language];
    const form = `${pathOf((request.params as { id: string }).id)}?${query({ lang: language })}#report`;
    return {
      title: words.refused,
      language,
      content: html`<p>${words[reason]}</p>
        <p><a href="${form}">${words.toForm}</a></p>`,
    };
  });
}

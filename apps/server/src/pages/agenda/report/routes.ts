import {
  digestOf,
  documentOf,
  listPublished,
  newestNumber,
  readPublished,
  readReport,
  toHtml,
  writeReport,
  type Report,
} from '@stadtlage/agenda';
import { UserError } from '@stadtlage/database';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { forgetCaching, isUnchanged, tenMinutes } from '../../frame/freshness.js';
import { Html, html } from '../../frame/html.js';
import { dayIn, dayOf } from '../../frame/language.js';
import { query, versionsOf, withLang } from '../../frame/page.js';
import { asPage, languageFor } from '../../frame/requests.js';
import { day } from '../../frame/table.js';
import type { PagesOptions } from '../../routes.js';
import { PUBLISH_PATH } from '../edit/paths.js';
import { REPORT_PATH as PATH } from '../page.js';
import { dayFor } from './day.js';
import { REPORT_PAGE_WORDS } from './words.js';

const FILES = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const;

interface Asking {
  Params: { format: keyof typeof FILES };
  Querystring: { asOf?: unknown; number?: unknown };
}

/**
 * Registers `/agenda/report`, the annex to a council paper (`?asOf=2026-06-30`, or `?number=3` of a published one), and the same as a file:
 * `/agenda/report.pdf`, `.odt`, `.html`, `.md`, `.csv`.
 */
export function registerAgendaReport(routes: FastifyInstance, options: PagesOptions): void {
  const { database, timeZone, cityName, version } = options;
  const now = () => dayOf(new Date(), timeZone);

  /** @throws UserError that says what is wrong with what was asked for */
  async function reportFor({ query: asked }: FastifyRequest<Asking>): Promise<Report> {
    if (asked.number !== undefined) {
      if (typeof asked.number !== 'string' || !/^\d{1,9}$/.test(asked.number))
        throw new UserError('number is the number of a published report, such as 3.');
      return (await readPublished(database, Number(asked.number))).content;
    }
    return readReport(database, dayFor(asked.asOf, now()), now(), timeZone);
  }
  const isKnown = async (request: FastifyRequest<Asking>, reply: FastifyReply, form: string) => {
    reply.header('vary', 'accept-language');
    const { asOf, number } = request.query;
    // One that is published changes the list, and what others are compared with.
    const newest = await newestNumber(database);
    const parts = ['report', form, version, now(), languageFor(request), asOf, number, newest];
    return isUnchanged(request, reply, database, [...parts, tenMinutes()]);
  };
  const refused = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    return asPage(request, forgetCaching(reply).code(400), (language) => ({
      title: REPORT_PAGE_WORDS[language].wrong,
      language,
      content: html`<p>${error.message}</p>
        <p><a href="${withLang(PATH, language)}">${REPORT_PAGE_WORDS[language].ofToday}</a></p>`,
    }));
  };

  routes.get<Asking>(PATH, async (request, reply) => {
    if (await isKnown(request, reply, 'page')) return reply.code(304).send();
    try {
      const [report, published] = await Promise.all([reportFor(request), listPublished(database)]);
      return asPage(request, reply, (language) => {
        const words = REPORT_PAGE_WORDS[language];
        const [title, ...blocks] = documentOf(report, { language, cityName });
        const choice: Record<string, string> =
          request.query.number === undefined ? { asOf: report.asOf } : { number: String(request.query.number) };
        const file = (format: string) => withLang(`${PATH}.${format}?${query(choice)}`, language);
        return {
          title: title!.kind === 'heading' ? title!.text : '',
          language,
          description: words.about(cityName),
          versions: versionsOf(PATH),
          content: html`<form action="${PATH}" method="get">
              <input type="hidden" name="lang" value="${language}" />
              <label for="as-of">${words.asOf}</label>
              <input id="as-of" type="date" name="asOf" value="${report.asOf}" max="${now()}" required />
              <button type="submit">${words.show}</button>
            </form>
            <nav class="choice" aria-label="${words.files}">
              <ul>
                <li><a href="${file('pdf')}" download>${words.pdf}</a></li>
                <li><a href="${file('odt')}" download>${words.odt}</a></li>
                <li><a href="${file('html')}" download>${words.html}</a></li>
                <li><a href="${file('md')}" download>${words.markdown}</a></li>
                <li><a href="${file('csv')}" download>${words.csv}</a></li>
              </ul>
            </nav>
            ${
              published.length > 0 &&
              html`<details>
                <summary>${words.published}</summary>
                <ul>
                  ${published.map(
                    ({ number, asOf, publishedAt }) =>
                      html`<li>
                        <a href="${withLang(`${PATH}?${query({ number: String(number) })}`, language)}"
                          >${words.one(number, dayIn(words, asOf))}</a
                        >, ${words.publishedOn} ${day(dayOf(publishedAt, timeZone), words)}
                      </li>`,
                  )}
                </ul>
              </details>`
            }
            ${
              request.query.number === undefined &&
              html`<p>
                <a
                  href="${withLang(`${PUBLISH_PATH}?${query({ asOf: report.asOf, saw: digestOf(report) })}`, language)}"
                  rel="nofollow"
                  >${words.publish}</a
                >
              </p>`
            }
            <div class="report">${new Html(toHtml(blocks))}</div>`,
        };
      });
    } catch (error) {
      return refused(request, reply, error);
    }
  });

  routes.get<Asking>(`${PATH}.:format(^(?:pdf|odt|md|csv|html)$)`, async (request, reply) => {
    const { format } = request.params;
    if (await isKnown(request, reply, format)) return reply.code(304).send();
    try {
      const report = await reportFor(request);
      const written = await writeReport(report, format, { language: languageFor(request), cityName });
      return reply
        .type(FILES[format])
        .header('content-disposition', `attachment; filename="agenda-${report.asOf}.${format}"`)
        .send(written);
    } catch (error) {
      return refused(request, reply, error);
    }
  });
}

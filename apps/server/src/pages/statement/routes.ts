import type { FastifyInstance } from 'fastify';
import { html, outside } from '../frame/html.js';
import { dayIn, type Language } from '../frame/language.js';
import { versionsOf, type Page } from '../frame/page.js';
import { isUnchanged } from '../frame/freshness.js';
import { asPage, languageFor } from '../frame/requests.js';
import { table } from '../frame/table.js';
import type { PagesOptions } from '../routes.js';
import { STATEMENT_WORDS } from './words.js';

const PATH = '/accessibility';
/** The day on which what the statement says was last looked at; to be renewed each year. */
const STATED_ON = '2026-11-28';

/** What the statement has to name, from the settings. */
export interface Responsible {
  /** Whose service it is. */
  publisher: string;
  contactEmail?: string;
  enforcementBody: string;
  enforcementUrl: string;
}

/** Registers `/accessibility`: the statement that the law asks of public bodies (§ 10b BGG NRW, § 4 BITVNRW, BITV 2.0 § 7). */
export function registerStatement(routes: FastifyInstance, options: PagesOptions): void {
  const { database, version, responsible } = options;
  routes.get(PATH, async (request, reply) => {
    const language = languageFor(request);
    reply.header('vary', 'accept-language');
    if (await isUnchanged(request, reply, database, [PATH, version, language, responsible])) {
      return reply.code(304).send();
    }
    return asPage(request, reply, () => statementPage(language, options));
  });
}

function statementPage(language: Language, { cityName, publicUrl, responsible }: PagesOptions): Page {
  const words = STATEMENT_WORDS[language];
  const { publisher, contactEmail, enforcementBody, enforcementUrl } = responsible;
  return {
    title: words.title,
    language,
    description: words.about(cityName),
    versions: versionsOf(PATH),
    content: html`<p class="lead">${words.scope(publisher, publicUrl ?? '')}</p>
      <p>${words.law}</p>
      <h2>${words.status}</h2>
      <p>${words.statusText}</p>
      <h2>${words.open}</h2>
      <p>${words.openHint}</p>
      ${table(
        words.barriersCaption,
        [words.part, words.reason, words.instead],
        html`<tbody>
          ${words.barriers.map(
            ({ part, reason, instead }) =>
              html`<tr>
                <th scope="row">${part}</th>
                <td>${reason}</td>
                <td>${instead}</td>
              </tr>`,
          )}
        </tbody>`,
      )}
      <h3>${words.exempt}</h3>
      <p>${words.exemptText}</p>
      <h2>${words.made}</h2>
      <p>${words.madeText(dayIn(words, STATED_ON))}</p>
      <h2 id="feedback">${words.feedback}</h2>
      <p>${words.feedbackText}</p>
      <dl>
        <dt>${words.responsible}</dt>
        <dd>${publisher}</dd>
        <dt>${words.contact}</dt>
        <dd>
          ${
            contactEmail
              ? html`<a href="mailto:${contactEmail}?subject=${encodeURIComponent(words.subject)}">${contactEmail}</a>`
              : html`<strong>${words.noContact}</strong><br />${words.noContactHint}`
          }
        </dd>
      </dl>
      <h2>${words.enforcement}</h2>
      <p>${words.enforcementText}</p>
      <p>${outside(enforcementUrl, enforcementBody)}</p>`,
  };
}

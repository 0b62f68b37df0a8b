import { html, type Html } from './html.js';
import { STYLE_ELEMENT } from './style.js';
import { DAY_WORDS } from './words-day.js';
import { WORDS, type Language, type Words } from './words.js';

export const pathOf = (id: string): string => `/address/${encodeURIComponent(id)}`;
export const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();
/** Where the answer of an address is, as a page or with another ending. */
export function hrefOf(id: string, values: Record<string, string>, ending = ''): string {
  const asked = query(values);
  return `${pathOf(id)}${ending}${asked && `?${asked}`}`;
}

export interface Frame {
  title: string;
  language: Language;
  content: Html;
  /** Where this page is, to offer it in the other language. */
  path?: string;
  /** What was searched for. */
  search?: string;
  /** Where the same is told as JSON. */
  json?: string;
}

export function framed({ title, language, content, path, search, json }: Frame): string {
  const other: Language = language === 'de' ? 'en' : 'de';
  const translated =
    path && `${path}${path.includes('?') ? '&' : '?'}${query({ ...(search && { q: search }), lang: other })}`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        ${json && html`<link rel="alternate" type="application/json" href="${json}" />`}
        ${translated && html`<link rel="alternate" hreflang="${other}" href="${translated}" />`} ${STYLE_ELEMENT}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        ${
          translated &&
          html`<footer>
            <a href="${translated}" hreflang="${other}" lang="${other}">${WORDS[language].otherLanguage}</a>
          </footer>`
        }
      </body>
    </html>`.text;
}

/** Works without scripts: it leads to the page of {@link searchPage}. */
export function searchForm(words: Words, language: Language, text = ''): Html {
  return html`<form action="/address" method="get" role="search">
    <h2>${words.search}</h2>
    <p>
      <label for="q">${words.searchLabel}</label><br />
      <input id="q" name="q" type="search" value="${text}" maxlength="200" autocomplete="street-address" required />
      <input name="lang" type="hidden" value="${language}" />
      <button type="submit">${words.searchButton}</button>
    </p>
  </form>`;
}

export interface Hit {
  id: string;
  label: string;
}

/** What a search found, as links to the answers; `hits` is null where the text was too long. */
export function searchPage(text: string, hits: Hit[] | null, language: Language): string {
  const words = WORDS[language];
  const links = (hits ?? []).map(
    ({ id, label }) => html`<li><a href="${pathOf(id)}?${query({ lang: language })}">${label}</a></li>`,
  );
  const nothing = text && html`<p>${hits ? words.noResults : words.tooLong}</p>`;
  return framed({
    title: text && hits ? words.results(text) : words.search,
    language,
    content: html`${hits && isOtherNumber(text, hits) ? html`<p>${words.otherNumber}</p>` : ''}
    ${
      links.length
        ? html`<ol>
            ${links}
          </ol>`
        : nothing
    }
    ${searchForm(words, language, hits ? text : '')}`,
    path: '/address',
    search: hits ? text : '',
  });
}

/** Whether a house number was asked for that none of these have: the neighbour's answer must not be taken for one's own. */
function isOtherNumber(text: string, hits: Hit[]): boolean {
  const [, number, letter] = /(?:^|\s)(\d{1,4})\s?([a-z]?)(?=[\s,]|$)/i.exec(text) ?? [];
  if (!number || !hits.length) return false;
  const wanted = new RegExp(`\\s${number}\\s?${letter ?? ''}(,|$)`, 'i');
  return !hits.some(({ label }) => wanted.test(label));
}

export function missingPage(language: Language): string {
  const words = WORDS[language];
  return framed({
    title: words.missing,
    language,
    content: html`<p>${words.missingHint}</p>
      ${searchForm(words, language)}`,
  });
}

export function noSuchDayPage(language: Language, today: string): string {
  const { noSuchDay, noSuchDayHint } = DAY_WORDS[language];
  return framed({ title: noSuchDay, language, content: html`<p>${noSuchDayHint(today)}</p>` });
}

export function faultPage(language: Language): string {
  const words = WORDS[language];
  return framed({ title: words.fault, language, content: html`<p>${words.faultHint}</p>` });
}

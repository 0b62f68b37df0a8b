import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../frame/ask.js';
import { html, type Html } from '../frame/html.js';
import { query, versionsOf, withLang, type Page } from '../frame/page.js';
import { DAY_WORDS } from './words-day.js';
import { WORDS, type Language, type Words } from './words.js';

export const pathOf = (id: string): string => `/address/${encodeURIComponent(id)}`;
/** Where the answer of an address is, as a page or with another ending. */
export function hrefOf(id: string, values: Record<string, string>, ending = ''): string {
  const asked = query(values);
  return `${pathOf(id)}${ending}${asked && `?${asked}`}`;
}

/**
 * Works without scripts: it leads to the page of {@link searchPage}.
 * @param isAlone the heading of the page says already what it is for
 */
export function searchForm(words: Words, language: Language, text = '', isAlone = false): Html {
  return html`<form action="/address" method="get" role="search">
    ${!isAlone && html`<h2>${words.search}</h2>`}
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

const EXAMPLE = parse('{ addresses(first: 1) { nodes { id label source { isDemo } } } }');

/** An address to try where the city is made up, and nobody can know its streets; null where it is not. */
export async function readExample(schema: GraphQLSchema): Promise<Hit | null> {
  const { addresses } = await ask<{ addresses: { nodes: (Hit & { source: { isDemo: boolean } })[] } }>(schema, EXAMPLE);
  const [first] = addresses.nodes;
  return first?.source.isDemo ? first : null;
}

/**
 * What a search found, as links to the answers; `hits` is null where the text was too long.
 * @param example of {@link readExample}
 */
export function searchPage(text: string, hits: Hit[] | null, language: Language, example: Hit | null): Page {
  const words = WORDS[language];
  const links = (hits ?? []).map(
    ({ id, label }) => html`<li><a href="${withLang(pathOf(id), language)}">${label}</a></li>`,
  );
  const nothing = text && html`<p>${hits ? words.noResults : words.tooLong}</p>`;
  const asked = hits ? text : '';
  return {
    title: asked ? words.results(text) : words.find,
    language,
    // What was found for a text is no page to be found itself.
    description: text ? undefined : words.findAbout,
    versions: versionsOf(asked ? `/address?${query({ q: asked })}` : '/address', { easy: true }),
    content: html`${example && html`<p class="demo">${words.demoSearch}</p>`}
    ${hits && isOtherNumber(text, hits) ? html`<p>${words.otherNumber}</p>` : ''}
    ${
      links.length
        ? html`<ol>
            ${links}
          </ol>`
        : nothing
    }
    ${
      example &&
      !links.length &&
      html`<p>${words.demoExample} <a href="${withLang(pathOf(example.id), language)}">${example.label}</a></p>`
    }
    ${searchForm(words, language, asked, !text)}`,
  };
}

/** Whether a house number was asked for that none of these have: the neighbour's answer must not be taken for one's own. */
export function isOtherNumber(text: string, hits: Hit[]): boolean {
  const [, number, letter] = /(?:^|\s)(\d{1,4})\s?([a-z]?)(?=[\s,]|$)/i.exec(text) ?? [];
  if (!number || !hits.length) return false;
  const wanted = new RegExp(`\\s${number}\\s?${letter ?? ''}(,|$)`, 'i');
  return !hits.some(({ label }) => wanted.test(label));
}

export function missingPage(language: Language): Page {
  const words = WORDS[language];
  return {
    title: words.missing,
    language,
    content: html`<p>${words.missingHint}</p>
      ${searchForm(words, language)}`,
  };
}

export function noSuchDayPage(language: Language, today: string): Page {
  const { noSuchDay, noSuchDayHint } = DAY_WORDS[language];
  return { title: noSuchDay, language, content: html`<p>${noSuchDayHint(today)}</p>` };
}

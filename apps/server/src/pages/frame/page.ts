import { html, type Html } from './html.js';
import type { Language } from './language.js';
import { FRAME_WORDS } from './words.js';
import { SITE_LINKS } from './site-links.js';
import { STYLE_ELEMENT } from './style.js';

/** BCP 47; "simple" is the registered variant for what Leichte Sprache is. */
export type Version = Language | 'de-simple';

/** What is to be framed: a page says what it is, the frame how that is written. */
export interface Page {
  title: string;
  language: Language;
  /** Written by the rules of Leichte Sprache. */
  isEasy?: boolean;
  content: Html;
  /** One sentence for search engines. A page without it is not to be found there. */
  description?: string;
  /** Where the same is told in each language, from the root of the server. */
  versions?: Partial<Record<Version, string>>;
  /** The path that stands for this one where only the order differs; by default that of the version shown. */
  canonical?: string;
  /** Where the same is told as JSON. */
  json?: string;
}

/** Whose pages these are. */
export interface Site {
  cityName: string;
  /** Where people reach this server, if it is set; without a slash at its end. */
  publicUrl?: string;
}

export const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

/** How Leichte Sprache is asked for: `?lang=de-leicht`. */
export const EASY = 'de-leicht';
export function withLang(path: string, lang: Language | typeof EASY): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query({ lang })}`;
}

/** The page at this path in each language, and in Leichte Sprache where there is such a one. */
export function versionsOf(path: string, { easy = false } = {}): NonNullable<Page['versions']> {
  return {
    de: withLang(path, 'de'),
    en: withLang(path, 'en'),
    ...(easy && { 'de-simple': withLang(path, EASY) }),
  };
}

/**
 * The page as a document, with the links that are the same on all of them.
 * @param base the start of its address, which paper says
 */
export function framed(page: Page, site: Site, base: string): string {
  const { title, language, isEasy, content, versions } = page;
  const path = versions?.[isEasy ? 'de-simple' : language];
  const words = FRAME_WORDS[language];
  return html`<!doctype html>
    <html lang="${isEasy ? 'de-simple' : language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${links(page, site)} ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        <header class="top">
          <a class="brand" href="${withLang('/', language)}"
            ><img src="/favicon.svg" alt="" width="32" height="32" /><span
              ><strong>Stadtlage</strong> ${site.cityName}</span
            ></a
          >
          ${path && html`<span class="address-of-page">${base}${path}</span>`} ${switcher(page)}
        </header>
        <main id="content">
          <h1>${title}</h1>
          ${content}
        </main>
        <footer class="bottom">
          <nav aria-label="${words.pages}">
            <ul>
              ${SITE_LINKS.map(({ path, label }) => html`<li><a href="${withLang(path, language)}">${label[isEasy ? 'easy' : language]}</a></li>`)}
            </ul>
          </nav>
        </footer>
      </body>
    </html>`.text;
}

function links(
  { language, isEasy, description, versions = {}, canonical: plain, json }: Page,
  { publicUrl = '' }: Site,
): Html {
  const shown = isEasy ? 'de-simple' : language;
  const others = Object.entries(versions).filter(([version]) => version !== shown);
  // Search engines take whole addresses only.
  const canonical = description && publicUrl && (plain ? withLang(plain, language) : versions[shown]);
  return html`<link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    ${description ? html`<meta name="description" content="${description}" />` : html`<meta name="robots" content="noindex" />`}
    ${canonical && html`<link rel="canonical" href="${publicUrl}${canonical}" />`}
    ${json && html`<link rel="alternate" type="application/json" href="${json}" />`}
    ${publicUrl && others.map(([version, href]) => html`<link rel="alternate" hreflang="${version}" href="${publicUrl}${href}" />`)}`;
}

/** The other languages by their own names. */
function switcher({ language, isEasy, versions = {} }: Page): Html | null {
  const shown = isEasy ? 'de-simple' : language;
  const others = Object.entries(versions).filter(([version]) => version !== shown) as [Version, string][];
  if (!others.length) return null;
  return html`<nav class="languages" aria-label="${FRAME_WORDS[language].languages}">
    <ul>
      ${others.map(
        ([version, href]) =>
          html`<li><a href="${href}" hreflang="${version}" lang="${version}">${NAMES[version]}</a></li>`,
      )}
    </ul>
  </nav>`;
}

const NAMES: Record<Version, string> = { de: 'Deutsch', en: 'English', 'de-simple': 'Leichte Sprache' };

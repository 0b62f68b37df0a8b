import type { Session } from '@stadtlage/operators';
import { html, type Html } from '../../frame/html.js';
import type { Language } from '../../frame/language.js';
import { withLang, type Page } from '../../frame/page.js';
import { AGENDA_PATH } from '../page.js';
import { DRAFTS_PATH, EDIT_PATH, IMPORT_PATH, LOG_PATH, PUBLISH_PATH, SIGN_OUT_PATH } from './paths.js';
import { EDIT_WORDS } from './words.js';

interface Content {
  title: string;
  language: Language;
  editor: Session;
  /** Where it is, without a language. */
  path: string;
  /** False for what answers a form: its address alone does not tell it. */
  isKept?: boolean;
  content: Html;
}

/** A page for those who have signed in: with the ways to all parts of editing, and out. */
export function editorPage({ title, language, editor, path, isKept = true, content }: Content): Page {
  const words = EDIT_WORDS[language];
  const parts: [string, string][] = [
    [EDIT_PATH, words.records],
    [DRAFTS_PATH, words.drafts],
    [IMPORT_PATH, words.imports],
    [PUBLISH_PATH, words.publishing],
    [LOG_PATH, words.log],
  ];
  return {
    title,
    language,
    versions: isKept ? { de: withLang(path, 'de'), en: withLang(path, 'en') } : undefined,
    content: html`<nav class="choice" aria-label="${words.navigation}">
        <ul>
          ${parts.map(
            ([to, name]) =>
              html`<li>
                <a href="${withLang(to, language)}" ${path.split('?')[0] === to && html`aria-current="page"`}
                  >${name}</a
                >
              </li>`,
          )}
          <li><a href="${withLang(AGENDA_PATH, language)}">${words.publicPage}</a></li>
        </ul>
      </nav>
      <form class="edit account" action="${withLang(SIGN_OUT_PATH, language)}" method="post">
        ${csrfHtml(editor)} ${words.signedIn(editor.name, words.role[editor.role])}
        <button class="minor">${words.signOut}</button>
      </form>
      ${content}`,
  };
}

export const csrfHtml = ({ formToken }: Session): Html =>
  html`<input type="hidden" name="csrf" value="${formToken}" />`;

/** What has just happened. */
export const noticeHtml = (notice: string | undefined): Html | false =>
  notice !== undefined && html`<p class="lead" role="status">${notice}</p>`;

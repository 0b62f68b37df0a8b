import { isKind, kindOf, type LogEntry } from '@stadtlage/agenda';
import { html, type Html } from '../../frame/html.js';
import { dayIn, wordFor } from '../../frame/language.js';
import { query, withLang, type Page } from '../../frame/page.js';
import { table } from '../../frame/table.js';
import { REPORT_PATH } from '../page.js';
import { REPORT_PAGE_WORDS } from '../report/words.js';
import { editorPage } from './editor-page.js';
import { LOG_WORDS } from './log-words.js';
import { LOG_PATH, pathOfDraft, pathOfRecord, pathOfVersion } from './paths.js';
import { momentHtml, type Setting } from './record-page.js';
import { EDIT_WORDS } from './words.js';

/** Who did what, and who tried to. @param hasOlder whether there is another page */
export function logPage(entries: LogEntry[], page: number, hasOlder: boolean, setting: Setting): Page {
  const { language, editor, timeZone } = setting;
  const words = LOG_WORDS[language];
  const { locale } = EDIT_WORDS[language];
  const pathOfPage = (number: number) => `${LOG_PATH}?${query({ page: String(number) })}`;
  return editorPage({
    title: words.title,
    language,
    editor,
    path: page === 1 ? LOG_PATH : pathOfPage(page),
    content: html`<p>${words.hint}</p>
      ${table(
        words.title,
        [words.at, words.by, words.deed, words.about, words.why],
        html`<tbody>
          ${entries.map(
            (entry) =>
              html`<tr>
                <th scope="row">${momentHtml(entry.at, locale, timeZone)}</th>
                <td>${entry.by || words.nobody}</td>
                <td>${words.deeds[entry.deed]}${entry.action && html`: ${wordFor(words.actions, entry.action)}`}</td>
                <td>${aboutHtml(entry, setting)}</td>
                <td>
                  ${entry.deed === 'refused' ? wordFor(words.reasons, entry.reason!) : (entry.reason ?? '–')}${entry.times > 1 && html`, ${words.times(entry.times)}`}
                </td>
              </tr>`,
          )}
        </tbody>`,
      )}
      <ul>
        ${page > 1 && html`<li><a href="${withLang(pathOfPage(page - 1), language)}">${words.newer}</a></li>`}
        ${hasOlder && html`<li><a href="${withLang(pathOfPage(page + 1), language)}">${words.older}</a></li>`}
      </ul>`,
  });
}

function aboutHtml({ deed, kind, id, number }: LogEntry, { language }: Setting): Html {
  if (deed === 'published') {
    const { locale, one } = REPORT_PAGE_WORDS[language];
    const path = withLang(`${REPORT_PATH}?${query({ number: String(number) })}`, language);
    return html`<a href="${path}">${one(number!, dayIn({ locale }, id!))}</a>`;
  }
  if (!kind || !id || !isKind(kind)) return html`${id ?? '–'}`;
  const words = EDIT_WORDS[language];
  const isDraft = deed.startsWith('draft');
  const to = isDraft ? pathOfDraft(number!) : pathOfVersion(kind, id, number!);
  const what = isDraft ? words.draft.title(number!, '') : `${words.form.versionOf} ${number}`;
  return html`${kindOf(kind).title[language]} <a href="${withLang(pathOfRecord(kind, id), language)}">${id}</a>,
    <a href="${withLang(to, language)}">${what.replace(/: $/, '')}</a>`;
}

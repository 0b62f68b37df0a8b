import { html, type Html } from '../../frame/html.js';
import { withLang, type Page } from '../../frame/page.js';
import { table } from '../../frame/table.js';
import { formOf } from '../fields.js';
import { editorPage } from './editor-page.js';
import { differencesOf, valueHtml } from './form/compare.js';
import { pathOfRecord, pathOfVersion } from './paths.js';
import { momentHtml, type Setting } from './record-page.js';
import { nameOf, type Known } from './record.js';
import { EDIT_WORDS } from './words.js';
import type { ContentOf, Kind } from '@stadtlage/agenda';

/** One version of a record: who made it, why, and what became different. */
export function versionPage(kind: Kind, id: string, number: number, known: Known, setting: Setting): Page | undefined {
  const { language, editor, timeZone } = setting;
  const words = EDIT_WORDS[language];
  const version = known.versions.find((one) => one.version === number);
  if (!version) return undefined;
  const before = known.versions.find((one) => one.version === number - 1)?.content ?? null;
  return editorPage({
    title: words.version.title(nameOf(kind, id, version.content ?? before, language), number),
    language,
    editor,
    path: pathOfVersion(kind, id, number),
    content: html`<dl>
        <dt>${words.form.at}</dt>
        <dd>${momentHtml(version.recordedAt, words.locale, timeZone)}</dd>
        <dt>${words.form.by}</dt>
        <dd>${version.by}${version.acceptedBy && html`, ${words.form.accepted(version.acceptedBy)}`}</dd>
        <dt>${words.form.why}</dt>
        <dd>${version.reason ?? '–'}</dd>
      </dl>
      ${number === 1 && html`<p>${words.version.first}</p>`}
      ${version.content === null ? html`<p>${words.version.withdrawn}</p>` : differenceTable(kind, before, version.content, setting, [words.version.caption, words.version.before, words.version.after(number)])}
      <ul>
        ${version.content && html`<li><a href="${withLang(`${pathOfRecord(kind, id)}?from=${number}`, language)}">${words.version.take}</a></li>`}
        <li><a href="${withLang(pathOfRecord(kind, id), language)}">${words.version.back}</a></li>
      </ul>`,
  });
}

/** Two contents side by side, where they differ. @param titles of the table, and of the two */
export function differenceTable(
  kind: Kind,
  before: ContentOf | null,
  after: ContentOf | null,
  { language }: Setting,
  [caption, first, second]: [string, string, string],
): Html {
  const words = EDIT_WORDS[language];
  const form = formOf(kind);
  type Content = Record<string, unknown> | null;
  const differences = differencesOf(form, before as Content, after as Content, language);
  if (!differences.length) return html`<p>${words.conflict.none}</p>`;
  return table(
    caption,
    [words.version.field, first, second],
    html`<tbody>
      ${differences.map(
        ({ label, field, lang, before, after }) =>
          html`<tr>
            <th scope="row">${label}</th>
            <td>${valueHtml(field, before, language, lang)}</td>
            <td>${valueHtml(field, after, language, lang)}</td>
          </tr>`,
      )}
    </tbody>`,
  );
}

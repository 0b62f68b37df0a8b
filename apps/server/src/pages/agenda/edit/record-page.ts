import { kindOf, type Draft } from '@stadtlage/agenda';
import type { Session } from '@stadtlage/operators';
import { html, Html } from '../../frame/html.js';
import { dayIn, dayOf, type Language } from '../../frame/language.js';
import { withLang, type Page } from '../../frame/page.js';
import { table } from '../../frame/table.js';
import { formOf } from '../fields.js';
import { csrfHtml, editorPage, noticeHtml } from './editor-page.js';
import { fieldsHtml, idOf, summaryHtml, textareaHtml, type Choice } from './form/form.js';
import type { Mistake } from './form/mistakes.js';
import { pathOfDraft, pathOfNew, pathOfRecord, pathOfVersion } from './paths.js';
import { MOST_REASON, nameOf, type Edited, type Known } from './record.js';
import { EDIT_WORDS } from './words.js';

export interface Setting {
  language: Language;
  editor: Session;
  timeZone: string;
}

export interface RecordPage extends Setting {
  edited: Edited;
  /** Absent for a new record. */
  known?: Known;
  drafts?: Draft[];
  choices: ReadonlyMap<string, readonly Choice[]>;
  mistakes?: readonly Mistake[];
  notice?: string;
  /** What stopped it; beside mistakes of fields. */
  problem?: string;
  focus?: string;
  /** The reason for a withdrawal, as it was typed. */
  whyWithdraw?: string;
  /** It answers a form. */
  isAnswer?: boolean;
}

/** A record to be changed, or a new one, with its past. Without scripts; all that was typed comes back until it is saved. */
export function recordPage(page: RecordPage): Page {
  const { edited, known, language, editor, mistakes = [], notice, problem, timeZone } = page;
  const { kind, id } = edited;
  const words = EDIT_WORDS[language];
  const kindName = kindOf(kind).title[language];
  const isNew = !known?.newest;
  const title = isNew
    ? words.form.newOne(kindName)
    : words.form.edit(kindName, nameOf(kind, id, known.lastSaid?.content, language));
  const withdrawn = known?.newest && known.newest.content === null ? known.newest : undefined;
  const dayText = (moment: Date) => dayIn(words, dayOf(moment, timeZone));
  return editorPage({
    title: mistakes.length || problem ? words.mistakeTitle(title) : title,
    language,
    editor,
    path: known ? pathOfRecord(kind, id) : pathOfNew(kind),
    isKept: !page.isAnswer,
    content: html`${noticeHtml(notice)} ${problem && html`<p class="mistakes" role="alert">${problem}</p>`}
    ${withdrawn && html`<p class="past">${words.form.isWithdrawn(dayText(withdrawn.recordedAt), withdrawn.by)}</p>`}
    ${page.drafts && draftsHtml(page.drafts, page)} ${formHtml(page)}
    ${known?.newest?.content && withdrawHtml(page, known.newest.version)} ${known && !isNew && historyHtml(known, page)}`,
  });
}

function formHtml({ edited, known, language, editor, choices, mistakes = [], focus }: RecordPage): Html {
  const { kind, id, expected, typed, reason, draft } = edited;
  const words = EDIT_WORDS[language];
  const wrong = new Map(mistakes.map(({ path, message }) => [path, message]));
  const action = known ? pathOfRecord(kind, id) : pathOfNew(kind);
  const describedBy = (path: string, hint: string) =>
    [hint, wrong.has(path) && `${idOf(path)}-mistake`].filter(Boolean).join(' ');
  const asksWhy = !!known?.newest && kindOf(kind).asksWhy;
  const own = (path: string, label: string | Html, hint: string, input: (attributes: Html) => Html) =>
    html`<p>
      <label for="${idOf(path)}">${label}</label><br />
      <small id="${idOf(path)}-hint">${hint}</small><br />
      ${wrong.has(path) && html`<span class="mistake" id="${idOf(path)}-mistake">${wrong.get(path)}</span><br />`}
      ${input(html`id="${idOf(path)}" name="${path}" aria-describedby="${describedBy(path, `${idOf(path)}-hint`)}" ${wrong.has(path) && html`aria-invalid="true"`}`)}
    </p>`;
  return html`<form class="edit" action="${withLang(action, language)}" method="post" novalidate>
    ${csrfHtml(editor)}
    <input type="hidden" name="expected" value="${expected}" />
    ${draft !== undefined && html`<input type="hidden" name="draft" value="${draft}" />`}
    <button class="trap" name="do" value="check" tabindex="-1" aria-hidden="true"></button>
    ${summaryHtml(mistakes, language)}
    <p>${kindOf(kind).about[language]} ${words.form.everybody}</p>
    ${
      !known &&
      own(
        'id',
        words.form.id,
        words.form.idHint,
        (attributes) => html`<input ${attributes} maxlength="100" autocomplete="off" value="${id}" />`,
      )
    }
    ${fieldsHtml(formOf(kind), { language, typed, mistakes: wrong, choices, focus })}
    ${own(
      'reason',
      html`${words.form.reason}${asksWhy && html` <small>${words.needed}</small>`}`,
      words.form.reasonHint,
      (attributes) => textareaHtml(html`${attributes} ${asksWhy && new Html('required')}`, 2, reason),
    )}
    <p class="deeds">
      <button name="do" value="publish">${words.form.publish}</button>
      <button class="minor" name="do" value="draft">${words.form.draft}</button>
    </p>
  </form>`;
}

function withdrawHtml({ edited: { kind, id }, language, editor, whyWithdraw = '' }: RecordPage, version: number): Html {
  const words = EDIT_WORDS[language].form;
  return html`<section aria-labelledby="withdraw">
    <h2 id="withdraw">${words.withdraw}</h2>
    <form class="edit" action="${withLang(`${pathOfRecord(kind, id)}/withdraw`, language)}" method="post">
      ${csrfHtml(editor)}
      <input type="hidden" name="expected" value="${version}" />
      <p id="withdraw-hint">${words.withdrawHint}</p>
      <p>
        <label for="withdraw-reason">${words.reason}</label><br />
        <input
          id="withdraw-reason"
          name="reason"
          required
          maxlength="${MOST_REASON}"
          autocomplete="off"
          value="${whyWithdraw}"
          aria-describedby="withdraw-hint"
        />
      </p>
      <p class="deeds">
        <button class="minor" name="do" value="publish">${words.withdrawNow}</button>
        <button class="minor" name="do" value="draft">${words.withdrawDraft}</button>
      </p>
    </form>
  </section>`;
}

function draftsHtml(drafts: Draft[], { language }: Setting): Html | false {
  const words = EDIT_WORDS[language];
  return (
    drafts.length > 0 &&
    html`<section aria-labelledby="drafts">
      <h2 id="drafts">${words.form.openDrafts}</h2>
      <ul>
        ${drafts.map(({ id, author }) => html`<li><a href="${withLang(pathOfDraft(id), language)}">${words.draft.title(id, author)}</a></li>`)}
      </ul>
    </section>`
  );
}

function historyHtml({ versions }: Known, { edited: { kind, id }, language, timeZone }: RecordPage): Html {
  const { form: words, locale } = EDIT_WORDS[language];
  // The table is a region of its own, by the same name.
  return html`<h2>${words.history}</h2>
    ${table(
      words.history,
      [words.versionOf, words.at, words.by, words.why],
      html`<tbody>
        ${versions.map(
          ({ version, recordedAt, by, acceptedBy, reason, content }) =>
            html`<tr>
              <th scope="row">
                <a href="${withLang(pathOfVersion(kind, id, version), language)}">${words.versionOf} ${version}</a>
              </th>
              <td>${momentHtml(recordedAt, locale, timeZone)}</td>
              <td>${by}${acceptedBy && html`, ${words.accepted(acceptedBy)}`}</td>
              <td>${content === null && html`<strong>${words.wasWithdrawn}</strong> `}${reason ?? '–'}</td>
            </tr>`,
        )}
      </tbody>`,
    )}`;
}

/** A day and the time of it, where the city is. */
export const momentHtml = (moment: Date, locale: string, timeZone: string): Html =>
  html`<time datetime="${moment.toISOString()}">${momentText(moment, locale, timeZone)}</time>`;

export const momentText = (moment: Date, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(moment);

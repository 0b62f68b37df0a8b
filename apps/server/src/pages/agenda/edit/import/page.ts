import { columnNames, isWithdrawal, kindOf, KINDS, lacksReason, type PlannedChange } from '@stadtlage/agenda';
import type { Session } from '@stadtlage/operators';
import { html, Html } from '../../../frame/html.js';
import type { Language } from '../../../frame/language.js';
import { withLang, type Page } from '../../../frame/page.js';
import { table } from '../../../frame/table.js';
import { formOf } from '../../fields.js';
import { csrfHtml, editorPage, noticeHtml } from '../editor-page.js';
import { differencesOf, valueHtml } from '../form/compare.js';
import { IMPORT_PATH } from '../paths.js';
import { MOST_REASON, nameOf } from '../record.js';
import { EDIT_WORDS } from '../words.js';
import { IMPORT_WORDS } from './words.js';

export interface ImportPage {
  language: Language;
  editor: Session;
  /** Empty for an agenda file, else the kind whose table it is. */
  what?: string;
  isReplacing?: boolean;
  /** In Base64; empty where it is of no use. */
  file?: string;
  name?: string;
  reason?: string;
  /** What it would change, and what tells that this was seen. */
  plan?: PlannedChange[];
  seen?: string;
  notice?: string;
  problem?: string;
  /** By who read the file: what is wrong, with lines and columns. */
  told?: string;
}

/** More are counted only. */
const MOST_SHOWN = 300;

/** A file to be brought in, and what it would change. */
export function importPage(page: ImportPage): Page {
  const { language, editor, plan, notice, problem, told } = page;
  const words = IMPORT_WORDS[language];
  return editorPage({
    title: problem ? EDIT_WORDS[language].mistakeTitle(words.title) : words.title,
    language,
    editor,
    path: IMPORT_PATH,
    content: html`${noticeHtml(notice)}
    ${
      problem &&
      html`<div class="mistakes" role="alert">
        <p>${problem}</p>
        ${told && toldHtml(told)}
      </div>`
    }
    ${plan && planHtml(plan, page)} ${fileForm(page)}`,
  });
}

/** The lines that are set in are a list. */
function toldHtml(told: string): Html {
  const lines = told.split('\n');
  const isSetIn = (line: string) => line.startsWith('  ');
  return html`<p>${lines.filter((line) => !isSetIn(line)).join(' ')}</p>
    ${
      lines.some(isSetIn) &&
      html`<ul>
        ${lines.filter(isSetIn).map((line) => html`<li>${line.trim()}</li>`)}
      </ul>`
    }`;
}

function fileForm({ language, editor, what, isReplacing }: ImportPage): Html {
  const words = IMPORT_WORDS[language];
  const option = (value: string, name: string) =>
    html`<option value="${value}" ${value === what && new Html('selected')}>${name}</option>`;
  return html`<form
      class="edit"
      action="${withLang(IMPORT_PATH, language)}"
      method="post"
      enctype="multipart/form-data"
    >
      ${csrfHtml(editor)}
      <p>${words.hint}</p>
      <p>
        <label for="what">${words.what}</label><br />
        <select id="what" name="what">
          ${option('', words.agenda)} ${KINDS.map(({ id, plural }) => option(id, words.table(plural[language])))}
        </select>
      </p>
      <p>
        <label for="file">${words.file}</label><br />
        <small id="file-hint">${words.limit}</small><br />
        <input id="file" name="file" type="file" required aria-describedby="file-hint" />
      </p>
      <p>
        <label
          ><input type="checkbox" name="replace" value="true" ${isReplacing && new Html('checked')} />
          ${words.replace}</label
        >
      </p>
      <p class="deeds"><button name="do" value="try">${words.check}</button></p>
    </form>
    <details>
      <summary>${words.columns}</summary>
      <dl>
        ${KINDS.map(
          (kind) =>
            html`<dt>${kind.plural[language]}</dt>
              <dd><code>${columnNames(kind).join(', ')}</code></dd>`,
        )}
      </dl>
    </details>`;
}

function planHtml(plan: PlannedChange[], page: ImportPage): Html {
  const { language, editor, what = '', isReplacing, file = '', name = '', reason = '', seen = '' } = page;
  const words = IMPORT_WORDS[language];
  const all = EDIT_WORDS[language];
  if (!plan.length) return html`<p class="lead" role="status">${words.same}</p>`;
  const gone = plan.filter(isWithdrawal).length;
  const isSilent = plan.some(lacksReason);
  const hidden = { what, file, name, seen, ...(isReplacing && { replace: 'true' }) };
  return html`<h2>${words.would(plan.length)}</h2>
    ${table(
      words.would(plan.length),
      [all.list.record, all.list.kind, all.form.what, all.form.changes],
      html`<tbody>
        ${plan.slice(0, MOST_SHOWN).map(
          ({ kind, id, before, content }) =>
            html`<tr>
              <th scope="row">${nameOf(kind, id, content ?? before, language)}<br /><small>${id}</small></th>
              <td>${kindOf(kind).title[language]}</td>
              <td>
                ${content === null ? words.deed.withdrawn : before === null ? words.deed.added : words.deed.changed}
              </td>
              <td>${content && before && changesHtml({ kind, before, content }, language)}</td>
            </tr>`,
        )}
      </tbody>`,
    )}
    ${plan.length > MOST_SHOWN && html`<p>${words.more(plan.length - MOST_SHOWN)}</p>`}
    <form class="edit" action="${withLang(IMPORT_PATH, language)}" method="post" enctype="multipart/form-data">
      ${csrfHtml(editor)}
      ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <p>
        <label for="reason">${words.reason}${isSilent && html` <small>${all.needed}</small>`}</label><br />
        <input
          id="reason"
          name="reason"
          maxlength="${MOST_REASON}"
          autocomplete="off"
          value="${reason}"
          ${isSilent && new Html('required')}
        />
      </p>
      ${
        gone > 0 &&
        html`<p class="tick">
          <label><input type="checkbox" name="allow-removals" value="true" required /> ${words.allow(gone)}</label>
        </p>`
      }
      <p class="deeds"><button name="do" value="apply">${words.apply}</button></p>
    </form>
    <hr />`;
}

function changesHtml(
  { kind, before, content }: Pick<PlannedChange, 'kind' | 'before' | 'content'>,
  language: Language,
) {
  type Content = Record<string, unknown> | null;
  return html`<ul>
    ${differencesOf(formOf(kind), before as Content, content as Content, language).map(
      ({ label, field, before, after }) =>
        html`<li>${label}: ${valueHtml(field, before, language)} → ${valueHtml(field, after, language)}</li>`,
    )}
  </ul>`;
}

import { Html, html } from '../../../frame/html.js';
import type { Language } from '../../../frame/language.js';
import { EDIT_WORDS } from '../words.js';
import { languageOfPart, titleOf, wordOf, type Field, type Part } from '../../fields.js';
import { join, type Typed } from './typed.js';

/** What a reference may be set to. */
export interface Choice {
  id: string;
  name: string;
}

export interface FormParts {
  language: Language;
  typed: Typed;
  /** By the path of the field. */
  mistakes: ReadonlyMap<string, string>;
  /** By the kind of record, or the place, that is referred to. */
  choices: ReadonlyMap<string, readonly Choice[]>;
  /** The path of what is to have the focus, after a row was added or taken out: of a field, or of a list, whose button it is then. */
  focus?: string;
}

/** A longer list is offered while somebody types. */
const LONGEST_SELECT = 200;

export const idOf = (path: string): string => `f-${path.replaceAll('.', '-')}`;

/** The fields of a record, each with its label, its hint and what is wrong with it (WCAG 3.3.1, 3.3.2). */
export function fieldsHtml(field: Field & { type: 'group' }, parts: FormParts): Html {
  // Once for all rows that offer the same: there may be thousands of sensors, and hundreds of rows.
  const long = [...parts.choices].filter(([, found]) => found.length > LONGEST_SELECT);
  return html`${groupHtml(field, parts.typed, 'content', true, parts)}
  ${long.map(
    ([refersTo, found]) =>
      html`<datalist id="${listOf(refersTo)}">
        ${found.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
      </datalist>`,
  )}`;
}

const listOf = (refersTo: string) => `choices-${refersTo}`;

function partHtml(
  { name, isNeeded, field }: Part,
  typed: Typed,
  path: string,
  counts: boolean,
  parts: FormParts,
): Html {
  const title = titleOf(name, field, parts.language);
  const needed = counts && isNeeded;
  if (field.type === 'list') return listHtml(field, title, typed as Typed[], path, parts);
  if (field.type === 'group') return fieldset(title, path, needed, parts, groupHtml(field, typed, path, needed, parts));
  return leafHtml(field, title, typed as string, path, needed, parts, languageOfPart(name));
}

const groupHtml = (
  { parts: inner }: Field & { type: 'group' },
  typed: Typed,
  path: string,
  counts: boolean,
  parts: FormParts,
): Html[] =>
  inner.map((part) =>
    partHtml(part, (typed as Record<string, Typed>)[part.name]!, join(path, part.name), counts, parts),
  );

function fieldset(title: string, path: string, needed: boolean, parts: FormParts, content: Html | Html[]): Html {
  const words = EDIT_WORDS[parts.language];
  const mistake = parts.mistakes.get(path);
  const id = idOf(path);
  return html`<fieldset id="${id}" ${mistake && html`aria-describedby="${id}-mistake"`}>
    <legend>${title}${needed && html` <small>${words.needed}</small>`}</legend>
    ${mistakeHtml(id, mistake)} ${content}
  </fieldset>`;
}

/** Rows are added and taken out by buttons that send the form: it comes back with one more or less, and all that was typed. */
function listHtml(field: Field & { type: 'list' }, title: string, rows: Typed[], path: string, parts: FormParts): Html {
  const words = EDIT_WORDS[parts.language];
  const row = (typed: Typed, i: number): Html => {
    const at = join(path, i);
    const remove = html`<p>
      <button class="minor" name="do" value="remove:${at}">${words.removeRow(title, i + 1)}</button>
    </p>`;
    const inner =
      field.of.type === 'group'
        ? groupHtml(field.of, typed, at, true, parts)
        : leafHtml(field.of, words.row(title, i + 1), typed as string, at, true, parts);
    // Its name is sent even where nothing in it is.
    return fieldset(words.row(title, i + 1), field.of.type === 'group' ? at : `${at}-row`, false, parts, [
      html`<input type="hidden" name="${at}.row" value="" />`,
      ...(Array.isArray(inner) ? inner : [inner]),
      remove,
    ]);
  };
  return fieldset(title, path, false, parts, [
    ...rows.map(row),
    rows.length === 0 ? html`<p class="muted">${words.noRows}</p>` : html``,
    rows.length < field.most
      ? html`<p>
          <button class="minor" name="do" value="add:${path}" ${parts.focus === path && new Html('autofocus')}>
            ${words.addRow(title)}
          </button>
        </p>`
      : html`<p class="muted">${words.mostRows(field.most)}</p>`,
  ]);
}

function leafHtml(
  field: Field,
  title: string,
  typed: string,
  path: string,
  needed: boolean,
  parts: FormParts,
  lang?: string,
): Html {
  const words = EDIT_WORDS[parts.language];
  const id = idOf(path);
  const mistake = parts.mistakes.get(path);
  const hint = hintOf(field, parts.language);
  const describedBy = [hint && `${id}-hint`, mistake && `${id}-mistake`].filter(Boolean).join(' ');
  const attributes = html`id="${id}" name="${path}" ${lang && html`lang="${lang}"`}
  ${describedBy && html`aria-describedby="${describedBy}"`} ${mistake && new Html('aria-invalid="true"')}
  ${parts.focus === path && new Html('autofocus')}`;
  if (field.type === 'flag' || field.type === 'mark')
    return html`<p class="tick">
      <label
        ><input type="checkbox" value="true" ${attributes} ${typed === 'true' && new Html('checked')} /> ${title}</label
      >
      ${mistakeHtml(id, mistake)}
    </p>`;
  return html`<p>
    <label for="${id}">${title}${needed && html` <small>${words.needed}</small>`}</label><br />
    ${hint && html`<small id="${id}-hint">${hint}</small><br />`} ${mistakeHtml(id, mistake)}
    ${control(field, typed, attributes, parts)}
  </p>`;
}

function control(field: Field, typed: string, attributes: Html, parts: FormParts): Html {
  const { language, choices } = parts;
  const words = EDIT_WORDS[language];
  const found = field.schema.refersTo && choices.get(field.schema.refersTo);
  if (found && found.length > LONGEST_SELECT)
    return html`<input ${attributes} value="${typed}" list="${listOf(field.schema.refersTo!)}" autocomplete="off" />`;
  const options: [string, string][] | undefined = found
    ? found.map(({ id, name }) => [id, name === id ? id : `${name} (${id})`])
    : field.type === 'choice'
      ? field.values.map((value) => [value, wordOf(field, value, language)])
      : field.type === 'yesno'
        ? [
            ['true', words.yes],
            ['false', words.no],
          ]
        : undefined;
  if (options) {
    // What is there no longer is kept until somebody chooses another.
    const lost = typed !== '' && !options.some(([value]) => value === typed);
    return html`<select ${attributes}>
      <option value="">${words.notStated}</option>
      ${lost && html`<option value="${typed}" selected>${words.notThere(typed)}</option>`}
      ${options.map(
        ([value, name]) => html`<option value="${value}" ${value === typed && new Html('selected')}>${name}</option>`,
      )}
    </select>`;
  }
  switch (field.type) {
    case 'lines':
    case 'json':
      return textareaHtml(attributes, field.type === 'json' ? 8 : 5, typed);
    case 'day':
      return html`<input ${attributes} type="date" value="${typed}" />`;
    case 'number':
    case 'whole':
      return html`<input
        ${attributes}
        inputmode="${field.type === 'whole' ? 'numeric' : 'decimal'}"
        autocomplete="off"
        value="${typed}"
      />`;
    default:
      return html`<input ${attributes} autocomplete="off" value="${typed}" />`;
  }
}

/** Browsers leave out the first end of line in it, and only that. */
export const textareaHtml = (attributes: Html, rows: number, text: string): Html =>
  // prettier-ignore
  html`<textarea ${attributes} rows="${rows}">${'\n'}${text}</textarea>`;

const mistakeHtml = (id: string, mistake: string | undefined): Html | false =>
  mistake !== undefined && html`<span class="mistake" id="${id}-mistake">${mistake}</span><br />`;

function hintOf({ type, schema }: Field, language: Language): string | undefined {
  const words = EDIT_WORDS[language];
  if (type === 'json') return words.asJson;
  return schema.description;
}

/** All mistakes at the top, each leading to its field. */
export function summaryHtml(mistakes: readonly { path: string; label: string; message: string }[], language: Language) {
  if (!mistakes.length) return null;
  const words = EDIT_WORDS[language];
  return html`<div class="mistakes" role="alert" tabindex="-1" autofocus>
    <h2>${words.mistakes(mistakes.length)}</h2>
    <ul>
      ${mistakes.map(({ path, label, message }) => html`<li>${path ? html`<a href="#${idOf(path)}">${label}: ${message}</a>` : message}</li>`)}
    </ul>
  </div>`;
}

/** All that was typed, to go along unseen where something else is asked. */
export function hiddenHtml(typed: Typed, path = ''): Html[] {
  if (typeof typed === 'string') return [html`<input type="hidden" name="${path}" value="${typed}" />`];
  if (Array.isArray(typed))
    return typed.flatMap((row, i) => [
      html`<input type="hidden" name="${join(path, i)}.row" value="" />`,
      ...hiddenHtml(row, join(path, i)),
    ]);
  return Object.entries(typed).flatMap(([name, part]) => hiddenHtml(part, join(path, name)));
}

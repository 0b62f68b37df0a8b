// What a record says, as people read it: made from the schema of its kind, so that a new kind has a page from its first day.
import { html, outside, type Html } from '../../frame/html.js';
import type { Language } from '../../frame/language.js';
import { cards, cell, day } from '../../frame/table.js';
import { titleOf, wordOf, type Field, type Group } from '../fields.js';
import { RECORD_WORDS } from './words.js';

/** What an id stands for. */
export interface Named {
  name: string;
  href: string;
}

export interface Reading {
  language: Language;
  /** Undefined for what is there no longer. @param to what a field of a schema refers to, or `dataset` */
  named(to: string, id: string): Named | undefined;
}

type Content = Record<string, unknown>;
type Table = Field & { type: 'list'; of: Group };

const isText = ({ parts }: Group) => parts.map(({ name }) => name).join() === 'de,en';
const isTable = (field: Field): field is Table =>
  field.type === 'list' && field.of.type === 'group' && !isText(field.of);
const isUnsaid = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);

/** All that a record says and does not say; the page says elsewhere whether it is an example. */
export function contentHtml({ parts }: Group, content: Content, reading: Reading): Html {
  const shown = parts.filter(({ field }) => field.type !== 'mark');
  const tables = shown.filter(({ name, field }) => isTable(field) && !isUnsaid(content[name]));
  return html`<dl>
      ${shown.map(
        (part) =>
          !tables.includes(part) &&
          html`<dt>${titleOf(part.name, part.field, reading.language)}</dt>
            <dd>${valueHtml(part.field, content[part.name], reading)}</dd>`,
      )}
    </dl>
    ${tables.map(({ name, field }) =>
      rowsHtml(field as Table, titleOf(name, field, reading.language), content[name] as Content[], reading),
    )}`;
}

function rowsHtml({ of: { parts } }: Table, caption: string, rows: Content[], reading: Reading): Html {
  const titles = parts.map(({ name, field }) => titleOf(name, field, reading.language));
  const isNumber = ({ type }: Field) => type === 'number' || type === 'whole';
  return cards(
    caption,
    titles,
    html`<tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${parts.map(({ name, field }, i) => {
              const value = valueHtml(field, row[name], reading);
              if (i === 0) return html`<th scope="row">${value}</th>`;
              return cell(titles[i]!, value, isNumber(field) ? 'number' : undefined);
            })}
          </tr>`,
      )}
    </tbody>`,
  );
}

export function valueHtml(field: Field, value: unknown, reading: Reading): Html {
  const { language } = reading;
  const words = RECORD_WORDS[language];
  if (isUnsaid(value)) return html`<span class="muted">${words.unsaid}</span>`;
  const { refersTo, isDataset, format } = field.schema;
  switch (field.type) {
    case 'group': {
      if (isText(field)) return html`<span class="said">${String((value as Content)[language])}</span>`;
      const said = field.parts.filter(({ name }) => !isUnsaid((value as Content)[name]));
      return html`${said.map(
        ({ name, field }, i) =>
          html`${i > 0 && '; '}${titleOf(name, field, language)}: ${valueHtml(field, (value as Content)[name], reading)}`,
      )}`;
    }
    case 'list':
      return html`<ul>
        ${(value as unknown[]).map((one) => html`<li>${valueHtml(field.of, one, reading)}</li>`)}
      </ul>`;
    case 'choice':
      return html`${wordOf(field, String(value), language)}`;
    case 'day':
      return day(String(value), words);
    case 'number':
    case 'whole':
      return html`${numberIn(words, Number(value))}`;
    case 'flag':
    case 'mark':
    case 'yesno':
      return html`${value === true ? words.yes : words.no}`;
    case 'json':
      return html`<code>${JSON.stringify(value)}</code>`;
  }
  const text = String(value);
  if (refersTo || isDataset) return namedHtml(reading.named(refersTo ?? 'dataset', text), text);
  return format === 'uri' ? outside(text, text) : html`<span class="said">${text}</span>`;
}

const namedHtml = (named: Named | undefined, id: string): Html =>
  named ? html`<a href="${named.href}">${named.name}</a> <small>${id}</small>` : html`${id}`;

/** From 10,000 on in groups of three: what has four digits may be a year. */
export const numberIn = ({ locale }: { locale: string }, value: number): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 9, useGrouping: 'min2' }).format(value);

// What the pages of records and of rows have in common.
import { kindOf, pathOfRecord, type Referring } from '@stadtlage/agenda';
import type { DatasetDefinition } from '@stadtlage/datasets';
import { pathOf } from '../../address-answer/search.js';
import { DISTRICT_WORDS } from '../../districts/words.js';
import { html, type Html } from '../../frame/html.js';
import { speedIn, wordFor, type Language } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { cards, cell, day } from '../../frame/table.js';
import { pathOfDataset } from '../../open-data/pages.js';
import { pathOfIndicator } from '../amount.js';
import { formOf, titleOf, wordOf } from '../fields.js';
import type { ApplicationRow, FigureOfRecord, Place, Value } from './read.js';
import { numberIn } from './values.js';
import { RECORD_WORDS } from './words.js';

/** Where it is, and what the sources say of the connection there: what is known of the address is told on its page. */
export function placeHtml(place: Place, language: Language, isFacility = false): Html {
  const words = RECORD_WORDS[language];
  const { id, name, addressId, address, fibreStatus, maxDownMbit } = place;
  const status = (fibreStatus ?? 'unknown').toUpperCase();
  const facility =
    !isFacility &&
    html`<dt>${words.facility}</dt>
      <dd><a href="${withLang(pathOfRecord('facility', id), language)}">${name}</a></dd>`;
  const connection =
    addressId &&
    html`<dt>${words.address}</dt>
      <dd><a href="${withLang(pathOf(addressId), language)}">${address}</a></dd>
      <dt>${words.fibre}</dt>
      <dd>${wordFor(DISTRICT_WORDS[language].fibreOf, status)}</dd>
      <dt>${words.fastest}</dt>
      <dd>${maxDownMbit === null ? words.unknown : speedIn(words, maxDownMbit)}</dd>`;
  return html`<h2>${words.place}</h2>
    ${(facility || connection) && html`<dl>${facility} ${connection}</dl>`}
    ${!addressId && html`<p>${words.noAddress}</p>`}`;
}

/** A value of an open dataset. */
export function columnHtml({ column: { type, unit }, value }: Value, language: Language): Html {
  const words = RECORD_WORDS[language];
  if (value === null || value === '') return html`<span class="muted">${words.unknown}</span>`;
  if (type === 'date') return day(String(value), words);
  if (type === 'boolean') return html`${value ? words.yes : words.no}`;
  if (type === 'text' || type === 'timestamp') return html`<span class="said">${String(value)}</span>`;
  return html`${numberIn(words, Number(value))}${unit && unit !== '1' && ` ${unit}`}`;
}

/** What was applied for, with the words of the kind for each column. */
export function applicationsHtml(applications: ApplicationRow[], language: Language): Html | false {
  if (!applications.length) return false;
  const words = RECORD_WORDS[language];
  const parts = new Map(formOf('application').parts.map(({ name, field }) => [name, field]));
  const columns = ['title', 'programme', 'state', 'applied', 'granted', 'drawn'].map((name) => {
    const field = parts.get(name)!;
    return { field, title: titleOf(name, field, language) };
  });
  const amount = (value: number | null) =>
    value === null ? html`<span class="muted">${words.unsaid}</span>` : html`${numberIn(words, value)} €`;
  return html`<h2>${kindOf('application').plural[language]}</h2>
    ${cards(
      kindOf('application').plural[language],
      columns.map(({ title }) => title),
      html`<tbody>
        ${applications.map(
          ({ id, title, programme, state, applied, granted, drawn, isDemo }) =>
            html`<tr>
              <th scope="row">
                <a href="${withLang(pathOfRecord('application', id), language)}">${title[language]}</a>
                ${isDemo && html`<strong>(${words.isExample})</strong>`}
              </th>
              ${cell(columns[1]!.title, programme[language])}
              ${cell(columns[2]!.title, wordOf(columns[2]!.field, state, language))}
              ${[applied, granted, drawn].map((value, i) => cell(columns[i + 3]!.title, amount(value), 'number'))}
            </tr>`,
        )}
      </tbody>`,
    )}`;
}

export const referringHtml = (referring: Referring[], language: Language): Html | false =>
  referring.length > 0 &&
  html`<h2>${RECORD_WORDS[language].referring}</h2>
    <ul>
      ${referring.map(
        ({ kind, id, name }) =>
          html`<li>
            ${kindOf(kind).title[language]}:
            <a href="${withLang(pathOfRecord(kind, id), language)}">${name[language]}</a>
          </li>`,
      )}
    </ul>`;

export const figuresHtml = (figures: FigureOfRecord[], language: Language): Html | false =>
  figures.length > 0 &&
  html`<h2>${RECORD_WORDS[language].figures}</h2>
    <ul>
      ${figures.map(
        ({ id, title }) => html`<li><a href="${withLang(pathOfIndicator(id), language)}">${title[language]}</a></li>`,
      )}
    </ul>`;

export function datasetHtml({ id, title }: DatasetDefinition, language: Language): Html {
  const words = RECORD_WORDS[language];
  return html`<p>
    ${words.dataset}: <a href="${withLang(pathOfDataset(id), language)}">${title[language]}</a> (${words.allOfThem})
  </p>`;
}

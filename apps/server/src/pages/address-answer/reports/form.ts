import {
  FixedTechnology,
  MobileTechnology,
  type Mistake,
  type MistakeCode,
  type StatedOffer,
} from '@stadtlage/coverage';
import { query } from '../../frame/page.js';
import { pathOf } from '../search.js';
import { Html, html } from '../../frame/html.js';
import { WORDS, type Language } from '../words.js';
import { FIELDS, type Field, type Typed } from './draft.js';
import { REPORTING_WORDS } from './words.js';

export interface FormOptions {
  address: string;
  language: Language;
  /** Whom a report may be about. */
  providers: { id: string; name: string }[];
  /** What is stated at the address: it comes first in the lists. */
  stated: readonly StatedOffer[];
  /** As it was sent before, and what is wrong with it. */
  typed?: Typed;
  mistakes?: readonly Mistake[];
}

/** What few people need. */
const MORE: Field[] = ['measuredUpMbit', 'evidence', 'email'];

/** Works without scripts; what is wrong is said at the top with links to the fields (WCAG 3.3.1), and at each field. */
export function reportForm(options: FormOptions): Html {
  const { address, language, providers, stated, typed = {}, mistakes = [] } = options;
  const words = REPORTING_WORDS[language];
  const { technology, generation } = WORDS[language];
  const wrong = new Map(mistakes.map(({ field, code }) => [field, words.mistake[code]]));
  const part = (field: Field, control: (attributes: Html) => Html) =>
    labelled(field, control, wrong.get(field), language);
  const select = (field: Field, entries: [string, string][], first?: ReadonlySet<string>) => {
    const option = ([value, name]: [string, string]) =>
      html`<option value="${value}" ${typed[field] === value && new Html('selected')}>${name}</option>`;
    const here = entries.filter(([value]) => first?.has(value));
    const others = entries.filter(([value]) => !first?.has(value));
    return part(
      field,
      (attributes) =>
        html`<select ${attributes}>
          <option value="">${words.notStated}</option>
          ${
            here.length > 0
              ? html`<optgroup label="${words.statedHere}">${here.map(option)}</optgroup>
                  <optgroup label="${words.elsewhere}">${others.map(option)}</optgroup>`
              : others.map(option)
          }
        </select>`,
    );
  };
  const input = (field: Field, more: string) =>
    part(field, (attributes) => html`<input ${attributes} ${new Html(more)} value="${typed[field]}" />`);
  return html`<form
    class="report"
    action="${pathOf(address)}/reports?${query({ lang: language })}"
    method="post"
    novalidate
  >
    ${summary(mistakes, language)}
    <p>${words.privacy}</p>
    <p>${words.published}</p>
    <p>${words.required}</p>
    ${claims(typed.claim, wrong.get('claim'), language)}
    ${select(
      'provider',
      providers.map(({ id, name }) => [id, name]),
      new Set(stated.map(({ provider }) => provider)),
    )}
    ${select('technology', Object.entries(technology), namesOf(FixedTechnology, stated))}
    ${select('mobileTechnology', Object.entries(generation), namesOf(MobileTechnology, stated))}
    ${input('measuredDownMbit', 'inputmode="decimal" autocomplete="off"')}
    ${part('text', (attributes) => html`<textarea ${attributes} rows="4">${typed.text}</textarea>`)}
    <details ${MORE.some((field) => typed[field] || wrong.has(field)) && new Html('open')}>
      <summary>${words.more}</summary>
      ${input('measuredUpMbit', 'inputmode="decimal" autocomplete="off"')} ${input('evidence', 'autocomplete="off"')}
      ${input('email', 'type="email" autocomplete="email"')}
    </details>
    <div ${!wrong.has('website') && new Html('class="trap" aria-hidden="true"')}>
      ${input('website', `autocomplete="off" ${wrong.has('website') ? '' : 'tabindex="-1"'}`)}
    </div>
    <p><button type="submit">${words.send}</button></p>
  </form>`;
}

/** The names that the form has for the technologies that are stated. */
const namesOf = (codes: Record<string, string>, stated: readonly StatedOffer[]) =>
  new Set(Object.keys(codes).filter((name) => stated.some(({ technology }) => technology === codes[name])));

const idOf = (field: string) => `report-${field}`;

function summary(mistakes: readonly Mistake[], language: Language): Html | null {
  if (!mistakes.length) return null;
  const words = REPORTING_WORDS[language];
  const order = (field: string) => FIELDS.indexOf(field as Field);
  const sorted = [...mistakes].sort((a, b) => order(a.field) - order(b.field));
  const entry = (field: string, code: MistakeCode) => `${words.label[field as Field] ?? field}: ${words.mistake[code]}`;
  return html`<div class="mistakes" role="alert">
    <h2>${words.mistakes(mistakes.length)}</h2>
    <ul>
      ${sorted.map(({ field, code }) => html`<li><a href="#${idOf(field)}">${entry(field, code)}</a></li>`)}
    </ul>
  </div>`;
}

function claims(chosen: string | undefined, mistake: string | undefined, language: Language): Html {
  const words = REPORTING_WORDS[language];
  return html`<fieldset ${mistake && html`aria-describedby="${idOf('claim')}-mistake"`}>
    <legend>${words.label.claim}</legend>
    ${mistake && html`<p class="mistake" id="${idOf('claim')}-mistake">${mistake}</p>`}
    ${Object.entries(words.claim).map(
      ([value, name], i) =>
        html`<p>
          <label
            ><input
              type="radio"
              name="claim"
              value="${value}"
              ${i === 0 && html`id="${idOf('claim')}"`}
              ${chosen === value && new Html('checked')}
            />
            ${name}</label
          >
        </p>`,
    )}
  </fieldset>`;
}

/** @param control gets the attributes that tie it to its label, its hint and what is wrong with it */
function labelled(
  field: Field,
  control: (attributes: Html) => Html,
  mistake: string | undefined,
  language: Language,
): Html {
  const words = REPORTING_WORDS[language];
  const id = idOf(field);
  const hint = words.hint[field];
  const describedBy = [hint && `${id}-hint`, mistake && `${id}-mistake`].filter(Boolean).join(' ');
  const attributes = html`id="${id}" name="${field}" ${describedBy && html`aria-describedby="${describedBy}"`}
  ${mistake && new Html('aria-invalid="true"')}`;
  return html`<p>
    <label for="${id}">${words.label[field]}</label><br />
    ${hint && html`<small id="${id}-hint">${hint}</small><br />`}
    ${mistake && html`<span class="mistake" id="${id}-mistake">${mistake}</span><br />`} ${control(attributes)}
  </p>`;
}

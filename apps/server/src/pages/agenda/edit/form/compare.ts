// Two contents of the same record, field by field. A list counts as one field: its rows have no names by which to tell which is which.
import { html, type Html } from '../../../frame/html.js';
import { dayIn, type Language } from '../../../frame/language.js';
import { EDIT_WORDS } from '../words.js';
import { languageOfPart, titleOf, wordOf, type Field } from '../../fields.js';
import { join } from './typed.js';

export interface Difference {
  path: string;
  label: string;
  field: Field;
  /** What the texts are in, where that is said. */
  lang?: Language;
  /** Undefined where nothing is said. */
  before: unknown;
  after: unknown;
}

type Content = Record<string, unknown>;

/** What differs, in the order of the form. */
export function differencesOf(
  field: Field,
  before: Content | null,
  after: Content | null,
  language: Language,
): Difference[] {
  return [...walk(field, before ?? undefined, after ?? undefined, language, '', [])];
}

function* walk(
  field: Field,
  before: unknown,
  after: unknown,
  language: Language,
  path: string,
  labels: string[],
  lang?: Language,
): Iterable<Difference> {
  if (field.type !== 'group') {
    if (!isSame(before, after)) yield { path, label: labels.join(', '), field, lang, before, after };
    return;
  }
  for (const { name, field: part } of field.parts)
    yield* walk(
      part,
      (before as Content)?.[name],
      (after as Content)?.[name],
      language,
      join(path, name),
      [...labels, titleOf(name, part, language)],
      languageOfPart(name),
    );
}

/** The order of properties tells nothing, and an empty list is none. */
const isSame = (a: unknown, b: unknown): boolean => ordered(a) === ordered(b);
const ordered = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) && !value.length ? undefined : value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** @param chosen paths whose value is taken from `mine`; all else is that of `theirs` */
export function merged(field: Field, theirs: Content, mine: Content, chosen: ReadonlySet<string>): Content {
  const take = (field: Field, a: unknown, b: unknown, path: string): unknown => {
    if (field.type !== 'group') return chosen.has(path) ? b : a;
    const entries = field.parts.map(
      ({ name, field }) =>
        [name, take(field, (a as Content)?.[name], (b as Content)?.[name], join(path, name))] as const,
    );
    const said = entries.filter(([, value]) => value !== undefined);
    return said.length || path === '' ? Object.fromEntries(said) : undefined;
  };
  return take(field, theirs, mine, '') as Content;
}

/** A value as people read it. @param lang that it is in, where that is known (WCAG 3.1.2) */
export function valueHtml(field: Field, value: unknown, language: Language, lang?: Language): Html {
  const words = EDIT_WORDS[language];
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length))
    return html`<span class="muted">${words.nothing}</span>`;
  switch (field.type) {
    case 'list':
      return html`<ol>
        ${(value as unknown[]).map((row) => html`<li>${valueHtml(field.of, row, language)}</li>`)}
      </ol>`;
    case 'group': {
      const said = field.parts.filter(({ name }) => (value as Content)[name] !== undefined);
      return html`${said.map(
        ({ name, field }, i) =>
          html`${i > 0 && '; '}${titleOf(name, field, language)}:
          ${valueHtml(field, (value as Content)[name], language, languageOfPart(name))}`,
      )}`;
    }
    case 'choice':
      return html`${wordOf(field, String(value), language)}`;
    case 'day':
      return html`${/^\d{4}-\d\d-\d\d$/.test(String(value)) ? dayIn({ locale: words.locale }, String(value)) : String(value)}`;
    case 'number':
      return html`${typeof value === 'number' ? new Intl.NumberFormat(words.locale, { maximumFractionDigits: 9 }).format(value) : String(value)}`;
    case 'flag':
    case 'mark':
    case 'yesno':
      return html`${value === true ? words.yes : words.no}`;
    case 'json':
      return html`<code>${JSON.stringify(value)}</code>`;
    default:
      return html`<span class="said" ${lang && html`lang="${lang}"`}>${String(value)}</span>`;
  }
}

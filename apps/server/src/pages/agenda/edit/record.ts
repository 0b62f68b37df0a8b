// One record while it is edited: what is in the form, what that means, and what is wrong with it.
import {
  choicesFor,
  kindOf,
  lacksReason,
  MESSAGES,
  readAuthoredVersions,
  sentenceOf,
  type AuthoredVersion,
  type Change,
  type ContentOf,
  type Kind,
} from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';
import type { Language } from '../../frame/language.js';
import { formOf, type Field } from '../fields.js';
import type { Choice } from './form/form.js';
import { differencesOf } from './form/compare.js';
import { mistakesIn, type Mistake } from './form/mistakes.js';
import { contentOf, join, typedIn, typedOf, withoutBlankRows, type Typed } from './form/typed.js';
import { EDIT_WORDS } from './words.js';

export interface Edited {
  kind: Kind;
  /** Empty for a new one that has none yet. */
  id: string;
  /** The version that the editor began with; 0 for a new record. */
  expected: number;
  typed: Typed;
  reason: string;
  /** The draft that was taken into the form. */
  draft?: number;
}

export const MOST_REASON = 1_000;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 100;

/** @param id of the record; without, the form says it */
export function editedIn(values: URLSearchParams, kind: Kind, id?: string): Edited {
  const number = (name: string) => Number(/^\d{1,9}$/.exec(values.get(name) ?? '')?.[0] ?? 0);
  return {
    kind,
    id: id ?? (values.get('id') ?? '').trim(),
    expected: number('expected'),
    typed: typedIn(formOf(kind), values, 'content'),
    reason: (values.get('reason') ?? '').trim(),
    draft: number('draft') || undefined,
  };
}

export const emptyOf = (kind: Kind, language: Language): Edited => ({
  kind,
  id: '',
  expected: 0,
  typed: typedOf(formOf(kind), undefined, language),
  reason: '',
});

/** A row more at the end of a list, or one less: `add:content.milestones`, `remove:content.milestones.2`. */
export function withRows(edited: Edited, deed: string): { edited: Edited; focus?: string } {
  const [what, path = ''] = deed.split(':', 2);
  const steps = path.split('.').slice(1);
  const row = what === 'remove' ? Number(steps.pop()) : undefined;
  let focus: string | undefined;
  const change = (field: Field, typed: Typed, [step, ...rest]: string[], at: string): Typed => {
    if (step === undefined) {
      if (field.type !== 'list') return typed;
      const rows = typed as Typed[];
      if (row !== undefined) {
        const left = rows.filter((_, i) => i !== row);
        // To the row in its place, else to the last one, else to the button that adds one.
        focus = left.length ? firstLeaf(field.of, join(at, Math.min(row, left.length - 1))) : at;
        return left;
      }
      if (rows.length >= field.most) return rows;
      focus = firstLeaf(field.of, join(at, rows.length));
      return [...rows, typedOf(field.of, undefined, 'de')];
    }
    if (field.type === 'group') {
      const part = field.parts.find(({ name }) => name === step);
      if (!part) return typed;
      const parts = typed as Record<string, Typed>;
      return { ...parts, [step]: change(part.field, parts[step]!, rest, join(at, step)) };
    }
    if (field.type !== 'list') return typed;
    return (typed as Typed[]).map((one, i) => (i === Number(step) ? change(field.of, one, rest, join(at, i)) : one));
  };
  const typed = change(formOf(edited.kind), edited.typed, steps, 'content');
  return { edited: { ...edited, typed }, focus };
}

function firstLeaf(field: Field, path: string): string {
  if (field.type !== 'group') return path;
  const [first] = field.parts;
  return first ? firstLeaf(first.field, join(path, first.name)) : path;
}

export interface Checked {
  /** Without rows that were never filled. */
  edited: Edited;
  /** Where nothing is wrong. */
  change?: Change;
  mistakes: Mistake[];
}

type Content = Record<string, unknown> | null;
type Choices = ReadonlyMap<string, readonly Choice[]>;

/**
 * Whether what was typed could be stored.
 * @param before what the version says that the editor began with; undefined where there is none
 */
export function check(
  edited: Edited,
  { by, choices, language, before }: { by: string; choices: Choices; language: Language; before?: ContentOf | null },
): Checked {
  const { kind, id, expected, reason } = edited;
  const words = EDIT_WORDS[language];
  const form = formOf(kind);
  const typed = withoutBlankRows(form, edited.typed);
  const parsed = kindOf(kind).content.safeParse(contentOf(form, typed, language), { reportInput: true });
  const mistakes: Mistake[] = [];
  if (!ID.test(id) || id.length > LONGEST_ID) {
    const message = id ? sentenceOf(MESSAGES.id.en, language) : words.wrong.missing;
    mistakes.push({ path: 'id', label: words.form.id, message });
  }
  const inContent = (found: Mistake[]) =>
    mistakes.push(...found.map((one) => ({ ...one, path: join('content', one.path) })));
  if (!parsed.success) inContent(mistakesIn(parsed.error.issues, form, language));
  else inContent(looseEnds(form, parsed.data, choices, language));
  const aboutReason = (message: string) => mistakes.push({ path: 'reason', label: words.form.reason, message });
  if (reason.length > MOST_REASON) aboutReason(words.wrong.longest(String(MOST_REASON)));
  // What is the same makes no version, and there is nothing to say of it.
  const differs = () => !parsed.success || differencesOf(form, before as Content, parsed.data, language).length > 0;
  if (before !== undefined && lacksReason(edited) && differs()) aboutReason(words.wrong.reason);
  const isFine = mistakes.length === 0 && parsed.success;
  return {
    edited: { ...edited, typed },
    mistakes,
    change: isFine ? { kind, id, content: parsed.data as ContentOf, expected, reason: reason || null, by } : undefined,
  };
}

/** What a content refers to and is not there. */
function looseEnds(form: Field, content: unknown, choices: Choices, language: Language): Mistake[] {
  const found: Parameters<typeof mistakesIn>[0][number][] = [];
  const walk = (field: Field, value: unknown, path: (string | number)[]): void => {
    if (value === undefined) return;
    if (field.type === 'group')
      return field.parts.forEach(({ name, field }) =>
        walk(field, (value as Record<string, unknown>)[name], [...path, name]),
      );
    if (field.type === 'list') return (value as unknown[]).forEach((row, i) => walk(field.of, row, [...path, i]));
    const known = field.schema.refersTo && choices.get(field.schema.refersTo);
    if (known && !known.some(({ id }) => id === value)) {
      const message = EDIT_WORDS[language].wrong.missingReference(String(value));
      found.push({ code: 'custom', path, message, input: value });
    }
  };
  walk(form, content, []);
  return mistakesIn(found, form, language);
}

/** What the references of a kind may be set to, by what they refer to. */
export async function choicesOf(database: Database, kind: Kind, language: Language): Promise<Choices> {
  const wanted = new Set<string>();
  const walk = ({ schema, ...field }: Field): void => {
    if (schema.refersTo) wanted.add(schema.refersTo);
    if (field.type === 'group') field.parts.forEach((part) => walk(part.field));
    if (field.type === 'list') walk(field.of);
  };
  walk(formOf(kind));
  const lists = await Promise.all(
    [...wanted].map(async (name) => {
      const found = await choicesFor(database, name);
      return [name, found.map(({ id, name }) => ({ id, name: name[language] }))] as const;
    }),
  );
  return new Map(lists);
}

export interface Known {
  versions: AuthoredVersion[];
  /** The newest version; undefined for a record that never was. */
  newest?: AuthoredVersion;
  /** The newest that is no withdrawal. */
  lastSaid?: AuthoredVersion;
}

export async function readKnown(database: Database, kind: Kind, id: string): Promise<Known> {
  const versions = await readAuthoredVersions(database, kind, id);
  return { versions, newest: versions[0], lastSaid: versions.find(({ content }) => content !== null) };
}

/** What a record is called; by its id where it says nothing. */
export function nameOf(kind: Kind, id: string, content: ContentOf | null | undefined, language: Language): string {
  return content ? kindOf(kind).nameOf(content as never)[language] : id;
}

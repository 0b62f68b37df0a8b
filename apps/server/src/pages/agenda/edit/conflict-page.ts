import type { AuthoredVersion, ContentOf } from '@stadtlage/agenda';
import { html, Html } from '../../frame/html.js';
import { withLang, type Page } from '../../frame/page.js';
import { formOf } from '../fields.js';
import { csrfHtml, editorPage } from './editor-page.js';
import { differencesOf, merged, valueHtml, type Difference } from './form/compare.js';
import { hiddenHtml, summaryHtml } from './form/form.js';
import type { Mistake } from './form/mistakes.js';
import { pathOfRecord } from './paths.js';
import { momentText, type Setting } from './record-page.js';
import { nameOf, type Edited, type Known } from './record.js';
import { EDIT_WORDS } from './words.js';

type Content = Record<string, unknown>;
type Side = 'theirs' | 'mine';

interface Conflict extends Setting {
  edited: Edited;
  /** What the editor's form means. */
  mine: ContentOf;
  known: Known;
  /** What was chosen, where the choice was not complete. */
  values?: URLSearchParams;
  mistakes?: readonly Mistake[];
}

/** Two who changed a record at once: both contents side by side where they differ, for the second of them to choose field by field. */
export function conflictPage(conflict: Conflict): Page {
  const { edited, known, language, editor, timeZone, values, mistakes = [] } = conflict;
  const { kind, id, expected, typed, reason, draft } = edited;
  const theirs = known.newest!;
  const words = EDIT_WORDS[language];
  const title = words.conflict.title(nameOf(kind, id, known.lastSaid?.content, language));
  const when = momentText(theirs.recordedAt, words.locale, timeZone);
  const differences = choicesIn(conflict);
  return editorPage({
    title: mistakes.length ? words.mistakeTitle(title) : title,
    language,
    editor,
    path: pathOfRecord(kind, id),
    isKept: false,
    content: html`${summaryHtml(mistakes, language)}
      <div class="past" role="alert">
        <p>
          ${theirs.content ? words.conflict.hint(theirs.by, when, theirs.version) : words.conflict.gone(theirs.by, when)}
        </p>
        ${theirs.reason && html`<p>${words.conflict.because(theirs.reason)}</p>`}
      </div>
      <form class="edit" action="${withLang(pathOfRecord(kind, id), language)}" method="post">
        ${csrfHtml(editor)}
        <input type="hidden" name="expected" value="${expected}" />
        <input type="hidden" name="against" value="${theirs.version}" />
        <input type="hidden" name="reason" value="${reason}" />
        ${draft !== undefined && html`<input type="hidden" name="draft" value="${draft}" />`}
        ${hiddenHtml(typed, 'content')} ${differences.length === 0 && html`<p>${words.conflict.none}</p>`}
        ${differences.map((difference) => choiceHtml(difference, conflict, theirs, chosenOf(difference, values), mistakes))}
        <p class="deeds"><button name="do" value="merge">${words.conflict.apply}</button></p>
      </form>`,
  });
}

interface Choice extends Difference {
  base: unknown;
  /** What is taken where nobody chooses: the side that has changed it; none where both have. */
  suggested?: Side;
}

/** Where the two differ; `before` is theirs, `after` is mine. */
function choicesIn({
  edited: { kind, expected },
  mine,
  known,
  language,
}: Omit<Conflict, 'values' | 'mistakes'>): Choice[] {
  const form = formOf(kind);
  const theirs = known.newest!.content as Content | null;
  const base = (known.versions.find(({ version }) => version === expected)?.content ?? null) as Content | null;
  const changedBy = (content: Content | null) =>
    new Map(differencesOf(form, base, content, language).map((one) => [one.path, one.before]));
  const [byThem, byMe] = [changedBy(theirs), changedBy(mine as Content)];
  return differencesOf(form, theirs, mine as Content, language).map((one) => {
    const [they, i] = [byThem.has(one.path), byMe.has(one.path)];
    return {
      ...one,
      base: byThem.get(one.path) ?? byMe.get(one.path),
      suggested: theirs === null ? 'mine' : they && i ? undefined : i ? 'mine' : 'theirs',
    };
  });
}

const nameFor = (path: string) => `choice.${path}`;

function chosenOf({ path, suggested }: Choice, values?: URLSearchParams): Side | undefined {
  const chosen = values?.get(nameFor(path));
  return chosen === 'mine' || chosen === 'theirs' ? chosen : suggested;
}

function choiceHtml(
  { path, label, field, lang, base, before, after, suggested }: Choice,
  { edited: { expected }, language }: Conflict,
  theirs: AuthoredVersion,
  chosen: Side | undefined,
  mistakes: readonly Mistake[],
): Html {
  const words = EDIT_WORDS[language].conflict;
  const name = nameFor(path);
  const id = `f-${name.replaceAll('.', '-')}`;
  const mistake = mistakes.find((one) => one.path === name)?.message;
  const side = (which: Side, title: string, value: unknown) =>
    html`<div>
      <label
        ><input type="radio" name="${name}" value="${which}" required ${chosen === which && new Html('checked')} />
        ${title}</label
      >
      <div>${valueHtml(field, value, language, lang)}</div>
    </div>`;
  return html`<fieldset id="${id}" ${mistake && html`aria-describedby="${id}-mistake"`}>
    <legend>${label}</legend>
    ${mistake && html`<span class="mistake" id="${id}-mistake">${mistake}</span>`}
    ${!suggested && html`<p><strong>${words.both}</strong></p>`}
    <div class="sides">${side('theirs', words.theirs(theirs.by), before)} ${side('mine', words.mine, after)}</div>
    ${expected > 0 && html`<p class="muted">${words.began(expected)} ${valueHtml(field, base, language, lang)}</p>`}
  </fieldset>`;
}

/** What comes of the choice, or what has still to be chosen. */
export function resolve(conflict: Conflict & { values: URLSearchParams }): { content?: Content; mistakes: Mistake[] } {
  const choices = choicesIn(conflict);
  const open = choices.filter((choice) => !chosenOf(choice, conflict.values));
  const message = EDIT_WORDS[conflict.language].conflict.choose;
  if (open.length) return { mistakes: open.map(({ path, label }) => ({ path: nameFor(path), label, message })) };
  const mine = new Set(choices.filter((one) => chosenOf(one, conflict.values) === 'mine').map(({ path }) => path));
  const theirs = (conflict.known.newest!.content ?? {}) as Content;
  return { content: merged(formOf(conflict.edited.kind), theirs, conflict.mine as Content, mine), mistakes: [] };
}

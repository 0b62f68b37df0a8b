import { kindOf, MOST_OPEN_DRAFTS, type Draft } from '@stadtlage/agenda';
import { html, type Html } from '../../frame/html.js';
import { withLang, type Page } from '../../frame/page.js';
import { table } from '../../frame/table.js';
import { csrfHtml, editorPage, noticeHtml } from './editor-page.js';
import { DRAFTS_PATH, pathOfDraft, pathOfRecord } from './paths.js';
import { momentHtml, momentText, type Setting } from './record-page.js';
import { MOST_REASON, nameOf, type Known } from './record.js';
import { differenceTable } from './version-page.js';
import { EDIT_WORDS } from './words.js';

/** The drafts that wait for somebody. */
export function draftsPage(drafts: Draft[], { language, editor, timeZone }: Setting): Page {
  const words = EDIT_WORDS[language];
  return editorPage({
    title: words.draft.list,
    language,
    editor,
    path: DRAFTS_PATH,
    content:
      drafts.length === 0
        ? html`<p>${words.draft.none}</p>`
        : html`${drafts.length === MOST_OPEN_DRAFTS && html`<p>${words.draft.more(MOST_OPEN_DRAFTS)}</p>`}
          ${table(
            words.draft.list,
            [words.list.record, words.list.kind, words.draft.author, words.draft.savedAt, words.form.why],
            html`<tbody>
              ${drafts.map(
                ({ id, kind, recordId, content, author, savedAt, reason }) =>
                  html`<tr>
                    <th scope="row">
                      <a href="${withLang(pathOfDraft(id), language)}"
                        >${words.draft.title(id, nameOf(kind, recordId, content, language))}</a
                      >
                    </th>
                    <td>${kindOf(kind).title[language]}</td>
                    <td>${author}</td>
                    <td>${momentHtml(savedAt, words.locale, timeZone)}</td>
                    <td>${reason ?? '–'}</td>
                  </tr>`,
              )}
            </tbody>`,
          )}`,
  });
}

interface DraftPage extends Setting {
  draft: Draft;
  known: Known;
  notice?: string;
  problem?: string;
  /** As it was typed. */
  because?: string;
  isAnswer?: boolean;
}

/** One draft: what would become different, for somebody other than its author to accept or refuse. */
export function draftPage(page: DraftPage): Page {
  const { draft, known, language, editor, timeZone, notice, problem, isAnswer } = page;
  const { id, kind, recordId, content, expected, author, savedAt, reason } = draft;
  const words = EDIT_WORDS[language];
  const current = known.newest?.version ?? 0;
  const name = nameOf(kind, recordId, content ?? known.lastSaid?.content, language);
  return editorPage({
    title: problem ? words.mistakeTitle(words.draft.title(id, name)) : words.draft.title(id, name),
    language,
    editor,
    path: pathOfDraft(id),
    isKept: !isAnswer,
    content: html`${noticeHtml(notice)} ${problem && html`<p class="mistakes" role="alert">${problem}</p>`}
      <dl>
        <dt>${words.list.record}</dt>
        <dd>
          ${kindOf(kind).title[language]}:
          ${known.newest ? html`<a href="${withLang(pathOfRecord(kind, recordId), language)}">${name}</a>` : name}
        </dd>
        <dt>${words.draft.author}</dt>
        <dd>${author}</dd>
        <dt>${words.draft.savedAt}</dt>
        <dd>${momentHtml(savedAt, words.locale, timeZone)}</dd>
        <dt>${words.draft.reason}</dt>
        <dd>${reason ?? '–'}</dd>
      </dl>
      ${!known.newest && html`<p>${words.draft.adds}</p>`}
      ${
        content === null
          ? html`<p>${words.draft.withdraws}</p>`
          : differenceTable(
              kind,
              draft.decision ? baseOf(draft, known) : (known.newest?.content ?? null),
              content,
              page,
              [words.draft.caption, words.draft.now, words.draft.then],
            )
      }
      ${draft.decision ? decidedHtml(draft, page) : openHtml(page, current !== expected ? words.draft.moved(current, expected) : undefined)}`,
  });

  function decidedHtml({ decision, decidedBy, decidedAt, decidedBecause }: Draft, { language }: Setting): Html {
    const text = words.draft.decided(
      words.draft.decision[decision!],
      decidedBy!,
      momentText(decidedAt!, EDIT_WORDS[language].locale, timeZone),
    );
    return html`<p class="past">${text} ${decidedBecause}</p>`;
  }

  function openHtml({ because }: DraftPage, moved: string | undefined): Html {
    const isOwn = author === editor.name;
    const toForm =
      content &&
      html`<p>
        <a href="${withLang(`${pathOfRecord(kind, recordId)}?draft=${id}`, language)}">${words.draft.toForm}</a>
      </p>`;
    return html`<h2>${words.draft.decide}</h2>
      ${moved && html`<p class="past">${moved}</p>`} ${toForm}
      <form class="edit" action="${withLang(pathOfDraft(id), language)}" method="post">
        ${csrfHtml(editor)}
        ${
          isOwn
            ? html`<p>${words.draft.own}</p>
                <p class="deeds"><button class="minor" name="do" value="withdrawn">${words.draft.takeBack}</button></p>`
            : html`<p>
                  <label for="because">${words.draft.because}</label><br />
                  <input id="because" name="because" maxlength="${MOST_REASON}" autocomplete="off" value="${because}" />
                </p>
                <p class="deeds">
                  ${!moved && html`<button name="do" value="accepted">${words.draft.accept}</button>`}
                  <button class="minor" name="do" value="refused">${words.draft.refuse}</button>
                </p>`
        }
      </form>`;
  }
}

const baseOf = ({ expected }: Draft, { versions }: Known) =>
  versions.find(({ version }) => version === expected)?.content ?? null;

import { kindOf, KINDS, listOpenDrafts, readRecords, type Kind } from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';
import type { GraphQLSchema } from 'graphql';
import { html, Html } from '../../frame/html.js';
import { dayOf } from '../../frame/language.js';
import { query, withLang, type Page } from '../../frame/page.js';
import { table } from '../../frame/table.js';
import { deadlinesHtml, readDeadlines } from '../deadlines.js';
import { editorPage } from './editor-page.js';
import { DRAFTS_PATH, EDIT_PATH, pathOfNew, pathOfRecord } from './paths.js';
import { momentHtml, type Setting } from './record-page.js';
import { nameOf } from './record.js';
import { EDIT_WORDS } from './words.js';

const MOST = 200;

interface Asked {
  /** Undefined for all. */
  kind?: Kind;
  text: string;
}

interface Sources {
  database: Database;
  schema: () => GraphQLSchema;
}

/** What is recorded, by kind, and those that are looked for; before anybody looks, what is due. */
export async function listPage({ database, schema }: Sources, { kind, text }: Asked, setting: Setting): Promise<Page> {
  const { language, editor, timeZone } = setting;
  const { list: words, ...all } = EDIT_WORDS[language];
  const kinds = KINDS.map(({ id }) => id);
  const today = dayOf(new Date(), timeZone);
  const [records, drafts, deadlines] = await Promise.all([
    readRecords(database, kinds),
    listOpenDrafts(database),
    kind || text ? [] : readDeadlines(schema(), today),
  ]);
  const looked = text.toLowerCase();
  const found = (kind ? [kind] : text ? kinds : []).flatMap((kind) =>
    records[kind]
      .map(({ id, version, recordedAt, content }) => ({
        ...{ kind, id, version, recordedAt },
        name: nameOf(kind, id, content, language),
      }))
      .filter(({ id, name }) => id.includes(looked) || name.toLowerCase().includes(looked)),
  );
  return editorPage({
    title: all.title,
    language,
    editor,
    path: kind || text ? `${EDIT_PATH}?${query({ ...(kind && { kind }), ...(text && { q: text }) })}` : EDIT_PATH,
    content: html`${drafts.length > 0 && html`<p><a href="${withLang(DRAFTS_PATH, language)}">${words.waiting(drafts.length)}</a></p>`}
      <form action="${EDIT_PATH}" method="get">
        <input type="hidden" name="lang" value="${language}" />
        <p>
          <label for="q">${words.search}</label><br />
          <input id="q" name="q" type="search" value="${text}" maxlength="100" />
        </p>
        <p>
          <label for="kind">${words.kind}</label><br />
          <select id="kind" name="kind">
            <option value="">${words.allKinds}</option>
            ${KINDS.map(({ id, plural }) => html`<option value="${id}" ${id === kind && new Html('selected')}>${plural[language]}</option>`)}
          </select>
        </p>
        <p><button type="submit">${words.show}</button></p>
      </form>
      ${kind || text ? foundHtml() : startHtml()}`,
  });

  function foundHtml(): Html {
    return html`<h2>${words.found(found.length)}</h2>
      ${kind && addHtml(kind)}
      ${
        found.length > 0 &&
        table(
          words.found(found.length),
          [words.record, words.kind, words.id, words.version, words.recordedAt],
          html`<tbody>
            ${found.slice(0, MOST).map(
              ({ kind, id, name, version, recordedAt }) =>
                html`<tr>
                  <th scope="row"><a href="${withLang(pathOfRecord(kind, id), language)}">${name}</a></th>
                  <td>${kindOf(kind).title[language]}</td>
                  <td>${id}</td>
                  <td class="number">${version}</td>
                  <td>${momentHtml(recordedAt, all.locale, timeZone)}</td>
                </tr>`,
            )}
          </tbody>`,
        )
      }
      ${found.length > MOST && html`<p>${words.more(MOST)}</p>`}`;
  }

  function startHtml(): Html {
    const pathOf = (kind: string, id: string) => withLang(pathOfRecord(kind, id), language);
    return html`${deadlinesHtml(deadlines, { language, today, pathOf })}
      <h2>${words.kinds}</h2>
      ${table(
        words.kinds,
        [words.kind, words.count, words.adding],
        html`<tbody>
          ${KINDS.map(
            ({ id, plural, about }) =>
              html`<tr>
                <th scope="row">
                  <a href="${withLang(`${EDIT_PATH}?${query({ kind: id })}`, language)}">${plural[language]}</a><br />
                  <small>${about[language]}</small>
                </th>
                <td class="number">${records[id].length}</td>
                <td>${addHtml(id)}</td>
              </tr>`,
          )}
        </tbody>`,
      )}`;
  }

  function addHtml(kind: Kind): Html {
    const { title } = kindOf(kind);
    return html`<a href="${withLang(pathOfNew(kind), language)}">${words.add(title[language])}</a>`;
  }
}

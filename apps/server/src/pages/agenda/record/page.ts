import { kindOf, pathOfRecord, type ContentOf, type Kind } from '@stadtlage/agenda';
import { html, type Html } from '../../frame/html.js';
import { dayOf, type Language } from '../../frame/language.js';
import { versionsOf, withLang, type Page } from '../../frame/page.js';
import { day, table } from '../../frame/table.js';
import { formOf } from '../fields.js';
import { applicationsHtml, columnHtml, datasetHtml, figuresHtml, placeHtml, referringHtml } from './parts.js';
import { readingOf, type RecordFound } from './read.js';
import { contentHtml } from './values.js';
import { RECORD_WORDS } from './words.js';

export interface RecordSetting {
  language: Language;
  cityName: string;
  publisher: string;
  timeZone: string;
}

/** One record of the agenda: all that is recorded of it, where it is from, and which figures it enters. */
export function recordPage(
  kind: Kind,
  id: string,
  found: RecordFound & { content: ContentOf },
  setting: RecordSetting,
): Page {
  const { language, cityName } = setting;
  const words = RECORD_WORDS[language];
  const { title, about, nameOf } = kindOf(kind);
  const { content, names, place, computed, referring, applications, figures, dataset } = found;
  const name = nameOf(content as never)[language];
  const isExample = (content as { demo?: true }).demo ?? false;
  return {
    title: name,
    language,
    description: words.about(title[language], name, cityName),
    versions: versionsOf(pathOfRecord(kind, id)),
    content: html`<p><a href="${withLang('/agenda', language)}">${words.toAgenda}</a></p>
      <p class="lead">${title[language]}. ${about[language]}</p>
      ${isExample && html`<p class="demo">${words.example}</p>`}
      <h2>${words.said}</h2>
      ${contentHtml(formOf(kind), content as Record<string, unknown>, readingOf(names, language))}
      ${
        computed.length > 0 &&
        html`<h2>${words.computed}</h2>
          <dl>
            ${computed.map(
              (one) =>
                html`<dt>${one.column.description[language]}</dt>
                  <dd>${columnHtml(one, language)}</dd>`,
            )}
          </dl>`
      }
      ${place && placeHtml(place, language)} ${applicationsHtml(applications, language)}
      ${referringHtml(referring, language)} ${figuresHtml(figures, language)} ${originHtml(found, isExample, setting)}
      ${datasetHtml(dataset, language)}`,
  };
}

function originHtml({ versions }: RecordFound, isExample: boolean, setting: RecordSetting): Html {
  const { language, publisher, timeZone } = setting;
  const words = RECORD_WORDS[language];
  const on = (moment: Date) => day(dayOf(moment, timeZone), words);
  const { version, recordedAt } = versions[0]!;
  return html`<h2>${words.origin}</h2>
    <dl>
      <dt>${words.source}</dt>
      <dd>${isExample ? words.invented : words.recordedBy(publisher)}</dd>
      <dt>${words.changed}</dt>
      <dd>${on(recordedAt)} (${words.version(version)})</dd>
    </dl>
    <p>${words.kept}</p>
    ${
      versions.length > 1 &&
      table(
        words.versions,
        [words.versions, words.day, words.why],
        html`<tbody>
          ${versions.map(
            ({ version, recordedAt, reason, content }) =>
              html`<tr>
                <th scope="row">${words.version(version)}</th>
                <td>${on(recordedAt)}</td>
                <td>${content === null && html`<strong>${words.withdrawn}</strong> `}${reason ?? '–'}</td>
              </tr>`,
          )}
        </tbody>`,
      )
    }`;
}

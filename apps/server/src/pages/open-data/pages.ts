import { LICENCES, type FileEntry, type Licence } from '@stadtlage/datasets';
import { html, type Html } from '../frame/html.js';
import { dayIn, dayOf, wordFor, type Language } from '../frame/language.js';
import { versionsOf, withLang, type Page } from '../frame/page.js';
import { day, table } from '../frame/table.js';
import { LEDGER_PATH } from '../ledger/path.js';
import { MOST_COUNTED, type DatasetEntry } from './catalogue.js';
import { curlFile, curlQuery } from './examples.js';
import type { FileParameter } from './parameters.js';
import { OPEN_DATA_WORDS, type OpenDataWords } from './words.js';

export interface OpenDataSetting {
  language: Language;
  cityName: string;
  timeZone: string;
}

const PATH = '/open-data';
export const pathOfDataset = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;

/**
 * All datasets beside each other.
 * @param whole the file of all tiles, if there is one
 */
export function cataloguePage(
  datasets: DatasetEntry[],
  whole: FileEntry | undefined,
  { language, cityName, timeZone }: OpenDataSetting,
): Page {
  const words = OPEN_DATA_WORDS[language];
  return {
    title: words.title(cityName),
    language,
    description: words.about(cityName),
    versions: versionsOf(PATH),
    content: html`<p>${words.lead(datasets.length)}</p>
      ${table(
        words.caption,
        [words.dataset, words.licence, words.changed, words.files],
        html`<tbody>
          ${datasets.map(
            (dataset) =>
              html`<tr>
                <th scope="row">
                  <a href="${withLang(pathOfDataset(dataset.id), language)}">${dataset.title[language]}</a>
                  ${dataset.isDemo && html`<br /><small>${words.demoShort}</small>`}
                </th>
                <td>${licence(dataset)}</td>
                <td>${changed(dataset, words, timeZone)}</td>
                <td>${files(dataset, words)}</td>
              </tr>`,
          )}
        </tbody>`,
      )}
      ${
        whole &&
        html`<h2>${whole.title[language]}</h2>
          <p>${whole.description[language]}</p>
          <p>
            <a href="${whole.url}" type="${whole.mediaType}">${words.download(whole.format)}</a>
            (${megabytes(whole.bytes, words)}${whole.moment && html`, ${words.asOf} ${day(dayOf(whole.moment, timeZone), words)}`})
          </p>
          ${whole.demoDatasets.length > 0 && html`<p class="demo">${words.demoWhole}</p>`}
          <p class="muted">${whole.attribution}</p>`
      }
      <h2>${words.programs}</h2>
      <ul>
        <li><a href="/graphql">${words.graphql}</a></li>
        <li><a href="/datasets.json">${words.catalogue}</a></li>
        <li><a href="/ogc">${words.ogc}</a></li>
      </ul>`,
  };
}

export interface DatasetOptions extends OpenDataSetting {
  rows: number;
  hasGeometry: boolean;
  /** For a part of its files. */
  parameters: FileParameter[];
  /** A GraphQL query. */
  example: string;
  /** Where this server is, for lines that are typed elsewhere. */
  base: string;
}

/** One dataset: what it says, how fresh it is, and how to take it away. */
export function datasetPage(dataset: DatasetEntry, options: DatasetOptions): Page {
  const { language, cityName, timeZone, rows, hasGeometry, parameters, example, base } = options;
  const words = OPEN_DATA_WORDS[language];
  const title = dataset.title[language];
  const number = new Intl.NumberFormat(words.locale);
  const counted = rows > MOST_COUNTED ? words.moreThan(number.format(MOST_COUNTED)) : number.format(rows);
  return {
    title,
    language,
    description: words.aboutOne(title, cityName),
    versions: versionsOf(pathOfDataset(dataset.id)),
    content: html`${dataset.isDemo && html`<p class="demo">${words.demo}</p>`}
      <p class="lead">${dataset.description[language]}</p>
      <dl>
        <dt>${words.licence}</dt>
        <dd>${licence(dataset)}</dd>
        <dt>${words.publisher}</dt>
        <dd>${dataset.publisher}</dd>
        <dt>${words.changed}</dt>
        <dd>${changed(dataset, words, timeZone)}</dd>
        <dt>${words.rows}</dt>
        <dd>${counted}</dd>
        <dt>${words.rhythm}</dt>
        <dd>${wordFor(words.rhythmOf, dataset.updateRhythm)}</dd>
        <dt>${words.sources}</dt>
        ${dataset.sources.length === 0 && html`<dd>${words.noSources}</dd>`}
        ${dataset.sources.map(
          ({ name, licence: code, date }) =>
            html`<dd>${words.sourceOf(name, nameOf(code), date && dayIn(words, date))}</dd>`,
        )}
      </dl>
      <h2>${words.downloads}</h2>
      <ul>
        ${dataset.downloads.map(
          ({ format, mediaType, url }) =>
            html`<li><a href="${url}" type="${mediaType}">${words.download(format)}</a></li>`,
        )}
        ${dataset.tileJsonUrl && html`<li><a href="${dataset.tileJsonUrl}">${words.tiles}</a></li>`}
        ${dataset.id === 'coverage-reports' && html`<li><a href="${withLang(LEDGER_PATH, language)}">${words.ledger}</a></li>`}
      </ul>
      ${
        parameters.length > 0 &&
        table(
          words.partCaption,
          [words.parameter, words.meaning],
          html`<tbody>
            ${parameters.map(
              ({ name, meaning }) =>
                html`<tr>
                  <th scope="row"><code>${name}</code></th>
                  <td>${meaning}</td>
                </tr>`,
            )}
          </tbody>`,
        )
      }
      <h2>${words.columns}</h2>
      ${table(
        words.columnsCaption(title),
        [words.column, words.type, words.unit, words.meaning],
        html`<tbody>
          ${dataset.columns.map(
            ({ name, type, unit, description }) =>
              html`<tr>
                <th scope="row"><code>${name}</code></th>
                <td>${wordFor(words.typeOf, type)}</td>
                <td>${unit ?? '–'}</td>
                <td>${description[language]}</td>
              </tr>`,
          )}
        </tbody>`,
      )}
      ${hasGeometry && html`<p class="muted">${words.geometry}</p>`}
      <h2>${words.examples}</h2>
      ${sample(words.query, 'graphql', example)} ${sample(words.curlQuery, 'sh', curlQuery(base, example))}
      ${dataset.downloads.slice(0, 1).map(({ url }) => sample(words.curlFile, 'sh', curlFile(base, url)))}
      <p><a href="${withLang(PATH, language)}">${words.all}</a></p>`,
  };
}

/** Lines break only where they are written: they are to be copied. */
const sample = (title: string, kind: string, text: string): Html =>
  html`<p>${title}</p>
    <pre data-kind="${kind}"><code>${text}</code></pre>`;

const megabytes = (bytes: number, { locale }: OpenDataWords): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumSignificantDigits: 2 }).format(bytes / 1e6);
const nameOf = (code: string) => LICENCES[code as Licence]?.name ?? code;
const licence = ({ licence: code, licenceUrl }: DatasetEntry): Html =>
  html`<a href="${licenceUrl}" rel="license external">${nameOf(code)}</a>`;

const changed = ({ changedAt }: DatasetEntry, words: OpenDataWords, timeZone: string): Html =>
  changedAt ? day(dayOf(changedAt, timeZone), words) : html`${words.empty}`;

const files = ({ downloads, title }: DatasetEntry, words: OpenDataWords): Html[] => {
  const name = title[words.locale === 'de-DE' ? 'de' : 'en'];
  return downloads.map(
    ({ format, url }, i) => html`${i > 0 && ', '}<a href="${url}" aria-label="${name}, ${format}">${format}</a>`,
  );
};

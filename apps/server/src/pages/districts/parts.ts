import { html, type Html } from '../frame/html.js';
import { dayIn, dayOf, percentIn, type Language } from '../frame/language.js';
import { cell } from '../frame/table.js';
import { FRAME_WORDS } from '../frame/words.js';
import { shareOf, type FiguresSource, type Measure, type Statistics } from './figures.js';
import { DISTRICT_WORDS, type DistrictWords } from './words.js';

export interface PlaceAndTime {
  language: Language;
  cityName: string;
  /** YYYY-MM-DD, where the city is. */
  today: string;
  timeZone: string;
}

export const numberIn = ({ locale }: { locale: string }, count: number): string =>
  new Intl.NumberFormat(locale).format(count);

/** A number of addresses and their share, as a cell of the column with this title. */
export function figureCell(
  title: string,
  statistics: Statistics | null,
  measure: Measure | 'addresses',
  language: Language,
): Html {
  const words = DISTRICT_WORDS[language];
  if (!statistics) return cell(title, '–', 'number');
  const count = numberIn(words, statistics[measure]);
  if (measure === 'addresses') return cell(title, count, 'number');
  const share = shareOf(statistics, measure);
  if (share === null) return cell(title, FRAME_WORDS[language].unknown, 'number');
  return cell(
    title,
    html`${percentIn(words, share)}<br />
      <small>${count}</small>`,
    'number',
  );
}

/** Whose data was counted, and since when these figures hold. */
export function sourceText({ sources, changedAt }: FiguresSource, words: DistrictWords, timeZone: string): Html {
  return html`<h2>${words.source}</h2>
    ${
      sources.length
        ? html`<ul>
            ${sources.map(({ name, date }) => html`<li>${words.sourceOf(name, date && dayIn(words, date))}</li>`)}
          </ul>`
        : html`<p>${words.noSource}</p>`
    }
    ${changedAt && html`<p>${words.changed(dayIn(words, dayOf(changedAt, timeZone)))}</p>`}`;
}

export function downloads(words: DistrictWords): Html {
  const files: [string, string][] = [
    ['/datasets/district-statistics.csv', words.downloadToday],
    ['/datasets/coverage-statistics-history.csv', words.downloadHistory],
    ['/datasets/rollout-projects.geojson', words.downloadProjects],
    ['/datasets/forgotten-addresses.csv', words.downloadForgotten],
  ];
  return html`<h2>${words.downloads}</h2>
    <ul>
      ${files.map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)}
    </ul>`;
}

import { html, type Html } from '../frame/html.js';
import { query, versionsOf, withLang, type Page } from '../frame/page.js';
import { cards } from '../frame/table.js';
import { FRAME_WORDS } from '../frame/words.js';
import { MEASURES, sumOf, USES, type DistrictFigures, type FiguresSource, type Use } from './figures.js';
import { downloads, figureCell, sourceText, type PlaceAndTime } from './parts.js';
import { COLUMNS, nextSorting, sorted, sortText, type SortColumn, type Sorting } from './sorting.js';
import { DISTRICT_WORDS } from './words.js';

export const pathOfDistrict = (id: string): string => `/district/${encodeURIComponent(id)}`;

export interface ListOptions extends PlaceAndTime {
  use: Use;
  sorting: Sorting;
}

/** Where the table is, counted and sorted like this; what is as by default is left out. */
function pathOf(use: Use, sorting: Sorting): string {
  const sort = sortText(sorting);
  const asked = query({ ...(use !== 'all' && { use }), ...(sort !== 'name' && { sort }) });
  return `/districts${asked && `?${asked}`}`;
}

/** All districts with their figures, beside each other. */
export function listPage(districts: DistrictFigures[], source: FiguresSource, options: ListOptions): Page {
  const { language, cityName, use, sorting, timeZone } = options;
  const words = DISTRICT_WORDS[language];
  const rows = sorted(districts, use, sorting, words.locale);
  const title = (column: SortColumn, text: string): Html => {
    const next = nextSorting(sorting, column);
    const isSorted = sorting.column === column;
    return html`<th
      scope="col"
      ${isSorted && html`aria-sort="${sorting.descending ? 'descending' : 'ascending'}"`}
      ${column !== 'name' && html`class="number wrap"`}
    >
      <a href="${withLang(pathOf(use, next), language)}" title="${words.sortBy(text, next.descending)}">${text}</a>
      ${isSorted && html`<span aria-hidden="true">${sorting.descending ? '▼' : '▲'}</span>`}
    </th>`;
  };
  const nameOf = (column: SortColumn) =>
    column === 'name' ? words.district : column === 'addresses' ? words.addresses : words.measure[column];
  const cells = (statistics: DistrictFigures[Use]) =>
    (['addresses', ...MEASURES] as const).map((measure) => figureCell(nameOf(measure), statistics, measure, language));
  return {
    title: words.title(cityName),
    language,
    description: words.about(cityName),
    versions: versionsOf(pathOf(use, sorting)),
    canonical: '/districts',
    content: html`${source.isDemo && html`<p class="demo">${FRAME_WORDS[language].demo}</p>`}
      <p>${words.lead}</p>
      <nav class="choice" aria-label="${words.counted}">
        <ul>
          ${USES.map(
            (one) =>
              html`<li>
                <a href="${withLang(pathOf(one, sorting), language)}" ${one === use && html`aria-current="true"`}
                  >${words.use[one]}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      <p class="muted">${words.sortedBy(nameOf(sorting.column), sorting.descending)} ${words.sortHint}</p>
      ${
        rows.length
          ? cards(
              words.caption(words.use[use]),
              [...COLUMNS.map((column) => title(column, nameOf(column)))],
              html`<tbody>
                  ${rows.map(
                    (district) =>
                      html`<tr>
                        <th scope="row">
                          <a href="${withLang(pathOfDistrict(district.id), language)}">${district.name}</a>
                        </th>
                        ${cells(district[use])}
                      </tr>`,
                  )}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row">${words.together}</th>
                    ${cells(sumOf(rows.map((district) => district[use])))}
                  </tr>
                </tfoot>`,
            )
          : html`<p>${words.noDistricts}</p>`
      }
      ${downloads(words)} ${sourceText(source, words, timeZone)}`,
  };
}

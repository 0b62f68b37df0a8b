import { cellsOf, pathOfReport, REPORTING_WORDS } from '../address-answer/reports/index.js';
import { pathOf } from '../address-answer/search.js';
import { WORDS } from '../address-answer/words.js';
import { Html, html } from '../frame/html.js';
import type { Language } from '../frame/language.js';
import { query, versionsOf, withLang, type Page } from '../frame/page.js';
import { cards, cell } from '../frame/table.js';
import { pathOfDataset } from '../open-data/pages.js';
import { LEDGER_PATH } from './path.js';
import type { Ledger, LedgerFilter, ListedReport } from './read.js';
import { LEDGER_WORDS } from './words.js';

export interface LedgerOptions {
  language: Language;
  cityName: string;
  timeZone: string;
  filter: LedgerFilter;
  /** The cursor that the page before ended with; null: this is the first. */
  after: string | null;
}

/** Where a part of the ledger is; what is whichever is left out. */
function pathOfPart({ state, district }: LedgerFilter, after: string | null): string {
  const asked = query({ ...(state && { state }), ...(district && { district }), ...(after && { after }) });
  return `${LEDGER_PATH}${asked && `?${asked}`}`;
}

/** The public ledger: all that was reported, where it stands, and what came of it. */
export function ledgerPage({ reports, districts }: Ledger, options: LedgerOptions): Page {
  const { language, cityName, filter, after } = options;
  const words = LEDGER_WORDS[language];
  const { nodes, totalCount, pageInfo } = reports;
  const isPart = filter.state !== null || filter.district !== null;
  const count = new Intl.NumberFormat(WORDS[language].locale).format(totalCount);
  return {
    title: words.title,
    language,
    // Parts of it are no pages to be found themselves.
    description: isPart || after ? undefined : words.about(cityName),
    versions: versionsOf(pathOfPart(filter, after)),
    content: html`${nodes.some(({ address }) => address?.source.isDemo) && html`<p class="demo">${words.demo}</p>`}
      <p>${words.lead}</p>
      <p>${words.how} <a href="${withLang('/address', language)}">${words.toSearch}</a></p>
      ${filterForm(districts, filter, language)}
      ${
        nodes.length
          ? html`<p>${words.found(totalCount, count)}</p>
              ${reportTable(nodes, isPart ? words.captionOf : words.caption, options)}`
          : html`<p>${isPart || after ? words.none : words.noneYet}</p>`
      }
      ${
        (after || pageInfo.hasNextPage) &&
        html`<nav aria-label="${words.pages}">
          <ul>
            ${after && html`<li><a href="${withLang(pathOfPart(filter, null), language)}">${words.newest}</a></li>`}
            ${pageInfo.hasNextPage && html`<li><a href="${withLang(pathOfPart(filter, pageInfo.endCursor), language)}" rel="next">${words.older}</a></li>`}
          </ul>
        </nav>`
      }
      <p><a href="${withLang(pathOfDataset('coverage-reports'), language)}">${words.toData}</a></p>`,
  };
}

/** Works without scripts: it leads to the same page. */
function filterForm(districts: Ledger['districts'], filter: LedgerFilter, language: Language): Html {
  const words = LEDGER_WORDS[language];
  const select = (name: keyof LedgerFilter, any: string, entries: [string, string][]) =>
    html`<p>
      <label for="${name}">${words[name]}</label><br />
      <select id="${name}" name="${name}">
        <option value="">${any}</option>
        ${entries.map(
          ([value, text]) =>
            html`<option value="${value}" ${value === filter[name] && new Html('selected')}>${text}</option>`,
        )}
      </select>
    </p>`;
  return html`<form action="${LEDGER_PATH}" method="get" aria-label="${words.filter}">
    ${select('state', words.anyState, Object.entries(REPORTING_WORDS[language].stateName))}
    ${select(
      'district',
      words.anyDistrict,
      districts.map(({ id, name }) => [id, name]),
    )}
    <p>
      <input name="lang" type="hidden" value="${language}" />
      <button type="submit">${words.show}</button>
    </p>
  </form>`;
}

/** Each row leads to its report and to its address. */
function reportTable(reports: ListedReport[], caption: string, { language, timeZone }: LedgerOptions): Html {
  const words = LEDGER_WORDS[language];
  const own = REPORTING_WORDS[language];
  const setting = { language, timeZone, words: WORDS[language] };
  return cards(
    caption,
    [own.report, own.address, own.what, own.state, own.received, own.clock, own.outcomeTitle],
    html`<tbody>
      ${reports.map((report) => {
        const { id, address, addressLabel } = report;
        const { what, state, received, clock, outcome } = cellsOf(report, setting);
        return html`<tr>
          <th scope="row">
            <a href="${withLang(pathOfReport(address?.id ?? GONE, id), language)}">${id}</a>
          </th>
          ${cell(
            own.address,
            address
              ? html`<a href="${withLang(pathOf(address.id), language)}">${addressLabel}</a
                  >${address.district && html`<br /><small>${address.district.name}</small>`}`
              : html`${addressLabel}<br /><small>${words.gone}</small>`,
          )}
          ${cell(own.what, what)} ${cell(own.state, state)} ${cell(own.received, received)} ${cell(own.clock, clock)}
          ${cell(own.outcomeTitle, outcome)}
        </tr>`;
      })}
    </tbody>`,
  );
}

/** A report outlives its address: then it is found under any id. */
const GONE = '-';

/** What is asked for is no part of the ledger. */
export function missingPartPage(language: Language): Page {
  const { missing, missingHint, all } = LEDGER_WORDS[language];
  return {
    title: missing,
    language,
    content: html`<p>${missingHint}</p>
      <p><a href="${withLang(LEDGER_PATH, language)}">${all}</a></p>`,
  };
}

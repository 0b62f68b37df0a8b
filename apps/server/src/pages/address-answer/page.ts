import type { AddressAnswer, NearFacility, Provenance } from './answer.js';
import { cellFigures } from './cells.js';
import { query, versionsOf, withLang, type Page } from '../frame/page.js';
import { pathOfDistrict } from '../districts/list-page.js';
import { pathOfStreet } from '../street/path.js';
import { hrefOf, searchForm } from './search.js';
import { html, type Html } from '../frame/html.js';
import { contradictions, fixedTable, mobileTable, origin, type Setting } from './tables.js';
import { leadOf } from './lead.js';
import { isFibre, isOutside } from './offers.js';
import { phaseText } from './phases.js';
import { reportSections, type FormOptions } from './reports/index.js';
import { CELL_WORDS } from './words-cells.js';
import { DAY_WORDS } from './words-day.js';
import { dayIn, WORDS, wordFor } from './words.js';

export interface PageOptions extends Omit<Setting, 'words'>, Pick<FormOptions, 'providers' | 'stated'> {}

/** All that is known at an address on a day, as a page without scripts: every statement with its source and date, the unknown in words. */
export function answerPage(answer: AddressAnswer, options: PageOptions): Page {
  const { language, today, isPast } = options;
  const words = WORDS[language];
  const setting: Setting = { ...options, words };
  const { coverage, district, phases } = answer;
  const asOf = isPast && { asOf: today };
  const json = hrefOf(answer.id, { ...asOf }, '.json');
  return {
    title: words.answerFor(answer.label),
    language,
    description: isPast ? undefined : words.about(answer.label),
    versions: versionsOf(hrefOf(answer.id, { ...asOf }), { easy: !isPast }),
    json,
    content: html`${sourcesOf(answer).some(({ isDemo }) => isDemo) ? html`<p class="demo">${words.demo}</p>` : null}
      ${leadOf(answer, setting)}
      <p>
        <strong>${wordFor(words.fibre, coverage.fibreStatus ?? 'UNKNOWN')}</strong>
        ${
          // The best technology is none that works in the building yet: the lead has said both.
          coverage.bestTechnology &&
          !isOutside(coverage.fibreStatus) &&
          words.best(wordFor(words.technology, coverage.bestTechnology))
        }
      </p>
      ${levelOpen(answer, setting)}
      <p>${words.asOf(dayIn(words, today))}</p>
      ${
        isPast &&
        html`<p class="past">
          ${DAY_WORDS[language].shown(dayIn(words, today))}
          <a href="${hrefOf(answer.id, { lang: language })}">${DAY_WORDS[language].toToday}</a>
        </p>`
      }
      <dl>
        <dt>${words.district}</dt>
        <dd>
          ${district ? html`<a href="${withLang(pathOfDistrict(district.id), language)}">${district.name}</a>` : words.noDistrict}
        </dd>
        <dt>${words.street}</dt>
        <dd><a href="${withLang(pathOfStreet(answer.streetKey), language)}">${words.streetPage(answer.street)}</a></dd>
        <dt>${words.addressSource}</dt>
        <dd>${origin(answer.source, setting)}</dd>
      </dl>
      <nav>
        <ul>
          <li><a href="/?${query({ address: answer.id, lang: language })}">${words.map}</a></li>
          <li><a href="${json}" type="application/json">${words.json}</a></li>
        </ul>
      </nav>
      <section aria-labelledby="fixed">
        <h2 id="fixed">${words.fixed}</h2>
        ${coverage.fixed.length ? fixedTable(coverage.fixed, setting) : html`<p>${words.noFixed}</p>`}
        ${contradictions(coverage, setting)}
      </section>
      <section aria-labelledby="cell">
        <h2 id="cell">${CELL_WORDS[language].title}</h2>
        ${cellFigures(coverage.cellFigures, setting)}
      </section>
      <section aria-labelledby="rollout">
        <h2 id="rollout">${words.rollout}</h2>
        ${phases.length ? phases.map((phase) => phaseText(phase, setting, coverage.fibreStatus)) : html`<p>${words.noRollout}</p>`}
      </section>
      <section aria-labelledby="mobile">
        <h2 id="mobile">${words.mobile}</h2>
        ${coverage.mobile.length ? mobileTable(coverage.mobile, setting) : null}
        <p>${coverage.mobile.length ? words.mobileHint : words.noMobile}</p>
      </section>
      ${
        answer.wifi &&
        answer.advice &&
        html`<section aria-labelledby="near">
          <h2 id="near">${words.near}</h2>
          ${nearPlaces(words.nearWifi, answer.wifi, setting)}
          ${answer.advice.length > 0 && nearPlaces(words.nearAdvice, answer.advice, setting)}
        </section>`
      }
      ${answer.reports && reportSections(answer.id, answer.reports, options, setting)} ${searchForm(words, language)}`,
  };
}

/** What is near, how far, and where that is on the map. */
function nearPlaces(title: string, places: NearFacility[], setting: Setting): Html {
  const { words, language } = setting;
  if (places.length === 0) return html`<p>${words.noWifi}</p>`;
  const metres = new Intl.NumberFormat(words.locale);
  return html`<h3>${title}</h3>
    <ul>
      ${places.map(({ distanceM, facility: { name, position, source } }) => {
        const at = `17/${position.latitude.toFixed(5)}/${position.longitude.toFixed(5)}`;
        return html`<li>
          <a href="/?${query({ layers: 'fixed,city', lang: language, map: at })}">${name}</a>,
          ${words.away(metres.format(distanceM))}<br /><small>${origin(source, setting)}</small>
        </li>`;
      })}
    </ul>`;
}

const sourcesOf = ({ source, coverage, phases, wifi, advice }: AddressAnswer): Provenance[] => [
  source,
  ...[...coverage.fixed, ...coverage.cellFigures, ...coverage.mobile, ...phases].map((one) => one.source),
  ...[...(wifi ?? []), ...(advice ?? [])].map(({ facility }) => facility.source),
];

/** Where the best known level is below "connected", another provider's fibre may still end in the building. */
function levelOpen({ coverage: { fibreStatus, fixed } }: AddressAnswer, { words }: Setting): Html | null {
  if (!isOutside(fibreStatus)) return null;
  const fibre = fixed.filter((one) => isFibre(one) && one.evidence !== 'RESIDENT_REPORT');
  const known = new Set(fibre.filter((one) => one.connectionLevel !== null).map(({ provider }) => provider.id));
  const open = new Set(fibre.filter(({ provider }) => !known.has(provider.id)).map(({ provider }) => provider.name));
  return open.size > 0 ? html`<p>${words.levelOpen([...open].join(', '))}</p>` : null;
}

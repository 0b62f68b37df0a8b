import type { AddressAnswer, Provenance } from './answer.js';
import { cellFigures } from './cells.js';
import { query, versionsOf, type Page } from '../frame/page.js';
import { hrefOf, searchForm } from './search.js';
import { html, type Html } from '../frame/html.js';
import { contradictions, fixedTable, mobileTable, origin, type Setting } from './tables.js';
import { phaseText } from './phases.js';
import { reportSections } from './reports/index.js';
import { CELL_WORDS } from './words-cells.js';
import { DAY_WORDS } from './words-day.js';
import { dayIn, speedIn, WORDS, wordFor } from './words.js';

export interface PageOptions extends Omit<Setting, 'words'> {
  /** Whom a report may be about. */
  providers: { id: string; name: string }[];
}

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
      <p class="lead">${wordFor(words.fibre, coverage.fibreStatus ?? 'UNKNOWN')}</p>
      ${levelOpen(answer, setting)} ${best(answer, setting)}
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
        <dd>${district?.name ?? words.noDistrict}</dd>
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
        ${phases.length ? phases.map((phase) => phaseText(phase, setting)) : html`<p>${words.noRollout}</p>`}
      </section>
      <section aria-labelledby="mobile">
        <h2 id="mobile">${words.mobile}</h2>
        ${coverage.mobile.length ? mobileTable(coverage.mobile, setting) : null}
        <p>${coverage.mobile.length ? words.mobileHint : words.noMobile}</p>
      </section>
      ${answer.reports && reportSections(answer.id, answer.reports, options.providers, setting)}
      ${searchForm(words, language)}`,
  };
}

const sourcesOf = ({ source, coverage, phases }: AddressAnswer): Provenance[] => [
  source,
  ...[...coverage.fixed, ...coverage.cellFigures, ...coverage.mobile, ...phases].map((one) => one.source),
];

/** Where the best known level is below "connected", another provider's fibre may still end in the building. */
function levelOpen({ coverage: { fibreStatus, fixed } }: AddressAnswer, { words }: Setting): Html | null {
  if (fibreStatus !== 'PASSED' && fibreStatus !== 'PREPARED') return null;
  const fibre = fixed.filter(
    ({ technology, evidence }) => ['FTTH', 'FTTB'].includes(technology) && evidence !== 'RESIDENT_REPORT',
  );
  const known = new Set(fibre.filter((one) => one.connectionLevel !== null).map(({ provider }) => provider.id));
  const open = new Set(fibre.filter(({ provider }) => !known.has(provider.id)).map(({ provider }) => provider.name));
  return open.size > 0 ? html`<p>${words.levelOpen([...open].join(', '))}</p>` : null;
}

function best({ coverage: { bestTechnology, maxDownMbit } }: AddressAnswer, { words }: Setting): Html | null {
  if (bestTechnology === null) return null;
  const speed = maxDownMbit === null ? words.unknown : words.upTo(speedIn(words, maxDownMbit));
  return html`<p>${words.best(speed, wordFor(words.technology, bestTechnology))}</p>`;
}

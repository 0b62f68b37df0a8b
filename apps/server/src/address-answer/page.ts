import type { AddressAnswer, Provenance } from './answer.js';
import { framed, pathOf, query, searchForm } from './frame.js';
import { html, type Html } from './html.js';
import { contradictions, fixedTable, mobileTable, origin, type Setting } from './tables.js';
import { phaseText } from './phases.js';
import { dayIn, speedIn, WORDS, wordFor } from './words.js';

/** All that is known at an address, as a page without scripts: every statement with its source and date, the unknown in words. */
export function answerPage(answer: AddressAnswer, options: Omit<Setting, 'words'>): string {
  const { language } = options;
  const words = WORDS[language];
  const setting: Setting = { ...options, words };
  const { coverage, district, phases } = answer;
  const json = `${pathOf(answer.id)}.json`;
  return framed({
    title: words.answerFor(answer.label),
    language,
    path: pathOf(answer.id),
    json,
    content: html`${sourcesOf(answer).some(({ isDemo }) => isDemo) ? html`<p class="demo">${words.demo}</p>` : null}
      <p class="lead">${wordFor(words.fibre, coverage.fibreStatus ?? 'UNKNOWN')}</p>
      ${best(answer, setting)}
      <p>${words.asOf(dayIn(words, setting.today))}</p>
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
      <section aria-labelledby="rollout">
        <h2 id="rollout">${words.rollout}</h2>
        ${phases.length ? phases.map((phase) => phaseText(phase, setting)) : html`<p>${words.noRollout}</p>`}
      </section>
      <section aria-labelledby="mobile">
        <h2 id="mobile">${words.mobile}</h2>
        ${coverage.mobile.length ? mobileTable(coverage.mobile, setting) : null}
        <p>${coverage.mobile.length ? words.mobileHint : words.noMobile}</p>
      </section>
      ${searchForm(words, language)}`,
  });
}

const sourcesOf = ({ source, coverage, phases }: AddressAnswer): Provenance[] => [
  source,
  ...[...coverage.fixed, ...coverage.mobile, ...phases].map((one) => one.source),
];

function best({ coverage: { bestTechnology, maxDownMbit } }: AddressAnswer, { words }: Setting): Html | null {
  if (bestTechnology === null) return null;
  const speed = maxDownMbit === null ? words.unknown : words.upTo(speedIn(words, maxDownMbit));
  return html`<p>${words.best(speed, wordFor(words.technology, bestTechnology))}</p>`;
}

import { html, type Html } from '../../frame/html.js';
import type { Setting } from '../tables.js';
import { reportForm, type FormOptions } from './form.js';
import { ledger } from './ledger.js';
import type { Report } from './report.js';
import { REPORTING_WORDS } from './words.js';

export type { FormOptions } from './form.js';
export { cellsOf, pathOfReport } from './ledger.js';
export { REPORT, type Report } from './report.js';
export { REPORTING_WORDS } from './words.js';

/** The part of an address's page about reports: the ledger, and the form that adds to it. */
export function reportSections(
  id: string,
  reports: Report[],
  choices: Pick<FormOptions, 'providers' | 'stated'>,
  setting: Setting,
): Html {
  const { language } = setting;
  return html`${ledger(id, reports, setting)}
    <section aria-labelledby="report">
      <h2 id="report">${REPORTING_WORDS[language].form}</h2>
      ${reportForm({ ...choices, address: id, language })}
    </section>`;
}

import { query, versionsOf, withLang, type Page } from '../../frame/page.js';
import { LEDGER_PATH } from '../../ledger/path.js';
import { pathOf } from '../search.js';
import { html, type Html } from '../../frame/html.js';
import { cards, cell, day, table } from '../../frame/table.js';
import type { Setting } from '../tables.js';
import { dayIn, dayOf, speedIn, wordFor, type Words } from '../words.js';
import type { Report, ReportWithSteps } from './report.js';
import { REPORTING_WORDS, type ReportWords } from './words.js';

export const pathOfReport = (address: string, report: string): string => `${pathOf(address)}/reports/${report}`;

/** The public ledger of an address: what was reported, where it stands, and for how long. */
export function ledger(address: string, reports: Report[], setting: Setting): Html {
  const { language } = setting;
  const own = REPORTING_WORDS[language];
  const rows = reports.map((report) => {
    const { what, state, received, clock, outcome } = cellsOf(report, setting);
    return html`<tr>
      <th scope="row">
        <a href="${pathOfReport(address, report.id)}?${query({ lang: language })}">${report.id}</a>
      </th>
      <td>${what}</td>
      <td>${state}</td>
      <td>${received}</td>
      <td>${clock}</td>
      <td>${outcome}</td>
    </tr>`;
  });
  return html`<section aria-labelledby="reports">
    <h2 id="reports">${own.ledger}</h2>
    ${
      rows.length
        ? table(
            own.ledgerCaption,
            [own.report, own.what, own.state, own.received, own.clock, own.outcomeTitle],
            html`<tbody>
              ${rows}
            </tbody>`,
          )
        : html`<p>${own.noReports}</p>`
    }
    <nav aria-labelledby="reports">
      <p><a href="${withLang(LEDGER_PATH, language)}">${own.toLedger}</a></p>
    </nav>
  </section>`;
}

/** What a table says of a report: what is wrong, where it stands, since when, for how long, and what came of it. */
export function cellsOf(
  report: Report,
  { language, words, timeZone }: Pick<Setting, 'language' | 'words' | 'timeZone'>,
) {
  const own = REPORTING_WORDS[language];
  return {
    what: whatOf(report, words, own),
    state: own.since(wordFor(own.stateName, report.state), dayIn(words, dayOf(report.stateSince, timeZone))),
    received: day(dayOf(report.receivedAt, timeZone), words),
    clock: clockOf(report, words, own),
    outcome: report.outcome ? wordFor(own.outcome, report.outcome) : own.pending,
  };
}

/**
 * What came of one report: the page to follow it on, and the receipt for who has just sent it.
 * @param options `awaits`: words have come with it that the city has not released
 */
export function reportPage(
  report: ReportWithSteps,
  address: string,
  options: Setting & { receipt?: 'new' | 'known'; awaits: boolean },
): Page {
  const { language, words, timeZone, receipt, awaits } = options;
  const own = REPORTING_WORDS[language];
  const { what, state, clock, outcome } = cellsOf(report, options);
  const page = `${pathOf(address)}?${query({ lang: language })}`;
  // Without the thanks, which are for who has just sent it.
  const kept = `${pathOfReport(address, report.id)}?${query({ lang: language })}`;
  const said = (title: string, text: string | null) =>
    text &&
    html`<dt>${title}</dt>
      <dd class="said">${text}</dd>`;
  return {
    title: own.reportOf(report.id),
    language,
    versions: versionsOf(pathOfReport(address, report.id)),
    content: html`${report.address?.source.isDemo && html`<p class="demo">${own.demo}</p>`}
      ${receipt && html`<p class="lead" role="status">${receipt === 'known' ? own.receiptKnown : own.receipt}</p>`}
      <dl>
        <dt>${own.id}</dt>
        <dd>${report.id}</dd>
        <dt>${own.address}</dt>
        <dd>${report.address ? html`<a href="${page}">${report.addressLabel}</a>` : report.addressLabel}</dd>
        <dt>${own.what}</dt>
        <dd>${what}</dd>
        ${said(own.saidText, report.text)} ${said(own.saidEvidence, report.evidence)}
        ${
          awaits &&
          html`<dt>${own.awaiting}</dt>
            <dd>${own.awaitingRelease}</dd>`
        }
        <dt>${own.state}</dt>
        <dd>${state}</dd>
        <dt>${own.clock}</dt>
        <dd>${clock}</dd>
        <dt>${own.outcomeTitle}</dt>
        <dd>${outcome}</dd>
      </dl>
      <h2>${own.next}</h2>
      <p>${own.nextOf[report.state]?.(report.dueOn ? dayIn(words, report.dueOn) : words.unknown)}</p>
      <h2>${own.follow}</h2>
      <ul>
        <li><a href="${kept}">${own.followHere(report.id)}</a></li>
        <li><a href="${page}#reports">${own.followAddress}</a></li>
        <li><a href="${withLang(LEDGER_PATH, language)}">${own.followLedger}</a></li>
        <li><a href="/datasets/coverage-reports.csv">${own.followData}</a></li>
      </ul>
      ${cards(
        own.steps,
        [own.step, own.at, own.by, own.days, own.note],
        html`<tbody>
          ${report.steps.map(
            (step) =>
              html`<tr>
                <th scope="row">${wordFor(own.stateName, step.state)}</th>
                ${cell(own.at, day(dayOf(step.at, timeZone), words))} ${cell(own.by, wordFor(own.role, step.role))}
                ${cell(own.days, String(step.days))} ${cell(own.note, step.note ?? '–')}
              </tr>`,
          )}
        </tbody>`,
      )}`,
  };
}

/** The kind of the report and what it is about, on one line. */
function whatOf(report: Report, words: Words, own: ReportWords): string {
  const { claim, provider, technology, mobileTechnology, measuredDownMbit: down, measuredUpMbit: up } = report;
  const speed = (mbit: number | null) => (mbit === null ? null : speedIn(words, mbit));
  const about = [
    provider?.name,
    technology && wordFor(words.technology, technology),
    mobileTechnology && wordFor(words.generation, mobileTechnology),
    (down !== null || up !== null) && own.measured(speed(down), speed(up)),
  ].filter(Boolean);
  return `${wordFor(own.claim, claim)}${about.length ? `: ${about.join(', ')}` : ''}`;
}

function clockOf({ daysOpen, dueOn, isOverdue, closedAt }: Report, words: Words, own: ReportWords): string {
  if (closedAt) return own.took(daysOpen);
  const due = dueOn && (isOverdue ? own.overdue : own.due)(dayIn(words, dueOn));
  return [own.open(daysOpen), due].filter(Boolean).join('; ');
}

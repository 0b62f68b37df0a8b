import type { Phase } from './answer.js';
import { html, outside, type Html } from '../frame/html.js';
import { cards, cell, day } from '../frame/table.js';
import { isInTheBuilding } from './offers.js';
import { origin, type Setting } from './tables.js';
import { dayIn, percentIn, wordFor, type Words } from './words.js';

/** What gave up owes nothing any more. */
const GIVEN_UP = ['REJECTED', 'DECOMMISSIONED'];

/**
 * Whether the last promise is over and no fibre is known to end in the building: what the dataset promised-not-connected lists, at
 * whatever status the phase is. That a later status names no day does not undo the promise.
 */
export function isMissed(phase: Phase, fibreStatus: string | null, today: string): boolean {
  const promisedTo = phase.promises.at(-1)?.promisedTo;
  return !!promisedTo && promisedTo < today && !GIVEN_UP.includes(phase.status) && !isInTheBuilding(fibreStatus);
}

/** The window that is promised; the last one that was, where it has been missed. */
export const promisedWindow = (phase: Phase, missed: boolean, words: Words): string | null =>
  windowOf(phase, words) ?? (missed ? windowOf(phase.promises.at(-1)!, words) : null);

/**
 * Who builds here, since when, until when, how often that moved, and what comes next.
 * @param fibreStatus of the address that the phase serves; a street has none
 */
export function phaseText(phase: Phase, setting: Setting, fibreStatus?: string | null): Html {
  const { words, language, today } = setting;
  const { project } = phase;
  const missed = fibreStatus !== undefined && isMissed(phase, fibreStatus, today);
  const isRejected = phase.status === 'REJECTED';
  return html`<article>
    <h3>${project && project.name !== phase.name ? `${project.name}: ${phase.name}` : phase.name}</h3>
    <dl>
      <dt>${builderTerm(phase.status, words)}</dt>
      <dd>${project ? outside(project.provider.website, project.provider.name) : words.unknown}</dd>
      <dt>${words.status}</dt>
      <dd>${words.statusSince(wordFor(words.rolloutStatus, phase.status), dayIn(words, phase.statusSince))}</dd>
      <dt>${words.window}</dt>
      <dd>
        ${isRejected ? lapsedWindow(phase, words) : (promisedWindow(phase, missed, words) ?? words.noWindow)}
        ${(phase.isOverdue || missed) && words.passed}
      </dd>
      ${
        // What never comes was not kept either: that it did not move would read as if it still held.
        phase.promises.length > 0 &&
        !(isRejected && phase.moves === 0) &&
        html`<dt>${words.moves}</dt>
          <dd>${words.moved(phase.moves, phase.movedByDays)}</dd>`
      }
      ${demand(phase, setting)}
      <dt>${words.next}</dt>
      <dd>${phase.nextStep[language]}</dd>
      ${
        phase.evidence &&
        html`<dt>${words.evidence}</dt>
          <dd>${wordFor(words.evidenceClass, phase.evidence)}</dd>`
      }
      <dt>${words.source}</dt>
      <dd>${origin(phase.source, setting)}</dd>
    </dl>
    ${phase.promises.length > 1 && promises(phase, words)}
  </article>`;
}

/** Nobody builds yet who has only announced it. */
const builderTerm = (status: string, words: Words): string =>
  status === 'REJECTED' ? words.builderOnce : status === 'ANNOUNCED' ? words.builderLater : words.builder;

/** The last window that was promised before the project came to nothing. */
function lapsedWindow(phase: Phase, words: Words): string {
  const last = windowOf(phase, words) ?? windowOf(phase.promises.at(-1) ?? phase, words);
  return `${last ? `${last}. ` : ''}${words.lapsed}`;
}

export function windowOf(
  { promisedFrom, promisedTo }: { promisedFrom: string | null; promisedTo: string | null },
  words: Words,
): string | null {
  const [from, to] = [promisedFrom, promisedTo].map((date) => date && dayIn(words, date));
  if (from && to) return words.between(from, to);
  return to ? words.until(to) : from ? words.from(from) : null;
}

function demand({ demandAggregation: demand }: Phase, { words, today }: Setting): Html | null {
  if (!demand) return null;
  const isOver = demand.outcome !== null || demand.deadline < today;
  const counted = demand.signUps.at(-1);
  const sentences = [
    words.demandText(percentIn(words, demand.targetShare), dayIn(words, demand.deadline), isOver),
    counted &&
      words.signedUp(
        counted.signUps,
        counted.share === null ? null : percentIn(words, counted.share),
        dayIn(words, counted.countedOn),
      ),
  ];
  return html`<dt>${words.demand}</dt>
    <dd>
      ${sentences.filter(Boolean).join('; ')}. ${demand.outcome && wordFor(words.outcome, demand.outcome)}
      ${demand.reason && words.because(demand.reason)}
    </dd>`;
}

function promises({ promises }: Phase, words: Words): Html {
  return cards(
    words.promisesCaption,
    [words.promisedOn, words.window, words.movedBy, words.reason],
    html`<tbody>
      ${promises.map(
        (promise) =>
          html`<tr>
            <th scope="row">${day(promise.promisedOn, words)}</th>
            ${cell(words.window, windowOf(promise, words))}
            ${cell(words.movedBy, promise.movedByDays === null ? '–' : words.days(promise.movedByDays))}
            ${cell(words.reason, promise.note ?? words.unknown)}
          </tr>`,
      )}
    </tbody>`,
  );
}

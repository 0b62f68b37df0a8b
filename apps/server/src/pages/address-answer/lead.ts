import type { AddressAnswer, Phase } from './answer.js';
import { html, type Html } from '../frame/html.js';
import { windowOf } from './phases.js';
import type { Setting } from './tables.js';
import { dayIn, speedIn, wordFor } from './words.js';

const IN_THE_BUILDING = ['CONNECTED', 'ACTIVATED'];
/** Of what has come, or will not come any more, no date is awaited. */
const OVER = [...IN_THE_BUILDING, 'PASSED', 'PREPARED', 'REJECTED', 'DECOMMISSIONED'];

/** The answer in a few words, before anything else: what is fastest on this day, who builds, and when. */
export const leadOf = (answer: AddressAnswer, setting: Setting): Html =>
  html`<p class="lead">${[fastest(answer, setting), ...rollout(answer, setting)].join(' ')}</p>`;

function fastest({ coverage: { fixed, maxDownMbit, bestTechnology } }: AddressAnswer, setting: Setting): string {
  const { words, isPast, today } = setting;
  const when = isPast ? words.onDay(dayIn(words, today)) : words.today;
  // What residents report is not counted as an offer.
  const offers = fixed.filter(({ evidence }) => evidence !== 'RESIDENT_REPORT');
  const best = offers.filter((one) =>
    maxDownMbit === null ? one.technology === bestTechnology : one.maxDownMbit === maxDownMbit,
  );
  if (best.length === 0) return words.noFastest(when);
  const entries = new Set(best.map((one) => words.offer(one.provider.name, wordFor(words.technology, one.technology))));
  const speed = maxDownMbit === null ? words.speedUnknown : words.upTo(speedIn(words, maxDownMbit));
  return words.fastest(when, [...entries].join(words.and), speed);
}

function rollout({ phases, coverage: { fibreStatus } }: AddressAnswer, setting: Setting): string[] {
  if (IN_THE_BUILDING.includes(fibreStatus ?? '')) return [];
  if (phases.length === 0) return [setting.words.noBuilder];
  return [...new Set(phases.map((phase) => built(phase, setting)))];
}

function built(phase: Phase, { words }: Setting): string {
  const { project, status, isOverdue } = phase;
  const stands = words.builds(project?.provider.name ?? words.unknown, wordFor(words.rolloutStatus, status));
  if (OVER.includes(status)) return `${stands}.`;
  const window = windowOf(phase, words);
  return `${stands}, ${window ? words.promised(window) : words.notPromised}.${isOverdue ? ` ${words.passed}` : ''}`;
}

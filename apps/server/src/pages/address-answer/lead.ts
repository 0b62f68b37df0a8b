import type { AddressAnswer, Phase, Statement } from './answer.js';
import { html, type Html } from '../frame/html.js';
import { fastestOf, isInTheBuilding, offersOf } from './offers.js';
import { isMissed, promisedWindow } from './phases.js';
import type { Setting } from './tables.js';
import { dayIn, speedIn, wordFor } from './words.js';

/** Of what has come, or will not come any more, no date is awaited. */
const OVER = ['PASSED', 'PREPARED', 'CONNECTED', 'ACTIVATED', 'REJECTED', 'DECOMMISSIONED'];

/** The answer in a few words, before anything else: what is fastest on this day, what fibre will bring, who builds, and when. */
export const leadOf = (answer: AddressAnswer, setting: Setting): Html =>
  html`<p class="lead">${[...fastest(answer, setting), ...rollout(answer, setting)].join(' ')}</p>`;

function fastest({ coverage }: AddressAnswer, setting: Setting): string[] {
  const { words, isPast, today } = setting;
  const when = isPast ? words.onDay(dayIn(words, today)) : words.today;
  const { inside, outside } = offersOf(coverage);
  const now = fastestOf(inside);
  const later = fastestOf(outside);
  const unknown = later.length > 0 ? words.noneInside(when) : words.noFastest(when);
  return [
    now.length > 0 ? words.fastest(when, ...told(now, setting)) : unknown,
    ...(later.length > 0 ? [words.later(...told(later, setting))] : []),
  ];
}

/** Whose offers these are, and how fast. */
function told(offers: Statement[], { words }: Setting): [offers: string, speed: string] {
  const entries = offers.map((one) => words.offer(one.provider.name, wordFor(words.technology, one.technology)));
  const { maxDownMbit } = offers[0]!;
  return [
    [...new Set(entries)].join(words.and),
    maxDownMbit === null ? words.speedUnknown : words.upTo(speedIn(words, maxDownMbit)),
  ];
}

function rollout({ phases, coverage: { fibreStatus } }: AddressAnswer, setting: Setting): string[] {
  if (isInTheBuilding(fibreStatus)) return [];
  if (phases.length === 0) return [setting.words.noBuilder];
  return [...new Set(phases.map((phase) => built(phase, fibreStatus, setting)))];
}

function built(phase: Phase, fibreStatus: string | null, { words, today }: Setting): string {
  const { project, status } = phase;
  const builder = project?.provider.name ?? words.unknown;
  const stands = words.builds(builder, wordFor(words.rolloutStatus, status));
  const missed = isMissed(phase, fibreStatus, today);
  if (OVER.includes(status) && !missed) return `${stands}.`;
  const window = promisedWindow(phase, missed, words);
  const promise = window ? words.promised(window) : words.notPromised;
  const what = status === 'ANNOUNCED' && project ? words.announced(builder, promise) : `${stands}, ${promise}`;
  return `${what}.${missed ? ` ${words.passed}` : ''}`;
}

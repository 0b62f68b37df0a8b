import type { AddressAnswer, Phase, Provenance, Statement } from '../address-answer/answer.js';
import { fastestOf, offersOf } from '../address-answer/offers.js';
import { isMissed } from '../address-answer/phases.js';
import { hrefOf, pathOf } from '../address-answer/search.js';
import { html, type Html } from '../frame/html.js';
import { dayIn } from '../frame/language.js';
import { versionsOf, withLang, type Page } from '../frame/page.js';
import { easySearchForm } from './search.js';
import { easyDemo, EXPLAINED, lines, unchecked } from './sentences.js';
import { FIBRE, MOBILE, NEXT, STATUS, TECHNOLOGY } from './words.js';

const LOCALE = { locale: 'de-DE' };
/** In the one unit that the text explains. */
const SPEED = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });
// What is built by then, or never comes: its promise is of no use any more.
const DONE = ['PASSED', 'PREPARED', 'CONNECTED', 'ACTIVATED', 'DECOMMISSIONED', 'REJECTED'];

/** The answer for an address today, in Leichte Sprache: the same facts, fewer of them, with a way to all of them. */
export function easyAnswerPage(answer: AddressAnswer, today: string): Page {
  const { id, label, coverage, phases } = answer;
  const status = coverage.fibreStatus ?? 'UNKNOWN';
  return {
    title: `Ihre Adresse: ${label}`,
    language: 'de',
    isEasy: true,
    description: `In Leichter Sprache: Gibt es Glas-Faser und schnelles Internet an der Adresse ${label}?`,
    versions: versionsOf(hrefOf(id, {}), { easy: true }),
    content: html`${isDemo(answer) && easyDemo()}
      <h2>Gibt es hier Glas-Faser?</h2>
      ${lines(FIBRE[status] ?? FIBRE['UNKNOWN']!)} ${lines(EXPLAINED.fibre)}
      <h2>Welches Internet gibt es im Haus?</h2>
      ${fixed(answer)}
      <h2>Baut hier jemand Glas-Faser?</h2>
      ${
        phases.length
          ? phases.map((phase) => phaseText(phase, isMissed(phase, coverage.fibreStatus, today), today))
          : lines(['Das wissen wir nicht.', 'Niemand hat uns von einem Bau erzählt.'])
      }
      <h2>Welches Handy-Netz gibt es hier?</h2>
      ${mobile(answer)}
      <h2>Stimmt etwas nicht?</h2>
      ${lines([
        'Vielleicht ist hier etwas falsch.',
        html`Dann sagen Sie es uns: <a href="${withLang(pathOf(id), 'de')}#report">Fehler melden</a>.`,
        html`Die Seite zum Melden ist <strong>nicht</strong> in Leichter Sprache.`,
      ])}
      <h2>Wollen Sie mehr wissen?</h2>
      ${lines([
        html`Hier stehen alle Angaben: <a href="${withLang(pathOf(id), 'de')}">Die ganze Auskunft</a>.`,
        'Dort steht auch: Wer sagt das?',
        html`Die Seite ist <strong>nicht</strong> in Leichter Sprache.`,
        `Dieser Text ist vom ${dayIn(LOCALE, today)}.`,
      ])}
      ${easySearchForm()} ${unchecked()}`,
  };
}

/** What residents report the city has not established: it is none of these sentences. */
function fixed({ coverage }: AddressAnswer): Html {
  const { inside, outside } = offersOf(coverage);
  const speedOf = (offers: Statement[]) => fastestOf(offers)[0]?.maxDownMbit ?? null;
  const speed = speedOf(inside);
  const later = speedOf(outside);
  const fastest =
    speed === null
      ? ['Wie schnell ist das Internet?', 'Das wissen wir nicht.']
      : [`Das schnellste Internet hat ${SPEED.format(speed)} Mbit/s.`];
  return html`${
    inside.length
      ? html`${lines(['Diese Firmen haben hier Internet:'])} ${firms(inside)} ${lines(fastest)}`
      : lines(['Das wissen wir nicht.', 'Fragen Sie eine Internet-Firma.'])
  }
  ${
    outside.length > 0 &&
    html`${lines(['Später kann es Glas-Faser im Haus geben.', 'Diese Firmen bieten sie dann an:'])} ${firms(outside)}
    ${later !== null && lines([`Das Internet hat dann bis zu ${SPEED.format(later)} Mbit/s.`])}`
  }
  ${(speed ?? later) !== null && lines(EXPLAINED.speed)}`;
}

function firms(offers: Statement[]): Html {
  const entries = new Set(
    offers.map((offer) => `${offer.provider.name}: ${TECHNOLOGY[offer.technology] ?? TECHNOLOGY['OTHER']!}`),
  );
  return html`<ul class="easy">
    ${[...entries].map((entry) => html`<li>${entry}</li>`)}
  </ul>`;
}

/** @param missed the last promise is over, and there is no fibre in the building */
function phaseText(phase: Phase, missed: boolean, today: string): Html {
  const { status, project, promisedTo, promises, isOverdue, moves } = phase;
  const firm = project ? `Die Firma ${project.provider.name}` : 'Eine Firma';
  const sentences = (STATUS[status] ?? [`${firm} arbeitet hier.`]).map((sentence) => sentence.replace('{firm}', firm));
  const next = nextText(phase, today);
  if (DONE.includes(status) && !missed) return lines([...sentences, ...next]);
  const until = promisedTo ?? (missed ? promises.at(-1)!.promisedTo : null);
  const promise = until
    ? ['Wann ist das fertig?', `Die Firma sagt: Bis zum ${dayIn(LOCALE, until)}.`]
    : ['Wann ist das fertig?', 'Das hat die Firma nicht gesagt.'];
  const late = isOverdue || missed ? ['Dieser Tag ist schon vorbei.'] : [];
  const moved = moves > 0 ? [`Die Firma hat den Termin ${moves}-mal geändert.`] : [];
  return lines([...sentences, ...promise, ...late, ...moved, ...next]);
}

interface Next {
  status: string;
  demandAggregation: { deadline: string; outcome: string | null } | null;
}

/** What comes next of a phase, and what people can do. */
export function nextText({ status, demandAggregation: demand }: Next, today: string): string[] {
  if (status === 'DEMAND_AGGREGATION' && demand) {
    const deadline = dayIn(LOCALE, demand.deadline);
    if (demand.outcome !== null || demand.deadline < today)
      return [
        `Das ging bis zum ${deadline}.`,
        ...(demand.outcome === null ? ['Die Firma zählt jetzt die Verträge.'] : []),
      ];
    return [...NEXT[status]!, `Das geht bis zum ${deadline}.`];
  }
  return [...(NEXT[status] ?? [])];
}

function mobile({ coverage: { mobile: networks } }: AddressAnswer): Html {
  if (!networks.length) return html`${lines(['Das wissen wir nicht.'])} ${lines(EXPLAINED.mobile)}`;
  const byOperator = new Map<string, Set<string>>();
  for (const { operator, technology } of networks) {
    const known = byOperator.get(operator.name) ?? new Set();
    byOperator.set(operator.name, known.add(MOBILE[technology] ?? technology));
  }
  return html`${lines(['Diese Firmen haben draußen vor dem Haus ein Handy-Netz:'])}
    <ul class="easy">
      ${[...byOperator].map(([name, kinds]) => html`<li>${name}: ${[...kinds].join(' und ')}</li>`)}
    </ul>
    ${lines(EXPLAINED.mobile)}`;
}

const isDemo = ({ source, coverage, phases }: AddressAnswer): boolean =>
  [{ source }, ...coverage.fixed, ...coverage.mobile, ...phases].some(
    (one: { source: Provenance }) => one.source.isDemo,
  );

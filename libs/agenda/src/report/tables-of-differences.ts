// What differs from another report, in a table beside what it was, and in what else the two are the same.
import type { LocalizedText } from '@stadtlage/datasets';
import type { Decision } from '../kinds/goal.js';
import type { ToldStatus } from '../status.js';
import { table, text, type Block } from './blocks.js';
import type { Actor, Baseline, Difference, Path, Reach } from './difference.js';
import type {
  Comparison,
  Report,
  ReportedApplication,
  ReportedConceptItem,
  ReportedMeasure,
  ReportedStatement,
} from './report.js';
import type { Said } from './said.js';
import { reachText } from './tables-of-places.js';

/** Of an explanation a cell has its beginning; all of it stands with its goal. */
const LONGEST_CELL = 300;
const shortened = (words: string) => (words.length > LONGEST_CELL ? `${words.slice(0, LONGEST_CELL)} …` : words);

type What = ReadonlySet<Difference['what']>;
const DAYS: What = new Set(['targetDate', 'starts', 'ends', 'due', 'done', 'conceptDue', 'conceptDone']);
const WORDS: What = new Set(['office', 'targetSource', 'conceptPaper']);
/** Words in both languages. */
const TEXTS: What = new Set([
  ...(['wording', 'explanation', 'ofField', 'ofGoal'] as const),
  ...(['measureWording', 'measureText', 'milestoneTitle', 'dependsOn'] as const),
  ...(['conceptWording', 'conceptText'] as const),
]);
const REACHES: What = new Set(['reachedAddresses', 'reachedPremises', 'reachedArea']);
/** Where there was none before, there is nothing to say of it but that it is new. */
const COME: What = new Set(['goal', 'measure', 'indicator', 'districts', 'network', 'conceptItem']);

/** Against the report before. */
export function differenceTable({ since }: Report, said: Said): Block[] {
  const { words, day } = said;
  if (!since) return [text(words.first)];
  const against = text(words.since(since.number, day(since.asOf)));
  return since.differences.length
    ? [against, ...tableOf(words.differences, words.before, since.differences, said)]
    : [text(words.same(comparedText(since, said))), against];
}

/** Against the one that was published of the same day. */
export function correctionTable({ corrects }: Report, said: Said): Block[] {
  if (!corrects) return [];
  const { words, day, language } = said;
  const { number, publishedAt, differences, untold = [] } = corrects;
  const published = day(publishedAt.slice(0, 10));
  const found = differences.length
    ? words.corrects(number, published)
    : words.confirms(comparedText(corrects, said), number, published);
  const unsaid = untold.length ? ` ${words.untold(untold.map((one) => one[language]).join('; '))}` : '';
  return [text(`${found}${unsaid}`), ...tableOf(words.corrections, words.published, differences, said)];
}

const comparedText = ({ compared }: Comparison, { words }: Said) =>
  compared
    ? new Intl.ListFormat(words.locale).format(compared.map((part) => words.compared[part]))
    : words.comparedBefore;

/** What one was and what it is now, in words. */
export function sidesOf(one: Difference, said: Said): { before: string; now: string } {
  const { words } = said;
  const isOnlyNew = one.from === null && COME.has(one.what);
  const now =
    one.to === null && one.what !== 'figure'
      ? words.isGone
      : isOnlyNew
        ? words.isNew
        : sideText(one.to, one, words.isGone, said);
  return {
    before: sideText(one.from, one, '', said),
    now: [now, ...(one.reason ? [words.because(one.reason)] : [])].join(' '),
  };
}

const tableOf = (caption: string, before: string, found: Difference[], said: Said): Block[] => {
  const { words, language } = said;
  return table(
    caption,
    [words.subject, words.aspect, before, words.now],
    found.map((one) => {
      const sides = sidesOf(one, said);
      return [one.title[language], words.what[one.what], sides.before, sides.now];
    }),
  );
};

/** Where these are null, nobody knows them. */
const UNKNOWN = new Set<Difference['what']>(['figure', 'sitesLive', 'sitesPlanned']);

function sideText(value: Difference['from'], { what, unit = '' }: Difference, none: string, said: Said) {
  const { words, number, amount, day, language } = said;
  if (value === null) return UNKNOWN.has(what) ? words.unknown : none;
  if (what === 'status') return words.status[value as ToldStatus];
  if (DAYS.has(what)) return day(value as string);
  if (WORDS.has(what)) return value as string;
  if (TEXTS.has(what)) return shortened((value as LocalizedText)[language]);
  if (REACHES.has(what)) return reachText(value as Reach, said);
  if (what === 'actor') return said.actor(value as Actor);
  if (what === 'state') return words.measureState[value as ReportedMeasure['state']];
  if (what === 'fundingState') return words.fundingState[value as ReportedMeasure['funding'][number]['state']];
  if (what === 'applicationState') return words.applicationState[value as ReportedApplication['state']];
  if (what === 'conceptState') return words.conceptState[value as ReportedConceptItem['state']];
  if (what === 'risk') return words.risk[value as ReportedMeasure['risks'][number]['level']];
  if (what === 'decision') return said.decision(value as Decision);
  if (what === 'stated') return said.statement(value as ReportedStatement, unit);
  if (what === 'baseline') return said.baseline(value as Baseline, unit);
  if (what === 'path') return (value as Path).map((one) => words.by(amount(one.value, unit), day(one.date))).join('; ');
  return typeof value === 'number' ? (unit ? amount(value, unit) : number.format(value)) : '';
}

import type { LocalizedText } from '@stadtlage/datasets';
import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../kinds/goal.js';
import type { Report, ReportedGoal, ReportedMeasure } from './report.js';
import { yearsOf, type YearSum } from './years.js';

const AMOUNTS = ['planned', 'committed', 'spent', 'plannedStaff', 'filledStaff'] as const;
type Amount = (typeof AMOUNTS)[number];
type Content = Pick<Report, 'fields' | 'years'>;

/** One thing that is another than in the report before; `from` is null where it is new, `to` where it is gone. */
export interface Difference {
  what: Aspect | Amount;
  title: LocalizedText;
  from: Side;
  to: Side;
  /** Of a figure. */
  unit?: string;
  /** Why it was changed, where somebody wrote it down. */
  reason?: string;
}

type Aspect =
  | 'goal'
  | 'decision'
  | 'wording'
  | 'explanation'
  | 'figure'
  | 'status'
  | 'target'
  | 'targetDate'
  | 'measure'
  | 'state'
  | 'risk'
  | 'due'
  | 'done';

/** A decision of the council, or a wording in both languages, besides what is one word or number. */
export type Side = string | number | Decision | LocalizedText | null;

/**
 * What differs between two reports: goals, measures, targets, milestones and risks that came or went, what the council was asked for or has
 * decided, how goals are worded, figures, statuses, days, how high risks are, and money and staff by year, of all together and of each measure.
 */
export function differencesOf(before: Content, now: Content): Difference[] {
  return [
    ...cameOrWent('goal', goalsOf(before), goalsOf(now)),
    ...cameOrWent('measure', measuresOf(before), measuresOf(now)),
    ...both(goalsOf(before), goalsOf(now)).flatMap(([old, present]) => [
      ...changed('decision', present.title, old.decision, present.decision),
      ...wordingDifferences(old, present),
    ]),
    ...targetDifferences(before, now),
    ...both(measuresOf(before), measuresOf(now)).flatMap(([old, present]) => [
      ...changed('decision', present.title, old.decision ?? null, present.decision ?? null),
      ...changed('state', present.title, old.state, present.state),
      ...riskDifferences(old, present),
      ...milestoneDifferences(old, present),
    ]),
    ...moneyDifferences(before.years, now.years, (year) => ({ de: year, en: year })),
    ...both(measuresOf(before), measuresOf(now)).flatMap(([old, present]) =>
      moneyDifferences(yearsOf([old]), yearsOf([present]), (year) => partOf(present, { de: year, en: year })),
    ),
  ];
}

interface Named {
  id: string;
  title: LocalizedText;
}

const goalsOf = ({ fields }: Content): ReportedGoal[] => fields.flatMap(({ goals }) => goals);
const measuresOf = (content: Content) => goalsOf(content).flatMap(({ measures }) => measures);

function both<T extends Named>(before: T[], now: T[]): [T, T][] {
  const old = new Map(before.map((one) => [one.id, one]));
  return now.flatMap((one): [T, T][] => (old.has(one.id) ? [[old.get(one.id)!, one]] : []));
}

function cameOrWent(what: 'goal' | 'measure', before: Named[], now: Named[]): Difference[] {
  const ids = (list: Named[]) => new Set(list.map(({ id }) => id));
  const [old, present] = [ids(before), ids(now)];
  return [
    ...now.filter(({ id }) => !old.has(id)).map(({ id, title }) => ({ what, title, from: null, to: id })),
    ...before.filter(({ id }) => !present.has(id)).map(({ id, title }) => ({ what, title, from: id, to: null })),
  ];
}

function changed(what: Difference['what'], title: LocalizedText, from: Side, to: Side, unit?: string): Difference[] {
  return isDeepStrictEqual(from, to) ? [] : [{ what, title, from, to, ...(unit !== undefined && { unit }) }];
}

/** The reason is that of the newest version: of a goal that is at the same version, it is of something else. */
function wordingDifferences(old: ReportedGoal, present: ReportedGoal): Difference[] {
  const reason = present.version !== old.version && present.reason ? { reason: present.reason } : {};
  return [
    ...changed('wording', present.title, old.title, present.title),
    ...changed('explanation', present.title, old.text, present.text),
  ].map((one) => ({ ...one, ...reason }));
}

/** A risk is the same where its words are. */
function riskDifferences(old: ReportedMeasure, present: ReportedMeasure): Difference[] {
  const texts = new Map([...old.risks, ...present.risks].map(({ text }) => [text.de, text]));
  return [...texts.values()].flatMap((text) => {
    const [was, is] = [old, present].map(({ risks }) => risks.find((risk) => risk.text.de === text.de));
    return changed('risk', partOf(present, text), was?.level ?? null, is?.level ?? null);
  });
}

function targetDifferences(before: Content, now: Content): Difference[] {
  return both(goalsOf(before), goalsOf(now)).flatMap(([old, present]) =>
    pairsOf(old.targets, present.targets).flatMap(([was, is]) => {
      if (!was || !is) {
        const { title, unit, value } = (was ?? is)!;
        const [from, to] = is ? [null, value] : [value, null];
        return [{ what: 'target' as const, title, from, to, unit }];
      }
      return [
        ...changed('figure', is.title, was.figure?.value ?? null, is.figure?.value ?? null, is.unit),
        ...changed('status', is.title, was.status, is.status),
        ...changed('target', is.title, was.value, is.value, is.unit),
        ...changed('targetDate', is.title, was.date, is.date),
      ];
    }),
  );
}

type Target = ReportedGoal['targets'][number];

/** A goal may have several targets for one indicator: those of the same day belong together, then the others by their order. */
function pairsOf(before: Target[], now: Target[]): [Target | null, Target | null][] {
  const left = [...before];
  const take = (fits: (target: Target) => boolean) => {
    const at = left.findIndex(fits);
    return at < 0 ? null : left.splice(at, 1)[0]!;
  };
  const sameDay = now.map((is) => take((was) => was.indicator === is.indicator && was.date === is.date));
  const pairs = now.map((is, i): [Target | null, Target] => [
    sameDay[i] ?? take((was) => was.indicator === is.indicator),
    is,
  ]);
  return [...pairs, ...left.map((was): [Target, null] => [was, null])];
}

function milestoneDifferences(old: ReportedMeasure, present: ReportedMeasure): Difference[] {
  const ids = new Set([...old.milestones, ...present.milestones].map(({ id }) => id));
  return [...ids].flatMap((of) => {
    const [was, is] = [old, present].map(({ milestones }) => milestones.find(({ id }) => id === of));
    const title = partOf(present, (is ?? was)!.title);
    return [
      ...changed('due', title, was?.due ?? null, is?.due ?? null),
      ...changed('done', title, was?.done ?? null, is?.done ?? null),
    ];
  });
}

function moneyDifferences(before: YearSum[], now: YearSum[], titleOf: (year: string) => LocalizedText): Difference[] {
  const years = [...new Set([...before, ...now].map(({ year }) => year))].sort((a, b) => a - b);
  return years.flatMap((of) => {
    const [was, is] = [before, now].map((sums) => sums.find(({ year }) => year === of));
    return AMOUNTS.flatMap((what) => changed(what, titleOf(String(of)), was?.[what] ?? null, is?.[what] ?? null));
  });
}

const partOf = ({ title }: Named, part: LocalizedText): LocalizedText => ({
  de: `${title.de}: ${part.de}`,
  en: `${title.en}: ${part.en}`,
});

import type { LocalizedText } from '@stadtlage/datasets';
import { AMOUNTS, both, changed, partOf, responsibleDifferences, type Difference, type Named } from './difference.js';
import { measureDifferences } from './measure-differences.js';
import type { Report, ReportedGoal } from './report.js';
import { yearsOf, type YearSum } from './years.js';

type Content = Pick<Report, 'fields' | 'years'>;

/**
 * What differs between two reports: goals, measures, targets, milestones and risks that came or went, what the council was asked for or has
 * decided, how goals are worded, who is responsible and takes part, figures, statuses, days, what a measure depends on, how high risks are,
 * funding and applications, and money and staff by year, of all together and of each measure.
 */
export function differencesOf(before: Content, now: Content): Difference[] {
  const titles = new Map([...measuresOf(before), ...measuresOf(now)].map(({ id, title }) => [id, title]));
  return [
    ...cameOrWent('goal', goalsOf(before), goalsOf(now)),
    ...cameOrWent('measure', measuresOf(before), measuresOf(now)),
    ...both(goalsOf(before), goalsOf(now)).flatMap(([old, present]) => [
      ...changed('decision', present.title, old.decision, present.decision),
      ...wordingDifferences(old, present),
      ...responsibleDifferences(old, present),
    ]),
    ...targetDifferences(before, now),
    ...both(measuresOf(before), measuresOf(now)).flatMap(([old, present]) => measureDifferences(old, present, titles)),
    ...moneyDifferences(before.years, now.years, (year) => ({ de: year, en: year })),
    ...both(measuresOf(before), measuresOf(now)).flatMap(([old, present]) =>
      moneyDifferences(yearsOf([old]), yearsOf([present]), (year) => partOf(present, { de: year, en: year })),
    ),
  ];
}

const goalsOf = ({ fields }: Content): ReportedGoal[] => fields.flatMap(({ goals }) => goals);
const measuresOf = (content: Content) => goalsOf(content).flatMap(({ measures }) => measures);

function cameOrWent(what: 'goal' | 'measure', before: Named[], now: Named[]): Difference[] {
  const ids = (list: Named[]) => new Set(list.map(({ id }) => id));
  const [old, present] = [ids(before), ids(now)];
  return [
    ...now.filter(({ id }) => !old.has(id)).map(({ id, title }) => ({ what, title, from: null, to: id })),
    ...before.filter(({ id }) => !present.has(id)).map(({ id, title }) => ({ what, title, from: id, to: null })),
  ];
}

/** The reason is that of the newest version: of a goal that is at the same version, it is of something else. */
function wordingDifferences(old: ReportedGoal, present: ReportedGoal): Difference[] {
  const reason = present.version !== old.version && present.reason ? { reason: present.reason } : {};
  return [
    ...changed('wording', present.title, old.title, present.title),
    ...changed('explanation', present.title, old.text, present.text),
  ].map((one) => ({ ...one, ...reason }));
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

function moneyDifferences(before: YearSum[], now: YearSum[], titleOf: (year: string) => LocalizedText): Difference[] {
  const years = [...new Set([...before, ...now].map(({ year }) => year))].sort((a, b) => a - b);
  return years.flatMap((of) => {
    const [was, is] = [before, now].map((sums) => sums.find(({ year }) => year === of));
    return AMOUNTS.flatMap((what) => changed(what, titleOf(String(of)), was?.[what] ?? null, is?.[what] ?? null));
  });
}

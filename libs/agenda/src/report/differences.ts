import type { LocalizedText } from '@stadtlage/datasets';
import type { Report, ReportedGoal } from './report.js';

const AMOUNTS = ['planned', 'committed', 'spent', 'plannedStaff', 'filledStaff'] as const;
type Amount = (typeof AMOUNTS)[number];
type Content = Pick<Report, 'fields' | 'years'>;

/** One thing that is another than in the report before; `from` is null where it is new, `to` where it is gone. */
export interface Difference {
  what: 'goal' | 'measure' | 'figure' | 'status' | 'target' | 'targetDate' | 'state' | Amount;
  title: LocalizedText;
  from: string | number | null;
  to: string | number | null;
  /** Of a figure. */
  unit?: string;
}

/** What differs between two reports: goals and measures that came or went, figures, statuses, targets, and money and staff by year. */
export function differencesOf(before: Content, now: Content): Difference[] {
  return [
    ...cameOrWent('goal', goalsOf(before), goalsOf(now)),
    ...cameOrWent('measure', measuresOf(before), measuresOf(now)),
    ...targetDifferences(before, now),
    ...both(measuresOf(before), measuresOf(now)).flatMap(([old, present]) =>
      changed('state', present.title, old.state, present.state),
    ),
    ...moneyDifferences(before, now),
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

function changed<V extends string | number | null>(
  what: Difference['what'],
  title: LocalizedText,
  from: V,
  to: V,
  unit?: string,
): Difference[] {
  return from === to ? [] : [{ what, title, from, to, ...(unit !== undefined && { unit }) }];
}

function targetDifferences(before: Content, now: Content): Difference[] {
  return both(goalsOf(before), goalsOf(now)).flatMap(([old, present]) =>
    present.targets.flatMap((target) => {
      const was = old.targets.find(({ indicator }) => indicator === target.indicator);
      if (!was) return [];
      return [
        ...changed('figure', target.title, was.figure?.value ?? null, target.figure?.value ?? null, target.unit),
        ...changed('status', target.title, was.status, target.status),
        ...changed('target', target.title, was.value, target.value, target.unit),
        ...changed('targetDate', target.title, was.date, target.date),
      ];
    }),
  );
}

function moneyDifferences(before: Content, now: Content): Difference[] {
  return now.years.flatMap((present) => {
    const was = before.years.find(({ year }) => year === present.year);
    const title = { de: String(present.year), en: String(present.year) };
    return AMOUNTS.flatMap((what) => changed(what, title, was?.[what] ?? null, present[what]));
  });
}

import type { LocalizedText } from '@stadtlage/datasets';
import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../kinds/goal.js';
import type { Measure } from '../kinds/measure.js';
import type { ReportedStatement, ReportedTarget } from './report.js';

export const AMOUNTS = ['planned', 'committed', 'spent', 'plannedStaff', 'filledStaff'] as const;

/** One thing that is another than in the report before; `from` is null where it is new, `to` where it is gone. */
export interface Difference {
  what: Aspect | (typeof AMOUNTS)[number];
  title: LocalizedText;
  from: Side;
  to: Side;
  /** Of a figure. */
  unit?: string;
  /** Why it was changed, where somebody wrote it down. */
  reason?: string;
}

type Aspect =
  | 'indicator'
  | 'districts'
  | 'network'
  | NetworkAspect
  | 'goal'
  | 'ofField'
  | 'decision'
  | 'wording'
  | 'explanation'
  | 'office'
  | 'actor'
  | 'figure'
  | 'stated'
  | 'status'
  | 'target'
  | 'targetDate'
  | 'targetSource'
  | 'baseline'
  | 'path'
  | 'measure'
  | 'ofGoal'
  | 'measureWording'
  | 'measureText'
  | 'state'
  | 'starts'
  | 'ends'
  | 'dependsOn'
  | 'risk'
  | 'milestoneTitle'
  | 'due'
  | 'done'
  | 'fundingState'
  | 'applicationState'
  | 'conceptItem'
  | 'conceptWording'
  | 'conceptText'
  | 'conceptState'
  | 'conceptDue'
  | 'conceptDone'
  | 'conceptPaper'
  | 'applied'
  | 'granted'
  | 'drawn';

export type Actor = Measure['actors'][number];

export type NetworkAspect = 'reachedAddresses' | 'reachedPremises' | 'reachedArea' | 'sitesLive' | 'sitesPlanned';

/** How much of all a network reaches. */
export interface Reach {
  part: number | null;
  whole: number | null;
}

export type Baseline = NonNullable<ReportedTarget['baseline']>;
export type Path = NonNullable<ReportedTarget['path']>;

/** What an aspect is: one word or number, or what is told as a whole. */
export type Side =
  string | number | Decision | Actor | LocalizedText | ReportedStatement | Baseline | Path | Reach | null;

export interface Named {
  id: string;
  title: LocalizedText;
}

/** What is in both, each beside what it was. */
export function both<T extends Named>(before: T[], now: T[]): [T, T][] {
  const old = new Map(before.map((one) => [one.id, one]));
  return now.flatMap((one): [T, T][] => (old.has(one.id) ? [[old.get(one.id)!, one]] : []));
}

export function changed(
  what: Difference['what'],
  title: LocalizedText,
  from: Side,
  to: Side,
  unit?: string,
): Difference[] {
  return isDeepStrictEqual(from, to) ? [] : [{ what, title, from, to, ...(unit !== undefined && { unit }) }];
}

/** What is in one of the two alone. */
export function cameOrWent(what: Difference['what'], before: Named[], now: Named[]): Difference[] {
  const ids = (list: Named[]) => new Set(list.map(({ id }) => id));
  const [old, present] = [ids(before), ids(now)];
  return [
    ...now.filter(({ id }) => !old.has(id)).map(({ id, title }) => ({ what, title, from: null, to: id })),
    ...before.filter(({ id }) => !present.has(id)).map(({ id, title }) => ({ what, title, from: id, to: null })),
  ];
}

/** Something that is part of another whole than before, which may be called otherwise and be the same. */
export const moved = (what: Difference['what'], title: LocalizedText, from: Named, to: Named): Difference[] =>
  from.id === to.id ? [] : [{ what, title, from: from.title, to: to.title }];

export const partOf = ({ title }: Named, part: LocalizedText): LocalizedText => ({
  de: `${title.de}: ${part.de}`,
  en: `${title.en}: ${part.en}`,
});

interface Responsible extends Named {
  office?: string | null;
  actors?: Actor[];
}

/** Where the report before did not have these two, nobody can tell what has changed. */
export function responsibleDifferences(old: Responsible, present: Responsible): Difference[] {
  const byName = ({ actors = [] }: Responsible) => new Map(actors.map((one) => [one.name, one]));
  const [was, is] = [byName(old), byName(present)];
  return [
    ...(old.office === undefined ? [] : changed('office', present.title, old.office, present.office ?? null)),
    ...(old.actors ? [...new Set([...was.keys(), ...is.keys()])] : []).flatMap((name) =>
      changed('actor', present.title, was.get(name) ?? null, is.get(name) ?? null),
    ),
  ];
}

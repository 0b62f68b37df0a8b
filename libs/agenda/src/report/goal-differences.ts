import { toldStatus } from '../status.js';
import { changed, moved, responsibleDifferences, type Difference, type Named } from './difference.js';
import type { ReportedGoal, ReportedTarget } from './report.js';

/** A goal and the field of action that it belongs to. */
export type PlacedGoal = ReportedGoal & { of: Named };

/** What somebody has recorded otherwise of a goal, and why. */
export function goalDifferences(old: PlacedGoal, present: PlacedGoal): Difference[] {
  const { title } = present;
  const differences = [
    ...moved('ofField', title, old.of, present.of),
    ...changed('decision', title, old.decision, present.decision),
    ...changed('wording', title, old.title, title),
    ...changed('explanation', title, old.text, present.text),
    ...responsibleDifferences(old, present),
    ...targetDifferences(old, present),
  ];
  // The reason is that of the newest version: of a goal that is at the same version, it is of something else.
  const reason = present.version !== old.version && present.reason ? { reason: present.reason } : {};
  return differences.map((one) => ({ ...one, ...reason }));
}

function targetDifferences(old: ReportedGoal, present: ReportedGoal): Difference[] {
  return pairsOf(old.targets, present.targets).flatMap(([was, is]) => {
    if (!was || !is) {
      const { title, unit, value } = (was ?? is)!;
      const [from, to] = is ? [null, value] : [value, null];
      return [{ what: 'target' as const, title, from, to, unit }];
    }
    const { title, unit } = is;
    return [
      ...changed('target', title, was.value, is.value, unit),
      ...changed('targetDate', title, was.date, is.date),
      ...changed('targetSource', title, was.source ?? null, is.source ?? null),
      // Where the report before did not have these two, nobody can tell what has changed.
      ...(was.baseline === undefined ? [] : changed('baseline', title, was.baseline, is.baseline ?? null, unit)),
      ...(was.path === undefined ? [] : changed('path', title, pathOf(was), pathOf(is), unit)),
    ];
  });
}

const pathOf = ({ path }: ReportedTarget) => (path?.length ? path : null);

const toldOf = ({ status, figure }: ReportedTarget) => toldStatus(status, figure?.value ?? null);

/** Where targets stand, which changes by itself. */
export const statusDifferences = (old: ReportedGoal, present: ReportedGoal): Difference[] =>
  pairsOf(old.targets, present.targets).flatMap(([was, is]) =>
    was && is ? changed('status', is.title, toldOf(was), toldOf(is)) : [],
  );

/** A goal may have several targets for one indicator: those of the same day belong together, then the others by their order. */
function pairsOf(before: ReportedTarget[], now: ReportedTarget[]): [ReportedTarget | null, ReportedTarget | null][] {
  const left = [...before];
  const take = (fits: (target: ReportedTarget) => boolean) => {
    const at = left.findIndex(fits);
    return at < 0 ? null : left.splice(at, 1)[0]!;
  };
  const sameDay = now.map((is) => take((was) => was.indicator === is.indicator && was.date === is.date));
  const pairs = now.map((is, i): [ReportedTarget | null, ReportedTarget] => [
    sameDay[i] ?? take((was) => was.indicator === is.indicator),
    is,
  ]);
  return [...pairs, ...left.map((was): [ReportedTarget, null] => [was, null])];
}

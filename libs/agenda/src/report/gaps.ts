import type { LocalizedText } from '@stadtlage/datasets';
import type { Report, ReportedGoal } from './report.js';

/** Of what nothing is recorded or known. */
export interface Gap {
  what: 'noFigure' | 'noTargets' | 'noMeasuresOf' | 'noMoney';
  /** At least one. */
  titles: LocalizedText[];
}

export const goalsOf = ({ fields }: Pick<Report, 'fields'>): ReportedGoal[] => fields.flatMap(({ goals }) => goals);

/** What a report cannot say, so that nobody takes it for nought. */
export function gapsOf(report: Pick<Report, 'fields'>): Gap[] {
  const goals = goalsOf(report);
  const targets = goals.flatMap((goal) => goal.targets);
  const measures = goals.flatMap((goal) => goal.measures);
  const all: [Gap['what'], { title: LocalizedText }[]][] = [
    ['noFigure', targets.filter(({ figure }) => (figure?.value ?? null) === null)],
    ['noTargets', goals.filter((goal) => !goal.targets.length)],
    ['noMeasuresOf', goals.filter((goal) => !goal.measures.length)],
    ['noMoney', measures.filter(({ budget, staff }) => !budget.length && !staff.length)],
  ];
  return all
    .filter(([, found]) => found.length)
    .map(([what, found]) => ({ what, titles: found.map(({ title }) => title) }));
}

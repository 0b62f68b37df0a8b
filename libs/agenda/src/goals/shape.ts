// From what is recorded to what GraphQL answers.
import type { Decision, Target } from '../kinds/goal.js';
import type { Measure as MeasureContent } from '../kinds/measure.js';
import type { Agenda, AgendaRecord } from '../records/store.js';
import {
  MeasureState,
  type CouncilDecision,
  type Goal,
  type GoalTarget,
  type Measure,
  type MeasureYear,
} from './goal.js';

const decisionOf = (decision: Decision | undefined): CouncilDecision | null =>
  decision ? { isDecided: decision.kind === 'decision', ...decision } : null;

export function goalsOf({ goals, measures }: Agenda, field: string): Goal[] {
  return goals
    .filter(({ content }) => content.field === field)
    .map((record) => ({
      id: record.id,
      title: record.content.title,
      text: record.content.text ?? null,
      decision: decisionOf(record.content.decision),
      isDemo: record.content.demo ?? false,
      version: record.version,
      changedBecause: record.reason,
      record,
      measures: measures.filter(({ content }) => content.goal === record.id),
    }));
}

export function targetOf(target: Target): GoalTarget {
  const { date, value, baseline, path, source } = target;
  return { date, value, baseline: baseline ?? null, path, source: source ?? null, target };
}

export function measureOf({ id, content, version }: AgendaRecord<MeasureContent>): Measure {
  return {
    id,
    title: content.title,
    text: content.text ?? null,
    office: content.office ?? null,
    state: content.state as MeasureState,
    starts: content.starts ?? null,
    ends: content.ends ?? null,
    decision: decisionOf(content.decision),
    milestones: content.milestones
      .map((milestone) => ({ ...milestone, done: milestone.done ?? null }))
      .sort((a, b) => a.due.localeCompare(b.due)),
    years: yearsOf(content),
    dependsOn: content.dependsOn,
    isDemo: content.demo ?? false,
    version,
  };
}

function yearsOf({ budget, staff }: MeasureContent): MeasureYear[] {
  const years = [...new Set([...budget, ...staff].map(({ year }) => year))].sort((a, b) => a - b);
  return years.map((year) => {
    const money = budget.find((entry) => entry.year === year);
    const people = staff.find((entry) => entry.year === year);
    return {
      year,
      planned: money?.planned ?? null,
      committed: money?.committed ?? null,
      spent: money?.spent ?? null,
      plannedStaff: people?.planned ?? null,
      filledStaff: people?.filled ?? null,
    };
  });
}

// From what is recorded to what GraphQL answers.
import type { Decision, Target } from '../kinds/goal.js';
import type { Measure as MeasureContent } from '../kinds/measure.js';
import type { Agenda, AgendaRecord } from '../records/store.js';
import type { ApplicationState, FundingApplication, FundingState, MeasureFunding, RiskLevel } from './funding.js';
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

/** @param moment that of the agenda, where it is past */
export function goalsOf(agenda: Agenda, field: string, moment?: Date): Goal[] {
  return agenda.goals
    .filter(({ content }) => content.field === field)
    .map((record) => ({
      id: record.id,
      title: record.content.title,
      text: record.content.text ?? null,
      office: record.content.office ?? null,
      actors: record.content.actors ?? [],
      decision: decisionOf(record.content.decision),
      isDemo: record.content.demo ?? false,
      version: record.version,
      changedBecause: record.reason,
      record,
      agenda,
      moment,
    }));
}

export function targetOf(target: Target, moment?: Date): GoalTarget {
  const { date, value, baseline, path, source } = target;
  return { date, value, baseline: baseline ?? null, path, source: source ?? null, target, moment };
}

export const measuresOf = ({ id, agenda }: Goal): Measure[] =>
  agenda.measures.filter(({ content }) => content.goal === id).map((record) => measureOf(record, agenda));

function measureOf({ id, content, version, reason }: AgendaRecord<MeasureContent>, agenda: Agenda): Measure {
  return {
    id,
    title: content.title,
    text: content.text ?? null,
    office: content.office ?? null,
    actors: content.actors,
    state: content.state as MeasureState,
    starts: content.starts ?? null,
    ends: content.ends ?? null,
    decision: decisionOf(content.decision),
    milestones: content.milestones
      .map((milestone) => ({ ...milestone, done: milestone.done ?? null }))
      .sort((a, b) => a.due.localeCompare(b.due)),
    years: yearsOf(content),
    risks: content.risks.map(({ text, level }) => ({ text, level: level as RiskLevel })),
    funding: content.funding.map(fundingOf),
    applications: applicationsOf(id, agenda),
    dependsOn: content.dependsOn,
    isDemo: content.demo ?? false,
    version,
    changedBecause: reason,
  };
}

const fundingOf = ({
  programme,
  state,
  applied,
  granted,
  drawn,
}: MeasureContent['funding'][number]): MeasureFunding => ({
  ...{ programme, state: state as FundingState },
  ...{ applied: applied ?? null, granted: granted ?? null, drawn: drawn ?? null },
});

/** Applications that say that they are for this measure. */
function applicationsOf(measure: string, { applications, programmes }: Agenda): FundingApplication[] {
  const titles = new Map(programmes.map(({ id, content }) => [id, content.title]));
  return applications
    .filter(({ content }) => content.measure === measure)
    .map(({ id, content, version }) => ({
      ...{ id, version, title: content.title, state: content.state as ApplicationState },
      ...{ programme: content.programme, programmeTitle: titles.get(content.programme) ?? null },
      ...{ appliedOn: content.appliedOn ?? null, decidedOn: content.decidedOn ?? null },
      ...{ applied: content.applied ?? null, granted: content.granted ?? null, drawn: content.drawn ?? null },
      isDemo: content.demo ?? false,
    }));
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

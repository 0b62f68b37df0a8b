// What is recorded, as rows: goals, measures, applications and the concept for the town hall.
import type { Decision } from '../kinds/goal.js';
import { exampleOf, type Row } from './csv-row.js';
import type { Actor } from './difference.js';
import { untoldFunding, type Amounts } from './funding.js';
import type { ReportedApplication, ReportedConceptItem, ReportedGoal, ReportedMeasure } from './report.js';
import type { Said } from './said.js';

export function goalRows(goal: ReportedGoal, place: Row, said: Said): Row[] {
  const { title, text, version, reason, isDemo, decision } = goal;
  const row = { ...place, ...exampleOf(isDemo) };
  return [
    { ...row, what: 'goal', text: title[said.language] },
    ...(text ? [{ ...row, what: 'goal, explanation', text: text[said.language] }] : []),
    ...decisionRows(decision, row),
    ...bodyRows('goal', goal, row, said),
    ...(version > 1 ? [{ ...row, what: 'goal, version', value: version, text: reason }] : []),
  ];
}

const decisionRows = (decision: Decision | null | undefined, row: Row): Row[] =>
  decision ? [{ ...row, what: decision.kind, name: decision.paper, day: decision.date, text: decision.body }] : [];

function bodyRows(
  of: 'goal' | 'measure',
  { office, actors = [] }: { office?: string | null | undefined; actors?: Actor[] },
  row: Row,
  said: Said,
): Row[] {
  return [
    ...(office ? [{ ...row, what: `${of}, office`, text: office }] : []),
    ...actors.map((one) => ({ ...row, what: `${of}, actor`, text: said.actor(one) })),
  ];
}

export function measureRows(measure: ReportedMeasure, asOf: string, place: Row, isDemo: boolean, said: Said): Row[] {
  const { language } = said;
  const { title, text, state, starts, ends, decision, milestones, risks, dependsOn, budget, staff } = measure;
  const row = { ...place, ...exampleOf(isDemo) };
  const ofYears = (kind: string, unit: string, years: ({ year: number } & Partial<Record<string, number>>)[]) =>
    years.flatMap(({ year, ...sums }) =>
      Object.entries(sums).map(([name, value]) => ({
        ...row,
        what: `${kind} ${name}`,
        day: String(year),
        value,
        unit,
      })),
    );
  return [
    { ...row, what: 'measure', status: state, text: title[language] },
    ...(text ? [{ ...row, what: 'measure, explanation', text: text[language] }] : []),
    ...bodyRows('measure', measure, row, said),
    ...(starts ? [{ ...row, what: 'measure, begins', day: starts }] : []),
    ...(ends ? [{ ...row, what: 'measure, ends', day: ends }] : []),
    ...decisionRows(decision, row),
    ...milestones.map(({ id: name, title: of, due: day, done }) => ({
      ...{ ...row, what: 'milestone', name, day, text: of[language] },
      status: done ? `done ${done}` : day < asOf ? 'overdue' : 'open',
    })),
    ...risks.map(({ text: of, level }) => ({ ...row, what: 'risk', status: level, text: of[language] })),
    ...dependsOn.map((name) => ({ ...row, what: 'measure, needs before', name })),
    ...ofYears('budget', 'EUR', budget),
    ...ofYears('staff', 'FTE', staff),
    ...untoldFunding(measure).flatMap(({ programme: name, state: status, ...one }) =>
      amountRows('funding', one, { ...row, name, status }),
    ),
    ...(measure.applications ?? []).flatMap((one) => applicationRows(one, row, said)),
  ];
}

const amountRows = (kind: string, { applied, granted, drawn }: Amounts, row: Row): Row[] =>
  Object.entries({ applied, granted, drawn })
    .filter(([, value]) => value !== undefined)
    .map(([what, value]) => ({ ...row, what: `${kind} ${what}`, value, unit: 'EUR' }));

export function applicationRows(one: ReportedApplication, place: Row, { language }: Said): Row[] {
  const row = { ...place, ...exampleOf(one.isDemo), name: one.id, status: one.state };
  const text = `${one.title[language]} (${one.programme[language]})`;
  return [{ ...row, what: 'application', text }, ...amountRows('application', one, row)];
}

export function conceptRows(
  item: ReportedConceptItem,
  concept: ReportedConceptItem[],
  place: Row,
  { language }: Said,
): Row[] {
  const { id: name, type, title, text, state: status, due, done, office, paper, dependsOn, isDemo } = item;
  const row = { ...place, ...exampleOf(isDemo), name };
  return [
    { ...row, what: `concept, ${type}`, day: due, status, text: title[language] },
    ...(text ? [{ ...row, what: 'concept, explanation', text: text[language] }] : []),
    ...(done ? [{ ...row, what: 'concept, done', day: done }] : []),
    ...(office ? [{ ...row, what: 'concept, office', text: office }] : []),
    ...(paper ? [{ ...row, what: 'concept, paper', text: paper }] : []),
    ...dependsOn.map((of) => ({
      ...{ ...row, what: 'concept, needs before' },
      text: concept.find(({ id }) => id === of)?.title[language] ?? of,
    })),
  ];
}

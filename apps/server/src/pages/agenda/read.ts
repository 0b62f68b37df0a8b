import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../frame/ask.js';

interface Text {
  de: string;
  en: string;
}

export interface Figure {
  value: number | null;
  counted: number;
  total: number;
  /** Of how many some source speaks. */
  known: number;
}

export interface IndicatorAnswer {
  id: string;
  title: Text;
  unit: string;
  dataset: string;
  figure: Figure;
  sourceStates: { isDemo: boolean }[];
}

export type TargetStatus = 'REACHED' | 'ON_TRACK' | 'AT_RISK' | 'OFF_TRACK' | 'UNKNOWN';

export interface TargetAnswer {
  date: string;
  value: number;
  source: string | null;
  expected: number | null;
  status: TargetStatus;
  forecast: { value: number; reachedOn: string | null } | null;
  baseline: { date: string; value: number; source: string | null } | null;
  indicator: IndicatorAnswer | null;
}

export interface MilestoneAnswer {
  title: Text;
  due: string;
  done: string | null;
}

export interface MeasureAnswer {
  id: string;
  title: Text;
  text: Text | null;
  office: string | null;
  state: 'IDEA' | 'PLANNED' | 'RUNNING' | 'DONE' | 'STOPPED';
  isDemo: boolean;
  milestones: MilestoneAnswer[];
}

export interface GoalAnswer {
  id: string;
  title: Text;
  text: Text | null;
  isDemo: boolean;
  decision: { isDecided: boolean; body: string; date: string; paper: string | null } | null;
  targets: TargetAnswer[];
  measures: MeasureAnswer[];
}

export interface FieldAnswer {
  id: string;
  title: Text;
  indicators: IndicatorAnswer[];
  goals: GoalAnswer[];
}

const INDICATOR = 'id title { de en } unit dataset figure { value counted total known } sourceStates { isDemo }';
const QUERY = parse(`query AgendaPage {
  fieldsOfAction {
    id title { de en } indicators { ${INDICATOR} }
    goals {
      id title { de en } text { de en } isDemo decision { isDecided body date paper }
      targets { date value source expected status forecast { value reachedOn } baseline { date value source } indicator { ${INDICATOR} } }
      measures { id title { de en } text { de en } office state isDemo milestones { title { de en } due done } }
    }
  }
}`);

export const readAgendaPage = async (schema: GraphQLSchema): Promise<FieldAnswer[]> =>
  (await ask<{ fieldsOfAction: FieldAnswer[] }>(schema, QUERY)).fieldsOfAction;

/** Whether any figure of the page is computed from invented data. */
export const restOnDemo = (fields: FieldAnswer[]): boolean =>
  fields
    .flatMap(({ indicators, goals }) => [
      ...indicators,
      ...goals.flatMap(({ targets }) => targets.map(({ indicator }) => indicator)),
    ])
    .some((indicator) => indicator?.sourceStates.some(({ isDemo }) => isDemo));

/** What is due next in a field, and not reached; also what should have been long ago. */
export function nextMilestone({ goals }: FieldAnswer): (MilestoneAnswer & { isDemo: boolean }) | undefined {
  return goals
    .flatMap(({ measures }) => measures.filter(({ state }) => state === 'PLANNED' || state === 'RUNNING'))
    .flatMap(({ milestones, isDemo }) => milestones.filter(({ done }) => !done).map((one) => ({ ...one, isDemo })))
    .sort((a, b) => a.due.localeCompare(b.due))[0];
}

const WORST_FIRST: TargetStatus[] = ['OFF_TRACK', 'AT_RISK', 'ON_TRACK', 'REACHED', 'UNKNOWN'];

/** A field stands where the worst target of which something is known stands; undefined where there is no target. */
export function statusOfField({ goals }: FieldAnswer): TargetStatus | undefined {
  const found = new Set(goals.flatMap(({ targets }) => targets.map(({ status }) => status)));
  return WORST_FIRST.find((status) => found.has(status));
}

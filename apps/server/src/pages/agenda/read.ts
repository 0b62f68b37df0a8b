import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../frame/ask.js';
import { DEADLINE, type DeadlineAnswer } from './deadlines.js';

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
  sourceStates: { dataset: string; dataDate: string | null; isDemo: boolean }[];
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

export interface AgendaAnswer {
  fieldsOfAction: FieldAnswer[];
  /** Of all that is open, the earliest first. */
  agendaDeadlines: DeadlineAnswer[];
}

const INDICATOR =
  'id title { de en } unit dataset figure { value counted total known } sourceStates { dataset dataDate isDemo }';
const QUERY = parse(`query AgendaPage {
  fieldsOfAction {
    id title { de en } indicators { ${INDICATOR} }
    goals {
      id title { de en } text { de en } isDemo decision { isDecided body date paper }
      targets { date value source expected status forecast { value reachedOn } baseline { date value source } indicator { ${INDICATOR} } }
      measures { id title { de en } text { de en } office state isDemo milestones { title { de en } due done } }
    }
  }
  agendaDeadlines(isOpen: true) { ${DEADLINE} }
}`);

export const readAgendaPage = (schema: GraphQLSchema): Promise<AgendaAnswer> => ask(schema, QUERY);

/** Whether any figure of the page is computed from invented data. */
export const restOnDemo = (fields: FieldAnswer[]): boolean =>
  fields
    .flatMap(({ indicators, goals }) => [
      ...indicators,
      ...goals.flatMap(({ targets }) => targets.map(({ indicator }) => indicator)),
    ])
    .some((indicator) => indicator?.sourceStates.some(({ isDemo }) => isDemo));

/**
 * What is due next in a field, or should have been done; a target is none, it has a column of its own. One of an example only where the city
 * has none.
 */
export function nextMilestone({ id }: FieldAnswer, deadlines: DeadlineAnswer[]): DeadlineAnswer | undefined {
  const here = deadlines.filter(({ field, what }) => field === id && what !== 'TARGET');
  return here.find(({ isDemo }) => !isDemo) ?? here[0];
}

const WORST_FIRST: TargetStatus[] = ['OFF_TRACK', 'AT_RISK', 'ON_TRACK', 'REACHED', 'UNKNOWN'];

/**
 * A field stands where the worst target of which something is known stands. Targets of examples speak only where nothing is known of any that
 * the city has; undefined where there is no target.
 */
export function statusOfField({ goals }: FieldAnswer): { status: TargetStatus; isDemo: boolean } | undefined {
  const found = (isDemo: boolean) =>
    goals.filter((goal) => goal.isDemo === isDemo).flatMap(({ targets }) => targets.map(({ status }) => status));
  const worst = (statuses: TargetStatus[]) => WORST_FIRST.find((status) => statuses.includes(status));
  const [own, ofExamples] = [worst(found(false)), worst(found(true))];
  if (ofExamples && (!own || (own === 'UNKNOWN' && ofExamples !== 'UNKNOWN')))
    return { status: ofExamples, isDemo: true };
  return own && { status: own, isDemo: false };
}

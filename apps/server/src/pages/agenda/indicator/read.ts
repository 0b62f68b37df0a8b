import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../../frame/ask.js';
import type { TargetStatus } from '../read.js';

interface Text {
  de: string;
  en: string;
}

export type RecordState = 'COUNTED' | 'NOT_COUNTED' | 'UNKNOWN';

interface Counts {
  value: number | null;
  counted: number;
  total: number;
  known: number;
}

export interface IndicatorPageAnswer {
  indicator: {
    id: string;
    title: Text;
    unit: string;
    hasOperators: boolean;
    sourceStates: { dataset: string; dataDate: string | null; isDemo: boolean; isRecorded: boolean }[];
    method: Text;
    code: string | null;
    ofCity: { value: number | null };
    figure: Counts & { takenAt: string | null };
    stated: {
      id: string;
      date: string;
      value: number;
      source: string;
      text: Text | null;
      link: string | null;
      isDemo: boolean;
    }[];
    figuresByDistrict: (Counts & { districtId: string; district: string })[];
    history: { day: string; value: number | null; counted: number; total: number }[];
    records: {
      nodes: { id: string; name: Text; state: RecordState; amount: number | null; path: string | null }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
  fieldsOfAction: {
    id: string;
    title: Text;
    goals: {
      id: string;
      title: Text;
      isDemo: boolean;
      targets: {
        date: string;
        value: number;
        expected: number | null;
        status: TargetStatus;
        /** Of the district or the operator, where one is asked for. */
        forecast: { value: number; reachedOn: string | null } | null;
        baseline: { date: string; value: number } | null;
        path: { date: string; value: number }[];
        indicator: { id: string } | null;
      }[];
    }[];
  }[];
  providers: { id: string; name: string }[];
}

export interface Asked {
  id: string;
  district: string | null;
  /** Only of figures that tell operators apart. */
  operator: string | null;
  state: RecordState | null;
  after: string | null;
}

const QUERY = parse(`query IndicatorPage($id: ID!, $district: ID, $operator: ID, $state: RecordState, $after: String) {
  indicator(id: $id) {
    id title { de en } unit hasOperators method { de en } code sourceStates { dataset dataDate isDemo isRecorded }
    figure(district: $district, operator: $operator) { value counted total known takenAt }
    ofCity: figure { value }
    stated { id date value source link text { de en } isDemo }
    figuresByDistrict(operator: $operator) { districtId district value counted total known }
    history(district: $district, operator: $operator) { day value counted total }
    records(district: $district, operator: $operator, state: $state, first: 50, after: $after) {
      nodes { id name { de en } state amount path } pageInfo { hasNextPage endCursor }
    }
  }
  fieldsOfAction {
    id title { de en }
    goals { id title { de en } isDemo targets {
      date value expected status forecast(district: $district, operator: $operator) { value reachedOn } baseline { date value } path { date value } indicator { id }
    } }
  }
  providers { id name }
}`);

/** @throws GraphQLError BAD_USER_INPUT where there is no such district or operator, or `after` is no cursor */
export const readIndicatorPage = (schema: GraphQLSchema, asked: Asked): Promise<IndicatorPageAnswer> =>
  ask<IndicatorPageAnswer>(schema, QUERY, { ...asked });

const RECORDS =
  parse(`query IndicatorRecords($id: ID!, $district: ID, $operator: ID, $state: RecordState, $after: String) {
  indicator(id: $id) {
    records(district: $district, operator: $operator, state: $state, first: 1000, after: $after) {
      nodes { id name { de en } districtId state amount path } pageInfo { hasNextPage endCursor }
    }
  }
}`);

export interface Records {
  nodes: {
    id: string;
    name: Text;
    districtId: string | null;
    state: RecordState;
    amount: number | null;
    path: string | null;
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Null where there is no such indicator. */
export const readRecords = async (schema: GraphQLSchema, asked: Asked): Promise<Records | null> =>
  (await ask<{ indicator: { records: Records } | null }>(schema, RECORDS, { ...asked })).indicator?.records ?? null;

const FIGURE = parse(
  'query IndicatorBadge($id: ID!) { indicator(id: $id) { title { de en } unit figure { value } sourceStates { isDemo } } }',
);

interface BadgeAnswer {
  title: Text;
  unit: string;
  figure: { value: number | null };
  sourceStates: { isDemo: boolean }[];
}

export const readFigure = async (schema: GraphQLSchema, id: string): Promise<BadgeAnswer | null> =>
  (await ask<{ indicator: BadgeAnswer | null }>(schema, FIGURE, { id })).indicator;

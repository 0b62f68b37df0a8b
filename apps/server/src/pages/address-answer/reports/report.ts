import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../../frame/ask.js';
import type { Provider } from '../answer.js';

/** What is public of a report. */
export const REPORT = `
  id claim provider { id name website } technology mobileTechnology measuredDownMbit measuredUpMbit text evidence
  receivedAt state stateSince dueOn isOverdue daysOpen closedAt outcome`;
const QUERY = parse(`
  query Report($id: ID!) { report(id: $id) { ${REPORT} addressLabel address { id source { isDemo } } steps { state at role note days } } }`);

export interface Report {
  id: string;
  claim: string;
  provider: Provider | null;
  technology: string | null;
  mobileTechnology: string | null;
  /** Mbit/s. */
  measuredDownMbit: number | null;
  measuredUpMbit: number | null;
  /** Null unless the city has released it. */
  text: string | null;
  evidence: string | null;
  receivedAt: Date | string;
  state: string;
  stateSince: Date | string;
  /** YYYY-MM-DD; null for a closed report. */
  dueOn: string | null;
  isOverdue: boolean;
  daysOpen: number;
  closedAt: Date | string | null;
  outcome: string | null;
}

export interface ReportWithSteps extends Report {
  addressLabel: string;
  address: { id: string; source: { isDemo: boolean } } | null;
  steps: { state: string; at: Date | string; role: string; note: string | null; days: number }[];
}

/** Asks the GraphQL schema, as anybody may. Null where no report has this id. @throws the first error of a field */
export async function readReport(schema: GraphQLSchema, id: string): Promise<ReportWithSteps | null> {
  return (await ask<{ report: ReportWithSteps | null }>(schema, QUERY, { id })).report;
}

import type { GraphContext } from '@stadtlage/datasets';
import { execute, parse, type GraphQLSchema } from 'graphql';
import type { Provider } from '../answer.js';

/** What is public of a report. */
export const REPORT = `
  id claim provider { id name website } technology mobileTechnology measuredDownMbit measuredUpMbit text evidence
  receivedAt state stateSince dueOn isOverdue daysOpen closedAt outcome`;
const QUERY = parse(`
  query Report($id: ID!) { report(id: $id) { ${REPORT} addressLabel address { id } steps { state at role note days } } }`);

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
  address: { id: string } | null;
  steps: { state: string; at: Date | string; role: string; note: string | null; days: number }[];
}

/** Asks the GraphQL schema, as anybody may. Null where no report has this id. @throws the first error of a field */
export async function readReport(schema: GraphQLSchema, id: string): Promise<ReportWithSteps | null> {
  const contextValue: GraphContext = {};
  const { data, errors } = await execute({ schema, document: QUERY, variableValues: { id }, contextValue });
  if (errors) throw errors[0]!.originalError ?? errors[0]!;
  return (data as unknown as { report: ReportWithSteps | null }).report;
}

import { GraphQLError, parse, type GraphQLSchema } from 'graphql';
import { REPORT, type Report } from '../address-answer/reports/index.js';
import { ask } from '../frame/ask.js';

/** Reports on a page. */
const MOST = 50;
const QUERY = parse(`
  query Ledger($state: [ReportState!], $district: ID, $after: String) {
    reports(first: ${MOST}, state: $state, district: $district, after: $after) {
      totalCount
      nodes { ${REPORT} addressLabel address { id district { id name } source { isDemo } } }
      pageInfo { hasNextPage endCursor }
    }
    districts { id name }
  }`);

/** Which reports are listed; null: whichever. */
export interface LedgerFilter {
  /** A code of the GraphQL schema. */
  state: string | null;
  district: string | null;
}

export interface ListedReport extends Report {
  addressLabel: string;
  /** Null where it is gone. */
  address: { id: string; district: { id: string; name: string } | null; source: { isDemo: boolean } } | null;
}

export interface Ledger {
  reports: {
    totalCount: number;
    nodes: ListedReport[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
  /** Of which one may be asked for. */
  districts: { id: string; name: string }[];
}

/**
 * A page of all reports, the newest first. Null where there is no such page.
 * @param after the cursor that the page before ended with
 * @throws the first error of a field
 */
export async function readLedger(
  schema: GraphQLSchema,
  { state, district }: LedgerFilter,
  after: string | null,
): Promise<Ledger | null> {
  try {
    const found = await ask<Ledger>(schema, QUERY, { state: state && [state], district, after });
    return district === null || found.districts.some(({ id }) => id === district) ? found : null;
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions['code'] === 'BAD_USER_INPUT') return null;
    throw error;
  }
}

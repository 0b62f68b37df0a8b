import { sqlFile, type Database } from '@stadtlage/database';
import {
  groupBy,
  loadFor,
  pageOf,
  toConnection,
  type AsOf,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { ADDRESSES, foreseeAddresses, type Address } from '@stadtlage/places';
import type { RolloutAddress } from './phase.js';

const MATCHING = sqlFile(import.meta.url, 'addresses-of-project.sql');
const PAGES = `
  SELECT page.*, to_json(address) AS address
  FROM (${MATCHING}) page JOIN (${ADDRESSES}) address ON address.id = page."addressId" ORDER BY page."addressId"`;
const COUNTS = `
  SELECT "projectId", "ofPhase", count(*) FROM (${MATCHING}) matching GROUP BY "projectId", "ofPhase"`;
/** Each list looks at all addresses of its project. */
const COST = { values: 2_000, fix: 'Ask for the addresses of fewer projects or phases.' };

/** A project, or one phase of it. */
interface Part {
  projectId: string;
  ofPhase: string | null;
}
type Row = Part & { address: Address; phaseId: string | null; isNamed: boolean };

/** A page of the addresses of a project, or of one phase of it, by id. All such pages of a request are read in one query. */
export async function addressesOfProject(
  context: GraphContext,
  database: Database,
  project: string,
  phase: string | null,
  asOf: AsOf,
  first: number,
  after: string | null | undefined,
): Promise<Connection<RolloutAddress>> {
  const page = pageOf(first, after);
  const key = keyOf({ projectId: project, ofPhase: phase });
  const rows = await loadFor<Row[]>(
    context,
    `rolloutAddresses ${page.limit} ${page.after}`,
    key,
    async (keys) => {
      const found = await database.query<Row>(PAGES, [...columnsOf(keys), page.after, page.limit + 1]);
      foreseeAddresses(
        context,
        found.map(({ address }) => address),
      );
      return groupBy(found, keyOf);
    },
    [],
    COST,
  );
  return toConnection(
    rows.map(({ address, phaseId, isNamed }) => ({ address, phaseId, isNamed, asOf })),
    page.limit,
    ({ address }) => address.id,
    () => countAddresses(context, database, key),
  );
}

function countAddresses(context: GraphContext, database: Database, key: string): Promise<number> {
  return loadFor<number>(
    context,
    'rolloutAddresses count',
    key,
    async (keys) => {
      const counts = await database.query<Part & { count: number }>(COUNTS, [...columnsOf(keys), null, null]);
      return new Map(counts.map((row) => [keyOf(row), row.count]));
    },
    0,
    COST,
  );
}

const keyOf = ({ projectId, ofPhase }: Part) => JSON.stringify([projectId, ofPhase]);
const columnsOf = (keys: string[]) => {
  const parts = keys.map((key) => JSON.parse(key) as [string, string | null]);
  return [parts.map(([project]) => project), parts.map(([, phase]) => phase)];
};

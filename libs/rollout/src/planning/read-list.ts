import type { Database } from '@stadtlage/database';
import { pageOf, spend, toConnection, type Connection, type FieldCost, type GraphContext } from '@stadtlage/datasets';
import { loadAddresses, type Address } from '@stadtlage/places';
import { GraphQLError } from 'graphql';

/** Such a list may look at every address of the city. */
const COST = { values: 10_000, fix: 'Ask for fewer lists at once.' };
/** The same before the query runs, in points. */
export const LIST_COST: FieldCost = { base: 500 };

export interface Paging {
  first: number;
  after?: string | null;
}

/**
 * A page of a list, in the order of its key. `select` is a query with the columns of the list and `id`, its key;
 * its parameters from $1 on are `filter`.
 */
export async function readList<Entry extends { id: string }>(
  context: GraphContext,
  database: Database,
  select: string,
  filter: unknown[],
  { first, after }: Paging,
): Promise<Connection<Entry>> {
  const page = pageOf(first, after);
  spend(context, COST);
  const n = filter.length;
  const rows = await database.query<Entry>(
    `SELECT * FROM (${select}) list WHERE $${n + 1}::text IS NULL OR id > $${n + 1} ORDER BY id LIMIT $${n + 2}`,
    [...filter, page.after, page.limit + 1],
  );
  return toConnection(
    rows,
    page.limit,
    ({ id }) => id,
    async () => {
      spend(context, COST);
      const [all] = await database.query<{ count: number }>(`SELECT count(*) FROM (${select}) list`, filter);
      return all!.count;
    },
  );
}

/** As {@link readList}, of entries whose key is an address, which they then hold. */
export async function readAddressList<Entry extends { address: Address }>(
  context: GraphContext,
  database: Database,
  select: string,
  filter: unknown[],
  paging: Paging,
): Promise<Connection<Entry>> {
  const list = await readList<Entry & { id: string }>(context, database, select, filter, paging);
  const addresses = await loadAddresses(
    context,
    database,
    list.nodes.map(({ id }) => id),
  );
  const byId = new Map(addresses.map((address) => [address.id, address]));
  // An address that went in between two queries takes its entry with it.
  const edges = list.edges.flatMap(({ cursor, node }) => {
    const address = byId.get(node.id);
    return address ? [{ cursor, node: { ...node, address } }] : [];
  });
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: list.pageInfo,
    get totalCount() {
      return list.totalCount;
    },
  };
}

/** @throws GraphQLError BAD_USER_INPUT */
export function refuse(problem: string): never {
  throw new GraphQLError(problem, { extensions: { code: 'BAD_USER_INPUT' } });
}

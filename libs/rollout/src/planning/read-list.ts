import type { Database } from '@stadtlage/database';
import { pageOf, spend, toConnection, type Connection, type FieldCost, type GraphContext } from '@stadtlage/datasets';
import { ADDRESSES, foreseeAddresses, type Address } from '@stadtlage/places';
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
export function readList<Entry extends { id: string }>(
  context: GraphContext,
  database: Database,
  select: string,
  filter: unknown[],
  paging: Paging,
): Promise<Connection<Entry>> {
  return readPage(context, database, select, filter, paging, (page) => page);
}

/** As {@link readList}, of entries whose key is an address, which they then hold. */
export async function readAddressList<Entry extends { address: Address }>(
  context: GraphContext,
  database: Database,
  select: string,
  filter: unknown[],
  paging: Paging,
): Promise<Connection<Entry>> {
  const withAddress = (page: string) => `
    SELECT page.*, to_json(address) AS address
    FROM (${page}) page JOIN (${ADDRESSES}) address ON address.id = page.id ORDER BY page.id`;
  const list = await readPage<Entry & { id: string }>(context, database, select, filter, paging, withAddress);
  foreseeAddresses(
    context,
    list.nodes.map(({ address }) => address),
  );
  return list;
}

async function readPage<Entry extends { id: string }>(
  context: GraphContext,
  database: Database,
  select: string,
  filter: unknown[],
  { first, after }: Paging,
  complete: (page: string) => string,
): Promise<Connection<Entry>> {
  const page = pageOf(first, after);
  spend(context, COST);
  const n = filter.length;
  const rows = await database.query<Entry>(
    complete(
      `SELECT * FROM (${select}) list WHERE $${n + 1}::text IS NULL OR id > $${n + 1} ORDER BY id LIMIT $${n + 2}`,
    ),
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

/** @throws GraphQLError BAD_USER_INPUT */
export function refuse(problem: string): never {
  throw new GraphQLError(problem, { extensions: { code: 'BAD_USER_INPUT' } });
}

import { sqlFile, type Database } from '@stadtlage/database';
import { pageOf, spend, toConnection, type AsOf, type Connection, type GraphContext } from '@stadtlage/datasets';
import { loadAddresses } from '@stadtlage/places';
import type { RolloutAddress } from './phase.js';

const ADDRESSES = sqlFile(import.meta.url, 'addresses-of-project.sql');
/** Each list is a query of its own that looks at all addresses of its project. */
const COST = { values: 2_000, fix: 'Ask for the addresses of fewer projects or phases.' };

/** A page of the addresses of a project, or of one phase of it, by id. */
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
  spend(context, COST);
  const rows = await database.query<{ addressId: string; phaseId: string | null; isNamed: boolean }>(ADDRESSES, [
    project,
    phase,
    page.after,
    page.limit + 1,
  ]);
  const addresses = await loadAddresses(
    context,
    database,
    rows.map(({ addressId }) => addressId),
  );
  const byId = new Map(rows.map((row) => [row.addressId, row]));
  return toConnection(
    addresses.map((address) => ({ address, asOf, ...byId.get(address.id)! })),
    page.limit,
    ({ address }) => address.id,
    async () => {
      const [all] = await database.query<{ count: number }>(`SELECT count(*) FROM (${ADDRESSES}) matching`, [
        project,
        phase,
        null,
        null,
      ]);
      return all!.count;
    },
  );
}

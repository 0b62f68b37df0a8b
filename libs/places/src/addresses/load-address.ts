import { sqlFile, type Database } from '@stadtlage/database';
import { foresee, loadFor, spend, type GraphContext } from '@stadtlage/datasets';
import type { Address } from './address.js';

/** All addresses, shaped like the class: for queries that bring them along. */
export const ADDRESSES = sqlFile(import.meta.url, 'addresses.sql');
const LOADER = 'address';

/** One address, batched with all others that the request asks for. Null where no address has this id. */
export function loadAddress(context: GraphContext, database: Database, id: string): Promise<Address | null> {
  return loadFor<Address | null>(context, LOADER, id, (ids) => readAddresses(database, ids), null);
}

/** The addresses with these ids, in their order; an id that is gone is left out. */
export async function loadAddresses(context: GraphContext, database: Database, ids: string[]): Promise<Address[]> {
  const found = await Promise.all(ids.map((id) => loadAddress(context, database, id)));
  return found.filter((address) => address !== null);
}

/** Keeps addresses that another query has brought along. @throws as {@link spend} */
export function foreseeAddresses(context: GraphContext, addresses: Address[]): void {
  spend(context, { values: addresses.length, fix: 'Ask for fewer addresses.' });
  for (const address of addresses) foresee<Address | null>(context, LOADER, address.id, address);
}

async function readAddresses(database: Database, ids: string[]): Promise<Map<string, Address>> {
  const rows = await database.query<Address>(`SELECT * FROM (${ADDRESSES}) address WHERE id = ANY ($1)`, [ids]);
  return new Map(rows.map((address) => [address.id, address]));
}

import { sqlFile, type Database } from '@stadtlage/database';
import { loadFor, type GraphContext } from '@stadtlage/datasets';
import type { Address } from './address.js';

const ADDRESSES = sqlFile(import.meta.url, 'addresses.sql');

/** One address, batched with all others that the request asks for. Null where no address has this id. */
export function loadAddress(context: GraphContext, database: Database, id: string): Promise<Address | null> {
  return loadFor<Address | null>(context, 'address', id, (ids) => readAddresses(database, ids), null);
}

/** The addresses with these ids, in their order; an id that is gone is left out. */
export async function loadAddresses(context: GraphContext, database: Database, ids: string[]): Promise<Address[]> {
  const found = await Promise.all(ids.map((id) => loadAddress(context, database, id)));
  return found.filter((address) => address !== null);
}

async function readAddresses(database: Database, ids: string[]): Promise<Map<string, Address>> {
  const rows = await database.query<Address>(ADDRESSES, [ids]);
  return new Map(rows.map((address) => [address.id, address]));
}

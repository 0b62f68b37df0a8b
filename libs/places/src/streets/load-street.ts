import { sqlFile, type Database } from '@stadtlage/database';
import { loadFor, type GraphContext } from '@stadtlage/datasets';
import type { Street } from './street.js';

const STREETS = sqlFile(import.meta.url, 'streets.sql');

/** One street, batched with all others that the request asks for. Null where none has this key. */
export function loadStreet(context: GraphContext, database: Database, key: string): Promise<Street | null> {
  return loadFor<Street | null>(
    context,
    'street',
    key,
    async (keys) => {
      const rows = await database.query<Street>(STREETS, [null, null, null, keys]);
      return new Map(rows.map((street) => [street.key, street]));
    },
    null,
  );
}

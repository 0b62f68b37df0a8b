import { cancellable, type Database, type QueryOptions } from '@stadtlage/database';

/** Runs one query that may only read and is stopped after `milliseconds`, or by the signal (error code 57014). */
export function read<R extends object>(
  database: Database,
  milliseconds: number,
  sql: string,
  values?: unknown[],
  signal?: AbortSignal,
  options?: QueryOptions,
): Promise<R[]> {
  return database.transaction(
    (transaction) => cancellable(database, transaction, signal, () => transaction.query<R>(sql, values, options)),
    milliseconds,
  );
}

/** A column's name as SQL writes it. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

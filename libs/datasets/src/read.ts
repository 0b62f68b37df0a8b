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
  return database.transaction(async (transaction) => {
    await transaction.query(`SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = ${milliseconds}`);
    return cancellable(database, transaction, signal, () => transaction.query<R>(sql, values, options));
  });
}

/** A column's name as SQL writes it. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

import type { Database } from '@stadtlage/database';

/** Opens the database for one command. */
export type Open = () => Promise<{ database: Database; close: () => Promise<unknown> }>;

export async function onDatabase(open: Open, work: (database: Database) => Promise<void>): Promise<void> {
  const { database, close } = await open();
  try {
    await work(database);
  } finally {
    await close();
  }
}

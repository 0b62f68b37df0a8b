// Each import run has its own staging table, imports.staging_<run>, which lives as long as the run.
import type { Database } from '@stadtlage/database';
import { deadRuns } from './alive.js';
import type { Importer, StagedRow } from './importer.js';

const BATCH_ROWS = 5_000;
const BATCH_CHARACTERS = 4_000_000;

export const stagingTable = (run: number) => `imports.staging_${run}`;

export async function createStaging(database: Database, run: number, { staging }: Importer): Promise<void> {
  const columns = staging.map(({ name, type }) => `${name} ${type}`);
  await database.query(`CREATE UNLOGGED TABLE ${stagingTable(run)} (${['source_row integer', ...columns].join(', ')})`);
}

export async function dropStaging(database: Database, run: number): Promise<void> {
  await database.query(`DROP TABLE IF EXISTS ${stagingTable(run)}`);
}

/** Writes the rows in batches, each a short transaction of its own. Calls `written` after each with the rows so far. */
export async function fillStaging(
  database: Database,
  run: number,
  { staging }: Importer,
  rows: AsyncIterable<StagedRow>,
  written: (rows: number) => void,
): Promise<number> {
  const columns = ['source_row', ...staging.map(({ name }) => name)];
  let batch: StagedRow[] = [];
  let characters = 0;
  let count = 0;
  // While the database writes one batch, the next is read.
  let writing = Promise.resolve();
  const write = async (full: StagedRow[]) => {
    await database.transaction((tx) => tx.bulkLoad(stagingTable(run), columns, full));
    count += full.length;
    written(count);
  };
  const flush = async () => {
    const full = batch;
    batch = [];
    characters = 0;
    await writing;
    writing = write(full);
    // Its failure is met at the next await.
    writing.catch(() => {});
  };
  try {
    for await (const row of rows) {
      batch.push(row);
      for (const value of row)
        characters += typeof value === 'string' ? value.length : Array.isArray(value) ? value.length * 8 : 8;
      if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
    }
    if (batch.length) await flush();
    await writing;
  } finally {
    await writing.catch(() => {});
  }
  return count;
}

/**
 * Clears away what killed processes left: their runs become failed, and staging tables without a running import go. And what
 * earlier imports have changed, where it has been kept for long enough.
 */
export async function clearRemains(database: Database): Promise<void> {
  await database.query(
    `UPDATE imports.run SET state = 'failed', finished_at = now(), report = '{"failure": "The process ended before the import did."}'
     WHERE id = ANY ($1::bigint[]) AND state = 'running'`,
    [await deadRuns(database)],
  );
  const orphans = await database.query<{ run: number }>(
    `SELECT substr(t.tablename, 9)::bigint AS run FROM pg_tables t
     WHERE t.schemaname = 'imports' AND t.tablename ~ '^staging_[0-9]+$'
       AND NOT EXISTS (SELECT FROM imports.run r WHERE r.id = substr(t.tablename, 9)::bigint AND r.state = 'running')`,
  );
  for (const { run } of orphans) await dropStaging(database, run);
  await database.query(
    'DELETE FROM imports.before_image b USING imports.run r WHERE r.id = b.run_id AND r.reversible_until < now()',
  );
}

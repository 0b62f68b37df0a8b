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

/** Writes the rows, also those before a failure of `rows`. Calls `written` every few thousand with the rows so far. */
export async function fillStaging(
  database: Database,
  run: number,
  { staging }: Importer,
  rows: AsyncIterable<StagedRow>,
  written: (rows: number) => void,
): Promise<number> {
  const columns = ['source_row', ...staging.map(({ name }) => name)];
  const fill = database.embedded ? inBatches : asOneStream;
  return fill(database, stagingTable(run), columns, rows, written);
}

/** The database takes in rows while others are read, and none is kept for long: that alone saves a fifth of the time. */
async function asOneStream(
  database: Database,
  table: string,
  columns: string[],
  rows: AsyncIterable<StagedRow>,
  written: (rows: number) => void,
): Promise<number> {
  let count = 0;
  let failure: { error: unknown } | undefined;
  async function* counted() {
    try {
      for await (const row of rows) {
        yield row;
        if (++count % BATCH_ROWS === 0) written(count);
      }
    } catch (error) {
      failure = { error };
    }
  }
  await database.transaction((tx) => tx.bulkLoad(table, columns, counted()));
  written(count);
  if (failure) throw failure.error;
  return count;
}

/** Each batch in a short transaction of its own: the one session of the embedded database serves others in between. */
async function inBatches(
  database: Database,
  table: string,
  columns: string[],
  rows: AsyncIterable<StagedRow>,
  written: (rows: number) => void,
): Promise<number> {
  let batch: StagedRow[] = [];
  let characters = 0;
  let count = 0;
  const flush = async () => {
    await database.transaction((tx) => tx.bulkLoad(table, columns, batch));
    count += batch.length;
    batch = [];
    characters = 0;
    written(count);
  };
  for await (const row of rows) {
    batch.push(row);
    for (const value of row)
      characters += typeof value === 'string' ? value.length : Array.isArray(value) ? value.length * 8 : 8;
    if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
  }
  if (batch.length) await flush();
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

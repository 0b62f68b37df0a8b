// Each import run has its own staging table, imports.staging_<run>, which lives as long as the run.
import type { Database } from '@stadtlage/database';
import { deadRuns } from './alive.js';
import { type Importer, StagedBatch, type StagedRow } from './importer.js';

// Few enough that they are gone before the garbage collector has to move them; the embedded database has a transaction for each.
const BATCH_ROWS = { server: 500, embedded: 5_000 };
const BATCH_CHARACTERS = 4_000_000;

export const stagingTable = (run: number) => `imports.staging_${run}`;

export async function createStaging(database: Database, run: number, { staging }: Importer): Promise<void> {
  const columns = staging.map(({ name, type }) => `${name} ${type}`);
  await database.query(`CREATE UNLOGGED TABLE ${stagingTable(run)} (${['source_row integer', ...columns].join(', ')})`);
}

export async function dropStaging(database: Database, run: number): Promise<void> {
  await database.query(`DROP TABLE IF EXISTS ${stagingTable(run)}`);
}

/**
 * Writes the rows, also those before a failure of `rows`: on a server while others are read, which saves a fifth of the time; on the
 * embedded database each batch in a short transaction of its own, because its one session serves others in between.
 * @param taken is told every few hundred rows how many were read so far; what it throws ends the reading
 */
export async function fillStaging(
  database: Database,
  run: number,
  { staging }: Importer,
  rows: AsyncIterable<StagedRow | StagedBatch>,
  taken: (rows: number) => void,
): Promise<void> {
  const columns = ['source_row', ...staging.map(({ name }) => name)];
  const batches = new Batches(rows, database.embedded ? BATCH_ROWS.embedded : BATCH_ROWS.server, taken);
  const load = (some: Iterable<StagedRow> | Batches) =>
    database.transaction((tx) => tx.bulkLoad(stagingTable(run), columns, some));
  if (database.embedded) for await (const batch of batches) await load(batch);
  else await load(batches);
  if (batches.failure) throw batches.failure.error;
}

/** Rows, many at a time: each step of a stream takes as long as to write a row. */
class Batches implements AsyncIterable<StagedRow[]> {
  /** Why the rows ended early: their batches end as if there were no more. */
  failure?: { error: unknown };

  constructor(
    private readonly rows: AsyncIterable<StagedRow | StagedBatch>,
    private readonly size: number,
    private readonly taken: (rows: number) => void,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<StagedRow[]> {
    let batch: StagedRow[] = [];
    let characters = 0;
    let count = 0;
    try {
      for await (const item of this.rows) {
        for (const row of item instanceof StagedBatch ? item.rows : [item]) {
          batch.push(row);
          characters += charactersOf(row);
          if (batch.length < this.size && characters < BATCH_CHARACTERS) continue;
          this.taken((count += batch.length));
          yield batch;
          batch = [];
          characters = 0;
        }
      }
      this.taken((count += batch.length));
    } catch (error) {
      this.failure = { error };
    }
    if (batch.length) yield batch;
  }
}

/** For the planner. A quarter of the usual sample tells it enough about rows that are read a few times. */
export async function analyzeStaging(database: Database, run: number): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('SET LOCAL default_statistics_target = 25');
    await tx.query(`ANALYZE ${stagingTable(run)}`);
  });
}

function charactersOf(row: StagedRow): number {
  let characters = 0;
  for (const value of row)
    characters += typeof value === 'string' ? value.length : Array.isArray(value) ? value.length * 8 : 8;
  return characters;
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

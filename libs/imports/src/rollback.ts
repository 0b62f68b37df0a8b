// Takes a stored import back: the rows it changed or deleted are as before, the rows it added are gone.
import { cancellable, type Database, type Transaction, UserError } from '@stadtlage/database';
import type { Importer } from './importer.js';
import { imageOf, type KeptTable, keptTables } from './kept-tables.js';
import { lockForRollback } from './locks.js';
import { fillSql, statementsOf } from './sql.js';
import { clearRemains } from './staging.js';

export interface RollbackOptions {
  /** The operator's name. Kept in the run, never published. */
  by: string;
  signal?: AbortSignal;
}

export interface RollbackResult {
  run: number;
  dataset: string;
  fileName: string | null;
  /** Rows that are as they were before, and rows that are gone, by what they are. */
  tables: { title: string; restored: number; removed: number }[];
}

interface StoredRun {
  id: number;
  dataset: string;
  origin: string;
  fileName: string | null;
  state: string;
  reversible: boolean | null;
}

/**
 * Puts back what the run changed, in one transaction, computes anew what is derived from it, raises the versions of the
 * datasets, and records who did it. An importer that has `rollback` SQL is taken back by that.
 * @throws UserError when there is no such run, it changed nothing, its before-images are no longer kept, or later imports
 * have built on it; then nothing has changed
 */
export async function rollbackRun(
  database: Database,
  importers: Importer[],
  id: number,
  options: RollbackOptions,
): Promise<RollbackResult> {
  await clearRemains(database);
  try {
    return await database.transaction((tx) =>
      cancellable(database, tx, options.signal, () => rollBack(tx, importers, id, options)),
    );
  } catch (error) {
    if (options.signal?.aborted) throw new UserError(`The rollback of run ${id} was cancelled. Nothing has changed.`);
    const { code, message, detail } = error as Error & { code?: string; detail?: string };
    // Class 23 (constraint violation): something stands on what would go, or stands where something would come back.
    if (!code?.startsWith('23')) throw error;
    throw new UserError(
      `Run ${id} cannot be rolled back, nothing has changed: ${message}${detail ? ` (${detail})` : ''}.`,
    );
  }
}

async function rollBack(
  tx: Transaction,
  importers: Importer[],
  id: number,
  { by, signal }: RollbackOptions,
): Promise<RollbackResult> {
  await lockForRollback(tx);
  const run = await findRun(tx, id);
  const importer = importers.find(({ dataset }) => dataset === run.dataset);
  const tables = (await keptTables(tx)).filter(({ added }) => added !== null);
  refuse(run, importer);
  // Whether the importer's own SQL or the images take it back: images there may be of tables that are beside the point.
  const changed = importer?.rollback
    ? await byImporter(tx, run, importer.rollback, signal)
    : await byImages(tx, run, tables, signal);
  const touched = new Set(importer?.touches ?? []);
  for (const table of tables) {
    if (changed.some(({ title }) => title === table.title)) table.datasets.forEach((dataset) => touched.add(dataset));
  }
  const refreshes = new Set(
    tables.filter(({ title }) => changed.some((other) => other.title === title)).map(({ refresh }) => refresh),
  );
  for (const refresh of refreshes) if (refresh) await tx.query(refresh);
  for (const dataset of [...touched].sort()) await tx.query('SELECT datasets.touch($1)', [dataset]);
  await record(tx, id, by);
  signal?.throwIfAborted();
  return { run: id, dataset: run.dataset, fileName: run.fileName, tables: changed };
}

async function findRun(tx: Transaction, id: number): Promise<StoredRun> {
  const [run] = await tx.query<StoredRun>(
    `SELECT id, dataset, origin, file_name AS "fileName", state, reversible_until > now() AS reversible
     FROM imports.run WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (run) return run;
  throw new UserError(`There is no import run ${id}. "stadtlage import list" shows the runs.`);
}

function refuse({ id, origin, state, reversible }: StoredRun, importer: Importer | undefined): void {
  const no = (why: string) => new UserError(`Run ${id} cannot be rolled back: ${why}`);
  if (origin !== 'file') throw no(`it is no import of a file (${origin}).`);
  if (state === 'rolled_back') throw no('it has been rolled back already.');
  if (state === 'running') throw no('it is not finished.');
  if (state !== 'imported') throw no(`it changed nothing (${state}).`);
  if (importer?.rollback || reversible) return;
  throw no(
    reversible === null
      ? 'what it changed was not kept. Import the file of before again.'
      : 'what it changed is no longer kept. Import the file of before again.',
  );
}

async function byImporter(tx: Transaction, run: StoredRun, sql: string, signal?: AbortSignal) {
  let counts: { added?: number; changed?: number; removed?: number }[] = [];
  for (const statement of statementsOf(fillSql(sql, { run: String(run.id) }))) {
    signal?.throwIfAborted();
    counts = await tx.query(statement);
  }
  const { added = 0, changed = 0, removed = 0 } = counts[0] ?? {};
  return [{ title: run.dataset, restored: added + changed, removed }];
}

async function byImages(tx: Transaction, { id }: StoredRun, tables: KeptTable[], signal?: AbortSignal) {
  await refuseIfBuiltOn(tx, id, tables);
  const counts = new Map(tables.map((table) => [table, { restored: 0, removed: 0 }]));
  const remove = async (table: KeptTable) => {
    signal?.throwIfAborted();
    counts.get(table)!.removed += await affected(tx, removal(table), id);
  };
  const referred = await referredTables(tx);
  // Rows that nothing refers to go first, to make room for those that come back. Rows that others refer to can only go
  // when these refer to what they did before.
  for (const table of tables.toReversed()) if (!referred.has(table.name)) await remove(table);
  for (const table of tables) {
    signal?.throwIfAborted();
    counts.get(table)!.restored = await affected(tx, restoration(table), id);
  }
  for (const table of tables.toReversed()) if (referred.has(table.name)) await remove(table);
  return [...counts]
    .filter(([, { restored, removed }]) => restored + removed)
    .map(([{ title }, count]) => ({ title, ...count }));
}

async function affected(tx: Transaction, sql: string, id: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(`WITH done AS (${sql} RETURNING 1) SELECT count(*) FROM done`, [id]);
  return row!.count;
}

const removal = (table: KeptTable) =>
  `DELETE FROM ${table.name} o WHERE ${table.added} AND NOT EXISTS (${imageOf(table)})`;

function restoration({ name, columns, keyColumns }: KeptTable): string {
  const list = columns.map((column) => `"${column}"`);
  const values = columns.map((column) => `r."${column}"`);
  const changes = columns
    .filter((column) => !keyColumns.includes(column))
    .map((column) => `"${column}" = excluded."${column}"`);
  return `INSERT INTO ${name} (${list.join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${values.join(', ')} FROM imports.before_image b CROSS JOIN LATERAL jsonb_populate_record(NULL::${name}, b.content) r
    WHERE b.run_id = $1 AND b.table_name = '${name}'
    ON CONFLICT (${keyColumns.map((column) => `"${column}"`).join(', ')}) DO UPDATE SET ${changes.join(', ')}`;
}

async function referredTables(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.query<{ name: string }>(
    `SELECT DISTINCT confrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid`,
  );
  return new Set(rows.map(({ name }) => name));
}

interface Builder {
  id: number;
  dataset: string;
  fileName: string | null;
  title: string;
}

/** Later runs that changed what this one wrote or changed, or whose rows refer to rows that this one added. */
async function refuseIfBuiltOn(tx: Transaction, id: number, tables: KeptTable[]): Promise<void> {
  const described = `SELECT DISTINCT r.id, r.dataset, r.file_name AS "fileName", found.title FROM (%) found
    JOIN imports.run r ON r.id = found.run_id WHERE r.id <> $1 AND r.state <> 'rolled_back' ORDER BY r.id DESC LIMIT 5`;
  const ask = (sql: string) =>
    tx.query<Builder>(
      described.replace('%', () => sql),
      [id],
    );
  const builders = await ask(
    `SELECT later.run_id, k.title FROM imports.before_image later JOIN imports.kept_table k ON k.table_name = later.table_name AND k.added IS NOT NULL
     WHERE later.run_id > $1 AND (later.content->'run_id' = to_jsonb($1::bigint)
       OR EXISTS (SELECT FROM imports.before_image own WHERE own.run_id = $1 AND own.table_name = later.table_name AND own.key = later.key))`,
  );
  if (!builders.length) {
    for (const sql of references(tables, await foreignKeys(tx))) builders.push(...(await ask(sql)));
  }
  if (!builders.length) return;
  const [latest] = builders.sort((a, b) => b.id - a.id);
  const { id: by, dataset, fileName, title } = latest!;
  throw new UserError(
    `Run ${id} cannot be rolled back: run ${by} (${dataset}${fileName ? `, ${fileName}` : ''}) has built on it (${title}). Roll that one back first.`,
  );
}

interface ForeignKey {
  from: string;
  to: string;
  columns: string[];
  toColumns: string[];
}

/** Between tables that say which run their rows come from; the others are computed, or belong to such a row. */
function foreignKeys(tx: Transaction): Promise<ForeignKey[]> {
  return tx.query<ForeignKey>(
    `SELECT c.conrelid::regclass::text AS from, c.confrelid::regclass::text AS to,
       (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum) AS columns,
       (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum) AS "toColumns"
     FROM pg_constraint c
     WHERE c.contype = 'f' AND c.conparentid = 0
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'run_id' AND NOT a.attisdropped)`,
  );
}

function references(tables: KeptTable[], keys: ForeignKey[]): string[] {
  return keys.flatMap(({ from, to, columns, toColumns }) => {
    const target = tables.find(({ name }) => name === to);
    if (!target) return [];
    const source = tables.find(({ name }) => name === from);
    const on = columns.map((column, i) => `c."${column}" = o."${toColumns[i]}"`).join(' AND ');
    // A row that this run itself made refer there will refer to what it did before.
    const own = source ? `AND NOT EXISTS (${imageOf({ ...source, key: source.key.replaceAll('o.', 'c.') })})` : '';
    return [
      `SELECT c.run_id, '${source?.title ?? from}' AS title FROM ${to} o JOIN ${from} c ON ${on}
       WHERE ${target.added} AND NOT EXISTS (${imageOf(target)}) AND c.run_id IS DISTINCT FROM $1 ${own}`,
    ];
  });
}

/** The run is marked, and no longer the source of a dataset: that is the one before it again. */
async function record(tx: Transaction, id: number, by: string): Promise<void> {
  await tx.query(
    `UPDATE imports.run SET state = 'rolled_back', rolled_back_at = clock_timestamp(), rolled_back_by = $2 WHERE id = $1`,
    [id, by],
  );
  await tx.query('UPDATE imports.run SET replaced_by = NULL WHERE replaced_by = $1', [id]);
  await tx.query('DELETE FROM datasets.source WHERE run_id = $1', [id]);
  await tx.query(
    `UPDATE datasets.state s SET run_id = COALESCE(
       (SELECT r.id FROM imports.before_image b JOIN imports.run r ON r.id = (b.content->>'run_id')::bigint
        WHERE b.run_id = $1 AND b.table_name = 'datasets.state' AND b.key = s.dataset AND r.state <> 'rolled_back'),
       (SELECT max(r.id) FROM imports.run r
        WHERE r.dataset = (SELECT dataset FROM imports.run WHERE id = $1) AND r.state = 'imported'))
     WHERE s.run_id = $1`,
    [id],
  );
  await tx.query('DELETE FROM imports.before_image WHERE run_id = $1', [id]);
}

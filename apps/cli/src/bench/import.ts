import { type Database, migrate, openDatabase, UserError } from '@stadtlage/database';
import { postgresPrograms, startOwnPostgres } from '@stadtlage/database/testing';
import { runImport, sourceFile } from '@stadtlage/imports';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importerOf } from '../import/importers.js';
import { writeHouseCoordinates } from './house-coordinates.js';

export interface ImportBenchOptions {
  rows: number;
}

const COLUMNS =
  'id, street_key, street, house_number, house_number_suffix, postcode, place, district_id, use, premises, geom, run_id';

/**
 * Rows per second of the whole import of house coordinates (reading, checking, streets, districts, statistics), against a bare COPY of
 * the rows that came of it into a table of the same kind (columns, checks, foreign keys) and the same indexes, in the same run. Starts its own PostgreSQL, with
 * the settings it ships with. Prints a table and, last, one line of JSON.
 */
export async function benchImport({ rows }: ImportBenchOptions): Promise<void> {
  if (!postgresPrograms)
    throw new UserError(
      'PostgreSQL is missing for this bench. Debian: apt install postgresql-15 postgresql-15-postgis-3.',
    );
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-bench-'));
  const postgres = await startOwnPostgres();
  let database: Database | undefined;
  try {
    await migrate(postgres.url);
    database = await openDatabase(postgres.url);
    const csv = join(folder, 'gebref.txt');
    await writeHouseCoordinates(csv, rows);
    const megabytes = Math.round((await stat(csv)).size / 1024 ** 2);
    console.log(`\n${rows.toLocaleString('en')} house coordinates, ${megabytes.toLocaleString('en')} MB\n`);
    await addDistricts(database);

    await database.query('CHECKPOINT');
    const imported = await timed('imported', rows, () => importAll(database!, csv, rows));
    const rss = Math.round(process.resourceUsage().maxRSS / 1024);
    const dump = await writeCopy(database);
    await database.query('CHECKPOINT');
    const copied = await timed('bare COPY and indexes', rows, () => bareCopy(database!, dump));
    console.log(`  at most ${rss} MB resident\n`);
    console.log(
      JSON.stringify({
        bench: 'import',
        rows_per_s: imported,
        copy_rows_per_s: copied,
        ratio: Number((imported / copied).toFixed(2)),
        rss_mb: rss,
      }),
    );
  } finally {
    await database?.close();
    await postgres.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns rows per second */
async function timed(title: string, rows: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  const rate = Math.round(rows / seconds);
  console.log(
    `  ${title.padEnd(30)} ${seconds.toFixed(1).padStart(6)} s ${rate.toLocaleString('en').padStart(9)} rows/s`,
  );
  return rate;
}

/** A hundred squares, as a large city has districts: each address is to find its own. */
async function addDistricts(database: Database): Promise<void> {
  await database.query(`
    WITH run AS (
      INSERT INTO imports.run (dataset, origin, started_by, state) VALUES ('districts', 'demo', 'bench', 'imported') RETURNING id
    )
    INSERT INTO places.district (id, name, geom, run_id)
    SELECT x || '-' || y, x || '/' || y, ST_Multi(ST_Transform(ST_MakeEnvelope(
             400000 + x * 4000, 5720000 + y * 4000, 404000 + x * 4000, 5724000 + y * 4000, 25832), 4326)), run.id
    FROM run, generate_series(0, 9) x, generate_series(0, 9) y`);
}

async function importAll(database: Database, csv: string, rows: number): Promise<void> {
  let phase = '';
  let since = performance.now();
  const result = await runImport(database, importerOf('addresses'), await sourceFile(csv), {
    startedBy: 'bench',
    onProgress: (progress) => {
      if (progress.phase === phase) return;
      if (phase)
        console.log(`    ${phase.padEnd(28)} ${((performance.now() - since) / 1_000).toFixed(1).padStart(6)} s`);
      phase = progress.phase;
      since = performance.now();
    },
  });
  console.log(`    ${phase.padEnd(28)} ${((performance.now() - since) / 1_000).toFixed(1).padStart(6)} s`);
  if (result.state !== 'imported' || result.rows.added !== rows)
    throw new Error(`${result.rows.added} of ${rows} rows were imported:\n${result.report.toText()}`);
}

/** The rows that came of it, in a file beside PostgreSQL's data. */
async function writeCopy(database: Database): Promise<string> {
  const [setting] = await database.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
  const file = join(setting!.folder, 'rows.copy');
  await database.query(`COPY (SELECT ${COLUMNS} FROM places.address) TO '${file}'`);
  return file;
}

/**
 * As the manual of PostgreSQL loads a table (https://www.postgresql.org/docs/15/populate.html): the server reads the file by itself;
 * indexes, statistics and foreign keys come when the rows are there.
 */
async function bareCopy(database: Database, file: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('CREATE TABLE public.bare (LIKE places.address INCLUDING ALL EXCLUDING INDEXES)');
    await tx.query(`COPY public.bare (${COLUMNS}) FROM '${file}'`);
    const indexes = await tx.query<{ sql: string }>(
      "SELECT pg_get_indexdef(indexrelid) AS sql FROM pg_index WHERE indrelid = 'places.address'::regclass",
    );
    for (const { sql } of indexes) await tx.query(sql.replace(/INDEX \S+ ON places\.address/, 'INDEX ON public.bare'));
    await tx.query('ANALYZE public.bare');
    const keys = await tx.query<{ sql: string }>(
      "SELECT pg_get_constraintdef(oid) AS sql FROM pg_constraint WHERE conrelid = 'places.address'::regclass AND contype = 'f'",
    );
    for (const { sql } of keys) await tx.query(`ALTER TABLE public.bare ADD ${sql}`);
  });
}

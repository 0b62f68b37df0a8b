import { readFileSync, readdirSync } from 'node:fs';
import pg from 'pg';
import type { DataSource, Logger, MigrationInterface, QueryRunner } from 'typeorm';
import type { Database } from './database.js';
import { UserError } from './user-error.js';

const MIGRATIONS = new URL('../migrations/', import.meta.url);
// What goes wrong is said once, by who called.
const SILENT: Logger = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
};
// Any fixed number: whoever migrates this database takes this lock first.
const LOCK = 4_217_730_011;
const MAY_NOT = '42501';

/**
 * Brings the database to the newest schema. Concurrent callers wait for the first, then find nothing to do.
 * @returns the names of the migrations it ran
 */
export async function migrate(url: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: url, application_name: 'stadtlage migrations' });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await runPending(url);
  } finally {
    await lock.end();
  }
}

async function runPending(url: string): Promise<string[]> {
  // As large as half of the rest of the program, and most commands do not migrate.
  const { DataSource } = await import('typeorm');
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    synchronize: false,
    logger: SILENT,
    installExtensions: false,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    migrations: migrationFiles().map(toMigration),
  });
  await source.initialize();
  try {
    // Restored from a dump it has no statistics, and what migrations compute anew would take hours instead of seconds.
    if ((await isFilled(source)) && (await source.showMigrations())) await source.query('ANALYZE');
    return (await source.runMigrations()).map(({ name }) => name);
  } catch (error) {
    if ((error as { code?: string }).code === MAY_NOT) {
      throw new UserError(
        'DATABASE_URL: this user may not create the extensions or schemas. Let an administrator run "CREATE EXTENSION postgis; CREATE EXTENSION pg_trgm" in this database, and make the user its owner if it is not.',
      );
    }
    throw error;
  } finally {
    await source.destroy();
  }
}

async function isFilled(source: DataSource): Promise<boolean> {
  const [found] = (await source.query(`SELECT to_regclass('schema_migration') IS NOT NULL AS any`)) as {
    any: boolean;
  }[];
  return found!.any;
}

/** Whether nothing is left to migrate: a first start takes some seconds over it, in which others may ask already. */
export async function isMigrated(database: Pick<Database, 'query'>): Promise<boolean> {
  const [found] = await database.query<{ any: boolean }>(`SELECT to_regclass('schema_migration') IS NOT NULL AS any`);
  if (!found!.any) return false;
  const [ran] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM schema_migration');
  return ran!.count >= migrationFiles().length;
}

/** The numbered SQL files, oldest first: `0001_name.sql`. */
export function migrationFiles(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort();
}

function toMigration(file: string): new () => MigrationInterface {
  const sql = readFileSync(new URL(file, MIGRATIONS), 'utf8');
  return class implements MigrationInterface {
    // TypeORM orders by the last 13 characters of the name, which it reads as a number.
    readonly name = `${file.slice(5, -4)}${file.slice(0, 4).padStart(13, '0')}`;
    async up(runner: QueryRunner): Promise<void> {
      try {
        await runner.query(sql);
      } catch (error) {
        if ((error as { code?: string }).code === MAY_NOT) throw error;
        throw new UserError(
          `Migration ${file} failed and has left nothing behind: ${(error as Error).message}. The data is as it was before it. Start the version that you had, and see "When a migration fails" in docs/operations.md.`,
        );
      }
    }
    async down(): Promise<void> {
      throw new Error('Migrations only go forward: write a new one that mends the last.');
    }
  };
}

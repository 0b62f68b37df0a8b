import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from './database.js';
import { isMigrated, migrate, migrationFiles } from './migrate.js';
import { UserError } from './user-error.js';

const server = process.env['TEST_DATABASE_URL'];
const onPostgres = server ? it : it.skip;

/** As a command asks that finds a database which another program is making. */
async function isDone(url: string): Promise<boolean> {
  const database = await openDatabase(url);
  return isMigrated(database).finally(() => database.close());
}

/** What is computed anew over tables without statistics, as after a restore, takes hours. */
async function readsStatisticsFirst(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const known = async () =>
      (
        await client.query<{ rows: number }>(
          `SELECT reltuples AS rows FROM pg_class WHERE oid = 'imports.kept_table'::regclass`,
        )
      ).rows[0]!.rows;
    expect(await known()).toBe(-1);
    // This one only replaces a function and a view, so it can run again.
    await client.query(`DELETE FROM schema_migration WHERE name LIKE 'slips_with_its_parts%'`);
    expect(await isDone(url)).toBe(false);
    expect(await migrate(url)).toHaveLength(1);
    expect(await known()).toBeGreaterThan(0);
  } finally {
    await client.end();
  }
}

/** Whoever upgrades reads which one it was and what to do, and no stack trace. */
async function tellsWhatFailed(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`DELETE FROM schema_migration WHERE name LIKE 'uses_of_open_data%'`);
    const failed = migrate(url);
    await expect(failed).rejects.toBeInstanceOf(UserError);
    await expect(failed).rejects.toThrow(
      'Migration 0051_uses_of_open_data.sql failed and has left nothing behind: relation "usage" already exists. ',
    );
  } finally {
    await client.end();
  }
}

describe('migrations', () => {
  onPostgres(
    'run once when two programs start at the same moment, and over a filled database with its statistics (needs TEST_DATABASE_URL: see CONTRIBUTING.md)',
    async () => {
      const name = `stadtlage_migrate_${randomBytes(4).toString('hex')}`;
      const admin = new pg.Client({ connectionString: server });
      await admin.connect();
      await admin.query(`CREATE DATABASE ${name}`);
      try {
        const url = new URL(server!);
        url.pathname = `/${name}`;
        expect(await isDone(url.toString())).toBe(false);
        const ran = await Promise.all([migrate(url.toString()), migrate(url.toString())]);
        expect(ran.map(({ length }) => length).sort()).toEqual([0, migrationFiles().length]);
        expect(await migrate(url.toString())).toEqual([]);
        expect(await isDone(url.toString())).toBe(true);
        await readsStatisticsFirst(url.toString());
        await tellsWhatFailed(url.toString());
      } finally {
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        await admin.end();
      }
    },
  );

  it('are numbered without a gap', () => {
    expect(migrationFiles().map((file) => Number(file.slice(0, 4)))).toEqual(migrationFiles().map((_, i) => i + 1));
  });
});

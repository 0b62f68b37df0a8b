// An import whose process is killed in the middle of the swap, after the data was changed and before the commit.
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importerOf } from './importers.js';

// As built: npm test builds first.
const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const onRealPostgres = process.env['TEST_DATABASE_URL'] ? it : it.skip;

const streets = (...names: string[]) =>
  `strassenschluessel;bezeichnung;geometry\n${names.map((name, i) => `0557000400000000${i};${name};POINT (7.9 51.8)\n`).join('')}`;

describe('an import that is killed', () => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'stadtlage-killed-'));
  });
  let child: ChildProcess | undefined;
  let holder: { release(destroy: boolean): void } | undefined;
  afterAll(async () => {
    child?.kill('SIGKILL');
    holder?.release(true);
    await database.close();
    await rm(folder, { recursive: true });
  });

  const until = async (what: string, holds: () => Promise<unknown>) => {
    for (let i = 0; i < 200; i++) {
      if (await holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`It did not come about in 20 s that ${what}.`);
  };
  const waiting = () =>
    database.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'stadtlage'
         AND state = 'active' AND wait_event_type = 'Lock'`,
    );
  // Databases made from one template number their tables alike.
  const writers = () =>
    database.query(
      `SELECT FROM pg_locks WHERE relation = 'places.street'::regclass AND mode = 'RowExclusiveLock'
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
  const load = (content: string) =>
    runImport(database, importerOf('streets'), fileOf('streets.csv', content), { startedBy: 'test' });
  const stored = () => database.query('SELECT name, run_id AS run FROM places.street ORDER BY key');
  const staging = () =>
    database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'imports' AND tablename ~ '^staging_[0-9]+$'");

  onRealPostgres(
    'with -9 in the middle of the swap leaves the old state whole, and is recorded as failed at the next import (needs TEST_DATABASE_URL: the embedded database has one session)',
    async () => {
      const { run } = await load(streets('Alte Gasse', 'Am Markt', 'Weg'));
      const before = await stored();
      const path = join(folder, 'streets.csv');
      await writeFile(path, streets('Neue Gasse', 'Marktplatz'));

      // The swap ends with the versions of the datasets, so whoever holds them stops it there.
      const client = await database.pool.connect();
      holder = client;
      await client.query('BEGIN; LOCK TABLE datasets.state IN ACCESS EXCLUSIVE MODE');
      child = spawn(process.execPath, [PROGRAM, 'import', 'streets', path], {
        env: { ...process.env, DATABASE_URL: database.url, NODE_OPTIONS: '' },
        stdio: 'ignore',
      });
      const gone = once(child, 'exit');
      await until('the import waits with its changes made', async () =>
        (await waiting()).some(({ query }) => /datasets\./.test(query)),
      );
      // Rows of the new state exist, but nobody else sees them.
      expect(await writers()).toHaveLength(1);
      child.kill('SIGKILL');
      expect(await gone).toEqual([null, 'SIGKILL']);
      client.release(true);
      holder = undefined;
      await until('the server has noticed', async () => !(await writers()).length);

      expect(await stored()).toEqual(before);
      expect(
        await database.query('SELECT version, run_id AS run FROM datasets.state WHERE dataset = $1', ['streets']),
      ).toEqual([{ version: 1, run }]);
      expect(await database.query('SELECT state FROM imports.run WHERE id > $1', [run])).toEqual([
        { state: 'running' },
      ]);
      expect(await database.query('SELECT FROM imports.before_image WHERE run_id > $1', [run])).toEqual([]);
      expect(await staging()).toHaveLength(1);

      const next = await load(streets('Neue Gasse', 'Marktplatz'));
      expect(next).toMatchObject({ state: 'imported', rows: { changed: 2, removed: 1 } });
      expect(await staging()).toEqual([]);
      expect(
        await database.query('SELECT state, report FROM imports.run WHERE id > $1 ORDER BY id', [run]),
      ).toMatchObject([
        { state: 'failed', report: { failure: 'The process ended before the import did.' } },
        { state: 'imported' },
      ]);
    },
    60_000,
  );
});

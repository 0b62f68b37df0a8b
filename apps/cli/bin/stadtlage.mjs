#!/usr/bin/env node
// The command line from a checkout: builds what changed since the last time, then runs the built program.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Stadtlage needs Node.js 20.19 or later; this is ${process.versions.node}. Install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

build();
// graphql-js asks for it at its import: without it, it looks at each field for mistakes that only a developer makes.
if (process.argv[2] !== 'dev') process.env.NODE_ENV ??= 'production';
if (process.argv[2] === 'start') {
  const { takenPort } = await import('../dist/claim-ports.js');
  const taken = await takenPort(process.env);
  if (taken) {
    console.error(taken);
    process.exit(1);
  }
}
await import('../dist/main.js');

function build() {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const stamp = join(root, 'node_modules/.cache/stadtlage/built');
  const sources = signature(root);
  // Another command may run what is built already: nothing of it is touched while no source is another.
  if (existsSync(join(root, 'apps/cli/dist/main.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources)
    return;
  let nx;
  try {
    nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  } catch {
    console.error('The packages are not installed. Run "npm ci" first.');
    process.exit(1);
  }
  process.stderr.write('Building what changed (the first time takes about 20 s) … ');
  const began = Date.now();
  const result = spawnSync(process.execPath, [nx, 'run-many', '-t', 'build', '--output-style=static'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  if (result.signal || result.status === 130) process.exit(0);
  if (result.status !== 0) {
    process.stderr.write(`failed.\n${result.stdout}${result.stderr}\n`);
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
  process.stderr.write(`done (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
}

/** Differs when a source file is another, by its path, size or time. */
function signature(root) {
  const hash = createHash('sha256');
  const note = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const folder of ['apps', 'libs', 'infra/build']) {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) if (!/[/\\](dist|node_modules|\.nx)[/\\]/.test(path)) note(path);
  }
  note(join(root, 'package-lock.json'));
  return hash.digest('hex');
}

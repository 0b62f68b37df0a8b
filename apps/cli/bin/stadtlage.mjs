#!/usr/bin/env node
// The command line from a checkout: builds what changed since the last time, then runs the built program.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Stadtlage needs Node.js 20.19 or later; this is ${process.versions.node}. Install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

build();
await import('../dist/main.js');

function build() {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
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
  process.stderr.write(`done (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
}

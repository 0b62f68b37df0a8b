// Builds the package in the working directory: each .ts file under src becomes a .js file under dist, every other
// file (SQL, JSON) is copied beside it. Types are checked apart (npm run typecheck), so a start never waits for them.
import { transformFile } from '@swc/core';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const options = JSON.parse(await readFile(new URL('./swc.json', import.meta.url), 'utf8'));
const files = (await readdir('src', { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

// Removing what was built keeps a deleted source file from living on, but dist/types belongs to the type check.
for (const entry of await readdir('dist', { withFileTypes: true }).catch(() => [])) {
  if (entry.name !== 'types') await rm(join('dist', entry.name), { recursive: true });
}

await Promise.all(
  files.map(async (entry) => {
    const source = join(entry.parentPath, entry.name);
    if (/\.spec\.ts$/.test(source)) return;
    const target = join('dist', relative('src', source));
    await mkdir(dirname(target), { recursive: true });
    if (!source.endsWith('.ts')) return copyFile(source, target);
    const output = target.replace(/\.ts$/, '.js');
    const { code, map } = await transformFile(source, {
      ...options,
      filename: source,
      sourceFileName: relative(dirname(output), source),
    });
    await writeFile(output, `${code}\n//# sourceMappingURL=${output.split('/').pop()}.map\n`);
    if (map) await writeFile(`${output}.map`, map);
  }),
);

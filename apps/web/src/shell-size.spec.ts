import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** KB of brotli; what a visit pays before it can search. */
const BUDGET = 100;

/** How large each file was when the budget was last looked at, in KB, so that a failure can say what grew since. */
const KNOWN: Record<string, number> = {
  'preload-helper.js': 57.1,
  'index.js': 21.5,
  'index.css': 9.3,
  'client.js': 7.3,
  'jsx-runtime.js': 2.8,
  'symbols.js': 1,
  'rolldown-runtime.js': 0.4,
  'boot.js': 0.3,
};

it('The shell, with search and answer, has at most 100 KB of script and style, and no map', () => {
  const printed = execFileSync(process.execPath, [join(import.meta.dirname, '../shell-size.mjs')], {
    encoding: 'utf8',
  });
  const { shell_kb, files } = JSON.parse(printed.trimEnd().split('\n').at(-1)!) as {
    shell_kb: number;
    files: Record<string, number>;
  };
  const grown = Object.entries(files)
    .filter(([name, size]) => size > (KNOWN[name] ?? 0) + 0.1)
    .map(([name, size]) => `${name} has ${size} KB, ${KNOWN[name] ? `before ${KNOWN[name]}` : 'new'}`);
  if (shell_kb > BUDGET) {
    throw new Error(
      `The shell has ${shell_kb} KB, ${BUDGET} are allowed. What grew: ${grown.join('; ')}. What is not needed to search belongs behind lazy().`,
    );
  }
  expect(Object.keys(files).filter((name) => /maplibre|CityMap/i.test(name))).toEqual([]);
  expect(Object.keys(files)).toContain('index.css');
});

// What a visit pays for before it can search: the scripts and styles that dist/start.de.html loads at once, in KB (1,000 bytes) of
// brotli. MapLibre and what else is imported as it is needed comes after, in parallel. Usage: node apps/web/shell-size.mjs
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const dist = join(import.meta.dirname, 'dist');
if (!existsSync(join(dist, 'start.de.html'))) {
  console.error('There is no apps/web/dist/start.de.html. Build it first: npm run build');
  process.exit(1);
}
const read = (file) => readFileSync(join(dist, file));

const html = read('start.de.html').toString();
const files = new Set(html.match(/(?<=(?:src|href)=")\/assets\/[^"]+\.(?:js|css)/g));
// A file that is imported without a preload costs as much, and a round trip more.
for (const file of files) {
  const code = read(file).toString();
  for (const [, name] of code.matchAll(/(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g))
    files.add(posix.join(posix.dirname(file), name));
  // boot.js names what it starts.
  if (/\/boot-/.test(file)) for (const [name] of code.matchAll(/\/assets\/[^"]+\.js/g)) files.add(name);
}

const sizes = [...files]
  // The name without the hash, so that two builds can be compared.
  .map((file) => [posix.basename(file).replace(/-.{8}(?=\.\w+$)/, ''), brotliCompressSync(read(file)).length / 1000])
  .toSorted(([, a], [, b]) => b - a);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of [...sizes, ['together', total]]) console.log(`${size.toFixed(1).padStart(6)} KB  ${name}`);
const rounded = sizes.map(([name, size]) => [name, Number(size.toFixed(1))]);
console.log(JSON.stringify({ shell_kb: Number(total.toFixed(1)), files: Object.fromEntries(rounded) }));

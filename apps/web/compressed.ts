// Each file of the build compressed beside it (.br, .gz), once and well, so that the server only has to send it.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

/** The best quality takes seconds for a megabyte; of what is larger than this only the editor of GraphiQL is. */
const LARGE = 2_000_000;

/** A plugin for Vite. */
export const compressed = (folder: string) => ({
  name: 'compressed',
  apply: 'build' as const,
  async closeBundle() {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(js|css|html|svg|ttf)$/.test(name),
    );
    await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const bytes = readFileSync(path);
        const params = { [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE ? 9 : 11 };
        const [br, gz] = await Promise.all([brotli(bytes, { params }), gzipped(bytes, { level: 9 })]);
        for (const [end, content] of [
          ['.br', br],
          ['.gz', gz],
        ] as const)
          if (content.length < bytes.length) writeFileSync(path + end, content);
      }),
    );
  },
});

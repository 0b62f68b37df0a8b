// The start of the web app as pages that can be read before any script runs: start.de.html and start.en.html beside index.html.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PROGRAM =
  /<(?:script type="module"|link rel="modulepreload") crossorigin (?:src|href)="(\/assets\/[^"]+\.js)">(?:<\/script>)?\s*/g;

/** Takes the program out of a page. @returns its files, the one that runs first */
export function withoutProgram(html: string): { html: string; program: string[] } {
  const program = [...html.matchAll(PROGRAM)].map(([, file]) => file!);
  if (!program[0]?.startsWith('/assets/index-'))
    throw new Error('index.html does not name the program as start-pages.ts expects it.');
  return { html: html.replace(PROGRAM, ''), program };
}

/** The page in one language, with the start in it. */
export function startPage(
  html: string,
  boot: string,
  lang: string,
  description: string,
  start: string,
  notice = '',
): string {
  return (
    html
      .replace('<html lang="de">', `<html lang="${lang}">`)
      .replace(/(<meta\s+name="description"\s+content=")[^"]*"/, (_all, before: string) => `${before}${description}"`)
      .replace('</head>', `  <script type="module" src="${boot}"></script>\n  </head>`)
      // The search in it has a form of its own for who has no scripts.
      .replace(/<noscript>[^]*?<\/noscript>\s*/, '')
      // What React wants to be preloaded stands next to it.
      .replace(
        '<div id="root"></div>',
        () =>
          `${notice && `<noscript><p class="demo">${notice}</p></noscript>`}<div id="root">${start.replace(/<link rel="preload"[^>]*>/g, '')}</div>`,
      )
  );
}

/** A plugin for Vite. */
export const startPages = (root: string) => ({
  name: 'start-pages',
  apply: 'build' as const,
  async writeBundle({ dir }: { dir?: string }) {
    const { html, program } = withoutProgram(await readFile(join(dir!, 'index.html'), 'utf8'));
    const written = (await readFile(join(root, 'boot.js'), 'utf8')).replace(/^\/[/*].*\n/gm, '');
    const code = written.replace('[]', JSON.stringify(program));
    const boot = `/assets/boot-${createHash('sha256').update(code).digest('base64url').slice(0, 8)}.js`;
    await writeFile(join(dir!, boot), code);
    const [{ createServer }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
    const vite = await createServer({
      root,
      configFile: false,
      plugins: [react()],
      appType: 'custom',
      logLevel: 'error',
      server: { middlewareMode: true, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true, include: [] },
    });
    try {
      const { renderStart, descriptionOf, demoOf } = (await vite.ssrLoadModule('/src/app/prerender.tsx')) as {
        renderStart(lang: string): string;
        descriptionOf(lang: string): string;
        demoOf(lang: string): string;
      };
      for (const lang of ['de', 'en']) {
        const page = (notice?: string) => startPage(html, boot, lang, descriptionOf(lang), renderStart(lang), notice);
        await writeFile(join(dir!, `start.${lang}.html`), page());
        // The program says by itself that the city is made up.
        await writeFile(join(dir!, `start.${lang}.demo.html`), page(demoOf(lang)));
      }
    } finally {
      await vite.close();
    }
  },
});

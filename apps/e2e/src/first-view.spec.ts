// What the first view asks for, and of whom; and what Lighthouse says of it.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { hasChromium, inChromium, openBrowser } from './browser.js';
import { firstView, sumOf } from './first-data.js';
import type { Audited } from './lighthouse.js';
import { createHome, ROOT, startProgram, type Home, type Program } from './program.js';
import { someIds } from './states.js';
import type { Task } from './web-figures.js';

/** KB (1,000 bytes) as they go over the line, without code, fonts and tiles. */
const DATA_BUDGET = 150;

/** In a process of its own: Lighthouse loads its parts in a way that Jest does not know. */
const audit = (url: string, paths: string[]) =>
  new Promise<Audited[]>((resolve, reject) => {
    const child = fork(join(ROOT, 'apps/e2e/dist/web-figures.js'));
    child.once('exit', (code) => reject(new Error(`Lighthouse ended with status ${code}.`)));
    child.once('message', ({ result, error }: { result?: Audited[]; error?: string }) => {
      if (result) resolve(result);
      else reject(new Error(error));
      child.disconnect();
    });
    child.send({ measure: 'lighthouse', url, paths } satisfies Task);
  });

describe('the first view', () => {
  let home: Home;
  let program: Program;
  let browser: Browser;
  beforeAll(async () => {
    if (!hasChromium) return;
    home = await createHome();
    [program, browser] = await Promise.all([startProgram(home), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.interrupt();
    await home?.remove();
  }, 60_000);

  inChromium(
    'gets a compressed shell and at most 150 KB of data beside code and tiles, and nothing from another server',
    async () => {
      const { headers, shell, data, complaints } = await firstView(browser, program.url);
      expect(headers).toMatchObject({
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringContaining("script-src 'self'") as string,
        vary: expect.stringContaining('accept-language') as string,
      });
      // The shell comes compressed: its budget is of no use to who receives it four times as large.
      expect(shell.length).toBeGreaterThan(2);
      expect(sumOf(shell)).toBeLessThan(110);
      const code = await fetch(program.url + shell[0]!.url);
      expect(code.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      const largest = data.toSorted((a, b) => b.kb - a.kb).map(({ url, kb }) => `${kb.toFixed(1)} KB ${url}`);
      const total = sumOf(data);
      expect({ total, largest, within: total <= DATA_BUDGET }).toMatchObject({ within: true });
      expect(data.map(({ url }) => url)).toContain('/config.json');
      expect(complaints).toEqual([]);
    },
    60_000,
  );

  inChromium(
    'can be read in the language of the visitor before any script runs, and keeps what was typed and pressed by then',
    async () => {
      const read = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
      const still = await read.newPage();
      await still.goto(program.url);
      expect(await still.locator('h1').innerText()).toBe('What is there at your address?');
      expect(await still.locator('html').getAttribute('lang')).toBe('en');
      await still.goto(`${program.url}/?lang=de`);
      expect(await still.locator('h1').innerText()).toBe('Was liegt an Ihrer Adresse?');
      await still.goto(`${program.url}/?embed=1`);
      expect(await still.locator('h1').count()).toBe(0);
      await read.close();

      const page = await browser.newPage({ viewport: { width: 375, height: 740 } });
      // The program comes when all is typed.
      let come = () => {};
      const typed = new Promise<void>((resolve) => (come = resolve));
      await page.route(/\/assets\/index-.*\.js$/, async (route) => typed.then(() => route.continue()));
      await page.goto(`${program.url}/?lang=de`, { waitUntil: 'commit' });
      await page.getByRole('button', { name: 'Karte zeigen' }).click();
      await page.locator('#address-search').pressSequentially('Wall');
      come();
      await page.locator('#address-suggestions [role=option]').first().waitFor();
      expect(await page.locator('#address-search').inputValue()).toBe('Wall');
      await page.locator('canvas.maplibregl-canvas').waitFor();
      await page.close();
    },
    60_000,
  );

  inChromium(
    'has nothing that Lighthouse finds wrong with accessibility, best practices and findability, nor has the page of an address; both begin with text',
    async () => {
      const { address } = await someIds(program.url);
      for (const { scores, faults, lcp } of await audit(program.url, ['/?lang=de', `/address/${address}?lang=de`])) {
        expect(faults).toEqual([]);
        expect(scores).toMatchObject({ accessibility: 100, 'best-practices': 100, seo: 100 });
        expect(lcp).toMatchObject({ isText: true });
      }
    },
    120_000,
  );
});

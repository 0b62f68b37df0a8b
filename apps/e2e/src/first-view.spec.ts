// What the first view asks for, and of whom.
import type { Browser } from 'playwright-core';
import { hasChromium, inChromium, openBrowser, watch } from './browser.js';
import { createHome, describeOnce, eventually, startProgram, type Home, type Program } from './program.js';

/** KB (1,000 bytes) as they go over the line, without code, fonts and tiles. */
const DATA_BUDGET = 150;

interface Received {
  url: string;
  kb: number;
}

describeOnce('the first view', () => {
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
      const context = await browser.newContext({ viewport: { width: 375, height: 740 }, isMobile: true });
      const page = await context.newPage();
      const complaints = watch(page, program.url);
      const debug = await context.newCDPSession(page);
      await debug.send('Network.enable');
      const urls = new Map<string, string>();
      const received: Received[] = [];
      debug.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
      debug.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
        received.push({ url: urls.get(requestId)?.replace(program.url, '') ?? '', kb: encodedDataLength / 1000 }),
      );
      const answer = await page.goto(`${program.url}/?lang=de`);
      expect(answer?.headers()).toMatchObject({
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringContaining("script-src 'self'") as string,
      });
      await page.locator('#answer table').waitFor();
      await page.locator('.maplibregl-ctrl-attrib').waitFor();
      // Until nothing more comes.
      let before = -1;
      await eventually(async () => {
        await page.waitForTimeout(1_000);
        return before === (before = received.length);
      });
      // The shell comes compressed: its budget is of no use to who receives it four times as large.
      const shell = received.filter(({ url }) => /^\/assets\/(index|preload-helper)-.*\.(js|css)$/.test(url));
      expect(shell.length).toBeGreaterThan(2);
      expect(shell.reduce((sum, { kb }) => sum + kb, 0)).toBeLessThan(110);
      const code = await context.request.get(program.url + shell[0]!.url);
      expect(code.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
      const data = received.filter(({ url }) => !/^\/(assets|tiles)\/|^(blob|data):/.test(url));
      const largest = data.toSorted((a, b) => b.kb - a.kb).map(({ url, kb }) => `${kb.toFixed(1)} KB ${url}`);
      const total = data.reduce((sum, { kb }) => sum + kb, 0);
      expect({ total, largest, within: total <= DATA_BUDGET }).toMatchObject({ within: true });
      expect(data.map(({ url }) => url)).toContain('/config.json');
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );
});

// Every page and state of the page by axe: in German and English, light and dark, on a phone and on a large screen.
import type { Browser } from 'playwright-core';
import { hasChromium, inChromium, openBrowser } from './browser.js';
import { createHome, startProgram, type Home, type Program } from './program.js';
import { LOOKS, openAxe, someIds, STATES, type Ids } from './states.js';

describe('axe finds nothing on', () => {
  let home: Home;
  let program: Program;
  let browser: Browser;
  let examine: Awaited<ReturnType<typeof openAxe>>;
  let ids: Ids;
  beforeAll(async () => {
    if (!hasChromium) return;
    home = await createHome();
    [program, browser] = await Promise.all([startProgram(home), openBrowser()]);
    [examine, ids] = await Promise.all([openAxe(browser, program.url), someIds(program.url)]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.interrupt();
    await home?.remove();
  }, 60_000);

  for (const [i, state] of STATES.entries()) {
    inChromium(
      state.name,
      async () => {
        const looks = LOOKS[i % LOOKS.length]!;
        const found = await Promise.all(looks.map((look) => examine(state, look, ids)));
        expect(found.flat()).toEqual([]);
      },
      60_000,
    );
  }
});

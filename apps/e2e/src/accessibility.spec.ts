// Every page and state of the page by axe: in German and English, each of them light and dark, from narrow phones to large screens.
import type { Browser } from 'playwright-core';
import { openAxe } from './axe.js';
import { hasChromium, inChromium, openBrowser } from './browser.js';
import { createHome, startProgram, type Home, type Program } from './program.js';
import { someIds, STATES, type Ids } from './states.js';

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
        expect(await examine(state, i, ids)).toEqual([]);
      },
      120_000,
    );
  }
});

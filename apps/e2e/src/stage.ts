// What every file of browser specs begins with and ends with: one program, one browser, pages that complain.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { hasChromium, mapVariety, openBrowser, WAIT_MS, wantMap, watch } from './browser.js';
import { createHome, eventually, startProgram, type Home, type Program } from './program.js';

export const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

export interface Stage {
  home: Home;
  program: Program;
  browser: Browser;
  /** A page of its own context; `settings` are those of the context. */
  open(path: string, settings?: BrowserContextOptions): Promise<Opened>;
}

export interface Opened {
  page: Page;
  context: BrowserContext;
  /** Of `watch`: what the page must not do. */
  complaints: string[];
}

/**
 * Starts and ends both around the tests of a `describe`; its members are there within tests.
 * @param withCity false: the program makes the demo city itself, such as a larger one
 */
export function stage(settings: Record<string, string> = {}, { withCity = true } = {}): Stage {
  const it = {} as Stage;
  beforeAll(
    async () => {
      if (!hasChromium) return;
      it.home = await createHome(settings, { withCity });
      [it.program, it.browser] = await Promise.all([startProgram(it.home), openBrowser()]);
    },
    withCity ? 180_000 : 600_000,
  );
  afterAll(async () => {
    await it.browser?.close();
    await it.program?.interrupt();
    await it.home?.remove();
  }, 60_000);
  it.open = async (path, options = {}) => {
    const context = await it.browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    const complaints = watch(page, it.program.url);
    await page.goto(it.program.url + path);
    return { page, context, complaints };
  };
  return it;
}

/** Until data can be seen on the map. */
export async function mapDrawn(page: Page): Promise<void> {
  await wantMap(page);
  // A picture of it takes the processor that it is drawn by.
  await eventually(
    async () => (await page.locator('canvas.maplibregl-canvas').count()) > 0 && (await mapVariety(page)) > 0.3 && true,
    500,
  );
}

import type { Browser } from 'playwright-core';
import { wantMap, watch } from './browser.js';
import { eventually } from './program.js';

export interface Received {
  url: string;
  /** KB (1,000 bytes) as they go over the line. */
  kb: number;
}

export interface FirstView {
  headers: Record<string, string>;
  all: Received[];
  /** Without code, fonts and tiles. */
  data: Received[];
  /** Scripts and style of the shell. */
  shell: Received[];
  complaints: string[];
}

export const sumOf = (received: Received[]) => received.reduce((sum, { kb }) => sum + kb, 0);

/** All that a phone receives until the start and its map stand and nothing more comes. */
export async function firstView(browser: Browser, origin: string): Promise<FirstView> {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 }, isMobile: true });
  const page = await context.newPage();
  const complaints = watch(page, origin);
  const debug = await context.newCDPSession(page);
  await debug.send('Network.enable');
  const urls = new Map<string, string>();
  const all: Received[] = [];
  debug.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  debug.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    all.push({ url: urls.get(requestId)?.replace(origin, '') ?? '', kb: encodedDataLength / 1000 }),
  );
  const answer = await page.goto(`${origin}/?lang=de`);
  await page.locator('#answer table').waitFor();
  await wantMap(page);
  await page.locator('.maplibregl-ctrl-attrib').waitFor();
  let before = -1;
  await eventually(async () => {
    await page.waitForTimeout(1_000);
    return before === (before = all.length);
  });
  await context.close();
  return {
    headers: answer?.headers() ?? {},
    all,
    data: all.filter(({ url }) => !/^\/(assets|tiles)\/|^(blob|data):/.test(url)),
    shell: all.filter(({ url }) => /^\/assets\/(index|preload-helper)-.*\.(js|css)$/.test(url)),
    complaints,
  };
}

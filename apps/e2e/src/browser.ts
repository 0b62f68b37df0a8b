import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = CANDIDATES.find((path) => path && existsSync(path));

/** As long is waited for what a page is to show; see infra/jest/patience.mjs. */
export const WAIT_MS = 30_000 * Math.max(1, Number(process.env['TEST_PATIENCE']) || 1);

/** `it` where a Chromium is installed; else the test is listed as not run, with the command that helps. */
export const inChromium = (title: string, test: () => Promise<void>, timeout?: number) =>
  executablePath
    ? it(title, test, timeout)
    : it.skip(`${title} (needs Chromium: apt-get install chromium, or set CHROMIUM)`, test);

export const hasChromium = !!executablePath;

export function openBrowser(...more: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      // MapLibre needs WebGL, which this gives on a machine without a graphics card. The page itself is painted as Chromium does it there:
      // with `--use-angle=swiftshader` every letter of it would wait for the same emulated card as the map.
      '--enable-unsafe-swiftshader',
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

/** On a phone the map begins when somebody wants it. */
export async function wantMap(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^(Karte zeigen|Show the map)$/ });
  const map = page.locator('canvas.maplibregl-canvas').first();
  await button.or(map).first().waitFor();
  // Where its address asks for it, it begins by itself.
  if (await button.isVisible()) await button.click({ timeout: 5_000 }).catch(() => map.waitFor());
}

/** What a page did that it must not do: warnings, errors, requests that failed or went to another server. */
export function watch(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The software renderer is slow and says so; that is this machine, not the page.
    if (
      ['warning', 'error'].includes(message.type()) &&
      !/GPU stall|swiftshader|WebGL.*performance/i.test(message.text())
    ) {
      complaints.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && new URL(url).host !== new URL(origin).host)
      complaints.push(`third-party request: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

/** How many of a grid of pixels on the map differ from its most frequent colour: near 0 on a blank map. */
export async function mapVariety(page: Page): Promise<number> {
  const shot = await page.locator('canvas.maplibregl-canvas').first().screenshot();
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    const counts = new Map<number, number>();
    let all = 0;
    for (let x = 4; x < image.width; x += 8) {
      for (let y = 4; y < image.height; y += 8) {
        const colour = pixels[y * image.width + x]!;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
        all++;
      }
    }
    return 1 - Math.max(...counts.values()) / all;
  }, shot.toString('base64'));
}

/** How many pixels the nearest one of a colour is away from a point of the window; Infinity where there is none within 40. */
export async function distanceToColour(page: Page, at: { x: number; y: number }, colour: string): Promise<number> {
  const reach = 40;
  const clip = {
    x: Math.round(at.x) - reach,
    y: Math.round(at.y) - reach,
    width: 2 * reach + 1,
    height: 2 * reach + 1,
  };
  const shot = await page.screenshot({ clip });
  return page.evaluate(
    async ({ base64, wanted, reach }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      let nearest = Infinity;
      for (let i = 0; i < data.length; i += 4) {
        if (wanted.some((value, channel) => Math.abs(data[i + channel]! - value) > 8)) continue;
        const [x, y] = [(i / 4) % image.width, Math.floor(i / 4 / image.width)];
        nearest = Math.min(nearest, Math.hypot(x - reach, y - reach));
      }
      return nearest;
    },
    { base64: shot.toString('base64'), wanted: [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16)), reach },
  );
}

/** The share of pixels that differ between two screenshots of the same size, from 0 to 1. */
export async function difference(page: Page, before: Buffer, after: Buffer): Promise<number> {
  return page.evaluate(
    async (images) => {
      const [a, b] = await Promise.all(
        images.map(async (base64) => {
          const image = new Image();
          image.src = `data:image/png;base64,${base64}`;
          await image.decode();
          const canvas = document.createElement('canvas');
          canvas.width = image.width;
          canvas.height = image.height;
          const context = canvas.getContext('2d', { willReadFrequently: true })!;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      let changed = 0;
      for (let i = 0; i < a!.length; i += 4) {
        if (Math.abs(a![i]! - b![i]!) + Math.abs(a![i + 1]! - b![i + 1]!) + Math.abs(a![i + 2]! - b![i + 2]!) > 60)
          changed++;
      }
      return changed / (a!.length / 4);
    },
    [before.toString('base64'), after.toString('base64')],
  );
}

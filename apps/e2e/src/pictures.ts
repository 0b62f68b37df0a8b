// Regression pictures: what the page looked like when somebody last looked at it (../pictures), against what it looks like now.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { difference } from './browser.js';
import { ROOT } from './program.js';

const FOLDER = join(ROOT, 'apps/e2e/pictures');
/** For looking at: what is kept, and what came instead. */
const DIFFERING = join(tmpdir(), 'stadtlage-pictures');
const UPDATE = process.env['UPDATE_PICTURES'] === '1';
/** Share of pixels that may differ: less than a line of text has. Another major version of Chromium draws letters and maps a little differently. */
const TOLERANCE = { text: 0.001, map: 0.003 };
const TOLERANCE_ELSEWHERE = 0.08;
/** A large screen is kept at half its size, a phone as it is: in smaller pictures a lost line could not be told from noise. */
const KEPT_WIDTH = { large: 720, small: 360 };

/** The page's letters come after its text. */
export const lettered = (page: Page) =>
  page.waitForFunction(() => {
    const states = [...document.fonts].map(({ status }) => status);
    return states.includes('loaded') && !states.includes('loading');
  });

/** Puts one day in the place of today's date, in words and figures. */
export const freezeDates = (page: Page) =>
  page.evaluate(() => {
    const [today, frozen] = [new Date(), new Date('2026-07-01T12:00:00Z')];
    const written = ['de-DE', 'en-GB'].flatMap((locale) =>
      (['long', 'medium', 'short'] as const).map((dateStyle) => {
        const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'Europe/Berlin' });
        return [format.format(today), format.format(frozen)] as const;
      }),
    );
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      for (const [date, instead] of written)
        walker.currentNode.textContent = walker.currentNode.textContent!.replaceAll(date, instead);
  });

/** What a page looks like, or why that is not as it was; with UPDATE_PICTURES=1 it is kept as it is now. */
export async function look(
  page: Page,
  browser: Browser,
  name: string,
  shows: keyof typeof TOLERANCE,
): Promise<string | null> {
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  // The page's own policy may forbid what comparing takes.
  const desk = await page.context().newPage();
  return compared(desk, browser, name, TOLERANCE[shows], await reduced(desk, shot)).finally(() => desk.close());
}

async function compared(
  desk: Page,
  browser: Browser,
  name: string,
  tolerance: number,
  shot: Buffer,
): Promise<string | null> {
  const path = join(FOLDER, `${name}.png`);
  const versionPath = join(FOLDER, 'chromium.txt');
  const version = browser.version().split('.')[0]!;
  if (UPDATE) {
    const share = existsSync(path) ? await difference(desk, await readFile(path), shot) : 1;
    if (share > 0) await keep(name, existsSync(path) ? await readFile(path) : null, shot);
    await mkdir(FOLDER, { recursive: true });
    await writeFile(path, shot);
    await writeFile(versionPath, `${version}\n`);
    return null;
  }
  if (!existsSync(path)) return `${name}: there is no picture yet. UPDATE_PICTURES=1 makes it.`;
  const kept = await readFile(path);
  const allowed = (await readFile(versionPath, 'utf8')).trim() === version ? tolerance : TOLERANCE_ELSEWHERE;
  if (!sizeOf(kept).equals(sizeOf(shot))) {
    await keep(name, kept, shot);
    return `${name}: it has another size than the picture that is kept. See ${DIFFERING}.`;
  }
  const share = await difference(desk, kept, shot);
  if (share <= allowed) return null;
  await keep(name, kept, shot);
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  return `${name}: ${percent(share)} of the pixels differ, ${percent(allowed)} are allowed. See ${DIFFERING}; if it is as it should be, UPDATE_PICTURES=1 renews it.`;
}

/** Width and height as a PNG says them. */
const sizeOf = (png: Buffer) => png.subarray(16, 24);

async function keep(name: string, before: Buffer | null, now: Buffer): Promise<void> {
  await mkdir(DIFFERING, { recursive: true });
  if (before) await writeFile(join(DIFFERING, `${name}-before.png`), before);
  await writeFile(join(DIFFERING, `${name}-now.png`), now);
}

/** Smaller, and with 16 steps per colour, so that it takes some ten kilobytes. */
async function reduced(desk: Page, shot: Buffer): Promise<Buffer> {
  const base64 = await desk.evaluate(
    async ({ base64, kept }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width > 600 ? kept.large : kept.small;
      canvas.height = Math.round((image.height * canvas.width) / image.width);
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < pixels.data.length; i++) if (i % 4 < 3) pixels.data[i] = pixels.data[i]! & 0xf0;
      context.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1]!;
    },
    { base64: shot.toString('base64'), kept: KEPT_WIDTH },
  );
  return Buffer.from(base64, 'base64');
}

// Regression pictures: what the page looked like when somebody last looked at it (../pictures), against what it looks like now.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { difference } from './browser.js';
import { ROOT } from './program.js';

const FOLDER = join(ROOT, 'apps/e2e/pictures');
/** For looking at: what is kept, and what came instead. */
const DIFFERING = join(tmpdir(), 'stadtlage-pictures');
const UPDATE = process.env['UPDATE_PICTURES'] === '1';
/** Share of pixels that may differ; another major version of Chromium draws letters and maps a little differently. */
const TOLERANCE = 0.02;
const TOLERANCE_ELSEWHERE = 0.08;
/** A picture is kept at a quarter of a large screen's size and half of a phone's: enough to see what has moved. */
const KEPT_WIDTH = { large: 360, small: 200 };

const font = (weight: number) =>
  readFile(
    createRequire(import.meta.url).resolve(`@fontsource/fira-sans/files/fira-sans-latin-${weight}-normal.woff2`),
  );

/** Pages without scripts use the machine's letters where it has no Fira Sans: so that they look alike everywhere, it is given to them. */
export async function withOurLetters(page: Page): Promise<void> {
  const faces = await Promise.all(
    [400, 600].map(
      async (weight) =>
        `@font-face { font-family: "Fira Sans"; font-weight: ${weight}; src: url(data:font/woff2;base64,${(await font(weight)).toString('base64')}); }`,
    ),
  );
  await page.addStyleTag({ content: faces.join('\n') });
  await page.evaluate(() => document.fonts.ready);
}

/** Puts one day in the place of today's date, in words and figures. */
export const freezeDates = (page: Page) =>
  page.evaluate(() => {
    const today = new Date();
    const written = ['de-DE', 'en-GB'].flatMap((locale) =>
      (['long', 'medium', 'short'] as const).map((dateStyle) =>
        new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'Europe/Berlin' }).format(today),
      ),
    );
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      for (const date of written)
        walker.currentNode.textContent = walker.currentNode.textContent!.replaceAll(date, '1. 1.');
  });

/** What a page looks like, or why that is not as it was; with UPDATE_PICTURES=1 it is kept as it is now. */
export async function look(page: Page, browser: Browser, name: string): Promise<string | null> {
  const shot = await reduced(page, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  const path = join(FOLDER, `${name}.png`);
  const versionPath = join(FOLDER, 'chromium.txt');
  const version = browser.version().split('.')[0]!;
  if (UPDATE) {
    const share = existsSync(path) ? await difference(page, await readFile(path), shot) : 1;
    if (share > 0) await keep(name, existsSync(path) ? await readFile(path) : null, shot);
    await mkdir(FOLDER, { recursive: true });
    await writeFile(path, shot);
    await writeFile(versionPath, `${version}\n`);
    return null;
  }
  if (!existsSync(path)) return `${name}: there is no picture yet. UPDATE_PICTURES=1 makes it.`;
  const kept = await readFile(path);
  const allowed = (await readFile(versionPath, 'utf8')).trim() === version ? TOLERANCE : TOLERANCE_ELSEWHERE;
  if (!sizeOf(kept).equals(sizeOf(shot))) {
    await keep(name, kept, shot);
    return `${name}: it has another size than the picture that is kept. See ${DIFFERING}.`;
  }
  const share = await difference(page, kept, shot);
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
async function reduced(page: Page, shot: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(
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

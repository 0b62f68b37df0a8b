// What axe finds on a state of a page: in German and English, each of them light and dark, in two widths.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOnly } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { WAIT_MS } from './browser.js';
import { eventually } from './program.js';
import { lead, type Ids, type State } from './states.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const ALL: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
/** All else is the same in the other theme. */
const COLOURS: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Of each state the first in German, the second in English; from phones at 400 % to large screens. */
const WIDTHS: [number, number][] = [
  [360, 1440],
  [1440, 320],
  [768, 360],
  [320, 1440],
];

/**
 * What moves, as the sheet of a phone does at the start, may lie over something else on its way, and what gets the colours of another
 * theme has none of both on its way.
 */
const settled = (page: Page) => {
  const places = () =>
    page.evaluate(async () => {
      await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
      if (document.getAnimations().some((one) => one instanceof CSSTransition)) return undefined;
      return [...document.querySelectorAll('button, a, select, #answer')]
        .map((element) => Object.values(element.getBoundingClientRect().toJSON() as object).join())
        .join(' ');
    });
  let before: string | undefined;
  return eventually(async () => {
    const last = before;
    before = await places();
    return before !== undefined && before === last;
  });
};

/** The map needs not begin anew to be read in another language. */
async function speak(page: Page, lang: string): Promise<void> {
  await lead(page, { lang });
  await page.locator(`html[lang=${lang}]`).waitFor();
}

/** @returns a function that says what axe finds on a state, one line for each place; `i` chooses its widths */
export async function openAxe(
  browser: Browser,
  url: string,
): Promise<(state: State, i: number, ids: Ids) => Promise<string[]>> {
  // One for all, so that scripts are loaded and compiled only once.
  const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light' });
  return async ({ path, prepare, reach, next = [] }, i, ids) => {
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    const found: string[] = [];
    let theme: 'light' | 'dark' = 'light';
    const examine = async (look: string, rules: RunOnly) => {
      await settled(page);
      found.push(...(await barriersOn(page, rules)).map((barrier) => `${look} ${theme}: ${barrier}`));
    };
    const asked = path(ids);
    // Easy-to-read German is a language of its own.
    const languages = asked.includes('lang=') ? [''] : ['de', 'en'];
    try {
      await prepare?.(page);
      for (const [n, lang] of languages.entries()) {
        const width = WIDTHS[i % WIDTHS.length]![n]!;
        await page.setViewportSize({ width, height: 740 });
        if (n > 0 && asked.startsWith('/?')) await speak(page, lang);
        else await page.goto(url + asked + (lang && `&lang=${lang}`));
        await reach?.(page);
        await examine(`${lang} ${width}`, ALL);
        theme = theme === 'light' ? 'dark' : 'light';
        await page.emulateMedia({ colorScheme: theme });
        await examine(`${lang} ${width}`, COLOURS);
        // Every other one in German, in one theme, the rest in English, in the other.
        for (const state of next.filter((_, k) => k % languages.length === n)) {
          await state.reach(page);
          await examine(`${state.name} ${lang} ${width}`, ALL);
        }
      }
    } finally {
      await page.close();
      await context.setOffline(false);
    }
    return found;
  };
}

let axe: string | undefined;

/** What axe finds on a page as it is, one line for each place. */
export async function barriersOn(page: Page, rules: RunOnly = ALL): Promise<string[]> {
  axe ??= await readFile(AXE, 'utf8');
  // Through the debugger, which no Content-Security-Policy holds off.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults, RunOnly>(
    (runOnly) =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run({ runOnly, resultTypes: ['violations'] }),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}

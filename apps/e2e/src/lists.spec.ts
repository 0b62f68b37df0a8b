// The list beside the map in a real browser, by keyboard: it says what the map shows, follows it, opens cards, and can be taken away.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { hasChromium, inChromium, openBrowser, WAIT_MS, watch } from './browser.js';
import { createHome, eventually, startProgram, type Home, type Program } from './program.js';

describe('the list of a layer in a browser', () => {
  let home: Home;
  let program: Program;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    if (!hasChromium) return;
    home = await createHome();
    [program, browser] = await Promise.all([startProgram(home), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    expect(await program?.interrupt()).toBe(hasChromium ? 0 : undefined);
    await home?.remove();
  }, 60_000);

  const open = async (path: string, options: { width?: number; script?: string } = {}) => {
    const { width = 1280 } = options;
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    complaints = watch(page, program.url);
    if (options.script) await page.addInitScript(options.script);
    await page.goto(program.url + path);
  };
  const count = () => page.locator('.list-count').textContent();
  const counted = async () => parseInt((await count())!.replaceAll(',', ''), 10);
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

  inChromium(
    'opens by keyboard, follows the map, opens a card from a row, and has a file with the same rows',
    async () => {
      await open('/?lang=en');
      // The button is there before the program that hears it: the start comes as a page that can be read.
      await page.locator('canvas.maplibregl-canvas').waitFor();
      await page.locator('#list-button').focus();
      await page.keyboard.press('Enter');
      await page.locator('.list-table tbody tr').first().waitFor();
      expect(await focused()).toBe('List');
      expect(page.url()).toContain('list=fixed');
      expect(await count()).toMatch(/^[\d,]+ addresses in view$/);

      // Nearer, by the keys of the map: fewer, and said.
      const before = await counted();
      await page.locator('canvas.maplibregl-canvas').focus();
      await page.keyboard.press('+');
      await eventually(async () => (await counted()) < before && (await counted()) > 0);
      const near = await counted();
      const said = (await count())!;
      await eventually(async () => (await page.locator('[aria-live]').allTextContents()).includes(said));

      // The file has just these rows: a head, and the last line ends.
      const rows = async () => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: 'CSV (table)' }).click(),
        ]);
        expect(download.suggestedFilename()).toBe('address-coverage-selection.csv');
        return (await readFile(await download.path(), 'utf8')).split('\r\n').length - 2;
      };
      expect(await rows()).toBe(near);

      // Each filter of the map is one of the list.
      await page.getByText('Filter addresses').click();
      for (const [name, option] of [
        ['Best technology', 'FTTH'],
        ['Use', 'commercial'],
        ['Fibre status', 'activated'],
        ['Provider', { label: 'Westfalen Glas' }],
      ] as const) {
        const select = page.locator('.filters').getByLabel(new RegExp(`^${name}`));
        await select.selectOption(option);
        await eventually(async () => (await counted()) < near);
        expect({ name, some: await counted() }).not.toEqual({ name, some: 0 });
        await select.selectOption({ label: 'All' });
        await eventually(async () => (await counted()) === near);
      }
      // And of its file.
      await page.evaluate(() => {
        history.replaceState(null, '', `${location.search}&speed=1000`);
        dispatchEvent(new PopStateEvent('popstate'));
      });
      await page.getByText('One filter active').locator('visible=true').first().waitFor();
      await eventually(async () => (await counted()) < near);
      expect(await rows()).toBe(await counted());

      const row = page.locator('.list-open').first();
      const label = (await row.textContent())!;
      await row.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: label }).waitFor();
      // The map has flown there; the list has stayed, and with it the focus.
      expect(await focused()).toBe(label);
      await page.getByRole('button', { name: 'Bring the list to the map' }).press('Enter');
      await eventually(async () => !(await page.locator('.list-behind').isVisible()));
      expect(await focused()).toBe('List');

      await page.keyboard.press('Escape');
      expect(await page.locator('.list').count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('list-button');
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    // Each of the filters is set and taken back, and each is answered.
    150_000,
  );

  inChromium(
    'works without a map, of the whole city, and sorts what is all there',
    async () => {
      await open('/?lang=de&list=rollout', {
        script: 'HTMLCanvasElement.prototype.getContext = () => null',
      });
      await page
        .getByText(/Ausbauprojekte? in der ganzen Stadt/)
        .locator('visible=true')
        .first()
        .waitFor();
      const names = () => page.locator('.list-table tbody th').allTextContents();
      const head = page.getByRole('columnheader', { name: 'Projekt' });
      await head.getByRole('button').press('Enter');
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      const up = await names();
      expect(up.length).toBeGreaterThan(1);
      expect(up).toEqual([...up].sort(new Intl.Collator('de', { numeric: true }).compare));
      await head.getByRole('button').press('Enter');
      expect(await names()).toEqual([...up].reverse());

      // Cables are no rows of the graph but of their files.
      await page.locator('.list select').selectOption({ label: 'Glasfasernetz' });
      await page.locator('.list-count').getByText('Strecken und Knoten in der ganzen Stadt').waitFor();
      expect(await page.locator('.list-table tbody tr').count()).toBeGreaterThan(1);
      await page.locator('.list-files').getByText('Diese Knoten laden').waitFor();
      await page.context().close();
    },
    30_000,
  );

  inChromium(
    'sorts on a phone too: each head is a button that can be seen, in a table that is still one',
    async () => {
      await open('/?lang=en&list=sensors', {
        width: 320,
        script: 'HTMLCanvasElement.prototype.getContext = () => null',
      });
      const table = page.getByRole('table', { name: 'Sensors with their newest value' });
      const head = table.getByRole('columnheader', { name: 'Sensor' });
      const more = page.getByRole('button', { name: 'Show more rows' });
      await table.or(more).first().waitFor();
      while (await more.isVisible()) await more.click();
      const buttons = table.getByRole('columnheader').getByRole('button');
      expect(await buttons.count()).toBe(5);
      // Nothing lies over them or cuts them off.
      const hidden = await buttons.evaluateAll((all) =>
        all
          .filter((button) => {
            const { x, y, width, height } = button.getBoundingClientRect();
            return height < 24 || !button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
          })
          .map(({ textContent }) => textContent),
      );
      expect(hidden).toEqual([]);
      await head.getByRole('button').press('Enter');
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      const names = await table.getByRole('rowheader').allTextContents();
      expect(names.length).toBeGreaterThan(1);
      expect(names).toEqual([...names].sort(new Intl.Collator('en', { numeric: true }).compare));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await page.context().close();
    },
    30_000,
  );
});

// The map of other days than today, and two maps side by side: by keyboard, with a finger, and from a link.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { difference, hasChromium, inChromium, mapVariety, openBrowser, WAIT_MS, watch } from './browser.js';
import { createHome, eventually, startProgram, type Home, type Program } from './program.js';

const CANVAS = 'canvas.maplibregl-canvas';

describe('the map through time', () => {
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
    await program?.interrupt();
    await home?.remove();
  }, 60_000);

  const open = async (path: string, options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    complaints = watch(page, program.url);
    await page.goto(`${program.url}${path}`);
  };
  afterEach(() => page?.context().close());
  const mapDrawn = () =>
    eventually(async () => (await page.locator(CANVAS).count()) > 0 && (await mapVariety(page)) > 0.3, 500);
  const addressTile = () => page.waitForResponse((response) => /address-coverage.*\?day=/.test(response.url()));
  const slider = () => page.getByRole('slider', { name: 'Day that the map shows' });
  const said = (text: string) => page.locator('.time-state').getByText(text).waitFor();
  const day = () => new URL(page.url()).searchParams.get('day');
  const picture = () => page.locator('#map').screenshot();
  /** The map looks, or looks no more, as it did. */
  const untilLooks = (other: boolean, than: Buffer) =>
    eventually(async () => (await difference(page, than, await picture())) > 0.004 === other);

  inChromium(
    'goes back and forth by keyboard, says what is promised, and comes home to today',
    async () => {
      await open('/?lang=en&layers=fixed,rollout&map=13.5/51.763/7.891');
      await mapDrawn();
      await page.getByRole('button', { name: 'Time' }).click();
      await slider().focus();
      await said('Today');
      const today = await picture();
      const [tile] = await Promise.all([addressTile(), page.keyboard.press('Home')]);
      expect(tile.status()).toBe(200);
      await said('State on');
      const first = day()!;
      expect(tile.url()).toContain(`day=${first}`);
      await untilLooks(true, today);
      await page.getByRole('button', { name: 'Later' }).click();
      await eventually(() => Promise.resolve(day()! > first));
      await slider().focus();
      await page.keyboard.press('End');
      await said('Promised by');
      await page.locator('.time-note').getByText('Nothing of this is built yet.').waitFor();
      await page.locator('.legend').getByText('Fibre promised, not built').waitFor();
      expect(await slider().getAttribute('aria-valuetext')).toMatch(/^Promised by \d+ \w+ 20\d\d$/);

      const link = page.url();
      await page.reload();
      await said('Promised by');
      expect(page.url()).toBe(link);
      const todayButton = page.getByRole('button', { name: 'Today' });
      await todayButton.click();
      await said('Today');
      expect([day(), await todayButton.evaluate((button) => button === document.activeElement)]).toEqual([null, true]);
      await page.keyboard.press('Escape');
      await page.locator('.time-bar').waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
    },
    90_000,
  );

  inChromium(
    'lays today beside another day, with a line that keys, buttons and the mouse move',
    async () => {
      await open('/?lang=en&layers=fixed,rollout&map=13.5/51.763/7.891');
      await mapDrawn();
      await page.getByRole('button', { name: 'Time' }).click();
      await page.getByRole('button', { name: 'Compare' }).click();
      await eventually(async () => (await page.locator(CANVAS).count()) === 2);
      expect(page.url()).toMatch(/day=20\d\d-\d\d-\d\d&swipe=today/);
      const line = page.getByRole('slider', { name: 'Line between' });
      const steps = await page.evaluate(() => history.length);
      const left = page.getByRole('button', { name: 'Only left' });
      const right = page.getByRole('button', { name: 'Only right' });
      await slider().focus();
      await Promise.all([addressTile(), page.keyboard.press('Home')]);
      await right.click();
      expect(await line.getAttribute('aria-valuenow')).toBe('0');
      const now = await picture();
      await left.click();
      await untilLooks(true, now);
      await page.getByRole('button', { name: 'Both' }).click();
      await line.focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      expect(await line.getAttribute('aria-valuenow')).toBe('40');
      const map = (await page.locator('#map').boundingBox())!;
      // Waits until it stands where the keys have moved it: with two maps to draw, that is later than its value says.
      await line.hover();
      await page.mouse.down();
      await page.mouse.move(map.x + map.width * 0.3, map.y + map.height / 2, { steps: 3 });
      await page.mouse.up();
      await eventually(async () => (await line.getAttribute('aria-valuenow')) === '30');
      // Whoever gets the link sees the line there; the back button leads past all its places.
      await eventually(() => Promise.resolve(page.url().includes('&line=30')));
      expect(await page.evaluate(() => history.length)).toBe(steps);

      // Both show the same place.
      await page.locator(CANVAS).first().focus();
      await page.keyboard.press('ArrowRight');
      await eventually(() => Promise.resolve(!page.url().includes('map=13.5/51.763/7.891')));
      // Two days, neither of which is today.
      const shown = page.getByLabel('Right:');
      const other = (await shown.locator('optgroup').last().locator('option').nth(2).getAttribute('value'))!;
      expect(other).not.toBe(day());
      await Promise.all([
        page.waitForResponse(new RegExp(`address-coverage.*\\?day=${other}`)),
        shown.selectOption(other),
      ]);
      expect(page.url()).toContain(`day=${day()}&swipe=${other}`);
      await shown.selectOption({ label: 'Best technology' });
      await page.locator('.legend').getByText('Right: Best technology').waitFor();
      // Two mobile networks, which had not been switched on.
      await right.click();
      const beside = page.locator('.swipe-map');
      const without = await beside.screenshot();
      await shown.selectOption({ label: '4G (LTE)' });
      await page.locator('.legend').getByText('Right: 4G (LTE)').waitFor();
      expect(page.url()).toMatch(/layers=[^&]*mobile.*swipe=G4/);
      await eventually(async () => !(await beside.screenshot()).equals(without));
      // Of the left half nothing is seen, and the address says that little is.
      expect(page.url()).toContain('&line=5');
      await page.reload();
      await eventually(async () => (await line.getAttribute('aria-valuenow')) === '5');
      await page.getByRole('button', { name: 'End comparison' }).click();
      await eventually(async () => (await page.locator(CANVAS).count()) === 1);
      expect(page.url()).not.toContain('line=');
      expect(complaints).toEqual([]);
    },
    90_000,
  );

  inChromium(
    'takes the list beside it along: its heading, the status of a row, its file, and what is only promised',
    async () => {
      await open('/?lang=en&layers=fixed,rollout&list=fixed&map=13/51.763/7.891');
      await mapDrawn();
      const titled = (text: string | RegExp) => page.locator('#list-title').filter({ hasText: text }).waitFor();
      const statuses = (label: string) =>
        page
          .locator('.list-table tbody tr')
          .evaluateAll(
            (rows, label) =>
              Object.fromEntries(
                rows.map((row) => [
                  row.querySelector('th')!.textContent!,
                  row.querySelector(`[data-label="${label}"]`)?.textContent ?? '',
                ]),
              ),
            label,
          );
      const csv = () => page.getByRole('link', { name: /^CSV/ }).getAttribute('href');
      await titled(/^List$/);
      await page.locator('.list-table tbody tr').first().waitFor();
      const today = await statuses('Fibre');
      expect([await csv(), await page.getByRole('columnheader', { name: 'Promised by' }).count()]).toEqual([
        expect.not.stringContaining('day='),
        0,
      ]);

      await page.getByRole('button', { name: 'Time' }).click();
      await slider().focus();
      await page.keyboard.press('Home');
      await titled(/^List for \d+ \w+ 20\d\d$/);
      await eventually(async () =>
        Object.entries(await statuses('Fibre')).some(([name, status]) => name in today && today[name] !== status),
      );
      // The file has just these rows, of that day.
      expect(await csv()).toContain(`day=${day()}`);
      const file = await (await page.request.get(program.url + (await csv())!)).text();
      const counted = parseInt((await page.locator('.list-count').textContent())!.replaceAll(',', ''), 10);
      expect(file.split('\r\n')).toHaveLength(counted + 2);
      expect(file.split('\r\n')[0]).toContain(',promised_by,');

      await slider().focus();
      await page.keyboard.press('End');
      await page.getByRole('columnheader', { name: 'Promised by' }).waitFor();
      await page.locator('.list select').selectOption('rollout');
      await page.locator('.list-table td').getByText('promised, not built').first().waitFor();
      await page.getByText('is not built.').waitFor();
      await page.locator('.list select').selectOption('network');
      await titled('List for today');
      await page.getByText('Of the fibre network only today is known.').waitFor();
      await page.getByRole('button', { name: 'Today' }).click();
      await titled(/^List$/);

      await page.goto(`${program.url}/?lang=de&layers=rollout&list=rollout&day=2024-06-30&swipe=today`);
      await titled('Liste für den 30.06.2024');
      await page.getByText('Die Liste zeigt den linken.').waitFor();
      await page.locator('.list select').selectOption('sensors');
      await titled('Liste für heute');
      await page.getByText('Sensoren zeigen hier ihren neuesten Wert.').waitFor();
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  inChromium(
    'leads back to today where its days cannot be had, and keeps the focus',
    async () => {
      await open('/accessibility');
      await page.route(/\/graphql/, (route) => route.fulfill({ status: 503, body: 'no' }));
      await page.goto(`${program.url}/?lang=de&day=2024-06-30`);
      await page.getByRole('button', { name: 'Zurück zu heute' }).press('Enter');
      await said('Heute');
      await eventually(() => page.evaluate(() => document.activeElement?.id === 'time-bar'));
    },
    60_000,
  );

  inChromium(
    'leaves the sheet of a narrow phone its handle, and the page its width',
    async () => {
      await open('/?lang=de&day=2024-06-30&swipe=today', {
        viewport: { width: 320, height: 640 },
        hasTouch: true,
        isMobile: true,
      });
      await page.getByRole('button', { name: 'Nur links' }).waitFor();
      await eventually(async () => (await page.locator(CANVAS).count()) === 2);
      const [bar, handle] = await Promise.all(
        ['.time-bar', '.sheet-handle'].map(async (part) => (await page.locator(part).boundingBox())!),
      );
      expect(bar!.y + bar!.height).toBeLessThan(handle!.y);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      const small = await page
        .locator('.time-bar :is(button, input, select), .swipe-handle')
        .evaluateAll((all) =>
          all.map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width < 24 || height < 24),
        );
      expect(small).toEqual([]);
      expect(complaints).toEqual([]);
    },
    60_000,
  );
});

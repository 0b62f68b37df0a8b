// The frame of the page in a real browser: by mouse, by keyboard, with a finger; small, large, offline and within another page.
import { createServer } from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { distanceToColour, hasChromium, inChromium, openBrowser, WAIT_MS, wantMap, watch } from './browser.js';
import { readPdf } from './pdf.js';
import { createHome, eventually, freePort, graphql, startProgram, type Home, type Program } from './program.js';
import { mapDrawn as untilDrawn } from './stage.js';

const PHONE: BrowserContextOptions = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
const CANVAS = 'canvas.maplibregl-canvas';

describe('the frame of the page', () => {
  let home: Home;
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  /** Ports of two websites of others, of which the operator has named the first. */
  let websites: number[];
  beforeAll(async () => {
    if (!hasChromium) return;
    websites = [await freePort(), await freePort()];
    home = await createHome({ EMBED_ORIGINS: `http://127.0.0.1:${websites[0]}` });
    [program, browser] = await Promise.all([startProgram(home), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.interrupt();
    await home?.remove();
  }, 60_000);

  const open = async (path: string, options: BrowserContextOptions = {}) => {
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      acceptDownloads: true,
      ...options,
    });
    page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    complaints = watch(page, program.url);
    await page.goto(`${program.url}${path}`);
  };
  const mapDrawn = () => untilDrawn(page);
  const leave = async () => {
    expect(complaints).toEqual([]);
    await context.close();
  };
  const anAddress = async () => {
    const { addresses } = await graphql<{
      addresses: { nodes: { id: string; label: string; position: { longitude: number; latitude: number } }[] };
    }>(program.url, '{ addresses(first: 1) { nodes { id label position { longitude latitude } } } }');
    return addresses.nodes[0]!;
  };
  const heightOf = async (selector: string) => (await page.locator(selector).boundingBox())!.height;

  inChromium(
    'has on a phone a sheet of three heights, by buttons and by finger, and a map above it',
    async () => {
      await open('/?lang=en', PHONE);
      await page.locator('#answer table').waitFor();
      const mapCode = () =>
        page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /CityMap/.test(name)).length);
      await page.waitForTimeout(3_000);
      expect([await page.locator(CANVAS).count(), await mapCode()]).toEqual([0, 0]);
      const half = await heightOf('#answer');
      await wantMap(page);
      // The button that had the focus is gone, and the map has the room.
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('map');
      await mapDrawn();
      // The map fills its place, behind the sheet too.
      expect(Math.abs((await heightOf(CANVAS)) - (await heightOf('#map')))).toBeLessThan(1);
      await eventually(async () => (await heightOf('#answer')) < 100 && true);
      await page.getByRole('button', { name: 'Enlarge the answer' }).tap();
      await eventually(async () => (await heightOf('#answer')) === half && true);
      await page.getByRole('button', { name: 'Enlarge the answer' }).tap();
      await eventually(async () => (await heightOf('#answer')) > half + 100 && true);
      const handle = (await page.locator('.sheet-handle').boundingBox())!;
      await page.mouse.move(handle.x + 60, handle.y + 10);
      await page.mouse.down();
      await page.mouse.move(handle.x + 60, handle.y + 150, { steps: 4 });
      await page.mouse.move(handle.x + 60, handle.y + 600, { steps: 4 });
      await page.waitForTimeout(200);
      await page.mouse.up();
      await eventually(async () => (await heightOf('#answer')) < 100 && true);
      // What the keyboard reaches is seen.
      await page.locator('.panel-content').evaluate((panel) => {
        panel.tabIndex = -1;
        panel.focus();
      });
      await eventually(async () => (await heightOf('#answer')) === half && true);
      await leave();
    },
    120_000,
  );

  inChromium(
    'needs no sideways scrolling at 320 pixels and at 400 % zoom, and hides nothing there',
    async () => {
      // One visit whose window changes, as it does to whoever enlarges the page: 400 % of 1280 pixels are 320.
      await open('/?lang=de', { viewport: { width: 320, height: 640 } });
      for (const viewport of [
        { width: 320, height: 640 },
        { width: 320, height: 256 },
        { width: 360, height: 740 },
        { width: 768, height: 1024 },
      ]) {
        await page.setViewportSize(viewport);
        await mapDrawn();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
        const small = await page
          .locator('button:visible, input:visible, select:visible, a:visible')
          .evaluateAll((all) =>
            all
              .filter((element) => !element.closest('p, li, td, .maplibregl-ctrl, .skip') && !element.matches('.skip'))
              .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
              .filter(({ box }) => box.width < 24 || box.height < 24)
              .map(({ text }) => text),
          );
        expect(small).toEqual([]);
        const hint = await page.locator('input#address-search').evaluate((field: HTMLInputElement) => {
          const { font, paddingLeft, paddingRight } = getComputedStyle(field);
          const pen = document.createElement('canvas').getContext('2d')!;
          pen.font = font;
          const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
          return { room, needed: pen.measureText(field.placeholder).width };
        });
        expect(hint.needed).toBeLessThanOrEqual(hint.room);
        await page.getByRole('table').getByText('Dolberg').scrollIntoViewIfNeeded();
      }
      await leave();
    },
    180_000,
  );

  const positionNow = () => {
    const [zoom, latitude, longitude] = new URL(page.url()).searchParams.get('map')!.split('/').map(Number);
    return { zoom: zoom!, latitude: latitude!, longitude: longitude! };
  };

  inChromium(
    'moves the map by buttons to each side, on a phone and at 400 % zoom too, and writes it into the URL',
    async () => {
      await open('/?lang=en&layers=fixed&map=14/51.763/7.891');
      await mapDrawn();
      for (const [width, height] of [
        [1280, 800],
        [375, 740],
        [320, 640],
        [320, 256],
      ] as const) {
        await page.setViewportSize({ width, height });
        // There is no room for them at half height.
        if (height === 640) await page.getByRole('button', { name: 'Shrink the answer' }).click();
        const toggle = page.locator('.pan-toggle');
        await toggle.click();
        const press = async (name: string) => {
          const button = page.getByRole('group', { name: 'Move the map' }).getByRole('button', { name });
          const box = (await button.boundingBox())!;
          expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
          const before = page.url();
          await button.click();
          await eventually(() => Promise.resolve(page.url() !== before));
          return positionNow();
        };
        const right = await press('Right');
        const down = await press('Down');
        const left = await press('Left');
        const up = await press('Up');
        expect(right.longitude).toBeGreaterThan(7.892);
        expect(down.latitude).toBeLessThan(51.762);
        expect(left.longitude).toBeCloseTo(7.891, 3);
        expect(up.latitude).toBeCloseTo(51.763, 3);
        await toggle.click();
      }
      await leave();
    },
    180_000,
  );

  inChromium(
    'has the map where the URL says: with the first address that is chosen, and after the back button',
    async () => {
      const { label, position } = await anAddress();
      const start = {
        latitude: +(position.latitude + 0.02).toFixed(5),
        longitude: +(position.longitude + 0.02).toFixed(5),
      };
      await open(`/?lang=en&layers=fixed&map=16/${start.latitude}/${start.longitude}`);
      await mapDrawn();
      /** Zooming writes where the map is indeed. */
      const lookedAtNow = async () => {
        const before = page.url();
        await page.getByRole('button', { name: 'Zoom in' }).click();
        await page.waitForURL((url) => url.href !== before);
        return positionNow();
      };
      const isNear = (a: typeof position, b: typeof position, by: number) =>
        Math.abs(a.latitude - b.latitude) < by && Math.abs(a.longitude - b.longitude) < by;
      await page.getByRole('combobox').fill(label);
      await page.getByRole('option', { name: label }).first().click();
      await eventually(() => Promise.resolve(isNear(positionNow(), position, 0.001)));
      await page.locator(CANVAS).focus();
      for (const _ of [1, 2, 3, 4]) await page.keyboard.press('ArrowRight');
      await eventually(() => Promise.resolve(!isNear(positionNow(), position, 0.002)));
      const moved = positionNow();
      await page.goBack();
      expect(isNear(positionNow(), start, 0.0001)).toBe(true);
      expect(isNear(await lookedAtNow(), start, 0.0001)).toBe(true);
      // Where somebody had moved it, and not at the address.
      await page.goForward();
      await page.getByRole('heading', { name: label }).waitFor();
      expect(isNear(await lookedAtNow(), moved, 0.0001)).toBe(true);
      await leave();
    },
    120_000,
  );

  inChromium(
    'names a chosen operator of mobile networks that has nothing in view, as it filters',
    async () => {
      await open('/?lang=de&layers=mobile&operator=4711');
      await mapDrawn();
      const chosen = page.getByLabel('Betreiber').locator('option:checked');
      expect(await chosen.innerText()).toBe('Gewählter Betreiber');
      await page.getByLabel('Betreiber').selectOption({ label: 'Alle Betreiber' });
      expect(page.url()).not.toContain('operator');
      await leave();
    },
    90_000,
  );

  inChromium(
    'never lays sources, buttons and legend over each other',
    async () => {
      for (const viewport of [
        { width: 360, height: 740 },
        { width: 768, height: 1024 },
        { width: 1440, height: 900 },
      ]) {
        await open('/?lang=de', { viewport });
        await mapDrawn();
        const boxes = await Promise.all(
          ['.zoom', '.legend', '.map-tools', '.maplibregl-ctrl-attrib', '.maplibregl-ctrl-scale'].map(async (name) => ({
            name,
            box: (await page.locator(name).boundingBox())!,
          })),
        );
        for (const a of boxes)
          for (const b of boxes)
            if (a.name < b.name)
              expect({
                pair: `${a.name} ${b.name} at ${viewport.width}`,
                apart:
                  a.box.x + a.box.width <= b.box.x ||
                  b.box.x + b.box.width <= a.box.x ||
                  a.box.y + a.box.height <= b.box.y ||
                  b.box.y + b.box.height <= a.box.y,
              }).toEqual({ pair: `${a.name} ${b.name} at ${viewport.width}`, apart: true });
        await leave();
      }
    },
    180_000,
  );

  inChromium(
    'finds the nearest address by the place of the visitor, and says it when there is none or it may not',
    async () => {
      const { label, position } = await anAddress();
      await open('/?lang=en', { geolocation: position, permissions: ['geolocation'] });
      await page.getByRole('button', { name: 'My location' }).click();
      await page.getByRole('heading', { name: label }).waitFor();
      await expectTitle(label);
      await leave();

      await open('/?lang=en', { geolocation: { longitude: 13.4, latitude: 52.5 }, permissions: ['geolocation'] });
      await page.getByRole('button', { name: 'My location' }).click();
      await page.getByText('No address is known here near your location').first().waitFor();
      await leave();

      await open('/?lang=en');
      await page.getByRole('button', { name: 'My location' }).click();
      await page.getByText('The browser may not use your location').first().waitFor();
      await leave();
    },
    120_000,
  );
  const expectTitle = (start: string) => eventually(async () => (await page.title()).startsWith(start) && true);

  inChromium(
    'filters addresses in the legend, keeps it in the URL with the place of the map, and takes it back',
    async () => {
      const { position } = await anAddress();
      await open(`/?lang=en&layers=fixed&map=16/${position.latitude}/${position.longitude}`);
      await mapDrawn();
      await page.getByText('Filter addresses').click();
      await page.getByLabel('Speed').selectOption({ label: 'from 1\u00a0Gbit/s' });
      await page.getByText('One filter active.').waitFor();
      expect(page.url()).toContain('speed=1000');
      await page.locator(CANVAS).focus();
      await page.keyboard.press('ArrowRight');
      await eventually(() => Promise.resolve(!page.url().includes(`/${position.longitude}`)));
      const shared = page.url();
      expect(shared).toMatch(/map=16\/\d+\.\d+\/\d+\.\d+/);
      await page.reload();
      await mapDrawn();
      expect(page.url()).toBe(shared);
      await page.getByRole('button', { name: 'Reset filters' }).click();
      await page.getByText('One filter active.').waitFor({ state: 'detached' });
      expect(page.url()).not.toContain('speed');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('map');
      await leave();
    },
    120_000,
  );

  inChromium(
    'says what is under the mouse and, for the keyboard, in the middle of the map, where Enter opens it',
    async () => {
      const { label, position } = await anAddress();
      await open(`/?lang=en&layers=fixed&map=17/${position.latitude}/${position.longitude}`);
      await mapDrawn();
      await page.getByRole('combobox').focus();
      await eventually(async () => {
        await page.keyboard.press('Tab');
        return page.evaluate(() => document.activeElement?.matches('canvas.maplibregl-canvas'));
      });
      await page.locator('.readout').getByText(label).waitFor();
      await page.locator('[aria-live]').getByText(`${label}: `).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: label }).waitFor();
      await leave();
    },
    120_000,
  );

  /** Where the page's address says that the map looks: there the crosshair is, once the map has the focus by keyboard. */
  const lookedAt = async () => {
    await page.keyboard.press('Tab');
    await page.locator(CANVAS).focus();
    const { x, y, width, height } = (await page.locator('.crosshair').boundingBox())!;
    await page.locator(CANVAS).blur();
    return { x: x + width / 2, y: y + height / 2 };
  };

  inChromium(
    'shows at the place of an address the colour of its fibre, tells from afar of its street, and opens that by mouse and by finger, in a project area too',
    async () => {
      const { addresses } = await graphql<{
        addresses: {
          nodes: { label: string; projects: object[]; position: { longitude: number; latitude: number } }[];
        };
      }>(
        program.url,
        '{ addresses(first: 100, fibreStatus: [UNDER_CONSTRUCTION]) { nodes { label projects { id } position { longitude latitude } } } }',
      );
      const { label, position } = addresses.nodes.find(({ projects }) => projects.length > 0)!;
      const there = `${position.latitude.toFixed(5)}/${position.longitude.toFixed(5)}`;
      await open(`/?lang=en&layers=fixed&map=17.5/${there}`);
      await mapDrawn();
      const house = await lookedAt();
      // FIBRE.UNDER_CONSTRUCTION and, for what is not there, FIBRE.CONNECTED: apps/web/src/map/layers/fixed-marks.ts
      await eventually(async () => (await distanceToColour(page, house, '#cf6a08')) < 3, 500);
      expect(await distanceToColour(page, house, '#1d5fae')).toBeGreaterThan(3);
      await page.mouse.move(house.x, house.y);
      await page.locator('.readout').getByText(label, { exact: true }).waitFor();
      await leave();

      // The street is told of and opened, not the area of the project that it lies in.
      const opened = async () => {
        await page.locator('.card .kicker').getByText('Street', { exact: true }).waitFor();
        expect(page.url()).toMatch(/[?&]street=\d+/);
        return page.locator('.card h1').innerText();
      };
      await open(`/?lang=en&layers=fixed,rollout&map=12.9/${there}`);
      await mapDrawn();
      const place = await lookedAt();
      await page.mouse.move(place.x, place.y);
      await page
        .locator('.readout')
        .getByText(/^Fibre at .* addresses$/)
        .waitFor();
      const told = await page.locator('.readout strong').first().innerText();
      await page.mouse.click(place.x, place.y);
      expect(await opened()).toBe(told);
      await leave();

      await open(`/?lang=en&layers=fixed,rollout&map=12.9/${there}`, PHONE);
      await mapDrawn();
      const below = await lookedAt();
      await page.touchscreen.tap(below.x, below.y);
      expect(await opened()).not.toBe('');
      await leave();
    },
    180_000,
  );

  inChromium(
    'opens the page of a district where no data is under the pointer, and says so before',
    async () => {
      // With nothing but the ground.
      await open('/?lang=en&layers=&map=12/51.763/7.891');
      await mapDrawn();
      const { x, y } = await lookedAt();
      await page.mouse.move(x, y);
      await page.locator('.readout').getByText('District: to the page with its figures').waitFor();
      const name = await page.locator('.readout strong').first().innerText();
      await page.mouse.click(x, y);
      await page.waitForURL(/\/district\//);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await context.close();
    },
    90_000,
  );

  inChromium(
    'gives a link, a snippet and a picture of the view, and the focus back',
    async () => {
      await open('/?lang=de&layers=fixed');
      await mapDrawn();
      const keys = await page.locator('.legend .keys li').allInnerTexts();
      expect(keys.length).toBeGreaterThan(3);
      const button = page.getByRole('button', { name: 'Teilen und drucken' });
      await button.click();
      const snippet = await page.getByLabel('Einbetten', { exact: true }).inputValue();
      expect(snippet).toMatch(/^<iframe src="http[^"]*layers=fixed[^"]*embed=1/);
      await page.evaluate(() => {
        const { prototype } = CanvasRenderingContext2D;
        const { fillText } = prototype;
        prototype.fillText = function (...args) {
          document.body.dataset['drawn'] = `${document.body.dataset['drawn'] ?? ''} ${args[0]}`;
          fillText.apply(this, args);
        };
      });
      const [picture] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Karte als Bild speichern' }).click(),
      ]);
      expect(picture.suggestedFilename()).toMatch(/^stadtlage-\d{4}-\d\d-\d\d\.png$/);
      const drawn = (await page.evaluate(() => document.body.dataset['drawn']))!;
      // A picture that has left the page says what its colours mean, of when and from whom it is, and that its city is invented.
      for (const key of keys) expect(drawn).toContain(key);
      for (const said of [
        /Karte vom \d+\.\d+\.20\d\d/,
        /Quellen: ©.*http/,
        /Demodaten.*Nichts davon ist eine Auskunft/,
      ])
        expect(drawn).toMatch(said);
      await page.keyboard.press('Escape');
      await eventually(async () => (await button.evaluate((element) => element === document.activeElement)) && true);
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      expect(await heightOf('.print-map')).toBeGreaterThan(100);
      const { text } = readPdf(await page.pdf());
      for (const said of ['Nichts davon ist eine Auskunft', '© Stadt Ahlen', ...keys]) expect(text).toContain(said);
      expect(text).toMatch(/Karte vom \d+\.\d+\.20\d\d/);
      await leave();
    },
    120_000,
  );

  inChromium(
    'shows itself within the page of a website that the operator named, without a header, and leads to the whole page and to others in tabs of their own',
    async () => {
      await open('/?lang=de&embed=1&layers=fixed');
      await mapDrawn();
      expect(await page.getByRole('banner').count()).toBe(0);
      const whole = page.getByRole('link', { name: 'Ganze Seite öffnen' });
      expect(await whole.getAttribute('href')).not.toContain('embed');
      await page.getByRole('link', { name: 'Zur Karte springen' }).press('Enter');
      expect([new URL(page.url()).hash, context.pages().length]).toEqual(['#map', 1]);
      await leave();
      await open('/?lang=de&embed=1&layers=&map=12/51.763/7.891');
      await mapDrawn();
      const { x, y } = await lookedAt();
      const [district] = await Promise.all([context.waitForEvent('page'), page.mouse.click(x, y)]);
      await district.waitForURL(/\/district\//);
      await leave();
      for (const [i, port] of websites.entries()) {
        const site = createServer((_request, response) =>
          response
            .setHeader('content-type', 'text/html')
            .end(`<title>City</title><iframe src="${program.url}/?lang=de&embed=1" width="800" height="600"></iframe>`),
        ).listen(port, '127.0.0.1');
        context = await browser.newContext();
        page = await context.newPage();
        await page.goto(`http://127.0.0.1:${port}/`);
        const inside = page.frameLocator('iframe').getByRole('combobox');
        if (i === 0) {
          await inside.waitFor();
          const link = page.frameLocator('iframe').getByRole('link', { name: 'Alle Stadtteile' });
          const [tab] = await Promise.all([context.waitForEvent('page'), link.click()]);
          await tab.waitForURL(`${program.url}/districts?lang=de`);
          expect(await inside.count()).toBe(1);
        } else expect(await inside.count()).toBe(0);
        await context.close();
        site.closeAllConnections();
        site.close();
      }
    },
    120_000,
  );

  inChromium(
    'shows on a phone the pin beside the bar of time, its sources in German, and one notice beside all buttons',
    async () => {
      const { id } = await anAddress();
      await open(`/?lang=de&address=${id}`, PHONE);
      await mapDrawn();
      expect(await page.locator('.maplibregl-ctrl-attrib-button').getAttribute('title')).toBe('Quellen');
      const box = async (name: string) => (await page.locator(name).boundingBox())!;
      const apart = async (one: string, other: string) => {
        const [a, b] = [await box(one), await box(other)];
        return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      };
      await context.setOffline(true);
      await page.locator('.link-notice').waitFor();
      for (const other of ['.zoom', '.map-tools', '.legend', '.panel'])
        expect({ other, apart: await apart('.map-notice', other) }).toEqual({ other, apart: true });
      expect(await page.locator('.map-trouble .notice').locator('visible=true').count()).toBe(0);
      await context.setOffline(false);
      await page.locator('.link-notice').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Zeit' }).tap();
      await page.locator('.time-row').waitFor();
      await eventually(async () => (await apart('.maplibregl-marker', '.time-bar')) && true);
      expect(await apart('.maplibregl-marker', '.panel')).toBe(true);
      await context.close();
    },
    120_000,
  );

  inChromium(
    'says when the network is gone, stays usable, and recovers by itself',
    async () => {
      await open('/?lang=en');
      await mapDrawn();
      await context.setOffline(true);
      await page.getByText('No internet connection').first().waitFor();
      await page.getByRole('checkbox', { name: 'Sensors' }).uncheck();
      await context.setOffline(false);
      await page.locator('.map-notice').getByText('No internet connection').waitFor({ state: 'detached' });
      await page.getByRole('combobox').fill('Wall');
      await page.getByRole('option').first().waitFor();
      await context.close();
    },
    120_000,
  );
});

// What a visitor sees when parts of the service fail, and that it is made good without a hand.
import type { Page } from 'playwright-core';
import { difference, inChromium } from './browser.js';
import { eventually, graphql } from './program.js';
import { mapDrawn, stage } from './stage.js';

const TILES = /\/tiles\/[^?]*\.mvt/;
const WINDOW = { viewport: { width: 1280, height: 800 } };

describe('a visit while', () => {
  const here = stage();
  const trouble = (page: Page, text: string) => page.locator('.map-trouble[role=status]').getByText(text);
  const gone = (page: Page, text: string) => trouble(page, text).waitFor({ state: 'detached' });
  const finds = async (page: Page) => {
    await page.locator('#address-search').fill('');
    await page.locator('#address-search').pressSequentially('Wall');
    await page.getByRole('option').first().waitFor();
  };

  inChromium(
    'tiles fail: it is said, search and answer and legend work on, and the map is whole again by itself',
    async () => {
      const { page, context } = await here.open('/accessibility?lang=de', WINDOW);
      await page.route(TILES, (route) => route.fulfill({ status: 503, body: 'no' }));
      await page.goto(`${here.program.url}/?lang=de`);
      await trouble(page, 'Ein Teil der Karte konnte nicht geladen werden').waitFor();
      await finds(page);
      await page.getByRole('option').filter({ hasNotText: 'Adressen' }).first().click();
      await page.locator('#answer .answer-title').waitFor();
      await page.getByRole('checkbox', { name: 'Sensoren' }).click();
      expect(page.url()).toContain('layers=');
      await page.unroute(TILES);
      await gone(page, 'Ein Teil der Karte konnte nicht geladen werden');
      await mapDrawn(page);
      await context.close();
    },
    90_000,
  );

  inChromium(
    'the code of the map fails, and then the tiles of two maps beside each other: both come by themselves',
    async () => {
      const { page, context } = await here.open('/accessibility?lang=de', WINDOW);
      await page.route(/\/assets\/CityMap-.*\.js/, (route) => route.abort());
      await page.route(TILES, (route) => route.fulfill({ status: 503, body: 'no' }));
      await page.goto(`${here.program.url}/?lang=de&layers=fixed&swipe=technology`);
      await finds(page);
      await page.unroute(/\/assets\/CityMap-.*\.js/);
      await trouble(page, 'Ein Teil der Karte konnte nicht geladen werden').waitFor();
      await page.getByRole('button', { name: 'Nur rechts' }).click();
      const right = () => page.locator('.swipe-map').screenshot();
      const blank = await right();
      await page.unroute(TILES);
      await gone(page, 'Ein Teil der Karte konnte nicht geladen werden');
      await eventually(async () => (await difference(page, blank, await right())) > 0.05);
      await context.close();
    },
    90_000,
  );

  inChromium(
    "the operator's basemap fails, with its signs and letters: our own is drawn, and theirs again once it is there",
    async () => {
      const { page, context } = await here.open('/accessibility?lang=en', WINDOW);
      const { url } = here.program;
      let asked = 0;
      let down = true;
      await page.route('**/config.json', async (route) => {
        const config = (await (await route.fetch()).json()) as object;
        await route.fulfill({ json: { ...config, basemapStyle: `${url}/basemap/style.json` } });
      });
      await page.route('**/basemap/**', (route) => {
        if (route.request().url().endsWith('/style.json')) return route.fulfill({ json: BASEMAP });
        if (down) return route.abort();
        asked++;
        return route.fulfill({ status: 204 });
      });
      await page.goto(`${url}/?lang=en`);
      await trouble(page, 'Our own map is shown').waitFor();
      await mapDrawn(page);
      await finds(page);
      down = false;
      // As after a break of the network, so that the test needs not wait for the next try.
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await eventually(async () => asked > 0);
      await page.locator('.map-trouble .notice').waitFor({ state: 'detached' });
      await context.close();
    },
    90_000,
  );

  inChromium(
    'the server is away before a card was ever opened: the answer stays beside a button to try again, and nothing is loaded anew',
    async () => {
      const { addresses } = await graphql<{ addresses: { nodes: { id: string; projects: { name: string }[] }[] } }>(
        here.program.url,
        '{ addresses(first: 300) { nodes { id projects { name } } } }',
      );
      const { id, projects } = addresses.nodes.find(({ projects }) => projects.length > 0)!;
      const { page, context } = await here.open('/accessibility?lang=de', WINDOW);
      const parts = /\/assets\/(ProjectCard|List|TimeBar|ShareDialog)-.*\.js/;
      await page.route(parts, (route) => route.abort());
      await page.goto(`${here.program.url}/?lang=de&address=${id}`);
      await page.evaluate(() => Object.assign(window, { same: true }));
      const title = (await page.locator('#answer .answer-title').textContent())!;
      const more = page.getByRole('button', { name: 'Projekt und Verlauf ansehen' }).first();
      await more.press('Enter');
      const again = page.getByRole('button', { name: 'Noch einmal versuchen' });
      await page.locator('.panel').getByRole('alert').waitFor();
      expect(await page.locator('#answer .answer-title').textContent()).toBe(title);
      for (const name of ['Zeit', 'Liste', 'Teilen und drucken'])
        await page.getByRole('button', { name, exact: true }).click();
      await eventually(async () => (await again.count()) === 4);
      await page.unroute(parts);
      await page.locator('.panel').getByRole('button', { name: 'Noch einmal versuchen' }).press('Enter');
      const project = page.getByRole('heading', { level: 1, name: projects[0]!.name });
      await project.waitFor();
      // What was pressed is gone, and who pressed it reads on in the card.
      const hasFocus = () => project.evaluate((heading) => heading === document.activeElement);
      await eventually(hasFocus);
      await page.goBack();
      await more.press('Enter');
      await project.waitFor();
      await eventually(hasFocus);
      expect(await page.evaluate(() => 'same' in window)).toBe(true);
      await context.close();
    },
    90_000,
  );

  inChromium(
    'the network is gone: the answer stays, the search does not pretend that nothing was found, and all goes on by itself',
    async () => {
      const { page, context } = await here.open('/?lang=en', WINDOW);
      await mapDrawn(page);
      await finds(page);
      await page.getByRole('option').filter({ hasNotText: 'addresses' }).first().click();
      const title = (await page.locator('#answer .answer-title').textContent())!;
      await context.setOffline(true);
      const notice = page.locator('.map-notice[role=status]').getByText(/No internet connection.*Values of/);
      await notice.waitFor();
      await page.locator('[aria-live]').getByText('No internet connection').waitFor();
      await page.locator('#address-search').fill('Ostst');
      await page.getByText('The search cannot be reached').first().waitFor();
      expect(await page.getByText('No address found').count()).toBe(0);
      expect(await page.locator('#answer .answer-title').textContent()).toBe(title);
      await page.getByRole('button', { name: 'Zoom out' }).click();
      await context.setOffline(false);
      await notice.waitFor({ state: 'detached' });
      await finds(page);
      await page.locator('.map-trouble .notice--warning').waitFor({ state: 'detached' });
      await context.close();
    },
    90_000,
  );
});

/** A map of others, of which only the style can be had. */
const BASEMAP = {
  version: 8,
  sprite: '/basemap/sprite',
  glyphs: '/basemap/glyphs/{fontstack}/{range}.pbf',
  sources: { ground: { type: 'vector', tiles: ['/basemap/{z}/{x}/{y}.mvt'] } },
  layers: [
    { id: 'land', type: 'background', paint: { 'background-color': '#eeeeee' } },
    { id: 'water', type: 'fill', source: 'ground', 'source-layer': 'water' },
  ],
};

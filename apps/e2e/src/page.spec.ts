// A resident's visit in a real browser: the map, an address, a layer, a live value, an imported file.
import { connectAsync } from 'mqtt';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { difference, hasChromium, inChromium, mapVariety, openBrowser, WAIT_MS, watch } from './browser.js';
import {
  createHome,
  describeOnRealParts,
  eventually,
  graphql,
  runCli,
  startProgram,
  type Home,
  type Program,
} from './program.js';

describeOnRealParts('the page in a browser', () => {
  let home: Home;
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
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
    expect(program?.complaints() ?? '').toBe('');
    await home?.remove();
  }, 60_000);

  const open = async (path: string) => {
    context = await browser.newContext({ viewport: { width: 1000, height: 700 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    complaints = watch(page, program.url);
    await page.goto(`${program.url}${path}`);
  };
  /** Until the map has drawn data and two pictures of it in a row are alike. */
  const mapDrawn = () =>
    eventually(async () => {
      if ((await page.locator('canvas.maplibregl-canvas').count()) === 0 || (await mapVariety(page)) < 0.3)
        return undefined;
      const before = await page.locator('canvas.maplibregl-canvas').screenshot();
      await page.waitForTimeout(700);
      const after = await page.locator('canvas.maplibregl-canvas').screenshot();
      return (await difference(page, before, after)) < 0.002 && after;
    });
  const leave = async () => {
    expect(complaints).toEqual([]);
    await context.close();
  };

  inChromium(
    'shows the city, and says that it is demo data',
    async () => {
      await open('/?lang=en');
      await mapDrawn();
      await page.getByText('Demo data', { exact: true }).waitFor();
      await page.getByRole('table').getByText('Dolberg').waitFor();
      await leave();
    },
    90_000,
  );

  inChromium(
    'answers for an address typed by keyboard alone, in German, and keeps it in the URL',
    async () => {
      const { addresses } = await graphql<{
        addresses: {
          nodes: { id: string; label: string; street: string; houseNumber: number; houseNumberSuffix: string }[];
        };
      }>(
        program.url,
        '{ addresses(first: 1, fibreStatus: [CONNECTED]) { nodes { id label street houseNumber houseNumberSuffix } } }',
      );
      const { id, label, street, houseNumber, houseNumberSuffix } = addresses.nodes[0]!;
      await open('/?lang=de');
      await page.getByRole('combobox').focus();
      await page.keyboard.type(`${street} ${houseNumber}${houseNumberSuffix}`);
      await page.getByRole('option', { name: label }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: label }).waitFor();
      await page
        .getByText('Ein Vertrag genügt', { exact: false })
        .or(page.getByText('Glasfaser liegt im Haus', { exact: false }))
        .first()
        .waitFor();
      expect(page.url()).toContain(`address=${encodeURIComponent(id)}`);
      // Its queries go by their ids, and what the browser has already is not sent again.
      const posted: string[] = [];
      page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()));
      await page.reload();
      await page.getByRole('heading', { name: label }).waitFor();
      expect(posted).toEqual([]);
      expect(await (await fetch(`${program.url}/metrics`)).text()).toMatch(
        /^stadtlage_persisted_unchanged_total [1-9]/m,
      );
      await page.goBack();
      await page.getByRole('heading', { name: label }).waitFor({ state: 'detached' });
      await leave();
    },
    90_000,
  );

  inChromium(
    'changes the map when a layer is switched in the legend',
    async () => {
      await open('/?lang=en');
      const before = await mapDrawn();
      await page.getByRole('checkbox', { name: 'Internet at the address' }).uncheck();
      await page.getByRole('checkbox', { name: 'Mobile coverage' }).check();
      await eventually(
        async () => (await difference(page, before, await page.locator('canvas.maplibregl-canvas').screenshot())) > 0.1,
      );
      expect(page.url()).toContain('mobile');
      await leave();
    },
    90_000,
  );

  inChromium(
    'draws from afar by street how many addresses a filter lets through, names it in the legend and under the pointer',
    async () => {
      const query = '{ addresses(first: 1) { nodes { position { longitude latitude } } } }';
      const { addresses } = await graphql<{
        addresses: { nodes: { position: { longitude: number; latitude: number } }[] };
      }>(program.url, query);
      const { longitude, latitude } = addresses.nodes[0]!.position;
      await open(`/?lang=en&layers=fixed&map=11/${latitude}/${longitude}&technology=FTTH`);
      await page.waitForResponse(
        (response) =>
          /\/address-coverage\/11\/.*\.mvt\?best_technology=ftth$/.test(response.url()) && response.status() === 200,
      );
      await page.getByText(/^Share of addresses with: Best technology .+, by street$/).waitFor();
      expect(await page.locator('.map-notice').textContent()).toMatch(/One filter active\.(?!.*zoom in)/is);
      // Away from the legend and from what lies on the map.
      const { x, y, width, height } = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
      const clip = { x: x + width * 0.3, y: y + height * 0.35, width: width * 0.25, height: height * 0.3 };
      const shot = () => page.screenshot({ clip });
      const drawn = await eventually(async () => {
        const before = await shot();
        await page.waitForTimeout(700);
        const after = await shot();
        return (await difference(page, before, after)) === 0 && after;
      });
      await eventually(async () => {
        await page.mouse.move(clip.x + clip.width * Math.random(), clip.y + clip.height * Math.random());
        return /\d of \d+ addresses match the filter/.test((await page.locator('.readout').allTextContents()).join());
      });
      await page.mouse.move(0, 0);
      await page.getByRole('checkbox', { name: 'Internet at the address' }).uncheck();
      await eventually(async () => (await difference(page, drawn, await shot())) > 0.02);
      await leave();
    },
    90_000,
  );

  inChromium(
    'shows a reading that a gateway publishes, without a reload',
    async () => {
      const { sensors } = await graphql<{ sensors: { nodes: { id: string; gatewayId: string }[] } }>(
        program.url,
        '{ sensors(kind: WEATHER, first: 1) { nodes { id gatewayId } } }',
      );
      const { id, gatewayId } = sensors.nodes[0]!;
      await open(`/?lang=en&sensor=${id}`);
      const before = await mapDrawn();
      await page.getByText('Live').first().waitFor();
      const gateway = await connectAsync(home.mqttUrl);
      const publish = () =>
        gateway.publishAsync(`gateways/${gatewayId}/sensors/${id}/observations`, '{"values": {"temperature": 47.2}}', {
          qos: 1,
        });
      // The demo gateway goes on publishing its own values, so one of ours may be on the page only for a moment.
      const again = setInterval(() => void publish(), 300);
      await page.getByText('47.2').first().waitFor();
      await eventually(
        async () => (await difference(page, before, await page.locator('canvas.maplibregl-canvas').screenshot())) > 0,
      );
      clearInterval(again);
      await gateway.endAsync();
      await leave();
    },
    90_000,
  );

  inChromium(
    'shows an imported fibre network on the map',
    async () => {
      await open('/?lang=en&layers=network');
      const before = await mapDrawn();
      await context.close();
      const file = join(home.env['DATA_DIR']!, 'network.json');
      await writeFile(file, JSON.stringify(crossOfAhlen()));
      expect(await runCli(['import', 'fibre-network', file], home.env)).toMatchObject({ status: 0 });
      await open('/?lang=en&layers=network');
      await eventually(async () => {
        const after = await mapDrawn();
        return (await difference(page, before, after)) > 0.002;
      });
      await leave();
    },
    120_000,
  );

  inChromium(
    'brings GraphiQL with example queries, without the internet',
    async () => {
      await open('/graphql');
      // The button is there before the editor with the query that it would send.
      await page.getByText('searchAddresses').first().waitFor();
      await page
        .getByRole('button', { name: /Execute query/ })
        .first()
        .click();
      await page.getByText('"data"').first().waitFor();
      await leave();
    },
    90_000,
  );
});

/** A network package (Open Fibre Data Standard 0.3) of two long spans that cross over the city. */
function crossOfAhlen() {
  const span = (id: string, coordinates: [number, number][]) => ({
    id,
    name: `Span ${id}`,
    status: 'operational',
    route: { type: 'LineString', coordinates },
  });
  return {
    networks: [
      {
        id: '0f0d7c1e-52a4-4d38-9d53-0ab1c6d2b7f1',
        name: 'Cross of Ahlen',
        links: [
          {
            rel: 'describedby',
            href: 'https://raw.githubusercontent.com/Open-Telecoms-Data/open-fibre-data-standard/0__3__0/schema/network-schema.json',
          },
        ],
        nodes: [],
        spans: [
          span('1', [
            [7.83, 51.73],
            [7.95, 51.8],
          ]),
          span('2', [
            [7.83, 51.8],
            [7.95, 51.73],
          ]),
        ],
      },
    ],
  };
}

// A station's page in a real browser, by keyboard: the time that is shown, the figures as a table, live values that are halted.
import { connectAsync } from 'mqtt';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { hasChromium, inChromium, openBrowser, WAIT_MS, watch } from './browser.js';
import { createHome, eventually, graphql, startProgram, type Home, type Program } from './program.js';

describe("a station's page in a browser", () => {
  let home: Home;
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let station: { id: string; gatewayId: string; name: string };
  beforeAll(async () => {
    if (!hasChromium) return;
    home = await createHome();
    [program, browser] = await Promise.all([startProgram(home), openBrowser()]);
    const { sensors } = await graphql<{ sensors: { nodes: (typeof station)[] } }>(
      program.url,
      '{ sensors(kind: WEATHER, first: 1) { nodes { id gatewayId name } } }',
    );
    station = sensors.nodes[0]!;
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    expect(await program?.interrupt()).toBe(hasChromium ? 0 : undefined);
    await home?.remove();
  }, 60_000);

  const open = async (path: string, width = 1200) => {
    context = await browser.newContext({
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      // The clock on the page is the city's, wherever one is.
      timezoneId: 'America/New_York',
    });
    page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    complaints = watch(page, program.url);
    await page.goto(path.startsWith('/') ? `${program.url}${path}` : path);
  };
  const leave = async () => {
    expect(complaints).toEqual([]);
    await context.close();
  };
  const panel = () => page.locator('#answer');
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const publish = async (temperature: number) => {
    const gateway = await connectAsync(home.mqttUrl);
    const topic = `gateways/${station.gatewayId}/sensors/${station.id}/observations`;
    await gateway.publishAsync(topic, JSON.stringify({ values: { temperature } }), { qos: 1 });
    await gateway.endAsync();
  };

  inChromium(
    'opens from the card, changes the time it shows and reads the table by keyboard alone, and leads back',
    async () => {
      await open(`/?lang=en&sensor=${station.id}`);
      const more = page.getByRole('button', { name: 'History, comparison and data' });
      await more.focus();
      await page.keyboard.press('Enter');
      await page.locator('.chart canvas').waitFor();
      expect(await focused()).toBe('Back to the summary');
      expect(page.url()).toContain('station=day');

      await page.getByRole('radio', { name: 'Day', exact: true }).focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(/station=week/);
      expect(await page.getByRole('radio', { name: 'Week' }).isChecked()).toBe(true);
      await page.getByRole('img', { name: /^Chart: .* to / }).waitFor();

      await page.getByText('Figures as a table').focus();
      await page.keyboard.press('Enter');
      const rows = panel().getByRole('table').getByRole('row');
      await eventually(async () => (await rows.count()) > 24);
      expect(await rows.nth(2).textContent()).toMatch(/^\d{1,2} \w+, \d\d:00.*°C/);
      const before = await rows.nth(3).textContent();
      await page.getByRole('button', { name: 'Earlier' }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/until=\d{4}-\d\d-\d\d/);
      await eventually(async () => (await rows.nth(3).textContent()) !== before);

      await page.goBack();
      await more.waitFor();
      expect(await focused()).toBe('History, comparison and data');
      await leave();
    },
    90_000,
  );

  inChromium(
    'draws other stations beside it, keeps them in the URL, and gives the same figures as a file',
    async () => {
      await open(`/?lang=de&sensor=${station.id}&station=week&property=temperature`, 400);
      await page.getByText('Mit anderen Stationen vergleichen').click();
      await panel().getByRole('checkbox').first().check();
      await eventually(async () => (await page.locator('.key li').count()) === 2);
      expect(page.url()).toContain('compare=');
      await page.reload();
      await eventually(async () => (await page.locator('.key li').count()) === 2);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Diese Zahlen als CSV laden' }).click(),
      ]);
      const text = await readFile(await download.path(), 'utf8');
      expect(text).toContain('begin,sensor_id,sensor,property,unit,minimum,mean,maximum');
      expect(text.split('\r\n').length).toBeGreaterThan(200);
      await leave();
    },
    90_000,
  );

  inChromium(
    'keeps the focus beside what was asked for once there is no more of it, of rows and of stations',
    async () => {
      await open('about:blank');
      // All stations of the demo city are on one page; these are on one and an empty one.
      let isFirst = true;
      await page.route(/\/graphql\/.*property.*after/, (route) => {
        const sensors = isFirst
          ? { nodes: [{ id: 'other', name: 'Other' }], pageInfo: { hasNextPage: true, endCursor: 'next' } }
          : { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
        isFirst = false;
        return route.fulfill({ json: { data: { sensors } } });
      });
      await page.goto(`${program.url}/?lang=en&sensor=${station.id}&station=week&property=temperature`);
      await page.getByText('Figures as a table').click();
      const rows = page.getByRole('button', { name: 'Show more rows' });
      await rows.waitFor();
      while (await rows.isVisible()) await rows.press('Enter');
      const table = page.getByRole('region', { name: 'Figures as a table' });
      await eventually(() => table.evaluate((region) => region === document.activeElement));

      await page.getByText('Compare with other stations').click();
      const stations = page.getByRole('button', { name: 'More stations' });
      await stations.waitFor();
      await stations.press('Enter');
      await stations.waitFor({ state: 'detached' });
      await eventually(() => page.evaluate(() => document.activeElement?.nodeName === 'FIELDSET'));
      await leave();
    },
    90_000,
  );

  inChromium(
    'stands still when it is told to, and goes on with the newest value',
    async () => {
      await open(`/?lang=en&sensor=${station.id}&station=day&property=temperature`);
      const value = page.locator('.station-now .value');
      await panel().getByText('Live', { exact: true }).waitFor();
      const pause = panel().getByRole('button', { name: 'Pause live values' });
      await pause.focus();
      await page.keyboard.press('Enter');
      await panel().getByText('Paused').waitFor();
      // Nothing newer is due yet: the demo's weather comes each hour.
      expect(await panel().getByText('It may be out of date', { exact: false }).count()).toBe(0);
      // What had come before may still be drawn.
      await page.waitForTimeout(1_000);
      const halted = await value.textContent();
      await publish(47.2);
      await page.waitForTimeout(2_500);
      expect(await value.textContent()).toBe(halted);

      const resume = panel().getByRole('button', { name: 'Resume live values' });
      expect(await focused()).toBe('Resume live values');
      await resume.press('Enter');
      // The demo gateway goes on publishing its own values, so ours may be on the page only for a moment.
      const again = setInterval(() => void publish(47.2), 500);
      await panel().getByText('47.2').first().waitFor();
      clearInterval(again);
      await leave();
    },
    90_000,
  );

  inChromium(
    'says that the connection is lost, and shows new values again once there is one',
    async () => {
      await open('about:blank');
      let down = false;
      const sockets: WebSocketRoute[] = [];
      await page.routeWebSocket(/graphql/, (socket) => {
        if (down) return void socket.close({ code: 1012 });
        sockets.push(socket);
        socket.connectToServer();
      });
      await page.goto(`${program.url}/?lang=en&sensor=${station.id}&station=day&property=temperature`);
      await panel().getByText('Live', { exact: true }).waitFor();
      down = true;
      for (const socket of sockets) await socket.close({ code: 1012 });
      await panel().getByText('Connection lost', { exact: false }).waitFor();
      await panel().getByText('It may be out of date', { exact: false }).waitFor();
      down = false;
      await panel().getByText('Live', { exact: true }).waitFor();
      await panel().getByText('Connection lost', { exact: false }).waitFor({ state: 'detached' });
      const again = setInterval(() => void publish(47.2), 500);
      await panel().getByText('47.2').first().waitFor();
      clearInterval(again);
      await leave();
    },
    90_000,
  );
});

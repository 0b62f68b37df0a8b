// Every page and state of the page by axe: in German and English, light and dark, on a phone and on a large screen.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { hasChromium, inChromium, openBrowser } from './browser.js';
import { createHome, describeOnce, eventually, graphql, startProgram, type Home, type Program } from './program.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Look {
  lang: 'de' | 'en';
  theme: 'light' | 'dark';
  width: 360 | 1440;
}

/** Each state has every language, theme and width; three states in a row every pair of them. */
const LOOKS: [Look, Look][] = [
  [
    { lang: 'de', theme: 'light', width: 360 },
    { lang: 'en', theme: 'dark', width: 1440 },
  ],
  [
    { lang: 'de', theme: 'dark', width: 1440 },
    { lang: 'en', theme: 'light', width: 360 },
  ],
  [
    { lang: 'de', theme: 'light', width: 1440 },
    { lang: 'en', theme: 'dark', width: 360 },
  ],
];

interface Ids {
  address: string;
  project: string;
  sensor: string;
  district: string;
}

interface State {
  name: string;
  path(ids: Ids): string;
  /** Of the page as it is wanted. */
  reach?(page: Page): Promise<unknown>;
}

/** What moves, as the sheet of a phone does at the start, may lie over something else on its way. */
const settled = (page: Page) => {
  const places = () =>
    page.evaluate(async () => {
      await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
      return [...document.querySelectorAll('button, a, select, #answer')]
        .map((element) => Object.values(element.getBoundingClientRect().toJSON() as object).join())
        .join(' ');
    });
  let before: string;
  return eventually(async () => before === (before = await places()));
};

const mapControls = (page: Page) =>
  Promise.all(['.legend', '.zoom', '.maplibregl-ctrl-attrib'].map((part) => page.locator(part).waitFor()));
const opened = (page: Page) =>
  page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
const card = async (page: Page) => {
  await Promise.all([mapControls(page), page.locator('#answer h2').first().waitFor()]);
  await opened(page);
};

const STATES: State[] = [
  {
    name: 'the start',
    path: () => '/?',
    reach: (page) => Promise.all([mapControls(page), page.locator('#answer table').waitFor()]),
  },
  { name: 'the card of an address', path: ({ address }) => `/?address=${address}`, reach: card },
  { name: 'the card of a project', path: ({ project }) => `/?project=${project}`, reach: card },
  { name: 'the card of a sensor', path: ({ sensor }) => `/?sensor=${sensor}`, reach: card },
  {
    name: "a station's page with its figures as a table",
    path: ({ sensor }) => `/?sensor=${sensor}&station=week`,
    reach: async (page) => {
      await page.locator('.chart canvas').waitFor();
      await opened(page);
    },
  },
  {
    name: 'the legend with the filters',
    path: () => '/?layers=fixed,mobile,rollout,sensors,city&speed=100',
    reach: async (page) => {
      await mapControls(page);
      const toggle = page.locator('.legend-toggle');
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
      await page.locator('.filters select').first().waitFor();
    },
  },
  {
    name: 'the dialog to share',
    path: () => '/?',
    reach: async (page) => {
      await mapControls(page);
      await page.getByRole('button', { name: /Teilen|Share/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'the map within the page of others', path: () => '/?embed=1', reach: mapControls },
  { name: 'the search without scripts', path: () => '/address?q=Wall' },
  { name: "an address's page", path: ({ address }) => `/address/${address}?`, reach: opened },
  {
    name: 'the report form with mistakes',
    path: ({ address }) => `/address/${address}?`,
    reach: async (page) => {
      await page.locator('form.report [type=submit]').click();
      await page.waitForURL(/\/reports/);
      await opened(page);
    },
  },
  { name: 'all districts', path: () => '/districts?', reach: opened },
  { name: 'a district', path: ({ district }) => `/district/${district}?`, reach: opened },
  { name: 'open data', path: () => '/open-data?', reach: opened },
  { name: 'a dataset', path: () => '/open-data/addresses?', reach: opened },
  { name: 'the accessibility statement', path: () => '/accessibility?', reach: opened },
  { name: 'easy-to-read German', path: () => '/leicht?', reach: opened },
  {
    name: "an address's page in easy-to-read German",
    path: ({ address }) => `/address/${address}?lang=de-leicht`,
    reach: opened,
  },
  { name: 'a page that is not there', path: () => '/district/nowhere?' },
];

describeOnce('axe finds nothing on', () => {
  let home: Home;
  let program: Program;
  let browser: Browser;
  let axe: string;
  let ids: Ids;
  beforeAll(async () => {
    if (!hasChromium) return;
    home = await createHome();
    [program, browser, axe] = await Promise.all([startProgram(home), openBrowser(), readFile(AXE, 'utf8')]);
    const found = await graphql<
      Record<'addresses' | 'rolloutProjects' | 'sensors', { nodes: { id: string }[] }> & { districts: { id: string }[] }
    >(
      program.url,
      '{ addresses(first: 1) { nodes { id } } rolloutProjects(first: 1) { nodes { id } } sensors(kind: WEATHER, first: 1) { nodes { id } } districts { id } }',
    );
    const first = (kind: 'addresses' | 'rolloutProjects' | 'sensors') => found[kind].nodes[0]!.id;
    ids = {
      address: first('addresses'),
      project: first('rolloutProjects'),
      sensor: first('sensors'),
      district: found.districts[0]!.id,
    };
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.interrupt();
    await home?.remove();
  }, 60_000);

  /** One for each look, so that scripts are loaded and compiled only once. */
  const contexts = new Map<Look, Promise<BrowserContext>>();
  const contextOf = (look: Look) => {
    const { theme, width } = look;
    const context =
      contexts.get(look) ??
      browser.newContext({
        viewport: { width, height: 740 },
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
    contexts.set(look, context);
    return context;
  };

  const examine = async ({ path, reach }: State, look: Look): Promise<string[]> => {
    const { lang, theme, width } = look;
    const page = await (await contextOf(look)).newPage();
    page.setDefaultTimeout(20_000);
    const asked = path(ids);
    await page.goto(`${program.url}${asked}${asked.includes('lang=') ? '' : `&lang=${lang}`}`);
    await reach?.(page);
    await settled(page);
    // Through the debugger, which no Content-Security-Policy holds off.
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults, string[]>(
      (values) =>
        (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run({
          runOnly: { type: 'tag', values },
          resultTypes: ['violations'],
        }),
      TAGS,
    );
    await page.close();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${lang} ${theme} ${width}: ${id} at ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`,
      ),
    );
  };

  for (const [i, state] of STATES.entries()) {
    inChromium(
      state.name,
      async () => {
        const looks = LOOKS[i % LOOKS.length]!;
        const found = await Promise.all(looks.map((look) => examine(state, look)));
        expect(found.flat()).toEqual([]);
      },
      60_000,
    );
  }
});

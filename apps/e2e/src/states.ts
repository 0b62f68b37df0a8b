// Every kind of page and its main states, and what axe finds on them.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { wantMap } from './browser.js';
import { eventually, graphql } from './program.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface Look {
  lang: 'de' | 'en';
  theme: 'light' | 'dark';
  width: 360 | 1440;
}

/** Each state has every language, theme and width; three states in a row every pair of them. */
export const LOOKS: [Look, Look][] = [
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

export interface Ids {
  address: string;
  project: string;
  sensor: string;
  district: string;
  street: string;
}

export interface State {
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

const mapControls = async (page: Page) => {
  await wantMap(page);
  await Promise.all(['.legend', '.zoom', '.maplibregl-ctrl-attrib'].map((part) => page.locator(part).waitFor()));
};
const opened = (page: Page) =>
  page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
const card = async (page: Page) => {
  await Promise.all([mapControls(page), page.locator('#answer h2').first().waitFor()]);
  await opened(page);
};

export const STATES: State[] = [
  {
    name: 'the start',
    path: () => '/?',
    // On a phone as it comes, without the map.
    reach: (page) => page.locator('#answer table').waitFor(),
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
    name: 'the map of another day beside today',
    path: () => '/?day=2024-06-30&swipe=today',
    reach: (page) => Promise.all([mapControls(page), page.locator('.time-bar select').waitFor()]),
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
  { name: 'a street', path: ({ street }) => `/street/${street}?`, reach: opened },
  { name: 'open data', path: () => '/open-data?', reach: opened },
  { name: 'a dataset', path: () => '/open-data/addresses?', reach: opened },
  { name: 'the agenda', path: () => '/agenda?', reach: opened },
  { name: 'a figure of the agenda', path: () => '/agenda/indicator/fibre-residential?', reach: opened },
  { name: 'the annex to a council paper', path: () => '/agenda/report?', reach: opened },
  { name: 'the accessibility statement', path: () => '/accessibility?', reach: opened },
  { name: 'easy-to-read German', path: () => '/leicht?', reach: opened },
  {
    name: "an address's page in easy-to-read German",
    path: ({ address }) => `/address/${address}?lang=de-leicht`,
    reach: opened,
  },
  { name: 'a page that is not there', path: () => '/district/nowhere?' },
];

/** One of each kind that the demo city has. */
export async function someIds(url: string): Promise<Ids> {
  const found = await graphql<
    Record<'addresses' | 'rolloutProjects' | 'sensors', { nodes: { id: string; streetKey?: string }[] }> & {
      districts: { id: string }[];
    }
  >(
    url,
    '{ addresses(first: 1) { nodes { id streetKey } } rolloutProjects(first: 1) { nodes { id } } sensors(kind: WEATHER, first: 1) { nodes { id } } districts { id } }',
  );
  const first = (kind: 'addresses' | 'rolloutProjects' | 'sensors') => found[kind].nodes[0]!.id;
  return {
    address: first('addresses'),
    project: first('rolloutProjects'),
    sensor: first('sensors'),
    district: found.districts[0]!.id,
    street: found.addresses.nodes[0]!.streetKey!,
  };
}

/** @returns a function that says what axe finds on a state in a look, one line for each place */
export async function openAxe(
  browser: Browser,
  url: string,
): Promise<(state: State, look: Look, ids: Ids) => Promise<string[]>> {
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
  return async ({ path, reach }, look, ids) => {
    const { lang, theme, width } = look;
    const page = await (await contextOf(look)).newPage();
    page.setDefaultTimeout(20_000);
    const asked = path(ids);
    await page.goto(`${url}${asked}${asked.includes('lang=') ? '' : `&lang=${lang}`}`);
    await reach?.(page);
    await settled(page);
    const found = await barriersOn(page);
    await page.close();
    return found.map((barrier) => `${lang} ${theme} ${width}: ${barrier}`);
  };
}

let axe: string | undefined;

/** What axe finds on a page as it is, one line for each place. */
export async function barriersOn(page: Page): Promise<string[]> {
  axe ??= await readFile(AXE, 'utf8');
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
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}

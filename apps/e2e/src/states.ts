// Every kind of page and its main states.
import type { Page } from 'playwright-core';
import { wantMap } from './browser.js';
import { eventually, graphql } from './program.js';

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
  /** Before the page is asked for. */
  prepare?(page: Page): Promise<unknown>;
  /** From the page as it comes; on the map once more where that has another language and width by now. */
  reach?(page: Page): Promise<unknown>;
  /** States that are reached from this one on the same page, one after the other; each in one language only. */
  next?: { name: string; reach(page: Page): Promise<unknown> }[];
}

/** The map's page goes where such a link would lead, without beginning anew; null takes a parameter away. */
export const lead = (page: Page, parameters: Record<string, string | null>) =>
  page.evaluate((parameters) => {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(parameters))
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    history.replaceState(null, '', url);
    dispatchEvent(new PopStateEvent('popstate'));
  }, parameters);

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
const type = async (page: Page, text: string) => {
  await page.locator('#address-search').fill(text);
  await page.getByRole('option').first().waitFor();
};
/** The rows of a layer. */
const listed = async (page: Page, list: string, parameters: Record<string, null> = {}) => {
  await lead(page, { list, ...parameters });
  const chosen = page.locator('.list select');
  await chosen.waitFor();
  await eventually(async () => (await chosen.inputValue()) === list);
  await page.locator('.list-table tbody tr').first().waitFor();
};
/** The receipt; who sends the same once more is told that it is known. */
const report = async (page: Page) => {
  await page.locator('form.report [name=claim][value=OTHER]').check();
  await page.locator('form.report textarea').fill('Der Bagger war da, das Glas nicht.');
  await page.locator('form.report [type=submit]').click();
  await page.waitForURL(/receipt=/);
};
const API = '**/graphql**';

export const STATES: State[] = [
  {
    name: 'the start',
    path: () => '/?',
    // On a phone as it comes, without the map.
    reach: (page) => page.locator('#answer table').waitFor(),
  },
  { name: 'the card of an address', path: ({ address }) => `/?address=${address}`, reach: card },
  {
    name: 'an address that is not there, on the map',
    path: () => '/?address=no-such-house',
    reach: (page) => page.locator('#answer .notice').waitFor(),
  },
  {
    name: 'the card of a street',
    path: ({ street }) => `/?street=${street}`,
    reach: (page) => page.locator('.card h1').waitFor(),
  },
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
    name: 'suggestions, none of which has the number that was typed',
    path: () => '/?',
    reach: async (page) => {
      await page.locator('#answer table').waitFor();
      await type(page, 'Wall 9999');
      await page.keyboard.press('ArrowDown');
      await page.locator('.search-message').waitFor();
    },
  },
  {
    name: 'a card that is still coming',
    path: ({ address }) => `/?address=${address}`,
    prepare: (page) => page.route(API, () => new Promise<void>(() => {})),
    reach: (page) => page.locator('#answer .loading').waitFor(),
  },
  {
    name: 'what the server answers nothing to: the card, and the map',
    path: ({ address }) => `/?address=${address}`,
    prepare: (page) =>
      Promise.all([API, /\/tiles\//].map((path) => page.route(path, (route) => route.fulfill({ status: 503 })))),
    reach: (page) =>
      Promise.all(['#answer [role=alert]', '.map-trouble .notice'].map((one) => page.locator(one).waitFor())),
  },
  {
    name: 'the page without a network',
    path: ({ address }) => `/?address=${address}`,
    reach: async (page) => {
      await page.locator('.answer-title').waitFor();
      await page.context().setOffline(true);
      await page.locator('.link-notice').waitFor();
    },
  },
  {
    name: 'the list beside the map',
    path: () => '/?list=fixed',
    reach: (page) => listed(page, 'fixed', { provider: null }),
    next: [
      ...['network', 'mobile', 'rollout', 'sensors', 'city'].map((list) => ({
        name: `the list of ${list}`,
        reach: (page: Page) => listed(page, list),
      })),
      {
        name: 'an empty list',
        reach: async (page) => {
          await lead(page, { list: 'fixed', provider: 'Nobody' });
          await page.locator('.list-content .notice').waitFor();
        },
      },
    ],
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
      const dialog = page.getByRole('dialog');
      if (!(await dialog.isVisible())) await page.getByRole('button', { name: /Teilen|Share/ }).click();
      await dialog.waitFor();
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
  {
    name: 'the receipt of a report',
    path: ({ address }) => `/address/${address}?`,
    reach: report,
  },
  {
    name: 'the page of a report',
    path: ({ address }) => `/address/${address}?`,
    reach: async (page) => {
      await report(page);
      await page.goto(page.url().replace(/&receipt=\w+/, ''));
    },
  },
  { name: 'the public ledger of reports', path: () => '/reports?' },
  {
    name: "an address's page of another day",
    path: ({ address }) => `/address/${address}?asOf=2024-06-30`,
    reach: opened,
  },
  { name: 'all districts', path: () => '/districts?', reach: opened },
  { name: 'a district', path: ({ district }) => `/district/${district}?`, reach: opened },
  { name: 'a street', path: ({ street }) => `/street/${street}?`, reach: opened },
  { name: 'open data', path: () => '/open-data?', reach: opened },
  { name: 'a dataset', path: () => '/open-data/addresses?', reach: opened },
  { name: 'the agenda', path: () => '/agenda?', reach: opened },
  { name: 'a figure of the agenda', path: () => '/agenda/indicator/fibre-residential?', reach: opened },
  { name: 'a record of the agenda', path: () => '/agenda/record/school/demo-school-1?', reach: opened },
  { name: 'the annex to a council paper', path: () => '/agenda/report?', reach: opened },
  { name: 'the accessibility statement', path: () => '/accessibility?', reach: opened },
  { name: 'easy-to-read German', path: () => '/leicht?', reach: opened },
  {
    name: "an address's page in easy-to-read German",
    path: ({ address }) => `/address/${address}?lang=de-leicht`,
    reach: opened,
  },
  { name: 'the search in easy-to-read German', path: () => '/address?q=Wall&lang=de-leicht' },
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

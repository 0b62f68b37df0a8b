// npm run pictures [-- <url>]: makes the pictures of README and docs anew, from the built program with a demo city of its own, or from one
// that runs.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { hasChromium, mapVariety, openBrowser, wantMap } from './browser.js';
import { createHome, eventually, graphql, ROOT, startProgram } from './program.js';

const FOLDER = join(ROOT, 'docs/images');
const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 960 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

interface Picture {
  name: string;
  path: string;
  settings: BrowserContextOptions;
  reach(page: Page): Promise<unknown>;
}

/** An address of one project, whose connection is promised for a day to come, later than at first; a weather station. */
async function subjects(url: string): Promise<{ address: string; station: string }> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const { promisedNotConnected, sensors } = await graphql<{
    promisedNotConnected: { nodes: { moves: number; address: { id: string; phases: { id: string }[] } }[] };
    sensors: { nodes: { id: string }[] };
  }>(
    url,
    `
      query ($from: LocalDate, $by: LocalDate!) {
        promisedNotConnected(from: $from, by: $by, first: 500) {
          nodes {
            moves
            address {
              id
              phases {
                id
              }
            }
          }
        }
        sensors(kind: WEATHER, first: 1) {
          nodes {
            id
          }
        }
      }
    `,
    { from: day(30), by: day(500) },
  );
  const moved = promisedNotConnected.nodes.find(({ moves, address }) => moves > 0 && address.phases.length === 1);
  if (!moved) throw new Error('No address of the demo city has a single promise, for a day to come, that has moved.');
  return { address: moved.address.id, station: sensors.nodes[0]!.id };
}

async function drawn(page: Page): Promise<void> {
  await wantMap(page);
  await page.locator('.maplibregl-ctrl-attrib').waitFor();
  await eventually(async () => (await mapVariety(page)) > 0.3);
  const toggle = page.locator('.legend-toggle');
  if ((await toggle.getAttribute('aria-expanded')) === 'true') await toggle.click();
  // Tiles and labels fade in.
  await page.waitForTimeout(3_000);
}

const pictures = ({ address, station }: { address: string; station: string }): Picture[] => [
  { name: 'address', path: `/?address=${address}&lang=de`, settings: DESKTOP, reach: drawn },
  {
    name: 'phone',
    path: `/?address=${address}&lang=de`,
    settings: PHONE,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Auskunft vergrößern' }).click();
      await page.locator('#answer h3').first().waitFor();
      await page.waitForTimeout(1_000);
    },
  },
  {
    name: 'map-dark',
    path: '/?lang=en&layers=fixed,rollout,sensors&map=13.6/51.763/7.891',
    settings: { ...DESKTOP, colorScheme: 'dark' },
    reach: drawn,
  },
  {
    name: 'station',
    path: `/?sensor=${station}&station=month&lang=de`,
    settings: { viewport: { width: 1440, height: 1080 } },
    reach: async (page) => Promise.all([drawn(page), page.locator('.chart canvas').first().waitFor()]),
  },
];

async function take(browser: Browser, url: string, { name, path, settings, reach }: Picture): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...settings });
  const page = await context.newPage();
  await page.goto(url + path);
  await reach(page);
  await writeFile(join(FOLDER, `${name}.jpg`), await page.screenshot({ type: 'jpeg', quality: 85 }));
  console.log(`docs/images/${name}.jpg`);
  await context.close();
}

if (!hasChromium) throw new Error('Chromium is missing. Debian: apt install chromium; or set CHROMIUM to its path.');
const running = process.argv[2];
const home = running ? undefined : await createHome({ DEMO_ADDRESSES: '20000' });
const program = home && (await startProgram(home));
const url = running ?? program!.url;
const browser = await openBrowser();
try {
  for (const picture of pictures(await subjects(url))) await take(browser, url, picture);
} finally {
  await browser.close();
  await program?.interrupt();
  await home?.remove();
}

// npm run pictures [-- <url> [<name>…]]: makes the pictures of README anew, from the built program with a demo city of its own, or from one
// that runs; all of them, or those that are named.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { hasChromium, openBrowser } from './browser.js';
import { lettered } from './pictures.js';
import { createHome, graphql, ROOT, startProgram } from './program.js';
import { mapDrawn } from './stage.js';

const FOLDER = join(ROOT, 'docs/images');
const MAX_BYTES = 190_000;
const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const TABLET: BrowserContextOptions = { viewport: { width: 768, height: 1024 }, deviceScaleFactor: 1.5 };
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
  /** Of what has a map or scripts. */
  reach?(page: Page): Promise<unknown>;
}

interface Subjects {
  address: string;
  station: string;
}

/** An address of one project, whose connection is promised for a day to come, later than at first; a weather station. */
async function subjects(url: string): Promise<Subjects> {
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

/** Colours mean something beside their legend. */
async function explained(page: Page): Promise<void> {
  await mapDrawn(page);
  const toggle = page.locator('.legend-toggle');
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
}

const [LIGHT, DARK] = [{ colorScheme: 'light' }, { colorScheme: 'dark' }] as const;

/** Each width in both languages and both themes. */
const pictures = ({ address, station }: Subjects): Picture[] => [
  { name: 'address', path: `/?address=${address}&lang=de`, settings: { ...DESKTOP, ...LIGHT }, reach: explained },
  {
    name: 'time',
    path: `/?lang=en&layers=fixed,rollout&day=2024-06-30&swipe=today&map=13.6/51.763/7.891`,
    settings: { ...DESKTOP, ...DARK },
    reach: async (page) => Promise.all([explained(page), page.locator('.time-bar select').waitFor()]),
  },
  { name: 'district', path: '/district/nord?lang=de', settings: { ...TABLET, ...LIGHT } },
  {
    name: 'answer-phone',
    path: `/?address=${address}&lang=en`,
    settings: { ...PHONE, ...DARK },
    reach: async (page) => {
      await mapDrawn(page);
      await page.locator('#answer h2').first().waitFor();
    },
  },
  { name: 'agenda', path: '/agenda?lang=en', settings: { ...TABLET, ...DARK } },
  { name: 'easy-phone', path: `/address/${address}?lang=de-leicht`, settings: { ...PHONE, ...LIGHT } },
  {
    name: 'station',
    path: `/?sensor=${station}&station=month&lang=de`,
    settings: { ...TABLET, ...DARK },
    reach: (page) => page.locator('.chart canvas').first().waitFor(),
  },
  {
    name: 'map-phone',
    path: '/?lang=en&layers=fixed,rollout&map=15.2/51.763/7.891',
    settings: { ...PHONE, ...LIGHT },
    reach: explained,
  },
];

/** As sharp as it can be and still be there at once. */
async function photograph(page: Page): Promise<Buffer> {
  for (let quality = 85; ; quality -= 5) {
    const shot = await page.screenshot({ type: 'jpeg', quality });
    if (shot.length <= MAX_BYTES || quality <= 40) return shot;
  }
}

async function take(browser: Browser, url: string, { name, path, settings, reach }: Picture): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...settings });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(url + path);
  await reach?.(page);
  await lettered(page);
  // Tiles and labels fade in.
  if (reach) await page.waitForTimeout(3_000);
  const shot = await photograph(page);
  await writeFile(join(FOLDER, `${name}.jpg`), shot);
  console.log(`docs/images/${name}.jpg, ${Math.round(shot.length / 1000)} KB`);
  await context.close();
}

if (!hasChromium) throw new Error('Chromium is missing. Debian: apt install chromium; or set CHROMIUM to its path.');
const [running, ...names] = process.argv.slice(2);
const home = running ? undefined : await createHome({ DEMO_ADDRESSES: '20000' });
const program = home && (await startProgram(home));
const url = running ?? program!.url;
const browser = await openBrowser();
try {
  for (const picture of pictures(await subjects(url)))
    if (names.length === 0 || names.includes(picture.name)) await take(browser, url, picture);
} finally {
  await browser.close();
  await program?.interrupt();
  await home?.remove();
}

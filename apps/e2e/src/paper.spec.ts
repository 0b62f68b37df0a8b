// The page on paper, and as it looked when somebody last looked at it.
import { type BrowserContextOptions, type Page } from 'playwright-core';
import { inChromium } from './browser.js';
import { readPdf } from './pdf.js';
import { freezeDates, look, withOurLetters } from './pictures.js';
import { describeOnce, eventually, graphql } from './program.js';
import { mapDrawn, stage } from './stage.js';

const A4 = { format: 'A4', preferCSSPageSize: true };

interface Address {
  id: string;
  label: string;
  projects: { id: string; name: string }[];
  coverage: { fixed: { provider: { name: string } }[]; contradictions: { differs: string[] }[] };
}

/** Sensors and their values are switched off: they change by themselves. */
const CALM = 'layers=fixed,rollout';

interface Picture {
  name: string;
  path(address: string): string;
  width: 360 | 1440;
  theme: 'light' | 'dark';
  legend?: boolean;
}

const PICTURES: Picture[] = [
  { name: 'start-360-light-de', path: () => `/?lang=de&${CALM}`, width: 360, theme: 'light' },
  { name: 'start-1440-dark-en', path: () => `/?lang=en&${CALM}`, width: 1440, theme: 'dark' },
  { name: 'answer-360-dark-en', path: (id) => `/?address=${id}&lang=en&${CALM}`, width: 360, theme: 'dark' },
  { name: 'answer-1440-light-de', path: (id) => `/?address=${id}&lang=de&${CALM}`, width: 1440, theme: 'light' },
  { name: 'legend-360-light-de', path: () => `/?lang=de&${CALM}`, width: 360, theme: 'light', legend: true },
  { name: 'address-page-360-light-en', path: (id) => `/address/${id}?lang=en`, width: 360, theme: 'light' },
  { name: 'address-page-1440-dark-de', path: (id) => `/address/${id}?lang=de`, width: 1440, theme: 'dark' },
  { name: 'district-page-1440-light-de', path: () => '/district/nord?lang=de', width: 1440, theme: 'light' },
];

describeOnce('the page', () => {
  const here = stage();
  /** Of those whose sources do not contradict each other, the one of which there is most to say: the same in each demo city. */
  const theAddress = async (): Promise<Address> => {
    const { addresses } = await graphql<{ addresses: { nodes: Address[] } }>(
      here.program.url,
      '{ addresses(first: 300) { nodes { id label projects { id name } coverage { fixed { provider { name } } contradictions { differs } } } } }',
    );
    const worth = ({ projects, coverage: { fixed } }: Address) => 3 * projects.length + fixed.length;
    return addresses.nodes
      .filter(({ coverage }) => coverage.contradictions.length === 0)
      .reduce((best, one) => (worth(one) > worth(best) ? one : best));
  };

  inChromium(
    'has the answer for an address on one sheet of A4, from the map and as a page of its own, in German and English',
    async () => {
      const { id, label, projects, coverage } = await theAddress();
      for (const lang of ['de', 'en'])
        for (const path of [`/?address=${id}&lang=${lang}`, `/address/${id}?lang=${lang}`]) {
          const { page, context, complaints } = await here.open(path);
          if (path.startsWith('/?')) {
            await page.locator('#answer .sources').waitFor();
            await mapDrawn(page);
          }
          const { pages, text } = readPdf(await page.pdf(A4));
          expect({ path, pages }).toEqual({ path, pages: 1 });
          for (const said of [label, ...projects.map(({ name }) => name), coverage.fixed[0]!.provider.name])
            expect(text).toContain(said);
          expect(text).toMatch(lang === 'de' ? /Mobilfunk/ : /Mobile/);
          expect(complaints).toEqual([]);
          await context.close();
        }
    },
    120_000,
  );

  inChromium(
    'looks as it did when somebody last looked at it (apps/e2e/pictures)',
    async () => {
      const { id } = await theAddress();
      const differing: (string | null)[] = [];
      for (const { name, path, width, theme, legend } of PICTURES) {
        const settings: BrowserContextOptions = {
          viewport: { width, height: width === 360 ? 740 : 900 },
          colorScheme: theme,
          timezoneId: 'Europe/Berlin',
          // Letters are handed to pages whose policy takes none.
          bypassCSP: true,
        };
        const { page, context } = await here.open(path(id), settings);
        if (path(id).startsWith('/?')) await settled(page);
        else await withOurLetters(page);
        // Where the map opens depends on whether sheet and legend were there first; at an address it is flown to.
        if (width === 360 || !path(id).includes('address'))
          await page.addStyleTag({ content: '.maplibregl-canvas { visibility: hidden; }' });
        if (legend) await page.locator('.legend-toggle').click();
        await freezeDates(page);
        differing.push(await look(page, here.browser, name));
        await context.close();
      }
      expect(differing.filter((one) => one !== null)).toEqual([]);
    },
    180_000,
  );
});

/** The map has all its tiles and stands still. */
async function settled(page: Page): Promise<void> {
  await page.locator('#answer table').first().waitFor();
  await mapDrawn(page);
  let before = '';
  await eventually(async () => {
    await page.waitForTimeout(600);
    const now = (await page.screenshot()).toString('base64');
    return now === before || ((before = now), false);
  });
}

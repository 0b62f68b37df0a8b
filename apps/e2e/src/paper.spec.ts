// The page on paper, and as it looked when somebody last looked at it.
import { type BrowserContextOptions, type Page } from 'playwright-core';
import { inChromium } from './browser.js';
import { readPdf } from './pdf.js';
import { freezeDates, lettered, look } from './pictures.js';
import { eventually, graphql } from './program.js';
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
  /** Before the map has begun. */
  still?: boolean;
}

const PICTURES: Picture[] = [
  { name: 'start-360-light-de', path: () => '/?lang=de', width: 360, theme: 'light', still: true },
  { name: 'start-1440-dark-en', path: () => `/?lang=en&${CALM}`, width: 1440, theme: 'dark' },
  { name: 'answer-360-dark-en', path: (id) => `/?address=${id}&lang=en&${CALM}`, width: 360, theme: 'dark' },
  { name: 'answer-1440-light-de', path: (id) => `/?address=${id}&lang=de&${CALM}`, width: 1440, theme: 'light' },
  { name: 'legend-360-light-de', path: () => `/?lang=de&${CALM}`, width: 360, theme: 'light', legend: true },
  { name: 'address-page-360-light-en', path: (id) => `/address/${id}?lang=en`, width: 360, theme: 'light' },
  { name: 'address-page-1440-dark-de', path: (id) => `/address/${id}?lang=de`, width: 1440, theme: 'dark' },
  { name: 'district-page-1440-light-de', path: () => '/district/nord?lang=de', width: 1440, theme: 'light' },
];

describe('the page', () => {
  const here = stage();
  /** The one of which there is most to say: the same in each demo city. Most of all of those whose sources contradict each other. */
  const theAddress = async (contradicted = false): Promise<Address> => {
    const { addresses } = await graphql<{ addresses: { nodes: Address[] } }>(
      here.program.url,
      '{ addresses(first: 300) { nodes { id label projects { id name } coverage { fixed { provider { name } } contradictions { differs } } } } }',
    );
    const worth = ({ projects, coverage: { fixed, contradictions } }: Address) =>
      3 * projects.length + fixed.length + contradictions.length;
    return addresses.nodes
      .filter(({ coverage }) => coverage.contradictions.length > 0 === contradicted)
      .reduce((best, one) => (worth(one) > worth(best) ? one : best));
  };

  inChromium(
    'has the answer for an address on one sheet of A4, from the map, with its pin, and as a page of its own, in German and English, also where sources contradict each other',
    async () => {
      const calm = await theAddress();
      const contradicted = await theAddress(true);
      for (const lang of ['de', 'en'])
        for (const [address, path] of [
          [calm, `/?address=${calm.id}&lang=${lang}`],
          [calm, `/address/${calm.id}?lang=${lang}`],
          [contradicted, `/address/${contradicted.id}?lang=${lang}`],
        ] as const) {
          const { label, projects, coverage } = address;
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
          if (path.startsWith('/?')) expect(await pixelsOfPin(page)).toBeGreaterThan(200);
          // Whoever has the paper finds the page again.
          else expect(text.replace(/\s/g, '')).toContain(here.program.url + path);
          expect(complaints).toEqual([]);
          await context.close();
        }
    },
    120_000,
  );

  inChromium(
    'is light on paper, however dark the screen is',
    async () => {
      const { id } = await theAddress();
      const [light, dark] = await Promise.all(
        (['light', 'dark'] as const).map(async (colorScheme) => {
          const { page, context } = await here.open(`/?address=${id}&lang=de&${CALM}`, { colorScheme });
          await page.locator('#answer .sources').waitFor();
          await page.locator('.legend-body').first().waitFor();
          await page.emulateMedia({ media: 'print', colorScheme });
          const colours = await coloursOf(page);
          await context.close();
          return colours;
        }),
      );
      expect(light!.find((said) => said.startsWith('BODY'))).toMatch(/ on lab\(100 0 0\)$/);
      expect(dark).toEqual(light);
    },
    60_000,
  );

  inChromium(
    'looks as it did when somebody last looked at it (apps/e2e/pictures)',
    async () => {
      const { id } = await theAddress();
      const differing: (string | null)[] = [];
      for (const { name, path, width, theme, legend, still } of PICTURES) {
        const settings: BrowserContextOptions = {
          viewport: { width, height: width === 360 ? 740 : 900 },
          colorScheme: theme,
          timezoneId: 'Europe/Berlin',
        };
        const { page, context } = await here.open(path(id), settings);
        const shows = !still && path(id).startsWith('/?') ? 'map' : 'text';
        if (still) await Promise.all(['#answer table', '.legend-toggle'].map((part) => page.locator(part).waitFor()));
        else if (shows === 'map') await settled(page);
        await lettered(page);
        if (legend) await page.locator('.legend-toggle').click();
        await freezeDates(page);
        differing.push(await look(page, here.browser, name, shows));
        await context.close();
      }
      expect(differing.filter((one) => one !== null)).toEqual([]);
    },
    180_000,
  );
});

/** Each kind of element with its colours. */
const coloursOf = (page: Page) =>
  page.evaluate(() => {
    const parts = [document.body, ...document.querySelectorAll('.header *, .demo, #answer *, .legend *')];
    const said = parts
      .filter((part) => part.checkVisibility())
      .map((part) => {
        const { color, backgroundColor, borderTopColor } = getComputedStyle(part);
        return `${part.nodeName}: ${color} on ${backgroundColor}${part === document.body ? '' : ` within ${borderTopColor}`}`;
      });
    return [...new Set(said)].sort();
  });

/** How many pixels of the printed map have the colour of the pin, and nothing else has. */
const pixelsOfPin = (page: Page) =>
  page.evaluate(async () => {
    window.dispatchEvent(new Event('beforeprint'));
    const image = document.querySelector<HTMLImageElement>('.print-map')!;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] === 179 && data[i + 1] === 0 && data[i + 2] === 107) count++;
    return count;
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

// What residents are told, in a real browser: in the map's sheet and on the pages alike.
import { inChromium } from './browser.js';
import { eventually, graphql } from './program.js';
import { PHONE, stage } from './stage.js';

interface Phase {
  promisedTo: string | null;
  isOverdue: boolean;
  project: { name: string; promisedTo: string | null; isOverdue: boolean };
}
interface Promised {
  addresses: { nodes: { id: string; label: string; phases: Phase[] }[] };
}

const promised = async (url: string) => {
  const { addresses } = await graphql<Promised>(
    url,
    `
      {
        addresses(first: 500) {
          nodes {
            id
            label
            phases {
              promisedTo
              isOverdue
              project {
                name
                promisedTo
                isOverdue
              }
            }
          }
        }
      }
    `,
  );
  return addresses.nodes;
};

describe('what residents are told', () => {
  const here = stage();

  inChromium(
    'is that a promised date has passed, and how sure each offer is, in the sheet, beside the project and on the page',
    async () => {
      const isLate = ({ isOverdue, project }: Phase) => isOverdue && project.isOverdue;
      const { id, label, phases } = (await promised(here.program.url)).find(({ phases }) => phases.some(isLate))!;
      const late = phases.find(isLate)!.project;
      const { page, context, complaints } = await here.open(`/?lang=de&address=${id}`, PHONE);
      const project = page.locator('.project', { hasText: late.name });
      expect(await project.locator('.overdue').textContent()).toBe('Dieser Termin ist verstrichen.');
      // What to do next, as on the page.
      expect(
        await project.locator('dt', { hasText: 'Wie es weitergeht' }).locator('xpath=../dd').textContent(),
      ).toMatch(/\.$/);
      const report = await page.locator('#answer').getByRole('link', { name: 'Fehler melden' }).getAttribute('href');
      expect(report).toBe(`/address/${id}?lang=de#report`);
      // From an answer, too, there is a way to what every page leads to.
      const pages = page.getByRole('navigation', { name: 'Seiten ohne Karte' }).getByRole('link');
      expect(await pages.allTextContents()).toEqual(
        expect.arrayContaining(['Digitale Agenda', 'Leichte Sprache', 'Erklärung zur Barrierefreiheit']),
      );
      const offers = page.locator('.offers li');
      expect(await offers.count()).toBeGreaterThan(0);
      expect(await offers.filter({ hasText: /Beleg.*(Angabe|Statistik|Meldung|gemessen|Stadt)/s }).count()).toBe(
        await offers.count(),
      );
      const status = page.locator('[aria-live=polite]');
      await status.filter({ hasText: `Auskunft für ${label}` }).waitFor({ state: 'attached' });
      await project.getByRole('button', { name: 'Projekt und Verlauf ansehen' }).click();
      await page.getByRole('heading', { level: 1, name: late.name }).waitFor();
      expect(await page.locator('.facts .overdue').textContent()).toBe('Dieser Termin ist verstrichen.');
      // Whoever listens is told that another answer is shown.
      await status.filter({ hasText: `Auskunft für ${late.name}` }).waitFor({ state: 'attached' });
      await page.goto(`${here.program.url}/address/${id}?lang=de`);
      await page.getByText('Dieser Termin ist verstrichen.').first().waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );

  inChromium(
    'is when the phase that serves the address is to be done, though its project as a whole is promised for another day',
    async () => {
      const differs = ({ promisedTo, project }: Phase) => promisedTo !== null && promisedTo !== project.promisedTo;
      const { id, phases } = (await promised(here.program.url)).find(({ phases }) => phases.some(differs))!;
      const phase = phases.find(differs)!;
      const month = new Intl.DateTimeFormat('de', { month: 'long', year: 'numeric' });
      const until = month.format(new Date(phase.promisedTo!));
      const { page, context } = await here.open(`/?lang=de&address=${id}`);
      const told = page.locator('.project', { hasText: phase.project.name }).locator('dd', { hasText: until });
      await told.waitFor();
      await page.goto(`${here.program.url}/address/${id}?lang=de`);
      await page.getByText(until).first().waitFor();
      await context.close();
    },
    60_000,
  );

  inChromium(
    'stands on the screen of a phone: every cell of the tables of an address, with what it is',
    async () => {
      const { addresses } = await graphql<{ addresses: { nodes: { id: string }[] } }>(
        here.program.url,
        '{ addresses(first: 1, fibreStatus: [CONNECTED]) { nodes { id } } }',
      );
      for (const width of [320, 360, 768, 1440]) {
        const { page, context } = await here.open(`/address/${addresses.nodes[0]!.id}?lang=en`, {
          viewport: { width, height: 740 },
        });
        const beside = await page.locator('.cards :is(td, tbody th)').evaluateAll((cells) =>
          cells
            .filter((cell) => {
              const { left, right } = cell.getBoundingClientRect();
              return left < 0 || right > document.documentElement.clientWidth;
            })
            .map((cell) => cell.textContent),
        );
        expect({ width, beside }).toEqual({ width, beside: [] });
        const table = page.getByRole('table', { name: /Connections that there are today/ });
        expect(await table.getByRole('cell').count()).toBeGreaterThan(7);
        expect(await table.getByRole('rowheader').count()).toBeGreaterThan(0);
        const label = await table
          .getByRole('cell')
          .first()
          .evaluate((cell) => getComputedStyle(cell, '::before').content);
        // Where the head of the table is seen, it says what a cell is.
        expect(label.startsWith('"Technology') || label.includes('Technology')).toBe(width < 800);
        // Nor is a figure of the agenda with its badge wider than the screen.
        await page.goto(`${here.program.url}/agenda/indicator/fibre-residential?lang=de`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await context.close();
      }
    },
    60_000,
  );

  inChromium(
    'is how far a whole street is, once its name is typed: on the map, and on a page of its own',
    async () => {
      const { streets } = await graphql<{ streets: { nodes: { key: string; name: string; addressCount: number }[] } }>(
        here.program.url,
        '{ streets(first: 50) { nodes { key name addressCount } } }',
      );
      const street = streets.nodes.find(({ addressCount }) => addressCount > 3)!;
      const { page, context, complaints } = await here.open('/?lang=de');
      await page.getByRole('combobox').pressSequentially(street.name);
      const option = page.getByRole('option', { name: new RegExp(`^${street.name}.*Straße, \\d+ Adressen$`) });
      await option.first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: street.name }).waitFor();
      expect(new URL(page.url()).searchParams.get('street')).toBe(street.key);
      // The answer itself, and the same number as on the page.
      const all = street.addressCount.toLocaleString('de');
      await page
        .locator('#answer')
        .getByText(all === '1' ? '1 Adresse' : `${all} Adressen`, { exact: true })
        .waitFor();
      await page
        .locator('#answer')
        .getByText(/Glasfaser in der Straße: an|nicht bekannt/)
        .waitFor();
      await page.getByRole('link', { name: /Wie weit die Straße ist/ }).click();
      await page.getByRole('heading', { level: 1, name: `${street.name}: Glasfaser und Ausbau` }).waitFor();
      await page.getByRole('link', { name: 'Diese Straße auf der Karte zeigen' }).click();
      await page.getByRole('heading', { level: 1, name: street.name, exact: true }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );

  inChromium(
    'comes for Enter pressed before there are suggestions, for the typed text alone, and a phone puts its keyboard away',
    async () => {
      const { addresses } = await graphql<{
        addresses: { nodes: { street: string; houseNumber: number }[] };
      }>(
        here.program.url,
        '{ addresses(first: 1, fibreStatus: [UNDER_CONSTRUCTION]) { nodes { street houseNumber } } }',
      );
      const { street, houseNumber } = addresses.nodes[0]!;
      for (const settings of [{}, PHONE]) {
        const { page, context, complaints } = await here.open('/?lang=de', settings);
        const answers: (() => void)[] = [];
        await page.route('**/graphql**', async (route) => {
          if (
            decodeURIComponent(route.request().url() + route.request().postData()).includes(`${street} ${houseNumber}`)
          )
            await new Promise<void>((resolve) => answers.push(resolve));
          await route.continue().catch(() => undefined);
        });
        const field = page.getByRole('combobox');
        await field.pressSequentially('Wall');
        await page.getByRole('option').first().waitFor();
        await field.fill(`${street} ${houseNumber}`);
        await field.press('Enter');
        await eventually(() => Promise.resolve(answers.length > 0));
        expect(new URL(page.url()).searchParams.has('address')).toBe(false);
        answers.forEach((answer) => answer());

        const heading = page.getByRole('heading', { level: 1, name: new RegExp(`^${street} ${houseNumber}`) });
        await heading.waitFor();
        await page
          .locator('[aria-live=polite]', { hasText: /Auskunft für .*Am schnellsten heute/ })
          .waitFor({ state: 'attached' });
        if (settings === PHONE) {
          expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
          const seen = await page.locator('.panel-content').boundingBox();
          for (const part of ['.answer .kern-body:nth-child(2)', '.answer-coming']) {
            const box = (await page.locator(part).boundingBox())!;
            expect({ part, below: box.y + box.height > seen!.y + seen!.height }).toEqual({ part, below: false });
          }
        } else expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
        await page.unroute('**/graphql**');
        // The neighbour's answer is not given for one's own, unless it is chosen.
        await field.fill(`${street} 9999`);
        await field.press('Enter');
        const warning = page.locator('.search-message', { hasText: 'Diese Hausnummer steht nicht im Verzeichnis.' });
        await warning.waitFor();
        await page
          .locator('[aria-live=polite]', { hasText: 'Diese Hausnummer steht nicht' })
          .waitFor({ state: 'attached' });
        const before = page.url();
        await field.press('Enter');
        expect(page.url()).toBe(before);
        const similar = page.getByRole('option').first();
        const [said, offered] = [await warning.boundingBox(), await similar.boundingBox()];
        expect(offered!.y).toBeGreaterThanOrEqual(said!.y + said!.height);
        // Wherever the answer before was left, the next one is read from its beginning.
        await page.locator('#answer .sources').waitFor();
        const scrolled = page.locator('.panel, .panel-content');
        await scrolled.evaluateAll((parts) => parts.forEach((part) => part.scrollTo(0, part.scrollHeight)));
        await similar.click();
        await page.waitForURL((url) => url.href !== before);
        await page.locator('#answer .sources').waitFor();
        expect(await scrolled.evaluateAll((parts) => parts.map(({ scrollTop }) => scrollTop))).toEqual([0, 0]);
        await page.goBack();
        await heading.waitFor();
        await field.fill('Qqxxzz 99');
        await field.press('Enter');
        await page.getByText('Keine Adresse gefunden').first().waitFor();
        expect(await heading.count()).toBe(1);
        // Nobody can know the streets of a made-up city: it names an address that it has.
        const example = page.locator('.search-message').getByRole('button');
        const name = await example.textContent();
        await example.press('Enter');
        const found = page.getByRole('heading', { level: 1, name: name!, exact: true });
        await found.waitFor();
        // What was pressed is gone, and who pressed it reads on in the answer.
        await eventually(() => found.evaluate((heading) => heading === document.activeElement));
        expect(complaints).toEqual([]);
        await context.close();
      }
    },
    60_000,
  );

  inChromium(
    'needs no scripts: the start has a search that works, and nothing that does not',
    async () => {
      const { page, context } = await here.open('/?lang=de', { javaScriptEnabled: false });
      expect(await page.getByText('Wird geladen').locator('visible=true').count()).toBe(0);
      expect(await page.locator('button:visible').allTextContents()).toEqual(['Suchen']);
      await page.getByRole('textbox', { name: 'Adresse suchen' }).fill('Wall');
      await page.getByRole('button', { name: 'Suchen' }).click();
      await page.waitForURL(/\/address\?q=Wall&lang=de/);
      await context.close();
    },
    30_000,
  );

  inChromium(
    'is under nothing else: the way to the full page where the map is embedded, the map where a list finds nothing on it',
    async () => {
      const embedded = await here.open('/?embed=1&lang=de', { viewport: { width: 1280, height: 800 } });
      await embedded.page.locator('.legend-groups').waitFor();
      const full = (await embedded.page.getByRole('link', { name: 'Ganze Seite öffnen' }).boundingBox())!;
      const legend = (await embedded.page.locator('.legend').boundingBox())!;
      expect(full.x + full.width).toBeLessThanOrEqual(legend.x);
      await embedded.context.close();

      const { page, context } = await here.open('/?lang=de&list=city&layers=city&map=17/51.70000/7.80000', PHONE);
      // Where the map is still a picture, that has a button of the same name.
      await page.locator('.list').getByRole('button', { name: 'Karte zeigen' }).tap();
      await page.locator('.list').waitFor({ state: 'detached' });
      await page.locator('.panel[data-level=peek]').waitFor();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('map');
      // Another day is looked at on the map, whatever card is open.
      const { id } = (await promised(here.program.url))[0]!;
      await page.goto(`${here.program.url}/?lang=de&address=${id}&day=2024-06-30`);
      await page.locator('.time-bar').waitFor();
      await page.locator('.panel[data-level=peek]').waitFor();
      await page.goto(`${here.program.url}/?lang=de&day=2024-06-30&swipe=today`);
      await page.locator('.time-right select').waitFor();
      const [bar, map] = await Promise.all([
        page.locator('.time-bar').boundingBox(),
        page.locator('#map').boundingBox(),
      ]);
      expect(bar!.height).toBeLessThan(map!.height / 3);
      await context.close();
    },
    60_000,
  );
});

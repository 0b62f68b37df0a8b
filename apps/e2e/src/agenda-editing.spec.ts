// A planner's work on the agenda in a real browser: by keyboard, with somebody else at the same record, from a file, and what a forgery comes to.
import type { Page } from 'playwright-core';
import { barriersOn } from './axe.js';
import { inChromium } from './browser.js';
import { graphql, runCli } from './program.js';
import { stage } from './stage.js';

const MEASURE = '/agenda/edit/measure/example-demand';
/** The words of the pages that the way through them needs. */
const WORDS = {
  de: {
    ...{ token: 'Schlüssel', signIn: 'Anmelden', publish: 'Speichern und veröffentlichen' },
    ...{ draft: /^Als Entwurf speichern/, refuse: 'Ablehnen', row: /^Risiken: eine Zeile mehr/, check: 'Prüfen' },
  },
  en: {
    ...{ token: 'Token', signIn: 'Sign in', publish: 'Save and publish' },
    ...{ draft: /^Save as a draft/, refuse: 'Refuse', row: /^Risks: add a row/, check: 'Try' },
  },
};
const LOOKS = {
  de: [
    [360, 'light'],
    [1440, 'dark'],
  ],
  en: [
    [1440, 'light'],
    [360, 'dark'],
  ],
} as const;
type Lang = keyof typeof WORDS;

describe('a planner in a browser', () => {
  const here = stage();
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (name: string) => {
    const made =
      tokens.get(name) ??
      runCli(['operator', 'add', name, '--role', 'planner'], here.home.env).then(
        ({ output }) => /^ {2}([\w-]{43})$/m.exec(output)![1]!,
      );
    tokens.set(name, made);
    return made;
  };
  /** At a page of the editor, in a browser of their own. */
  const signedIn = async (name: string, path: string, lang: Lang = 'en') => {
    const opened = await here.open(`${path}?lang=${lang}`);
    await opened.page.getByLabel(WORDS[lang].token).fill(await tokenOf(name));
    await opened.page.getByRole('button', { name: WORDS[lang].signIn }).click();
    await opened.page.waitForURL((url) => url.pathname === path);
    return opened;
  };
  const measure = async () => {
    const { agendaRecords } = await graphql<{
      agendaRecords: { nodes: { id: string; version: number; content: { title: { de: string }; office?: string } }[] };
    }>(here.program.url, '{ agendaRecords(kind: MEASURE) { nodes { id version content } } }');
    return agendaRecords.nodes.find(({ id }) => MEASURE.endsWith(`/${id}`))!;
  };

  inChromium(
    'changes a measure by keyboard alone, and everybody sees it on the agenda',
    async () => {
      const { page, context, complaints } = await here.open(`${MEASURE}?lang=en`);
      await tabTo(page, /^Token/);
      await page.keyboard.type(await tokenOf('Anna'));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: /^Measure: / }).waitFor();
      expect(page.url()).toContain(MEASURE);
      await tabTo(page, /^in English/);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Written by keyboard');
      // A row more has the focus, and what was typed is still there.
      await tabTo(page, /^Risks: add a row/);
      await page.keyboard.press('Enter');
      await page.getByRole('group', { name: 'Risks: no. 1' }).waitFor();
      await page.keyboard.type('Zu spät');
      await tabTo(page, /^in English/);
      await page.keyboard.type('Too late');
      await tabTo(page, /^Level/);
      await page.keyboard.type('high');
      await tabTo(page, /^Why this change/);
      await page.keyboard.type('The committee asked for it.');
      await tabTo(page, /^Save and publish/);
      await page.keyboard.press('Enter');
      await page.getByText('Saved and published as version 2.').waitFor();
      await tabTo(page, /^The agenda as everybody sees it/);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/agenda\?/);
      await opened(page);
      await page.getByText('Written by keyboard').first().waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
    120_000,
  );

  inChromium(
    'who saves second sees what the first has saved, and chooses field by field',
    async () => {
      const [anna, ben] = [await signedIn('Anna', MEASURE), await signedIn('Ben', MEASURE)];
      const { version } = await measure();
      await ben.page.getByLabel('Responsible office').fill('Office of Ben');
      await ben.page.locator('#f-content-title-de').fill('Titel von Ben');
      await ben.page.getByLabel('Why this change?').first().fill('Said by Ben.');
      await ben.page.getByRole('button', { name: 'Save and publish' }).click();
      await ben.page.getByText(`Saved and published as version ${version + 1}.`).waitFor();
      expect(ben.complaints).toEqual([]);

      const { page } = anna;
      await page.getByLabel('Responsible office').fill('Office of Anna');
      await page.getByLabel('Why this change?').first().fill('Said by Anna.');
      await page.getByRole('button', { name: 'Save and publish' }).click();
      await page.getByText(new RegExp(`While you were writing, Ben saved version ${version + 1}`)).waitFor();
      expect((await measure()).content.office).toBe('Office of Ben');
      const office = page.getByRole('group', { name: 'Responsible office' });
      await office.getByText('Both have changed something here.').waitFor();
      // What only one of them has changed is chosen already.
      const title = page.getByRole('group', { name: 'Measure, in German' });
      expect(await title.getByRole('radio', { name: 'Saved now, by Ben' }).isChecked()).toBe(true);
      await office.getByRole('radio', { name: 'Your version' }).focus();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: /^Take what I chose/ }).click();
      await page.getByText('What you chose is in the form. Nothing is saved yet.').waitFor();
      await page.getByRole('button', { name: 'Save and publish' }).click();
      await page.getByText(`Saved and published as version ${version + 2}.`).waitFor();
      expect((await measure()).content).toMatchObject({ office: 'Office of Anna', title: { de: 'Titel von Ben' } });
      // The browser says of the one answer that nothing was saved; nothing else went wrong.
      expect(anna.complaints.filter((text) => !/\b409\b/.test(text))).toEqual([]);
      await Promise.all([anna, ben].map(({ context }) => context.close()));
    },
    120_000,
  );

  inChromium(
    'cannot be made to change anything by the page of somebody else, and that somebody tried is in the log',
    async () => {
      const { page, context } = await signedIn('Anna', MEASURE);
      const before = await measure();
      // A page of another site, in the browser of somebody who has signed in: it sends what the form would send.
      const strange = await context.newPage();
      const form = `<form method="post" action="${here.program.url}${MEASURE}?lang=en">
        <input name="content.title.de" value="Gefälscht" /><button name="do" value="publish">Win a bicycle</button></form>`;
      await strange.route('http://bicycles.example/', (route) =>
        route.fulfill({ contentType: 'text/html', body: form }),
      );
      await strange.goto('http://bicycles.example/');
      const [answer] = await Promise.all([
        strange.waitForResponse((response) => response.url().includes(MEASURE)),
        strange.getByRole('button').click(),
      ]);
      expect(answer.status()).toBe(403);
      // A form of another session, on our own page.
      await page.evaluate(() =>
        document.querySelectorAll<HTMLInputElement>('[name=csrf]').forEach((one) => (one.value = 'x'.repeat(43))),
      );
      const [refused] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.getByRole('button', { name: 'Save and publish' }).click(),
      ]);
      expect(refused.status()).toBe(403);
      expect(await measure()).toEqual(before);
      await page.goto(`${here.program.url}/agenda/edit/log?lang=en`);
      const rows = page.getByRole('row').filter({ hasText: 'refused: editing a record' });
      await rows.filter({ hasText: 'Anna' }).filter({ hasText: 'form not of this page or session' }).waitFor();
      await rows
        .filter({ hasText: 'nobody who had signed in' })
        .filter({ hasText: 'form not of this page or session' })
        .waitFor();
      await context.close();
    },
    120_000,
  );

  inChromium(
    'brings in a table that was tried first, and only with consent what it withdraws',
    async () => {
      const { page, context, complaints } = await signedIn('Anna', '/agenda/edit/import', 'de');
      const send = async (text: string, replace = false) => {
        await page.getByLabel('Was in der Datei steht').selectOption('online-service');
        await page.getByLabel('Datei', { exact: true }).setInputFiles(table(text));
        if (replace) await page.getByLabel(/Zurückziehen, was nicht in der Datei steht/).check();
        await page.getByRole('button', { name: 'Prüfen' }).click();
      };
      const titles = async () => {
        const { agendaRecords } = await graphql<{ agendaRecords: { nodes: { id: string; title: { de: string } }[] } }>(
          here.program.url,
          '{ agendaRecords(kind: ONLINE_SERVICE, first: 100) { nodes { id title { de } } } }',
        );
        return agendaRecords.nodes.map(({ title }) => title.de);
      };
      const before = await titles();
      expect(before.length).toBeGreaterThan(1);

      await send('id;title_de;maturity\nanmeldung;Wohnung anmelden;viel\n');
      await page.getByText(/Zeile 2, maturity: Bitte eine Zahl/).waitFor();
      expect(complaints.splice(0).every((text) => /\b422\b/.test(text))).toBe(true);

      await send('id;title_de;maturity\nanmeldung;Wohnung anmelden;2\n', true);
      await page
        .getByText(`Das würde sich ändern: ${before.length + 1} Einträge`)
        .first()
        .waitFor();
      for (const gone of before)
        await page.getByRole('row').filter({ hasText: gone }).filter({ hasText: 'zurückgezogen' }).first().waitFor();
      await page.getByRole('row').filter({ hasText: 'Wohnung anmelden' }).filter({ hasText: 'neu' }).waitFor();
      expect(await titles()).toEqual(before);
      const apply = page.getByRole('button', { name: 'So einlesen und veröffentlichen' });
      const consent = page.getByLabel(new RegExp(`Ja, ${before.length} Einträge zurückziehen`));
      // Without it the browser sends nothing.
      await apply.click();
      expect(await consent.evaluate((box: HTMLInputElement) => box.validity.valueMissing)).toBe(true);
      await consent.check();
      await apply.click();
      await page.getByText(`Eingelesen: ${before.length + 1} Einträge sind geändert.`).waitFor();
      expect(await titles()).toEqual(['Wohnung anmelden']);
      expect(complaints).toEqual([]);
      await context.close();
    },
    120_000,
  );

  for (const lang of ['de', 'en'] as const)
    inChromium(
      `has no barrier on any page of the editor that axe could find (${lang})`,
      async () => {
        const words = WORDS[lang];
        const found: string[] = [];
        let examined = 0;
        const examine = async (page: Page, name: string) => {
          await opened(page);
          // Each page on a phone in one language and on a large screen in the other; two pages in a row in both themes.
          const [width, colorScheme] = LOOKS[lang][examined++ % 2]!;
          await page.setViewportSize({ width, height: 740 });
          await page.emulateMedia({ colorScheme });
          const barriers = await barriersOn(page);
          if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
            barriers.push('it is wider than the screen');
          found.push(...barriers.map((barrier) => `${name}, ${colorScheme}, ${width}: ${barrier}`));
        };
        const press = async (page: Page, name: string | RegExp) => {
          const answer = page.waitForResponse((response) => response.request().method() === 'POST');
          await page.getByRole('button', { name }).click();
          const status = (await answer).status();
          await page.waitForLoadState();
          return status;
        };
        const first = await here.open(`/agenda/edit?lang=${lang}`);
        await examine(first.page, 'signing in');
        await first.page.getByLabel(words.token).fill('guess');
        await press(first.page, words.signIn);
        await examine(first.page, 'a wrong token');
        await first.context.close();

        const { page, context } = await signedIn('Anna', '/agenda/edit', lang);
        const other = await signedIn('Ben', MEASURE, lang);
        await examine(page, 'what is recorded');
        const goTo = (path: string) =>
          page.goto(`${here.program.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        for (const path of [
          '?kind=measure',
          '/new/goal',
          '/measure/example-demand',
          '/measure/example-demand/versions/1',
          '/measure/nothing',
          '/drafts',
          '/import',
        ]) {
          await goTo(`/agenda/edit${path}`);
          await examine(page, path);
        }

        await goTo('/agenda/edit/measure/example-demand');
        await press(page, words.row);
        await page.locator('#f-content-title-de').fill('');
        expect(await press(page, words.publish)).toBe(422);
        await examine(page, 'a form with mistakes');

        await goTo('/agenda/edit/measure/example-demand');
        await other.page.locator('#f-content-title-de').fill(`Ben (${lang})`);
        await other.page.locator('#f-reason').fill(`Ben (${lang})`);
        await press(other.page, words.publish);
        await page.locator('#f-content-title-de').fill(`Anna (${lang})`);
        await page.locator('#f-reason').fill(`Anna (${lang})`);
        expect(await press(page, words.publish)).toBe(409);
        await examine(page, 'a conflict');

        await goTo('/agenda/edit/measure/example-demand');
        await page.locator('#f-content-title-de').fill(`Entwurf (${lang})`);
        await page.locator('#f-reason').fill(`Entwurf (${lang})`);
        await press(page, words.draft);
        await page.waitForURL(/\/drafts\/\d+/);
        await examine(page, 'a draft of one’s own');
        await other.page.goto(page.url());
        await examine(other.page, 'a draft of somebody else');
        await goTo('/agenda/edit/drafts');
        await examine(page, 'the drafts');
        await other.page.getByRole('textbox').fill('-');
        await press(other.page, words.refuse);
        await examine(other.page, 'a draft that is refused');

        await goTo('/agenda/edit/import');
        await page.locator('#what').selectOption('online-service');
        await page.locator('#file').setInputFiles(table('id;title_de;maturity\nx;X;viel\n'));
        expect(await press(page, words.check)).toBe(422);
        await examine(page, 'a file with a mistake');
        await page.locator('#what').selectOption('online-service');
        await page.locator('#file').setInputFiles(table(`id;title_de;maturity\nx;X;1\n`));
        await page.locator('[name=replace]').check();
        expect(await press(page, words.check)).toBe(200);
        await examine(page, 'what a file would change');

        await goTo('/agenda/edit/log');
        await examine(page, 'the log');
        await page.locator('[name=csrf]').evaluateAll((all) => all.forEach((one) => one.setAttribute('value', 'x')));
        await page.locator('form.account button').click();
        await page.waitForURL(/sign-out/);
        await examine(page, 'a form that was refused');
        expect(found).toEqual([]);
        await Promise.all([context, other.context].map((one) => one.close()));
      },
      240_000,
    );
});

/** Goes to a control as somebody does who has no mouse. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const labels = [...(element?.labels ?? [])].map(({ textContent }) => textContent);
      return [...labels, element?.textContent].join(' ').replace(/\s+/g, ' ').trim();
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Nothing called ${String(name)} can be reached by keyboard.`);
}

const opened = (page: Page) =>
  page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));

const table = (text: string) => ({ name: 'ozg.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

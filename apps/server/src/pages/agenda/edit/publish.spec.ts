import 'reflect-metadata';
import { listPublished, seedAgenda } from '@stadtlage/agenda';
import { barriers, openTown, type Town } from '../../testing.js';
import { browserOf, formsOf, somebody, type Somebody } from './testing-edit.js';

const today = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Europe/Berlin' }).format(new Date());
const PATH = '/agenda/edit/publish';
let town: Town;
let anna: Somebody;
beforeAll(async () => {
  town = await openTown({ TIME_ZONE: 'Europe/Berlin' });
  await seedAgenda(town.database, 'test');
  anna = await somebody(town, 'Anna');
});
afterAll(() => town.close());

const numbers = async () => (await listPublished(town.database)).map(({ number, asOf }) => [number, asOf]);

describe('a council paper that planners publish in pages', () => {
  test('is led to from its page, and kept by a button, with who did it in the log', async () => {
    const { page: report } = await town.pageOf('/agenda/report?lang=en');
    const [, link] = /href="(\/agenda\/edit\/publish\?[^"]*)"/.exec(report)!;
    expect(link).toMatch(new RegExp(`\\?asOf=${today}&amp;saw=[\\w-]{22}&amp;lang=en$`));
    const form = await anna.get(link!.replaceAll('&amp;', '&'));
    expect(form.page).not.toContain('role="alert"');
    expect([form.status, barriers(form.page)]).toEqual([200, []]);
    const done = await anna.send(form, { do: 'publish' }, /name="asOf"/);
    expect([done.status, done.location]).toEqual([303, '/agenda/report?number=1&lang=en']);
    expect(await numbers()).toEqual([[1, today]]);
    const published = await town.pageOf('/agenda/report?number=1&lang=en');
    expect(published.response.status).toBe(200);
    // What is published cannot be published once more.
    expect(published.page).not.toContain(PATH);
    const log = await anna.get('/agenda/edit/log?lang=en');
    expect(log.text).toMatch(/Anna report published Report no\. 1 as of /);
    expect(log.page).toContain('href="/agenda/report?number=1&amp;lang=en"');
  });

  test('is published once, also where the button is pressed twice, and says which there is of that day', async () => {
    const form = await anna.get(`${PATH}?asOf=${today}&lang=de`);
    expect(form.text).toMatch(/Zu diesem Tag ist schon veröffentlicht: Bericht Nr\. 1 zum /);
    const [one, two] = await Promise.all([1, 2].map(() => anna.send(form, { do: 'publish' }, /name="asOf"/)));
    expect([one!.status, two!.status].sort()).toEqual([303, 409]);
    expect([one, two].find((answer) => answer!.status === 409)!.text).toContain(
      'Inzwischen ist Bericht Nr. 2 veröffentlicht.',
    );
    expect((await numbers()).length).toBe(2);
  });

  test('is not published where a figure, a record or the day is another than what was looked at', async () => {
    const before = await numbers();
    const { page: report } = await town.pageOf('/agenda/report?lang=de');
    const link = /href="(\/agenda\/edit\/publish\?[^"]*)"/.exec(report)![1]!.replaceAll('&amp;', '&');
    const form = await anna.get(link);
    const refused = async (answer: ReturnType<Somebody['send']>) => {
      const { status, text, page } = await answer;
      expect([status, barriers(page)]).toEqual([409, []]);
      expect(text).toContain('Der Bericht ist inzwischen ein anderer als der, den Sie angesehen haben');
      expect(await numbers()).toEqual(before);
    };
    // Another day than that of the form.
    await refused(anna.send(form, { asOf: '2026-06-30', do: 'publish' }, /name="asOf"/));
    await refused(anna.send(form, { saw: '', do: 'publish' }, /name="asOf"/));
    await town.database.query(
      "UPDATE coverage.district_statistics SET fibre_connected = fibre_connected - 1 WHERE fibre_connected > 0; SELECT datasets.touch('district-statistics')",
    );
    await refused(anna.send(form, { do: 'publish' }, /name="asOf"/));
    // Whoever comes from the page of before is told at once, and may publish what there is now.
    const told = await anna.get(link);
    expect([told.status, told.text.includes('Der Bericht ist inzwischen ein anderer')]).toEqual([200, true]);
    expect((await anna.send(told, { do: 'publish' }, /name="asOf"/)).status).toBe(303);
    expect((await numbers()).length).toBe(before.length + 1);
  });

  test.each(['2999-01-01', '2026-02-31', 'x', ''])('is not made of the day %p without telling so', async (asOf) => {
    const before = await numbers();
    const wrong = await anna.send(`${PATH}?lang=en`, { asOf, do: 'publish' }, /name="asOf"/);
    // No day at all is today, as in the form.
    if (asOf === '') return expect((await numbers())[0]![1]).toBe(today);
    expect([wrong.status, barriers(wrong.page)]).toEqual([422, []]);
    expect(wrong.text).toContain('Nothing was published.');
    expect(await numbers()).toEqual(before);
    expect((await anna.get(`${PATH}?asOf=${asOf}&lang=en`)).status).toBe(422);
  });

  test('is published by nobody who has not signed in, nor by a form of another session, and that is recorded', async () => {
    const before = await numbers();
    const nobody = browserOf(town, '', '');
    expect((await nobody.get(PATH)).location).toMatch(/^\/agenda\/edit\/sign-in\?to=%2Fagenda%2Fedit%2Fpublish/);
    const fields = Object.fromEntries(formsOf((await anna.get(PATH)).page).at(-1)!.fields);
    const over = await nobody.post(PATH, { ...fields, do: 'publish' });
    expect(over.status).toBe(401);
    // What was chosen is still there after signing in; only looked at, not published.
    expect(over.page).toContain(`name="kept.asOf" value="${today}"`);
    expect((await anna.post(PATH, { ...fields, csrf: 'x', do: 'publish' })).status).toBe(403);
    expect((await anna.post(PATH, { ...fields, do: 'publish' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await anna.post(PATH, { ...fields, do: 'check' })).status).toBe(200);
    expect(await numbers()).toEqual(before);
    const tried = await town.database.query('SELECT who, why FROM agenda.refused_edit WHERE action = $1 ORDER BY why', [
      'publish',
    ]);
    expect(tried).toEqual([
      { who: 'Anna', why: 'forged' },
      { who: '', why: 'not-signed-in' },
    ]);
  });
});

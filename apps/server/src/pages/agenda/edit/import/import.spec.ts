import 'reflect-metadata';
import { exportAgenda, readRecords, readVersions, seedAgenda } from '@stadtlage/agenda';
import { barriers, openTown, readable, type Town } from '../../../testing.js';
import { formsOf, somebody, type Somebody } from '../testing-edit.js';

let town: Town;
let anna: Somebody;
let form: Map<string, string>;
beforeAll(async () => {
  town = await openTown();
  await seedAgenda(town.database, 'seed');
  anna = await somebody(town, 'Anna');
  const { page } = await anna.get('/agenda/edit/import?lang=en');
  expect(barriers(page)).toEqual([]);
  form = formsOf(page).at(-1)!.fields;
});
afterAll(() => town.close());

/** As a browser sends a form with a file. */
async function send(name: string, text: string | Buffer, fields: Record<string, string> = {}, lang = 'en') {
  const body = new FormData();
  for (const [field, value] of Object.entries({ csrf: form.get('csrf')!, do: 'try', what: '', ...fields }))
    body.append(field, value);
  body.append('file', new Blob([new Uint8Array(Buffer.from(text))]), name);
  const response = await fetch(`${town.url}/agenda/edit/import?lang=${lang}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: anna.cookie, 'sec-fetch-site': 'same-origin' },
    body,
  });
  const page = await response.text();
  return { status: response.status, location: response.headers.get('location'), page, text: readable(page) };
}
/** Confirms what the page shows. */
const confirm = ({ page }: { page: string }, fields: Record<string, string> = {}) =>
  anna.post('/agenda/edit/import?lang=en', {
    ...Object.fromEntries(formsOf(page).find(({ html }) => html.includes('value="apply"'))!.fields),
    ...{ do: 'apply', ...fields },
  });
const services = async () => (await readRecords(town.database, ['online-service']))['online-service'];
const CSV = 'id;title_de;office;maturity\nanmeldung;Wohnung anmelden;Bürgerbüro;2\n';

describe('a file of the agenda in the pages for planners', () => {
  test('is tried first: what would change is shown field by field, and nothing is stored', async () => {
    const agenda = await exportAgenda(town.database);
    agenda.goals![0]!.title.en = 'Another title';
    agenda.goals!.push({ ...agenda.goals![1]!, id: 'one-more', title: { de: 'Mehr', en: 'More' } });
    const tried = await send('agenda.json', JSON.stringify(agenda));
    expect(tried.status).toBe(200);
    expect(tried.text).toContain('This would change: 2 records');
    expect(tried.text).toMatch(/Another title \S+ Goal changed Goal, in English: .* → Another title/);
    expect(tried.text).toMatch(/More one-more Goal new/);
    expect(barriers(tried.page)).toEqual([]);
    expect((await exportAgenda(town.database)).goals).toHaveLength(agenda.goals!.length - 1);

    const done = await confirm(tried, { reason: 'From the committee.' });
    expect(done.location).toBe('/agenda/edit/import?done=2&lang=en');
    expect((await anna.get(done.location!)).text).toContain('Imported: 2 records have changed.');
    expect((await exportAgenda(town.database)).goals).toHaveLength(agenda.goals!.length);
    expect(await readVersions(town.database, 'goal', 'one-more')).toMatchObject([{ reason: 'From the committee.' }]);
    expect((await anna.get('/agenda/edit/log?lang=en')).text).toContain('Anna added Goal one-more');
    expect((await send('agenda.json', JSON.stringify(await exportAgenda(town.database)))).text).toContain(
      'The file would change nothing: all of it is there already.',
    );
  });

  test('is not brought in where somebody has changed a record since it was tried', async () => {
    const agenda = await exportAgenda(town.database);
    const { id } = agenda.goals![0]!;
    agenda.goals![0]!.title.en = 'From the file';
    const tried = await send('agenda.json', JSON.stringify(agenda));
    await anna.send(`/agenda/edit/goal/${id}?lang=en`, {
      ...{ do: 'publish', 'content.title.en': 'By hand', reason: 'By hand.' },
    });
    const late = await confirm(tried);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Somebody has changed some of it meanwhile.');
    expect(late.text).toContain('Goal, in English: By hand → From the file');
    const silent = await confirm(late, { reason: ' ' });
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Nothing was changed: please say why the goals and measures change.');
    expect(silent.page).toMatch(/id="reason"[^>]*\srequired/);
    expect(barriers(silent.page)).toEqual([]);
    expect((await confirm(silent, { reason: 'As the file says.' })).status).toBe(303);
    expect((await exportAgenda(town.database)).goals!.find((one) => one.id === id)!.title.en).toBe('From the file');
  });

  test('may be a table of one kind, in the encoding of a spreadsheet, and may withdraw what it lacks', async () => {
    const tried = await send('ozg.csv', Buffer.from(CSV, 'latin1'), { what: 'online-service' });
    expect(tried.text).toMatch(/Wohnung anmelden anmeldung .* new/);
    await confirm(tried);
    expect(await services()).toMatchObject([{ id: 'anmeldung', content: { office: 'Bürgerbüro', maturity: 2 } }]);
    const other = await send('ozg.csv', CSV.replace('anmeldung;', 'ummeldung;'), {
      what: 'online-service',
      replace: 'true',
    });
    expect(other.text).toMatch(/Wohnung anmelden anmeldung \S.* withdrawn/);
    // In the order of the table, what would be gone comes first; without consent it stays.
    const refused = await confirm(other);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Nothing was changed: please agree to the withdrawal of records');
    expect(barriers(refused.page)).toEqual([]);
    expect((await services()).map(({ id }) => id)).toEqual(['anmeldung']);
    expect(refused.text).toContain('Yes, withdraw 1 record that the file does not have');
    expect((await confirm(refused, { 'allow-removals': 'true' })).status).toBe(303);
    expect((await services()).map(({ id }) => id)).toEqual(['ummeldung']);
    expect((await readRecords(town.database, ['goal'])).goal).not.toEqual([]);
  });

  test.each<[string, string, string, Record<string, string>, RegExp]>([
    ['is no JSON', 'agenda.json', '{"goals', {}, /agenda\.json is not JSON/],
    [
      'lacks a title',
      'agenda.json',
      '{"format":"stadtlage-agenda","version":1,"goals":[{"id":"x"}],"measures":[]}',
      {},
      /goals\[0\]\.title/,
    ],
    ['has a wrong row', 'ozg.csv', CSV.replace(';2', ';9'), { what: 'online-service' }, /line 2, maturity: /],
    ['is of a kind without tables', 'x.csv', CSV, { what: 'nothing' }, /There is no table of nothing/],
  ])('that %s is refused with the place, and changes nothing', async (_what, name, text, fields, told) => {
    const before = await exportAgenda(town.database);
    const answer = await send(name, text, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The file cannot be imported like this. Nothing was changed.');
    expect(answer.text).toMatch(told);
    expect(await exportAgenda(town.database)).toEqual(before);
  });

  test('that is wrong is told so in the language of the page, line by line', async () => {
    const table = await send('ozg.csv', CSV.replace(';2', ';9'), { what: 'online-service' }, 'de');
    expect(table.page).toContain('<li>Zeile 2, maturity: Bitte höchstens 4.</li>');
    const file = await send('agenda.json', '{"format":"stadtlage-agenda","version":1,"goals":[{"id":"x"}]}', {}, 'de');
    expect(file.text).toContain('agenda.json ist keine Agenda, wie docs/agenda.md sie beschreibt:');
    expect(file.page).toContain('<li>goals[0].title: Bitte ausfüllen.</li>');
    expect(file.page).toContain('<li>goals[0].field: Bitte ausfüllen.</li>');
    for (const { page } of [table, file]) expect(barriers(page)).toEqual([]);
  });

  test('is refused where there is none, where it is too large, and where the form is of nobody', async () => {
    expect((await send('empty.csv', '')).text).toContain('Please choose a file.');
    expect((await send('large.csv', 'x'.repeat(2_000_001))).status).toBe(413);
    expect((await send('huge.csv', 'x'.repeat(5_000_000))).status).toBe(413);
    expect((await send('ozg.csv', CSV, { csrf: 'guess' })).status).toBe(403);
  });
});

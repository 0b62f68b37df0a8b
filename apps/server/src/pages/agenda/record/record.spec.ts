import 'reflect-metadata';
import { checkContent, jsonSchemaOf, kindOf, KINDS, pathOfRecord, putRecords } from '@stadtlage/agenda';
import { dayIn, type Language } from '../../frame/language.js';
import { barriers, openTown, type Town } from '../../testing.js';
import type { JsonSchema } from '../fields.js';
import { change, EDITOR, loadRecords, RECORDS } from './testing-records.js';
import { RECORD_WORDS } from './words.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await loadRecords(town.database);
});
afterAll(() => town.close());

/** All that a content says, as people read it. */
function saidBy(schema: JsonSchema, value: unknown, language: Language): string[] {
  const words = RECORD_WORDS[language];
  if (schema.const === true || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one) => saidBy(schema.items!, one, language));
  if (schema.properties) {
    const parts = Object.entries(value as Record<string, unknown>);
    const shown = parts.filter(([name]) => (name !== 'de' && name !== 'en') || name === language);
    return shown.flatMap(([name, part]) => saidBy(schema.properties![name]!, part, language));
  }
  if (schema.values) return [schema.values[String(value)]![language]];
  if (schema.format === 'date') return [dayIn(words, String(value))];
  if (typeof value === 'boolean') return [value ? words.yes : words.no];
  if (typeof value === 'string') return [value];
  return [new Intl.NumberFormat(words.locale, { useGrouping: 'min2' }).format(value as number)];
}

describe('the page of a record of the agenda', () => {
  test.each(KINDS.map(({ id }) => id))('shows all that is recorded of kind %s, in both languages', async (kind) => {
    expect(checkContent(kind, RECORDS[kind]).faults).toBeUndefined();
    const schema = jsonSchemaOf(kindOf(kind)) as JsonSchema;
    // Nothing that a kind may say is left out here.
    expect(Object.keys(RECORDS[kind]).sort()).toEqual(Object.keys(schema.properties!).sort());
    for (const language of ['de', 'en'] as const) {
      const { response, page, text } = await town.pageOf(`${pathOfRecord(kind, 'one')}?lang=${language}`);
      expect([kind, response.status, barriers(page)]).toEqual([kind, 200, []]);
      const missing = saidBy(schema, RECORDS[kind], language).filter((said) => !text.includes(said));
      expect([kind, missing]).toEqual([kind, []]);
      for (const { [language]: label } of Object.values(schema.properties!).filter((one) => one.const !== true))
        expect(text).toContain(label);
      expect(text).toContain(kindOf(kind).nameOf(RECORDS[kind] as never)[language]);
      expect(page).toContain(`/open-data/${kindOf(kind).datasets[0]}?lang=${language}`);
      expect(text).toContain(RECORD_WORDS[language].example);
      expect(page).not.toContain(EDITOR);
    }
  });

  test('says of a school how it is equipped, and what the connection of its address gives', async () => {
    const { page, text } = await town.pageOf('/agenda/record/school/one?lang=de');
    expect(text).toContain('Schülerinnen und Schüler 1000');
    expect(text).toContain('Geräte für den Unterricht 900');
    expect(text).toContain('WLAN in Räumen für den Unterricht in Teilen');
    expect(text).toContain('Schülerinnen und Schüler je Gerät 1,1');
    expect(text).toContain('Stand der Zahlen 30. Juni 2026');
    expect(text).toMatch(/Glasfaser an der Adresse \S+/);
    expect(page).toContain('href="/address/k3?lang=de"');
    expect(page).toContain('href="/agenda/record/facility/school-1?lang=de"');
    expect(page).toContain('href="/agenda/indicator/schools-with-devices?lang=de"');
  });

  test('leads to what it refers to by name, and back', async () => {
    const { page } = await town.pageOf('/agenda/record/application/one?lang=en');
    expect(page).toContain('<a href="/agenda/record/programme/one?lang=en">Programm in English</a>');
    expect(page).toContain('<a href="/agenda/record/measure/one?lang=en">Maßnahme in English</a>');
    const programme = await town.pageOf('/agenda/record/programme/one?lang=en');
    expect(programme.text).toContain('Records about it Application: Anschluss von Schulen in English');
    expect(programme.page).toContain('<a href="https://programm.example/" rel="external nofollow">');
    const { page: useCase, text: useCaseText } = await town.pageOf('/agenda/record/use-case/one?lang=de');
    expect(useCase).toContain('<a href="/?sensor=climate&amp;lang=de">Klima am Markt</a>');
    expect(useCase).toMatch(/<a href="\/open-data\/sensors\?lang=de">[^<]+<\/a>/);
    // It has never sent anything.
    expect(useCaseText).toContain('Sensoren, die in den letzten 24 Stunden gemeldet haben, von 1 0');
  });

  test('says of a measure what was applied for, granted and drawn for it, and leads to each application', async () => {
    const { page, text } = await town.pageOf('/agenda/record/measure/one?lang=de');
    expect(text).toContain(
      'Förderanträge Wofür Förderprogramm Stand Beantragt, in Euro Bewilligt, in Euro Abgerufen, in Euro',
    );
    expect(text).toMatch(
      /Anschluss von Schulen auf Deutsch \(Beispiel\) Programm auf Deutsch bewilligt 250\.000 € 200\.000 € 60\.000 €/,
    );
    expect(page).toContain('href="/agenda/record/application/one?lang=de"');
    expect((await town.pageOf('/agenda/record/goal/one?lang=de')).text).not.toContain('Förderanträge');
  });

  test('marks an example, and only that; keeps versions, and says what is not recorded', async () => {
    const service = { title: { de: 'Hund anmelden', en: 'Register a dog' }, cases: [] };
    const put = (content: typeof service | null, expected: number, reason?: string) =>
      putRecords(town.database, [change('online-service', content, { id: 'dog', expected, reason })]);
    const path = '/agenda/record/online-service/dog?lang=de';
    await put(service, 0);
    const first = await town.pageOf(path);
    expect(first.text).not.toContain('Beispiel');
    expect(first.text).toContain('Reifegrad nach OZG, 0 bis 4 nicht erfasst');
    expect(first.text).toContain('(Fassung 1)');
    const known = { 'if-none-match': first.response.headers.get('etag')! };
    expect((await town.get(path, { ...known, 'accept-language': 'de' })).status).toBe(304);
    await put({ ...service, title: { de: 'Hundesteuer', en: 'Dog tax' } }, 1, 'Anderer Name');
    const second = await town.pageOf(path, known);
    expect(second.text).toMatch(/Fassung 2 [^]*Anderer Name[^]*Fassung 1/);
    expect(barriers(second.page)).toEqual([]);
    await put(null, 2);
    const gone = await town.pageOf(path);
    expect([gone.response.status, barriers(gone.page)]).toEqual([404, []]);
    expect(gone.text).toContain('Er wurde zurückgezogen');
  });

  test.each([
    ['Diese Art von Eintrag gibt es nicht', '/agenda/record/no-such/one'],
    ['Diese Art von Eintrag gibt es nicht', '/agenda/record/__proto__/one'],
    ['Diesen Eintrag gibt es nicht', '/agenda/record/school/no-such'],
    ['Diesen Eintrag gibt es nicht', '/agenda/record/school/'],
    ['Diesen Eintrag gibt es nicht', '/agenda/record/school/%00'],
    ['Diesen Eintrag gibt es nicht', '/agenda/record/facility/no-such'],
    ['Diesen Eintrag gibt es nicht', '/agenda/record/mobile-site/x'],
    ['Diesen Eintrag gibt es nicht', '/agenda/record/usage/2020-01-01/download/x/csv'],
  ])('says "%s" at %s', async (title, path) => {
    const { response, page, text } = await town.pageOf(path, { 'accept-language': 'de' });
    expect([response.status, barriers(page)]).toEqual([404, []]);
    expect(text).toContain(title);
  });
});

describe('the page of a row that figures are counted from', () => {
  test('says of a school that nothing is recorded of it, and nothing is known of its address', async () => {
    const { page, text } = await town.pageOf('/agenda/record/facility/school-2?lang=de');
    expect(text).toContain('Dorfschule');
    expect(text).toContain('Zu Geräten, WLAN und Schülerzahl dieser Schule ist nichts erfasst.');
    expect(text).toContain('keine Adresse bekannt');
    expect(barriers(page)).toEqual([]);
  });

  test('leads from a facility to its address and to what is recorded there', async () => {
    const { page, text } = await town.pageOf('/agenda/record/facility/school-1?lang=en');
    expect(text).toContain('Records about it Course: Kurs in English School: Kampschule');
    expect(page).toContain('href="/address/k3?lang=en"');
    expect(page).toContain('href="https://schule.example/"');
    expect(page).toMatch(/href="\/\?layers=city&amp;lang=en&amp;map=17%2F51\.76%2F7\.9004"/);
    expect(text).not.toContain('Nothing is recorded');
    expect(barriers(page)).toEqual([]);
  });

  test('says of a mobile site and of a count what the dataset says, in words', async () => {
    const [{ id } = { id: '' }] = await town.database.query<{ id: string }>(
      'SELECT id::text AS id FROM open.mobile_sites',
    );
    const site = await town.pageOf(`/agenda/record/mobile-site/${id}?lang=de`);
    expect(site.text).toMatch(/Mobil A M 1.*Netze 4G \(LTE\), 5G Standalone Stand geplant/);
    expect(barriers(site.page)).toEqual([]);
    const [count] = await town.database.query<{ id: string }>(
      "SELECT id FROM open.dataset_usage WHERE kind = 'download'",
    );
    const usage = await town.pageOf(`${pathOfRecord('usage', count!.id)}?lang=en`);
    expect(usage.text).toContain('How often 12,345');
    expect(usage.page).toContain('href="/open-data/sensors?lang=en"');
    expect(barriers(usage.page)).toEqual([]);
  });
});

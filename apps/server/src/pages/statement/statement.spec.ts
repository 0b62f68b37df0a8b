import 'reflect-metadata';
import { barriers, openTown, type Town } from '../testing.js';

describe('the accessibility statement', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown({
      CONTACT_EMAIL: 'hilfe@ahlen.example',
      PUBLISHER: 'Stadt <Ahlen>',
      ENFORCEMENT_BODY: 'Schlichtung & Co',
      ENFORCEMENT_URL: 'https://schlichtung.example/',
    });
  });
  afterAll(() => town.close());

  test('names status, gaps, date, contact and the body that enforces it, from the settings', async () => {
    const { response, text, page } = await town.pageOf('/accessibility');
    expect(response.status).toBe(200);
    expect(text).toContain('Erklärung zur Barrierefreiheit');
    expect(text).toContain('teilweise vereinbar');
    expect(text).toContain('Deutsche Gebärdensprache');
    expect(text).toMatch(/am \d+\. \w+ \d{4} erstellt/);
    expect(text).toContain('Stadt <Ahlen>');
    expect(page).toContain('href="mailto:hilfe@ahlen.example?subject=Barriere%20melden"');
    expect(page).toContain('href="https://schlichtung.example/"');
    expect(text).toContain('Schlichtung & Co');
    expect(barriers(page)).toEqual([]);
  });

  test('says the same in English, with as many gaps', async () => {
    const { text, page } = await town.pageOf('/accessibility?lang=en');
    expect(text).toContain('partially compliant');
    const rows = (html: string) => html.match(/<tr>/g)!.length;
    expect(rows(page)).toBe(rows((await town.pageOf('/accessibility?lang=de')).page));
    expect(barriers(page)).toEqual([]);
  });

  test('is linked from every page', async () => {
    for (const path of ['/address', '/address/b5', '/districts', '/open-data', '/accessibility', '/leicht']) {
      expect((await town.pageOf(path)).page).toContain('href="/accessibility?lang=de"');
    }
  });
});

test('a statement without a contact says that the city has to name one', async () => {
  const town = await openTown();
  const { text } = await town.pageOf('/accessibility');
  expect(text).toContain(
    'Diese Erklärung ist noch nicht vollständig: Die Stadt muss hier noch eine Kontaktadresse eintragen.',
  );
  expect(text).toContain('CONTACT_EMAIL');
  expect(text).toContain('Ombudsstelle für barrierefreie Informationstechnik');
  await town.close();
});

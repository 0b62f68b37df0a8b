import 'reflect-metadata';
import { importAgenda, parseAgendaFile, seedAgenda } from '@stadtlage/agenda';
import { barriers, openTown, type Town } from '../testing.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('the page of the digital agenda', () => {
  test('says honestly that nothing is recorded', async () => {
    const { response, text, page } = await town.pageOf('/agenda');
    expect(response.status).toBe(200);
    expect(text.match(/Es ist kein Ziel eingetragen\./g)).toHaveLength(11);
    expect(text).toContain('Glasfaser für private und gewerbliche Nutzer wird noch nicht gemessen keiner eingetragen');
    expect(barriers(page)).toEqual([]);
  });

  test('shows the eleven fields with goals, who moved them, figures of today and their status', async () => {
    await seedAgenda(town.database, 'test');
    const { text, page } = await town.pageOf('/agenda');
    expect(text).toContain('Glasfaser erreicht jede Wohnung und jeden Betrieb');
    expect(text).toContain('Beantragt: Fraktion Bündnis 90/Die Grünen im Rat der Stadt Ahlen, 18. Januar 2021');
    expect(text).toMatch(
      /Private Adressen mit Glasfaseranschluss [\d,]+ % \d+ von \d+ [\d,]+ % 100 % bis 31\. Dezember 2030/,
    );
    expect(page).toContain('href="/open-data/district-statistics?lang=de"');
    expect(text).toContain('Als Beispiel gekennzeichnete Einträge sind keine Beschlüsse dieser Stadt.');
    expect(barriers(page)).toEqual([]);
  });

  test('tells the same in English', async () => {
    const { text, page } = await town.pageOf('/agenda?lang=en');
    expect(text).toContain('Fibre reaches each home and each business');
    expect(text).toMatch(/Residential addresses connected by fibre [\d.]+ % \d+ of \d+/);
    expect(barriers(page)).toEqual([]);
  });

  test('is another as soon as a goal is', async () => {
    const before = (await town.get('/agenda')).headers.get('etag')!;
    expect((await town.get('/agenda', { 'if-none-match': before })).status).toBe(304);
    const goal = {
      id: '5g-everywhere',
      field: '5g',
      title: { de: 'Überall <b>Empfang</b>', en: 'Reception everywhere' },
      targets: [
        { indicator: 'addresses-with-5g', baseline: { date: '2020-01-01', value: 0 }, date: '2099-01-01', value: 1 },
      ],
      reason: 'Decided anew.',
    };
    const file = { format: 'stadtlage-agenda', version: 1, goals: [goal], measures: [] };
    await importAgenda(town.database, parseAgendaFile(JSON.stringify(file), 'x.json'), { by: 'test' });
    const { response, page } = await town.pageOf('/agenda', { 'if-none-match': before });
    expect(response.status).toBe(200);
    expect(page).toContain('Überall &lt;b&gt;Empfang&lt;/b&gt;');
  });
});

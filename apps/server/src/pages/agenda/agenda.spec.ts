import 'reflect-metadata';
import { importAgenda, parseAgendaFile, seedAgenda } from '@stadtlage/agenda';
import { barriers, openTown, type Town } from '../testing.js';
import type { DeadlineAnswer } from './deadlines.js';
import { INDICATOR_WORDS } from './indicator/words.js';
import { nextMilestone, statusOfField, type FieldAnswer, type TargetStatus } from './read.js';
import { AGENDA_WORDS } from './words.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('a field of action', () => {
  const goal = (isDemo: boolean, ...statuses: TargetStatus[]) => ({
    isDemo,
    targets: statuses.map((status) => ({ status })),
  });
  const standing = (...goals: ReturnType<typeof goal>[]) => statusOfField({ goals } as FieldAnswer);
  test('stands where its worst target stands of which something is known', () => {
    const own = (...statuses: TargetStatus[]) => standing(goal(false, ...statuses));
    expect(own()).toBeUndefined();
    expect(own('UNKNOWN')).toEqual({ status: 'UNKNOWN', isDemo: false });
    expect(own('UNKNOWN', 'ON_TRACK')!.status).toBe('ON_TRACK');
    expect(own('REACHED', 'AT_RISK', 'ON_TRACK')!.status).toBe('AT_RISK');
    expect(own('AT_RISK', 'OFF_TRACK')!.status).toBe('OFF_TRACK');
  });

  test('stands where an example does only as long as nothing is known of its own targets, and says so', () => {
    expect(standing(goal(false), goal(true, 'AT_RISK'))).toEqual({ status: 'AT_RISK', isDemo: true });
    expect(standing(goal(false, 'UNKNOWN'), goal(true, 'REACHED'))).toEqual({ status: 'REACHED', isDemo: true });
    expect(standing(goal(false, 'ON_TRACK'), goal(true, 'OFF_TRACK'))).toEqual({ status: 'ON_TRACK', isDemo: false });
    expect(standing(goal(false, 'UNKNOWN'), goal(true, 'UNKNOWN'))).toEqual({ status: 'UNKNOWN', isDemo: false });
  });

  test('has as its next milestone the first deadline of its own that is no target', () => {
    const deadline = (field: string, what: DeadlineAnswer['what'], due: string, isDemo = false) =>
      ({ field, what, due, isDemo }) as DeadlineAnswer;
    const deadlines = [
      deadline('town-hall', 'TARGET', '2020-01-01'),
      deadline('funding', 'APPLICATIONS', '2021-01-01'),
      // One of an example only where there is no other.
      deadline('town-hall', 'MILESTONE', '2022-01-01', true),
      deadline('schools', 'MILESTONE', '2023-01-01', true),
      deadline('town-hall', 'CONCEPT_ITEM', '2024-01-01'),
      deadline('town-hall', 'MILESTONE', '2025-01-01'),
    ];
    const next = (id: string) => nextMilestone({ id } as FieldAnswer, deadlines)?.due;
    expect(['town-hall', 'funding', 'schools', 'fibre'].map(next)).toEqual([
      ...['2024-01-01', '2021-01-01', '2023-01-01', undefined],
    ]);
  });
});

test('counts one record as one, on the pages of the agenda and of its figures', () => {
  for (const { de, en } of [AGENDA_WORDS, INDICATOR_WORDS]) {
    expect([de.from('1'), de.from('12')]).toEqual(['aus 1 Eintrag', 'aus 12 Einträgen']);
    expect([en.from('1'), en.from('12')]).toEqual(['from 1 record', 'from 12 records']);
  }
});

describe('the page of the digital agenda', () => {
  test('says honestly that nothing is recorded', async () => {
    const { response, text, page } = await town.pageOf('/agenda');
    expect(response.status).toBe(200);
    expect(text.match(/Es ist kein Ziel eingetragen\./g)).toHaveLength(11);
    expect(text).toContain('Glasfaser für private und gewerbliche Nutzer kein Zielwert eingetragen keiner eingetragen');
    expect(barriers(page)).toEqual([]);
  });

  test('shows in the field of 5G each network by operator and technology, and leads to what it is computed from', async () => {
    await town.database.query(
      `INSERT INTO coverage.mobile_site (site_id, provider_id, technologies, status, evidence, geom, valid_from, run_id)
       SELECT 'mast-' || t.status || t.technologies, m.operator_id, t.technologies::text[], t.status, 'operator', ST_PointOnSurface(d.geom), '2024-01-01', m.run_id
       FROM (VALUES ('{4g,5g}', 'live'), ('{5g_sa}', 'live'), ('{4g}', 'planned')) t (technologies, status),
            (SELECT operator_id, run_id FROM coverage.mobile_availability LIMIT 1) m, (SELECT geom FROM places.district LIMIT 1) d;
       SELECT datasets.touch('mobile-statistics')`,
    );
    const { text, page } = await town.pageOf('/agenda?lang=de');
    const [, section] = /id="5g">([^]*?)<h2 id="training"/.exec(page)!;
    expect(section).toContain('<h3>Netze nach Betreiber und Technik</h3>');
    expect(section).toContain('href="/open-data/mobile-statistics?lang=de"');
    expect(text).toMatch(/5G Mobil A [\d,]+ % \d+ von \d+ /);
    expect((await town.pageOf('/agenda?lang=en')).text).toContain('Coverage outdoors, and sites, all of the city');
    expect(barriers(page)).toEqual([]);
    const rows = async (path: string) => {
      const file = await fetch(town.url + path.replaceAll('&amp;', '&'));
      return [file.status, (await file.text()).trim().split('\r\n').length - 1];
    };
    const sites = [...section!.matchAll(/<a href="(\/datasets\/mobile-sites[^"]*)"[^>]*>(\d+)<\/a>/g)];
    expect(sites.some(([, , count]) => count !== '0')).toBe(true);
    expect(await Promise.all(sites.map(([, path]) => rows(path!)))).toEqual(
      sites.map(([, , count]) => [200, Number(count)]),
    );
    const areas = [...section!.matchAll(/href="(\/datasets\/mobile-availability[^"]*)"/g)];
    const found = await Promise.all(areas.map(([, path]) => rows(path!)));
    expect(found.every(([status]) => status === 200)).toBe(true);
    expect(found.some(([, count]) => count! > 0)).toBe(true);
    await town.database.query(`DELETE FROM coverage.mobile_site WHERE site_id LIKE 'mast-%'`);
    // What is kept is not shown any more once there is something else.
    const move = (back: '-' | '+') =>
      town.database.query(
        `UPDATE coverage.mobile_availability SET valid_from = valid_from ${back} 100000; SELECT datasets.touch('mobile-statistics')`,
      );
    await move('+');
    try {
      expect((await town.pageOf('/agenda?lang=de')).text).not.toMatch(/5G Mobil A [\d,]+ % \d+ von \d+ /);
    } finally {
      await move('-');
    }
  });

  test('shows the eleven fields with goals, who moved them, figures of today and their status', async () => {
    await seedAgenda(town.database, 'test');
    const { text, page } = await town.pageOf('/agenda');
    expect(text).toContain('Glasfaser erreicht jede Wohnung und jeden Betrieb');
    expect(text).toContain('Beantragt: Fraktion Bündnis 90/Die Grünen im Rat der Stadt Ahlen, 18. Januar 2021');
    expect(text).toMatch(
      /Private Adressen mit Glasfaseranschluss [\d,]+ % \d+ von \d+( zu \d+ sagt keine Quelle etwas)?( Daten vom \d+\. \S+ \d{4})? [\d,]+ % ausgehend von 0,4 % am 30\. Juni 2021, angegeben nach: Breitbandatlas [^%]* 100 % bis 31\. Dezember 2030/,
    );
    expect(page).toContain('href="/agenda/indicator/fibre-residential?lang=de"');
    expect(page).toContain('href="/agenda/record/goal/fibre-everywhere?lang=de"');
    expect(page).toContain('href="/agenda/record/measure/set-up-digital-office?lang=de"');
    expect(text).toContain('Beschlussvorschlag liegt vor, fällig seit 31. Juli 2021');
    expect(text).toMatch(
      /Alle Schulen angeschlossen, fällig [^(]* \(Beispiel\)|Hälfte der Schulen angeschlossen, fällig [^(]* \(Beispiel\)/,
    );
    expect(text).toContain('Als Beispiel gekennzeichnete Einträge sind keine Beschlüsse dieser Stadt.');
    expect(barriers(page)).toEqual([]);
  });

  test('says above its figures that they rest on demo data, as soon as any of them does', async () => {
    const demo = 'Demodaten: Diese Zahlen gehören, ganz oder zum Teil, zu einer erfundenen Stadt.';
    expect((await town.pageOf('/agenda')).text).not.toContain(demo);
    const [made] = await town.database.query<{ id: number }>(
      `INSERT INTO imports.run (dataset, origin, source, started_by, finished_at, state)
       VALUES ('fixed-availability', 'demo', 'demo', 'test', now(), 'imported') RETURNING id`,
    );
    await town.database.query(`SELECT datasets.touch('fixed-availability')`);
    const { text } = await town.pageOf('/agenda');
    expect(text).toContain(demo);
    expect(text.indexOf(demo)).toBeLessThan(text.indexOf('Alle Handlungsfelder auf einen Blick'));
    await town.database.query('DELETE FROM imports.run WHERE id = $1', [made!.id]);
  });

  test('names its columns in each cell, for screens where a row is a card, and breaks long compounds softly', async () => {
    const { page } = await town.pageOf('/agenda');
    const [overview] = /<table[^]*?<\/table>/.exec(page)!;
    expect(overview.match(/<td role="cell" data-label="Nächster Meilenstein"/g)).toHaveLength(11);
    expect(overview).toContain('Onlinezugangs\u00adgesetz');
  });

  test('tells the same in English', async () => {
    const { text, page } = await town.pageOf('/agenda?lang=en');
    expect(text).toContain('Fibre reaches each home and each business');
    expect(text).toMatch(/Residential addresses connected by fibre [\d.]+ % \d+ of \d+/);
    // On a card there is no line break in a cell of numbers: the words must not run into each other.
    expect(page).toMatch(/ % <br \/><small>beginning with/);
    expect(page).not.toMatch(/\S<br \/><small/);
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

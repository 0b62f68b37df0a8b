import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadFigure, loadHistory } from '../indicators/figures.js';
import { importAgenda } from '../records/import-plan.js';
import type { AgendaFile } from '../records/agenda-file.js';
import type { Difference } from './difference.js';
import { differencesOf } from './differences.js';
import { toMarkdown } from './markdown.js';
import { REPORT_WORDS } from './words.js';
import { documentOf, publishReport, readPublished, readReport, writeReport, type Report } from './index.js';

const today = new Date().toISOString().slice(0, 10);
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const FIXTURE = sqlFile(new URL('../indicators/x.ts', import.meta.url).href, 'testing-indicators.sql');

type Goal = NonNullable<AgendaFile['goals']>[0];
type Measure = NonNullable<AgendaFile['measures']>[0];

const goal = (more: Partial<Goal> = {}): Goal => ({
  id: 'everywhere',
  field: 'fibre',
  title: { de: 'Glasfaser | *überall*', en: 'Fibre everywhere' },
  decision: { kind: 'decision', body: 'Rat', date: '2021-09-30', paper: 'VO/1/21' },
  targets: [
    {
      indicator: 'fibre-residential',
      baseline: { date: '2021-01-01', value: 0 },
      path: [],
      date: '2099-12-31',
      value: 100,
    },
  ],
  ...more,
});
const measure = (more: Partial<Measure> = {}): Measure => ({
  id: 'dig',
  goal: 'everywhere',
  title: { de: 'Graben', en: 'Dig' },
  office: 'Tiefbau <b>',
  state: 'running',
  actors: [{ name: 'Stadtwerke', within: false }],
  budget: [
    { year: 2025, planned: 100.1, committed: 50, spent: 0.2 },
    { year: 2026, planned: 200 },
  ],
  staff: [{ year: 2026, planned: 1.5, filled: 1 }],
  funding: [{ programme: 'Gigabit', state: 'granted', granted: 40 }],
  risks: [{ text: { de: 'Fels', en: 'Rock' }, level: 'high' }],
  dependsOn: [],
  milestones: [
    { id: 'start', title: { de: 'Beginn', en: 'Begin' }, due: '2022-01-01', done: '2022-02-01' },
    { id: 'late', title: { de: 'Ende', en: 'End' }, due: '2023-01-01' },
  ],
  ...more,
});

describe('the annex to a council paper', () => {
  let database: Database;
  beforeEach(async () => {
    database = await testDatabase();
    await database.query(FIXTURE);
  });
  afterEach(() => database.close());

  const record = (goals: Goal[], measures: Measure[], more: Partial<AgendaFile> = {}) =>
    importAgenda(
      database,
      { format: 'stadtlage-agenda', version: 1, goals, measures, ...more },
      { by: 'anna', replace: true, allowRemovals: true },
    );
  const recordedEarlier = async () => {
    await record([goal()], [measure()]);
    // Versions cannot be changed: this is what was recorded, only long ago.
    await database.query(
      `ALTER TABLE agenda.record DISABLE TRIGGER kept; UPDATE agenda.record SET recorded_at = '2022-01-01'; ALTER TABLE agenda.record ENABLE TRIGGER kept`,
    );
  };
  const targetOf = (report: Report) => report.fields.find(({ id }) => id === 'fibre')!.goals[0]!.targets[0]!;
  const note = (days: number, value: number) =>
    database.query(
      `INSERT INTO agenda.snapshot (indicator_id, day, value, counted, total, sources_state) VALUES ('fibre-residential', $1, $2, 3, 6, '')`,
      [ago(days), value],
    );

  it('has of today what GraphQL says, and of a past day what was noted up to it', async () => {
    await recordedEarlier();
    await note(10, 12.5);
    await note(40, 10);
    const present = targetOf(await readReport(database, today, today));
    const figure = await loadFigure({}, database, 'fibre-residential');
    expect(present.figure).toEqual({
      day: today,
      value: figure!.value,
      counted: figure!.counted,
      total: figure!.total,
      known: figure!.known,
    });
    const past = targetOf(await readReport(database, ago(5), today));
    const [, tenDaysAgo] = await loadHistory({}, database, 'fibre-residential', ago(60));
    expect(past.figure).toEqual({ known: null, ...tenDaysAgo });
    expect(past.figure).toMatchObject({ day: ago(10), value: 12.5 });
    expect(targetOf(await readReport(database, ago(50), today))).toMatchObject({ figure: null, status: 'unknown' });
  });

  it('has what was recorded up to midnight where the city is', async () => {
    await record([goal()], []);
    // 23:30 in Berlin is 22:30 UTC in winter; half an hour after midnight there, it is still the day before in UTC.
    const titles = async (recordedAt: string, timeZone: string) => {
      await database.query(
        `ALTER TABLE agenda.record DISABLE TRIGGER kept; UPDATE agenda.record SET recorded_at = '${recordedAt}'; ALTER TABLE agenda.record ENABLE TRIGGER kept`,
      );
      const { fields } = await readReport(database, '2026-01-10', today, timeZone);
      return fields.flatMap(({ goals }) => goals.map(({ id }) => id));
    };
    expect(await titles('2026-01-10T22:59:59Z', 'Europe/Berlin')).toEqual(['everywhere']);
    expect(await titles('2026-01-10T23:30:00Z', 'Europe/Berlin')).toEqual([]);
    expect(await titles('2026-01-10T23:30:00Z', 'UTC')).toEqual(['everywhere']);
  });

  it('goes on at the pace of the past year', async () => {
    await recordedEarlier();
    await note(40, 10);
    await note(10, 13);
    const { forecast } = targetOf(await readReport(database, ago(5), today));
    // A tenth of a percent a day.
    expect(Date.parse(forecast!.reachedOn!)).toBeCloseTo(Date.parse(ago(10)) + 870 * 86_400_000, -8);
  });

  it('says of a past day what has been corrected since, and leaves what was published as it is', async () => {
    await recordedEarlier();
    await note(10, 33.3);
    const day = ago(10);
    const first = await readReport(database, day, today);
    expect(targetOf(first)).toMatchObject({ figure: { value: 33.3 }, corrected: null });
    const number = await publishReport(database, first, 'anna');
    // A late delivery: n2 has had fibre since long before that day.
    await database.query(
      `INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, valid_from, run_id) VALUES ('n2', 'glas', 'ftth', 'connected', '2024-02-01', 1);
       SELECT coverage.refresh()`,
    );
    const again = await readReport(database, day, today);
    expect(targetOf(again)).toMatchObject({ figure: { value: 33.3 }, corrected: 50 });
    expect((await readPublished(database, number)).content).toEqual(JSON.parse(JSON.stringify(first)));
    expect(await writeReport(again, 'md', { language: 'de', cityName: 'Ahlen' })).toContain(
      '33,3 % (3 von 6); nach heutiger Kenntnis 50 % (seither berichtigt)',
    );
    await expect(database.query("UPDATE agenda.report SET content = '{}'")).rejects.toThrow(/kept as it is/);
    await expect(readPublished(database, 999)).rejects.toThrow('There is no published report 999.');
  });

  it('says of a report that is made again which figures and statuses of the published one it corrects', async () => {
    await recordedEarlier();
    await note(10, 33.3);
    const day = ago(10);
    await publishReport(database, await readReport(database, day, today), 'anna');
    expect((await readReport(database, day, today)).corrects).toMatchObject({ number: 1, differences: [] });
    await database.query(
      `INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, valid_from, run_id) VALUES ('n2', 'glas', 'ftth', 'connected', '2024-02-01', 1);
       SELECT coverage.refresh()`,
    );
    const again = await readReport(database, day, today);
    expect(again.corrects!.differences).toEqual([
      expect.objectContaining({ what: 'figure', from: 33.3, to: 50, unit: '%' }),
      // Noted on no day, and computed afterwards in the published one, too.
      ...[
        { title: expect.objectContaining({ en: 'Residential addresses with fibre at least in the street' }), to: 66.7 },
        {
          title: expect.objectContaining({ en: 'Addresses connected whose first promised date has passed' }),
          to: 66.7,
        },
        { title: expect.objectContaining({ en: expect.stringMatching(/^Residential .* first promised/) }), to: 60 },
      ].map(expect.objectContaining),
    ]);
    const written = await writeReport(again, 'md', { language: 'de', cityName: 'Ahlen' });
    expect(written).toContain('Er berichtigt den Bericht Nr. 1 zum selben Tag, der am ');
    expect(written).toContain('| Private Adressen mit Glasfaseranschluss | Wert | 33,3 % | 50 % |');
    expect((await readReport(database, ago(9), today)).corrects).toBeNull();
  });

  it('says whose data stood on the day, which of it is made up, and what nobody has recorded', async () => {
    await record([goal({ targets: [] })], [measure({ budget: [], staff: [] })]);
    await database.query(
      `UPDATE imports.run SET state = 'rolled_back', rolled_back_at = now();
       INSERT INTO imports.run (id, dataset, origin, source, data_date, started_by, state, started_at, finished_at, licence) OVERRIDING SYSTEM VALUE VALUES
         (101, 'address-coverage', 'file', 'Netz & Co', '2024-01-31', 'anna', 'imported', '2024-02-01', '2024-02-01T10:00:00Z', 'CC-BY-4.0'),
         (102, 'sensors', 'demo', NULL, NULL, 'anna', 'imported', '2024-02-02', '2024-02-02T10:00:00Z', NULL),
         (103, 'sensors', 'file', 'Later', NULL, 'anna', 'imported', $1, $1, NULL), (104, 'sensors', 'file', 'Refused', NULL, 'anna', 'refused', '2024-02-02', '2024-02-02', NULL)`.replaceAll(
        '$1',
        `'${today}'`,
      ),
    );
    const { sources } = await readReport(database, ago(1), today);
    expect(sources!.filter(({ importedOn }) => importedOn! < '2025-01-01')).toEqual([
      {
        ...{ dataset: 'address-coverage', name: 'Netz & Co', licence: 'CC-BY-4.0' },
        ...{ date: '2024-01-31', importedOn: '2024-02-01', isDemo: false },
      },
      { dataset: 'sensors', name: 'Demo', licence: null, date: null, importedOn: '2024-02-02', isDemo: true },
    ]);
    const report = await readReport(database, today, today);
    expect(report.sources!.map(({ name }) => name)).toContain('Later');
    const written = await writeReport(report, 'md', { language: 'de', cityName: 'Ahlen' });
    expect(written).toContain('| Demo (erfundene Demodaten) | sensors | nicht bekannt | 2. Februar 2024 |  |');
    // A day at the beginning of a cell is no list.
    expect(written).toContain('| Netz & Co | address-coverage | 31. Januar 2024 | 1. Februar 2024 | CC-BY-4.0 |');
    expect(written).toContain('- Ohne Zielwert, also ohne Stand: Glasfaser | \\*überall\\*');
    expect(written).toContain('- Ohne Angaben zu Geld und Stellen: Graben');
  });

  it('says under its title in both languages and every format to read that its figures are of an invented city, where any source is', async () => {
    await recordedEarlier();
    await note(10, 12.5);
    const cityName = 'Ahlen';
    const real = await readReport(database, ago(5), today);
    expect(await writeReport(real, 'md', { language: 'en', cityName })).not.toContain('made-up city');
    await database.query(
      `INSERT INTO imports.run (id, dataset, origin, started_by, state, started_at, finished_at) OVERRIDING SYSTEM VALUE VALUES (101, 'sensors', 'demo', 'anna', 'imported', '2024-02-02', '2024-02-02')`,
    );
    const de = 'Demodaten: Diese Zahlen gehören, ganz oder zum Teil, zu einer erfundenen Stadt.';
    const en = 'Demo data: these figures belong, all or in part, to a made-up city.';
    for (const asOf of [today, ago(5)]) {
      const report = await readReport(database, asOf, today);
      for (const [language, notice] of [['de', de] as const, ['en', en] as const]) {
        // PDF and OpenDocument are written from these very parts.
        expect(documentOf(report, { language, cityName })[1]).toEqual({ kind: 'text', text: notice });
        expect((await writeReport(report, 'md', { language, cityName })).split('\n\n')[1]).toBe(notice);
        expect(await writeReport(report, 'html', { language, cityName })).toContain(`</h1>\n<p>${notice}</p>`);
      }
    }
    // Before it was taken over, nothing was made up.
    const before = await readReport(database, '2024-01-31', today);
    expect(await writeReport(before, 'md', { language: 'de', cityName })).not.toContain('erfundenen Stadt');
  });

  it('says of a target without steps that it is open until its day, and that nothing is known where there is no figure', async () => {
    await record(
      [goal({ targets: [{ indicator: 'fibre-residential', path: [], date: '2099-12-31', value: 100 }] })],
      [],
    );
    await database.query(
      `ALTER TABLE agenda.record DISABLE TRIGGER kept; UPDATE agenda.record SET recorded_at = '2022-01-01'; ALTER TABLE agenda.record ENABLE TRIGGER kept`,
    );
    await note(10, 12.5);
    const rowOf = async (asOf: string, language: 'de' | 'en') =>
      (await writeReport(await readReport(database, asOf, today), 'md', { language, cityName: 'x' }))
        .split('\n')
        .find((line) => /^\| (Private Adressen mit Glas|Residential addresses connected)/.test(line));
    expect(await rowOf(today, 'de')).toMatch(/ bis 31\. Dezember 2099 \| offen bis zum Tag des Zielwerts \|$/);
    expect(await rowOf(today, 'en')).toMatch(/ by 31 December 2099 \| open until the day of the target \|$/);
    expect(await rowOf(ago(20), 'de')).toMatch(
      / \| nicht bekannt[^|]* \| keiner \| [^|]* \| nicht bekannt(;[^|]*)? \|$/,
    );
    await publishReport(database, await readReport(database, ago(20), today), 'anna');
    const { since } = await readReport(database, today, today);
    expect(since!.differences).toContainEqual(expect.objectContaining({ what: 'status', from: 'unknown', to: 'open' }));
  });

  it('tells money and staff of each of several measures, and what was applied for, granted and drawn', async () => {
    const more = measure({
      ...{ id: 'more', title: { de: 'Mehr', en: 'More' }, dependsOn: ['dig'], starts: '2025-01-01' },
      budget: [{ year: 2025, planned: 7 }],
      funding: [{ programme: 'Gigabit', state: 'granted', applied: 50, granted: 40, drawn: 10 }],
    });
    await record([goal()], [measure(), more]);
    const written = await writeReport(await readReport(database, today, today), 'md', {
      language: 'de',
      cityName: 'Ahlen',
    });
    expect(written).toContain('**Geld und Stellen: Mehr**\n\n| Jahr |');
    expect(written).toContain('| 2025 | 7 |  |  |  |  |');
    expect(written).toContain('| 2025 | 107,1 | 50 | 0,2 |  |  |');
    expect(written).toContain('- Fördermittel: Gigabit, bewilligt, beantragt 50 €, bewilligt 40 €, abgerufen 10 €');
    expect(written).toContain('- Setzt voraus: Graben');
    expect(written).toContain('- Zeitraum: ab 1. Januar 2025');
    expect(written).toContain('- Beteiligte: Stadtwerke (außerhalb der Verwaltung)');
  });

  it('has the applications for a measure with state and amounts, and what the measure itself notes of other programmes', async () => {
    const funding: Measure['funding'] = [
      // It is told with the application that it is of, whatever that is called; another programme of this name is not.
      { programme: 'Gigabit-Programm', application: 'first', state: 'granted', granted: 50.5 },
      { programme: 'Gigabit', state: 'screened', applied: 3 },
    ];
    const programmes = [{ id: 'giga', title: { de: 'Gigabit', en: 'Gigabit' }, screening: 'suitable' as const }];
    const application = { programme: 'giga', title: { de: 'Anschlüsse', en: 'Connections' }, measure: 'dig' };
    const applications = [
      { ...application, id: 'first', state: 'granted' as const, applied: 60, granted: 50.5, drawn: 20 },
      { ...application, id: 'second', state: 'draft' as const, applied: 7, demo: true as const },
      { ...application, id: 'other', state: 'draft' as const, measure: undefined },
    ];
    const plain = goal({ office: 'Stabsstelle', actors: [{ name: 'Kreis', within: false }] });
    await record([plain], [measure({ funding })], { programmes, applications });
    const report = await readReport(database, today, today);
    const written = await writeReport(report, 'md', { language: 'de', cityName: 'Ahlen' });
    const lines = written.split('\n').filter((line) => /^- (Förder|Zuständig|Beteiligte)/.test(line));
    expect(lines).toEqual([
      ...['- Zuständig: Stabsstelle', '- Beteiligte: Kreis (außerhalb der Verwaltung)'],
      ...['- Zuständig: Tiefbau \\<b\\>', '- Beteiligte: Stadtwerke (außerhalb der Verwaltung)'],
      '- Förderantrag: Anschlüsse (Gigabit), bewilligt, beantragt 60 €, bewilligt 50,5 €, abgerufen 20 €',
      '- Förderantrag: Anschlüsse (Gigabit) (Beispiel), in Vorbereitung, beantragt 7 €',
      '- Fördermittel: Gigabit, gesichtet, beantragt 3 €',
    ]);
    const rows = (await writeReport(report, 'csv', { language: 'en', cityName: 'Ahlen' })).split('\r\n');
    expect(rows).toContain(`${today},fibre,everywhere,dig,application drawn,first,,20,EUR,granted,,,,,,`);
    expect(rows).toContain(`${today},fibre,everywhere,dig,application applied,second,,7,EUR,draft,true,,,,,`);
    expect(rows.filter((row) => row.includes(',funding '))).toEqual([
      `${today},fibre,everywhere,dig,funding applied,Gigabit,,3,EUR,screened,,,,,,`,
    ]);
  });

  it('says of a figure what others stated up to that day, by the newest, apart from what is computed', async () => {
    const stated = { indicator: 'fibre-residential', source: 'Breitbandatlas' };
    const statedFigures = [
      { ...stated, id: 'old', date: '2019-06-30', value: 0.1 },
      { ...stated, id: 'new', date: '2020-06-30', value: 0.44, text: { de: 'Haushalte', en: 'Households' } },
      { ...stated, id: 'to-come', date: '2099-01-01', value: 99 },
      { ...stated, id: 'show', indicator: 'courses-filled', date: '2020-01-01', value: 5, demo: true as const },
    ];
    await record([goal()], [], { statedFigures });
    const report = await readReport(database, today, today);
    expect(targetOf(report)).toMatchObject({ figure: { value: 33.3 }, status: 'on_track', stated: { value: 0.44 } });
    const written = await writeReport(report, 'md', { language: 'de', cityName: 'Ahlen' });
    expect(written).toContain(
      '33,3 % (2 von 6); zu 1 sagt keine Quelle etwas; angegeben, nicht berechnet: 0,4 % für den 30. Juni 2020 (Quelle: Breitbandatlas); Haushalte',
    );
    expect(written).toContain('5 % für den 1. Januar 2020 (Quelle: Breitbandatlas) (Beispiel)');
    const rows = (await writeReport(report, 'csv', { language: 'de', cityName: 'Ahlen' })).split('\r\n');
    expect(rows).toContain(
      `${today},fibre,everywhere,,"figure, stated",fibre-residential,2020-06-30,0.44,%,,,,,,Breitbandatlas; Haushalte,`,
    );
    expect(rows).toContain(
      `${today},training,,,"figure, stated",courses-filled,2020-01-01,5,%,,true,,,,Breitbandatlas,`,
    );
  });

  it('says once of an example that it is one, and counts one record as one', async () => {
    const title = { de: 'Beispiel: Zeigen', en: 'Example: show' };
    await record([goal({ title, demo: true })], [measure({ title, demo: true }), measure({ id: 'more', demo: true })]);
    const report = await readReport(database, today, today);
    const write = (language: 'de' | 'en') => writeReport(report, 'md', { language, cityName: 'Ahlen' });
    const [german, english] = [await write('de'), await write('en')];
    expect(german).toContain('### Beispiel: Zeigen\n');
    expect(german).toContain('#### Beispiel: Zeigen: läuft\n');
    expect(german).toContain('#### Graben (Beispiel): läuft\n');
    expect(english).toContain('### Example: show\n');
    expect(`${german} ${english}`).not.toMatch(/Beispiel: .*\(Beispiel\)|Example: .*\(example\)/);
    expect([REPORT_WORDS.de.from('1'), REPORT_WORDS.de.from('2')]).toEqual(['aus 1 Eintrag', 'aus 2 Einträgen']);
    expect([REPORT_WORDS.en.from('1'), REPORT_WORDS.en.from('2')]).toEqual(['from 1 record', 'from 2 records']);
  });

  it('counts the money of examples in no sum but their own', async () => {
    const example = {
      id: 'show',
      title: { de: 'Zeigen', en: 'Show' },
      budget: [{ year: 2025, planned: 1_000 }],
      staff: [],
    };
    await record([goal()], [measure(), measure({ ...example, demo: true })]);
    const report = await readReport(database, today, today);
    const options = { language: 'en', cityName: 'Ahlen' } as const;
    const written = await writeReport(report, 'md', options);
    const tables = written.split(/\n(?=\*\*)/).filter((part) => /^\*\*Money/.test(part));
    expect(tables.filter((table) => table.includes('1,000')).map((table) => table.split('\n')[0])).toEqual([
      '**Money and staff of the examples, in no other sum**',
      '**Money and staff: Show (example)**',
    ]);
    expect(tables.filter((table) => table.includes('1,100.1'))).toEqual([]);
    const rows = (await writeReport(report, 'csv', options)).split('\r\n').filter((row) => row.includes(',show,'));
    expect(rows).toContain(`${today},fibre,everywhere,show,budget planned,,2025,1000,EUR,,true,,,,,`);
    expect(rows.filter((row) => !/,true(,[^,]*){5}$/.test(row))).toEqual([]);
  });

  it('has the figures for which no goal has a target, and says of how many records nothing is known', async () => {
    await record([goal()], []);
    const report = await readReport(database, today, today);
    const written = await writeReport(report, 'md', { language: 'en', cityName: 'Ahlen' });
    const ids = report.fields.flatMap(({ others }) => others!.map(({ indicator }) => indicator));
    const all = await database.query<{ id: string }>("SELECT id FROM agenda.indicator WHERE id <> 'fibre-residential'");
    expect(ids.sort()).toEqual(all.map(({ id }) => id).sort());
    const figure = (await loadFigure({}, database, 'fibre-commercial'))!;
    expect(figure.known).toBeLessThan(figure.total);
    expect(written).toContain('Other figures: Fibre for private and commercial users');
    expect(written).toMatch(
      new RegExp(
        `Commercial addresses connected by fibre \\| [\\d.]+ % \\(${figure.counted} of ${figure.total}\\); no source speaks of ${figure.total - figure.known}`,
      ),
    );
  });

  it('says of a first value that it was stated, and by whom', async () => {
    const [target] = goal().targets;
    const baseline = { ...target!.baseline!, source: 'Breitbandatlas' };
    await record([goal({ targets: [{ ...target!, baseline }] })], []);
    const written = await writeReport(await readReport(database, today, today), 'md', {
      language: 'en',
      cityName: 'Ahlen',
    });
    expect(written).toContain('beginning with 0 % on 1 January 2021, stated by: Breitbandatlas');
  });

  it('says what differs from the report before: goals, measures, figures, statuses, money', async () => {
    await recordedEarlier();
    await note(10, 10);
    await publishReport(database, await readReport(database, ago(10), today), 'anna');
    await record(
      [goal({ reason: 'Mehr Mut' }), goal({ id: 'firms', title: { de: 'Betriebe', en: 'Firms' }, targets: [] })],
      [measure({ state: 'done', budget: [{ year: 2025, planned: 120, committed: 50, spent: 0.2 }] })],
    );
    const { since } = await readReport(database, today, today);
    expect(since).toMatchObject({ number: 1, asOf: ago(10) });
    // Of all else nothing was noted ten days ago.
    const isFirst = ({ what, from }: Difference) => from === null && ['figure', 'districts'].includes(what);
    expect(since!.differences.filter(isFirst).map(({ title }) => title.en)).toContain('Schools connected by fibre');
    expect(since!.differences.filter((one) => !isFirst(one))).toEqual([
      { what: 'goal', title: { de: 'Betriebe', en: 'Firms' }, from: null, to: 'firms' },
      expect.objectContaining({ what: 'figure', from: 10, to: 33.3, unit: '%' }),
      { what: 'state', title: { de: 'Graben', en: 'Dig' }, from: 'running', to: 'done' },
      { what: 'planned', title: { de: '2025', en: '2025' }, from: 100.1, to: 120 },
      // The year 2026 has staff only now.
      { what: 'planned', title: { de: '2026', en: '2026' }, from: 200, to: null },
      { what: 'planned', title: { de: 'Graben: 2025', en: 'Dig: 2025' }, from: 100.1, to: 120 },
      { what: 'planned', title: { de: 'Graben: 2026', en: 'Dig: 2026' }, from: 200, to: null },
    ]);
  });

  it('names what the council has decided since, how a goal was reworded and why, and risks that are others', async () => {
    const motion = { kind: 'motion' as const, body: 'Fraktion', date: '2021-01-18' };
    const risks = (...of: [string, Measure['risks'][0]['level']][]) =>
      of.map(([de, level]) => ({ text: { de, en: de }, level }));
    await recordedEarlier();
    await record(
      [goal({ decision: motion })],
      [measure({ risks: risks(['Fels', 'low'], ['Frost', 'low'], ['Lärm', 'high']) })],
    );
    const before = JSON.parse(JSON.stringify(await readReport(database, today, today))) as Report;
    const title = { de: 'Glasfaser für alle', en: 'Fibre for all' };
    const decided = { kind: 'decision' as const, body: 'Rat', date: '2026-06-30', paper: 'VO/7/26' };
    await record(
      [goal({ title, decision: decided, text: { de: 'x'.repeat(400), en: 'x' }, reason: 'Beschluss des Rates' })],
      [measure({ decision: decided, risks: risks(['Fels', 'high'], ['Frost', 'low'], ['Wasser', 'medium']) })],
    );
    const report = await readReport(database, today, today);
    const [old, reason] = [goal().title, 'Beschluss des Rates'];
    const differences = differencesOf(before, report);
    expect(differences).toEqual([
      { what: 'decision', title, from: motion, to: decided, reason },
      { what: 'wording', title, from: old, to: title, reason },
      { what: 'explanation', title, from: null, to: { de: 'x'.repeat(400), en: 'x' }, reason },
      { what: 'decision', title: measure().title, from: null, to: decided },
      { what: 'risk', title: { de: 'Graben: Fels', en: 'Dig: Fels' }, from: 'low', to: 'high' },
      { what: 'risk', title: { de: 'Graben: Lärm', en: 'Dig: Lärm' }, from: 'high', to: null },
      { what: 'risk', title: { de: 'Graben: Wasser', en: 'Dig: Wasser' }, from: null, to: 'medium' },
    ]);
    // What was published once and comes back as JSON is the same as ever; nor is anything else a difference to itself.
    expect(differencesOf(JSON.parse(JSON.stringify(report)) as Report, report)).toEqual([]);
    const written = await writeReport({ ...report, since: { number: 1, asOf: '2026-01-31', differences } }, 'md', {
      language: 'de',
      cityName: 'Ahlen',
    });
    const cells = (line: string) => written.split('\n').find((row) => row.startsWith(`| ${line} |`));
    expect(cells('Glasfaser für alle | Antrag oder Beschluss')).toContain(
      '| Beantragt: Fraktion, 18. Januar 2021. | Beschlossen: Rat, 30. Juni 2026, VO/7/26. Begründung: Beschluss des Rates |',
    );
    expect(cells('Glasfaser für alle | Ziel, im Wortlaut')).toContain(
      '| Glasfaser für alle Begründung: Beschluss des Rates |',
    );
    expect(cells('Glasfaser für alle | Erläuterung des Ziels')!.length).toBeLessThan(400);
    expect(cells('Graben | Antrag oder Beschluss')).toContain('|  | Beschlossen: Rat, 30. Juni 2026, VO/7/26. |');
    expect(cells('Graben: Fels | Risiko')).toContain('| gering | hoch |');
    expect(cells('Graben: Lärm | Risiko')).toContain('| hoch | entfallen |');
  });

  it('names who is responsible and takes part, periods, what a measure needs before, and money applied for and granted', async () => {
    const programmes = [{ id: 'giga', title: { de: 'Gigabit', en: 'Gigabit' }, screening: 'suitable' as const }];
    const application = {
      programme: 'giga',
      title: { de: 'Anschlüsse', en: 'Connections' },
      measure: 'dig',
      id: 'first',
      state: 'applied' as const,
      applied: 60,
    };
    const others = (...ids: string[]) => ids.map((id) => measure({ id, title: { de: `M ${id}`, en: `M ${id}` } }));
    const stadtwerke = { name: 'Stadtwerke', within: false };
    await record(
      [goal({ office: 'Stabsstelle' })],
      [
        measure({
          ...{ actors: [stadtwerke, { name: 'Kreis', within: false }], starts: '2026-01-01', ends: '2026-12-31' },
          ...{ dependsOn: ['a'], funding: [{ programme: 'Land', state: 'applied', applied: 10.55 }] },
        }),
        ...others('a', 'b'),
      ],
      { programmes, applications: [application] },
    );
    const before = JSON.parse(JSON.stringify(await readReport(database, today, today))) as Report;
    await record(
      [goal({ office: 'Fachbereich 2', actors: [stadtwerke] })],
      [
        measure({
          ...{
            office: 'Digitales',
            actors: [
              { ...stadtwerke, within: true },
              { name: 'IHK', within: false },
            ],
          },
          ...{ starts: '2026-01-01', ends: '2027-06-30', dependsOn: ['b'] },
          funding: [
            { programme: 'Land', state: 'granted', applied: 10.55, granted: 8.25 },
            { programme: 'Bund', state: 'screened' },
          ],
        }),
        ...others('a', 'b'),
      ],
      {
        programmes,
        applications: [
          { ...application, state: 'granted', granted: 50.5 },
          { ...application, id: 'second', title: { de: 'Masten', en: 'Masts' }, state: 'draft', applied: 7 },
        ],
      },
    );
    const report = await readReport(database, today, today);
    const differences = differencesOf(before, report);
    const [of, dig] = [goal().title, measure().title];
    const part = (words: string) => ({ de: `Graben: ${words}`, en: `Dig: ${words}` });
    const about = (de: string, en: string) => ({ de: `Graben: ${de} (Gigabit)`, en: `Dig: ${en} (Gigabit)` });
    const first = about('Anschlüsse', 'Connections');
    const second = about('Masten', 'Masts');
    expect(differences).toEqual([
      { what: 'office', title: of, from: 'Stabsstelle', to: 'Fachbereich 2' },
      { what: 'actor', title: of, from: null, to: stadtwerke },
      // Figures without a target: what is granted moves them.
      expect.objectContaining({ what: 'figure', from: null, to: 100 }),
      expect.objectContaining({ what: 'figure', from: null, to: 50.5, unit: 'EUR' }),
      { what: 'office', title: dig, from: 'Tiefbau <b>', to: 'Digitales' },
      { what: 'actor', title: dig, from: stadtwerke, to: { ...stadtwerke, within: true } },
      { what: 'actor', title: dig, from: { name: 'Kreis', within: false }, to: null },
      { what: 'actor', title: dig, from: null, to: { name: 'IHK', within: false } },
      { what: 'ends', title: dig, from: '2026-12-31', to: '2027-06-30' },
      { what: 'dependsOn', title: dig, from: { de: 'M a', en: 'M a' }, to: null },
      { what: 'dependsOn', title: dig, from: null, to: { de: 'M b', en: 'M b' } },
      { what: 'fundingState', title: part('Land'), from: 'applied', to: 'granted' },
      { what: 'granted', title: part('Land'), from: null, to: 8.25 },
      { what: 'fundingState', title: part('Bund'), from: null, to: 'screened' },
      { what: 'applicationState', title: first, from: 'applied', to: 'granted' },
      { what: 'granted', title: first, from: null, to: 50.5 },
      { what: 'applicationState', title: second, from: null, to: 'draft' },
      { what: 'applied', title: second, from: null, to: 7 },
    ]);
    // What an earlier report did not have is no difference to it.
    const goals = before.fields.flatMap((field) => field.goals);
    for (const one of goals) {
      delete one.office;
      delete one.actors;
      for (const each of one.measures) delete each.applications;
    }
    const whats = differencesOf(before, report).map(({ what, title }) => `${what} ${title.en}`);
    expect(whats.filter((one) => /^application|Fibre everywhere/.test(one))).toEqual([]);
    const said = async (language: 'de' | 'en') =>
      (
        await writeReport({ ...report, since: { number: 1, asOf: '2026-01-31', differences } }, 'md', {
          ...{ language, cityName: 'Ahlen' },
        })
      ).split('\n');
    const german = await said('de');
    expect(german).toContain('| Graben | Beteiligt | Kreis (außerhalb der Verwaltung) | entfallen |');
    expect(german).toContain('| Graben | Maßnahme, letzter Tag | 31. Dezember 2026 | 30. Juni 2027 |');
    expect(german).toContain('| Graben | Setzt voraus |  | M b |');
    expect(german).toContain('| Graben: Land | bewilligt (€) |  | 8,25 |');
    expect(german).toContain('| Graben: Anschlüsse (Gigabit) | Stand des Förderantrags | beantragt | bewilligt |');
    expect(await said('en')).toContain('| Dig: Masts (Gigabit) | applied for (€) |  | 7 |');
  });

  it('names a target, a year, a milestone that came or went, and money that only moved from one measure to another', async () => {
    const targets = (...of: [string, number][]) =>
      of.map(([date, value]) => ({ indicator: 'fibre-residential', path: [], date, value }));
    const money = (dig: number, more: number, milestones: Measure['milestones']) => [
      measure({ budget: [{ year: 2027, planned: dig }], staff: [], milestones }),
      measure({
        ...{ id: 'more', title: { de: 'Mehr', en: 'More' }, staff: [], milestones: [] },
        budget: more ? [{ year: 2027, planned: more }] : [],
      }),
    ];
    const start = { id: 'start', title: { de: 'Spaten', en: 'Spade' }, due: '2026-03-01' };
    await record([goal({ targets: targets(['2028-12-31', 60], ['2030-12-31', 100]) })], money(30, 10, [start]));
    const before = await readReport(database, today, today);
    await record(
      [goal({ targets: targets(['2028-12-31', 60], ['2031-12-31', 100], ['2035-12-31', 110]) })],
      money(20, 20, [{ ...start, done: '2026-03-09' }]),
    );
    const named = (differences: Difference[]) =>
      differences.map(({ what, title, from, to }) => [what, title.en.replace(/^Share.*/, 'fibre'), from, to]);
    const now = await readReport(database, today, today);
    expect(named(differencesOf(before, now)).map(([what, , ...sides]) => [what, ...sides])).toEqual([
      ['targetDate', '2030-12-31', '2031-12-31'],
      ['target', null, 110],
      ['done', null, '2026-03-09'],
      ['planned', 30, 20],
      ['planned', 10, 20],
    ]);
    expect(named(differencesOf(before, now)).at(-1)).toEqual(['planned', 'More: 2027', 10, 20]);
    expect(named(differencesOf(now, { ...now, years: [] }))).toEqual([['planned', '2027', 40, null]]);
    // The other way round, what came has gone.
    expect(differencesOf(now, before).filter(({ what }) => what === 'target')).toMatchObject([{ from: 110, to: null }]);
  });

  it('shows networks by technology and operator as they were on its day, also where one has gone since', async () => {
    await record([goal({ field: '5g' })], []);
    // By hand from testing-indicators.sql: six of nine addresses in districts, and of three districts of one size one and three tenths of another.
    const networks = async (day: string) =>
      (await readReport(database, day, today)).fields.find(({ id }) => id === '5g')!.networks!;
    const rows = await networks(today);
    expect(
      rows.map((one) => [one.technology, one.addresses, one.coveredAddresses, one.sitesLive, one.sitesPlanned]),
    ).toEqual([
      ['4g', 9, 0, 2, 0],
      ['5g', 9, 6, 1, 1],
      ['5g_sa', 9, 1, 0, 1],
    ]);
    const share = ({ coveredKm2, areaKm2 }: (typeof rows)[number]) => coveredKm2 / areaKm2;
    expect(share(rows[1]!)).toBeCloseTo(1.3 / 3, 2);
    expect(await networks('2023-12-31')).toEqual([]);
    await database.query(
      "UPDATE coverage.mobile_site SET valid_to = current_date WHERE site_id = '1'; UPDATE coverage.mobile_availability SET valid_to = current_date WHERE technology = '5g_sa'",
    );
    expect((await networks(today)).map(({ technology, sitesLive }) => [technology, sitesLive])).toEqual([
      ['4g', 1],
      ['5g', 0],
      ['5g_sa', 0],
    ]);
    expect((await networks(ago(1)))[1]).toEqual(rows[1]);
    const report = await readReport(database, ago(1), today);
    const written = await writeReport(report, 'md', { language: 'de', cityName: 'Ahlen' });
    expect(written).toContain('| 5G, Funk | 66,7 % (6 von 9) | nicht bekannt | 4');
    expect(
      await writeReport(await readReport(database, '2023-12-31', today), 'md', { language: 'de', cityName: 'x' }),
    ).toContain('Über Netze am 31. Dezember 2023 liegen keine Daten vor.');
    // Where nobody names any site of an operator, that is not none.
    await database.query('DELETE FROM coverage.mobile_site');
    const unknown = await readReport(database, today, today);
    expect(await writeReport(unknown, 'md', { language: 'de', cityName: 'x' })).toMatch(
      /\| 5G, Funk \|.* \| nicht bekannt \| nicht bekannt \|\n/,
    );
    const csv = await writeReport(report, 'csv', { language: 'de', cityName: 'Ahlen' });
    expect(csv).toContain(`${ago(1)},5g,,,"network, addresses covered",funk/5g,${ago(1)},6,1,,,,,,Funk,`);
  });

  it('shows figures by district, of a past day as they were noted, and none where there is nothing to count', async () => {
    await record([goal()], []);
    const inDistricts = (report: Report) =>
      report.fields
        .find(({ id }) => id === 'fibre')!
        .districts!.find(({ indicator }) => indicator === 'fibre-residential')
        ?.figures.map((one) => [one.district, one.day, one.value, one.counted, one.total, one.known]);
    const present = await readReport(database, today, today);
    expect(inDistricts(present)).toEqual([
      ['empty', today, null, 0, 0, 0],
      ['north', today, 50, 2, 4, 4],
      ['south', today, 0, 0, 2, 1],
    ]);
    const written = await writeReport(present, 'md', { language: 'de', cityName: 'Ahlen' });
    const lines = ['| Stadtteil | Wert | bekannt |', '| --- | --- | --- |', '| Nord | 50 % (2 von 4) | 4 von 4 |'];
    expect(written).toContain(
      [
        '**Nach Stadtteilen: Private Adressen mit Glasfaseranschluss**',
        '',
        ...lines,
        '| Süd | 0 % (0 von 2) | 1 von 2 |',
        '',
      ].join('\n'),
    );
    const csv = await writeReport(present, 'csv', { language: 'de', cityName: 'Ahlen' });
    expect(csv).toContain(
      `${today},fibre,,,"figure, of a district",fibre-residential/north,${today},50,%,,,2,4,4,Nord,`,
    );
    expect(csv).not.toContain('fibre-residential/empty');

    await database.query(
      `INSERT INTO agenda.district_snapshot (indicator_id, district_id, day, until, value, counted, total, known) VALUES
         ('fibre-residential', 'north', $1, $2, 25, 1, 4, 4), ('fibre-residential', 'north', $3, $3, 50, 2, 4, 4)`,
      [ago(20), ago(8), ago(2)],
    );
    expect(inDistricts(await readReport(database, ago(10), today))).toEqual([['north', ago(10), 25, 1, 4, 4]]);
    expect(inDistricts(await readReport(database, ago(5), today))).toEqual([['north', ago(8), 25, 1, 4, 4]]);
    expect(inDistricts(await readReport(database, ago(21), today))).toBeUndefined();
  });

  it('adds up money and staff without rounding anything away', async () => {
    await record([goal()], [measure(), measure({ id: 'more', budget: [{ year: 2025, planned: 0.2 }], staff: [] })]);
    const { years } = await readReport(database, today, today);
    expect(years).toEqual([
      { year: 2025, planned: 100.3, committed: 50, spent: 0.2, plannedStaff: null, filledStaff: null },
      { year: 2026, planned: 200, committed: null, spent: null, plannedStaff: 1.5, filledStaff: 1 },
    ]);
  });

  it('is Markdown in which nothing that somebody wrote is a rule, a fence, a heading or a link', () => {
    const written = (words: string) => toMarkdown([{ kind: 'text', text: words }]).trim();
    expect(['---', '~~~', '# a', '#a', '+ b', '1. c'].map(written)).toEqual([
      ...['\\---', '\\~\\~\\~', '\\# a', '\\#a', '\\+ b', '1\\. c'],
    ]);
    expect(written('https://ahlen.example und www.ahlen.example, a.b@ahlen.example, &lt;')).toBe(
      'https\\://ahlen.example und www\\.ahlen.example, a.b\\@ahlen.example, \\&lt;',
    );
    expect(written('Ende: 30. Juni, VO/1/21')).toBe('Ende: 30. Juni, VO/1/21');
  });

  it('is written as Markdown in which names stay text', async () => {
    await record([goal()], [measure()]);
    const written = await writeReport(await readReport(database, today, today), 'md', {
      language: 'de',
      cityName: 'Ahlen',
    });
    expect(written).toMatch(/^# Digitale Agenda Ahlen: Anlage zur Vorlage\n\nStand: /);
    expect(written).toContain('### Glasfaser | \\*überall\\*');
    expect(written).toContain('- Zuständig: Tiefbau \\<b\\>');
    expect(written).toContain('- Ende: überfällig seit 1. Januar 2023');
    expect(written).toContain('| 2025 | 100,1 | 50 | 0,2 |  |  |');
    expect(written).toContain('Beschlossen: Rat, 30. September 2021, VO/1/21.');
    // Each row of a table has as many cells as its header.
    for (const table of written.split('\n\n').filter((part) => part.startsWith('|'))) {
      const cells = table
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((line) => line.replace(/\\\|/g, '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  });

  it('is written as HTML that says in header cells what a table is about, and loads nothing', async () => {
    await record([goal()], [measure()]);
    const written = await writeReport(await readReport(database, today, today), 'html', {
      language: 'en',
      cityName: 'Ahlen',
    });
    expect(written).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(written).toContain('<title>Digital agenda of Ahlen: annex to a council paper</title>');
    expect(written).toContain('Responsible: Tiefbau &lt;b&gt;');
    expect(written.match(/<caption>/g)!.length).toBe(written.match(/<table>/g)!.length);
    expect(written).not.toMatch(/<th(?=[ >])(?! scope)|src=|href=|<script/);
    expect(written.match(/<h1>/g)).toHaveLength(1);
    // On a narrow screen each table is moved by itself, with the keyboard as well.
    expect(written.match(/<div class="scroll" role="region" aria-label="[^"]+" tabindex="0"><table>/g)!.length).toBe(
      written.match(/<table>/g)!.length,
    );
    // A number and its sign stay in one line.
    expect(written).toContain('33.3\u00a0% (');
  });

  it('says as data what it says in words: decisions, who is responsible, risks, where a target began, sources and methods', async () => {
    const idle = goal({ id: 'firms', title: { de: 'Betriebe', en: 'Firms' }, targets: [] });
    await record([goal(), idle], [measure({ decision: goal().decision, text: { de: 'Tief', en: 'Deep' } })]);
    const report = await readReport(database, today, today);
    const rows = (await writeReport(report, 'csv', { language: 'en', cityName: 'Ahlen' })).trim().split('\r\n');
    const [place, dig] = [`${today},fibre,everywhere,`, `${today},fibre,everywhere,dig`];
    expect(rows).toEqual(
      expect.arrayContaining([
        `${place},goal,,,,,,,,,,Fibre everywhere,`,
        `${place},decision,VO/1/21,2021-09-30,,,,,,,,Rat,`,
        `${dig},decision,VO/1/21,2021-09-30,,,,,,,,Rat,`,
        `${place},"target, first value",fibre-residential,2021-01-01,0,%,,,,,,,`,
        `${dig},"measure, explanation",,,,,,,,,,Deep,`,
        `${dig},"measure, office",,,,,,,,,,Tiefbau <b>,`,
        `${dig},"measure, actor",,,,,,,,,,Stadtwerke (outside the administration),`,
        `${dig},risk,,,,,high,,,,,Rock,`,
        `${today},,,,differences,,,,,,,,,,No earlier report has been published.,`,
        `${today},,,,"figure, datasets",fibre-residential,,,,,,,,,district-statistics,`,
        `${today},,,,source,agenda-schools,2024-03-01,,,,,,,,City of Ahlen,`,
      ]),
    );
    expect(rows.filter((row) => row.startsWith(`${today},,,,"figure, method",`)).length).toBeGreaterThan(20);
    expect(rows.filter((row) => row.includes('"missing, '))).toEqual([
      `${today},,,,"missing, target",,,,,,,,,,Firms,`,
      `${today},,,,"missing, measure",,,,,,,,,,Firms,`,
    ]);
  });

  it('says as data what differs from the report before, and what a new one of the same day corrects', async () => {
    await recordedEarlier();
    await note(10, 10);
    await publishReport(database, await readReport(database, ago(10), today), 'anna');
    await record(
      [goal({ reason: 'Mehr Mut, endlich', title: { de: 'Glas', en: 'Glass' } })],
      [measure({ state: 'done' })],
    );
    const present = await readReport(database, today, today);
    const rows = (await writeReport(present, 'csv', { language: 'en', cityName: 'Ahlen' })).split('\r\n');
    expect(rows.find((row) => row.includes(',differences,'))).toContain('Against report no. 1 as of');
    expect(rows).toEqual(
      expect.arrayContaining([
        `${today},,,,"difference, wording",Glass,,,,,,,,,"Glass Reason: Mehr Mut, endlich",Fibre everywhere`,
        `${today},,,,"difference, figure",Residential addresses connected by fibre,,33.3,%,,,,,,33.3 %,10 %`,
        `${today},,,,"difference, state",Dig,,,,,,,,,done,running`,
      ]),
    );
    // One row for each that the paper has in its table.
    expect(rows.filter((row) => row.includes('"difference, '))).toHaveLength(present.since!.differences.length);
    await publishReport(database, present, 'anna');
    const again = await writeReport(await readReport(database, today, today), 'csv', { language: 'de', cityName: 'x' });
    expect(again).toMatch(/,corrections,.*im Bericht Nr\. 2 zum selben Tag/);
  });

  it('has applications for no measure and the concept for the town hall, in both languages and as data', async () => {
    const programmes = [{ id: 'giga', title: { de: 'Gigabit', en: 'Gigabit' }, screening: 'suitable' as const }];
    const application = { programme: 'giga', state: 'applied' as const };
    const applications = [
      { ...application, id: 'own', title: { de: 'Masten', en: 'Masts' }, applied: 60.5, demo: true as const },
      { ...application, id: 'of', title: { de: 'Anschlüsse', en: 'Connections' }, measure: 'dig' },
    ];
    type Item = NonNullable<AgendaFile['conceptItems']>[0];
    const item = (id: string, more: Partial<Item> & Pick<Item, 'type' | 'state'>): Item => ({
      ...{ id, title: { de: `D ${id}`, en: `E ${id}` }, dependsOn: [] },
      ...more,
    });
    const conceptItems = [
      item('someday', { type: 'requirement', state: 'open' }),
      item('network', { type: 'requirement', state: 'done', due: '2024-01-01', done: '2024-02-01', office: 'Bauamt' }),
      item('late', { type: 'requirement', state: 'open', due: '2024-03-01', text: { de: 'Warum', en: 'Why' } }),
      item('award', { type: 'decision', state: 'open', paper: 'VO/9/26', dependsOn: ['late'] }),
    ];
    await record([goal()], [measure()], { programmes, applications, conceptItems });
    const report = await readReport(database, today, today);
    const write = (format: 'md' | 'html' | 'csv', language: 'de' | 'en') =>
      writeReport(report, format, { language, cityName: 'Ahlen' });
    const [german, english] = [await write('md', 'de'), await write('md', 'en')];
    expect(german).toContain('| Masten (Gigabit) (Beispiel) | beantragt | 60,5 |  |  |');
    expect(german).not.toContain('| Anschlüsse (Gigabit)');
    expect(english).toContain('**Applications for funding without a measure**');
    const rowsOf = (text: string) =>
      text.split('\n').filter((line) => /^\| [DE] (network|late|someday|award) /.test(line));
    // Requirements by their days, those without one last, then decisions; the table of testing-indicators.sql is replaced by these.
    expect(rowsOf(german)).toEqual([
      '| D network | Anforderung | erledigt, am 1. Februar 2024 | Bauamt |  |  |',
      '| D late | Anforderung | offen, überfällig seit 1. März 2024 |  |  |  |',
      '| D someday | Anforderung | offen |  |  |  |',
      '| D award | Entscheidung | offen |  | VO/9/26 | D late |',
    ]);
    expect(rowsOf(english)[1]).toBe('| E late | requirement | open, overdue since 1 March 2024 |  |  |  |');
    expect(german).toContain('D late: Warum');
    expect(await write('html', 'en')).toContain('<caption>Digital concept of the new town hall</caption>');
    const rows = (await write('csv', 'en')).split('\r\n');
    expect(rows).toEqual(
      expect.arrayContaining([
        `${today},funding,,,application,own,,,,applied,true,,,,Masts (Gigabit),`,
        `${today},funding,,,application applied,own,,60.5,EUR,applied,true,,,,,`,
        `${today},town-hall,,,"concept, requirement",late,2024-03-01,,,open,,,,,E late,`,
        `${today},town-hall,,,"concept, paper",award,,,,,,,,,VO/9/26,`,
        `${today},town-hall,,,"concept, needs before",award,,,,,,,,,E late,`,
      ]),
    );
  });

  it('names what differs in applications for no measure and in the concept, unless the report before lacks them', async () => {
    const programmes = [{ id: 'giga', title: { de: 'Gigabit', en: 'Gigabit' }, screening: 'suitable' as const }];
    const title = { de: 'Masten', en: 'Masts' };
    const application = { id: 'own', programme: 'giga', title, state: 'applied' as const };
    const moving = { ...application, id: 'moving' };
    const item = { id: 'late', type: 'decision' as const, title: { de: 'Vergabe', en: 'Award' }, dependsOn: [] };
    const before = await (async () => {
      await record([goal()], [measure()], {
        ...{ programmes, applications: [application, moving] },
        conceptItems: [{ ...item, state: 'open', due: '2024-03-01' }],
      });
      return JSON.parse(JSON.stringify(await readReport(database, today, today))) as Report;
    })();
    await record([goal()], [measure()], {
      ...{
        programmes,
        applications: [
          { ...application, state: 'granted', granted: 5 },
          { ...moving, measure: 'dig' },
        ],
      },
      conceptItems: [
        { ...item, state: 'done', due: '2024-03-01', done: '2024-03-02', dependsOn: ['new'] },
        { ...item, id: 'new', title: { de: 'Neu', en: 'New' }, state: 'open' },
      ],
    });
    const now = await readReport(database, today, today);
    const found = (of: Report) =>
      differencesOf(of, now).filter(({ what }) => /^(concept|application|granted|dependsOn)/.test(what));
    const about = { de: 'Masten (Gigabit)', en: 'Masts (Gigabit)' };
    expect(found(before)).toEqual([
      // What is for a measure now is told with that alone.
      {
        what: 'applicationState',
        title: { de: 'Graben: Masten (Gigabit)', en: 'Dig: Masts (Gigabit)' },
        from: null,
        to: 'applied',
      },
      { what: 'applicationState', title: about, from: 'applied', to: 'granted' },
      { what: 'granted', title: about, from: null, to: 5 },
      { what: 'conceptItem', title: { de: 'Neu', en: 'New' }, from: null, to: 'new' },
      { what: 'conceptState', title: item.title, from: 'open', to: 'done' },
      { what: 'conceptDone', title: item.title, from: null, to: '2024-03-02' },
      { what: 'dependsOn', title: item.title, from: null, to: { de: 'Neu', en: 'New' } },
    ]);
    for (const field of before.fields) {
      delete field.applications;
      delete field.concept;
    }
    expect(found(before).map(({ what }) => what)).toEqual(['applicationState']);
    const written = await writeReport(
      { ...now, since: { number: 1, asOf: ago(9), differences: differencesOf(before, now) } },
      'md',
      {
        ...{ language: 'de', cityName: 'Ahlen' },
      },
    );
    expect(written).toContain('| Graben: Masten (Gigabit) | Stand des Förderantrags |  | beantragt |');
  });

  it('is written as data: one row for each figure, target, milestone, sum and person', async () => {
    await record([goal()], [measure()]);
    const written = await writeReport(await readReport(database, today, today), 'csv', {
      language: 'en',
      cityName: 'Ahlen',
    });
    const rows = written.trim().split('\r\n');
    expect(rows[0]).toBe(
      'as_of,field,goal,measure,what,name,day,value,unit,status,example,counted,total,known,text,before',
    );
    expect(rows).toContain(
      `${today},fibre,everywhere,,figure,fibre-residential,${today},33.3,%,on_track,,2,6,5,Residential addresses connected by fibre,`,
    );
    expect(rows).toContain(`${today},fibre,everywhere,dig,milestone,late,2023-01-01,,,overdue,,,,,End,`);
    expect(rows).toContain(`${today},fibre,everywhere,dig,budget spent,,2025,0.2,EUR,,,,,,,`);
    expect(rows).toContain(`${today},fibre,everywhere,dig,staff filled,,2026,1,FTE,,,,,,,`);
    expect(rows).toContain(`${today},fibre,everywhere,dig,funding granted,Gigabit,,40,EUR,granted,,,,,,`);
    expect(rows.find((row) => row.startsWith(`${today},inclusion,,,figure,digital-poverty,${today},`))).toBeDefined();
    const others = rows.filter((row) => row.startsWith(`${today},`) && row.split(',')[2] === '');
    const whats = rows.filter((row) => row.startsWith(`${today},fibre,everywhere,`)).map((row) => row.split(',')[4]);
    expect(whats.filter((what) => !/^(budget|staff)/.test(what!))).toEqual([
      ...['goal', 'decision', 'figure', 'target', '"target', '"target', 'measure', '"measure', '"measure'],
      ...['milestone', 'milestone', 'risk', 'funding granted'],
    ]);
    expect(rows).toHaveLength(1 + others.length + 13 + 4 + 2);
  });
});

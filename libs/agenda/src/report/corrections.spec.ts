import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { importers } from '@stadtlage/coverage';
import { rollbackRun, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { KINDS } from '../kinds/index.js';
import type { AgendaFile } from '../records/agenda-file.js';
import { importAgenda } from '../records/import-plan.js';
import { comparedWith } from './compared.js';
import { publishReport, readPublished, readReport, writeReport, type Report } from './index.js';

const today = new Date().toISOString().slice(0, 10);
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const FIXTURE = sqlFile(new URL('../indicators/x.ts', import.meta.url).href, 'testing-indicators.sql');
const GOAL: NonNullable<AgendaFile['goals']>[0] = {
  id: 'schools',
  field: 'schools',
  title: { de: 'Schulen', en: 'Schools' },
  targets: [
    {
      ...{ indicator: 'schools-with-fibre', path: [], date: '2099-12-31', value: 100 },
      baseline: { date: '2021-01-01', value: 0 },
    },
  ],
};
/** The school at s1 has had fibre since long before any report. */
const LATE = `
  INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, valid_from, run_id)
  VALUES ('s1', 'glas', 'ftth', 'connected', '2024-02-01', 1);
  SELECT coverage.refresh()`;

describe('a report that is made again', () => {
  const day = ago(10);
  let database: Database;
  let published: Report;
  let again: Report;
  const written = (report: Report) => writeReport(report, 'md', { language: 'de', cityName: 'Ahlen' });
  const targetOf = (report: Report) => report.fields.find(({ id }) => id === 'schools')!.goals[0]!.targets[0]!;
  const other = (report: Report, indicator: string) =>
    report.fields.flatMap(({ others }) => others!).find((one) => one.indicator === indicator)!;

  beforeAll(async () => {
    database = await testDatabase();
    await database.query(FIXTURE);
    await importAgenda(database, { format: 'stadtlage-agenda', version: 1, goals: [GOAL], measures: [] }, { by: 'a' });
    await database.query(
      `ALTER TABLE agenda.record DISABLE TRIGGER kept; UPDATE agenda.record SET recorded_at = '2022-01-01'; ALTER TABLE agenda.record ENABLE TRIGGER kept;
       INSERT INTO agenda.snapshot (indicator_id, day, value, counted, total, known, sources_state) VALUES
         ('schools-with-fibre', '${day}', 33.3, 1, 3, 2, ''), ('fibre-promises-kept', '${day}', 50, 3, 6, 5, ''), ('digital-poverty', '${day}', 34.8, 2, 6, 6, '')`,
    );
    published = await readReport(database, day, today);
    await publishReport(database, published, 'anna');
  });
  afterAll(() => database.close());

  it('confirms the published one as far as that can be told, and names the figures of which nobody can tell', async () => {
    again = await readReport(database, day, today);
    expect(again.corrects).toMatchObject({ number: 1, differences: [] });
    const untold = again.corrects!.untold!.map(({ de }) => de);
    // Where public Wi-Fi is has no history.
    expect(untold).toContain('Index der digitalen Armut (0 bis 100)');
    expect(untold).toContain('Sensoren, die in den letzten 24 Stunden gemeldet haben');
    // Their sources name days, or planners record them, each version with its moment.
    expect(untold.filter((title) => /Glasfaser|5G|Förder|Digitalkonzept|Verwaltungsleistung/.test(title))).toEqual([]);
    expect(await written(again)).toMatch(
      /dieselben wie im Bericht Nr\. 1 .* Bei diesen Zahlen lässt sich nicht sagen, ob spätere Lieferungen etwas ändern, .*Index der digitalen Armut/,
    );
    // Today is as it is known now.
    await publishReport(database, await readReport(database, today, today), 'anna');
    expect((await readReport(database, today, today)).corrects!.untold).toEqual([]);
  });

  it('says that a late delivery has connected a school since, and leaves the published one as it was', async () => {
    await database.query(LATE);
    again = await readReport(database, day, today);
    expect(targetOf(again)).toMatchObject({ figure: { value: 33.3 }, corrected: 66.7 });
    expect(again.corrects!.differences).toContainEqual({
      ...{ what: 'figure', from: 33.3, to: 66.7, unit: '%' },
      title: targetOf(again).title,
    });
    // Also of a figure for which no goal has a target.
    expect(other(again, 'fibre-promises-kept').corrected).toBe(66.7);
    expect(again.corrects!.differences).toContainEqual(expect.objectContaining({ what: 'figure', from: 50, to: 66.7 }));
    expect(await written(again)).toContain(
      '33,3 % (1 von 3); zu 1 sagt keine Quelle etwas; nach heutiger Kenntnis 66,7 % (seither berichtigt)',
    );
    expect(await written(again)).toContain('Er berichtigt den Bericht Nr. 1');
    expect((await readPublished(database, 1)).content).toEqual(JSON.parse(JSON.stringify(published)));
  });

  it('computes afterwards what was noted on no day, where the sources name days', async () => {
    const before = await readReport(database, '2024-03-01', today);
    expect(targetOf(before)).toMatchObject({ figure: null, corrected: 66.7, status: 'unknown' });
    expect(await written(before)).toContain('nicht bekannt; nach heutiger Kenntnis 66,7 % (nachträglich berechnet)');
    expect(await written(before)).toContain('nicht bekannt; nach heutiger Kenntnis: im Plan');
    expect(targetOf(await readReport(database, '2023-03-01', today)).corrected).toBe(0);
  });

  it('says of what the published one had corrected itself that it is the same, and of what has come since that it is not', async () => {
    for (const day of [ago(10), '2024-03-01']) {
      const number = await publishReport(database, await readReport(database, day, today), 'anna');
      expect((await readReport(database, day, today)).corrects).toMatchObject({ number, differences: [] });
    }
    await database.query(`
      INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, valid_from, run_id)
      VALUES ('n4', 'glas', 'ftth', 'connected', '2024-02-15', 1);
      SELECT coverage.refresh()`);
    for (const day of [ago(10), '2024-03-01']) {
      const { corrects } = await readReport(database, day, today);
      const changed = corrects!.differences.map(({ title: { en }, from, to }) => [en, from, to]);
      expect(changed).toContainEqual(['Administration sites connected by fibre', 25, 50]);
    }
  });
});

describe('a report that is made again after an import was rolled back', () => {
  const SITES = `Standort-ID;Betreiber;Technologien;Status;Seit;Erwartet;Länge;Breite
A-1;Mobil A;5G;in Betrieb;2022-03-01;;7,91;51,76
A-2;Mobil A;5G;geplant;;2099-03-31;7,92;51,77
`;
  const day = ago(10);

  it('says that nobody knows any more what was published, and that the network is gone', async () => {
    const database = await testDatabase();
    await database.query(FIXTURE);
    await database.query(`
      ALTER TABLE imports.run ALTER COLUMN id RESTART WITH 100;
      DELETE FROM coverage.mobile_site; DELETE FROM coverage.mobile_availability;
      INSERT INTO agenda.snapshot (indicator_id, day, value, counted, total, known, sources_state) VALUES ('mobile-sites-live', '${day}', 50, 1, 2, 2, '')`);
    const sites = importers.find(({ dataset }) => dataset === 'mobile-sites')!;
    const { run, state } = await runImport(database, sites, fileOf('sites.csv', SITES), {
      ...{ startedBy: 'test', dataDate: '2024-06-30' },
    });
    expect(state).toBe('imported');
    const published = await readReport(database, day, today);
    await publishReport(database, published, 'anna');
    const unchanged = (await readReport(database, day, today)).corrects!;
    expect(unchanged).toMatchObject({ differences: [] });
    // A report of today has every part that can be compared.
    expect(unchanged.compared).toEqual(comparedWith(published));
    expect(unchanged.compared).toHaveLength(10);

    await rollbackRun(database, importers, run, { by: 'test' });
    const again = await readReport(database, day, today);
    const figure = again.fields.flatMap(({ others }) => others!).find((one) => one.indicator === 'mobile-sites-live')!;
    expect(figure).toMatchObject({ figure: { value: 50 }, corrected: 'unknown' });
    expect(again.corrects!.differences).toEqual([
      { what: 'figure', title: figure.title, from: 50, to: null, unit: '%' },
      { what: 'network', title: { de: '5G, Mobil A', en: '5G, Mobil A' }, from: 'mobil-a/5g', to: null },
    ]);
    const paper = await writeReport(again, 'md', { language: 'de', cityName: 'Ahlen' });
    expect(paper).toContain('| 5G-Standorte in Betrieb | Wert | 50 % | nicht bekannt |');
    expect(paper).toContain('nach heutiger Kenntnis nicht bekannt (seither berichtigt)');
    expect(paper).not.toContain('dieselben wie im Bericht');
    const rows = (await writeReport(again, 'csv', { language: 'de', cityName: 'Ahlen' })).split('\r\n');
    expect(rows).toContain(`${day},5g,,,"figure, corrected",mobile-sites-live,${day},,%,,,,,,,`);
    await database.close();
  });
});

describe('the sources of a report', () => {
  it('have a row for what planners record, by the name of the city and the day of its newest version', async () => {
    const database = await testDatabase();
    const record = (kind: string, id: string, at: string, content: object | null, version = 1) =>
      database.query(
        'INSERT INTO agenda.record (kind, id, version, content, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)',
        [kind, id, version, content && JSON.stringify(content), at, 'anna'],
      );
    const programme = { title: { de: 'P', en: 'P' }, screening: 'open' };
    await record('programme', 'a', '2026-03-01T10:00:00Z', programme);
    await record('programme', 'b', '2026-03-02T23:30:00Z', { ...programme, demo: true });
    await record('programme', 'a', '2026-05-01T10:00:00Z', null, 2);
    await record('advice', 'q', '2026-04-01T10:00:00Z', { quarter: '2026-Q1', branch: 'all' });
    const sources = async (day: string) => (await readReport(database, day, today, 'Europe/Berlin')).sources;
    const row = { name: null, licence: null, importedOn: null };
    expect(await sources('2026-03-03')).toEqual([
      { ...row, dataset: 'agenda-programmes', date: '2026-03-03', isDemo: true },
    ]);
    expect(await sources('2026-05-02')).toEqual([
      { ...row, dataset: 'agenda-advice', date: '2026-04-01', isDemo: false },
      { ...row, dataset: 'agenda-programmes', date: '2026-05-01', isDemo: true },
    ]);
    const options = { language: 'de', cityName: 'Ahlen' } as const;
    const paper = await writeReport(await readReport(database, '2026-05-02', today, 'UTC'), 'md', options);
    expect(paper).toContain('| Stadt Ahlen | agenda-advice | erfasst bis 1. April 2026 |  |  |');
    expect(paper).toContain(
      '| Stadt Ahlen (erfundene Demodaten) | agenda-programmes | erfasst bis 1. Mai 2026 |  |  |',
    );
    await database.close();
  });

  it('are known for each figure of what is recorded: its datasets are those of kinds', async () => {
    const database = await testDatabase();
    const lost = await database.query(
      `SELECT DISTINCT s FROM agenda.indicator CROSS JOIN LATERAL unnest(sources) s
       WHERE s LIKE 'agenda-%' AND NOT EXISTS (SELECT FROM unnest($1::text[]) k WHERE s IN ('agenda-' || k, 'agenda-' || k || 's'))`,
      [KINDS.map(({ id }) => id)],
    );
    expect(lost).toEqual([]);
    await database.close();
  });
});

import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadFigure } from '../indicators/figures.js';
import type { ContentOf } from '../kinds/index.js';
import { putRecords } from '../records/store.js';
import { publishReport, readReport, writeReport, type Report } from './index.js';

const today = new Date().toISOString().slice(0, 10);
const day = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
const FIXTURE = sqlFile(new URL('../indicators/x.ts', import.meta.url).href, 'testing-indicators.sql');

describe('a paper of a past day, made again after planners have recorded something', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(FIXTURE);
    // As the figures were on that day, by hand from testing-indicators.sql.
    await database.query(`
      INSERT INTO agenda.snapshot (indicator_id, day, value, counted, total, known, sources_state) VALUES
        ('schools-bandwidth', '${day}', 33.3, 1, 3, 2, ''), ('administration-with-fibre', '${day}', 25, 1, 4, 2, '')`);
    await publishReport(database, await readReport(database, day, today), 'anna');
    await putRecords(database, [
      {
        ...{ kind: 'school', id: 'a', expected: 1, by: 'anna' },
        content: { facility: 'school-a', name: 'Schule A', pupils: 5000, devices: 600, wifi: 'all' } as ContentOf,
      },
      {
        ...{ kind: 'site', id: 'new', expected: 0, by: 'anna' },
        content: { title: { de: 'Neu', en: 'New' }, place: 'Anbau', district: 'south' } as ContentOf,
      },
    ]);
  });
  afterAll(() => database.close());

  const other = (report: Report, indicator: string) =>
    report.fields.flatMap(({ others }) => others!).find((one) => one.indicator === indicator)!;

  it('has the figures of that day and corrects none of them: new pupils and a new site count from today on', async () => {
    expect([
      await loadFigure({}, database, 'schools-bandwidth'),
      await loadFigure({}, database, 'administration-with-fibre'),
    ]).toMatchObject([
      { counted: 0, total: 3, known: 2 },
      { counted: 1, total: 5, known: 2 },
    ]);
    const again = await readReport(database, day, today);
    expect([other(again, 'schools-bandwidth'), other(again, 'administration-with-fibre')]).toMatchObject([
      { figure: { value: 33.3 }, corrected: null },
      { figure: { value: 25 }, corrected: null },
    ]);
    expect(again.corrects).toMatchObject({ number: 1, differences: [] });
    const paper = await writeReport(again, 'md', { language: 'de', cityName: 'Ahlen' });
    expect(paper).toContain('dieselben wie im Bericht Nr. 1');
    expect(paper).not.toContain('seither berichtigt');
  });

  it('is corrected by a late delivery all the same, and by the pupils and sites of that day', async () => {
    await database.query(`
      INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, valid_from, run_id) VALUES
        ('s1', 'glas', 'ftth', 'connected', 1000, '2024-02-01', 1), ('n4', 'glas', 'ftth', 'connected', 1000, '2024-02-01', 1);
      SELECT coverage.refresh()`);
    const again = await readReport(database, day, today);
    expect(other(again, 'schools-bandwidth').corrected).toBe(66.7);
    expect(other(again, 'administration-with-fibre').corrected).toBe(50);
  });
});

import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportOptions, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { importers, shareColumns } from './import-availability-shares.js';

const HEADER =
  '"AGS","alle Technologien ≥ 50 Mbit/s","leitungsg. Technologien ≥ 1000 Mbit/s","CATV ≥ 1000 Mbit/s","FTTH/B ≥ 1000 Mbit/s"';

describe('a column of the broadband atlas', () => {
  it('names technology and speed', () => {
    const header = ['AGS', 'mobile Technologien ≥ 6 Mbit/s', 'DSL ≥ 16 Mbit/s', 'FTTH/B >= 400 Mbit/s', 'Einwohner'];
    expect(shareColumns(header)).toEqual([
      { index: 1, title: header[1], technology: 'mobile', minDownMbit: 6 },
      { index: 2, title: header[2], technology: 'dsl', minDownMbit: 16 },
      { index: 3, title: header[3], technology: 'fttb_ftth', minDownMbit: 400 },
    ]);
  });
});

describe('an import of availability shares', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    // Everything that an import brings refers to its run.
    await database.query('TRUNCATE imports.run RESTART IDENTITY CASCADE');
  });
  afterAll(() => database.close());

  const load = (rows: string[], options: Partial<ImportOptions> = {}, name = 'shares-2021.csv') =>
    runImport(database, importers[0]!, fileOf(name, `${HEADER}\n${rows.join('\n')}\n`), {
      startedBy: 'test',
      ...options,
    });
  const stored = (date = '2021-06-30') =>
    database.query(
      'SELECT municipality_key::text AS key, technology, min_down_mbit AS speed, share FROM coverage.availability_share WHERE data_date = $1 ORDER BY 1, 2, 3',
      [date],
    );

  it('keeps unknown apart from zero, and takes a little over 100 as 100', async () => {
    const result = await load(['"05570004",100.39,0,,0.44']);
    expect(result).toMatchObject({ state: 'imported', dataDate: '2021-06-30', rows: { read: 1, added: 3 } });
    expect(await stored()).toEqual([
      { key: '05570004', technology: 'all', speed: 50, share: 100 },
      { key: '05570004', technology: 'fttb_ftth', speed: 1000, share: 0.44 },
      { key: '05570004', technology: 'wired', speed: 1000, share: 0 },
    ]);
    expect(result.report.findings).toMatchObject([
      { level: 'information', problem: expect.stringMatching(/2021-06-30.*file name/) },
      { level: 'quality', row: 2, column: 'alle Technologien ≥ 50 Mbit/s', value: '100.39' },
      { level: 'information', problem: '1 shares are empty in the file.' },
    ]);
  });

  it('replaces the rows of its date and no other', async () => {
    await load(['05570004,10,10,10,10', '05570008,20,20,20,20']);
    await load(['05570004,1,1,1,1'], { dataDate: '2018-06-30' });
    const result = await load(['05570004,10,11,10,', '05570012,5,5,5,5']);
    expect(result.rows).toMatchObject({ added: 4, changed: 1, removed: 5 });
    expect(await stored()).toHaveLength(7);
    expect(await stored('2018-06-30')).toHaveLength(4);
  });

  it('needs a date from the file name or the operator', async () => {
    const result = await load(['05570004,1,1,1,1'], {}, 'shares.csv');
    expect(result.state).toBe('refused');
    expect(result.report.findings[0]!.problem).toMatch(/--date/);
    expect(await load(['05570004,1,1,1,1'], { dataDate: '2022-12-31' }, 'shares.csv')).toMatchObject({
      state: 'imported',
      dataDate: '2022-12-31',
    });
  });

  it.each([
    ['a key that lost its leading zero', '5570004,1,1,1,1', 'AGS', /leading zero/],
    ['text for a share', '05570004,viel,1,1,1', 'alle Technologien ≥ 50 Mbit/s', /leave it empty/],
    ['more than all', '05570004,1,1,1,250', 'FTTH/B ≥ 1000 Mbit/s', /Correct it/],
    ['less than nothing', '05570004,1,1,-1,1', 'CATV ≥ 1000 Mbit/s', /Correct it/],
  ])('is refused with %s', async (_what, row, column, fix) => {
    const result = await load(['05570008,1,1,1,1', row]);
    expect(result.state).toBe('refused');
    const error = result.report.findings.find(({ level }) => level === 'error');
    expect(error).toMatchObject({ row: 3, column, fix: expect.stringMatching(fix) });
    expect(await stored()).toEqual([]);
  });

  it('is refused when a municipality stands in the file twice', async () => {
    const result = await load(['05570004,1,1,1,1', '05570004,2,2,2,2']);
    expect(result.report.findings.at(-1)).toMatchObject({
      row: 3,
      column: 'municipality_key',
      value: '05570004',
      level: 'error',
    });
  });
});

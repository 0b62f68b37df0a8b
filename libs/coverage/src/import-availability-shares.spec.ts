import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportOptions, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { importers } from './import-availability-shares.js';
import { shareColumns } from './import-share-dialects.js';

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

  it('finds the same when it is imported again', async () => {
    await load(['05570004,10,20,30,']);
    expect((await load(['05570004,10,20,30,'])).rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
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
      column: 'area, figure',
      value: '05570004',
      level: 'error',
    });
  });

  const table = (name: string, lines: string[]) =>
    runImport(database, importers[0]!, fileOf(name, `${lines.join('\r\n')}\r\n`), { startedBy: 'test' });

  it('reads the short column names of 2018, with decimal commas', async () => {
    const result = await table('gemeinden-2018.csv', [
      'AGS;300_1;300_50;CATV_50;WiMAX_6',
      '05570004;100,00;95,50;90,00;',
    ]);
    expect(result).toMatchObject({ state: 'imported', dataDate: '2018-06-30', rows: { read: 1, added: 3 } });
    expect(await stored('2018-06-30')).toEqual([
      { key: '05570004', technology: 'all', speed: 1, share: 100 },
      { key: '05570004', technology: 'all', speed: 50, share: 95.5 },
      { key: '05570004', technology: 'hfc', speed: 50, share: 90 },
    ]);
  });

  const LONG = 'AGS;Technologie;Flaechenart;Flaechen Gruppe;Flaechen Gruppe Name;Verfügbarkeit';

  it('reads the mobile networks of a district by kind of land', async () => {
    await load(['05570004,1,1,1,1']);
    const rows = [
      '05570;5G2;Bahnstrecken;30;Infrastruktur;94.47',
      '05570;LTE10;Wald-, Wiesenflächen;20;Gemeindefläche;100.2',
      '05570;Mobil Alle;Autobahn;30;Infrastruktur;99',
    ];
    const result = await table('kreise-2021.csv', [LONG, ...rows]);
    expect(result).toMatchObject({ state: 'imported', rows: { read: 3, added: 3, removed: 0 } });
    expect(
      await database.query(
        "SELECT id, municipality_key, technology, min_down_mbit AS speed, surface, share, share_of FROM open.availability_shares WHERE district_key = '05570' ORDER BY 1",
      ),
    ).toEqual([
      {
        id: '05570/2021-06-30/5g/2/district/railway',
        municipality_key: null,
        technology: '5g',
        speed: 2,
        surface: 'railway',
        share: 94.47,
        share_of: 'area',
      },
      {
        id: '05570/2021-06-30/lte/10/district/forest_and_meadow',
        municipality_key: null,
        technology: 'lte',
        speed: 10,
        surface: 'forest_and_meadow',
        share: 100,
        share_of: 'area',
      },
      {
        id: '05570/2021-06-30/mobile/0/district/motorway',
        municipality_key: null,
        technology: 'mobile',
        speed: 0,
        surface: 'motorway',
        share: 99,
        share_of: 'area',
      },
    ]);
    // The households of the same day are still there.
    expect(await database.query("SELECT FROM coverage.availability_share WHERE share_of = 'households'")).toHaveLength(
      4,
    );
    const twice = await table('kreise-2021.csv', [LONG, rows[0]!, rows[0]!]);
    expect(twice.report.findings.at(-1)).toMatchObject({ level: 'error', row: 3, value: '05570 / 5g 2 railway' });
  });

  it.each([
    ['a kind of land it does not know', '05570;5G2;Mond;30;Infrastruktur;94.47', 'Flaechenart', /Autobahn/],
    ['a technology it does not know', '05570;6G2;Autobahn;30;Infrastruktur;94.47', 'Technologie', /LTE10/],
    ['the key of a municipality', '05570004;5G2;Autobahn;30;Infrastruktur;94.47', 'AGS', /Correct the key/],
  ])('of districts is refused with %s', async (_what, row, column, fix) => {
    const result = await table('kreise-2021.csv', [LONG, row]);
    expect(result.report.findings.find(({ level }) => level === 'error')).toMatchObject({
      row: 2,
      column,
      fix: expect.stringMatching(fix),
    });
  });

  it('reads how many firms in business parks are connected, and has no share of none', async () => {
    const header =
      'ags;firmen_in_gwg_gesamt;firmen_angeschlossen_absolut;firmen_angeschlossen_prozent;firmen_anschliessbar_absolut;firmen_anschliessbar_prozent;firmen_unangeschlossen_absolut;firmen_unangeschlossen_prozent';
    const result = await table('gewerbegebiete-2019.csv', [
      header,
      '05570004;200;150;75.0;20;10.0;30;15.0',
      '05570008;0;0;0.0;0;0.0;0;0.0',
      '05570012;10;1;10.0;1;10.0;1;10.0',
    ]);
    expect(result).toMatchObject({ state: 'imported', rows: { read: 2, added: 6 } });
    expect(result.report.findings.filter(({ level }) => level === 'quality')).toMatchObject([
      { row: 4, value: '1 + 1 + 1 of 10' },
    ]);
    expect(
      await database.query(
        "SELECT municipality_key, area_kind, share_of, measure, share, units, total FROM open.availability_shares WHERE municipality_key = '05570004' ORDER BY units DESC",
      ),
    ).toEqual(
      [
        ['connected', 75, 150],
        ['unconnected', 15, 30],
        ['connectable', 10, 20],
      ].map(([measure, share, units]) => ({
        municipality_key: '05570004',
        area_kind: 'business_parks',
        share_of: 'businesses',
        measure,
        share,
        units,
        total: 200,
      })),
    );
  });
});

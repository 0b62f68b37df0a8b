// Imports the files that publishers really give out. They are not part of the project: STADTLAGE_REAL_DATA names their folder.
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportResult, runImport, sourceFile } from '@stadtlage/imports';
import { networkSource } from '@stadtlage/rollout';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { importerOf } from './importers.js';

const folder = process.env['STADTLAGE_REAL_DATA'];
const onRealData = folder ? it : it.skip;

describe('the real files (set STADTLAGE_REAL_DATA to their folder to run this)', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const load = async (dataset: string, file: string): Promise<ImportResult> =>
    runImport(database, importerOf(dataset), await sourceFile(join(folder!, file)), { startedBy: 'test' });

  onRealData('has the 614 streets of Ahlen, the same from CSV and from GeoJSON (STADTLAGE_REAL_DATA)', async () => {
    const csv = await load('streets', 'addresses/ahlen-streets.csv');
    expect(csv).toMatchObject({
      state: 'imported',
      rows: { read: 614, added: 614, changed: 0, removed: 0, rejected: 0 },
    });
    expect(csv.report.counts).toMatchObject({ error: 0, quality: 26 });
    const geojson = await load('streets', 'addresses/ahlen-streets.geojson');
    expect(geojson).toMatchObject({ state: 'imported', rows: { read: 614, added: 0, removed: 0 } });
    expect(await database.query("SELECT name FROM places.street WHERE key = '05570000000415605'")).toEqual([
      { name: 'Abtstraße' },
    ]);
  });

  onRealData('has the city of Duisburg and two of its districts (STADTLAGE_REAL_DATA)', async () => {
    for (const name of ['000_duisburg', '100_walsum', '500_duisburg-mitte']) {
      expect(await load('districts', `districts/${name}.geojson`)).toMatchObject({
        state: 'imported',
        rows: { added: 1 },
      });
    }
    expect(await database.query('SELECT id, name, ST_IsValid(geom) AS valid FROM places.district ORDER BY id')).toEqual(
      [
        { id: '000', name: 'Duisburg', valid: true },
        { id: '100', name: 'Walsum', valid: true },
        { id: '500', name: 'Duisburg-Mitte', valid: true },
      ],
    );
  });

  onRealData(
    'has the availability shares of every municipality (STADTLAGE_REAL_DATA)',
    async () => {
      const result = await load('availability-shares', 'breitbandatlas/municipalities-households-2021.csv');
      expect(result).toMatchObject({
        state: 'imported',
        dataDate: '2021-06-30',
        rows: { read: 11_388, added: 603_564 },
      });
      expect(
        await database.query(
          `SELECT technology, share FROM coverage.availability_share
           WHERE municipality_key = '05570004' AND min_down_mbit = 1000 AND technology IN ('all', 'fttb_ftth') ORDER BY 1`,
        ),
      ).toEqual([
        { technology: 'all', share: 73.71 },
        { technology: 'fttb_ftth', share: 0.44 },
      ]);
    },
    120_000,
  );

  onRealData(
    'has the availability shares of 2018, of mobile networks per district, and of business parks (STADTLAGE_REAL_DATA)',
    async () => {
      const old = await load('availability-shares', 'breitbandatlas/municipalities-2018-decimal-comma.csv');
      expect(old).toMatchObject({ state: 'imported', dataDate: '2018-06-30', rows: { read: 11_330, added: 532_510 } });
      expect(old.report.counts).toMatchObject({ error: 0, quality: 0 });
      const mobile = await load('availability-shares', 'breitbandatlas/districts-mobile-2021.csv');
      expect(mobile).toMatchObject({
        state: 'imported',
        dataDate: '2021-06-30',
        rows: { read: 21_815, added: 21_815 },
      });
      const parks = await load('availability-shares', 'breitbandatlas/business-parks-2019.csv');
      expect(parks).toMatchObject({ state: 'imported', dataDate: '2019-06-30', rows: { read: 8_000, added: 24_000 } });
      expect(
        await database.query(
          `SELECT area_kind, technology, min_down_mbit AS speed, surface, measure, share, total FROM open.availability_shares
           WHERE municipality_key = '05911000' AND technology = 'all' AND min_down_mbit = 50 AND data_date = '2018-06-30'
              OR district_key = '01001' AND technology = '5g' AND surface = 'railway'
              OR municipality_key = '01001000' AND measure = 'connected' ORDER BY 1`,
        ),
      ).toEqual([
        {
          area_kind: 'business_parks',
          technology: 'all',
          speed: 0,
          surface: 'all',
          measure: 'connected',
          share: 70.8,
          total: 2156,
        },
        {
          area_kind: 'district',
          technology: '5g',
          speed: 2,
          surface: 'railway',
          measure: 'available',
          share: 94.47,
          total: null,
        },
        {
          area_kind: 'municipality',
          technology: 'all',
          speed: 50,
          surface: 'all',
          measure: 'available',
          share: 95,
          total: null,
        },
      ]);
    },
    120_000,
  );

  onRealData('has the measured radio cells of Munich (STADTLAGE_REAL_DATA)', async () => {
    // Without districts there is nothing outside the city. Seven cells stand in the file twice, at the same place.
    await database.query('TRUNCATE places.district CASCADE');
    const result = await load('mobile-cells', 'cells/opencellid-munich.csv');
    expect(result).toMatchObject({ state: 'imported', rows: { read: 2_231, added: 2_224, rejected: 0 } });
    expect(result.report.counts).toMatchObject({ error: 0, quality: 1 });
    expect(
      await database.query(
        'SELECT operator, range_m, average_signal_dbm AS signal FROM open.mobile_cells WHERE cell = 26226',
      ),
    ).toEqual([{ operator: 'Telekom', range_m: 700, signal: -70 }]);
    expect((await load('mobile-cells', 'cells/opencellid-munich.csv')).rows).toMatchObject({ added: 0, changed: 0 });
  });

  onRealData('has a fibre network (STADTLAGE_REAL_DATA)', async () => {
    const result = await load('fibre-network', 'ofds/network-package.json');
    expect(result).toMatchObject({ state: 'imported', dataDate: '2021-09-30', rows: { read: 10, added: 10 } });
    expect(result.report.findings.filter(({ level }) => level === 'quality')).toMatchObject([
      { column: '/networks/0/spans/0/fibreLength' },
      { problem: '3 nodes and spans lie outside Germany.' },
    ]);
    expect(await database.query('SELECT name, provider, fibre_length_m FROM rollout.span')).toEqual([
      { name: 'Accra to Kumasi', provider: 'FibreCo', fibre_length_m: 276_000 },
    ]);
  });

  onRealData('has the same fibre network as GeoJSON and as tables (STADTLAGE_REAL_DATA)', async () => {
    for (const file of ['nodes.geojson', 'spans.geojson'])
      expect(await load('fibre-network', `ofds/${file}`)).toMatchObject({ state: 'imported', rows: { added: 0 } });
    const tables = await runImport(
      database,
      importerOf('fibre-network'),
      await networkSource(join(folder!, 'ofds/csv')),
      { startedBy: 'test' },
    );
    expect(tables).toMatchObject({ state: 'imported', rows: { read: 10, added: 0, changed: 0 } });
  });

  onRealData(
    'has the base map of Heidelberg (STADTLAGE_REAL_DATA)',
    async () => {
      const result = await load('base-map', 'osm/heidelberg.osm.pbf');
      expect(result).toMatchObject({
        state: 'imported',
        dataDate: '2024-09-08',
        rows: { read: 24_705, added: 24_705 },
      });
      expect(await database.query('SELECT count(*) FROM places.base_feature WHERE NOT ST_IsValid(geom)')).toEqual([
        { count: 0 },
      ]);
    },
    120_000,
  );

  onRealData('says of every other file why it is none for an import (STADTLAGE_REAL_DATA)', async () => {
    const names = (await readdir(join(folder!, 'ofds/codelists'))).map((name) => `ofds/codelists/${name}`);
    const tables = (await readdir(join(folder!, 'ofds/csv'))).map((name) => `ofds/csv/${name}`);
    for (const name of [...names, ...tables, 'README.md']) {
      for (const dataset of ['streets', 'fibre-network', 'fixed-availability']) {
        const { state, report } = await load(dataset, name);
        const errors = report.findings.filter(({ level }) => level === 'error');
        expect({ name, dataset, state, errors }).toMatchObject({ state: 'refused', errors: { length: 1 } });
        expect(errors[0]!.problem).toMatch(/Expected|has not the tables of a network|is not JSON/);
      }
    }
  });
});

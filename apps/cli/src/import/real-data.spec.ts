// Imports the files that publishers really give out. They are not part of the project: STADTLAGE_REAL_DATA names their folder.
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportResult, runImport, sourceFile } from '@stadtlage/imports';
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

  onRealData('has a fibre network (STADTLAGE_REAL_DATA)', async () => {
    const result = await load('fibre-network', 'ofds/network-package.json');
    expect(result).toMatchObject({ state: 'imported', dataDate: '2021-09-30', rows: { read: 10, added: 10 } });
    expect(result.report.findings.filter(({ level }) => level === 'quality')).toMatchObject([
      { problem: '3 nodes and spans lie outside Germany.' },
    ]);
    expect(await database.query('SELECT name, provider, fibre_length_m FROM rollout.span')).toEqual([
      { name: 'Accra to Kumasi', provider: 'FibreCo', fibre_length_m: 276_000 },
    ]);
  });
});

import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportOptions, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { streets } from './import-streets.js';
import { loadTown } from './testing.js';

const KEY = '0557000400000000';

describe('an import of streets', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    // Everything that an import brings refers to its run.
    await database.query('TRUNCATE imports.run RESTART IDENTITY CASCADE');
    await loadTown(database);
  });
  afterAll(() => database.close());

  const load = (content: string | object, name = 'streets.csv', options: Partial<ImportOptions> = {}) =>
    runImport(database, streets, fileOf(name, content), { startedBy: 'test', ...options });
  const street = async (number: number) =>
    (
      await database.query(
        `SELECT name, class, ST_X(location) AS x, ST_AsText(geom) AS geom, run_id AS run FROM places.street WHERE key = $1`,
        [KEY + number],
      )
    )[0];
  const table = (...rows: string[]) => `strassenschluessel;bezeichnung;geometry\n${rows.join('\n')}\n`;

  it('adds and renames, and keeps class, line and known position', async () => {
    const result = await load(
      table(
        `${KEY}2;Bahnhofssteig;POINT (7.873 51.752)`,
        `${KEY}1;Bahnhofstraße;`,
        `${KEY}9;Neue Gasse;POINT (7.89 51.76)`,
      ),
    );
    expect(result).toMatchObject({ state: 'imported', rows: { read: 3, added: 1, changed: 1 } });
    expect(result.report.findings).toContainEqual(
      expect.objectContaining({
        row: 3,
        column: 'geometry',
        level: 'quality',
        problem: 'Bahnhofstraße has no position.',
      }),
    );
    expect(await street(2)).toEqual({
      name: 'Bahnhofssteig',
      class: 'residential',
      x: 7.873,
      geom: 'MULTILINESTRING((7.872 51.752,7.874 51.752))',
      run: result.run,
    });
    expect(await street(1)).toMatchObject({ class: 'arterial', x: 7.88 });
    expect(await database.query("SELECT label FROM places.address WHERE id = 'w5'")).toEqual([
      { label: 'Bahnhofssteig 5, 59227 Ahlen' },
    ]);
    expect(await database.query('SELECT dataset FROM datasets.state ORDER BY 1')).toEqual(
      expect.arrayContaining([{ dataset: 'address-coverage' }, { dataset: 'addresses' }, { dataset: 'streets' }]),
    );
  });

  describe('raises the versions', () => {
    beforeEach(() =>
      database.query(`
        INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord') ON CONFLICT DO NOTHING;
        INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, valid_from, run_id) VALUES ('k1', 'glas', 'dsl', '2024-01-01', 1);
        DELETE FROM coverage.report;
        INSERT INTO coverage.report (id, address_id, address_label, claim, due_on) VALUES ('0123456789', 'k1', 'Kampstraße 1', 'other', '2030-01-01');
        SELECT coverage.refresh();
        DELETE FROM datasets.source; DELETE FROM datasets.change; DELETE FROM datasets.state`),
    );
    const SHOWING_NAMES = [
      'address-coverage',
      'addresses',
      'coverage-statistics',
      'coverage-statistics-history',
      'streets',
      // What planners ask.
      'availability-changes',
      'facilities-without-fibre',
      'forgotten-addresses',
      'promised-not-connected',
      'provider-slippage',
      'rollout-slippage',
      'unknown-availability',
      'white-spots',
    ];
    const raised = async () =>
      (await database.query('SELECT dataset FROM datasets.state ORDER BY 1')).map(({ dataset }) => dataset);

    it('of everything that shows the name of a street', async () => {
      await load(table(`${KEY}3;Kleine Kampstraße;`));
      expect(await raised()).toEqual(
        [
          ...SHOWING_NAMES,
          'availability-contradictions',
          'coverage-reports',
          'facilities',
          'fixed-availability',
          'fixed-availability-history',
        ].sort(),
      );
    });

    it('of no facility and no availability when none is at a renamed address', async () => {
      await load(table(`${KEY}2;Bahnhofssteig;`));
      expect(await raised()).toEqual([...SHOWING_NAMES].sort());
    });

    it('of what draws a street when only its position changed', async () => {
      await load(table(`${KEY}4;Dolberger Straße;POINT (7.9 51.755)`));
      expect(await raised()).toEqual(['address-coverage', 'streets']);
    });

    it('of the streets alone when nothing else shows what changed', async () => {
      await load(table(`${KEY}4;Dolberger Straße;`, `${KEY}9;Neue Gasse;POINT (7.89 51.76)`));
      expect(await raised()).toEqual(['streets']);
    });
  });

  it('raises no version when the same list comes again', async () => {
    const list = table(`${KEY}1;Bahnhofstraße;POINT (7.88 51.76)`, `${KEY}8;Alte Gasse;POINT (7.89 51.76)`);
    const states = () => database.query('SELECT dataset, version FROM datasets.state ORDER BY dataset');
    await load(list);
    const before = await states();
    await load(list);
    expect(await states()).toEqual(before);
  });

  it('removes a street that a file brought and the next has no longer, unless something refers to it', async () => {
    await load(table(`${KEY}1;Bahnhofstraße;POINT (7.88 51.76)`, `${KEY}8;Alte Gasse;POINT (7.89 51.76)`));
    const result = await load(table(`${KEY}9;Neue Gasse;POINT (7.89 51.76)`));
    expect(result.rows).toMatchObject({ added: 1, removed: 1 });
    expect(await street(8)).toBeUndefined();
    expect(await street(1)).toMatchObject({ name: 'Bahnhofstraße' });
    const told = Object.fromEntries(result.report.findings.map(({ value, fix }) => [value, fix]));
    expect(told[`${KEY}8`]).toBe('It is removed.');
    expect(told[`${KEY}1`]).toBe('It stays, because 6 addresses refer to it.');
    await database.query(
      'DELETE FROM places.address WHERE street_key = $1 AND id <> (SELECT min(id) FROM places.address WHERE street_key = $1)',
      [`${KEY}1`],
    );
    const { report } = await load(table(`${KEY}9;Neue Gasse;POINT (7.89 51.76)`), 'streets.csv', { dryRun: true });
    expect(report.findings.find(({ value }) => value === `${KEY}1`)).toMatchObject({
      fix: 'It stays, because an address refers to it.',
      fixDe: 'Die Straße bleibt, weil eine Adresse zu ihr gehört.',
    });
  });

  it('is refused when a fifth of the streets would be gone, unless that is allowed', async () => {
    const some = (count: number) =>
      table(...Array.from({ length: count }, (_, i) => `${KEY.slice(0, -1)}${30 + i};Gasse ${i};`));
    await load(some(60));
    const refused = await load(some(30));
    expect(refused.state).toBe('refused');
    // Those of the town stay: addresses refer to them.
    expect(refused.report.findings.filter(({ level }) => level === 'error')).toMatchObject([
      {
        problem:
          'The file lacks 35 of the 65 streets that earlier files have brought (54 %); 30 of them would be gone, 5 stay because something refers to them.',
      },
    ]);
    expect(await load(some(30), 'streets.csv', { allowRemovals: true })).toMatchObject({
      state: 'imported',
      rows: { removed: 30 },
    });
  });

  it('reads GeoJSON with points, lines and missing geometry', async () => {
    const feature = (number: number, geometry: object | null) => ({
      type: 'Feature',
      properties: { strassenschluessel: KEY + number, bezeichnung: `Straße ${number}` },
      geometry,
    });
    const result = await load(
      {
        type: 'FeatureCollection',
        features: [
          feature(6, { type: 'Point', coordinates: [7.88, 51.76] }),
          feature(7, {
            type: 'LineString',
            coordinates: [
              [7.88, 51.76],
              [7.89, 51.76],
            ],
          }),
          feature(8, null),
        ],
      },
      'streets.geojson',
    );
    expect(result).toMatchObject({ state: 'imported', rows: { added: 3 } });
    expect(await street(6)).toMatchObject({ x: 7.88, geom: null });
    expect(await street(7)).toMatchObject({ x: null, geom: 'MULTILINESTRING((7.88 51.76,7.89 51.76))' });
  });

  it('takes a position whose last digits another program wrote differently for the same', async () => {
    const geoJson = (latitude: number) => ({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { strassenschluessel: `${KEY}9`, bezeichnung: 'Abtstraße' },
          geometry: { type: 'Point', coordinates: [7.875647640910522, latitude] },
        },
      ],
    });
    await load(table(`${KEY}9;Abtstraße;POINT (7.875647640910522 51.76380187562437)`));
    const dry = { dryRun: true, allowRemovals: true };
    const same = await load(geoJson(51.76380187562436), 'streets.geojson', dry);
    expect([same.rows.changed, same.difference]).toEqual([0, []]);
    // A centimetre is a change, and the difference shows it.
    const moved = await load(geoJson(51.76380197), 'streets.geojson', dry);
    expect(moved.rows.changed).toBe(1);
    expect(moved.difference).toMatchObject([
      {
        dataset: 'streets',
        changed: {
          count: 1,
          rows: [
            {
              fields: [
                { field: 'position', old: 'POINT(7.87564764 51.76380188)', new: 'POINT(7.87564764 51.76380197)' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('takes a line that has lost a part of itself for another line', async () => {
    const geoJson = (...lines: number[][][]) => ({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { strassenschluessel: `${KEY}9`, bezeichnung: 'Ringweg' },
          geometry: { type: 'MultiLineString', coordinates: lines },
        },
      ],
    });
    const [a, b, c] = [
      [7.88, 51.76],
      [7.89, 51.76],
      [7.89, 51.77],
    ] as [number[], number[], number[]];
    await load(geoJson([a, b, c, a]), 'streets.geojson');
    const { rows } = await load(geoJson([a, b, c]), 'streets.geojson', { allowRemovals: true });
    expect(rows.changed).toBe(1);
    expect(await street(9)).toMatchObject({ geom: 'MULTILINESTRING((7.88 51.76,7.89 51.76,7.89 51.77))' });
    const same = await load(geoJson([a, b, [7.890000000000001, 51.77]]), 'streets.geojson', { allowRemovals: true });
    expect(same.rows.changed).toBe(0);
  });

  it('reads the points of a table in the coordinate system that it is told', async () => {
    const row = `${KEY}6;A;POINT (423392.178 5734928.147)`;
    expect(await load(table(row), 'streets.csv', { crs: 25832 })).toMatchObject({ state: 'imported' });
    expect((await street(6))!['x']).toBeCloseTo(7.89, 5);
    const { report } = await load(table(row), 'streets.csv', { crs: 3857 });
    expect(report.findings[0]).toMatchObject({ row: 2, problem: expect.stringContaining('EPSG:3857') });
  });

  it.each([
    ['a key that a spreadsheet damaged', `5570004000000001;A;POINT (7.9 51.8)`, 'strassenschluessel', /17 digits/],
    ['no name', `${KEY}6;;POINT (7.9 51.8)`, 'bezeichnung', /no name/],
    ['metres', `${KEY}6;A;POINT (423000 5735000)`, 'geometry', /metres, probably UTM/],
    ['swapped axes', `${KEY}6;A;POINT (51.8 7.9)`, 'geometry', /swapped/],
    ['a place elsewhere', `${KEY}6;A;POINT (-1.6 6.7)`, 'geometry', /outside Germany/],
    ['something that is no point', `${KEY}6;A;7.9 51.8`, 'geometry', /cannot be read/],
  ])('is refused with %s, and names row and column', async (_what, row, column, problem) => {
    const result = await load(table(`${KEY}7;Gute Straße;POINT (7.9 51.8)`, row));
    expect(result.state).toBe('refused');
    expect(result.report.findings[0]).toMatchObject({
      row: 3,
      column,
      level: 'error',
      problem: expect.stringMatching(problem),
    });
    expect(await street(7)).toBeUndefined();
  });

  it('is refused when a column is missing, and says which were found', async () => {
    const result = await load('strassenschluessel;bezeichnung\n1;A\n');
    expect(result.state).toBe('refused');
    expect(result.report.findings[0]!.problem).toMatch(
      /column geometry is missing.*Found: strassenschluessel, bezeichnung/,
    );
  });
});

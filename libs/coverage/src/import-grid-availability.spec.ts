import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportOptions, type ImportResult, runImport } from '@stadtlage/imports';
import { fileOf, geoPackageOf } from '@stadtlage/imports/testing';
import { loadTown } from '@stadtlage/places/testing';
import { centreOf, readCell } from './import-cell-code.js';
import { gridAvailability } from './import-grid-availability.js';
import { gridFigure } from './import-grid-figure.js';

describe('the code of a 100 m cell', () => {
  it.each([
    ['100mN30995E41515', '100mN30995E41515'],
    ['CRS3035RES100mN3099500E4151500', '100mN30995E41515'],
  ])('%s is %s', (text, cell) => expect(readCell(text)).toBe(cell));

  it.each([
    ['1kmN3099E4151', /another size/],
    ['CRS3035RES1000mN3099000E4151000', /another size/],
    ['CRS3035RES100mN3099550E4151500', /multiple/],
    ['100mN41515E30995', /outside/],
    ['4711', /not the code/],
  ])('%s is refused', (text, problem) =>
    expect(readCell(text)).toMatchObject({ problem: { en: expect.stringMatching(problem) } }),
  );

  it('says that north and east are swapped', () =>
    expect(readCell('100mN41515E30995')).toMatchObject({ fix: { en: expect.stringMatching(/swapped/) } }));
});

it('reads technology, use and speed from a column of the official grid', () => {
  expect(gridFigure('down_fn_hh_ftthb_1000')).toMatchObject({
    technology: 'fttb_ftth',
    use: 'residential',
    minDownMbit: 1000,
  });
  expect(gridFigure('down_fn_hh_alle_50')).toMatchObject({ technology: 'all', minDownMbit: 50 });
  expect(gridFigure('up_fn_hh_alle_50')).toBeUndefined();
  expect(gridFigure('down_fn_hh_constructor_50')).toBeUndefined();
});

it('takes only squares of about 100 m for cells of the grid', () => {
  const square = (side: number) => ({
    srid: 25832,
    geometry: {
      type: 'Polygon' as const,
      coordinates: [
        [
          [400_000, 5_700_000],
          [400_000 + side, 5_700_000],
          [400_000 + side, 5_700_000 + side],
          [400_000, 5_700_000],
        ],
      ],
    },
  });
  expect(centreOf(square(100))).toBe('SRID=25832;POINT(400050 5700050)');
  expect(centreOf(square(1000))).toBeUndefined();
});

describe('an import of the grid', () => {
  let database: Database;
  let cells: string[];
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await database.query(
      'TRUNCATE imports.run RESTART IDENTITY CASCADE; TRUNCATE coverage.provider CASCADE; TRUNCATE coverage.grid_cell CASCADE',
    );
    await loadTown(database);
    // Of Bahnhofstraße 1, Bahnhofsweg 5, and Dolberger Straße 99, which is in no district.
    const found = await database.query<{ cell: string }>(
      "SELECT coverage.cell_at(geom) AS cell FROM places.address WHERE id IN ('b1', 'w5', 'far') ORDER BY id",
    );
    cells = found.map(({ cell }) => cell);
  });
  afterAll(() => database.close());

  const load = (lines: string[], options: Partial<ImportOptions> = {}, name = 'grid.csv') =>
    runImport(database, gridAvailability, fileOf(name, `${lines.join('\n')}\n`), {
      startedBy: 'test',
      dataDate: '2024-06-30',
      ...options,
    });
  const long = (cell: string) => cell.replace(/N(\d+)E(\d+)/, 'N$100E$200').replace('100m', 'CRS3035RES100m');
  const stored = () =>
    database.query(
      `SELECT cell_id AS cell, provider, technology, use, min_down_mbit AS speed, share, evidence FROM open.grid_availability
       ORDER BY cell_id, provider NULLS FIRST, technology, min_down_mbit`,
    );
  const findings = ({ report }: ImportResult, level: string) =>
    report.findings.filter((finding) => finding.level === level);

  it('stores a share per cell, technology and speed; unknown stays unknown, and an address inherits nothing', async () => {
    const [b1, far, w5] = cells as [string, string, string];
    const result = await load([
      'raster_id,ags,down_fn_hh_alle_50,down_fn_hh_ftthb_1000',
      `${long(b1)},05570004,100,40.5`,
      `${w5},05570004,0,`,
      `${far},05570004,100,100`,
    ]);
    expect(result).toMatchObject({ state: 'imported', rows: { read: 3, added: 3 } });
    const official = { provider: null, use: 'residential', evidence: 'official_grid' };
    expect(await stored()).toEqual(
      [
        { ...official, cell: b1, technology: 'all', speed: 50, share: 100 },
        { ...official, cell: b1, technology: 'fttb_ftth', speed: 1000, share: 40.5 },
        { ...official, cell: w5, technology: 'all', speed: 50, share: 0 },
      ].sort((a, b) => a.cell.localeCompare(b.cell)),
    );
    expect(findings(result, 'information').map(({ problem }) => problem)).toContain(
      "1 of 3 rows are about cells outside the city's districts.",
    );
    expect(await database.query('SELECT FROM coverage.fixed_availability')).toEqual([]);
    // The square has an area of one hectare and holds its address.
    expect(
      await database.query(
        `SELECT round(ST_Area(c.geom::geography)) BETWEEN 9900 AND 10100 AS hectare, ST_Contains(c.geom, a.geom) AS holds
         FROM coverage.grid_cell c, places.address a WHERE c.id = $1 AND a.id = 'b1'`,
        [b1],
      ),
    ).toEqual([{ hectare: true, holds: true }]);
  });

  it('takes what an operator says about cells beside it, and replaces only what the same operator said', async () => {
    const [b1, , w5] = cells as [string, string, string];
    await load(['cell,down_fn_hh_alle_50', `${b1},90`]);
    const HEADER = 'cell;technology;download;upload;operator;level';
    await load([
      HEADER,
      `${b1};FTTH;1000;500;Glasfaser Nord;passed`,
      `${w5};FTTH;1000;500;Glasfaser Nord;passed`,
      `${w5};DSL;16,5;;Kabel West;`,
    ]);
    const result = await load([HEADER, `${b1};FTTH;1000;500;Glasfaser Nord;connected`], { dataDate: '2024-12-31' });
    expect(result.rows).toMatchObject({ added: 0, changed: 1, removed: 1 });
    expect((await stored()).map(({ provider, speed, share }) => [provider, speed, share])).toEqual(
      expect.arrayContaining([
        [null, 50, 90],
        ['Glasfaser Nord', 1000, null],
        ['Kabel West', 16, null],
      ]),
    );
    expect(
      await database.query(
        `SELECT day::text, (SELECT string_agg(connection_level, ' ') FROM coverage.grid_as_of(day) WHERE provider_id = 'glasfaser-nord') AS levels
         FROM unnest(ARRAY['2024-06-29', '2024-06-30', '2024-12-31']::date[]) day ORDER BY 1`,
      ),
    ).toEqual([
      { day: '2024-06-29', levels: null },
      { day: '2024-06-30', levels: 'passed passed' },
      { day: '2024-12-31', levels: 'connected' },
    ]);
  });

  it('finds the cells of geodata by where they lie, in the coordinate system of the file', async () => {
    const square = await database.query<{ geometry: object }>(
      'SELECT ST_AsGeoJSON(ST_Transform(coverage.cell_square($1), 25832), 3)::json AS geometry',
      [cells[0]],
    );
    const collection = {
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::25832' } },
      features: [
        {
          type: 'Feature',
          properties: { id: 1, down_fn_hh_alle_100: 99.97, down_fn_hh_hfc_1000: null },
          geometry: square[0]!.geometry,
        },
      ],
    };
    const result = await load(
      [JSON.stringify(collection)],
      { dataDate: undefined },
      'Versorgungsdaten_Gitterzellen_Stand_20241231.geojson',
    );
    expect(result).toMatchObject({ state: 'imported', dataDate: '2024-12-31', rows: { added: 1 } });
    expect(await stored()).toMatchObject([{ cell: cells[0], technology: 'all', speed: 100, share: 99.97 }]);
  });

  it('takes the GeoPackage of the broadband atlas: squares in EPSG:25832, with a column per technology and speed', async () => {
    const [b1, , w5] = cells as [string, string, string];
    const squares = await database.query<{ wkb: string }>(
      `SELECT encode(ST_AsBinary(ST_Transform(coverage.cell_square(cell), 25832), 'NDR'), 'hex') AS wkb
       FROM unnest($1::text[]) WITH ORDINALITY AS c (cell, place) ORDER BY place`,
      [[b1, w5]],
    );
    // The header of a GeoPackage's geometry: little-endian, no envelope, its coordinate system.
    const head = `47500001${Buffer.from(new Int32Array([25832]).buffer).toString('hex')}`;
    const content = geoPackageOf(
      { versorgung: [] },
      25832,
      `ALTER TABLE versorgung ADD COLUMN ags TEXT; ALTER TABLE versorgung ADD COLUMN down_fn_hh_alle_50 REAL;
       ALTER TABLE versorgung ADD COLUMN down_fn_hh_ftthb_1000 REAL; ALTER TABLE versorgung ADD COLUMN down_fn_hh_hfc_1000 REAL;
       INSERT INTO versorgung (geom, ags, down_fn_hh_alle_50, down_fn_hh_ftthb_1000, down_fn_hh_hfc_1000)
       VALUES ${squares.map(({ wkb }, i) => `(X'${head}${wkb}', '05570004', ${100.2 - i}, 40.5, NULL)`).join(', ')}`,
    );
    const file = fileOf('Gitterzellen_Stand_20241231.gpkg', content, 65_536);
    const result = await runImport(database, gridAvailability, file, { startedBy: 'test' });
    expect(result).toMatchObject({ state: 'imported', dataDate: '2024-12-31', rows: { read: 2, added: 4 } });
    expect(result.report.dialect.get('Coordinates')).toContain('EPSG:25832');
    expect(await stored()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ cell: b1, technology: 'all', speed: 50, share: 100 }),
        expect.objectContaining({ cell: b1, technology: 'fttb_ftth', speed: 1000, share: 40.5 }),
        expect.objectContaining({ cell: w5, technology: 'all', speed: 50 }),
      ]),
    );
  });

  it.each([
    ['a cell that is none', ['cell,down_fn_hh_alle_50', '12,5'], 'cell', /CRS3035RES100m/],
    ['a share that is none', ['cell,down_fn_hh_alle_50', '100mN30995E41515,viel'], 'down_fn_hh_alle_50', /Correct it/],
    [
      'a technology it does not know',
      ['cell,technology,download,operator', '100mN30995E41515,Rohrpost,5,A'],
      'technology',
      /ftth/,
    ],
  ])('of the grid is refused with %s', async (_what, lines, column, fix) => {
    const result = await load(lines);
    expect(findings(result, 'error')).toMatchObject([{ row: 2, column, fix: expect.stringMatching(fix) }]);
  });

  it('rests on what the operator is told, and is the statement of whom it names; the official grid says that itself', async () => {
    const evidence = async () =>
      database.query(
        'SELECT DISTINCT g.evidence, r.source FROM coverage.grid_availability g JOIN imports.run r ON r.id = g.run_id ORDER BY 1',
      );
    const official = ['cell,down_fn_hh_alle_50', `${cells[0]},5`];
    await load(official);
    await load(['cell,technology,download,operator', `${cells[0]},ftth,1000,Glas`], { evidence: 'measurement' });
    expect(await evidence()).toEqual([
      { evidence: 'measurement', source: 'Glas' },
      { evidence: 'official_grid', source: 'Breitbandatlas, Gigabit-Grundbuch (Bundesnetzagentur)' },
    ]);
    const told = await load(official, { evidence: 'city' });
    expect(findings(told, 'error')).toMatchObject([{ problem: expect.stringMatching(/^--evidence: grid\.csv/) }]);
  });

  it('is refused without an operator, for another city, and with a cell twice', async () => {
    const nobody = await load(['cell,technology,download', `${cells[0]},ftth,1000`]);
    expect(findings(nobody, 'error')).toMatchObject([{ column: 'operator', fix: expect.stringMatching(/--source/) }]);
    const elsewhere = await load(['cell,down_fn_hh_alle_50', '100mN30995E41515,5']);
    expect(findings(elsewhere, 'error')).toMatchObject([
      { problem: "1 of 1 rows are about cells outside the city's districts." },
    ]);
    const twice = await load(['cell,down_fn_hh_alle_50', `${cells[0]},5`, `${long(cells[0]!)},6`]);
    expect(findings(twice, 'error')[0]).toMatchObject({ row: 3, value: cells[0] });
  });
});

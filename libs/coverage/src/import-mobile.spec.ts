import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type Importer, type ImportOptions, type ImportResult, rollbackRun, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { loadTown, openGraph } from '@stadtlage/places/testing';
import { importers } from './importers.js';
import { mobileAvailability } from './import-mobile-availability.js';
import { dayOfSeconds, mobileCells } from './import-mobile-cells.js';
import { mobileSites } from './import-mobile-sites.js';
import { ProviderResolver } from './providers/provider.resolver.js';
import { MobileSiteResolver } from './sites/mobile-site.resolver.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.query(
    'TRUNCATE imports.run RESTART IDENTITY CASCADE; TRUNCATE coverage.provider CASCADE; TRUNCATE coverage.grid_cell CASCADE',
  );
  await loadTown(database);
});
afterAll(() => database.close());

const load = (importer: Importer, name: string, content: string | object, options: Partial<ImportOptions> = {}) =>
  runImport(database, importer, fileOf(name, content), { startedBy: 'test', dataDate: '2024-06-30', ...options });
const errors = ({ report }: ImportResult) => report.findings.filter(({ level }) => level === 'error');
const lines = (...all: string[]) => `${all.join('\n')}\n`;
const collection = (...features: [properties: object, geometry: object][]) => ({
  type: 'FeatureCollection',
  features: features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry })),
});
const square = (west: number, east: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 51.75],
      [east, 51.75],
      [east, 51.77],
      [west, 51.77],
      [west, 51.75],
    ],
  ],
});

it('every importer of coverage has a name of its own and says what it takes', () => {
  expect(new Set(importers.map(({ dataset }) => dataset)).size).toBe(importers.length);
  for (const { accepts } of importers) expect(accepts.length).toBeGreaterThan(20);
});

describe('areas that mobile networks cover', () => {
  const LTE = { Betreiber: 'Mobil A', Technologie: 'LTE' };
  const stored = () =>
    database.query(
      `SELECT operator_id AS operator, technology, roaming, valid_from AS since, valid_to AS until,
              round(ST_Area(geom::geography) / 10000) AS hectares
       FROM coverage.mobile_availability WHERE superseded_at IS NULL ORDER BY 1, 2, 3, 4`,
    );

  it('are joined per operator, technology and roaming, and replaced by the next delivery of the same operator', async () => {
    const first = collection(
      [LTE, square(7.87, 7.89)],
      [LTE, square(7.88, 7.9)],
      [{ operator: 'Mobil A', technology: '5G SA', roaming: false }, square(7.87, 7.88)],
      [{ operator: 'Mobil B', technology: '4g', roaming: 'ja' }, square(7.87, 7.88)],
    );
    const result = await load(mobileAvailability, 'areas.geojson', first);
    expect(result).toMatchObject({ state: 'imported', rows: { read: 4, added: 3 } });
    const [hectares] = await stored();
    expect(hectares).toMatchObject({ operator: 'mobil-a', technology: '4g', roaming: false });
    // 0.03 by 0.02 degrees, the overlap once.
    expect(hectares!['hectares']).toBeCloseTo(460.8, 0);
    expect((await load(mobileAvailability, 'areas.geojson', first)).rows).toMatchObject({
      added: 0,
      changed: 0,
      removed: 0,
    });
    const next = await load(mobileAvailability, 'areas.geojson', collection([LTE, square(7.87, 7.91)]), {
      dataDate: '2024-12-31',
    });
    expect(next.rows).toMatchObject({ added: 0, changed: 1, removed: 1 });
    expect(
      (await stored()).map(({ operator, technology, roaming, since, until }) => [
        operator,
        technology,
        roaming,
        since,
        until,
      ]),
    ).toEqual([
      ['mobil-a', '4g', false, '2024-06-30', '2024-12-31'],
      ['mobil-a', '4g', false, '2024-12-31', null],
      ['mobil-a', '5g_sa', false, '2024-06-30', '2024-12-31'],
      ['mobil-b', '4g', true, '2024-06-30', null],
    ]);
    await rollbackRun(database, importers, next.run, { by: 'test' });
    expect((await stored()).map(({ until }) => until)).toEqual([null, null, null]);
  });

  it('may come as 100 m cells, which become one area', async () => {
    const [row] = await database.query<{ cell: string }>(
      "SELECT coverage.cell_at(geom) AS cell FROM places.address WHERE id = 'b1'",
    );
    const next = row!.cell.replace(/E(\d+)/, (_, east: string) => `E${Number(east) + 1}`);
    const result = await load(
      mobileAvailability,
      'cells.csv',
      lines('cell;operator;technology', `${row!.cell};Mobil A;5G`, `${next};Mobil A;5G`, `${next};Mobil A;5G`),
    );
    expect(result).toMatchObject({ state: 'imported', rows: { added: 1 } });
    expect(result.report.findings.find(({ level }) => level === 'quality')).toMatchObject({
      row: 4,
      fix: 'It is counted once.',
    });
    expect(
      await database.query(
        `SELECT ST_NumGeometries(geom) AS parts, round(ST_Area(geom::geography) / 1000) AS area,
                ST_Contains(geom, (SELECT geom FROM places.address WHERE id = 'b1')) AS holds FROM open.mobile_availability`,
      ),
    ).toEqual([{ parts: 1, area: 20, holds: true }]);
  });

  it('are repaired where a boundary crosses itself', async () => {
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [7.87, 51.75],
          [7.89, 51.77],
          [7.89, 51.75],
          [7.87, 51.77],
          [7.87, 51.75],
        ],
      ],
    };
    const result = await load(mobileAvailability, 'areas.geojson', collection([LTE, bow]));
    expect(result.report.findings.find(({ level }) => level === 'quality')).toMatchObject({
      row: 1,
      fix: expect.stringMatching(/repaired/),
    });
    expect(await database.query('SELECT ST_IsValid(geom) AS valid FROM coverage.mobile_availability')).toEqual([
      { valid: true },
    ]);
  });

  it.each([
    ['no operator', { technology: '4g' }, square(7.87, 7.88), /--source/],
    ['3G', { operator: 'A', technology: 'UMTS' }, square(7.87, 7.88), /2g, 4g/],
    ['a point', LTE, { type: 'Point', coordinates: [7.88, 51.76] }, /mobile-sites/],
    ['a roaming flag that is neither', { ...LTE, roaming: 'manchmal' }, square(7.87, 7.88), /true or false/],
  ])('are refused with %s', async (_what, properties, geometry, fix) => {
    const result = await load(mobileAvailability, 'areas.geojson', collection([properties, geometry]));
    expect(errors(result)[0]).toMatchObject({ row: 1, fix: expect.stringMatching(fix) });
  });
});

describe('sites of mobile networks', () => {
  const HEADER = 'Standort-ID;Betreiber;Technologien;Status;Seit;Erwartet;Länge;Breite';
  const LIVE = 'A-1;Mobil A;2G, LTE/5G;in Betrieb;01.03.2022;;7,8810;51,7600';
  const PLANNED = 'A-2;Mobil A;5G SA;geplant;;2025-03-31;7,9000;51,7600';

  it('are planned, then live, and the plan stays on record', async () => {
    expect(await load(mobileSites, 'sites.csv', lines(HEADER, LIVE, PLANNED))).toMatchObject({
      state: 'imported',
      rows: { added: 2 },
    });
    const later = lines(HEADER, LIVE, PLANNED.replace('geplant;;2025-03-31', 'in Betrieb;2025-05-15;'));
    const result = await load(mobileSites, 'sites.csv', later, { dataDate: '2025-06-30' });
    expect(result.rows).toMatchObject({ added: 0, changed: 1, removed: 0 });
    const on = (day: string) =>
      database.query('SELECT site_id AS site, status, technologies FROM coverage.sites_as_of($1) ORDER BY 1', [day]);
    const soon = lines(HEADER, LIVE, PLANNED.replace('geplant;;2025-03-31', 'in Betrieb;2099-05-15;'));
    expect(errors(await load(mobileSites, 'sites.csv', soon, { dataDate: '2025-07-31' }))).toMatchObject([
      { row: 3, column: 'Seit', fix: 'Write the day as expected, and the status planned.' },
    ]);
    expect(await on('2025-06-29')).toEqual([
      { site: 'A-1', status: 'live', technologies: ['2g', '4g', '5g'] },
      { site: 'A-2', status: 'planned', technologies: ['5g_sa'] },
    ]);
    expect(await on('2025-06-30')).toMatchObject([{ status: 'live' }, { status: 'live' }]);
    expect(
      await database.query(
        `SELECT status, operator, valid_from AS "from", valid_to AS "to", superseded_at IS NOT NULL AS superseded
         FROM open.mobile_sites_history WHERE site_id = 'A-2' ORDER BY recorded_at, valid_from`,
      ),
    ).toMatchObject([
      { status: 'planned', to: null, superseded: true },
      { status: 'planned', to: '2025-06-30', superseded: false },
      { status: 'live', from: '2025-06-30', to: null, superseded: false },
    ]);
    await rollbackRun(database, importers, result.run, { by: 'test' });
    expect(await on('2025-06-30')).toMatchObject([{ status: 'live' }, { status: 'planned' }]);
  });

  it('that are the same again raise no version, and one that is another only makes new tiles near it', async () => {
    const state = async (dataset: string) =>
      (
        await database.query(
          `SELECT version, whole_version AS whole,
                  (SELECT json_agg(round((c.west / 111319.49079327358)::numeric, 4)::float8) FROM datasets.change c WHERE c.dataset = s.dataset AND c.version = s.version) AS west
           FROM datasets.state s WHERE dataset = $1`,
          [dataset],
        )
      )[0]!;
    const both = ['mobile-sites', 'mobile-statistics'] as const;
    await load(mobileSites, 'sites.csv', lines(HEADER, LIVE, PLANNED));
    const before = await Promise.all(both.map(state));
    await load(mobileSites, 'sites.csv', lines(HEADER, LIVE, PLANNED));
    expect(await Promise.all(both.map(state))).toEqual(before);
    await load(mobileSites, 'sites.csv', lines(HEADER, LIVE.replace('LTE/5G', 'LTE'), PLANNED));
    const { version, whole } = before[0] as { version: number; whole: number };
    expect(await state('mobile-sites')).toEqual({ version: version + 1, whole, west: [7.881] });
  });

  it('rest on what the operator is told, as covered areas do, and are the statement of whom they name', async () => {
    const site = collection([
      { site_id: '1', operator: 'Mobil A', technologies: ['4g'], status: 'live' },
      { type: 'Point', coordinates: [7.88, 51.76] },
    ]);
    const area = collection([{ operator: 'Mobil A', technology: '4g' }, square(7.87, 7.88)]);
    for (const evidence of [undefined, 'city']) {
      await load(mobileSites, 'sites.geojson', site, { evidence });
      await load(mobileAvailability, 'areas.geojson', area, { evidence });
    }
    for (const table of ['mobile_site', 'mobile_availability']) {
      expect(
        await database.query(
          `SELECT evidence, source FROM coverage.${table} s JOIN imports.run r ON r.id = s.run_id WHERE superseded_at IS NULL ORDER BY 1`,
        ),
      ).toEqual([
        { evidence: 'city', source: 'Mobil A' },
        { evidence: 'operator', source: 'Mobil A' },
      ]);
    }
  });

  it('are answered page by page, within a box and by operator', async () => {
    const point = (x: number) => ({ type: 'Point', coordinates: [x, 51.76] });
    const site = (id: string, operator: string, x: number): [object, object] => [
      { site_id: id, operator, technologies: ['4g', '5g'], status: 'live' },
      point(x),
    ];
    await load(
      mobileSites,
      'sites.geojson',
      collection(
        site('1', 'Mobil A', 7.88),
        site('2', 'Mobil A', 7.885),
        site('3', 'Mobil B', 7.886),
        site('4', 'Mobil A', 7.95),
      ),
      { source: 'Rathaus' },
    );
    const graph = await openGraph(database, [MobileSiteResolver, ProviderResolver]);
    try {
      const page = (
        more: string,
      ) => `{ mobileSites(within: { west: 7.87, south: 51.7, east: 7.9, north: 51.8 }${more}) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { node { siteId technologies status position { longitude latitude } operator { name } source { source } } } } }`;
      const first = await graph.ask(page(', operator: "mobil-a", first: 1'));
      expect(first.mobileSites).toMatchObject({
        totalCount: 2,
        pageInfo: { hasNextPage: true },
        edges: [
          {
            node: {
              siteId: '1',
              technologies: ['4g', '5g'],
              status: 'LIVE',
              position: { longitude: 7.88, latitude: 51.76 },
              operator: { name: 'Mobil A' },
              source: { source: 'Rathaus' },
            },
          },
        ],
      });
      const second = await graph.ask(
        page(`, operator: "mobil-a", first: 1, after: "${first.mobileSites.pageInfo.endCursor}"`),
      );
      expect(second.mobileSites).toMatchObject({
        pageInfo: { hasNextPage: false },
        edges: [{ node: { siteId: '2' } }],
      });
      expect((await graph.ask(page(', status: PLANNED'))).mobileSites.totalCount).toBe(0);
      const before = await graph.ask(page(', asOf: "2000-01-01"'));
      expect([before.mobileSites.totalCount, before.mobileSites.edges]).toEqual([0, []]);
      const unknownYet = await graph.ask(page(', knownAt: "2020-01-01T00:00:00Z"'));
      expect(unknownYet.mobileSites.totalCount).toBe(0);
      const known = await graph.ask(page(`, knownAt: "${new Date().toISOString()}", first: 2`));
      expect(known.mobileSites).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
      expect((await graph.refuse(page(', after: "x"')))[0]!.message).toMatch(/cursor/);
    } finally {
      await graph.close();
    }
  });

  it.each([
    ['swapped axes', 'A-1;Mobil A;5G;live;;;51,7600;7,8810', 'Länge', /longitude.* first/],
    ['an unknown status', 'A-1;Mobil A;5G;kaputt;;;7,8810;51,7600', 'Status', /planned or live/],
    ['no technology', 'A-1;Mobil A;;live;;;7,8810;51,7600', 'Technologien', /commas/],
    ['a planned site that is in use', 'A-1;Mobil A;5G;geplant;2024-01-01;;7,8810;51,7600', 'Seit', /expected/],
    ['no identifier', ';Mobil A;5G;live;;;7,8810;51,7600', 'Standort-ID', /known again/],
  ])('with %s are refused', async (_what, row, column, fix) => {
    expect(errors(await load(mobileSites, 'sites.csv', lines(HEADER, row)))).toMatchObject([
      { row: 2, column, fix: expect.stringMatching(fix) },
    ]);
  });

  it('twice in a file are refused', async () => {
    const result = await load(mobileSites, 'sites.csv', lines(HEADER, LIVE, LIVE.replace('Mobil A', 'mobil a')));
    expect(errors(result)).toMatchObject([{ row: 3, value: 'A-1' }]);
  });
});

describe('measured cells', () => {
  const OPEN = [
    'LTE,262,1,21452,26526976,0,7.8810,51.7600,1500,12,1,1459692342,1614556800,-95',
    'GSM,262,2,776,26226,0,7.9,51.76,500,3,1,1459692342,1459692342,0',
  ];
  const stored = () =>
    database.query(
      'SELECT id, operator, technology, range_m AS range, samples, average_signal_dbm AS signal, last_seen AS seen, evidence FROM open.mobile_cells ORDER BY id',
    );

  it('are the same with and without a header, and are known again', async () => {
    const result = await load(mobileCells, '262.csv', lines(...OPEN), { dataDate: undefined });
    expect(result).toMatchObject({ state: 'imported', rows: { added: 2 } });
    const expected = [
      {
        id: '2g-262-2-776-26226',
        operator: 'Vodafone',
        technology: '2g',
        range: 500,
        samples: 3,
        signal: null,
        seen: '2016-04-03',
        evidence: 'measurement',
      },
      {
        id: '4g-262-1-21452-26526976',
        operator: 'Telekom',
        technology: '4g',
        range: 1500,
        samples: 12,
        signal: -95,
        seen: '2021-03-01',
        evidence: 'measurement',
      },
    ];
    expect(await stored()).toEqual(expected);
    const again = await load(
      mobileCells,
      '262.csv',
      lines('radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,averageSignal', ...OPEN),
    );
    expect(again.rows).toMatchObject({ added: 0, changed: 0 });
    expect(await stored()).toEqual(expected);
  });

  it('without area keep their doubles, and those far from the city are left out', async () => {
    const rows = [
      '0,7.88,51.76,262,500,1,1001,-70',
      '1,7.89,51.76,262,500,1,1001,-80',
      '2,7.89,51.76,262,500,1,1001,-80',
      '3,11.58,48.14,262,500,1,1002,-80',
    ];
    const result = await load(
      mobileCells,
      'munich.csv',
      `${[',lon,lat,mcc,range,net,cell,averageSignal', ...rows].join('\r\n')}\r\n`,
    );
    expect(result).toMatchObject({ state: 'imported', rows: { read: 4, added: 2 } });
    expect((await stored()).map(({ id, technology }) => [id, technology])).toEqual([
      ['262-1--1001', null],
      ['262-1--1001/2', null],
    ]);
    expect(result.report.findings.map(({ problem }) => problem)).toEqual(
      expect.arrayContaining([
        'No column names the radio: the technology of the cells stays unknown.',
        '1 cells stand in the file more than once.',
        "1 cells lie more than about 5 km outside the city's districts.",
      ]),
    );
  });

  it('of another city are refused, and the report says where each of them lies', async () => {
    const result = await load(mobileCells, 'munich.csv', lines('LTE,262,1,21452,1,0,11.58,48.14,1500,12,1,0,0,-95'));
    expect(result.state).toBe('refused');
    expect(result.report.findings).toMatchObject([
      {
        level: 'error',
        problem: expect.stringMatching(
          /cells reach from 11\.58 48\.14 to 11\.58 48\.14 .*, the districts from 7\.\d+ 51\./,
        ),
        problemDe: expect.stringMatching(/^Keine Zelle liegt in der Stadt/),
      },
    ]);
  });

  it.each([
    ['no network', 'LTE,262,,1,2,0,7.88,51.76,1,1,1,0,0,0', null, /Complete/],
    ['swapped axes', 'LTE,262,1,1,2,0,51.76,7.88,1,1,1,0,0,0', 'lon', /first/],
    ['a range that is none', 'LTE,262,1,1,2,0,7.88,51.76,weit,1,1,0,0,0', 'range', /Correct/],
  ])('with %s are refused', async (_what, row, column, fix) => {
    const result = await load(
      mobileCells,
      '262.csv',
      lines('radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,averageSignal', row),
    );
    expect(errors(result)).toMatchObject([{ row: 2, column, fix: expect.stringMatching(fix) }]);
  });

  it('have no day where OpenCelliD writes 0', () => expect(dayOfSeconds('0')).toBeNull());
});

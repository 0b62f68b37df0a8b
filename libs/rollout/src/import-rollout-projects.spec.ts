import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { rollbackRun, runImport } from '@stadtlage/imports';
import { fileOf, workbookOf } from '@stadtlage/imports/testing';
import { loadTown } from '@stadtlage/places/testing';
import { polygonFromWkt, rolloutProjects } from './import-rollout-projects.js';

// Around the addresses k1 to k12 of the town.
const KAMP = 'POLYGON ((7.8995 51.7595, 7.901 51.7595, 7.901 51.7605, 7.8995 51.7605, 7.8995 51.7595))';
const ring = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const CSV = `project,project_name,phase,provider,status,status_date,promised_from,promised_to,note,area
ausbau-ost,Ausbau Ost,,Glasfaser Nord,announced,2023-01-01,,,,"${KAMP}"
ausbau-ost,,,Glasfaser Nord,planned,2023-03-01,2024-01-01,2024-06-30,,
ausbau-ost,,,Glasfaser Nord,planned,2023-09-01,2024-01-01,2024-12-31,Tiefbau verzögert,
`;

it.each([
  ['POLYGON ((7 51, 8 51, 8 52, 7 51))', 'Polygon', 1],
  ['SRID=4326;MULTIPOLYGON(((7 51 0,8 51 0,8 52 0,7 51 0)),((7 50,8 50,8 50.5,7 50)))', 'MultiPolygon', 2],
])('the area of a rollout file is read from %s', (text, type, parts) => {
  const polygon = polygonFromWkt(text);
  expect(polygon).toMatchObject({ type, coordinates: { length: parts } });
});

it.each(['POINT (7 51)', 'POLYGON ((7 51, 8', 'POLYGON ((7 51, 8 51]', 'POLYGON EMPTY'])(
  'the area of a rollout file is not read from %s',
  (text) => expect(polygonFromWkt(text)).toBeUndefined(),
);

it('the area of a rollout file is not read from what nests too deep', () =>
  expect(polygonFromWkt(`POLYGON ${'('.repeat(10_000)}7 51${')'.repeat(10_000)}`)).toBeUndefined());

describe('an import of rollout projects', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await database.query('TRUNCATE imports.run, coverage.provider RESTART IDENTITY CASCADE');
    await loadTown(database);
  });
  afterAll(() => database.close());

  const load = (
    content: object | string | Buffer,
    name = typeof content === 'string' ? 'ausbau.csv' : 'ausbau.geojson',
    dataDate?: string,
  ) => runImport(database, rolloutProjects, fileOf(name, content), { startedBy: 'test', dataDate });
  const statuses = () =>
    database.query(
      'SELECT phase_id AS phase, valid_from AS day, status, promised_to AS promised, note FROM rollout.project_status ORDER BY phase_id, valid_from, recorded_at',
    );
  const problems = ({ report }: Awaited<ReturnType<typeof load>>) =>
    report.findings.map(({ level, row, column, problem }) => [level, row, column, problem]);

  it('reads a workbook as it reads CSV', async () => {
    const lines = CSV.trim().split('\n');
    const file = workbookOf(lines.map((line) => line.split(/,(?! )/).map((field) => field.replaceAll('"', ''))));
    await load(CSV);
    const said = await statuses();
    await database.query('TRUNCATE imports.run, coverage.provider RESTART IDENTITY CASCADE');
    await loadTown(database);
    expect(await load(file, 'ausbau.xlsx')).toMatchObject({ state: 'imported', rows: { read: 3, added: 4 } });
    expect(await statuses()).toEqual(said);
  });

  it('has as its source who builds, if it names one, else the file', async () => {
    const sourceOf = async (content: string) => {
      const { run } = await load(content);
      return (await database.query('SELECT source FROM imports.run WHERE id = $1', [run]))[0]!['source'];
    };
    expect(await sourceOf(CSV)).toBe('Glasfaser Nord');
    const [, first] = CSV.split('\n');
    const other = first!.replaceAll('ausbau-ost', 'ausbau-west').replace('Glasfaser Nord', 'Kabel West');
    expect(await sourceOf(`${CSV}${other}\n`)).toBe('Lieferung ausbau.csv');
  });

  it('reads a history from lines of CSV, makes the provider known, and keeps each promise', async () => {
    expect(await load(CSV)).toMatchObject({ state: 'imported', rows: { read: 3, added: 4, changed: 0, removed: 0 } });
    expect(await statuses()).toEqual([
      { phase: 'ausbau-ost', day: '2023-01-01', status: 'announced', promised: null, note: null },
      { phase: 'ausbau-ost', day: '2023-03-01', status: 'planned', promised: '2024-06-30', note: null },
      { phase: 'ausbau-ost', day: '2023-09-01', status: 'planned', promised: '2024-12-31', note: 'Tiefbau verzögert' },
    ]);
    expect(await database.query('SELECT id, name FROM coverage.provider')).toEqual([
      { id: 'glasfaser-nord', name: 'Glasfaser Nord' },
    ]);
    expect(
      await database.query(
        'SELECT number, promised_to AS to, moved_by_days AS by FROM rollout.promise ORDER BY number',
      ),
    ).toEqual([
      { number: 1, to: '2024-06-30', by: null },
      { number: 2, to: '2024-12-31', by: 184 },
    ]);
    expect(await database.query("SELECT fibre_status FROM coverage.address_status WHERE address_id = 'k1'")).toEqual([
      { fibre_status: 'planned' },
    ]);
  });

  it('changes nothing when the same rollout file comes twice', async () => {
    await load(CSV);
    const stored = await statuses();
    const version = () => database.query('SELECT dataset, version FROM datasets.state ORDER BY dataset');
    const before = await version();
    expect((await load(CSV)).rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(await statuses()).toEqual(stored);
    expect(await version()).toEqual(before);
  });

  it('tells of a project that moves where it was and where it is, and of nothing between', async () => {
    const at = (west: number) => `project,provider,status,status_date,area
kamp,Glas AG,planned,2024-01-01,"POLYGON ((${ring(west, 51.759, west + 0.001, 51.76)
      .map((corner) => corner.join(' '))
      .join(', ')}))"
`;
    await load(CSV);
    await load(at(7.9));
    const before = await database.query(`SELECT version FROM datasets.state WHERE dataset = 'rollout-projects'`);
    expect((await load(at(7.881))).rows).toMatchObject({ added: 0, changed: 1, removed: 0 });
    expect(
      await database.query(
        `SELECT s.version - $1 AS more, s.whole_version < s.version AS part, round((west / 111319.49079327358)::numeric, 3)::float8 AS west
         FROM datasets.state s JOIN datasets.change c USING (dataset, version) WHERE s.dataset = 'rollout-projects' ORDER BY west`,
        [before[0]!['version']],
      ),
    ).toEqual([7.881, 7.9].map((west) => ({ more: 1, part: true, west })));
  });

  it('adds what a later delivery says, and beside what was said of the same day, never instead of it', async () => {
    await load(CSV);
    const later = await load(`project;status;status_date;promised_to
ausbau-ost;planned;2023-09-01;2025-03-31
ausbau-ost;under_construction;2024-02-01;2025-03-31
`);
    expect(later).toMatchObject({ state: 'imported', rows: { added: 2, changed: 0 } });
    expect((await statuses()).map(({ day, promised }) => [day, promised])).toEqual([
      ['2023-01-01', null],
      ['2023-03-01', '2024-06-30'],
      ['2023-09-01', '2024-12-31'],
      ['2023-09-01', '2025-03-31'],
      ['2024-02-01', '2025-03-31'],
    ]);
    expect(await database.query('SELECT status, date_moves AS moves FROM rollout.current_status')).toEqual([
      { status: 'under_construction', moves: 2 },
    ]);
    // The first delivery again: of that day, it now says something else than what was said last.
    expect((await load(CSV)).rows).toMatchObject({ added: 1 });
  });

  it('understands German columns, words and dates, and statuses without a date as of the day of the file', async () => {
    const german = `Projekt;Bauabschnitt;Unternehmen;Stand;Stand vom;Zusage von;Zusage bis;Begründung;Adressen
Ausbau Süd;Abschnitt 1;Glas AG;Im Bau;1.3.2024;Q1 2024;Q4 2024;Kampfmittel;k1 k2
Ausbau Süd;Abschnitt 2;Glas AG;Nachfragebündelung;;;2026;;k3
`;
    expect(await load(german, 'sued.csv', '2024-05-31')).toMatchObject({ state: 'imported', rows: { added: 8 } });
    expect(await statuses()).toEqual([
      {
        phase: 'ausbau-sued/abschnitt-1',
        day: '2024-03-01',
        status: 'under_construction',
        promised: '2024-12-31',
        note: 'Kampfmittel',
      },
      {
        phase: 'ausbau-sued/abschnitt-2',
        day: '2024-05-31',
        status: 'demand_aggregation',
        promised: '2026-12-31',
        note: null,
      },
    ]);
    // Said again a month later, without a date, that is nothing new.
    const again = german.replace('1.3.2024', '');
    expect((await load(again, 'sued.csv', '2024-06-30')).rows).toMatchObject({ added: 0, changed: 0 });
    expect(await database.query('SELECT name, provider_id AS provider, area_from FROM rollout.project')).toEqual([
      { name: 'Ausbau Süd', provider: 'glas-ag', area_from: 'addresses' },
    ]);
  });

  it('lets a list of addresses win over the area, and a new list take its place', async () => {
    await load(`project,phase,provider,status,status_date,addresses,area
kamp,eins,Glas AG,planned,2024-01-01,b1 k3,"${KAMP}"
kamp,zwei,Glas AG,planned,2024-01-01,,"${KAMP}"
`);
    const members = () =>
      database.query('SELECT address_id AS address, phase_id AS phase FROM rollout.address_phase ORDER BY 2, 1');
    expect(await members()).toEqual([
      { address: 'b1', phase: 'kamp/eins' },
      { address: 'k3', phase: 'kamp/eins' },
      ...['k1', 'k10', 'k12', 'k2'].map((address) => ({ address, phase: 'kamp/zwei' })),
    ]);
    const { rows } = await load('project,phase,status,addresses\nkamp,eins,,k3 k10\n');
    expect(rows).toMatchObject({ added: 1, removed: 1 });
    expect((await members()).slice(0, 2)).toEqual([
      { address: 'k10', phase: 'kamp/eins' },
      { address: 'k3', phase: 'kamp/eins' },
    ]);
  });

  it('reads GeoJSON with phases, history, demand aggregation and funding', async () => {
    const features = [
      {
        type: 'Feature',
        id: 'dorf',
        properties: {
          name: 'Glasfaser im Dorf',
          provider: 'Glas AG',
          funding: 'Bund',
          funding_programme: 'Gigabitförderung',
          funding_applied: 1_200_000,
          funding_applied_on: '2023-01-10',
          funding_granted: 900000.5,
          funding_granted_on: '2023-06-01',
          funding_share: 50,
        },
        geometry: { type: 'Polygon', coordinates: [ring(7.895, 51.754, 7.906, 51.766)] },
      },
      {
        type: 'Feature',
        properties: {
          project: 'dorf',
          phase: 'Nord',
          demand_target_share: 33,
          demand_premises: 400,
          demand_starts_on: '2023-02-01',
          demand_deadline: '2023-05-31',
          demand_outcome: 'missed',
          demand_reason: 'Zu wenige Vorverträge',
          history: [
            { status: 'demand_aggregation', status_date: '2023-02-01' },
            { status: 'demand_aggregation', status_date: '2023-04-01', demand_sign_ups: 61 },
            { status: 'rejected', status_date: '2023-06-10', demand_sign_ups: 88, note: 'Quote verfehlt' },
          ],
        },
        geometry: { type: 'MultiPolygon', coordinates: [[ring(7.899, 51.759, 7.902, 51.761)]] },
      },
    ];
    const file = { type: 'FeatureCollection', features };
    const result = await load(file);
    expect(problems(result)).toEqual([]);
    expect(result).toMatchObject({ state: 'imported' });
    expect(await database.query('SELECT sign_ups, share, outcome, reason FROM open.demand_aggregations')).toEqual([
      { sign_ups: 88, share: 22, outcome: 'missed', reason: 'Zu wenige Vorverträge' },
    ]);
    expect(
      await database.query(
        'SELECT project, programme, applied_amount, granted_amount, share FROM open.rollout_funding',
      ),
    ).toEqual([
      {
        project: 'Glasfaser im Dorf',
        programme: 'Gigabitförderung',
        applied_amount: 1200000,
        granted_amount: 900000.5,
        share: 50,
      },
    ]);
    expect(await database.query('SELECT id, status, ofds_status FROM open.rollout_phases')).toEqual([
      { id: 'dorf/nord', status: 'rejected', ofds_status: 'proposed' },
    ]);
    expect((await load(file)).rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  it('knows on whose word a status rests: the row, else what is told of the file, else the company', async () => {
    const says = (nachweis: string, day = '2024-01-01') =>
      `project,provider,status,status_date,nachweis,area\nkamp,Glas,planned,${day},${nachweis},"POLYGON ((7.8999 51.7595, 7.9001 51.7595, 7.9001 51.7605, 7.8999 51.7605, 7.8999 51.7595))"\n`;
    const stored = async () =>
      (
        await database.query<{ e: string }>(
          'SELECT evidence AS e FROM rollout.project_status ORDER BY valid_from, recorded_at',
        )
      ).map(({ e }) => e);
    const told = (content: string, evidence: string) =>
      runImport(database, rolloutProjects, fileOf('ausbau.csv', content), { startedBy: 'test', evidence });
    await load(says(''));
    await told(says('', '2024-02-01'), 'city');
    await told(says('Betreiber', '2024-03-01'), 'city');
    expect(await stored()).toEqual(['operator', 'city', 'operator']);
    // The same word on other grounds is another statement.
    expect(await load(says('Stadt', '2024-03-01'))).toMatchObject({ rows: { added: 1 } });
    expect(await stored()).toEqual(['operator', 'city', 'operator', 'city']);
    expect((await load(says('Hörensagen', '2024-04-01'))).report.findings[0]).toMatchObject({
      row: 2,
      column: 'nachweis',
    });
    expect((await told(says(''), 'measurement')).report.findings[0]!.problem).toMatch(
      /operator or city, not on measurement/,
    );
  });

  it('can be taken back, with what it changed of projects, phases and counts', async () => {
    const phased = (
      target: string,
      deadline: string,
    ) => `project,phase,provider,status,status_date,promised_to,addresses,demand_deadline,demand_target_share,demand_sign_ups,area
kamp,eins,Glas AG,planned,2024-01-01,2024-12-31,k1 k2,${deadline},${target},10,"${KAMP}"
`;
    const all = async () =>
      Promise.all(
        ['project', 'project_phase', 'phase_address', 'project_status', 'demand_aggregation', 'demand_sign_ups'].map(
          (table) => database.query(`SELECT * FROM rollout.${table} ORDER BY 1, 2, 3`),
        ),
      );
    await load(phased('33', '2023-12-31'));
    const before = await all();
    const later = await load(phased('40', '2023-12-31').replace('2024-12-31', '2025-12-31').replace('k1 k2', 'k2 k3'));
    expect(later).toMatchObject({ state: 'imported', rows: { added: 2, changed: 1, removed: 1 } });
    expect(await all()).not.toEqual(before);
    await rollbackRun(database, [rolloutProjects], later.run, { by: 'test' });
    expect(await all()).toEqual(before);
  });

  it.each<[string, string | object, [number | null, string, RegExp][]]>([
    ['without the column status', 'project,phase\na,b\n', [[null, '', /column status is missing/]]],
    [
      'with a status nobody knows',
      `project,provider,status,status_date,area\na,G,fertig?,2024-01-01,"${KAMP}"\n`,
      [[2, 'status', /not known/]],
    ],
    [
      'with a window that ends before it begins',
      `project,provider,status,status_date,promised_from,promised_to,area\na,G,planned,2024-01-01,2025-01-01,2024-01-01,"${KAMP}"\n`,
      [[2, 'promised_to', /ends before it begins/]],
    ],
    [
      'with a day that the calendar does not have',
      `project,provider,status,status_date,area\na,G,planned,31.6.2024,"${KAMP}"\n`,
      [[2, 'status_date', /not a day/]],
    ],
    ['without a date', `project,provider,status,area\na,G,planned,"${KAMP}"\n`, [[2, 'status_date', /no date/]]],
    [
      'without provider and area',
      'project,status,status_date\na,planned,2024-01-01\n',
      [
        [2, 'area', /neither an area nor addresses/],
        [2, 'provider', /names no provider/],
      ],
    ],
    [
      'outside the city',
      `project,provider,status,status_date,area\na,G,planned,2024-01-01,"POLYGON ((8 52, 8.1 52, 8.1 52.1, 8 52))"\n`,
      [[2, 'area', /outside the city/]],
    ],
    [
      'with swapped axes',
      `project,provider,status,status_date,area\na,G,planned,2024-01-01,"POLYGON ((51.7 7.8, 51.7 7.9, 51.8 7.9, 51.7 7.8))"\n`,
      [[2, 'area', /swapped/]],
    ],
    [
      'with addresses that are not there',
      'project,provider,status,status_date,addresses\na,G,planned,2024-01-01,x1 x2\n',
      [
        [2, 'addresses', /2 of 2 addresses are not known/],
        [2, 'area', /neither an area nor addresses/],
      ],
    ],
    [
      'with an address in two phases',
      'project,phase,provider,status,status_date,addresses\na,1,G,planned,2024-01-01,k1\na,2,G,planned,2024-01-01,k1\n',
      [[3, 'addresses', /several phases/]],
    ],
    [
      'with two statuses for one day',
      `project,provider,status,status_date,area\na,G,planned,2024-01-01,"${KAMP}"\na,G,paused,2024-01-01,\n`,
      [[3, 'project, phase, status_date', /same project/]],
    ],
    [
      'with a count of pre-orders without a deadline',
      `project,provider,status,status_date,vorvertraege,area\na,G,planned,2024-01-01,12,"${KAMP}"\n`,
      [[2, 'demand_deadline', /no deadline/]],
    ],
    [
      'as GeoJSON of points',
      {
        type: 'Feature',
        properties: { project: 'a', provider: 'G', status: 'planned', status_date: '2024-01-01' },
        geometry: { type: 'Point', coordinates: [7.9, 51.76] },
      },
      [[1, 'area', /not an area/]],
    ],
    [
      'as GeoJSON with a history that is none',
      { type: 'Feature', properties: { project: 'a', history: 'viel' }, geometry: null },
      [[1, 'history', /not a list/]],
    ],
  ])('is refused %s, and says where and how to mend it', async (_what, content, expected) => {
    const result = await load(content);
    expect(result.state).toBe('refused');
    const errors = result.report.findings.filter(({ level }) => level === 'error');
    expect(errors.map(({ row, column }) => [row, column ?? ''])).toEqual(
      expected.map(([row, column]) => [row, column]),
    );
    for (const [i, [, , problem]] of expected.entries()) expect(errors[i]!.problem).toMatch(problem);
    if (expected[0]![0] !== null) for (const { fix } of errors) expect(fix).toBeTruthy();
    expect(await database.query('SELECT FROM rollout.project')).toEqual([]);
    expect(await database.query('SELECT FROM coverage.provider')).toEqual([]);
  });

  it('speaks in its report of the columns and words of the file, in the order of its rows', async () => {
    const result = await load(`Projekt;Bauabschnitt;Stand;Zusage von;Zusage bis;flaeche
nord;;geplannt;2026-10-01;2026-06-30;
west;;geplant;;;"${KAMP}"
`);
    expect(result.report.toText('de')).toMatch(
      /Zeile 2, Stand: Der Wert in Stand ist nicht bekannt\. Gefunden: geplannt\n.*geplant \(planned\), im Bau \(under_construction\)/,
    );
    expect(result.report.toText('de')).toContain('Zeile 2, Zusage bis: ');
    expect(result.report.toText('de')).toContain('Gefunden: 2026-10-01 – 2026-06-30');
    // The file has no such columns: they are named as it would.
    expect(problems(result).map(([, row, column]) => [row, column])).toEqual([
      [2, 'Stand'],
      [2, 'Zusage bis'],
      [3, 'stand_vom'],
    ]);
    const twice = `Projekt;Unternehmen;Stand;Stand vom;Fläche\na;G;geplant;1.2.2024;"${KAMP}"\n`;
    const [found] = (await load(`${twice}${twice.split('\n')[1]}\n`)).report.findings;
    expect(found).toMatchObject({
      ...{ row: 3, column: 'Projekt, bauabschnitt, Stand vom' },
      problemDe: 'Derselbe Wert von Projekt und bauabschnitt und Stand vom steht in Zeile 2.',
    });
    const nobody = await load(twice.replace('Unternehmen;', '').replace(';G;', ';'));
    expect(problems(nobody)).toEqual([['error', 2, 'unternehmen', 'The project is new and names no provider.']]);
    const feature = {
      type: 'Feature',
      properties: { vorhaben: 'a', verlauf: [{ ausbaustand: 'fertig?' }] },
      geometry: null,
    };
    expect(problems(await load(feature))[0]).toEqual(['error', 1, 'ausbaustand', 'The ausbaustand is not known.']);
  });

  it('refuses a status that is to be reached only, and takes promises of a day to come', async () => {
    const [day] = await database.query<{ today: string; tomorrow: string }>(
      'SELECT current_date::text AS today, (current_date + 1)::text AS tomorrow',
    );
    const at = (date: string, more = '') =>
      `project,provider,status,status_date,promised_from,promised_to,funding_programme,funding_granted_on,area
a,G,planned,${date},${day!.tomorrow},${day!.tomorrow},P,${more},"${KAMP}"
`;
    expect(await load(at(day!.today, day!.today))).toMatchObject({ state: 'imported' });
    const late = await load(at(day!.tomorrow, day!.tomorrow));
    expect(late.state).toBe('refused');
    expect(problems(late)).toEqual([
      ['error', 2, 'status_date', 'This day lies in the future.'],
      ['error', 2, 'funding_granted_on', 'This day lies in the future.'],
    ]);
    expect(late.report.findings[0]!.fix).toContain('promised_from and promised_to');
  });

  it('takes a window without an end, one that is over, and an area that crosses the boundary of the city, but says so', async () => {
    const result = await load(`project,provider,status,status_date,promised_from,promised_to,addresses,area
a,G,planned,2024-01-01,2025-01-01,,,"POLYGON ((7.9 51.76, 7.95 51.76, 7.95 51.765, 7.9 51.765, 7.9 51.76))"
b,G,planned,2024-01-01,,2023-12-31,k1 x9,
`);
    expect(result.state).toBe('imported');
    expect(problems(result)).toEqual([
      ['quality', 2, 'promised_to', 'The promised window has no last day.'],
      ['quality', 3, 'promised_to', 'The promised window ended before the day of the status.'],
      ['quality', 2, 'area', 'The area lies outside the city by 80 %.'],
      ['quality', 3, 'addresses', '1 of 2 addresses are not known.'],
    ]);
  });

  it('takes the city to be where its addresses lie while it has no districts', async () => {
    await database.query(
      'UPDATE places.address SET district_id = NULL; UPDATE places.facility SET district_id = NULL; TRUNCATE coverage.district_statistics; DELETE FROM places.district',
    );
    const area = (west: number, crossed = false) => {
      const corners = [`${west} 51.75`, `${west + 0.02} 51.75`, `${west + 0.02} 51.77`, `${west} 51.77`];
      if (crossed) [corners[1], corners[2]] = [corners[2]!, corners[1]!];
      return `project,provider,status,status_date,area\na,G,planned,2024-01-01,"POLYGON ((${[...corners, corners[0]].join(', ')}))"\n`;
    };
    expect(problems(await load(area(7.88)))).toEqual([]);
    expect(problems(await load(area(9.88)))).toEqual([['error', 2, 'area', 'The area lies outside the city.']]);
    const crossed = await load(area(7.88, true));
    expect([crossed.state, problems(crossed)]).toEqual([
      'imported',
      [['quality', 2, 'area', 'The area is not valid.']],
    ]);
  });
});

// What is listed, drawn and downloaded of a day is one.
import { datasets as coverageDatasets, resolvers as coverage } from '@stadtlage/coverage';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { readPages, Registry, selectionOf, type PageRow } from '@stadtlage/datasets';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { datasets, resolvers } from '../index.js';

const WHOLE = 'ST_TileEnvelope(0, 0, 0)';
let database: Database;
let graph: TestGraph;
let days: string[];
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, '../testing-planning.sql'));
  await database.query(`
    INSERT INTO rollout.project_status (project_id, phase, valid_from, status, promised_to) VALUES
      ('kamp', 'zwei', current_date - 10, 'under_construction', current_date + 30),
      ('weg', NULL, current_date - 10, 'planned', current_date - 1),
      ('fertig', NULL, '2025-03-01', 'decommissioned', NULL);
    INSERT INTO coverage.provider (id, name) VALUES ('funk', 'Funk AG');
    INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, valid_to, geom, run_id) VALUES
      ('funk', '4g', '2023-01-01', '2024-01-01', ST_Multi(ST_MakeEnvelope(7.86, 51.74, 7.89, 51.78, 4326)), 1),
      ('funk', '5g', '2024-01-01', NULL, ST_Multi(ST_MakeEnvelope(7.86, 51.74, 7.92, 51.78, 4326)), 1);
    SELECT coverage.refresh()`);
  graph = await openGraph(database, [...places, ...coverage, ...resolvers]);
  days = await Promise.all(
    [
      '2022-06-01',
      '2023-01-01',
      '2024-05-31',
      '2024-06-01',
      '2024-12-31',
      '2025-03-01',
      '+0',
      '+29',
      '+30',
      '+400',
    ].map(async (day) =>
      day.startsWith('+')
        ? (await database.query<{ day: string }>('SELECT current_date + $1::int AS day', [Number(day)]))[0]!.day
        : day,
    ),
  );
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const datasetOf = (id: string) => [...coverageDatasets, ...datasets].find((one) => one.id === id)!;
async function fileOf(id: string, query: Record<string, string>): Promise<PageRow[]> {
  const definition = datasetOf(id);
  const columns = { ...definition.columns, ...definition.onDay?.more };
  const rows: PageRow[] = [];
  for await (const page of readPages(database, { ...definition, columns }, 'wkt', selectionOf(definition, query)))
    rows.push(...page);
  return rows;
}
const upper = (text: unknown) => (text === null ? null : String(text).toUpperCase());

describe('the lists of a day', () => {
  test('name addresses with the status and the promise that the map draws and the file has', async () => {
    const seen = new Set<unknown>();
    for (const day of days) {
      const { addresses } = await graph.ask(
        `{ addresses(asOf: "${day}") { nodes { id coverage { fibreStatus promisedBy } } } }`,
      );
      const listed = addresses.nodes.map((node: { id: string; coverage: Record<string, string | null> }) => [
        node.id,
        node.coverage['fibreStatus'],
        node.coverage['promisedBy'],
      ]);
      const rows = (await fileOf('address-coverage', { day })).map(({ id, fibre_status: status, promised_by: by }) => [
        id,
        upper(status),
        by,
      ]);
      expect([day, rows]).toEqual([day, listed]);
      const drawn = await database.query<Record<'id' | 'status' | 'by', string | null>>(
        `SELECT id, upper(fibre_status) AS status, promised_by AS by
         FROM open.address_coverage_on($1::date, current_date, ${WHOLE}) ORDER BY id`,
        [day],
      );
      expect([day, drawn.map(({ id, status, by }) => [id, status, by])]).toEqual([day, listed]);
      for (const [, status, by] of listed) seen.add(by && status === 'PLANNED' ? 'promised' : status);
    }
    // It would prove little of a town in which nothing changes.
    expect([...seen]).toEqual(expect.arrayContaining([null, 'promised', 'PLANNED', 'PASSED', 'CONNECTED', 'NONE']));
  });

  test('name projects with the status and the promise that the map draws and the file has', async () => {
    const seen = new Set<string>();
    for (const day of days) {
      const { rolloutProjects } = await graph.ask(
        `{ rolloutProjects(asOf: "${day}") { nodes { id status promisedTo promisedBy phases { id status } } } }`,
      );
      const listed = rolloutProjects.nodes.map((node: Record<string, string | null>) => [
        node['id'],
        node['status'],
        node['promisedTo'],
        node['promisedBy'],
      ]);
      const rows = await fileOf('rollout-projects', { day });
      expect([day, rows.map((row) => [row.id, upper(row['status']), row['promised_to'], row['promised_by']])]).toEqual([
        day,
        listed,
      ]);
      const drawn = await database.query<Record<'id' | 'status' | 'to' | 'by', string | null>>(
        `SELECT id, upper(status) AS status, promised_to AS to, promised_by AS by
         FROM open.rollout_projects_on($1::date, current_date, ${WHOLE}) WHERE status IS NOT NULL ORDER BY id`,
        [day],
      );
      expect([day, drawn.map(({ id, status, to, by }) => [id, status, to, by])]).toEqual([day, listed]);
      const phases = rolloutProjects.nodes.flatMap((node: { phases: { id: string; status: string }[] }) => node.phases);
      const phaseRows = await fileOf('rollout-phases', { day });
      expect([day, phaseRows.map(({ id, status }) => ({ id, status: upper(status) }))]).toEqual([
        day,
        phases.sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)),
      ]);
      for (const [id, status, , by] of listed) seen.add(`${id} ${status}${by ? ' promised' : ''}`);
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['fertig CONNECTED', 'fertig DECOMMISSIONED', 'bald PLANNED', 'bald PLANNED promised']),
    );
    expect([...seen]).not.toContain('weg PLANNED promised');
  });

  test('name mobile areas that the map draws and the file has', async () => {
    for (const [day, technology] of [
      ['2022-12-31', null],
      ['2023-12-31', 'G4'],
      ['2024-01-01', 'G5'],
    ] as const) {
      const { mobileAreas } = await graph.ask(`{ mobileAreas(asOf: "${day}") { nodes { technology validFrom } } }`);
      const rows = await fileOf('mobile-availability', { day, roaming: 'false' });
      const expected = technology ? [`${technology} ${technology === 'G4' ? '2023' : '2024'}-01-01`] : [];
      expect(
        mobileAreas.nodes.map((node: Record<string, string>) => `${node['technology']} ${node['validFrom']}`),
      ).toEqual(expected);
      expect(rows.map((row) => `G${String(row['technology'])[0]} ${String(row['valid_from'])}`)).toEqual(expected);
    }
  });

  test('keep to a box and to filters, in the list and in the file', async () => {
    const within = '{ west: 7.8999, south: 51.759, east: 7.9005, north: 51.761 }';
    for (const day of days) {
      const { addresses } = await graph.ask(
        `{ addresses(asOf: "${day}", within: ${within}, fibreStatus: [PASSED, CONNECTED]) { nodes { id } } }`,
      );
      const query = { day, bbox: '7.8999,51.759,7.9005,51.761', fibre_status: 'passed,connected' };
      const rows = await fileOf('address-coverage', query);
      expect([day, rows.map(({ id }) => id)]).toEqual([day, addresses.nodes.map(({ id }: { id: string }) => id)]);
    }
    expect((await fileOf('rollout-projects', { day: '2024-06-01', bbox: '-180,-90,180,90' })).length).toBe(4);
  });

  test('are given by functions whose columns are checked at the start', async () => {
    const all = [...coverageDatasets, ...datasets];
    await new Registry(all, { publisher: 'x' }).checkViews(database);
    const broken = { ...datasetOf('rollout-phases'), onDay: { rows: 'rollout_projects_file_on' } };
    await expect(new Registry([broken], { publisher: 'x' }).checkViews(database)).rejects.toThrow(
      'the function open.rollout_projects_file_on() has no column "project_id"',
    );
  });
});

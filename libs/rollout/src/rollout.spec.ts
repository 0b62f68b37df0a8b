import { jest } from '@jest/globals';
import { resolvers as coverage } from '@stadtlage/coverage';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry } from '@stadtlage/datasets';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { datasets, resolvers } from './index.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, 'testing-rollout.sql'));
  graph = await openGraph(database, [...places, ...coverage, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const idsOf = (projects: { id: string }[]) => projects.map(({ id }) => id);

describe('the graph of the rollout', () => {
  test('shows a project with where it stands, and every promise it ever made', async () => {
    const { rolloutProject } = await graph.ask(`{ rolloutProject(id: "osten") {
      name description provider { name } funding status statusSince promisedFrom promisedTo dateMoves geometry source { source }
      history { validFrom recordedAt status promisedFrom promisedTo note } } }`);
    const { geometry, history, ...project } = rolloutProject;
    expect(project).toEqual({
      name: 'Ausbau Ost',
      description: 'Rund um die Kampstraße',
      provider: { name: 'Glasfaser Nord' },
      funding: 'own',
      status: 'UNDER_CONSTRUCTION',
      statusSince: '2024-02-01',
      promisedFrom: '2024-01-01',
      promisedTo: '2024-06-30',
      dateMoves: 2,
      source: { source: 'Testamt' },
    });
    expect(geometry).toMatchObject({ type: 'MultiPolygon' });
    expect(history.map((change: Record<string, unknown>) => [change['status'], change['promisedTo']])).toEqual([
      ['ANNOUNCED', null],
      ['PLANNED', '2024-06-30'],
      ['PLANNED', '2024-12-31'],
      ['UNDER_CONSTRUCTION', '2024-06-30'],
    ]);
    expect(new Date(history[2].recordedAt)).toEqual(new Date('2023-09-02T10:00:00Z'));
    expect(history[2].note).toBe('Tiefbau verzögert');
  });

  test('counts no move where no date was ever promised', async () => {
    const { rolloutProject } = await graph.ask('{ rolloutProject(id: "schulen") { dateMoves promisedTo } }');
    expect(rolloutProject).toEqual({ dateMoves: 0, promisedTo: null });
  });

  test('shows a status and its promise only from the day they are valid from', async () => {
    await database.query(`
      INSERT INTO rollout.project_status (project_id, valid_from, status, promised_to) VALUES
        ('westen', current_date, 'under_construction', '2025-12-31'), ('westen', current_date + 1, 'activated', '2026-12-31')`);
    const ask = async () =>
      (await graph.ask('{ rolloutProject(id: "westen") { status promisedFrom promisedTo dateMoves } }')).rolloutProject;
    const today = await ask();
    await database.query(
      "DELETE FROM rollout.project_status WHERE project_id = 'westen' AND valid_from >= current_date",
    );
    expect(today).toEqual({
      status: 'UNDER_CONSTRUCTION',
      promisedFrom: null,
      promisedTo: '2025-12-31',
      dateMoves: 0,
    });
  });

  test.each([
    // asOf, knownAt: status, since, promised to, moves, days moved
    ['2022-12-31', '', null],
    ['2023-02-01', '', ['ANNOUNCED', '2023-01-01', null, 0, null]],
    ['2023-10-01', '', ['PLANNED', '2023-09-01', '2024-12-31', 1, 184]],
    // The move was said for 1 September and became known on the 2nd.
    ['2023-10-01', '2023-09-01T12:00:00Z', ['PLANNED', '2023-03-01', '2024-06-30', 0, 0]],
    ['2024-02-01', '', ['UNDER_CONSTRUCTION', '2024-02-01', '2024-06-30', 2, 0]],
    ['2024-02-01', '2023-01-04T00:00:00Z', null],
  ])('shows a project and its phases of %s as it was known at "%s"', async (day, moment, expected) => {
    const args = `asOf: "${day}"${moment && `, knownAt: "${moment}"`}`;
    const PROJECT = 'status statusSince promisedTo dateMoves movedByDays';
    const PHASE = 'status statusSince promisedTo moves movedByDays';
    const { rolloutProject, rolloutPhase, rolloutProjects, address } = await graph.ask(`{
      rolloutProject(id: "osten", ${args}) { ${PROJECT} phases { ${PHASE} project { ${PROJECT} } } }
      rolloutPhase(id: "osten", ${args}) { ${PHASE} addresses { nodes { phase { ${PHASE} } } } }
      rolloutProjects(${args}) { totalCount nodes { id ${PROJECT} } }
      address(id: "k1") { projects(${args}) { ${PROJECT} } phases(${args}) { ${PHASE} } } }`);
    const inShort = (entry: Record<string, unknown> | null) =>
      entry &&
      [entry['status'], entry['statusSince'], entry['promisedTo'], entry['dateMoves'] ?? entry['moves']].concat([
        entry['movedByDays'],
      ]);
    expect(inShort(rolloutProject)).toEqual(expected);
    expect(inShort(rolloutPhase)).toEqual(expected);
    expect(address.projects.map(inShort)).toEqual(expected ? [expected] : []);
    expect(address.phases.map(inShort)).toEqual(expected ? [expected] : []);
    const listed = rolloutProjects.nodes.filter(({ id }: { id: string }) => id === 'osten');
    expect(listed.map(inShort)).toEqual(expected ? [expected] : []);
    expect(rolloutProjects.totalCount).toBe(rolloutProjects.nodes.length);
    if (!expected) return;
    expect(rolloutProject.phases.map(inShort)).toEqual([expected]);
    expect(inShort(rolloutProject.phases[0].project)).toEqual(expected);
    expect(inShort(rolloutPhase.addresses.nodes[0].phase)).toEqual(expected);
  });

  test.each([
    ['osten', '2024-06-30', false],
    ['osten', '2024-07-01', true],
    ['westen', '2025-12-31', false],
    ['westen', '2026-01-01', true],
    ['schulen', '2026-01-01', false],
  ])('calls the promise of %s on %s overdue: %s', async (id, day, expected) => {
    const { rolloutProject } = await graph.ask(
      `{ rolloutProject(id: "${id}", asOf: "${day}") { isOverdue phases { isOverdue } } }`,
    );
    expect(rolloutProject).toEqual({ isOverdue: expected, phases: [{ isOverdue: expected }] });
  });

  test('calls no promise overdue once it is built or given up', async () => {
    await database.query(`
      INSERT INTO rollout.project_status (project_id, valid_from, recorded_at, status, promised_from, promised_to)
      VALUES ('westen', '2026-02-01', '2026-02-01T00:00:00Z', 'passed', '2025-01-01', '2025-12-31'),
             ('westen', '2026-03-01', '2026-03-01T00:00:00Z', 'rejected', '2025-01-01', '2025-12-31')`);
    const { built, over } = await graph.ask(`{
      built: rolloutProject(id: "westen", asOf: "2026-02-02") { status isOverdue }
      over: rolloutProject(id: "westen", asOf: "2026-03-02") { status isOverdue phases { isOverdue } } }`);
    await database.query(
      `DELETE FROM rollout.project_status WHERE project_id = 'westen' AND valid_from > '2026-01-31'`,
    );
    expect(built).toEqual({ status: 'PASSED', isOverdue: false });
    expect(over).toEqual({ status: 'REJECTED', isOverdue: false, phases: [{ isOverdue: false }] });
  });

  test('lists projects by where they stood on another day, with one query for all their phases', async () => {
    const statuses = async (filter: string) =>
      (await graph.ask(`{ rolloutProjects(${filter}) { nodes { id phases { status project { movedByDays } } } } }`))
        .rolloutProjects.nodes;
    expect(idsOf(await statuses('status: PLANNED, asOf: "2023-10-01"'))).toEqual(['osten']);
    expect(idsOf(await statuses('status: PLANNED, asOf: "2024-01-15"'))).toEqual(['osten', 'westen']);
    const query = jest.spyOn(database, 'query');
    const all = await statuses('asOf: "2024-01-15"');
    // The list, all their phases, and the moves of the projects.
    expect([all.length, query.mock.calls.length]).toEqual([3, 3]);
    query.mockRestore();
  });

  test('says the same of today with and without a day', async () => {
    const [today] = await database.query<{ day: string }>('SELECT current_date AS day');
    const ask = async (args: string) =>
      (await graph.ask(`{ rolloutProjects${args} { nodes { id status promisedTo dateMoves movedByDays } } }`))
        .rolloutProjects;
    const slippage = await database.query('SELECT project_id AS id, moved_days FROM rollout.slippage');
    const now = await ask('');
    expect(now).toEqual(await ask(`(asOf: "${today!.day}")`));
    for (const { id, moved_days } of slippage)
      expect(now.nodes.find((node: { id: unknown }) => node.id === id).movedByDays).toBe(moved_days);
  });

  test.each([
    ['first: 50', ['osten', 'schulen', 'westen']],
    ['status: [PLANNED, FUNDING_APPLICATION]', ['schulen', 'westen']],
    ['district: "east"', ['osten', 'schulen']],
    ['district: "west", status: PLANNED', ['westen']],
    ['within: { west: 1, south: 51, east: 2, north: 52 }', []],
    ['within: { west: 7, south: 51, east: 8, north: 52 }, status: PLANNED', ['westen']],
  ])('lists projects by %s', async (filter, expected) => {
    const { rolloutProjects } = await graph.ask(`{ rolloutProjects(${filter}) { totalCount nodes { id } } }`);
    expect(idsOf(rolloutProjects.nodes)).toEqual(expected);
    expect(rolloutProjects.totalCount).toBe(expected.length);
  });

  test('names all projects that an address lies in', async () => {
    const { k1, k2, b1 } = await graph.ask(`{
      k1: address(id: "k1") { projects { id } }
      k2: address(id: "k2") { projects { id } }
      b1: address(id: "b1") { projects { id } } }`);
    expect([k1, k2, b1].map(({ projects }) => idsOf(projects))).toEqual([['osten'], ['osten', 'schulen'], []]);
  });

  test('names the phases that serve a street, and how many of its addresses each serves', async () => {
    const streets = await database.query<{ key: string; ids: string[] }>(
      'SELECT street_key AS key, array_agg(id ORDER BY id) AS ids FROM places.address GROUP BY 1',
    );
    const served = async ({ key, ids }: (typeof streets)[number]) => {
      const { street, addresses } = await graph.ask(
        `query ($key: ID!) { street(key: $key) { phases { addresses phase { id status } } }
           addresses(street: $key, first: 1000) { nodes { id phases { id status } } } }`,
        { key },
      );
      expect(idsOf(addresses.nodes).sort()).toEqual(ids);
      const counted: Record<string, number> = {};
      for (const { phases } of addresses.nodes) for (const { id } of phases) counted[id] = (counted[id] ?? 0) + 1;
      const told = (street.phases as { phase: { id: string }; addresses: number }[]).map((one) => [
        one.phase.id,
        one.addresses,
      ]);
      expect(Object.fromEntries(told)).toEqual(counted);
      return told;
    };
    const told = (await Promise.all(streets.map(served))).flat();
    expect(told).toContainEqual(['osten', expect.any(Number)]);
    const past = await graph.ask(
      `{ street(key: "${streets.find(({ ids }) => ids.includes('k1'))!.key}") { phases(asOf: "2022-12-31") { addresses } } }`,
    );
    expect(past.street.phases).toEqual([]);
  });

  test('sums up a fibre network', async () => {
    const { fibreNetworks } = await graph.ask(
      '{ fibreNetworks { name publisher nodeCount spanCount lengthKm organisations { id roles } source { source } } }',
    );
    expect(fibreNetworks).toEqual([
      {
        name: 'Leeres Netz',
        publisher: null,
        nodeCount: 0,
        spanCount: 0,
        lengthKm: 0,
        organisations: [],
        source: { source: 'Testamt' },
      },
      {
        name: 'Stadtnetz',
        publisher: 'Stadtwerke',
        nodeCount: 2,
        spanCount: 3,
        lengthKm: 3.613,
        organisations: [
          { id: 'o1', roles: ['physicalInfrastructureProvider', 'networkProvider'] },
          { id: 'o2', roles: ['supplier'] },
        ],
        source: { source: 'Testamt' },
      },
    ]);
  });
});

test('20 addresses with coverage and projects take a dozen queries, none of them per address', async () => {
  await database.query(`
    INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, max_down_mbit, valid_from, run_id)
    SELECT id, 'glas', 'dsl', 50, '2024-01-01', 1 FROM places.address;
    INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, geom, run_id)
    VALUES ('stadt', '4g', '2024-01-01', ST_Multi(ST_MakeEnvelope(7, 51, 8, 52, 4326)), 1);
    SELECT coverage.refresh()`);
  const query = database.query.bind(database);
  let queries = 0;
  database.query = (sql, values) => {
    queries++;
    return query(sql, values);
  };
  const { addresses } = await graph.ask(`{ addresses(first: 20) { nodes {
    label district { name } source { source }
    coverage { fibreStatus fixed { provider { name } source { source } } mobile { operator { name } } }
    projects { name provider { name } history { status } } } } }`);
  database.query = query;
  expect(addresses.nodes).toHaveLength(20);
  for (const { coverage } of addresses.nodes) {
    expect(coverage.fixed[0].provider.name).toBe('Glasfaser Nord');
    expect(coverage.mobile[0].operator.name).toBe('Stadtwerke');
  }
  // Ids, addresses, districts, sources, statuses, fixed, mobile, projects here, projects, histories; and providers, which are asked for in
  // three places of the query that may be reached one after the other.
  expect(queries).toBeLessThanOrEqual(13);
});

test('the dataset definitions of the rollout fit their views', async () => {
  await new Registry(datasets, { publisher: 'Teststadt' }).checkViews(database);
});

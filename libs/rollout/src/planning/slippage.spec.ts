import { resolvers as coverage } from '@stadtlage/coverage';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { resolvers } from '../index.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(`
    INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord');
    INSERT INTO rollout.project (id, name, provider_id, geom, run_id) VALUES
      ('kamp', 'Kampstraße', 'glas', ST_Multi(ST_MakeEnvelope(7.8999, 51.7595, 7.9001, 51.7605, 4326)), 1);
    INSERT INTO rollout.project_phase (project_id, phase, name, run_id) VALUES ('kamp', 'nord', 'Nord', 1), ('kamp', 'sued', 'Süd', 1);
    INSERT INTO rollout.project_status (project_id, phase, valid_from, status, promised_to) VALUES
      ('kamp', NULL, '2022-01-01', 'planned', '2023-06-30'),
      ('kamp', NULL, '2022-09-01', 'under_construction', '2023-06-30'),
      ('kamp', 'nord', '2022-01-01', 'planned', '2023-06-30'),
      ('kamp', 'sued', '2022-01-01', 'planned', '2023-12-31'),
      ('kamp', 'sued', '2022-06-01', 'planned', '2024-06-30'),
      ('kamp', 'sued', '2022-12-01', 'planned', '2025-02-28');`);
  graph = await openGraph(database, [...places, ...coverage, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

test('a project slips with its part, also where what is said of the whole keeps the first date', async () => {
  const { rolloutProject } = await graph.ask('{ rolloutProject(id: "kamp") { dateMoves status } }');
  expect(rolloutProject).toEqual({ dateMoves: 2, status: 'UNDER_CONSTRUCTION' });
  expect(
    await database.query(
      'SELECT first_promise AS first, latest_promise AS latest, moved_days AS days, moves FROM open.rollout_slippage',
    ),
  ).toEqual([{ first: '2023-12-31', latest: '2025-02-28', days: 425, moves: 2 }]);
});

test('a move that is told of the part and of the whole is one move', async () => {
  await database.query(`
    INSERT INTO rollout.project_status (project_id, valid_from, status, promised_to) VALUES
      ('kamp', '2022-12-02', 'under_construction', '2025-02-28')`);
  const { rolloutProject } = await graph.ask('{ rolloutProject(id: "kamp") { dateMoves promisedTo } }');
  expect(rolloutProject).toEqual({ dateMoves: 2, promisedTo: '2025-02-28' });
  expect(await database.query('SELECT moves FROM open.rollout_slippage')).toEqual([{ moves: 2 }]);
});

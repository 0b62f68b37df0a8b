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
  // k1 was promised for a day that is over. Its neighbours k2 and k3 lie 14 m and 28 m away and belong to no project.
  await database.query(`
    INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord');
    INSERT INTO rollout.project (id, name, provider_id, geom, run_id) VALUES
      ('kamp', 'Kampstraße', 'glas', ST_Multi(ST_MakeEnvelope(7.8999, 51.7595, 7.9001, 51.7605, 4326)), 1);
    INSERT INTO rollout.project_status (project_id, valid_from, status, promised_to) VALUES
      ('kamp', '2022-01-01', 'under_construction', '2023-12-31');
    INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, valid_from, run_id) VALUES
      ('k1', 'glas', 'ftth', NULL, 1000, '2024-01-01', 1),
      ('k2', 'glas', 'ftth', NULL, NULL, '2024-01-01', 1),
      ('o5', 'glas', 'dsl', NULL, NULL, '2024-01-01', 1),
      ('o6', 'glas', 'dsl', NULL, 16, '2024-01-01', 1);
    SELECT coverage.refresh();`);
  graph = await openGraph(database, [...places, ...coverage, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

test('fibre of unknown level is listed as unknown, with what no source says', async () => {
  const { unknownAvailability } = await graph.ask(
    '{ unknownAvailability(district: "east") { totalCount nodes { address { id } unknown } } }',
  );
  const unknown = Object.fromEntries(
    unknownAvailability.nodes.map((n: { address: { id: string }; unknown: string[] }) => [n.address.id, n.unknown]),
  );
  expect(unknown).toMatchObject({
    k1: ['LEVEL'],
    k2: ['SPEED', 'LEVEL'],
    k3: ['AVAILABILITY'],
    o5: ['SPEED'],
  });
  expect(unknown).not.toHaveProperty('o6');
  expect(unknownAvailability.totalCount).toBe(10);
});

test('fibre of unknown level was promised and may not be connected, is not forgotten, and is near to its neighbours', async () => {
  const { promisedNotConnected, forgottenAddresses } = await graph.ask(`{
    promisedNotConnected(by: "2024-06-30") { nodes { address { id coverage { fibreStatus } } } }
    forgottenAddresses(withinMetres: 15) { nodes { address { id } near } } }`);
  expect(promisedNotConnected.nodes).toEqual([{ address: { id: 'k1', coverage: { fibreStatus: 'LEVEL_UNKNOWN' } } }]);
  expect(forgottenAddresses.nodes).toEqual([{ address: { id: 'k3' }, near: 'NEIGHBOUR' }]);
});

test('a level that becomes known is a difference between two days', async () => {
  await database.query(`
    UPDATE coverage.fixed_availability SET valid_to = '2024-06-01' WHERE address_id = 'k1';
    INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, valid_from, run_id)
    VALUES ('k1', 'glas', 'ftth', 'connected', 1000, '2024-06-01', 1);`);
  const { availabilityDifference } = await graph.ask(
    '{ availabilityDifference(from: "2024-05-31", to: "2024-06-01") { nodes { address { id } levelBefore levelAfter } } }',
  );
  expect(availabilityDifference.nodes).toEqual([
    { address: { id: 'k1' }, levelBefore: 'level_unknown', levelAfter: 'connected' },
  ]);
});

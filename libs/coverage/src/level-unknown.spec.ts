import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { resolvers } from './index.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  // Four of the eight addresses of the west, of which two are all that is known of the Bahnhofsweg.
  await database.query(`
    INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord'), ('stadt', 'Stadtwerke');
    INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, valid_from, run_id) VALUES
      ('b1', 'glas', 'ftth', 'passed', 1000, '2024-01-01', 1),
      ('b1', 'stadt', 'fttb', NULL, 1000, '2024-01-01', 1),
      ('b2', 'stadt', 'hfc', NULL, 1000, '2024-01-01', 1),
      ('w5', 'glas', 'ftth', NULL, 1000, '2024-01-01', 1),
      ('w6', 'glas', 'ftth', 'connected', 1000, '2024-01-01', 1);
    INSERT INTO rollout.project (id, name, provider_id, geom, run_id) VALUES
      ('weg', 'Bahnhofsweg', 'glas', ST_Multi(ST_MakeEnvelope(7.871, 51.751, 7.873, 51.753, 4326)), 1);
    INSERT INTO rollout.project_status (project_id, valid_from, status) VALUES ('weg', '2023-01-01', 'under_construction');
    SELECT coverage.refresh();`);
  graph = await openGraph(database, [...places, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

describe('fibre whose level no source gives', () => {
  const statusOf = async (id: string, args = '') =>
    (await graph.ask(`{ address(id: "${id}") { coverage${args} { fibreStatus } } }`)).address.coverage.fibreStatus;

  test('is said to be of unknown level: neither passed, nor still being built', async () => {
    expect(await statusOf('w5')).toBe('LEVEL_UNKNOWN');
    expect(await statusOf('w5', '(asOf: "2024-01-01")')).toBe('LEVEL_UNKNOWN');
    expect(await statusOf('w5', '(asOf: "2023-12-31")')).toBe('UNDER_CONSTRUCTION');
  });

  test('takes nothing from a level that another source gives', async () => {
    expect(await statusOf('b1')).toBe('PASSED');
  });

  test('makes no fibre of other technologies whose level is unknown', async () => {
    expect(await statusOf('b2')).toBe('NONE');
  });

  test('can be looked for in the list of addresses', async () => {
    const { addresses } = await graph.ask('{ addresses(fibreStatus: LEVEL_UNKNOWN) { nodes { id } } }');
    expect(addresses.nodes).toEqual([{ id: 'w5' }]);
  });

  test('is counted apart from passed in the figures of a district, and belongs to what is on offer', async () => {
    const { district } = await graph.ask(`{ district(id: "west") { statistics {
      unknown fibrePassed fibreLevelUnknown fibreConnected fibreShare fibrePassedShare fibreConnectedShare } } }`);
    expect(district.statistics).toEqual({
      unknown: 4,
      fibrePassed: 2,
      fibreLevelUnknown: 1,
      fibreConnected: 1,
      fibreShare: 37.5,
      fibrePassedShare: 25,
      fibreConnectedShare: 12.5,
    });
  });

  test('is on offer in the shares of streets and of the cells of coarse zooms', async () => {
    const [street] = await database.query(
      `SELECT fibre_share FROM coverage.street_status WHERE street_key = '05570004000000002'`,
    );
    expect(street).toEqual({ fibre_share: 100 });
    // Two in the Bahnhofsweg and one in the Bahnhofstraße.
    const [cells] = await database.query(
      'SELECT round(sum(addresses * fibre_share / 100)) AS fibre FROM coverage.cell_status',
    );
    expect(cells).toEqual({ fibre: 3 });
  });
});

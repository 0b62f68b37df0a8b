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
    INSERT INTO coverage.provider (id, name) VALUES ('vodafone', 'Vodafone');
    INSERT INTO coverage.mobile_cell (id, operator_id, technology, country_code, network_code, area_code, cell, range_m, samples,
      average_signal_dbm, first_seen, last_seen, geom, run_id) VALUES
      ('2g-262-2-776-26226', 'vodafone', '2g', 262, 2, 776, 26226, 500, 3, NULL, '2016-04-03', '2016-04-03', ST_Point(7.9, 51.76, 4326), 1),
      ('4g-262-2-1-68719476735', 'vodafone', '4g', 262, 2, 1, 68719476735, 1500, 12, -95, '2016-04-03', '2021-03-04', ST_Point(7.881, 51.76, 4326), 1),
      ('x-262-99-1-1', NULL, NULL, 262, 99, NULL, 1, NULL, NULL, NULL, NULL, NULL, ST_Point(7.882, 51.76, 4326), 1)`);
  graph = await openGraph(database, [...places, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const idsOf = async (args: string) => {
  const { totalCount, nodes } = (await graph.ask(`{ mobileCells${args} { totalCount nodes { id } } }`)).mobileCells;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ id }: { id: string }) => id.slice(0, 2));
};

describe('measured cells', () => {
  test('come with place, network and source, and null where the source says nothing', async () => {
    const { nodes } = (
      await graph.ask(`{ mobileCells { nodes { technology countryCode networkCode areaCode cell rangeM samples averageSignalDbm firstSeen
        lastSeen evidence position { longitude latitude } operator { name } source { source } } } }`)
    ).mobileCells;
    expect(nodes[1]).toEqual({
      technology: 'G4',
      countryCode: 262,
      networkCode: 2,
      areaCode: 1,
      cell: '68719476735',
      rangeM: 1500,
      samples: 12,
      averageSignalDbm: -95,
      firstSeen: '2016-04-03',
      lastSeen: '2021-03-04',
      evidence: 'MEASUREMENT',
      position: { longitude: 7.881, latitude: 51.76 },
      operator: { name: 'Vodafone' },
      source: { source: 'Testamt' },
    });
    expect(nodes[2]).toMatchObject({ technology: null, areaCode: null, operator: null, lastSeen: null });
  });

  test.each([
    ['', ['2g', '4g', 'x-']],
    ['(within: { west: 7.88, south: 51.7, east: 7.89, north: 51.8 })', ['4g', 'x-']],
    ['(operator: "vodafone")', ['2g', '4g']],
    ['(technology: [G2, G3])', ['2g']],
    ['(technology: G5)', []],
    ['(seenSince: "2020-01-01")', ['4g']],
  ])('are filtered by %s', async (args, expected) => expect(await idsOf(args)).toEqual(expected));

  test('are read page by page', async () => {
    const first = (await graph.ask('{ mobileCells(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } }'))
      .mobileCells;
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([2, true]);
    const second = (
      await graph.ask(
        `{ mobileCells(first: 2, after: "${first.pageInfo.endCursor}") { nodes { id } pageInfo { hasNextPage } } }`,
      )
    ).mobileCells;
    expect([second.nodes.map(({ id }: { id: string }) => id), second.pageInfo.hasNextPage]).toEqual([
      ['x-262-99-1-1'],
      false,
    ]);
  });
});

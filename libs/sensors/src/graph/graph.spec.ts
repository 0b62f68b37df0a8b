import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry } from '@stadtlage/datasets';
import { datasets } from '../index.js';
import { startGraph, type TestGraph } from './testing.js';

const TIME = Date.UTC(2026, 2, 1);
const OPERATOR = { operator: { name: 'Erika Mustermann', role: 'operator' as const } };
let database: Database;
let graph: TestGraph;

beforeAll(async () => {
  database = await testDatabase();
  await database.query(`
    INSERT INTO sensors.gateway (id, confirmed) VALUES ('g', true);
    INSERT INTO sensors.thing (id, gateway_id, name, kind, is_public, geom) VALUES
      ('air', 'g', 'Air at the market', 'air_quality', true, ST_SetSRID(ST_MakePoint(7.89, 51.76), 4326)),
      ('river', 'g', 'Werse gauge', 'river_level', true, ST_SetSRID(ST_MakePoint(7.95, 51.70), 4326)),
      ('quiet', 'g', 'Not yet placed', 'other', true, NULL),
      ('hidden', 'g', 'Not public', 'weather', false, ST_SetSRID(ST_MakePoint(7.89, 51.76), 4326));
    INSERT INTO sensors.datastream (thing_id, property, unit, observation_type, expected_interval) VALUES
      ('air', 'pm10', NULL, 'Measurement', '10 min'), ('air', 'soot', 'ng/m3', 'Measurement', NULL),
      ('river', 'water_level', NULL, 'Measurement', '1 min'), ('hidden', 'temperature', NULL, 'Measurement', NULL);
    INSERT INTO sensors.latest_observation SELECT id, '2026-03-01T04:00:00Z', 4 FROM sensors.datastream;
    INSERT INTO sensors.rejected_message (received_at, topic, payload, payload_bytes, reason, detail, gateway_id, replayed_at) VALUES
      ('2026-03-01Z', 'a', '', 0, 'not_json', 'first', NULL, NULL), ('2026-03-02Z', 'b', '\\x78ff', 2, 'bad_time', 'second', 'g', NULL),
      ('2026-03-03Z', 'b', '{}', 2, 'bad_time', 'third', 'g', '2026-03-04Z');
  `);
  graph = await startGraph(database);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const hour = (i: number) => new Date(TIME + i * 3_600_000).toISOString();

describe('the graph of sensors', () => {
  it('says the same of a datastream on each way to it', async () => {
    const { sensors, latestObservations } = await graph.ask(`{
      sensors { nodes { id datastreams { id } } }
      latestObservations { nodes { sensor { id datastreams { id unit title { en } } } } }
    }`);
    expect(sensors.nodes.length).toBeGreaterThan(0);
    for (const { sensor } of latestObservations.nodes) {
      const { sensor: alone } = await graph.ask(
        `{ sensor(id: "${sensor.id}") { datastreams { id unit title { en } } } }`,
      );
      expect(sensor.datastreams).toEqual(alone.datastreams);
    }
  });

  test('gives public sensors with their latest values, in one query and one to count them', async () => {
    const queries = jest.spyOn(database, 'query');
    const { sensors } =
      await graph.ask(`{ sensors { totalCount nodes { id kind position { longitude latitude } latestAt gatewayId
      datastreams { property unit observationType expectedInterval title { de en } latest { phenomenonTime result resultText } } } } }`);
    expect(queries).toHaveBeenCalledTimes(2);
    queries.mockRestore();
    const latest = { phenomenonTime: hour(4), result: 4, resultText: null };
    const stream = { observationType: 'MEASUREMENT', latest };
    const pm10 = { de: 'Feinstaub PM10', en: 'Particulate matter PM10' };
    expect(sensors).toEqual({
      totalCount: 3,
      nodes: [
        {
          id: 'air',
          kind: 'AIR_QUALITY',
          position: { longitude: 7.89, latitude: 51.76 },
          latestAt: hour(4),
          gatewayId: 'g',
          datastreams: [
            { property: 'pm10', unit: 'ug/m3', title: pm10, expectedInterval: 600, ...stream },
            { property: 'soot', unit: 'ng/m3', title: { de: 'soot', en: 'soot' }, expectedInterval: null, ...stream },
          ],
        },
        { id: 'quiet', kind: 'OTHER', position: null, latestAt: null, gatewayId: 'g', datastreams: [] },
        expect.objectContaining({ id: 'river', kind: 'RIVER_LEVEL' }),
      ],
    });
  });

  test('filters by box, kind and property, and pages', async () => {
    const ids = async (args: string) =>
      (await graph.ask(`{ sensors(${args}) { nodes { id } } }`)).sensors.nodes.map(({ id }: { id: string }) => id);
    expect(await ids('within: { west: 7.8, south: 51.75, east: 7.9, north: 51.8 }')).toEqual(['air']);
    expect(await ids('kind: RIVER_LEVEL')).toEqual(['river']);
    expect(await ids('property: "soot"')).toEqual(['air']);
    expect(await ids('property: "temperature"')).toEqual([]);
    const { sensors } = await graph.ask('{ sensors(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } }');
    expect(sensors.pageInfo.hasNextPage).toBe(true);
    expect(await ids(`first: 2, after: "${sensors.pageInfo.endCursor}"`)).toEqual(['river']);
  });

  test('does not show a sensor that is not public', async () => {
    expect(await graph.ask('{ sensor(id: "hidden") { id } }')).toEqual({ sensor: null });
  });

  test('says since when a sensor is silent, once that is longer than 2.5 of its intervals', async () => {
    const silence = async (minutes: number) => {
      const at = new Date(Date.now() - minutes * 60_000);
      await database.query('UPDATE sensors.latest_observation SET phenomenon_time = $1', [at]);
      const { sensors } = await graph.ask(
        '{ sensors { nodes { id silentSince datastreams { property silentSince } } } }',
      );
      const [air, quiet, river] = sensors.nodes;
      const silent = (since: string | null) => since && (since === at.toISOString() ? 'silent' : since);
      return {
        air: [air, ...air.datastreams].map(({ silentSince }) => silent(silentSince)),
        river: [river, ...river.datastreams].map(({ silentSince }) => silent(silentSince)),
        quiet: quiet.silentSince,
      };
    };
    // Of the two datastreams of air, soot has no interval.
    expect(await silence(2)).toEqual({ air: [null, null, null], river: [null, null], quiet: null });
    expect(await silence(3)).toEqual({ air: [null, null, null], river: ['silent', 'silent'], quiet: null });
    expect(await silence(26)).toEqual({ air: ['silent', 'silent', null], river: ['silent', 'silent'], quiet: null });
    await database.query(`UPDATE sensors.datastream SET expected_interval = '1 day' WHERE property = 'soot'`);
    expect((await silence(26)).air).toEqual([null, 'silent', null]);
  });
});

describe('rejected messages', () => {
  const details = async (args: string) =>
    (await graph.ask(`{ rejectedMessages${args} { nodes { detail } } }`, OPERATOR)).rejectedMessages.nodes.map(
      ({ detail }: { detail: string }) => detail,
    );

  test('are listed for operators only, newest first', async () => {
    const fields = 'topic payloadBytes payloadText payloadBase64 reason detail gatewayId replayedAt';
    const query = `{ rejectedMessages(first: 2) { totalCount nodes { ${fields} } pageInfo { endCursor } } }`;
    const { errors } = await graph.answer(query);
    expect(errors![0]!.extensions['code']).toBe('UNAUTHENTICATED');
    const { rejectedMessages } = await graph.ask(query, OPERATOR);
    const second = { topic: 'b', payloadBytes: 2, reason: 'bad_time', gatewayId: 'g' };
    expect(rejectedMessages).toMatchObject({
      totalCount: 3,
      nodes: [
        {
          ...second,
          detail: 'third',
          payloadText: '{}',
          payloadBase64: 'e30=',
          replayedAt: '2026-03-04T00:00:00.000Z',
        },
        { ...second, detail: 'second', payloadText: 'x\uFFFD', payloadBase64: 'eP8=', replayedAt: null },
      ],
    });
    expect(await details(`(after: "${rejectedMessages.pageInfo.endCursor}")`)).toEqual(['first']);
  });

  test.each([
    ['reason: "not_json"', ['first']],
    ['gateway: "g"', ['third', 'second']],
    ['since: "2026-03-02T00:00:00Z"', ['third', 'second']],
    ['replayed: true', ['third']],
    ['replayed: false', ['second', 'first']],
    ['gateway: "g", replayed: false', ['second']],
  ])('are found by %s', async (filter, expected) => {
    expect(await details(`(${filter})`)).toEqual(expected);
  });
});

describe('the datasets of sensors', () => {
  test('fit their views', async () => {
    await new Registry(datasets, { publisher: 'Testamt' }).checkViews(database);
  });
});

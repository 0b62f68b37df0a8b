import 'reflect-metadata';
import { jest } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { AbstractGraphQLDriver, GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { graphql, parse, subscribe, type ExecutionResult } from 'graphql';
import { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry } from '@stadtlage/datasets';
import { datasets, LiveObservations, resolvers } from '../index.js';

class NoServer extends AbstractGraphQLDriver {
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  override generateSchema(options: Record<string, unknown>) {
    return this.graphQlFactory.generateSchema(options);
  }
}

const TIME = Date.UTC(2026, 2, 1);
let database: Database;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await testDatabase();
  await database.query(`
    INSERT INTO sensors.gateway (id, confirmed) VALUES ('g', true);
    INSERT INTO sensors.thing (id, gateway_id, name, kind, is_public, geom) VALUES
      ('air', 'g', 'Air at the market', 'air_quality', true, ST_SetSRID(ST_MakePoint(7.89, 51.76), 4326)),
      ('river', 'g', 'Werse gauge', 'river_level', true, ST_SetSRID(ST_MakePoint(7.95, 51.70), 4326)),
      ('quiet', 'g', 'Not yet placed', 'other', true, NULL),
      ('hidden', 'g', 'Not public', 'weather', false, ST_SetSRID(ST_MakePoint(7.89, 51.76), 4326));
    INSERT INTO sensors.datastream (thing_id, property, unit) VALUES
      ('air', 'pm10', NULL), ('air', 'soot', 'ng/m3'), ('river', 'water_level', NULL), ('hidden', 'temperature', NULL);
    SELECT sensors.ensure_observation_partition('2026-03-01Z');
    SELECT sensors.ensure_observation_partition('2026-02-01Z');
    INSERT INTO sensors.observation (datastream_id, phenomenon_time, result)
      SELECT d.id, '2026-03-01T00:00:00Z'::timestamptz + i * interval '1 hour', i FROM sensors.datastream d, generate_series(-5, 4) i ORDER BY i;
    INSERT INTO sensors.latest_observation SELECT DISTINCT ON (datastream_id) datastream_id, phenomenon_time, result
      FROM sensors.observation ORDER BY datastream_id, phenomenon_time DESC;
    INSERT INTO sensors.rejected_message (topic, payload, payload_bytes, reason, detail, gateway_id) VALUES
      ('a', '', 0, 'not_json', 'first', NULL), ('b', 'xx', 2, 'bad_time', 'second', 'g');
  `);
  class TestModule {}
  Module({
    imports: [GraphQLModule.forRoot({ driver: NoServer, autoSchemaFile: true })],
    providers: [{ provide: Database, useValue: database }, LiveObservations, ...resolvers],
  })(TestModule);
  app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const schema = () => app.get(GraphQLSchemaHost, { strict: false }).schema;
const answer = (source: string) => graphql({ schema: schema(), source, contextValue: {} });

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test names the fields it asked for
async function ask(source: string): Promise<any> {
  const { data, errors } = await answer(source);
  if (errors) throw errors[0];
  return data;
}

const hour = (i: number) => new Date(TIME + i * 3_600_000).toISOString();

describe('the graph of sensors', () => {
  test('gives public sensors with their latest values, in one query for each level', async () => {
    const queries = jest.spyOn(database, 'query');
    const { sensors } =
      await ask(`{ sensors { totalCount nodes { id kind position { longitude latitude } latestAt gatewayId
      datastreams { property unit title { de en } latest { phenomenonTime result } } } } }`);
    expect(queries).toHaveBeenCalledTimes(5);
    queries.mockRestore();
    const latest = { phenomenonTime: hour(4), result: 4 };
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
            { property: 'pm10', unit: 'ug/m3', title: { de: 'Feinstaub PM10', en: 'Particulate matter PM10' }, latest },
            { property: 'soot', unit: 'ng/m3', title: { de: 'soot', en: 'soot' }, latest },
          ],
        },
        { id: 'quiet', kind: 'OTHER', position: null, latestAt: null, gatewayId: 'g', datastreams: [] },
        expect.objectContaining({ id: 'river', kind: 'RIVER_LEVEL' }),
      ],
    });
  });

  test('filters by box, kind and property, and pages', async () => {
    const ids = async (args: string) =>
      (await ask(`{ sensors(${args}) { nodes { id } } }`)).sensors.nodes.map(({ id }: { id: string }) => id);
    expect(await ids('within: { west: 7.8, south: 51.75, east: 7.9, north: 51.8 }')).toEqual(['air']);
    expect(await ids('kind: RIVER_LEVEL')).toEqual(['river']);
    expect(await ids('property: "soot"')).toEqual(['air']);
    expect(await ids('property: "temperature"')).toEqual([]);
    const { sensors } = await ask('{ sensors(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } }');
    expect(sensors.pageInfo.hasNextPage).toBe(true);
    expect(await ids(`first: 2, after: "${sensors.pageInfo.endCursor}"`)).toEqual(['river']);
  });

  test('does not show a sensor that is not public', async () => {
    expect(await ask('{ sensor(id: "hidden") { id } }')).toEqual({ sensor: null });
  });

  test('gives a history across two months, the newest where the limit cuts', async () => {
    const history = `history(from: "${hour(-2)}", to: "${hour(2)}"`;
    const { sensor } = await ask(`{ sensor(id: "river") { name datastreams {
      all: ${history}) { phenomenonTime result } some: ${history}, limit: 2) { result } } } }`);
    expect(sensor.datastreams[0]).toEqual({
      all: [-2, -1, 0, 1].map((i) => ({ phenomenonTime: hour(i), result: i })),
      some: [{ result: 0 }, { result: 1 }],
    });
  });

  test('gives means over spans of time where they are asked for', async () => {
    const { sensor } = await ask(`{ sensor(id: "river") { datastreams {
      history(from: "${hour(-2)}", to: "${hour(2)}", meanOfMinutes: 120) { phenomenonTime result } } } }`);
    expect(sensor.datastreams[0].history).toEqual([
      { phenomenonTime: hour(-2), result: -1.5 },
      { phenomenonTime: hour(0), result: 0.5 },
    ]);
  });

  test.each([
    [`meanOfMinutes: 0`, 'meanOfMinutes must be between 1 and 1440, but is 0.'],
    [`limit: 10001`, 'limit must be between 1 and 10000, but is 10001.'],
    [`limit: 0`, 'limit must be between 1 and 10000, but is 0.'],
  ])('refuses a history with %s', async (limit, message) => {
    const { errors } = await answer(
      `{ sensor(id: "air") { datastreams { history(from: "${hour(0)}", to: "${hour(1)}", ${limit}) { result } } } }`,
    );
    expect(errors![0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('lists rejected messages, newest first', async () => {
    const fields = 'totalCount nodes { topic payloadBytes reason detail gatewayId } pageInfo { endCursor }';
    const { rejectedMessages } = await ask(`{ rejectedMessages(first: 1) { ${fields} } }`);
    expect(rejectedMessages).toMatchObject({
      totalCount: 2,
      nodes: [{ topic: 'b', payloadBytes: 2, reason: 'bad_time', detail: 'second', gatewayId: 'g' }],
    });
    const rest = await ask(
      `{ rejectedMessages(after: "${rejectedMessages.pageInfo.endCursor}") { nodes { detail } } }`,
    );
    expect(rest.rejectedMessages.nodes).toEqual([{ detail: 'first' }]);
  });

  test('tells a subscriber each new value, with what it asked to know about the sensor', async () => {
    const document = parse(`subscription { observationAdded(properties: ["pm10"]) {
      result sensor { name latestAt } datastream { unit latest { result } } } }`);
    const events = await subscribe({ schema: schema(), document, contextValue: {} });
    const iterator = events as AsyncIterableIterator<ExecutionResult>;
    for (const result of [40, 41]) {
      await store('air', 'pm10', result);
      const { value } = await iterator.next();
      expect(value).toEqual({
        data: {
          observationAdded: {
            result,
            sensor: { name: 'Air at the market', latestAt: new Date(TIME + result * 3_600_000).toISOString() },
            datastream: { unit: 'ug/m3', latest: { result } },
          },
        },
      });
    }
    await iterator.return!();
    expect(app.get(LiveObservations).subscriberCount).toBe(0);
  });
});

describe('the datasets of sensors', () => {
  test('fit their views', async () => {
    await new Registry(datasets, { publisher: 'Testamt' }).checkViews(database);
  });
});

async function store(thing: string, property: string, i: number): Promise<void> {
  await database.query(
    `WITH changed AS (UPDATE sensors.latest_observation l SET phenomenon_time = $3, result = $4
       FROM sensors.datastream d WHERE d.id = l.datastream_id AND d.thing_id = $1 AND d.property = $2 RETURNING datastream_id)
     SELECT pg_notify('observations', datastream_id::text) FROM changed`,
    [thing, property, hour(i), i],
  );
}

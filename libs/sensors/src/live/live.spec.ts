import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import type { LatestObservation } from '../graph/observation.js';
import { SensorKind } from '../graph/sensor.js';
import { startGraph, type TestGraph } from '../graph/testing.js';
import type { LatestFilter } from './latest-filter.js';
import { LiveObservations } from './live-observations.js';
import { Newest } from '@stadtlage/datasets';

let database: Database;
let live: LiveObservations;
beforeAll(async () => {
  database = await testDatabase();
  live = new LiveObservations(database);
  await database.query(`
    INSERT INTO imports.run (dataset, origin, started_by) VALUES ('districts', 'demo', 'test');
    INSERT INTO places.district (id, name, geom, run_id)
      SELECT 'd-west', 'Weststadt', ST_Multi(ST_MakeEnvelope(7.75, 51.6, 7.85, 51.8, 4326)), id FROM imports.run UNION ALL
      SELECT 'd-empty', 'Südheide', ST_Multi(ST_MakeEnvelope(7.75, 51.5, 7.85, 51.6, 4326)), id FROM imports.run;
    INSERT INTO sensors.gateway (id) VALUES ('g');
    INSERT INTO sensors.thing (id, gateway_id, name, kind, is_public, geom, geom_reported) VALUES
      ('west', 'g', 'West', 'noise', true, ST_SetSRID(ST_MakePoint(7.8, 51.7), 4326), NULL),
      ('east', 'g', 'East', 'traffic', true, ST_SetSRID(ST_MakePoint(7.9, 51.7), 4326), ST_SetSRID(ST_MakePoint(7.8, 51.7), 4326)),
      ('hidden', 'g', 'Hidden', 'noise', false, ST_SetSRID(ST_MakePoint(7.8, 51.7), 4326), NULL);
    INSERT INTO sensors.datastream (thing_id, property, observation_type)
      SELECT t.id, p, 'Measurement' FROM sensors.thing t, unnest(ARRAY['noise', 'pm10']) p ORDER BY t.id, p;
    INSERT INTO sensors.latest_observation SELECT id, '2026-03-01Z', 0 FROM sensors.datastream`);
});
afterAll(async () => {
  await live.onModuleDestroy();
  await database.close();
});

/** Stores one value for every datastream and tells it once. */
async function storeAll(result: number): Promise<void> {
  await database.query(
    `WITH changed AS (UPDATE sensors.latest_observation SET result = $1, phenomenon_time = phenomenon_time + interval '1 min' RETURNING datastream_id)
     SELECT pg_notify('observations', string_agg(datastream_id::text, ',')) FROM changed`,
    [result],
  );
}

/** …, and waits until it was told. */
async function storeAndTell(result: number): Promise<void> {
  const iterator = await live.subscribe();
  await storeAll(result);
  await take(iterator, 4);
  await iterator.return!();
}

/** Reads lists until there are so many values. */
async function take(iterator: AsyncIterator<LatestObservation[]>, count: number): Promise<string[]> {
  const taken: string[] = [];
  while (taken.length < count) {
    for (const { sensor, datastream, result } of (await iterator.next()).value as LatestObservation[])
      taken.push(`${sensor.id} ${datastream.property} ${result}`);
  }
  return taken.sort();
}

const FILTERS: [string, LatestFilter, string[]][] = [
  ['everything public', {}, ['east noise', 'east pm10', 'west noise', 'west pm10']],
  ['a box', { within: { west: 7.85, south: 51, east: 8, north: 52 } }, ['east noise', 'east pm10']],
  ['some sensors', { sensors: ['west', 'hidden'] }, ['west noise', 'west pm10']],
  ['some properties', { properties: ['pm10'] }, ['east pm10', 'west pm10']],
  ['a kind', { kind: SensorKind.TRAFFIC }, ['east noise', 'east pm10']],
  ['a district', { districts: ['d-west', 'd-empty'] }, ['west noise', 'west pm10']],
  ['a district and a property', { districts: ['d-west'], properties: ['pm10'] }, ['west pm10']],
];

describe('live observations', () => {
  test.each(FILTERS)('reach who asked for %s', async (_, filter, expected) => {
    const iterator = await live.subscribe(filter);
    await storeAll(7);
    expect(await take(iterator, expected.length)).toEqual(expected.map((text) => `${text} 7`));
    await storeAll(8);
    expect(await take(iterator, expected.length)).toEqual(expected.map((text) => `${text} 8`));
    await iterator.return!();
    expect(live.subscriberCount).toBe(0);
  });

  test.each(FILTERS)('begin with the present values for who asked for %s', async (_, filter, expected) => {
    await storeAndTell(20);
    const iterator = await live.subscribe(filter, { snapshot: true });
    expect(await take(iterator, expected.length)).toEqual(expected.map((text) => `${text} 20`));
    await storeAll(21);
    expect(await take(iterator, expected.length)).toEqual(expected.map((text) => `${text} 21`));
    await iterator.return!();
  });

  test('of a snapshot come to nobody else', async () => {
    await storeAndTell(21);
    const old = await live.subscribe({ sensors: ['east'] });
    const joining = await live.subscribe({ sensors: ['east'] }, { snapshot: true });
    await take(joining, 2);
    await storeAll(22);
    expect(await take(old, 2)).toEqual(['east noise 22', 'east pm10 22']);
    await Promise.all([old.return!(), joining.return!()]);
  });

  test('lose nothing and never go back while a snapshot is read and values are stored', async () => {
    const writing = (async () => {
      for (let result = 100; result <= 160; result++) await storeAll(result);
    })();
    const seen: Record<string, number[]> = {};
    const reading = Array.from({ length: 8 }, async (_, i) => {
      await sleep(i * 15);
      const iterator = await live.subscribe({ sensors: ['west'] }, { snapshot: true });
      for await (const observations of iterator) {
        for (const { datastream, result } of observations) (seen[`${i} ${datastream.property}`] ??= []).push(result!);
        if (['noise', 'pm10'].every((name) => seen[`${i} ${name}`]?.at(-1) === 160)) return;
      }
    });
    await Promise.all([writing, ...reading]);
    expect(Object.keys(seen)).toHaveLength(16);
    // Each value is newer than the one before: none came twice.
    for (const results of Object.values(seen)) expect(results).toEqual([...new Set(results)].sort((a, b) => a - b));
    expect(live.subscriberCount).toBe(0);
  });

  test.each([true, false])('that cannot be read at once come later (snapshot: %s)', async (snapshot) => {
    await storeAndTell(30);
    await database.query('ALTER TABLE sensors.latest_observation RENAME TO away');
    const iterator = await live.subscribe({ sensors: ['east'] }, { snapshot });
    await sleep(150);
    await database.query('ALTER TABLE sensors.away RENAME TO latest_observation');
    expect(await take(iterator, 2)).toEqual(['east noise 30', 'east pm10 30']);
    await iterator.return!();
  });

  test('come in rounds: of a datastream that changes faster only the newest value', async () => {
    const iterator = await live.subscribe({ sensors: ['east'] }, { every: 400 });
    await storeAll(1);
    expect(await take(iterator, 2)).toEqual(['east noise 1', 'east pm10 1']);
    const began = Date.now();
    for (const result of [2, 3, 4]) {
      await storeAll(result);
      await sleep(70);
    }
    expect(await take(iterator, 2)).toEqual(['east noise 4', 'east pm10 4']);
    expect(Date.now() - began).toBeGreaterThan(300);
    const more = iterator.next();
    await storeAll(5);
    await sleep(20);
    // Also in the middle of a pause.
    await iterator.return!();
    expect(await more).toEqual({ done: true, value: undefined });
  });

  test('come in lists no longer than wanted', async () => {
    await storeAndTell(31);
    const iterator = await live.subscribe({}, { snapshot: true, most: 3, every: 300 });
    const lengths = [await iterator.next(), await iterator.next()].map(({ value }) => value.length);
    expect(lengths).toEqual([3, 1]);
    await iterator.return!();
  });

  test('of a sensor that is public no more are forgotten, and its name is known as it is', async () => {
    await storeAndTell(32);
    const first = await live.subscribe({ sensors: ['east'] }, { snapshot: true });
    await take(first, 2);
    await database.query(`UPDATE sensors.thing SET is_public = id <> 'east', name = 'Anew ' || id`);
    await sleep(1_100);
    const later = await live.subscribe({}, { snapshot: true });
    const { value } = await later.next();
    await database.query(`UPDATE sensors.thing SET is_public = id <> 'hidden'`);
    const names = value.map(({ sensor }: LatestObservation) => sensor.name);
    expect([...new Set(names)].sort()).toEqual(['Anew hidden', 'Anew west']);
    await Promise.all([first.return!(), later.return!()]);
  });

  test('that a line which broke did not tell come once it stands again, and nothing else does', async () => {
    const iterator = await live.subscribe({ sensors: ['east'] });
    await database.query(`
      UPDATE sensors.latest_observation SET result = 33 WHERE datastream_id IN (SELECT min(id) FROM sensors.datastream WHERE thing_id = 'east');
      SELECT pg_notify('observations', '')`);
    expect(await take(iterator, 1)).toEqual(['east noise 33']);
    await iterator.return!();
  });

  test('a slow subscriber gets the newest value of each datastream only', async () => {
    const slow = await live.subscribe({ sensors: ['east'] });
    const quick = await live.subscribe({ sensors: ['east'] });
    for (const result of [1, 2, 3]) {
      await storeAll(result);
      await take(quick, 2);
    }
    expect(await take(slow, 2)).toEqual(['east noise 3', 'east pm10 3']);
    const more = slow.next();
    await slow.return!();
    expect(await more).toEqual({ done: true, value: undefined });
    await quick.return!();
  });

  test('a query that fails is tried again, and its values are not lost', async () => {
    const iterator = await live.subscribe({ sensors: ['east'] });
    await database.query(`
      UPDATE sensors.latest_observation SET result = 4;
      SELECT pg_notify('observations', string_agg(datastream_id::text, ',')) FROM sensors.latest_observation;
      ALTER TABLE sensors.latest_observation RENAME TO away`);
    await sleep(200);
    await database.query('ALTER TABLE sensors.away RENAME TO latest_observation');
    expect(await take(iterator, 2)).toEqual(['east noise 4', 'east pm10 4']);
    await iterator.return!();
  });

  test.each([1, 100])('one notice is one query, and joining is one, when %i listen', async (count) => {
    const queries = jest.spyOn(database, 'query');
    const subscribers = Array.from({ length: count }, (_, i) =>
      live.subscribe({ within: { west: 7 - i / 1_000, south: 51, east: 8, north: 52 } }, { snapshot: true }),
    );
    const iterators = await Promise.all(subscribers);
    await Promise.all(iterators.map((iterator) => take(iterator, 4)));
    expect(queries.mock.calls.length).toBeLessThanOrEqual(2);
    queries.mockClear();
    await storeAll(9);
    await Promise.all(iterators.map((iterator) => take(iterator, 4)));
    expect(queries).toHaveBeenCalledTimes(2);
    for (const iterator of iterators) await iterator.return!();
    await storeAll(10);
    await sleep(100);
    expect(queries).toHaveBeenCalledTimes(3);
    queries.mockRestore();
  });
});

describe('the latest observations in the graph', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    await database.query(`UPDATE sensors.latest_observation SET result = 5, phenomenon_time = '2026-04-01Z'`);
    graph = await startGraph(database);
  });
  afterAll(() => graph.close());

  const CONTEXT = `phenomenonTime result resultText sensor { id position { longitude latitude } } datastream { property unit expectedInterval }`;
  const value = (sensor: string, longitude: number, property: string, result = 5) => ({
    phenomenonTime: '2026-04-01T00:00:00.000Z',
    result,
    resultText: null,
    sensor: { id: sensor, position: { longitude, latitude: 51.7 } },
    datastream: { property, unit: property === 'noise' ? 'dB' : 'ug/m3', expectedInterval: null },
  });

  test('are those of many sensors in one query, with their places and datastreams', async () => {
    const queries = jest.spyOn(database, 'query');
    const { latestObservations } = await graph.ask(
      `{ latestObservations(sensors: ["west", "east", "hidden"], first: 3) { totalCount nodes { ${CONTEXT} } pageInfo { endCursor } } }`,
    );
    expect(queries).toHaveBeenCalledTimes(2);
    queries.mockRestore();
    const nodes = [value('east', 7.9, 'noise'), value('east', 7.9, 'pm10'), value('west', 7.8, 'noise')];
    expect(latestObservations).toMatchObject({ totalCount: 4, nodes });
    const rest = await graph.ask(
      `{ latestObservations(after: "${latestObservations.pageInfo.endCursor}") { totalCount nodes { ${CONTEXT} } } }`,
    );
    expect(rest.latestObservations.totalCount).toBe(4);
    expect(rest.latestObservations.nodes).toEqual([value('west', 7.8, 'pm10')]);
  });

  test.each([
    ['within: { west: 7.85, south: 51, east: 8, north: 52 }', ['east noise', 'east pm10']],
    ['kind: NOISE', ['west noise', 'west pm10']],
    ['properties: ["pm10"]', ['east pm10', 'west pm10']],
    ['districts: ["d-west"]', ['west noise', 'west pm10']],
    ['districts: ["d-empty"]', []],
    ['sensors: []', []],
  ])('are found by %s', async (filter, expected) => {
    const { latestObservations } = await graph.ask(
      `{ latestObservations(${filter}) { nodes { sensor { id } datastream { property } } } }`,
    );
    const found = latestObservations.nodes.map(
      ({ sensor, datastream }: LatestObservation) => `${sensor.id} ${datastream.property}`,
    );
    expect(found).toEqual(expected);
  });

  test('are refused in pages of more than 1000', async () => {
    const { errors } = await graph.answer('{ latestObservations(first: 1001) { totalCount } }');
    expect(errors![0]).toMatchObject({ message: 'first must be between 1 and 1000, but is 1001.' });
  });

  test('are limited in all, under however many names a request asks for them', async () => {
    const pages = (count: number) =>
      Array.from({ length: count }, (_, i) => `a${i}: latestObservations(first: 1000) { nodes { result } }`).join(' ');
    expect((await graph.answer(`{ ${pages(19)} }`)).errors).toBeUndefined();
    const { errors } = await graph.answer(`{ ${pages(21)} }`);
    expect(errors![0]).toMatchObject({
      message: expect.stringMatching(/more values than one request may.*fewer entries \(first\)/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('bring a subscriber no more with one event than it may ask for', async () => {
    const hour = 'from: "2026-04-01T00:00:00Z", to: "2026-04-01T01:00:00Z"';
    const ask = async (limit: number) => {
      const events = await graph.subscribe(
        `subscription { observationAdded(sensors: ["west"]) { datastream { a: history(${hour}, limit: ${limit}) { result } b: history(${hour}, limit: ${limit}) { result } } } }`,
      );
      const answers = [(await events.next()).value, (await events.next()).value];
      await events.return!();
      return answers.map(({ errors }) => errors?.[0].extensions.code);
    };
    expect(await ask(5_000)).toEqual([undefined, undefined]);
    expect(await ask(5_001)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  test('come to a subscriber first as they are and then as they change, with what it asked to know', async () => {
    const events = await graph.subscribe(
      `subscription { observationAdded(districts: ["d-west"], properties: ["pm10"]) { ${CONTEXT} sensor { latestAt } } }`,
    );
    const latestAt = '2026-04-01T00:00:00.000Z';
    const first = value('west', 7.8, 'pm10');
    expect((await events.next()).value.data.observationAdded).toEqual({
      ...first,
      sensor: { ...first.sensor, latestAt },
    });
    await storeAll(6);
    expect((await events.next()).value.data.observationAdded).toMatchObject({
      result: 6,
      sensor: { latestAt: '2026-04-01T00:01:00.000Z' },
    });
    await events.return!();
    expect(graph.live.subscriberCount).toBe(0);
  });

  test('come in lists to a subscriber of many: first as they are, then what has changed', async () => {
    const events = await graph.subscribe(
      `subscription { latestObservationsChanged(within: { west: 7.85, south: 51, east: 8, north: 52 }) { result sensor { id } datastream { property } } }`,
    );
    const changed = async () => (await events.next()).value.data.latestObservationsChanged;
    await changed();
    await storeAll(8);
    expect(await changed()).toEqual(
      ['noise', 'pm10'].map((property) => ({ result: 8, sensor: { id: 'east' }, datastream: { property } })),
    );
    await events.return!();
  });

  test.each([
    ['every: 249', 'every must be between 250 and 60000 milliseconds, but is 249.'],
    [`sensors: [${'"a",'.repeat(1_001)}]`, 'A subscription names at most 1000 sensors'],
  ])('are refused to a subscriber that asks for too much: %#', async (args, message) => {
    for (const field of ['observationAdded', 'latestObservationsChanged']) {
      await expect(graph.subscribe(`subscription { ${field}(${args}) { result } }`)).rejects.toMatchObject({
        message: expect.stringContaining(message),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  test('come to a subscriber only as they change where it wants no snapshot', async () => {
    const events = await graph.subscribe(
      'subscription { observationAdded(snapshot: false, sensors: ["west"], properties: ["noise"]) { result } }',
    );
    await storeAll(7);
    expect((await events.next()).value.data).toEqual({ observationAdded: { result: 7 } });
    await events.return!();
  });
});

describe('what a slow reader keeps', () => {
  test('is bounded: beyond the limit the oldest goes', async () => {
    const unread = new Newest<number>(2, () => {});
    for (const i of [1, 2, 3]) unread.push(String(i), i);
    expect([await unread.next(), await unread.next()].map(({ value }) => value)).toEqual([2, 3]);
  });
});

import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import type { LiveObservation } from '../graph/sensor.js';
import { LiveObservations, type LiveFilter } from './live-observations.js';
import { Newest } from './newest.js';

let database: Database;
let live: LiveObservations;
beforeAll(async () => {
  database = await testDatabase();
  live = new LiveObservations(database);
  await database.query(`
    INSERT INTO sensors.gateway (id) VALUES ('g');
    INSERT INTO sensors.thing (id, gateway_id, name, is_public, geom) VALUES
      ('west', 'g', 'West', true, ST_SetSRID(ST_MakePoint(7.8, 51.7), 4326)),
      ('east', 'g', 'East', true, ST_SetSRID(ST_MakePoint(7.9, 51.7), 4326)),
      ('hidden', 'g', 'Hidden', false, ST_SetSRID(ST_MakePoint(7.8, 51.7), 4326));
    INSERT INTO sensors.datastream (thing_id, property) SELECT t.id, p FROM sensors.thing t, unnest(ARRAY['noise', 'pm10']) p;
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

async function take(iterator: AsyncIterator<LiveObservation>, count: number): Promise<string[]> {
  const taken: string[] = [];
  while (taken.length < count) {
    const { value } = await iterator.next();
    taken.push(`${value.sensor.id} ${value.datastream.property} ${value.result}`);
  }
  return taken.sort();
}

describe('live observations', () => {
  test.each<[string, LiveFilter, string[]]>([
    ['everything public', {}, ['east noise', 'east pm10', 'west noise', 'west pm10']],
    ['a box', { within: { west: 7.85, south: 51, east: 8, north: 52 } }, ['east noise', 'east pm10']],
    ['some sensors', { sensors: ['west', 'hidden'] }, ['west noise', 'west pm10']],
    ['some properties', { properties: ['pm10'] }, ['east pm10', 'west pm10']],
  ])('reach who asked for %s', async (_, filter, expected) => {
    const iterator = await live.subscribe(filter);
    await storeAll(7);
    expect(await take(iterator, expected.length)).toEqual(expected.map((text) => `${text} 7`));
    await storeAll(8);
    expect(await take(iterator, expected.length)).toEqual(expected.map((text) => `${text} 8`));
    await iterator.return!();
    expect(live.subscriberCount).toBe(0);
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

  test('one notice is one query, however many listen', async () => {
    const iterators = await Promise.all([1, 2, 3].map(() => live.subscribe()));
    const queries = jest.spyOn(database, 'query');
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

describe('what a slow reader keeps', () => {
  test('is bounded: beyond the limit the oldest goes', async () => {
    const unread = new Newest<number>(2, () => {});
    for (const i of [1, 2, 3]) unread.push(String(i), i);
    expect([await unread.next(), await unread.next()].map(({ value }) => value)).toEqual([2, 3]);
  });
});

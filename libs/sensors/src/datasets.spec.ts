import { readPages } from '@stadtlage/datasets';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { datasets } from './datasets.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a download of observations holds each once, though pages end between readings of one moment', async () => {
  await database.query(`
    INSERT INTO sensors.gateway (id) VALUES ('g');
    INSERT INTO sensors.thing (id, gateway_id, name, is_public) VALUES ('s', 'g', 'Sensor', true);
    INSERT INTO sensors.datastream (thing_id, property, observation_type) VALUES ('s', 'a', 'Measurement'), ('s', 'b', 'Measurement');
    SELECT sensors.ensure_observation_partition('2026-03-01Z');
    INSERT INTO sensors.observation (datastream_id, phenomenon_time, result)
    SELECT d.id, timestamptz '2026-03-01 12:00:00Z' + (i / 7) * interval '1 microsecond', i
    FROM generate_series(1, 6000) i, sensors.datastream d`);
  const definition = datasets.find(({ id }) => id === 'observations')!;
  const rows = [];
  for await (const page of readPages(database, definition, 'wkt')) rows.push(...page);
  expect(rows).toHaveLength(12_000);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(12_000);
  expect(Object.keys(rows[0]!)).toEqual(Object.keys(definition.columns));
});

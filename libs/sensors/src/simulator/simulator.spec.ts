import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { startEmbeddedBroker } from '../broker/embedded.js';
import { startIngest } from '../ingest/ingest.js';
import { demoReading, thingSeed } from './reading.js';
import { simulate } from './simulate.js';

const at = (hour: number, day = 4, month = 6) => new Date(Date.UTC(2026, month, day, hour));
const PROPERTIES = ['temperature', 'humidity', 'pressure', 'wind_speed', 'rain', 'pm10', 'pm25', 'no2', 'noise'];
const COUNTS = ['free_spaces', 'water_level', 'vehicles', 'bicycles'];

describe('a demo reading', () => {
  test('is the same for the same arguments and differs between things', () => {
    expect(demoReading('pm10', 5, at(8))).toBe(demoReading('pm10', 5, at(8)));
    const values = new Set([1, 2, 3, 4, 5].map((seed) => demoReading('pm10', seed, at(8))));
    expect(values.size).toBeGreaterThan(3);
  });

  test.each([...PROPERTIES, ...COUNTS, 'battery', 'anything'])(
    'of %s is finite and has no jumps within a minute',
    (property) => {
      const jumps: string[] = [];
      for (let i = 0; i < 2_000; i++) {
        const time = new Date(at(0, 1, 0).getTime() + i * 4_111_111);
        const now = demoReading(property, i % 7, time);
        const then = demoReading(property, i % 7, new Date(time.getTime() + 60_000));
        const step = Math.abs(then - now);
        if (!(step <= Math.max(4, Math.abs(now) * 0.25))) jumps.push(`${time.toISOString()}: ${now} to ${then}`);
      }
      expect(jumps).toEqual([]);
    },
  );

  test('follows the day: warm afternoons, loud mornings, full car parks at noon', () => {
    const mean = (property: string, hour: number) =>
      Array.from({ length: 60 }, (_, i) => demoReading(property, i, at(hour, 6 + (i % 5)))).reduce((a, b) => a + b) /
      60;
    expect(mean('temperature', 14)).toBeGreaterThan(mean('temperature', 3) + 3);
    expect(mean('noise', 7)).toBeGreaterThan(mean('noise', 2) + 5);
    expect(mean('free_spaces', 11)).toBeLessThan(mean('free_spaces', 2) / 2);
  });
});

describe('the simulator', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  test('publishes readings that arrive in the database, until it is told to end', async () => {
    const broker = await startEmbeddedBroker({ port: 0 });
    const log = { info() {}, warn() {}, error() {} };
    const ingest = startIngest({ database, url: broker.url, clientId: 'simulated', log, protocolVersion: 4 });
    await ingest.subscribed;
    const end = new AbortController();
    const sensors = ['s1', 's2'].map((thingId) => ({ gatewayId: 'sim', thingId, properties: ['pm10', 'noise'] }));
    const { finished } = simulate({ url: broker.url, sensors, intervalMs: 100, signal: end.signal, log });
    while (ingest.counters.stored < 12) await new Promise((resolve) => setTimeout(resolve, 20));
    end.abort();
    await finished;
    await ingest.stop();
    await broker.stop();

    const rows = await database.query<{ thing: string; property: string; time: Date; result: number }>(
      `SELECT d.thing_id AS thing, d.property, o.phenomenon_time AS time, o.result
       FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id WHERE d.thing_id IN ('s1', 's2')`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(12);
    for (const { thing, property, time, result } of rows) {
      expect(result).toBe(demoReading(property, thingSeed(thing), time));
    }
  });
});

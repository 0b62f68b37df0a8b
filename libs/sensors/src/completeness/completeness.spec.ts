import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { startGraph, type TestGraph } from '../graph/testing.js';
import { daysToSummarize, summarizeDay } from './summarize.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = new Date('2026-03-20T12:00:00Z');
/** Midnight in the city is an hour before midnight in UTC. */
const MIDNIGHT = Date.parse('2026-03-09T23:00:00Z');

let database: Database;
let graph: TestGraph;
let things = 0;

beforeAll(async () => {
  database = await testDatabase();
  await database.query(`INSERT INTO sensors.gateway (id) VALUES ('g');
    SELECT sensors.ensure_observation_partition(month) FROM generate_series('2025-10-01Z'::timestamptz, '2026-03-01Z', '1 month') AS month`);
  graph = await startGraph(database);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

/** @returns the thing's id */
async function thing(interval: string | null = null, id = `thing-${++things}`): Promise<string> {
  await database.query(
    `WITH made AS (INSERT INTO sensors.thing (id, gateway_id, name, is_public) VALUES ($1, 'g', $1, true) RETURNING id)
     INSERT INTO sensors.datastream (thing_id, property, observation_type, expected_interval)
     SELECT id, 'temperature', 'Measurement', $2::interval FROM made`,
    [id, interval],
  );
  return id;
}

type Frame = [counter: number, at: number, restarts?: 'restarts'];

async function frames(id: string, sent: Frame[], modulus: number | null = null): Promise<void> {
  await database.query(
    `INSERT INTO sensors.frame (thing_id, counter, at, restarts, modulus)
     SELECT $1, c, t, r, $5 FROM unnest($2::bigint[], $3::timestamptz[], $4::boolean[]) AS f (c, t, r)`,
    [
      id,
      sent.map(([counter]) => counter),
      sent.map(([, at]) => new Date(at)),
      sent.map(([, , restarts]) => Boolean(restarts)),
      modulus,
    ],
  );
}

/** One a minute, from eight o'clock on. */
const minutely = (...counters: number[]): Frame[] =>
  counters.map((counter, i) => [counter, MIDNIGHT + 8 * HOUR + i * MINUTE]);

async function readings(id: string, times: number[], value = 1): Promise<void> {
  await database.query(
    `INSERT INTO sensors.observation (datastream_id, phenomenon_time, result)
     SELECT d.id, t, $3 FROM sensors.datastream d, unnest($2::timestamptz[]) AS t WHERE thing_id = $1`,
    [id, times.map((time) => new Date(time)), value],
  );
}

const every = (step: number, count: number, from = MIDNIGHT) =>
  Array.from({ length: count }, (_, i) => from + i * step);

async function measured(id: string, day = '2026-03-10', now = NOW) {
  await summarizeDay(database, day, now);
  const [row] = await database.query(
    `SELECT basis, expected, received, gaps, longest_gap_seconds AS longest FROM sensors.completeness c
     JOIN sensors.datastream d ON d.id = c.datastream_id WHERE d.thing_id = $1 AND day = $2`,
    [id, day],
  );
  return row;
}

const counter = (expected: number, received: number, gaps = 0, longest: number | null = null) => ({
  basis: 'counter',
  expected,
  received,
  gaps,
  longest,
});
const interval = (...values: [number, number, number?, (number | null)?]) => ({
  ...counter(...values),
  basis: 'interval',
});

describe('completeness by a counter', () => {
  test.each<[string, Frame[], number | null, ReturnType<typeof counter>]>([
    ['is whole where nothing is missing', minutely(7, 8, 9), null, counter(3, 3)],
    ['counts what is missing and in how many gaps', minutely(1, 2, 5, 6, 8), null, counter(8, 5, 2, 60)],
    ['does not count a message twice', minutely(1, 2, 2, 3, 2, 4), null, counter(4, 4)],
    ['sees no gap where neighbours changed places', minutely(1, 4, 2, 3, 5, 7, 6), null, counter(7, 7)],
    ['sees a gap between neighbours that changed places', minutely(1, 4, 2, 5), null, counter(5, 4, 1, 60)],
    ['begins anew where the counter falls far', minutely(100, 101, 1, 2, 4), null, counter(6, 5, 1, 60)],
    [
      'begins anew where the sender says so',
      [...minutely(3, 4), [0, MIDNIGHT + 9 * HOUR, 'restarts'], [1, MIDNIGHT + 10 * HOUR]],
      null,
      counter(4, 4),
    ],
    ['begins anew where the counter leaps', minutely(5, 6, 5_000_000, 5_000_001), null, counter(4, 4)],
    [
      'goes on from 255 with 0 where the counter wraps there',
      minutely(253, 254, 255, 0, 1, 3),
      256,
      counter(7, 6, 1, 60),
    ],
    ['sees no gap where neighbours changed places at the wrap', minutely(254, 0, 255, 1), 256, counter(4, 4)],
    ['takes a counter that wraps and falls far for a long gap', minutely(200, 100), 256, counter(157, 2, 1, 60)],
  ])('%s', async (_, sent, modulus, expected) => {
    const id = await thing();
    await frames(id, sent, modulus);
    expect(await measured(id)).toEqual(expected);
  });

  test('tells of a gap on the day on which the sender is heard again', async () => {
    const id = await thing();
    await frames(id, [
      [10, MIDNIGHT - 30 * HOUR],
      [15, MIDNIGHT + HOUR],
      [16, MIDNIGHT + 2 * HOUR],
    ]);
    expect(await measured(id)).toEqual(counter(6, 2, 1, 31 * 3_600));
    expect(await measured(id, '2026-03-09')).toBeUndefined();
  });

  test('sees no gap where neighbours changed places at midnight', async () => {
    const id = await thing();
    await frames(id, [
      [1, MIDNIGHT - 3 * MINUTE],
      [4, MIDNIGHT - 2 * MINUTE],
      [3, MIDNIGHT - MINUTE],
      [2, MIDNIGHT + MINUTE],
      [6, MIDNIGHT + 2 * MINUTE],
      [5, MIDNIGHT + 3 * MINUTE],
    ]);
    expect(await measured(id)).toEqual(counter(3, 3));
    expect(await measured(id, '2026-03-09')).toEqual(counter(3, 3));
  });

  test('of an edge node counts for the devices behind it, and not for a device that counts itself', async () => {
    const [device, other, own] = [
      await thing(null, 'plant/node/pump'),
      await thing(null, 'plant/other/pump'),
      await thing(null, 'plant/node/meter'),
    ];
    await frames('plant/node', minutely(0, 1, 3), 256);
    await frames(own!, minutely(0, 1));
    expect(await measured(device!)).toEqual(counter(4, 3, 1, 60));
    expect(await measured(own!)).toEqual(counter(2, 2));
    expect(await measured(other!)).toBeUndefined();
  });
});

describe('completeness by an interval', () => {
  test.each([
    ['24 hours', '2026-03-10', MIDNIGHT, 24],
    ['23 hours', '2026-03-29', Date.parse('2026-03-28T23:00:00Z'), 23],
    ['25 hours', '2025-10-26', Date.parse('2025-10-25T22:00:00Z'), 25],
  ])('expects a reading an hour on a day of %s', async (_, day, midnight, hours) => {
    const id = await thing('1 hour');
    const later = new Date('2026-04-01Z');
    await readings(id, every(HOUR, hours + 2, midnight - HOUR));
    expect(await measured(id, day, later)).toEqual(interval(hours, hours));
  });

  test('counts from the first reading on', async () => {
    const id = await thing('1 hour');
    await readings(id, every(HOUR, 10, MIDNIGHT + 14 * HOUR));
    expect(await measured(id, '2026-03-09')).toBeUndefined();
    expect(await measured(id)).toEqual(interval(10, 10));
  });

  test('sees a gap in a silence of more than one and a half intervals, and none in a reading that is late', async () => {
    const id = await thing('10 min');
    const times = every(10 * MINUTE, 145, MIDNIGHT - 10 * MINUTE);
    times[60]! += 4 * MINUTE;
    times.splice(100, 3);
    await readings(id, times);
    expect(await measured(id)).toEqual(interval(144, 141, 1, 40 * 60));
  });

  test('shares a silence out to the days it lies in', async () => {
    const id = await thing('1 hour');
    const times = [...every(HOUR, 22), ...every(HOUR, 22, MIDNIGHT + 50 * HOUR)];
    await readings(id, times);
    expect(await measured(id, '2026-03-10')).toEqual(interval(24, 22, 1, 3 * 3_600));
    expect(await measured(id, '2026-03-11')).toEqual(interval(24, 0, 1, 27 * 3_600));
    expect(await measured(id, '2026-03-12')).toEqual(interval(24, 22, 1, 29 * 3_600));
  });

  test('is measured up to now as long as the day lasts', async () => {
    const id = await thing('1 hour');
    await readings(id, every(HOUR, 11));
    const at = (hours: number) => measured(id, '2026-03-10', new Date(MIDNIGHT + hours * HOUR));
    expect(await at(10.5)).toEqual(interval(11, 11));
    expect(await at(11.2)).toEqual(interval(12, 11));
    expect(await at(12.5)).toEqual(interval(13, 11, 1, 2.5 * 3_600));
    expect(await at(24)).toEqual(interval(24, 11, 1, 14 * 3_600));
  });

  test('is not mended by readings that come too often before a silence', async () => {
    const id = await thing('1 hour');
    await readings(id, every(MINUTE, 120));
    expect(await measured(id)).toEqual(interval(24, 2, 1, 24 * 3_600 - 119 * 60));
  });

  test('of more than a day expects a reading on the days when one comes or is missing', async () => {
    const id = await thing('2 days');
    await readings(id, [MIDNIGHT + HOUR, MIDNIGHT + 49 * HOUR]);
    expect(await measured(id, '2026-03-10')).toEqual(interval(1, 1));
    expect(await measured(id, '2026-03-11')).toEqual(interval(0, 0));
    expect(await measured(id, '2026-03-12')).toEqual(interval(1, 1));
    expect(await measured(id, '2026-03-14')).toMatchObject({ expected: 1, received: 0 });
  });
});

describe('a day of completeness', () => {
  test('is measured again without a change, and changes with what comes late', async () => {
    const id = await thing('1 hour');
    await readings(id, every(2 * HOUR, 12));
    await summarizeDay(database, '2026-03-10', NOW);
    expect(await summarizeDay(database, '2026-03-10', NOW)).toBe(0);
    await readings(id, [MIDNIGHT + HOUR]);
    expect(await summarizeDay(database, '2026-03-10', NOW)).toBe(1);
    expect(await measured(id)).toEqual(interval(24, 13, 11, 2 * 3_600));
  });

  test('is given in the graph, with the moments for which different values came', async () => {
    const id = await thing('1 hour');
    await readings(id, every(HOUR, 24));
    await readings(id, every(HOUR, 2), 2);
    await readings(id, every(HOUR, 1), 3);
    await frames(id, minutely(1, 2));
    await summarizeDay(database, '2026-03-10', NOW);
    await summarizeDay(database, '2026-03-11', NOW);
    const ask = (days: string) =>
      graph.answer(`{ sensor(id: "${id}") { datastreams { completeness(${days}) {
        day basis expected received gaps longestGapSeconds conflicts } } } }`);
    const { data } = await ask('from: "2026-03-01", to: "2026-03-11"');
    const whole = { gaps: 0, longestGapSeconds: null };
    expect(data).toEqual({
      sensor: {
        datastreams: [
          {
            completeness: [
              { day: '2026-03-10', basis: 'COUNTER', expected: 2, received: 2, conflicts: 2, ...whole },
              { day: '2026-03-10', basis: 'INTERVAL', expected: 24, received: 24, conflicts: 2, ...whole },
              expect.objectContaining({ day: '2026-03-11', basis: 'INTERVAL', expected: 24, received: 0, gaps: 1 }),
            ],
          },
        ],
      },
    });
    const [turned, long] = [
      await ask('from: "2026-03-02", to: "2026-03-01"'),
      await ask('from: "2025-01-01", to: "2026-03-01"'),
    ];
    expect(turned.errors![0]!.message).toContain('2026-03-01 is before 2026-03-02');
    expect(long.errors![0]!.message).toContain('425 days; at most 366 are given');
  });

  test('is limited in all, under however many names a request asks for it', async () => {
    const id = await thing('1 hour');
    const year = (i: number) => `a${i}: completeness(from: "2025-01-01", to: "2025-12-31") { day }`;
    const years = (count: number) => Array.from({ length: count }, (_, i) => year(i)).join(' ');
    const ask = (count: number) => graph.answer(`{ sensor(id: "${id}") { datastreams { ${years(count)} } } }`);
    expect((await ask(270)).errors).toBeUndefined();
    expect((await ask(275)).errors).toMatchObject([
      {
        message: expect.stringMatching(/more values than one request may.*fewer sensors or fewer days/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  test('is due while late data may change it, and after a time without measuring', async () => {
    const due = async () =>
      (await daysToSummarize(database, new Date('2026-03-31T23:30:00Z'))).map((day) => day.slice(5));
    await database.query(`DELETE FROM sensors.completeness`);
    expect(await due()).toHaveLength(35);
    const [{ id }] = (await database.query<{ id: number }>('SELECT min(id) AS id FROM sensors.datastream')) as [
      { id: number },
    ];
    const measure = (day: string) =>
      database.query(`INSERT INTO sensors.completeness VALUES (DEFAULT, $1, $2, 'interval', 1, 1, 0, NULL, 0)`, [
        id,
        day,
      ]);
    await measure('2026-03-27');
    expect(await due()).toEqual(['03-27', '03-28', '03-29', '03-30', '03-31', '04-01']);
    await measure('2026-04-01');
    expect(await due()).toEqual(['03-29', '03-30', '03-31', '04-01']);
  });
});

import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { accountFor, NOTHING_WRONG, reconcile } from './reconcile.js';

const ledger = { published: 4, acknowledged: [0, 1, 2], repeated: [], poisoned: [] };
const { lost, duplicates, strangers } = NOTHING_WRONG;
const rows = (...ids: number[]) => {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

describe('reconciling what was published with what is stored', () => {
  test('finds nothing where each acknowledged message has its row', () => {
    expect(reconcile(ledger, rows(0, 1, 2))).toEqual({
      published: 4,
      acknowledged: 3,
      rows: 3,
      lost,
      duplicates,
      strangers,
    });
  });

  test('a message that was not acknowledged may be stored, once', () => {
    expect(reconcile(ledger, rows(0, 1, 2, 3))).toMatchObject({ lost, duplicates, strangers });
    expect(reconcile(ledger, rows(0, 1, 2, 3, 3))).toMatchObject({ duplicates: [3] });
  });

  test('finds an acknowledged message that has no row', () => {
    expect(reconcile(ledger, rows(0, 2))).toMatchObject({ lost: [1], rows: 2 });
  });

  test('finds a message that has two rows', () => {
    expect(reconcile(ledger, rows(0, 1, 1, 2))).toMatchObject({ duplicates: [1], rows: 4 });
  });

  test('finds a row of a message that was never published', () => {
    expect(reconcile(ledger, rows(0, 1, 2, 4))).toMatchObject({ strangers: [4] });
  });

  test('excuses two rows only where the publisher sent a message without time twice', () => {
    const twice = { ...ledger, repeated: [1] };
    expect(reconcile(twice, rows(0, 1, 1, 2, 2), true)).toMatchObject({ duplicates: [2] });
    expect(reconcile(twice, rows(0, 1, 1, 2))).toMatchObject({ duplicates: [1] });
  });

  test('expects no row of poison', () => {
    const poisoned = { ...ledger, poisoned: [1] };
    expect(reconcile(poisoned, rows(0, 2))).toMatchObject({ lost, strangers });
    expect(reconcile(poisoned, rows(0, 1, 2))).toMatchObject({ strangers: [1] });
  });
});

describe('an account of what a database holds', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(`
      INSERT INTO sensors.gateway (id) VALUES ('roof');
      INSERT INTO sensors.thing (id, gateway_id, name) VALUES ('roof-1', 'roof', 'roof-1');
      INSERT INTO sensors.datastream (thing_id, property, observation_type) VALUES ('roof-1', 'number', 'Measurement');
      SELECT sensors.ensure_observation_partition('2026-03-01');
      INSERT INTO sensors.observation (datastream_id, phenomenon_time, result)
        SELECT id, timestamptz '2026-03-01 10:00Z' + number * interval '40 min', number
        FROM sensors.datastream, generate_series(0, 2) AS number WHERE thing_id = 'roof-1';
      INSERT INTO sensors.observation_hour (datastream_id, hour, count, min, max, sum, last, last_time)
        SELECT datastream_id, date_trunc('hour', phenomenon_time), count(*), min(result), max(result), sum(result), max(result),
               max(phenomenon_time)
        FROM sensors.observation GROUP BY 1, 2;
      INSERT INTO sensors.latest_observation (datastream_id, phenomenon_time, result)
        SELECT datastream_id, phenomenon_time, result FROM sensors.observation WHERE result = 2`);
  });
  afterAll(() => database.close());

  const account = (poisoned: number[] = []) =>
    accountFor(database, 'roof', { ...ledger, acknowledged: [0, 1, 2, ...poisoned], poisoned }, false);

  test('finds nothing where rows, hours and latest value agree', async () => {
    expect(await account()).toMatchObject({ ...NOTHING_WRONG, rows: 3 });
  });

  test.each([
    ['an hour that counts too much', 'UPDATE sensors.observation_hour SET count = count + 1'],
    ['an hour with another sum', 'UPDATE sensors.observation_hour SET sum = sum + 1'],
    ['an hour that is missing', "DELETE FROM sensors.observation_hour WHERE hour = '2026-03-01 11:00Z'"],
    ['a latest value that is not the newest', 'UPDATE sensors.latest_observation SET result = 1'],
    ['a latest value that is missing', 'DELETE FROM sensors.latest_observation'],
  ])('finds %s', async (_, damage) => {
    const undo = new Error();
    await database
      .transaction(async (transaction) => {
        await transaction.query(damage);
        const { wrongSums } = await accountFor(transaction, 'roof', ledger, false);
        expect(wrongSums).toHaveLength(1);
        throw undo;
      })
      .catch((error) => {
        if (error !== undo) throw error;
      });
  });

  test('finds poison that nobody has explained', async () => {
    expect(await account([3])).toMatchObject({ unexplained: 1, lost });
  });
});

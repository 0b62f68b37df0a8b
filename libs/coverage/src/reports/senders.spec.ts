import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { countSender, forgetSenders, secondsToMidnight } from './senders.js';

describe('the limit of reports per client', () => {
  const NOON = new Date('2026-03-01T12:00:00Z');
  const NEXT_DAY = new Date('2026-03-02T00:00:01Z');
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(() => database.query('TRUNCATE coverage.report_sender_key CASCADE'));

  const take = (client: string, now = NOON) => database.transaction((tx) => countSender(tx, client, now));
  const rows = () =>
    database.query<{ day: string; sender: string; reports: number }>(
      `SELECT day, encode(sender, 'hex') AS sender, reports FROM coverage.report_sender ORDER BY day, reports DESC`,
    );

  test('counts each client apart, also of requests at once, and begins anew with the day', async () => {
    const many = await Promise.all(Array.from({ length: 12 }, () => take('192.0.2.1')));
    expect(many.filter(Boolean)).toHaveLength(10);
    expect(await take('192.0.2.2')).toBe(true);
    expect((await rows()).map(({ reports }) => reports)).toEqual([10, 1]);
    expect(await take('192.0.2.1', NEXT_DAY)).toBe(true);
  });

  test('keeps no address, and the same address under another name each day', async () => {
    await take('192.0.2.1');
    const [first] = await rows();
    await take('192.0.2.1', NEXT_DAY);
    const next = await rows();
    expect(next).toHaveLength(1);
    expect(next[0]!.sender).not.toBe(first!.sender);
    expect(first!.sender).toMatch(/^[0-9a-f]{64}$/);
  });

  test('forgets with the day, also when nobody reports any more', async () => {
    await take('192.0.2.1');
    await forgetSenders(database, NOON);
    expect(await rows()).toHaveLength(1);
    await forgetSenders(database, NEXT_DAY);
    expect(await rows()).toEqual([]);
    expect(await database.query('SELECT FROM coverage.report_sender_key')).toEqual([]);
  });

  test('is over at midnight', () => {
    expect(secondsToMidnight(NOON)).toBe(43_200);
    expect(secondsToMidnight(new Date('2026-03-01T23:59:59.900Z'))).toBe(1);
  });
});

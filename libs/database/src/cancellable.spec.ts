import { cancellable } from './cancellable.js';
import { openDatabase, type Database } from './database.js';
import { testDatabase } from './testing.js';

// The embedded database cannot be told to stop.
const onRealPostgres = process.env['TEST_DATABASE_URL'] ? it : it.skip;

let whole: Database;
let narrow: Database;
beforeAll(async () => {
  whole = await testDatabase();
  narrow = await openDatabase(whole.url, { maxConnections: 2 });
});
afterAll(async () => {
  await narrow.close();
  await whole.close();
});
const sleep = (database: Database, seconds: number, signal: AbortSignal) =>
  database.transaction((tx) => cancellable(database, tx, signal, () => tx.query('SELECT pg_sleep($1)', [seconds])));

describe('a statement with a signal (TEST_DATABASE_URL)', () => {
  onRealPostgres('is broken off', async () => {
    const left = new AbortController();
    setTimeout(() => left.abort(), 100);
    await expect(sleep(whole, 5, left.signal)).rejects.toMatchObject({ code: '57014' });
    expect(await whole.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  onRealPostgres('does not keep its connection when all are taken, and nothing is left to break it off', async () => {
    const left = new AbortController();
    const all = [1, 2].map(() => sleep(narrow, 0.5, left.signal));
    setTimeout(() => left.abort(), 100);
    const begun = performance.now();
    await Promise.allSettled(all);
    expect(await narrow.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(performance.now() - begun).toBeLessThan(4000);
  });
});

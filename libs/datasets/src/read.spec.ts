import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { read } from './read.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('reads, and cannot write', async () => {
  expect(await read(database, 1000, 'SELECT $1::int + 1 AS two', [1])).toEqual([{ two: 2 }]);
  await expect(read(database, 1000, `SELECT datasets.touch('districts')`)).rejects.toThrow(/read-only transaction/);
});

// PGlite runs in one thread and cannot interrupt a query. On a real PostgreSQL: TEST_DATABASE_URL=postgresql://... npm test
const onRealPostgres = process.env['TEST_DATABASE_URL'] ? it : it.skip;

onRealPostgres('stops a query that takes too long (needs TEST_DATABASE_URL)', async () => {
  await expect(read(database, 50, 'SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  await expect(read(database, 1000, 'SELECT pg_sleep(0.1)')).resolves.toHaveLength(1);
});

onRealPostgres('stops a query that nobody waits for any more (needs TEST_DATABASE_URL)', async () => {
  const left = new AbortController();
  const reading = read(database, 10_000, 'SELECT pg_sleep(5)', [], left.signal);
  setTimeout(() => left.abort(), 50);
  await expect(reading).rejects.toMatchObject({ code: '57014' });
  const late = read(database, 10_000, 'SELECT 1', [], left.signal);
  await expect(late).rejects.toThrow(/aborted/);
  await expect(read(database, 1000, 'SELECT 2 AS two')).resolves.toEqual([{ two: 2 }]);
});

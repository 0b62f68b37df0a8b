import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';

// How much PostgreSQL thinks will come is wrong for views like these, by thousands. The plan must be a good one all the same.
describe('a page of a whole dataset', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const planOf = (sql: string) =>
    database.transaction(async (tx) => {
      // As in a city: there, to read a table as a whole for each row takes minutes.
      await tx.query('SET LOCAL enable_seqscan = off');
      await tx.query('SET LOCAL enable_hashjoin = off');
      await tx.query('SET LOCAL enable_mergejoin = off');
      const rows = await tx.query<Record<string, string>>(`EXPLAIN ${sql}`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });

  it.each(['coverage_statistics', 'coverage_statistics_history'])(
    'of %s looks up each street by its key',
    async (view) => {
      const plan = await planOf(
        `SELECT * FROM open.${view} WHERE (area_kind, area_id, id) > ('a', 'b', 'c') ORDER BY area_kind, area_id, id LIMIT 5000`,
      );
      expect(plan).toMatch(/on street t .*\n\s*Index Cond: \(\(key\)::text = s\.area_id\)/);
    },
  );

  it('of what has changed looks up each address by its id, and does not compare all with all', async () => {
    const plan = await planOf('SELECT * FROM open.availability_changes ORDER BY id LIMIT 5000');
    expect(plan).toMatch(/on address one .*\n\s*Index Cond: \(\(?id\)?(::text)? = v\.address_id\)/);
  });
});

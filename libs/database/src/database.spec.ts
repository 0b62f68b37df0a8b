import { testDatabase } from './testing.js';
import type { Database } from './database.js';

describe('a database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('keeps the answers of concurrent queries apart', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        i % 2
          ? database.query<{ v: unknown }>('SELECT $1::int AS v', [i])
          : database.query<{ v: unknown }>("SELECT $1::text || 'x' AS v", [i]),
      ),
    );
    expect(answers.map(([row]) => row!.v)).toEqual(Array.from({ length: 60 }, (_, i) => (i % 2 ? i : `${i}x`)));
  });

  // The embedded database compiles none, so there the test could not fail.
  const onPostgres = process.env['TEST_DATABASE_URL'] ? it : it.skip;
  onPostgres('runs plans without compiling them, which takes longer than to run them (TEST_DATABASE_URL)', async () => {
    expect(await database.query('SHOW jit')).toEqual([{ jit: 'off' }]);
  });

  it('rolls back what a failed transaction wrote', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.query("SELECT datasets.touch('nothing')");
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await database.query("SELECT * FROM datasets.state WHERE dataset = 'nothing'")).toEqual([]);
  });

  it('tells listeners about a change after its commit', async () => {
    const heard: string[] = [];
    const stop = await database.notices.listen('dataset_changed', (payload) => heard.push(payload));
    await database.transaction(async (tx) => {
      await tx.query("SELECT datasets.touch('districts')");
      expect(heard).toEqual([]);
    });
    while (!heard.length) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard).toEqual(['districts']);
    stop();
  });

  it('bulk-loads text with tabs, line breaks, backslashes, quotes, nulls and arrays unchanged', async () => {
    const awkward = 'tab\tline\nreturn\rback\\slash "quote" \\N {braces}';
    await database.query('CREATE TABLE IF NOT EXISTS imports.staging_test (a text, b int, c text[], d date)');
    const written = await database.transaction((tx) =>
      tx.bulkLoad(
        'imports.staging_test',
        ['a', 'b', 'c', 'd'],
        [
          [awkward, 1, ['x"y', 'z,\\'], '2021-06-30'],
          [null, null, [], null],
        ],
      ),
    );
    expect(written).toBe(2);
    expect(await database.query('SELECT * FROM imports.staging_test ORDER BY b')).toEqual([
      { a: awkward, b: 1, c: ['x"y', 'z,\\'], d: '2021-06-30' },
      { a: null, b: null, c: [], d: null },
    ]);
    await database.query('DROP TABLE imports.staging_test');
  });

  it('bulk-loads batches as they come', async () => {
    await database.query('CREATE TABLE IF NOT EXISTS imports.staging_test (a int)');
    async function* batches() {
      yield [[1], [2]];
      yield [];
      yield new Set([[3]]);
    }
    expect(await database.transaction((tx) => tx.bulkLoad('imports.staging_test', ['a'], batches()))).toBe(3);
    expect(await database.query('SELECT sum(a) AS sum FROM imports.staging_test')).toEqual([{ sum: 6 }]);
    await database.query('DROP TABLE imports.staging_test');
  });
});

// Only a real PostgreSQL has backends that can be ended from outside.
const onPostgres = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;

onPostgres('when PostgreSQL ends our connections (needs TEST_DATABASE_URL: see CONTRIBUTING.md)', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const endOthers = () =>
    database.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );

  it('fails the transaction that was open and answers the next query', async () => {
    const broken = database.transaction(async (tx) => {
      await tx.query('SELECT 1');
      await endOthers();
      await new Promise((resolve) => setTimeout(resolve, 200));
      await tx.query('SELECT 1');
    });
    await expect(broken).rejects.toThrow();
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('listens again with one connection and tells listeners that they may have missed something', async () => {
    const heard: string[] = [];
    await database.notices.listen('dataset_changed', (payload) => heard.push(payload));
    await endOthers();
    while (!heard.includes('')) await new Promise((resolve) => setTimeout(resolve, 20));
    await database.query("SELECT datasets.touch('streets')");
    while (!heard.includes('streets')) await new Promise((resolve) => setTimeout(resolve, 20));
    const [listening] = await database.query(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'stadtlage notices'`,
    );
    expect(listening).toEqual({ count: 1 });
    expect(heard.filter((payload) => payload === 'streets')).toHaveLength(1);
  });
});

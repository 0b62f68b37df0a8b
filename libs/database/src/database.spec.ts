import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { testDatabase } from './testing.js';
import { openDatabase, type Database } from './database.js';

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

  onPostgres(
    'keeps statements that run often, and runs them anew where a migration has changed them (TEST_DATABASE_URL)',
    async () => {
      const statement = 'SELECT * FROM datasets.run_often WHERE id = $1';
      const ask = () => database.query(statement, [1], { often: true });
      await database.query('CREATE TABLE datasets.run_often (id int); INSERT INTO datasets.run_often VALUES (1)');
      try {
        for (let i = 0; i < 10; i++) expect(await ask()).toEqual([{ id: 1 }]);
        const kept = () =>
          database.query<{ name: string }>('SELECT name FROM pg_prepared_statements WHERE statement = $1', [statement]);
        const found = (await Promise.all(Array.from({ length: 20 }, kept))).flat();
        expect(found[0]?.name).toMatch(/^stadtlage_\d+$/);
        await database.query('ALTER TABLE datasets.run_often ADD more int DEFAULT 2');
        for (let i = 0; i < 3; i++) expect(await ask()).toEqual([{ id: 1, more: 2 }]);
      } finally {
        await database.query('DROP TABLE datasets.run_often');
      }
    },
  );

  // PostGIS's estimate fails there on 32 bits, as in the embedded database (migration 32).
  it('joins places whose statistics say that they lie apart', async () => {
    const client = await openDatabase(database.url, { maxConnections: 1 });
    try {
      await client.query(
        `CREATE TEMP TABLE here AS SELECT ST_Point(i * 0.01, i * 0.007) AS geom FROM generate_series(1, 500) i;
         CREATE TEMP TABLE far AS SELECT ST_Point(100 + i * 0.01, i * 0.007) AS geom FROM generate_series(1, 500) i;
         ANALYZE here; ANALYZE far`,
      );
      for (const touches of ['a.geom && b.geom', 'ST_Intersects(a.geom, b.geom)'])
        expect(await client.query(`SELECT count(*)::int AS n FROM here a JOIN far b ON ${touches}`)).toEqual([
          { n: 0 },
        ]);
    } finally {
      await client.query('DROP TABLE here, far');
      await client.close();
    }
  });

  it('rolls back what a failed transaction wrote', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.query("SELECT datasets.touch('nothing')");
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await database.query("SELECT * FROM datasets.state WHERE dataset = 'nothing'")).toEqual([]);
  });

  it('shows a transaction of one moment nothing that others commit meanwhile', async () => {
    // The embedded database lets nobody else write meanwhile.
    if (database.embedded) return;
    const versions = `SELECT version FROM datasets.state WHERE dataset = 'streets'`;
    const seen = await database.transaction(
      async (tx) => {
        const before = await tx.query(versions);
        await database.query("SELECT datasets.touch('streets')");
        return { before, after: await tx.query(versions) };
      },
      undefined,
      'one moment',
    );
    expect(seen.after).toEqual(seen.before);
    expect(await database.query(versions)).not.toEqual(seen.before);
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

  it('tells every listener of the process, also those of another pool, until its pool is closed', async () => {
    const heard: string[] = [];
    const other = await openDatabase(database.url, { maxConnections: 1 });
    const stop = await database.notices.listen('dataset_changed', (payload) => heard.push(`first ${payload}`));
    await other.notices.listen('dataset_changed', (payload) => heard.push(`other ${payload}`));
    await database.query("SELECT datasets.touch('districts')");
    while (heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await other.close();
    await database.query("SELECT datasets.touch('streets')");
    while (heard.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard).toEqual(['first districts', 'other districts', 'first streets']);
    await expect(other.notices.listen('dataset_changed', () => {})).rejects.toThrow('closed');
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

  it('gives up a connection on which no answer comes any more, and asks the next query on another', async () => {
    const network = await silentNetwork(database.url);
    const behind = await openDatabase(network.url, { maxConnections: 1, answerTimeoutMs: 300 });
    try {
      expect(await behind.query('SELECT pg_sleep(0.1), 1 AS one')).toMatchObject([{ one: 1 }]);
      network.fallSilent();
      await expect(behind.query('SELECT 1')).rejects.toThrow('PostgreSQL has not answered for 0.3 s');
      expect(await behind.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
      const broken = behind.transaction(async (tx) => {
        network.fallSilent();
        await tx.query('SELECT 1');
      });
      await expect(broken).rejects.toThrow('PostgreSQL has not answered for 0.3 s');
      expect(await behind.query('SELECT 3 AS three')).toEqual([{ three: 3 }]);
    } finally {
      await behind.close();
      network.close();
    }
  });

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

  it('listens with one connection per process, however many pools and listeners there are', async () => {
    const pools = await Promise.all([1, 2, 3].map(() => openDatabase(database.url, { maxConnections: 1 })));
    for (const { notices } of [database, ...pools]) {
      await Promise.all(['dataset_changed', 'observations'].map((channel) => notices.listen(channel, () => {})));
    }
    const listening = () =>
      database.query(
        `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
      );
    expect(await listening()).toEqual([{ count: 1 }]);
    await Promise.all(pools.map((pool) => pool.close()));
    expect(await listening()).toEqual([{ count: 1 }]);
  });

  it('tells listeners that they may have missed something, also where somebody else listens first', async () => {
    const heard: string[] = [];
    await database.notices.listen('dataset_changed', (payload) => heard.push(payload));
    await endOthers();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await database.notices.listen('observations', () => {});
    expect(heard).toContain('');
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

/** A way to a database on which connections can lose all further packets; new ones work. */
async function silentNetwork(to: string) {
  const { hostname, port } = new URL(to);
  const ways: { from: Socket; to: Socket }[] = [];
  const server = createServer((from) => {
    const way = { from, to: connect(Number(port), hostname) };
    for (const socket of [way.from, way.to]) socket.on('error', () => {});
    way.from.pipe(way.to).pipe(way.from);
    way.from.on('close', () => way.to.destroy());
    ways.push(way);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(to);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    fallSilent: () =>
      ways.forEach((way) => {
        way.from.unpipe(way.to).resume();
        way.to.unpipe(way.from).resume();
      }),
    close: () => {
      for (const way of ways) way.from.destroy();
      server.close();
    },
  };
}

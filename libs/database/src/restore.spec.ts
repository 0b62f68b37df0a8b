import { testDatabase } from './testing.js';

test('every table can be made again without a search path, as a dump is restored', async () => {
  const database = await testDatabase();
  try {
    const tables = await database.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('public', 'pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
       ORDER BY 1`,
    );
    expect(tables.length).toBeGreaterThan(30);
    await database.transaction(async (tx) => {
      await tx.query(`SELECT set_config('search_path', '', true)`);
      // With its generated columns, checks and indexes, which is where functions of ours are called while it is made.
      for (const [i, { name }] of tables.entries())
        await tx.query(`CREATE TEMP TABLE again_${i} (LIKE ${name} INCLUDING ALL) ON COMMIT DROP`);
      const [square] = await tx.query<{ srid: number }>(
        `SELECT public.st_srid(coverage.cell_square('100mN30995E41515')) AS srid`,
      );
      expect(square!.srid).toBe(3035);
    });
  } finally {
    await database.close();
  }
});

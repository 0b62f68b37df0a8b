import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { differenceTitle } from './difference-titles.js';
import { differenceOf, differenceText, MOST_LISTED } from './difference.js';

describe('the difference that a dry run tells', () => {
  let database: Database;
  beforeAll(async () => (database = await testDatabase()));
  afterAll(() => database.close());

  it('lists ten thousand rows of each kind, shows twenty, and counts all', async () => {
    const told = `SELECT 'lamps' AS dataset, 'added' AS kind, 'lamp ' || lpad(n::text, 5, '0') AS what, NULL AS field, NULL AS old, NULL AS new
      FROM generate_series(1, ${MOST_LISTED + 3}) n`;
    const [lamps] = await differenceOf(database, 0, told);
    expect(lamps!.added).toMatchObject({ count: 10_003, rows: { length: 10_000 } });
    expect(lamps!.added.rows.at(-1)!.what).toBe('lamp 10000');
    const text = differenceText([lamps!]);
    expect(text).toMatch(
      /Difference in lamps: 10,003 added, 0 changed, 0 gone\n[^]*\+ lamp 00020\n {2}\+ … and 9,983 more$/,
    );
    expect(text).not.toContain('lamp 00021');
    expect(differenceText([lamps!], 'de')).toMatch(/Unterschied in lamps: 10\.003 neu[^]*… und 9\.983 weitere$/);
  });
  it('has a German title for every table that it may be of', async () => {
    const kept = await database.query<{ title: string }>('SELECT DISTINCT title FROM imports.kept_table ORDER BY 1');
    expect(kept.filter(({ title }) => differenceTitle(title, 'de') === title)).toEqual([]);
    expect(kept.map(({ title }) => differenceTitle(title, 'en'))).toEqual(kept.map(({ title }) => title));
    const none = { count: 0, rows: [] };
    const status = { dataset: 'status of addresses', added: none, changed: none, gone: none };
    expect(differenceText([status], 'de')).toContain('Unterschied in Versorgung der Adressen: 0 neu');
  });
});

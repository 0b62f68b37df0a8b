import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '../testing.js';
import { searchAddresses } from './search-addresses.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
});
afterAll(() => database.close());

describe('searchAddresses', () => {
  test.each([
    ['bahnhofstr 5', ['b5', 'o5', 'b5a']],
    ['Bahnhofstrasse 5a', ['b5a', 'b5', 'o5']],
    ['Bahnhofstraße 5 a', ['b5a', 'b5', 'o5']],
    ['59229 Bahnhofstr. 5', ['o5', 'o6', 'b5']],
    ['59229 Ahlen, Bahnhofstraße 6', ['o6', 'o5', 'b1']],
    ['Bahnofstr 50', ['b50', 'b1', 'b2']],
    ['bahnhofsweg', ['w5', 'w6']],
    ['große kampstr 10', ['k10', 'k1', 'k2', 'k3', 'k12']],
    ['grosse kamstrase 10', ['k10', 'k1', 'k2', 'k3', 'k12']],
    ['dolbergerstr. 3', ['d3', 'd1', 'd2', 'd4']],
    ['Dolberger Str 3 Wohnung links', ['d3', 'd1', 'd2', 'd4']],
    ['59227', ['b1', 'b2', 'b5', 'b5a', 'b15', 'b50', 'w5', 'w6']],
    ['xyzzy', []],
    ['5', []],
    ['', []],
    ["'; --%_\\", []],
  ])('answers "%s" with the right address first', async (text, expected) => {
    const found = await searchAddresses(database, text, 20);
    expect(found.slice(0, expected.length)).toEqual(expected);
    if (expected.length === 0) expect(found).toEqual([]);
  });

  test('gives no more than asked for', async () => {
    expect(await searchAddresses(database, 'ahlen', 3)).toHaveLength(3);
  });

  test('refuses a text that no address is as long as', async () => {
    await expect(searchAddresses(database, 'a'.repeat(201), 8)).rejects.toThrow('at most 200 characters');
  });

  test('finds its candidates through the trigram index, whether one word was typed or four', async () => {
    const plans = await database.transaction(async (transaction) => {
      // With the few rows of this town the planner would rather read all of them.
      await transaction.query('SET LOCAL enable_seqscan = off');
      const explain = (words: (string | null)[]) =>
        transaction.query(`EXPLAIN ${sqlFile(import.meta.url, 'search-addresses.sql')}`, [
          ...words,
          'Bahnhofstraße',
          5,
          '',
          null,
          8,
        ]);
      return [
        await explain(['Bahnhofstraße', null, null, null]),
        await explain(['Bahnhofstraße', 'Ahlen', 'der', 'am']),
      ];
    });
    const [one, four] = plans.map((rows) => rows.map((row) => row['QUERY PLAN']).join('\n'));
    expect(one).toMatch(/Index Scan on address_search_idx.*\n\s+Index Cond: \(search %> 'bahnhofstr'::text\)/);
    expect(four).toMatch(/Index Cond: .*'bahnhofstr'.*'ahlen'.*'der'.*'am'/);
  });
});

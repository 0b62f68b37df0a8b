import type { Database } from '@stadtlage/database';
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

  test('finds one address among 20,000 through the trigram index', async () => {
    await database.query(`
      INSERT INTO places.street (key, name, run_id)
      SELECT '05570004' || lpad((1000 + n)::text, 9, '0'), chr(65 + n % 26) || chr(97 + n / 26) || 'hofstraße', 1 FROM generate_series(1, 400) n;
      INSERT INTO places.address (id, street_key, street, house_number, postcode, place, use, premises, geom, run_id)
      SELECT 'm' || s.key || '-' || h, s.key, s.name, h, '59227', 'Ahlen', 'residential', 1, ST_Point(7.9, 51.7, 4326), 1
      FROM places.street s, generate_series(1, 50) h WHERE s.name LIKE '__hofstraße'`);
    await database.query('VACUUM ANALYZE places.address');
    const plan = await database.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT id FROM places.address a WHERE places.search_form('Bahnhofstraße') <% a.search AND places.search_form('Ahlen') <% a.search`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('address_search_idx');
    expect((await searchAddresses(database, 'Bahnhofstraße 15 Ahlen', 8))[0]).toBe('b15');
  }, 120_000);
});

import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '../testing.js';
import { searchAddresses } from './search-addresses.js';

let database: Database;
beforeEach(async () => {
  database = await testDatabase();
  await loadTown(database);
});
afterEach(() => database.close());

const COUNTED = `
  SELECT a.street_key, a.street, a.postcode, a.place, a.district_id, d.name AS district, count(*)::int AS addresses
  FROM places.address a LEFT JOIN places.district d ON d.id = a.district_id
  GROUP BY a.street_key, a.street, a.postcode, a.place, a.district_id, d.name`;
const KNOWN = 'SELECT street_key, street, postcode, place, district_id, district, addresses FROM places.street_search';

async function expectCurrent(): Promise<void> {
  const differences = await database.query(`(${COUNTED} EXCEPT ${KNOWN}) UNION ALL (${KNOWN} EXCEPT ${COUNTED})`);
  expect(differences).toEqual([]);
  const names = await database.query(
    `(SELECT name_words FROM places.street_name EXCEPT SELECT name_words FROM places.street_search)
     UNION ALL (SELECT name_words FROM places.street_search EXCEPT SELECT name_words FROM places.street_name)`,
  );
  expect(names).toEqual([]);
}

describe('the streets that the search knows', () => {
  test.each([
    ['a town is loaded', 'SELECT 1'],
    ['addresses go', "DELETE FROM places.address WHERE id LIKE 'o%' OR id = 'b5'"],
    [
      'addresses move to another street',
      "UPDATE places.address SET street_key = '05570004000000003' WHERE id LIKE 'w%'",
    ],
    ['a street is renamed', "UPDATE places.address SET street = 'Neue Straße' WHERE street_key = '05570004000000001'"],
    ['a postcode changes for some', "UPDATE places.address SET postcode = '59228' WHERE house_number < 3"],
    ['what is changed is not searched for', 'UPDATE places.address SET premises = premises + 1'],
    ['a district is renamed', "UPDATE places.district SET name = 'Altstadt' WHERE id = 'west'"],
    ['a district goes', "DELETE FROM places.district WHERE id = 'west'"],
    [
      'one statement adds and changes',
      `
      INSERT INTO places.address (id, street_key, street, house_number, postcode, place, use, premises, geom, run_id)
      SELECT id, '05570004000000002', 'Bahnhofsweg', n, '59227', 'Ahlen', 'residential', 1, ST_Point(7.8, 51.7, 4326), 1
      FROM (VALUES ('w5', 5), ('w99', 99)) AS v (id, n)
      ON CONFLICT (id) DO UPDATE SET street_key = excluded.street_key, district_id = NULL`,
    ],
    ['all addresses are thrown away', 'TRUNCATE places.address CASCADE'],
  ])('are current when %s', async (_, change) => {
    await database.query(change);
    await expectCurrent();
  });

  test('are found under a new name at once', async () => {
    await database.query("UPDATE places.district SET name = 'Altstadt' WHERE id = 'west'");
    await database.query("UPDATE places.address SET street = 'Lange Gasse' WHERE street_key = '05570004000000001'");
    expect(await searchAddresses(database, 'lange gasse 5a altstadt', 1)).toEqual(['b5a']);
  });
});

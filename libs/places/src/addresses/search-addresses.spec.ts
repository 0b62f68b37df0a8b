import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown, openGraph, type TestGraph } from '../testing.js';
import { AddressResolver } from './address.resolver.js';
import { PREFER_TRIGRAMS } from './find-streets.js';
import { searchAddresses } from './search-addresses.js';

// Beside the town: names with umlauts, a number or several words, odd house numbers, and a second place.
const MORE = `
  INSERT INTO places.street (key, name, run_id) VALUES
    ('05570004000000011', 'Am Röteringshof', 1), ('05570004000000012', 'Straße des 17. Juni', 1), ('05570004000000013', 'Von-Galen-Straße', 1),
    ('05570004000000014', 'Sankt-Josef-Straße', 1), ('05570004000000015', 'Ahlener Weg', 1), ('05570004000000016', 'Weg 12', 1),
    ('05570008000000001', 'Bahnhofstraße', 1), ('05570008000000002', 'Weißdornweg', 1);
  INSERT INTO places.address (id, street_key, street, house_number, house_number_suffix, postcode, place, use, premises, geom, run_id)
  SELECT id, key, street, number, suffix, postcode, place, 'residential', 1, ST_Point(7.8, 51.7, 4326), 1
  FROM (VALUES
    ('r1', '05570004000000011', 'Am Röteringshof', 1, '', '59229', 'Ahlen'), ('r7', '05570004000000011', 'Am Röteringshof', 7, '', '59229', 'Ahlen'),
    ('j17', '05570004000000012', 'Straße des 17. Juni', 17, '', '59227', 'Ahlen'), ('j135', '05570004000000012', 'Straße des 17. Juni', 135, '', '59227', 'Ahlen'),
    ('g5', '05570004000000013', 'Von-Galen-Straße', 5, '', '59227', 'Ahlen'), ('g5h', '05570004000000013', 'Von-Galen-Straße', 5, ' 1/2', '59227', 'Ahlen'),
    ('g7', '05570004000000013', 'Von-Galen-Straße', 7, '', '59227', 'Ahlen'), ('g9', '05570004000000013', 'Von-Galen-Straße', 9, '-11', '59227', 'Ahlen'),
    ('s3', '05570004000000014', 'Sankt-Josef-Straße', 3, '', '59227', 'Ahlen'), ('a12', '05570004000000015', 'Ahlener Weg', 12, '', '59227', 'Ahlen'),
    ('z3', '05570004000000016', 'Weg 12', 3, '', '59227', 'Ahlen'),
    ('x5', '05570008000000001', 'Bahnhofstraße', 5, '', '59269', 'Beckum'), ('x9', '05570008000000001', 'Bahnhofstraße', 9, '', '59269', 'Beckum'),
    ('q2', '05570008000000002', 'Weißdornweg', 2, 'B', '59269', 'Beckum')
  ) AS more (id, key, street, number, suffix, postcode, place);
  INSERT INTO places.street (key, name, run_id) VALUES ('05570008000000003', 'Amselweg', 1);
  INSERT INTO places.address (id, street_key, street, house_number, geom, run_id)
  VALUES ('u1', '05570008000000003', 'Amselweg', 1, ST_Point(7.8, 51.7, 4326), 1);`;

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(MORE);
  graph = await openGraph(database, [AddressResolver]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

describe('searchAddresses', () => {
  test.each([
    // The number leads in every street of the name, then what is written after it, then the nearest.
    ['bahnhofstr 5', ['b5', 'o5', 'x5', 'b5a', 'b50']],
    ['Bahnhofstr. 5', ['b5', 'o5', 'x5']],
    ['Bahnhofstr.5', ['b5', 'o5', 'x5']],
    ['bahnhofstr5', ['b5', 'o5', 'x5']],
    ['5 Bahnhofstraße', ['b5', 'o5', 'x5']],
    ['BAHNHOFSTRASSE 5', ['b5', 'o5', 'x5']],
    ['Bahnhofstrasse 5a', ['b5a', 'b5', 'o5']],
    ['Bahnhofstraße 5 a', ['b5a', 'b5', 'o5']],
    ['Bahnhofstr. 5 A', ['b5a', 'b5', 'o5']],
    ['Bahnhofstr 14', ['b15', 'x9', 'o6']],
    ['Bahnhofstr 1', ['b1', 'b15', 'b2']],
    ['Weissdornweg 2b', ['q2']],
    // Postcode, place and district, before or after.
    ['59229 Bahnhofstr. 5', ['o5', 'o6', 'b5']],
    ['59229 Ahlen, Bahnhofstraße 6', ['o6', 'o5', 'b5', 'b5a']],
    ['D-59269 Bahnhofstr 5', ['x5', 'x9']],
    ['Bahnhofstr 5 Beckum', ['x5']],
    ['beckum bahnhofstr 5', ['x5']],
    ['Bahnhofstr 5 Bekcum', ['x5']],
    ['bahnhofstr beck', ['x5', 'x9']],
    ['Ostdorf Bahnhofstr 5', ['o5', 'o6']],
    ['bahnhofstr 5, weststadt', ['b5', 'b5a', 'b50']],
    ['beckum', ['x5', 'x9', 'q2']],
    ['ahlen', ['a12']],
    ['59227', ['a12', 'b1', 'b2', 'b5', 'b5a', 'b15', 'b50', 'w5', 'w6']],
    // Nothing but street and number is known.
    ['Amselweg 1', ['u1']],
    ['59227 Ahlen, Amselwg 1', ['u1']],
    // Half-typed.
    ['bahnh', ['b1', 'b2']],
    ['Bahnhofstra 50', ['b50']],
    ['kampstr 10', ['k10', 'k12', 'k3']],
    ['gal', ['g5', 'g5h', 'g7']],
    ['von gal 7', ['g7']],
    // Umlauts and ß.
    ['Am Röteringshof 7', ['r7', 'r1']],
    ['am roeteringshof 7', ['r7', 'r1']],
    ['am roteringshof 7', ['r7', 'r1']],
    ['Röteringshof 7', ['r7', 'r1']],
    ['große kampstr 10', ['k10', 'k12', 'k3', 'k2', 'k1']],
    ['GROSSE KAMPSTR. 10', ['k10', 'k12']],
    ['Sankt Josef Str 3', ['s3']],
    ['St.-Josef-Str. 3', ['s3']],
    // Typos.
    ['Bahnhofstarsse 50', ['b50']],
    ['Bahnofstr 50', ['b50', 'b15', 'x9']],
    ['Bahnhfostraße 50', ['b50']],
    ['grosse kamstrase 10', ['k10', 'k12']],
    ['am rötteringhof 7', ['r7']],
    ['weisdornweg', ['q2']],
    ['bahnhofsweg', ['w5', 'w6']],
    ['dolbergerstr. 3', ['d3', 'd2', 'd4', 'd1', 'far']],
    ['Dolberger Str 3 Wohnung links', ['d3', 'd2', 'd4', 'd1']],
    // House numbers that are more than a number, and numbers that are none.
    ['von galen str 5-7', ['g5', 'g5h', 'g7', 'g9']],
    ['Von-Galen-Straße 9-11', ['g9']],
    ['Von-Galen-Straße 5 1/2', ['g5h', 'g5']],
    ['Von-Galen-Straße 5½', ['g5h', 'g5']],
    ['Straße des 17. Juni', ['j17', 'j135']],
    ['Straße des 17. Juni 135', ['j135', 'j17']],
    ['str d 17 juni 135', ['j135']],
    ['Weg 12', ['z3']],
    ['weg 12 3', ['z3']],
    ['Ahlener Weg 12', ['a12']],
    // Nothing is like these.
    ['xyzzy', []],
    ['am xyzzy', []],
    ['5', []],
    ['', []],
    ["'; --%_\\", []],
    ["' OR 1=1; DROP TABLE places.address; --", []],
    ['\u0000\ud800', []],
  ])('answers "%s" with the right address first', async (text, expected) => {
    const found = await searchAddresses(database, text, 20);
    expect(found.slice(0, expected.length)).toEqual(expected);
    if (expected.length === 0) expect(found).toEqual([]);
  });

  test('finds the number in as many streets of the name as are asked for', async () => {
    expect(await searchAddresses(database, 'bahnhofstr 5', 3)).toEqual(['b5', 'o5', 'x5']);
    expect(await searchAddresses(database, 'bahnhofstr 9', 2)).toEqual(['x9', 'o6']);
  });

  test('gives no more than asked for', async () => {
    expect(await searchAddresses(database, 'ahlen', 3)).toHaveLength(3);
  });

  test('refuses a text that no address is as long as', async () => {
    await expect(searchAddresses(database, 'a'.repeat(201), 8)).rejects.toThrow('at most 200 characters');
  });

  test.each([
    [
      'find-streets.sql',
      'SET LOCAL enable_seqscan = off',
      [['bahnhofstr'], ['bahnhofstr'], 'bahnhofstr', null, null],
      'street_search_name_idx',
    ],
    [
      'find-streets-alike.sql',
      PREFER_TRIGRAMS,
      ['bahnhofstr', 'ahlen', null, null, 'bahnhofstr', ['bahnhofstr']],
      'street_name_name_words_idx',
    ],
    [
      'search-addresses.sql',
      'SET LOCAL enable_seqscan = off',
      [['05570004000000001'], ['59227'], ['Ahlen'], ['west'], [0], [true], 5, null, [''], 8, false],
      'address_number_idx',
    ],
  ])('reads no table from end to end in %s', async (file, settings, values, index) => {
    const plan = await database.transaction(async (transaction) => {
      // With the few rows of this town the planner would rather read all of them.
      await transaction.query(settings);
      return transaction.query(`EXPLAIN ${sqlFile(import.meta.url, file)}`, values);
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain(index);
    expect(text).not.toMatch(/Seq Scan/);
  });
});

describe('suggestAddresses', () => {
  const suggest = async (text: string, fields: string, first = 8) =>
    (
      await graph.ask(`query ($text: String!) { suggestAddresses(text: $text, first: ${first}) { ${fields} } }`, {
        text,
      })
    ).suggestAddresses;

  test('offers streets while no house number is typed, with what to go on from', async () => {
    expect(await suggest('bahnhofst', 'kind label text streetKey addressCount address { id }', 3)).toEqual([
      {
        kind: 'STREET',
        label: 'Bahnhofstraße, 59227 Ahlen',
        text: '59227 Ahlen, Bahnhofstraße ',
        streetKey: '05570004000000001',
        addressCount: 6,
        address: null,
      },
      expect.objectContaining({ label: 'Bahnhofstraße, 59229 Ahlen' }),
      expect.objectContaining({ label: 'Bahnhofstraße, 59269 Beckum' }),
    ]);
  });

  test('offers the house numbers of the chosen street after it', async () => {
    const found = await suggest('59227 Ahlen, Bahnhofstraße 5', 'kind label text streetKey address { id }', 3);
    expect(found.map(({ address }: { address: { id: string } }) => address.id)).toEqual(['b5', 'b5a', 'b50']);
    expect(found[0]).toEqual({
      kind: 'ADDRESS',
      label: 'Bahnhofstraße 5, 59227 Ahlen',
      text: 'Bahnhofstraße 5, 59227 Ahlen',
      streetKey: null,
      address: { id: 'b5' },
    });
  });

  test('tells of an address what is known, and nothing else', async () => {
    const [street] = await suggest('amsel', 'label text');
    expect(street).toEqual({ label: 'Amselweg', text: 'Amselweg ' });
    const { address } = await graph.ask('{ address(id: "u1") { label postcode place use premises } }');
    expect(address).toEqual({ label: 'Amselweg 1', postcode: null, place: null, use: null, premises: null });
  });

  test('takes a street through two districts for one, and the number in a name for its name', async () => {
    await database.query("UPDATE places.address SET district_id = 'east' WHERE id = 'b50'");
    expect(await suggest('bahnhofstr 59227', 'label addressCount', 1)).toEqual([
      { label: 'Bahnhofstraße, 59227 Ahlen', addressCount: 6 },
    ]);
    await database.query("UPDATE places.address SET district_id = 'west' WHERE id = 'b50'");
    expect(await suggest('weg 12', 'kind label', 1)).toEqual([{ kind: 'STREET', label: 'Weg 12, 59227 Ahlen' }]);
  });
});

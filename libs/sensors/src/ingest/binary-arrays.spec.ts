import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { boolArray, float8Array, int8Array, textArray, timestamptzArray } from './binary-arrays.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const TIMES = [
  '1999-12-31T23:59:59.999Z',
  '2000-01-01T00:00:00.000Z',
  '2026-03-29T01:00:00.001Z',
  '1900-01-01T00:00:00.000Z',
];

// PostgreSQL's bigints come as text; as float8 they are exact up to 2^53.
test.each([
  [
    'bigint[]::float8',
    int8Array,
    [0, 1, -1, 4_294_967_296, -4_294_967_297, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, null],
  ],
  ['float8', float8Array, [0, -0.5, 21.4, 1e308, 5e-324, -1e-7, null]],
  ['text', textArray, ['', 'größer', '{"a",\\}', '🌡', null]],
  ['boolean', boolArray, [true, false, true]],
])('an array of %s arrives as it was', async (type, encode, values) => {
  const encoded = (encode as (values: readonly unknown[]) => Buffer)(values);
  const [row] = await database.query(`SELECT $1::${type}[] AS values`, [encoded]);
  expect(row).toEqual({ values });
});

test('an array of times arrives as it was', async () => {
  const encoded = timestamptzArray([...TIMES.map(Date.parse), null]);
  const [row] = await database.query('SELECT $1::timestamptz[] AS values', [encoded]);
  expect(row).toEqual({ values: [...TIMES.map((time) => new Date(time)), null] });
});

test('an empty array is empty', async () => {
  const [row] = await database.query('SELECT cardinality($1::bigint[]) AS count', [int8Array([])]);
  expect(row).toEqual({ count: 0 });
});

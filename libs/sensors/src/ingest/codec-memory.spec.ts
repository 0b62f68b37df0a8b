import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { CodecMemory } from './codec-memory.js';

let database: Database;
beforeAll(async () => void (database = await testDatabase()));
afterEach(() => database.query('DELETE FROM sensors.codec_memory'));
afterAll(() => database.close());

const save = async (memory: CodecMemory) => (await database.transaction((t) => memory.save(t)))();

async function opened(): Promise<CodecMemory> {
  const memory = new CodecMemory(database);
  await memory.load();
  return memory;
}

test('is saved with the messages it came from, and read by the next process', async () => {
  const memory = await opened();
  memory.access.set('a', { alias: 1 });
  expect(memory.changed).toBe(true);
  await save(memory);
  expect(memory.changed).toBe(false);
  expect((await opened()).access.get('a')).toEqual({ alias: 1 });
});

test('what changes while it is saved is saved the next time', async () => {
  const memory = await opened();
  memory.access.set('a', 1);
  const saved = await database.transaction((transaction) => memory.save(transaction));
  memory.access.set('a', 2);
  saved();
  await save(memory);
  expect((await opened()).access.get('a')).toBe(2);
});

test('reads anew only what a codec doubts, and never over what is not saved yet', async () => {
  const [one, other] = [await opened(), await opened()];
  for (const key of ['a', 'b', 'c']) other.access.set(key, 'new');
  await save(other);
  one.access.set('c', 'newest');
  for (const key of ['a', 'c', 'unknown']) one.access.doubt!(key);
  await one.load();
  expect(['a', 'b', 'c', 'unknown'].map(one.access.get)).toEqual(['new', undefined, 'newest', undefined]);
});

const long = (n: number) => 'x'.repeat(n);

test('forgets what was set longest ago when there is too much of it, and can read it again', async () => {
  const memory = await opened();
  memory.access.set('first', long(500_000));
  memory.access.set('second', long(500_000));
  memory.access.set('first', 'small');
  await save(memory);
  for (let i = 0; i < 67; i++) memory.access.set(`${i}`, long(500_000));
  expect(memory.access.get('second')).toBeUndefined();
  memory.access.set('67', long(500_000));
  expect(['first', '0', '1'].map((key) => typeof memory.access.get(key))).toEqual(['undefined', 'undefined', 'string']);
  memory.access.doubt!('first');
  await memory.load();
  expect(memory.access.get('first')).toBe('small');
});

test('small values with long names count as well', async () => {
  const { access } = await opened();
  for (let i = 0; i < 50_000; i++) access.set(`${long(300)}${i}`, 1);
  expect(access.get(`${long(300)}0`)).toBeUndefined();
  expect(access.get(`${long(300)}49999`)).toBe(1);
});

test('what a message says that is too large to be remembered is a reason to refuse it', async () => {
  const { access } = await opened();
  expect(() => access.set('a', long(524_287))).toThrow(
    expect.objectContaining({
      reason: 'too_large',
      message: expect.stringMatching(/takes 524289 characters; at most/),
    }),
  );
  expect(access.get('a')).toBeUndefined();
});

test('begins with the newest of a table that does not fit', async () => {
  await database.query(`
    INSERT INTO sensors.codec_memory (key, value, changed_at)
    SELECT i::text, to_jsonb(repeat('x', 500000)), now() - i * interval '1 minute' FROM generate_series(1, 80) AS i`);
  const { access } = await opened();
  expect([1, 66, 68, 80].map((key) => typeof access.get(String(key)))).toEqual([
    'string',
    'string',
    'undefined',
    'undefined',
  ]);
  // The oldest goes first also of what was read.
  access.set('more', long(500_000));
  expect(['66', '67', '1'].map((key) => typeof access.get(key))).toEqual(['string', 'undefined', 'string']);
});

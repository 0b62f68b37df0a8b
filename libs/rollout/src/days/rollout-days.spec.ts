import { jest } from '@jest/globals';
import { resolvers as coverage } from '@stadtlage/coverage';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { resolvers } from '../index.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  graph = await openGraph(database, [...places, ...coverage, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const ask = async () => (await graph.ask('{ rolloutDays { first today last } }')).rolloutDays;
const inDays = async (days: number) =>
  (await database.query<{ day: string }>('SELECT current_date + $1::int AS day', [days]))[0]!.day;

describe('the days between which the rollout is known', () => {
  test('are today alone where no source says anything', async () => {
    const today = await inDays(0);
    expect(await ask()).toEqual({ first: today, today, last: today });
  });

  test('begin with the first statement and end with the last promise', async () => {
    await database.query(sqlFile(import.meta.url, '../testing-planning.sql'));
    expect(await ask()).toEqual({ first: '2022-01-01', today: await inDays(0), last: await inDays(400) });
  });

  test('reach to an offer that is announced, and do not count a promise of what is not built', async () => {
    await database.query(`
      INSERT INTO rollout.project_status (project_id, valid_from, status, promised_to) VALUES ('bald', current_date, 'rejected', current_date + 900);
      INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, valid_from, run_id) VALUES
        ('b5a', 'glas', 'ftth', '2019-05-01', 1), ('far', 'glas', 'ftth', current_date + 30, 1);
      SELECT coverage.refresh()`);
    expect(await ask()).toEqual({ first: '2019-05-01', today: await inDays(0), last: await inDays(30) });
  });

  test('are days of which tiles can be asked, whatever the sources say', async () => {
    await database.query(`
      INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, valid_from, run_id) VALUES
        ('w5', 'glas', 'ftth', '0999-01-01', 1), ('d1', 'glas', 'ftth', '2999-01-01', 1);
      SELECT coverage.refresh()`);
    expect(await ask()).toMatchObject({ first: '1990-01-01', last: '2100-12-31' });
  });

  test('are read once for a request that asks for them under many names', async () => {
    const query = jest.spyOn(database, 'query');
    await graph.ask('{ a: rolloutDays { first } b: rolloutDays { last } }');
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });
});

import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '@stadtlage/places/testing';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, 'testing-planning.sql'));
});
afterAll(() => database.close());

const COLUMNS = 'project_id, valid_from, recorded_at, status, promised_from, promised_to, note, date_moves';
const kept = () => database.query(`SELECT ${COLUMNS} FROM rollout.status_today ORDER BY project_id`);
const computed = () => database.query(`SELECT ${COLUMNS} FROM rollout.project_status_as_of() ORDER BY project_id`);

describe('where projects stand today', () => {
  test.each([
    [
      'something is said',
      `INSERT INTO rollout.project_status (project_id, valid_from, status) VALUES ('kamp', current_date, 'paused')`,
    ],
    [
      'it is put right',
      `UPDATE rollout.project_status SET status = 'activated' WHERE project_id = 'kamp' AND status = 'paused'`,
    ],
    ['it is taken back', `DELETE FROM rollout.project_status WHERE project_id = 'kamp' AND status = 'activated'`],
    ['a phase goes', `DELETE FROM rollout.project_phase WHERE phase_id = 'kamp/eins'`],
    ['a project goes', `DELETE FROM rollout.project WHERE id = 'kamp'`],
  ])('follows when %s', async (_, change) => {
    const before = await kept();
    expect(before).toEqual(await computed());
    expect(before.length).toBeGreaterThan(1);
    await database.query(change);
    expect(await kept()).not.toEqual(before);
    expect(await kept()).toEqual(await computed());
  });

  test('follows when a day begins', async () => {
    const expected = await computed();
    await database.query('DELETE FROM rollout.status_today; UPDATE coverage.refreshed SET day = current_date - 1');
    await database.query('SELECT coverage.refresh_today()');
    expect(await kept()).toEqual(expected);
  });

  test('follows when all is taken away at once', async () => {
    expect((await kept()).length).toBeGreaterThan(1);
    await database.query('TRUNCATE rollout.project_status CASCADE');
    expect(await kept()).toEqual([]);
  });
});

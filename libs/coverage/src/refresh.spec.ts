import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '@stadtlage/places/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDailyRefresh } from './daily-refresh.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, 'testing-coverage.sql'));
  await database.query(sqlFile(import.meta.url, 'testing-history.sql'));
});
afterAll(() => database.close());

const TABLES = ['address_status', 'street_status', 'statistic', 'statistic_change', 'district_statistics'];

/** All that coverage.refresh() computes, and when each row was last written. */
async function computed(): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await database.query<{ row: string }>(`SELECT r::text AS row FROM coverage.${table} r ORDER BY 1`);
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

const streetOf = async (address: string) =>
  (await database.query<{ key: string }>('SELECT street_key AS key FROM places.address WHERE id = $1', [address]))[0]!
    .key;

const statusOf = async (address: string) =>
  (
    await database.query<{ status: string; down: number }>(
      'SELECT fibre_status AS status, max_down_mbit AS down FROM coverage.address_status WHERE address_id = $1',
      [address],
    )
  )[0];

const offer = (address: string, from: string, level = 'connected') =>
  database.query(
    `INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, valid_from, run_id)
     VALUES ($1, 'glas', 'ftth', $3, 2000, ${from}, $2)`,
    [address, 1, level],
  );

describe('a refresh of what changed', () => {
  test('of one street comes to the same statuses and figures as one of all', async () => {
    const before = await computed();
    await offer('k3', `DATE '2024-05-05'`);
    await database.query(`DELETE FROM coverage.fixed_availability WHERE address_id = 'k1'`);
    await database.query('SELECT coverage.refresh(ARRAY[$1, $2])', [await streetOf('k3'), await streetOf('k1')]);
    const some = await computed();
    await database.query('SELECT coverage.refresh()');
    expect(some).toEqual(await computed());
    expect(some).not.toEqual(before);
    expect((await statusOf('k3'))!.status).toBe('connected');
  });

  test('says that the figures of a district have changed all over it, and of anything else only near the streets', async () => {
    await offer('k2', `DATE '2024-05-05'`);
    await database.query('SELECT coverage.refresh(ARRAY[$1])', [await streetOf('k2')]);
    const boxes = await database.query<{ dataset: string; whole: boolean }>(
      `SELECT DISTINCT ON (c.dataset) c.dataset, ST_Covers(ST_MakeEnvelope(c.west, c.south, c.east, c.north, 3857), d.geom_3857) AS whole
       FROM datasets.change c CROSS JOIN places.district d
       WHERE c.dataset IN ('address-coverage', 'district-statistics')
         AND d.id = (SELECT district_id FROM places.address WHERE id = 'k2')
       ORDER BY c.dataset, c.version DESC`,
    );
    expect(boxes).toEqual([
      { dataset: 'address-coverage', whole: false },
      { dataset: 'district-statistics', whole: true },
    ]);
  });

  test('of all tells of changes where somebody has written and where statuses have become others, nowhere else', async () => {
    await database.query(`UPDATE places.address SET geom = ST_Translate(geom, 0.1, 0) WHERE id = 'k12'`);
    await database.query('SELECT coverage.refresh()');
    await offer('k12', `DATE '2024-05-05'`);
    await database.query('SELECT coverage.refresh(NULL, (SELECT geom FROM places.address WHERE id = $1))', ['b1']);
    expect(
      await database.query(
        `SELECT array_agg(a.id ORDER BY a.id) AS near, s.whole_version < s.version AS part
         FROM datasets.state s JOIN datasets.change c USING (dataset, version)
         JOIN places.address a ON a.geom_3857 && ST_MakeEnvelope(c.west, c.south, c.east, c.north, 3857) AND a.id IN ('b1', 'k12')
         WHERE s.dataset = 'address-coverage' GROUP BY s.version, s.whole_version, c.west, c.south ORDER BY near`,
      ),
    ).toEqual([
      { near: ['b1'], part: true },
      { near: ['k12'], part: true },
    ]);
    const before = await database.query(`SELECT version FROM datasets.state WHERE dataset = 'district-statistics'`);
    await database.query('SELECT coverage.refresh()');
    expect(await database.query(`SELECT version FROM datasets.state WHERE dataset = 'district-statistics'`)).toEqual(
      before,
    );
  });

  test('of no street changes nothing', async () => {
    const before = await computed();
    await offer('b15', `DATE '2024-05-05'`);
    await database.query(`SELECT coverage.refresh('{}')`);
    expect(await computed()).toEqual(before);
  });

  test('writes only statuses that differ, so that readers of changes see no others', async () => {
    await database.query('SELECT coverage.refresh()');
    const versions = () =>
      database.query('SELECT address_id, xmin::text FROM coverage.address_status ORDER BY address_id');
    const before = await versions();
    await database.query('SELECT coverage.refresh()');
    expect(await versions()).toEqual(before);
  });
});

test('a refresh looks for nothing with NOT IN, which takes hours where memory is short', async () => {
  const found = await database.query(
    `SELECT proname FROM pg_proc WHERE pronamespace = 'coverage'::regnamespace AND prosrc ~* 'NOT IN \\(\\s*SELECT'`,
  );
  expect(found).toEqual([]);
});

describe('the daily refresh', () => {
  const lines: string[] = [];
  const log = { info: (text: string) => void lines.push(text), warn: (text: string) => void lines.push(text) };
  let stopping: () => Promise<void>;
  const today = () => database.query<{ changed: boolean }>('SELECT coverage.refresh_today() AS changed');

  test('lets an offer count on the day on which it begins, and stop on the day on which it ends', async () => {
    await offer('o5', 'current_date', 'activated');
    await offer('o6', 'current_date - 9', 'activated');
    await database.query(
      `UPDATE coverage.fixed_availability SET valid_to = current_date WHERE address_id = 'o6' AND valid_from = current_date - 9`,
    );
    await database.query(`UPDATE coverage.refreshed SET day = current_date - 1`);
    const before = [await statusOf('o5'), await statusOf('o6')];
    const stop = startDailyRefresh({ database, log });
    await stop();
    expect(lines).toEqual(['Statuses and figures are those of today']);
    expect(before.map((status) => status?.status)).not.toContain('activated');
    expect(await statusOf('o5')).toEqual({ status: 'activated', down: 2000 });
    expect((await statusOf('o6'))?.status).not.toBe('activated');
    const some = await computed();
    await database.query('SELECT coverage.refresh()');
    expect(some).toEqual(await computed());
  });

  test('is tried again soon after a failure, and says in words what is the matter once it goes on', async () => {
    const said: string[] = [];
    const notes = {
      info: (text: string) => void said.push(`info ${text}`),
      warn: (text: string) => void said.push(`warn ${text}`),
    };
    let asked = 0;
    const done = new Promise<void>((answered) => {
      const query = async () => {
        if (++asked <= 5) throw new Error('timeout exceeded when trying to connect');
        answered();
        return [{ changed: false }];
      };
      const busy = { query } as unknown as Database;
      stopping = startDailyRefresh({ database: busy, log: notes, retryMs: 1 });
    });
    await done;
    await stopping();
    expect(said.map((text) => text.slice(0, 4))).toEqual(['info', 'info', 'info', 'warn', 'warn']);
    expect(said[3]).toMatch(
      /of today are not computed yet: the database has not answered in time\..*tried again by itself in 1 s/,
    );
  });

  (process.env['TEST_DATABASE_URL'] ? test : test.skip)(
    'waits for an import that refreshes all at midnight, and neither breaks the other off (needs TEST_DATABASE_URL)',
    async () => {
      await database.query(`UPDATE coverage.refreshed SET day = current_date - 1`);
      let waiting: ReturnType<typeof today>;
      await database.transaction(async (tx) => {
        await tx.query(`SELECT pg_advisory_xact_lock(hashtext('coverage.refresh'))`);
        waiting = today();
        const blocked = `SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`;
        while (!(await tx.query(blocked)).length) await sleep(10);
        await tx.query('SELECT coverage.refresh()');
      });
      expect(await waiting!).toEqual([{ changed: true }]);
    },
  );

  test('makes a new version of what shows today, where something in it begins or ends', async () => {
    const shown = ['fixed-availability', 'mobile-availability', 'rollout-projects'];
    for (const dataset of shown) await database.query('SELECT datasets.touch($1)', [dataset]);
    const stored = async () => {
      const rows = await database.query<{ dataset: string; version: number }>(
        'SELECT dataset, version FROM datasets.state WHERE dataset = ANY ($1) ORDER BY dataset',
        [shown],
      );
      return rows.map(({ version }) => version);
    };
    await database.query(
      `UPDATE coverage.fixed_availability SET valid_to = NULL WHERE valid_to = current_date;
       UPDATE coverage.fixed_availability SET valid_from = current_date - 9 WHERE valid_from = current_date;
       UPDATE coverage.mobile_availability SET valid_from = current_date 
         WHERE id = (SELECT max(id) FROM coverage.mobile_availability WHERE superseded_at IS NULL AND valid_to IS NULL)`,
    );
    await database.query(`UPDATE coverage.refreshed SET day = current_date - 1`);
    // An import after midnight has refreshed all before.
    await database.query('SELECT coverage.refresh()');
    const before = await stored();
    expect(await today()).toEqual([{ changed: true }]);
    expect((await stored()).map((version, i) => version - before[i]!)).toEqual([0, 1, 0]);
  });

  test('is done once a day', async () => {
    await database.query(`UPDATE coverage.refreshed SET day = current_date - 1`);
    expect(await today()).toEqual([{ changed: true }]);
    expect(await today()).toEqual([{ changed: false }]);
  });
});

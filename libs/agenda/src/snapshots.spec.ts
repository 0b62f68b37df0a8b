import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadFigure, loadFiguresByDistrict, loadHistory } from './indicators/figures.js';
import { startSnapshots, takeDistricts } from './snapshots.js';

const log = { debug() {}, warn: (text: string) => Promise.reject(new Error(text)) };

describe('the figures of the agenda, day by day', () => {
  let database: Database;
  beforeEach(async () => {
    database = await testDatabase();
    await database.query(`
      INSERT INTO imports.run (dataset, origin, started_by) VALUES ('districts', 'file', 'test');
      INSERT INTO places.district (id, name, geom, run_id) VALUES ('a', 'A', ST_Multi(ST_MakeEnvelope(7, 51, 8, 52, 4326)), 1);
      INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_connected, gigabit, under_30_mbit)
      VALUES ('a', 'residential', 10, 10, 0, 10, 5, 0, 0), ('a', 'commercial', 4, 4, 0, 4, 1, 0, 0)`);
  });
  afterEach(() => database.close());

  const take = async () => {
    const [row] = await database.query<{ taken: number }>('SELECT agenda.take_snapshots() AS taken');
    return row!.taken;
  };
  const figure = (id: string) => loadFigure({}, database, id);
  const connect = (addresses: number) =>
    database.query(
      `UPDATE coverage.district_statistics SET fibre_connected = ${addresses} WHERE use = 'residential'; SELECT datasets.touch('district-statistics')`,
    );

  it('are computed once, and again only where a dataset behind them has changed', async () => {
    const [all] = await database.query<{ count: number }>('SELECT count(*) FROM agenda.indicator');
    expect(await take()).toBe(all!.count);
    expect(await take()).toBe(0);
    await connect(8);
    // Residential and commercial fibre, connected and passed.
    expect(await take()).toBe(4);
    expect(await figure('fibre-residential')).toMatchObject({
      value: 80,
      counted: 8,
      total: 10,
      takenAt: expect.any(Date),
    });
  });

  it('are true at once after a change, before the snapshot is taken again', async () => {
    await take();
    await connect(9);
    expect(await figure('fibre-residential')).toEqual({ value: 90, counted: 9, total: 10, known: 10 });
  });

  it('of sensors are computed again after ten minutes, as time alone makes them others', async () => {
    await take();
    await database.query(
      `UPDATE agenda.snapshot SET taken_at = taken_at - interval '11 minutes' WHERE indicator_id IN ('sensors-reporting', 'fibre-commercial')`,
    );
    expect(await take()).toBe(1);
  });

  it('of past days stay as they were when the data changes', async () => {
    await take();
    await database.query('UPDATE agenda.snapshot SET day = day - 1');
    await connect(7);
    await take();
    const history = await loadHistory({}, database, 'fibre-residential', '2000-01-01');
    expect(history.map(({ value, counted, total }) => [value, counted, total])).toEqual([
      [50, 5, 10],
      [70, 7, 10],
    ]);
    expect(history[0]!.day < history[1]!.day).toBe(true);
  });

  describe('in districts', () => {
    const takeAll = async () => {
      await take();
      let taken = 0;
      while (await takeDistricts(database)) taken++;
      return taken;
    };
    const nextDay = () =>
      database.query(
        'UPDATE agenda.snapshot SET day = day - 1; UPDATE agenda.district_snapshot SET day = day - 1, until = until - 1',
      );
    /** How many days each row stands for, and its value. */
    const rows = async () =>
      (
        await database.query<{ days: number; value: number | null }>(
          "SELECT until - day + 1 AS days, value FROM agenda.district_snapshot WHERE indicator_id = 'fibre-residential' ORDER BY day",
        )
      ).map(({ days, value }) => [days, value]);
    const history = async (district = 'a') =>
      (await loadHistory({}, database, 'fibre-residential', '2000-01-01', { district })).map(({ value }) => value);

    it('are noted once for each snapshot of the city, in one row as long as they stay the same', async () => {
      const [{ count } = { count: 0 }] = await database.query<{ count: number }>(
        'SELECT count(*) FROM agenda.indicator WHERE has_districts',
      );
      expect(await takeAll()).toBe(count);
      expect(await takeAll()).toBe(0);
      await nextDay();
      await takeAll();
      await nextDay();
      await takeAll();
      expect(await rows()).toEqual([[3, 50]]);
      expect(await history()).toEqual([50, 50, 50]);
      expect(await history('elsewhere')).toEqual([]);
    });

    it('are open data, of which each day makes another version: the last day of a row moves', async () => {
      const version = async () =>
        (
          await database.query<{ version: number }>(
            "SELECT version FROM datasets.state WHERE dataset = 'agenda-district-figures'",
          )
        )[0]?.version;
      await takeAll();
      const first = await version();
      await nextDay();
      await takeAll();
      expect(await version()).toBeGreaterThan(first!);
      const open = await database.query(
        `SELECT district, until - day AS days, until = current_date AS "isOfToday", value FROM open.agenda_district_figures
         WHERE indicator_id = 'fibre-residential'`,
      );
      expect(open).toEqual([{ district: 'A', days: 1, isOfToday: true, value: 50 }]);
    });

    it('begin a row when they change, once a day, and continue the one before where they change back', async () => {
      await takeAll();
      await nextDay();
      await takeAll();
      await connect(6);
      await takeAll();
      expect(await rows()).toEqual([
        [1, 50],
        [1, 60],
      ]);
      await connect(7);
      await takeAll();
      expect(await history()).toEqual([50, 70]);
      await connect(5);
      await takeAll();
      expect(await rows()).toEqual([[2, 50]]);
    });

    it('do not tell of days on which nothing was computed', async () => {
      await takeAll();
      await nextDay();
      await nextDay();
      await takeAll();
      expect(await rows()).toEqual([
        [1, 50],
        [1, 50],
      ]);
      const [first, second] = await loadHistory({}, database, 'fibre-residential', '2000-01-01', { district: 'a' });
      expect(Date.parse(second!.day) - Date.parse(first!.day)).toBe(2 * 86_400_000);
      expect(await loadHistory({}, database, 'fibre-residential', second!.day, { district: 'a' })).toHaveLength(1);
    });

    it('are noted with those of each operator that a source speaks of, where the figure tells them apart', async () => {
      await database.query(`
        INSERT INTO coverage.provider (id, name) VALUES ('funk', 'Funk'), ('still', 'Still');
        INSERT INTO coverage.mobile_site (site_id, provider_id, technologies, status, evidence, geom, valid_from, run_id) VALUES
          ('1', 'funk', '{5g}', 'live', 'operator', ST_SetSRID(ST_MakePoint(7.5, 51.5), 4326), '2024-01-01', 1)`);
      await takeAll();
      const of = (operator: string, id = 'mobile-sites-live') =>
        loadHistory({}, database, id, '2000-01-01', { operator });
      expect((await of('funk')).map(({ value }) => value)).toEqual([100]);
      expect(await of('still')).toEqual([]);
      // No other figure has any, and of an operator in a district nothing is noted.
      expect(await of('funk', 'fibre-residential')).toEqual([]);
      const both = { district: 'a', operator: 'funk' };
      expect(await loadHistory({}, database, 'mobile-sites-live', '2000-01-01', both)).toEqual([]);
    });

    it('are true at once after a change, before they are noted again', async () => {
      await takeAll();
      const value = async () => (await loadFiguresByDistrict({}, database, 'fibre-residential'))[0]!.value;
      expect(await value()).toBe(50);
      await connect(9);
      expect(await value()).toBe(90);
      // Noted for the city, not yet for its districts.
      await take();
      expect(await value()).toBe(90);
    });
  });

  it('follow a change by themselves, within seconds', async () => {
    const stop = await startSnapshots({ database, log, gatherMs: 50 });
    try {
      const shown = async (value: number) => {
        for (let tries = 0; tries < 100; tries++) {
          const rows = await database.query(
            "SELECT value FROM agenda.snapshot WHERE indicator_id = 'fibre-residential'",
          );
          const districts = await database.query(
            "SELECT value FROM agenda.district_snapshot WHERE indicator_id = 'fibre-residential'",
          );
          if (rows[0]?.['value'] === value && districts[0]?.['value'] === value) return true;
          await sleep(50);
        }
        return false;
      };
      expect(await shown(50)).toBe(true);
      await connect(6);
      expect(await shown(60)).toBe(true);
    } finally {
      await stop();
    }
  });
});

import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { DatasetVersions } from '@stadtlage/datasets';
import { setTimeout as sleep } from 'node:timers/promises';
import { CityDays } from '../city-days.js';
import { putRecords } from '../records/store.js';
import { StatusWatch } from './status-watch.js';

describe('whoever listens for the statuses of targets', () => {
  let database: Database;
  let versions: DatasetVersions;
  let watch: StatusWatch;
  let now: Date;
  beforeEach(async () => {
    database = await testDatabase();
    await database.query(`
      INSERT INTO imports.run (dataset, origin, started_by) VALUES ('districts', 'file', 'test');
      INSERT INTO places.district (id, name, geom, run_id) VALUES ('a', 'A', ST_Multi(ST_MakeEnvelope(7, 51, 8, 52, 4326)), 1);
      INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_connected, gigabit, under_30_mbit)
      VALUES ('a', 'residential', 10, 10, 0, 10, 5, 0, 0)`);
    await putRecords(database, [
      {
        ...{ kind: 'goal', id: 'everywhere', expected: 0, by: 'anna' },
        content: {
          field: 'fibre',
          title: { de: 'Überall', en: 'Everywhere' },
          targets: [{ indicator: 'fibre-residential', path: [], date: '2099-12-31', value: 90 }],
        },
      },
    ]);
    await database.query('SELECT agenda.take_snapshots()');
    versions = await DatasetVersions.start(database, (error) => {
      throw error;
    });
    now = new Date();
    watch = new StatusWatch(database, versions, new CityDays('Europe/Berlin', () => now));
  });
  afterEach(async () => {
    watch.end();
    versions.stop();
    await database.close();
  });

  const connect = (addresses: number) =>
    database.query(
      `UPDATE coverage.district_statistics SET fibre_connected = ${addresses}; SELECT datasets.touch('district-statistics'); SELECT agenda.take_snapshots()`,
    );

  it('hears of the one that is another than before, from what to what, and nothing where all stays', async () => {
    const changes = await watch.listen();
    await connect(6);
    // Without a path nothing is known of how it should be on the way.
    expect(await Promise.race([changes.next(), sleep(700, 'silence')])).toBe('silence');
    await changes.return();
    const others = await watch.listen();
    const heard = others.next();
    await connect(9);
    expect((await heard).value).toEqual({
      goal: 'everywhere',
      goalTitle: { de: 'Überall', en: 'Everywhere' },
      indicator: 'fibre-residential',
      indicatorTitle: expect.objectContaining({ en: expect.any(String) }),
      date: '2099-12-31',
      value: 90,
      before: 'unknown',
      status: 'reached',
    });
    await others.return();
  });

  it("hears of a target's day once it has begun in the city, an hour before it does in UTC", async () => {
    now = new Date('2099-12-30T22:59:00Z');
    const changes = await watch.listen();
    now = new Date('2099-12-30T23:01:00Z');
    const heard = changes.next();
    await connect(6);
    expect((await heard).value).toMatchObject({ before: 'unknown', status: 'off_track' });
    await changes.return();
  });

  it('hears it too when the target is another one, however many listen', async () => {
    const [one, two] = [await watch.listen(), await watch.listen()];
    const heard = [one.next(), two.next()];
    await putRecords(database, [
      {
        ...{ kind: 'goal', id: 'everywhere', expected: 1, by: 'anna', reason: 'Less will do.' },
        content: {
          field: 'fibre',
          title: { de: 'Überall', en: 'Everywhere' },
          targets: [{ indicator: 'fibre-residential', path: [], date: '2099-12-31', value: 40 }],
        },
      },
    ]);
    for (const { value } of await Promise.all(heard))
      expect(value).toMatchObject({ before: 'unknown', status: 'reached' });
    await Promise.all([one.return(), two.return()]);
  });
});

import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import type { ContentOf } from '../kinds/index.js';
import { putRecords } from '../records/store.js';

// Four homes in one district: 16, exactly 30 and 1,000 Mbit/s, and one of which no source speaks.
const HOMES = `
  INSERT INTO imports.run (id, dataset, origin, started_by) OVERRIDING SYSTEM VALUE VALUES (1, 'addresses', 'file', 'test');
  INSERT INTO places.district (id, name, geom, run_id) VALUES ('north', 'Nord', ST_Multi(ST_MakeEnvelope(7.9, 51.7, 8, 51.8, 4326)), 1);
  INSERT INTO places.street (key, name, run_id) VALUES ('05570000400000001', 'Am Feld', 1);
  INSERT INTO places.address (id, street_key, street, house_number, district_id, use, geom, run_id)
  SELECT id, '05570000400000001', 'Am Feld', row_number() OVER (), 'north', 'residential', ST_SetSRID(ST_MakePoint(lon, 51.75), 4326), 1
  FROM (VALUES ('at16', 7.91), ('at30', 7.911), ('unknown', 7.98), ('at1000', 7.981)) AS a (id, lon);
  INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glas');
  INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, max_down_mbit, valid_from, run_id) VALUES
    ('at16', 'glas', 'dsl', 16, '2024-01-01', 1), ('at30', 'glas', 'dsl', 30, '2024-01-01', 1), ('at1000', 'glas', 'hfc', 1000, '2024-01-01', 1);
  SELECT coverage.refresh();`;
// A help desk near the first two.
const DESK = `
  INSERT INTO places.facility (id, kind, name, district_id, geom, run_id) VALUES
    ('library', 'library', 'Bücherei', 'north', ST_SetSRID(ST_MakePoint(7.9105, 51.75), 4326), 1);
  INSERT INTO agenda.record (kind, id, version, content, recorded_by) VALUES
    ('inclusion-offer', 'desk', 1, '{"type": "help_desk", "title": {"de": "A", "en": "A"}, "facility": "library"}', 'test')`;

describe('the index of digital poverty', () => {
  let database: Database;
  beforeEach(async () => {
    database = await testDatabase();
    await database.query(HOMES);
  });
  afterEach(() => database.close());

  const weigh = (expected: number, slowMbit: number) =>
    putRecords(database, [
      {
        ...{ kind: 'inclusion-weights', id: 'all', expected, by: 'anna' },
        content: {
          ...{ wifiWeight: 0, helpWeight: 3, lendingWeight: 0, coursesWeight: 0, slowWeight: 2, slowMbit },
          ...{ wifiMetres: 500, helpMetres: 1500, lendingMetres: 3000, coursesMetres: 1500 },
        } as ContentOf,
      },
    ]);
  const points = async () => {
    const rows = await database.query<{ id: string; amount: number | null }>(
      'SELECT id, amount FROM agenda.digital_poverty_behind(NULL, NULL) ORDER BY id',
    );
    return Object.fromEntries(rows.map(({ id, amount }) => [id, amount]));
  };
  const figure = async () => (await database.query('SELECT * FROM agenda.digital_poverty(NULL, NULL)'))[0];
  const parts = (district: string | null) =>
    database.query(
      `SELECT part, lacking, known, points FROM agenda.digital_poverty_parts() WHERE district_id IS NOT DISTINCT FROM $1 ORDER BY part`,
      [district],
    );

  it('takes 16 Mbit/s for slow where 30 are asked for, exactly 30 for fast, and nothing for what nobody knows', async () => {
    expect(await points()).toEqual({ at16: 100, at30: 0, at1000: 0, unknown: null });
    expect(await figure()).toEqual({ value: 33.3, counted: 1, total: 4, known: 3 });
    // Nobody has recorded where there is Wi-Fi, help or a course: that weighs nowhere.
    expect(await parts('north')).toEqual([{ part: 'slow', lacking: 1, known: 3, points: 33.3 }]);
  });

  it('weighs a slow connection beside what is nearby, and only this where nobody knows how fast it is', async () => {
    await database.query(DESK);
    await weigh(0, 31);
    // 2 of 5; 2 of 5, as 30 is too slow now; no help, 3 of 3; no help, 3 of 5.
    expect(await points()).toEqual({ at16: 40, at30: 40, unknown: 100, at1000: 60 });
    expect(await figure()).toEqual({ value: 60, counted: 2, total: 4, known: 4 });
    await weigh(1, 30);
    expect(await points()).toEqual({ at16: 40, at30: 0, unknown: 100, at1000: 60 });
    expect(await figure()).toEqual({ value: 50, counted: 2, total: 4, known: 4 });
  });

  it('is in each district, and in all of the city, the sum of its parts', async () => {
    await database.query(DESK);
    await weigh(0, 31);
    const both = [
      { part: 'help', lacking: 2, known: 4, points: 40 },
      { part: 'slow', lacking: 2, known: 3, points: 20 },
    ];
    expect(await parts('north')).toEqual(both);
    expect(await parts(null)).toEqual(both);
  });
});

import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { CityDays } from './city-days.js';
import { FieldOfActionResolver } from './field-of-action.resolver.js';
import { IndicatorResolver } from './indicators/indicator.resolver.js';

describe('the digital agenda', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const figureOf = async (field: string, indicator: string) => {
    const indicators = await new FieldOfActionResolver(database).indicators(
      { id: field, title: { de: '', en: '' } },
      {},
    );
    return new IndicatorResolver(database, new CityDays('UTC')).figure(
      indicators.find(({ id }) => id === indicator)!,
      {},
      null,
    );
  };

  it('has the eleven fields of action of the council motion, in order', async () => {
    const fields = await new FieldOfActionResolver(database).fieldsOfAction();
    expect(fields.map(({ id }) => id)).toEqual([
      ...[
        'schools',
        'online-services',
        'administration',
        'town-hall',
        'smart-city',
        'fibre',
        '5g',
        'training',
        'business',
        'funding',
        'inclusion',
      ],
    ]);
  });

  it('has at least two indicators in each field of action', async () => {
    const few = await database.query(
      `SELECT f.id, count(i.id) AS indicators FROM agenda.field_of_action f LEFT JOIN agenda.indicator i ON i.field_id = f.id
       GROUP BY f.id HAVING count(i.id) < 2`,
    );
    expect(few).toEqual([]);
  });

  it('says null, not zero, while there is nothing to count', async () => {
    expect(await figureOf('fibre', 'fibre-residential')).toEqual({ value: null, counted: 0, total: 0, known: 0 });
  });

  it('computes the share of connected addresses per use from the statistics', async () => {
    await database.query(`
      INSERT INTO imports.run (dataset, origin, started_by) VALUES ('districts', 'file', 'test');
      INSERT INTO places.district (id, name, geom, run_id) VALUES
        ('a', 'A', ST_Multi(ST_MakeEnvelope(7, 51, 8, 52, 4326)), 1), ('b', 'B', ST_Multi(ST_MakeEnvelope(8, 51, 9, 52, 4326)), 1);
      INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_connected, gigabit, under_30_mbit)
      VALUES ('a', 'residential', 30, 30, 0, 20, 10, 0, 0), ('b', 'residential', 10, 10, 0, 0, 0, 0, 0), ('a', 'commercial', 3, 3, 0, 3, 3, 0, 0)`);
    expect(await figureOf('fibre', 'fibre-residential')).toEqual({ value: 25, counted: 10, total: 40, known: 40 });
    expect(await figureOf('fibre', 'fibre-commercial')).toEqual({ value: 100, counted: 3, total: 3, known: 3 });
  });

  it('says null, not zero, where no source speaks of any address', async () => {
    await database.query('UPDATE coverage.district_statistics SET unknown = addresses, fibre_connected = 0');
    expect(await figureOf('fibre', 'fibre-residential')).toEqual({ value: null, counted: 0, total: 40, known: 0 });
  });

  it('counts each address that some operator covers once, 5G standalone as 5G, and no word of residents', async () => {
    await database.query(`
      INSERT INTO places.street (key, name, run_id) VALUES ('05570000400000001', 'Am Feld', 1);
      INSERT INTO places.address (id, street_key, street, house_number, geom, run_id)
      SELECT 'n' || n, '05570000400000001', 'Am Feld', n, ST_SetSRID(ST_MakePoint(7.9 + n * 0.01, 51.7), 4326), 1 FROM generate_series(1, 8) n;
      INSERT INTO coverage.provider (id, name) VALUES ('one', 'One'), ('two', 'Two')`);
    expect(await figureOf('5g', 'addresses-with-5g')).toEqual({ value: null, counted: 0, total: 8, known: 0 });
    // One: 1 to 4; two: standalone from 3 to 5; two areas meet at the fourth. A resident speaks of the seventh; 4G is everywhere.
    await database.query(`
      INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, evidence, geom, run_id)
      SELECT operator, technology, '2024-01-01', evidence, ST_Multi(ST_MakeEnvelope(7.9 + west * 0.01, 51, 7.9 + east * 0.01, 52, 4326)), 1
      FROM (VALUES ('one', '5g', 'operator', 0.5, 4.0), ('two', '5g_sa', 'operator', 2.5, 5.5), ('one', '5g', 'resident_report', 6.5, 7.5),
                   ('two', '4g', 'operator', 0, 9)) AS area (operator, technology, evidence, west, east)`);
    expect(await figureOf('5g', 'addresses-with-5g')).toEqual({ value: 62.5, counted: 5, total: 8, known: 8 });
    expect(await figureOf('5g', 'addresses-with-5g-sa')).toEqual({ value: 37.5, counted: 3, total: 8, known: 8 });
  });
});

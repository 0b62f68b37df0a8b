import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { FieldOfActionResolver, IndicatorResolver } from './field-of-action.resolver.js';

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
    return new IndicatorResolver(database).figure(
      indicators.find(({ id }) => id === indicator)!,
      {},
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

  it('says null, not zero, while there is nothing to count', async () => {
    expect(await figureOf('fibre', 'fibre-residential')).toEqual({ value: null, counted: 0, total: 0 });
  });

  it('computes the share of connected addresses per use from the statistics', async () => {
    await database.query(`
      INSERT INTO imports.run (dataset, origin, started_by) VALUES ('districts', 'file', 'test');
      INSERT INTO places.district (id, name, geom, run_id) VALUES
        ('a', 'A', ST_Multi(ST_MakeEnvelope(7, 51, 8, 52, 4326)), 1), ('b', 'B', ST_Multi(ST_MakeEnvelope(8, 51, 9, 52, 4326)), 1);
      INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_connected, gigabit, under_30_mbit)
      VALUES ('a', 'residential', 30, 30, 0, 20, 10, 0, 0), ('b', 'residential', 10, 10, 0, 0, 0, 0, 0), ('a', 'commercial', 3, 3, 0, 3, 3, 0, 0)`);
    expect(await figureOf('fibre', 'fibre-residential')).toEqual({ value: 25, counted: 10, total: 40 });
    expect(await figureOf('fibre', 'fibre-commercial')).toEqual({ value: 100, counted: 3, total: 3 });
  });

  it('says null, not zero, where no source speaks of any address', async () => {
    await database.query('UPDATE coverage.district_statistics SET unknown = addresses, fibre_connected = 0');
    expect(await figureOf('fibre', 'fibre-residential')).toEqual({ value: null, counted: 0, total: 40 });
  });
});

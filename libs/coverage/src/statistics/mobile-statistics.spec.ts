import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { MobileStatisticsResolver } from './mobile-statistics.js';

// Two districts, each about 0.7 by 1.1 km: the west with two addresses, the east with one.
const CITY = `
  INSERT INTO imports.run (dataset, origin, started_by) VALUES ('districts', 'file', 'test');
  INSERT INTO places.district (id, name, geom, run_id) VALUES
    ('west', 'West', ST_Multi(ST_MakeEnvelope(7.90, 51.75, 7.91, 51.76, 4326)), 1), ('east', 'Ost', ST_Multi(ST_MakeEnvelope(7.91, 51.75, 7.92, 51.76, 4326)), 1);
  INSERT INTO places.street (key, name, class, geom, run_id) VALUES
    ('05570004000100001', 'Weg', 'residential', ST_Multi(ST_MakeLine(ST_MakePoint(7.9, 51.755), ST_MakePoint(7.92, 51.755)))::geometry(MultiLineString), 1);
  INSERT INTO places.address (id, street_key, street, house_number, postcode, place, use, premises, district_id, geom, run_id)
  SELECT id, '05570004000100001', 'Weg', row_number() OVER (), '59227', 'Ahlen', 'residential', premises, district, ST_SetSRID(ST_MakePoint(lon, 51.755), 4326), 1
  FROM (VALUES ('w1', 4, 'west', 7.902), ('w2', 1, 'west', 7.908), ('e1', NULL, 'east', 7.915)) a (id, premises, district, lon);
  INSERT INTO coverage.provider (id, name) VALUES ('funk', 'Funk AG'), ('ring', 'Ring');
  -- 5G in the western half of the west, standalone also in the rest of it; a resident's word does not count.
  INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, evidence, geom, run_id) VALUES
    ('funk', '5g', '2024-01-01', 'operator', ST_Multi(ST_MakeEnvelope(7.80, 51.70, 7.905, 51.80, 4326)), 1),
    ('funk', '5g_sa', '2024-01-01', 'operator', ST_Multi(ST_MakeEnvelope(7.905, 51.70, 7.91, 51.80, 4326)), 1),
    ('funk', '5g', '2024-01-01', 'resident_report', ST_Multi(ST_MakeEnvelope(7.91, 51.70, 7.92, 51.80, 4326)), 1);
  INSERT INTO coverage.mobile_site (site_id, provider_id, technologies, status, evidence, geom, valid_from, run_id) VALUES
    ('1', 'funk', '{3g,5g_sa}', 'live', 'operator', ST_SetSRID(ST_MakePoint(7.903, 51.755), 4326), '2024-01-01', 1),
    ('2', 'ring', '{4g}', 'planned', 'operator', ST_SetSRID(ST_MakePoint(7.915, 51.755), 4326), '2024-01-01', 1),
    ('3', 'funk', '{5g}', 'live', 'operator', ST_SetSRID(ST_MakePoint(7.99, 51.755), 4326), '2024-01-01', 1)`;

describe('mobile networks by operator', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(CITY);
  });
  afterAll(() => database.close());
  const of = (district?: string) => new MobileStatisticsResolver(database).mobileStatistics(district);

  it('reach addresses, premises and area; standalone 5G is 5G too, and what residents report does not count', async () => {
    const found = await of('west');
    expect(found).toMatchObject([
      {
        technology: '5g',
        operatorId: 'funk',
        addresses: 2,
        coveredAddresses: 2,
        premises: 5,
        coveredPremises: 5,
        sitesLive: 1,
        sitesPlanned: 0,
      },
      {
        technology: '5g_sa',
        operatorId: 'funk',
        coveredAddresses: 1,
        coveredPremises: 1,
        sitesLive: 1,
        sitesPlanned: 0,
      },
    ]);
    const [all, half] = found;
    expect(all!.coveredKm2).toBeCloseTo(all!.areaKm2, 1);
    // A hundredth of a degree there is about 690 m by 1,113 m.
    expect(all!.areaKm2).toBeCloseTo(0.77, 1);
    expect(half!.coveredKm2 / half!.areaKm2).toBeCloseTo(0.5, 1);
  });

  it('are there with nothing but a planned site, and reach nobody then', async () => {
    const ring = (await of('east')).filter(({ operatorId }) => operatorId === 'ring');
    expect(ring).toMatchObject([
      {
        ...{
          technology: '4g',
          addresses: 1,
          coveredAddresses: 0,
          premises: null,
          coveredPremises: null,
          coveredKm2: 0,
        },
        ...{ sitesLive: 0, sitesPlanned: 1 },
      },
    ]);
  });

  it('are summed up for the city, of which each is a part of the whole', async () => {
    expect(await of()).toMatchObject([
      { technology: '4g', operatorId: 'ring', addresses: 3, coveredAddresses: 0, sitesPlanned: 1 },
      {
        technology: '5g',
        operatorId: 'funk',
        addresses: 3,
        coveredAddresses: 2,
        premises: 5,
        coveredPremises: 5,
        sitesLive: 1,
      },
      { technology: '5g_sa', operatorId: 'funk', addresses: 3, coveredAddresses: 1 },
    ]);
  });

  it('are none where there is no such district', async () => {
    expect(await of('nowhere')).toEqual([]);
  });
});

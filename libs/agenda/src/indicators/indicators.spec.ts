import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import type { ContentOf } from '../kinds/index.js';
import { putRecords } from '../records/store.js';
import { checkPart, forAll, loadFiguresByDistrict, type Part } from './figures.js';
import { RecordState } from './indicator.js';
import { countRecordsBehind, loadRecordsBehind } from './records-behind.js';

interface Counts {
  counted: number;
  total: number;
  known: number;
}

// Ten addresses in two districts and none in a third; each line of testing-indicators.sql says what it is there for.
describe('every indicator', () => {
  let database: Database;
  let indicators: string[];
  let withOperators: string[];
  let districts: string[];
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(sqlFile(import.meta.url, 'testing-indicators.sql'));
    // A second operator reaches n1 and n2, where the first is too; of the third residents alone say something.
    await database.query(`
      INSERT INTO coverage.provider (id, name) VALUES ('netz', 'Netz');
      INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, evidence, geom, run_id)
      SELECT operator, '5g', '2024-01-01', evidence, ST_Multi(ST_MakeEnvelope(7.905, 51.755, 7.915, 51.78, 4326)), 1
      FROM (VALUES ('netz', 'operator'), ('glas', 'resident_report')) AS said (operator, evidence)`);
    indicators = (await database.query<{ id: string }>('SELECT id FROM agenda.indicator ORDER BY id')).map(
      ({ id }) => id,
    );
    withOperators = (
      await database.query<{ id: string }>('SELECT id FROM agenda.indicator WHERE has_operators ORDER BY id')
    ).map(({ id }) => id);
    districts = (await database.query<{ id: string }>('SELECT id FROM places.district ORDER BY id')).map(
      ({ id }) => id,
    );
  });
  afterAll(() => database.close());

  const figure = async (id: string, district: string | null, operator?: string) => {
    const part = { district, operator };
    const [row] = await forAll<Counts & { value: number | null }>(
      database,
      [id],
      '',
      part,
      [],
      (call) => `SELECT * FROM ${call}`,
    );
    return row!;
  };

  const OPERATORS = ['funk', 'netz', 'glas'];
  const partsOf = (id: string, district: string | null): { district: string | null; operator?: string }[] => [
    { district },
    ...(withOperators.includes(id) ? OPERATORS.map((operator) => ({ district, operator })) : []),
  ];

  it('is exactly the records behind it, for all of the city and for each district, of each operator too', async () => {
    const differing: unknown[] = [];
    for (const id of indicators) {
      for (const part of [null, ...districts].flatMap((district) => partsOf(id, district))) {
        const { counted, total, known } = await figure(id, part.district, part.operator);
        const [behind] = await forAll<Counts>(
          database,
          [id],
          '_behind',
          part,
          [],
          (call) =>
            `SELECT count(*) AS total, count(*) FILTER (WHERE counted) AS counted, count(*) FILTER (WHERE known) AS known FROM ${call}`,
        );
        if (behind!.counted !== counted || behind!.total !== total || behind!.known !== known)
          differing.push({ id, part, figure: { counted, total, known }, behind });
      }
    }
    expect(differing).toEqual([]);
    expect(indicators.length).toBeGreaterThan(8);
  });

  it('is in all districts together what it is in each of them', async () => {
    const [{ ids } = { ids: [] }] = await database.query<{ ids: string[] }>(
      'SELECT array_agg(id ORDER BY id) AS ids FROM agenda.indicator WHERE has_districts',
    );
    for (const id of ids) {
      const all = await loadFiguresByDistrict({}, database, id);
      const one = async ({ districtId }: { districtId: string }) => ({ districtId, ...(await figure(id, districtId)) });
      expect([id, all]).toEqual([
        id,
        (await Promise.all(all.map(one))).map((each) => ({ id, district: expect.any(String), ...each })),
      ]);
      expect([id, all.map(({ districtId }) => districtId)]).toEqual([id, ['empty', 'north', 'south']]);
    }
  });

  it('has a figure here, so that the comparison is one of something', async () => {
    for (const id of indicators) expect([id, (await figure(id, null)).value]).toEqual([id, expect.any(Number)]);
  });

  it('says how it is computed and from what, in both languages', async () => {
    const silent = await database.query(
      `SELECT id FROM agenda.indicator WHERE length(method_de) < 40 OR length(method_en) < 40 OR sources = '{}'`,
    );
    expect(silent).toEqual([]);
  });

  it('knows nothing of a district without any records', async () => {
    for (const id of indicators)
      expect([id, await figure(id, 'empty')]).toMatchObject([id, { value: null, total: 0, known: 0 }]);
  });

  // Counted by hand from testing-indicators.sql: counted, total, known.
  test.each([
    ['fibre-residential', null, 2, 6, 5],
    ['fibre-residential', 'north', 2, 4, 4],
    ['fibre-residential', 'south', 0, 2, 1],
    ['fibre-commercial', null, 2, 4, 3],
    ['fibre-commercial', 'north', 1, 2, 2],
    // Of the firms at s1 nothing is known, whatever is known of its homes.
    ['fibre-commercial', 'south', 1, 2, 1],
    ['fibre-residential-passed', null, 3, 6, 5],
    ['fibre-residential-passed', 'north', 3, 4, 4],
    ['fibre-residential-passed', 'south', 0, 2, 1],
    ['fibre-commercial-passed', null, 2, 4, 3],
    ['fibre-commercial-passed', 'south', 1, 2, 1],
    ['fibre-promises-kept', null, 3, 6, 5],
    ['fibre-promises-kept', 'north', 2, 3, 3],
    ['fibre-promises-kept', 'south', 1, 3, 2],
    // The homes at n3 have fibre, its firms copper.
    ['fibre-promises-kept-residential', null, 2, 5, 4],
    ['fibre-promises-kept-residential', 'south', 0, 2, 1],
    ['fibre-promises-kept-commercial', null, 1, 3, 2],
    ['fibre-promises-kept-commercial', 'north', 0, 1, 1],
    ['fibre-promises-kept-commercial', 'south', 1, 2, 1],
    ['schools-with-fibre', null, 1, 3, 2],
    ['schools-with-fibre', 'north', 1, 1, 1],
    ['administration-with-fibre', null, 1, 4, 2],
    ['administration-with-fibre', 'north', 0, 1, 1],
    ['administration-with-fibre', 'south', 1, 3, 1],
    ['addresses-with-5g', null, 6, 10, 10],
    ['addresses-with-5g', 'north', 5, 5, 5],
    ['addresses-with-5g', 'south', 1, 4, 4],
    ['addresses-with-5g-sa', null, 1, 10, 10],
    ['mobile-sites-live', null, 1, 2, 2],
    ['mobile-sites-live', 'north', 1, 1, 1],
    ['mobile-sites-live', 'south', 0, 1, 1],
    ['sensors-reporting', null, 1, 2, 2],
    ['sensors-reporting', 'south', 0, 1, 1],
    ['schools-bandwidth', null, 1, 3, 2],
    ['schools-bandwidth', 'south', 0, 2, 1],
    ['schools-with-wifi', null, 1, 3, 2],
    ['schools-with-devices', null, 1, 3, 2],
    ['schools-with-devices', 'north', 1, 1, 1],
    ['services-online', null, 2, 5, 4],
    ['services-used-online', null, 1, 4, 3],
    ['systems-kept-up', null, 1, 4, 3],
    ['concept-requirements-met', null, 1, 2, 2],
    ['concept-in-time', null, 1, 4, 3],
    ['use-cases-in-service', null, 1, 2, 2],
    ['use-cases-with-open-data', null, 1, 2, 2],
    ['sensors-complete', null, 1, 2, 2],
    ['sensors-complete', 'south', 0, 1, 1],
    ['open-data-downloads', null, 2, 2, 2],
    ['api-calls', null, 2, 2, 2],
    ['homes-near-courses', null, 4, 6, 6],
    ['homes-near-courses', 'south', 0, 2, 2],
    ['courses-filled', null, 1, 8, 2],
    ['courses-filled', 'south', 0, 1, 1],
    ['participants-everyone', null, 1, 2, 1],
    ['participants-everyone', 'south', 0, 0, 0],
    ['participants-seniors', 'south', 1, 1, 1],
    ['participants-families', 'north', 1, 1, 1],
    ['participants-families', 'south', 0, 0, 0],
    ['participants-youth', null, 0, 1, 1],
    ['participants-job-seekers', null, 1, 1, 1],
    ['participants-newcomers', null, 1, 1, 1],
    ['participants-businesses', null, 1, 1, 1],
    ['advice-offers', null, 2, 3, 2],
    ['advice-requests', null, 1, 3, 1],
    ['advice-open', null, 1, 1, 1],
    ['concepts-made', null, 1, 3, 2],
    ['businesses-advised', null, 2, 3, 2],
    ['concepts-carried-out', null, 1, 3, 2],
    ['applications-granted', null, 3, 4, 4],
    ['funding-granted', null, 2, 3, 2],
    ['programmes-screened', null, 1, 2, 2],
    ['homes-near-help', null, 5, 6, 6],
    ['homes-near-help', 'north', 4, 4, 4],
    ['homes-near-help', 'south', 1, 2, 2],
    ['digital-poverty', null, 2, 6, 6],
  ])('%s of %p is %i of %i, of which %i are known', async (id, district, counted, total, known) => {
    expect(await figure(id, district)).toMatchObject({ counted, total, known });
  });

  test.each([
    ['addresses-with-5g', null, 'funk', 60, 6, 10, 10],
    ['addresses-with-5g', 'north', 'funk', 100, 5, 5, 5],
    ['addresses-with-5g', null, 'netz', 20, 2, 10, 10],
    ['addresses-with-5g', 'north', 'netz', 40, 2, 5, 5],
    ['addresses-with-5g', 'south', 'netz', 0, 0, 4, 4],
    ['addresses-with-5g-sa', null, 'funk', 10, 1, 10, 10],
    ['addresses-with-5g-sa', null, 'netz', 0, 0, 10, 10],
    ['mobile-sites-live', null, 'funk', 50, 1, 2, 2],
    // Who has no sites has no share of them that is live; and of whom residents alone speak, nothing is known.
    ['mobile-sites-live', null, 'netz', null, 0, 0, 0],
    ['addresses-with-5g', null, 'glas', null, 0, 10, 0],
    ['addresses-with-5g', 'north', 'glas', null, 0, 5, 0],
  ])('%s of %p and the operator %s is %p, %i of %i, of which %i are known', async (id, district, operator, ...is) => {
    const [value, counted, total, known] = is;
    expect(await figure(id, district, operator)).toEqual({ value, counted, total, known });
  });

  it('is of one operator in all districts together what it is in each of them', async () => {
    expect(withOperators).toEqual(['addresses-with-5g', 'addresses-with-5g-sa', 'mobile-sites-live']);
    for (const id of withOperators)
      for (const operator of OPERATORS) {
        const all = await loadFiguresByDistrict({}, database, id, operator);
        const one = async ({ districtId }: { districtId: string }) => await figure(id, districtId, operator);
        expect([id, operator, all]).toMatchObject([id, operator, await Promise.all(all.map(one))]);
        expect(all.map(({ districtId }) => districtId)).toEqual(['empty', 'north', 'south']);
      }
  });

  it('is refused of a district or an operator that nobody knows, and of any operator where it tells none apart', async () => {
    const check = (part: Part, hasOperators = true) =>
      checkPart({}, database, { id: 'addresses-with-5g', hasOperators }, part);
    await expect(check({ district: 'north', operator: 'netz' })).resolves.toBeUndefined();
    // Nothing is known of its network: that is no mistake of who asks.
    await expect(check({ operator: 'glas' })).resolves.toBeUndefined();
    await expect(check({ operator: 'nobody' })).rejects.toThrow('There is no operator "nobody". See providers { id }.');
    await expect(check({ district: 'nowhere' })).rejects.toThrow('There is no district "nowhere"');
    await expect(check({ operator: 'netz' }, false)).rejects.toThrow('does not tell operators apart');
  });

  // The means and sums of the amounts behind them.
  test.each([
    ['digital-poverty', null, 34.8],
    ['digital-poverty', 'north', 17.9],
    ['digital-poverty', 'south', 68.6],
    ['participants-everyone', null, 5],
    ['participants-seniors', null, 4],
    ['participants-families', 'north', 3],
    ['participants-youth', null, 0],
    ['participants-job-seekers', null, 7],
    ['participants-newcomers', null, 8],
    ['participants-businesses', null, 9],
    ['advice-offers', null, 3],
    ['advice-requests', null, 5],
    ['advice-open', null, 6],
    ['concepts-made', null, 3],
    ['businesses-advised', null, 7],
    ['concepts-carried-out', null, 2],
    ['funding-granted', null, 1500.5],
    ['open-data-downloads', null, 12],
    ['api-calls', null, 34],
  ])('%s of %p has the value %d', async (id, district, value) => {
    expect((await figure(id, district)).value).toBe(value);
  });

  it('is of today, asked for as of a day by what is known now, what it is', async () => {
    const rows = await database.query<{ id: string; call: string }>(
      `SELECT id, format('SELECT * FROM agenda.%I(%L::text, current_date)', function_on, parameter) AS call
       FROM agenda.indicator WHERE function_on IS NOT NULL`,
    );
    for (const { id, call } of rows) {
      const [onDay] = await database.query(call);
      expect([id, onDay]).toEqual([id, await figure(id, null)]);
    }
    expect(rows.length).toBeGreaterThan(10);
  });

  // Counted by hand as well: what counts today begins on the first day of 2024, and what was promised first for the day before. Of what was
  // there in 2022 alone, the first day is in and the last is not.
  test.each([
    ['fibre_connected', 'residential', '2021-12-31', 0, 6, 0],
    ['fibre_connected', 'residential', '2022-01-01', 2, 6, 2],
    ['fibre_passed', 'residential', '2022-12-31', 2, 6, 2],
    ['fibre_connected', 'residential', '2023-01-01', 0, 6, 0],
    ['mobile_covered', '5g', '2022-12-31', 1, 10, 10],
    ['mobile_covered', '5g', '2023-01-01', 0, 10, 0],
    ['mobile_sites_live', '5g', '2022-12-31', 1, 1, 1],
    ['mobile_sites_live', '5g', '2023-01-01', 0, 0, 0],
    ['fibre_at_facilities', 'administration', '2022-06-30', 1, 3, 1],
    // The town hall is one site before and after it is recorded as one; the annex counts until it is withdrawn. Promises of 2023 are known.
    ['fibre_at_sites', null, '2022-06-29', 1, 3, 1],
    ['fibre_at_sites', null, '2022-06-30', 1, 4, 1],
    ['fibre_at_sites', null, '2023-12-31', 0, 5, 2],
    ['fibre_at_sites', null, '2024-01-01', 1, 4, 2],
    // What was available has been so since the first day of 2024; how many pupils there are counts from the day on which it was recorded.
    ['schools_bandwidth', '1', '2024-01-31', 0, 3, 0],
    ['schools_bandwidth', '1', '2024-02-09', 1, 3, 1],
    ['schools_bandwidth', '1', '2024-02-10', 2, 3, 2],
    ['schools_bandwidth', '1', '2024-02-29', 2, 3, 2],
    ['schools_bandwidth', '1', '2024-03-01', 1, 3, 2],
    ['schools_bandwidth', '3', '2024-03-01', 0, 3, 2],
    ['fibre_connected', 'residential', '2023-12-31', 0, 6, 0],
    ['fibre_passed', 'commercial', '2024-01-01', 2, 4, 3],
    ['promises_kept', 'commercial', '2023-12-31', 0, 0, 0],
    ['promises_kept', 'commercial', '2024-01-01', 1, 3, 2],
    ['mobile_covered', '5g', '2023-12-31', 0, 10, 0],
    ['mobile_covered', '5g', '2024-01-01', 6, 10, 10],
    ['mobile_sites_live', '5g', '2023-12-31', 0, 0, 0],
    ['mobile_sites_live', '5g', '2024-01-01', 1, 2, 2],
    ['fibre_at_facilities', 'administration', '2024-01-01', 1, 3, 2],
  ])('%s of %s on %s was %i of %i, of which %i are known', async (name, parameter, day, counted, total, known) => {
    const [was] = await database.query(`SELECT * FROM agenda.${name}_on($1, $2)`, [parameter, day]);
    expect(was).toMatchObject({ counted, total, known });
  });

  it('weighs what is lacking as planners have recorded, in versions', async () => {
    const weights = { wifi: 0, help: 3, lending: 1, courses: 0, slow: 0 };
    const content = {
      ...Object.fromEntries(Object.entries(weights).map(([id, weight]) => [`${id}Weight`, weight])),
      ...{ wifiMetres: 500, helpMetres: 1500, lendingMetres: 4000, coursesMetres: 1500, slowMbit: 30 },
    };
    await putRecords(database, [
      { kind: 'inclusion-weights', id: 'all', content: content as ContentOf, expected: 0, by: 'anna' },
    ]);
    expect([await figure('digital-poverty', 'north'), await figure('digital-poverty', 'south')]).toMatchObject([
      { value: 0 },
      { value: 75 },
    ]);
    await putRecords(database, [{ kind: 'inclusion-weights', id: 'all', content: null, expected: 1, by: 'anna' }]);
    expect((await figure('digital-poverty', 'north')).value).toBe(17.9);
  });

  it('gives its records page by page, each once, and by how they count', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const rows = await loadRecordsBehind({}, database, 'fibre-residential', {}, { after, limit: 4 });
      if (!rows.length) break;
      seen.push(...rows.map(({ id }) => id));
      after = rows.at(-1)!.id;
    }
    expect(seen).toEqual(['n1', 'n2', 'n3', 'n4', 's1', 's2']);
    const unknown = await loadRecordsBehind(
      {},
      database,
      'fibre-residential',
      { state: RecordState.UNKNOWN },
      { after: null, limit: 9 },
    );
    expect(unknown).toMatchObject([{ id: 's2', districtId: 'south', state: RecordState.UNKNOWN, path: '/address/s2' }]);
    expect(await countRecordsBehind({}, database, 'fibre-residential', { state: RecordState.NOT_COUNTED })).toBe(3);
    expect(await loadRecordsBehind({}, database, 'no-such', {}, { after: null, limit: 9 })).toEqual([]);
  });

  it('knows nothing of a school without pupils: no device for each of none is no success', async () => {
    const before = await figure('schools-with-devices', null);
    await database.query(`
      INSERT INTO agenda.record (kind, id, version, content, recorded_by)
      VALUES ('school', 'b', 3, '{"facility": "school-b", "name": "Schule B", "pupils": 0, "devices": 0, "wifi": "parts"}', 'test')`);
    const now = await figure('schools-with-devices', null);
    expect([now.counted, now.known]).toEqual([before.counted, before.known - 1]);
  });

  it('are of the day of the newest reading and of the newest count, whenever their tables were delivered', async () => {
    // Behind all other tests: from here on no sensor is awake.
    await database.query("UPDATE sensors.latest_observation SET phenomenon_time = '2026-11-03T23:30:00Z'");
    const [yesterday] = await database.query<{ day: string }>('SELECT current_date - 1 AS day');
    const states = await database.query<{ id: string; dataDate: string }>(
      sqlFile(import.meta.url, 'source-states.sql'),
      [['open-data-downloads', 'sensors-reporting'], 'Europe/Berlin'],
    );
    expect(states.map(({ id, dataDate }) => [id, dataDate])).toEqual([
      ['open-data-downloads', yesterday!.day],
      ['sensors-reporting', '2026-11-04'],
    ]);
  });
});

import { readReport } from '@stadtlage/agenda';
import { UserError, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { demoReading, thingSeed } from '@stadtlage/sensors';
import { PROPERTIES } from './sensor-sites.js';
import { DEMO_SOURCE, demoSensors, isEmpty, loadDemoCity } from './index.js';

const COUNT = 2_000;
const NOW = new Date('2026-11-05T10:37:00Z');

describe('the demo city in the database', () => {
  let database: Database;
  const progress: string[] = [];
  const one = async <T extends object>(sql: string) => (await database.query<T>(sql))[0]!;

  beforeAll(async () => {
    database = await testDatabase();
    expect(await isEmpty(database)).toBe(true);
    // Somebody has looked at the empty city.
    await database.query(`INSERT INTO datasets.usage (id, day, kind, name, channel, uses)
      VALUES ('2026-11-03/api/graphql/query', '2026-11-03', 'api', 'graphql', 'query', 7)`);
    await loadDemoCity(database, { addresses: COUNT }, (text) => progress.push(text), { now: NOW });
  }, 120_000);
  afterAll(() => database.close());

  it('is not loaded twice, and says what to do', async () => {
    expect(await isEmpty(database)).toBe(false);
    const again = loadDemoCity(database, { addresses: COUNT });
    await expect(again).rejects.toThrow(UserError);
    await expect(again).rejects.toThrow(/already holds addresses.*DATABASE_URL/s);
  });

  it('tells how far it is', () => {
    expect(progress).toEqual(expect.arrayContaining(['addresses', 'base-map', 'fixed-availability', 'observations']));
  });

  it('has only valid geometry', async () => {
    const tables = await database.query<{ name: string; geom: string }>(
      `SELECT format('%I.%I', f_table_schema, f_table_name) AS name, f_geometry_column AS geom FROM geometry_columns
       WHERE f_table_schema IN ('places', 'coverage', 'rollout', 'sensors') AND f_table_name IN
         (SELECT tablename FROM pg_tables WHERE schemaname = f_table_schema)`,
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name, geom } of tables) {
      const broken = await database.query(
        `SELECT ST_IsValidReason(${geom}) AS reason FROM ${name} WHERE NOT ST_IsValid(${geom}) LIMIT 3`,
      );
      expect({ name, broken }).toEqual({ name, broken: [] });
    }
  });

  it('cuts the municipality into districts that neither overlap nor leave gaps', async () => {
    const area = await one<{ parts: number; whole: number; count: number; holes: number }>(
      `SELECT sum(ST_Area(geom)) AS parts, ST_Area(ST_Union(geom)) AS whole, count(*) AS count,
              (SELECT sum(ST_NumInteriorRings(d.geom)) FROM (SELECT (ST_Dump(ST_Union(geom))).geom FROM places.district) d) AS holes
       FROM places.district`,
    );
    expect(area.count).toBe(12);
    expect(area.parts / area.whole).toBeCloseTo(1, 6);
    expect(area.holes).toBe(0);
  });

  it('has every address in its district', async () => {
    const astray = await database.query(
      `SELECT a.id FROM places.address a JOIN places.district d ON d.id = a.district_id WHERE NOT ST_Covers(d.geom, a.geom)`,
    );
    expect(astray).toEqual([]);
    expect((await one<{ count: number }>('SELECT count(*) FROM places.address')).count).toBe(COUNT);
  });

  it('has believable figures', async () => {
    const figures = await one<Record<string, number>>(
      `SELECT sum(unknown)::float / sum(addresses) AS unknown, sum(fibre_passed)::float / sum(addresses) AS fibre,
              sum(gigabit)::float / sum(addresses) AS gigabit, sum(under_30_mbit)::float / sum(addresses) AS slow, sum(addresses)::int AS addresses
       FROM coverage.district_statistics WHERE use = 'all'`,
    );
    expect(figures.addresses).toBe(COUNT);
    expect(figures.unknown).toBeGreaterThan(0);
    expect(figures.unknown).toBeLessThan(0.05);
    expect(figures.fibre).toBeGreaterThan(0.15);
    expect(figures.fibre).toBeLessThan(0.45);
    expect(figures.gigabit).toBeGreaterThan(0.6);
    expect(figures.gigabit).toBeLessThan(0.9);
    expect(figures.slow).toBeGreaterThan(0.005);
    expect(figures.slow).toBeLessThan(0.1);
    const states = await database.query<{ fibre_status: string }>(
      'SELECT DISTINCT fibre_status FROM coverage.address_status',
    );
    expect(states).toHaveLength(7);
  });

  it('covers less with 5G than with 4G, for every operator', async () => {
    const areas = await database.query<{ operator_id: string; ratio: number }>(
      `SELECT a.operator_id, ST_Area(b.geom) / ST_Area(a.geom) AS ratio FROM coverage.mobile_as_of() a
       JOIN coverage.mobile_as_of() b ON b.operator_id = a.operator_id AND b.technology = '5g' WHERE a.technology = '4g' AND NOT b.roaming`,
    );
    expect(areas).toHaveLength(3);
    for (const { ratio } of areas) expect(ratio).toBeLessThan(0.95);
  });

  it('lets one operator roam where it has no network of its own', async () => {
    const served = await one<{ roaming: number; own: number; both: number }>(
      `SELECT count(*) FILTER (WHERE roaming) AS roaming, count(*) FILTER (WHERE own) AS own, count(*) FILTER (WHERE roaming AND own) AS both
       FROM places.address a CROSS JOIN LATERAL (
         SELECT bool_or(m.roaming) AS roaming, bool_or(NOT m.roaming) AS own FROM coverage.mobile_as_of() m
         WHERE m.operator_id = 'drei-tuerme' AND m.technology = '5g' AND ST_Intersects(m.geom, a.geom)) served`,
    );
    expect(served.roaming).toBeGreaterThan(0);
    expect(served.own).toBeGreaterThan(0);
    expect(served.both).toBe(0);
  });

  it('has a history in which fibre only ever grew, and 5G too', async () => {
    const series = await database.query<{ day: string; offered: number; connected: number }>(
      `SELECT valid_from AS day, offered, connected FROM open.coverage_statistics_history
       WHERE area_kind = 'municipality' AND use = 'all' AND technology = 'fibre' AND provider_id IS NULL AND valid_from IS NOT NULL
       ORDER BY valid_from`,
    );
    expect(series.map(({ day }) => day)).toEqual(expect.arrayContaining(['2024-06-30', '2024-12-31', '2025-06-30']));
    for (const figure of ['offered', 'connected'] as const) {
      const values = series.map((row) => row[figure]);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(values.at(-1)).toBeGreaterThan(values[0]!);
    }
    const grown = await one<{ before: number; today: number }>(
      `SELECT (SELECT sum(ST_Area(geom)) FROM coverage.mobile_as_of('2024-06-30') WHERE technology = '5g') AS before,
              (SELECT sum(ST_Area(geom)) FROM coverage.mobile_as_of() WHERE technology = '5g') AS today`,
    );
    expect(grown.before).toBeGreaterThan(0);
    expect(grown.before).toBeLessThan(grown.today);
  });

  it('has claims that were believed for a while and then taken back', async () => {
    const { before, after } = await one<{ before: number; after: number }>(
      `SELECT (SELECT count(*) FROM coverage.fixed_as_of('2026-01-31', '2026-03-31') WHERE connection_level IN ('connected', 'activated')) AS before,
              (SELECT count(*) FROM coverage.fixed_as_of('2026-01-31') WHERE connection_level IN ('connected', 'activated')) AS after`,
    );
    expect(after).toBeGreaterThan(0);
    expect(before).toBeGreaterThan(after);
  });

  it('says one thing at a time about an offer, at each moment of knowledge', async () => {
    const doubled = await database.query(
      `SELECT moment, address_id, technology FROM (VALUES ('2024-03-01'), ('2025-03-01'), ('2026-03-01'), ('infinity')) m (moment)
       CROSS JOIN LATERAL coverage.fixed_as_of('2026-01-31', m.moment::timestamptz)
       GROUP BY moment, address_id, provider_id, technology, evidence HAVING count(*) > 1 LIMIT 3`,
    );
    expect(doubled).toEqual([]);
  });

  it('has a few contradictions between the operators and the city, at some addresses and not at most', async () => {
    const found = await database.query<{ pair: string; addresses: number }>(
      `SELECT evidence || ' / ' || other_evidence AS pair, count(DISTINCT address_id) AS addresses
       FROM open.availability_contradictions GROUP BY 1 ORDER BY 1`,
    );
    expect(found.map(({ pair }) => pair)).toEqual(['city / operator']);
    for (const { addresses } of found) expect(addresses).toBeLessThan(COUNT * 0.1);
  });

  it('gives no house what holds for a grid cell', async () => {
    const found = await database.query<{ evidence: string }>(
      'SELECT DISTINCT evidence FROM coverage.fixed_availability ORDER BY 1',
    );
    expect(found.map(({ evidence }) => evidence)).toEqual(['city', 'operator']);
  });

  it('labels every dataset as demo data', async () => {
    const states = await database.query<{ dataset: string; origin: string; source: string; state: string }>(
      `SELECT s.dataset, r.origin, r.source, r.state FROM datasets.state s LEFT JOIN imports.run r ON r.id = s.run_id ORDER BY 1`,
    );
    expect(states.map(({ dataset }) => dataset)).toEqual(
      expect.arrayContaining([
        'address-coverage',
        'addresses',
        'availability-contradictions',
        'base-map',
        'coverage-statistics',
        'coverage-statistics-history',
        'dataset-usage',
        'district-statistics',
        'districts',
        'facilities',
        'fibre-nodes',
        'fibre-spans',
        'fixed-availability',
        'fixed-availability-history',
        'latest-observations',
        'mobile-availability',
        'mobile-statistics',
        'observations',
        'rollout-history',
        'rollout-projects',
        'sensor-completeness',
        'sensors',
        'streets',
      ]),
    );
    for (const { origin, source, state } of states)
      expect({ origin, source, state }).toEqual({ origin: 'demo', source: DEMO_SOURCE, state: 'imported' });
  });

  it('has a status in each field of action, by targets of laws and programmes or by examples marked as such', async () => {
    const { today } = await one<{ today: string }>('SELECT current_date AS today');
    const { fields } = await readReport(database, today, today);
    const standing = fields.map(({ id, goals }) => {
      const known = goals.filter(({ targets }) => targets.some(({ status }) => status !== 'unknown'));
      return [id, known.length > 0, known.some(({ isDemo }) => !isDemo)];
    });
    expect(standing).toHaveLength(11);
    expect(standing.filter(([, isKnown]) => !isKnown)).toEqual([]);
    // Of the others neither a law nor a programme says anything, or nothing before its day.
    expect(standing.filter(([, , isOfLaw]) => isOfLaw).map(([id]) => id)).toEqual([
      ...['schools', 'online-services', 'fibre'],
    ]);
    const marked = await database.query<{ goal_id: string; is_demo: boolean }>(
      'SELECT DISTINCT goal_id, is_demo FROM open.agenda_targets',
    );
    expect(marked.filter(({ goal_id, is_demo }) => is_demo !== goal_id.startsWith('demo-'))).toEqual([]);
    expect(marked.filter(({ is_demo }) => is_demo)).toHaveLength(9);
  });

  it('has 30 days of hourly readings up to now, as the simulator goes on with them', async () => {
    const history = await one<{ first: Date; last: Date; per_stream: number; streams: number }>(
      `SELECT min(phenomenon_time) AS first, max(phenomenon_time) AS last, count(*) / count(DISTINCT datastream_id) AS per_stream,
              count(DISTINCT datastream_id) AS streams FROM sensors.observation`,
    );
    expect(history.last.toISOString()).toBe('2026-11-05T10:00:00.000Z');
    expect(history.per_stream).toBe(720);
    const sensors = await demoSensors(database);
    expect(sensors).toHaveLength(40);
    expect(sensors.flatMap(({ properties }) => properties)).toHaveLength(history.streams - PROPERTIES.weather.length);
    const latest = await one<{ result: number }>(
      `SELECT result FROM open.latest_observations WHERE sensor_id = 'weather-rathaus' AND property = 'temperature'`,
    );
    expect(latest.result).toBe(demoReading('temperature', thingSeed('weather-rathaus'), history.last));
  });

  it('shows how often open data was taken in the year before, all of it marked as made up beside what really was', async () => {
    const taken = await one(
      `SELECT min(day) AS first, max(day) AS last, count(DISTINCT kind) AS kinds FROM open.dataset_usage WHERE is_demo`,
    );
    expect(taken).toEqual({ first: '2025-11-05', last: '2026-11-04', kinds: 2 });
    expect(await database.query('SELECT id, uses FROM open.dataset_usage WHERE NOT is_demo')).toEqual([
      { id: '2026-11-03/api/graphql/query', uses: 7 },
    ]);
  });

  it('has the hourly roll-up of its readings', async () => {
    const rolledUp = await one(
      `SELECT count(*) AS hours, sum(count) AS readings, bool_and(min = max AND last = sum) AS plain FROM sensors.observation_hour`,
    );
    const { readings } = await one<{ readings: number }>('SELECT count(*) AS readings FROM sensors.observation');
    expect(rolledUp).toEqual({ hours: readings, readings, plain: true });
  });

  it('is complete on each day, today up to now, and nobody expects anything of the guest', async () => {
    const days = await database.query(
      `SELECT day, min(expected) AS expected, bool_and(received = expected AND gaps = 0 AND conflicts = 0) AS complete
       FROM open.sensor_completeness GROUP BY day ORDER BY day`,
    );
    expect(days).toHaveLength(31);
    expect(days.filter(({ complete }) => !complete)).toEqual([]);
    expect(days.slice(-2)).toMatchObject([
      { day: '2026-11-04', expected: 24 },
      { day: '2026-11-05', expected: 11 },
    ]);
    const guest = await database.query(`SELECT FROM open.sensor_completeness WHERE sensor_id = 'weather-try'`);
    expect(guest).toEqual([]);
  });
});

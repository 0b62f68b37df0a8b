import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { CityDays } from '../city-days.js';
import { FieldOfActionResolver } from '../field-of-action.resolver.js';
import type { Goal as GoalContent } from '../kinds/goal.js';
import { putRecords } from '../records/store.js';
import { GoalResolver, TargetResolver } from './goal.resolver.js';

const goal: GoalContent = {
  field: 'fibre',
  title: { de: 'Glasfaser überall', en: 'Fibre everywhere' },
  decision: { kind: 'motion', body: 'A group in the council', date: '2021-01-18' },
  targets: [
    {
      indicator: 'fibre-residential',
      baseline: { date: '2020-01-01', value: 0 },
      path: [],
      date: '2099-12-31',
      value: 100,
    },
    { indicator: 'fibre-commercial', path: [], date: '2020-12-31', value: 100 },
  ],
};

describe('the goals of a field of action', () => {
  let database: Database;
  const context = () => ({});
  const field = { id: 'fibre', title: { de: '', en: '' } };
  const goalsAt = (knownAt: Date | null = null) => new FieldOfActionResolver(database).goals(field, context(), knownAt);
  const statuses = async (days = new CityDays('UTC')) => {
    const [found] = await goalsAt();
    const targets = new GoalResolver().targets(found!);
    const shared = context();
    return Promise.all(targets.map((target) => new TargetResolver(database, days).status(target, shared)));
  };

  beforeAll(async () => {
    database = await testDatabase();
    await putRecords(database, [
      { kind: 'goal', id: 'everywhere', content: goal, expected: 0, by: 'anna' },
      { kind: 'goal', id: 'other', content: { ...goal, field: '5g', targets: [] }, expected: 0, by: 'anna' },
    ]);
  });
  afterAll(() => database.close());

  it('come with who moved them, and are those of the field alone', async () => {
    expect(await goalsAt()).toMatchObject([
      { id: 'everywhere', isDemo: false, version: 1, decision: { isDecided: false, body: 'A group in the council' } },
    ]);
  });

  it('are none before they were recorded', async () => {
    expect(await goalsAt(new Date('2021-01-01'))).toEqual([]);
  });

  it('have the status unknown while there is no figure', async () => {
    expect(await statuses()).toEqual(['unknown', 'unknown']);
  });

  it('have the status that follows from the figures of now', async () => {
    await database.query(`
      INSERT INTO imports.run (dataset, origin, started_by) VALUES ('districts', 'file', 'test');
      INSERT INTO places.district (id, name, geom, run_id) VALUES ('a', 'A', ST_Multi(ST_MakeEnvelope(7, 51, 8, 52, 4326)), 1);
      INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_connected, gigabit, under_30_mbit)
      VALUES ('a', 'residential', 10, 10, 0, 10, 5, 0, 0), ('a', 'commercial', 10, 10, 0, 10, 9, 0, 0)`);
    // Half is more than what the path asks for in its first forty years; the day of the other target has passed.
    expect(await statuses()).toEqual(['on_track', 'off_track']);
    // An hour before midnight in UTC, the target's day has begun in the city.
    const [lateInUtc, evening] = ['2020-12-30T23:30:00Z', '2020-12-30T22:30:00Z'].map((time) => new Date(time));
    const inTheCity = (moment: Date) => new CityDays('Europe/Berlin', () => moment);
    expect((await statuses(inTheCity(lateInUtc!)))[1]).toBe('off_track');
    expect((await statuses(inTheCity(evening!)))[1]).toBe('unknown');
    await database.query(`UPDATE coverage.district_statistics SET fibre_connected = 10 WHERE use = 'commercial'`);
    expect(await statuses()).toEqual(['on_track', 'reached']);
  });

  it('have at a past moment the status of then, by what had been noted by then', async () => {
    await database.query(`
      ALTER TABLE agenda.record DISABLE TRIGGER kept; UPDATE agenda.record SET recorded_at = '2020-06-01'; ALTER TABLE agenda.record ENABLE TRIGGER kept;
      INSERT INTO agenda.snapshot (indicator_id, day, value, counted, total, sources_state, taken_at) VALUES
        ('fibre-commercial', '2020-06-10', 100, 9, 9, '', '2020-06-10T12:00:00Z'), ('fibre-commercial', '2020-11-01', 90, 9, 10, '', '2020-11-01T12:00:00Z'), ('fibre-commercial', '2021-03-01', 80, 8, 10, '', '2021-03-01T12:00:00Z'),
        ('fibre-residential', '2020-06-10', 0, 0, 10, '', '2020-06-10T12:00:00Z'), ('fibre-residential', '2020-08-01', 6, 1, 10, '', '2020-08-01T12:00:00Z')`);
    const at = async (moment: string, timeZone = 'UTC') => {
      const [found] = await goalsAt(new Date(moment));
      const resolver = new TargetResolver(database, new CityDays(timeZone));
      const targets = new GoalResolver().targets(found!);
      return {
        statuses: await Promise.all(targets.map((target) => resolver.status(target, {}))),
        forecast: await resolver.forecast(targets[0]!, {}),
        expected: resolver.expected(targets[0]!),
      };
    };
    // At noon it was not noted yet that it had begun.
    expect((await at('2020-06-10T11:59:00Z')).statuses).toEqual(['unknown', 'unknown']);
    const evening = await at('2020-06-10T18:00:00Z');
    // Half a percent behind the path, which has a hundred to go in eighty years.
    expect(evening).toMatchObject({ statuses: ['at_risk', 'reached'], forecast: null });
    expect(evening.expected).toBeCloseTo(0.55, 2);
    // What is noted a year later is nothing that anybody knew then; nor is what is older than a year.
    expect((await at('2020-09-01T00:00:00Z')).statuses).toEqual(['on_track', 'reached']);
    expect((await at('2020-09-01T00:00:00Z')).forecast).not.toBeNull();
    expect((await at('2021-03-02T00:00:00Z')).statuses).toEqual(['on_track', 'off_track']);
    expect((await at('2021-09-01T00:00:00Z')).statuses).toEqual(['unknown', 'off_track']);
    // The day is that of the city: where the target's has begun an hour before it does in UTC, it was missed.
    expect((await at('2020-12-30T23:30:00Z', 'Europe/Berlin')).statuses).toEqual(['on_track', 'off_track']);
    expect((await at('2020-12-30T23:30:00Z', 'UTC')).statuses).toEqual(['on_track', 'unknown']);
    // A moment to come is known as far as now.
    expect((await at('2999-01-01T00:00:00Z')).statuses).toEqual(await statuses());
  });
});

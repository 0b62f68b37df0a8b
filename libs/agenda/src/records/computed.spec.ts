import { jest } from '@jest/globals';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { ComputedResolver } from './graph/computed.resolver.js';
import { AgendaRecordsResolver } from './graph/agenda-records.resolver.js';
import type { Kind } from '../kinds/index.js';
import { computedOf } from './computed.js';

const FIXTURE = sqlFile(new URL('../indicators/x.ts', import.meta.url).href, 'testing-indicators.sql');
const today = new Date().toISOString().slice(0, 10);
const daysUntil = (day: string) => (Date.parse(day) - Date.parse(today)) / 86_400_000;

// By hand from testing-indicators.sql.
describe('what is computed of a record', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(FIXTURE);
    await database.query(`
      INSERT INTO sensors.thing (id, gateway_id, name, is_public) VALUES ('awake too', 'g', 'Auch wach', true);
      INSERT INTO sensors.datastream (id, thing_id, property, observation_type) OVERRIDING SYSTEM VALUE
      VALUES (9, 'awake too', 'temperature', 'Measurement');
      INSERT INTO sensors.latest_observation (datastream_id, phenomenon_time, result) VALUES (9, now(), 1);
      INSERT INTO agenda.record (kind, id, version, content, recorded_by) VALUES
        ('use-case', 'spaced', 1, '{"title": {"de": "S", "en": "S"}, "state": "in_service", "sensors": ["awake too", "silent"], "datasets": []}', 'test'),
        ('system', 'old', 1, '{"title": {"de": "O", "en": "O"}, "type": "server", "since": 2015}', 'test'),
        ('course', 'to-come', 1, '{"title": {"de": "K", "en": "K"}, "starts": "2099-01-01", "state": "planned", "targetGroup": "everyone", "seats": 10, "participants": 4}', 'test'),
        ('course', 'crowded', 1, '{"title": {"de": "K", "en": "K"}, "starts": "2099-01-01", "state": "planned", "targetGroup": "everyone", "seats": 3, "participants": 4}', 'test')`);
  });
  afterAll(() => database.close());

  const of = async (kind: Kind, id: string) =>
    Object.fromEntries(
      ((await computedOf(database, kind, [id])).get(id) ?? []).map(({ name, value }) => [name, value]),
    );

  it('is of a school its connection, its bandwidth by pupil and by when it is promised', async () => {
    expect(await of('school', 'a')).toEqual({
      ...{ fibre_status: 'connected', max_down_mbit: 1000, mbit_per_pupil: 2, pupils_per_device: 0.8 },
      promised_by: null,
    });
    expect(await of('school', 'b')).toMatchObject({
      ...{ max_down_mbit: 50, mbit_per_pupil: 0.05, pupils_per_device: 1.1, promised_by: '2099-12-31' },
    });
  });

  it('is of a system its age and when it is to be renewed, of a course the seats left while it is to come', async () => {
    expect(await of('system', 'old')).toEqual({
      age_years: Number(today.slice(0, 4)) - 2015,
      renewal_in_days: null,
    });
    expect(await of('system', 'overdue')).toEqual({ age_years: null, renewal_in_days: daysUntil('2020-01-01') });
    expect(await of('course', 'to-come')).toEqual({ taken_share: 40, seats_left: 6 });
    expect(await of('course', 'crowded')).toMatchObject({ seats_left: 0 });
    expect(await of('course', 'full')).toEqual({ taken_share: 50, seats_left: null });
    expect(await of('use-case', 'works')).toEqual({ sensors_reporting: 1 });
    expect(await of('use-case', 'spaced')).toEqual({ sensors_reporting: 1 });
    expect(await of('use-case', 'trial')).toEqual({ sensors_reporting: null });
  });

  it('is nothing of a kind of which nothing follows, and of what is not there', async () => {
    expect(await of('goal', 'a')).toEqual({});
    expect(await of('school', 'nowhere')).toEqual({});
  });

  it('stands in GraphQL with titles in both languages, read once for all, and not where another moment is asked for', async () => {
    const records = new AgendaRecordsResolver(database);
    const resolver = new ComputedResolver(database);
    const query = jest.spyOn(database, 'query');
    const computed = async (knownAt: Date | null) => {
      const { nodes } = await records.agendaRecords('school' as never, 10, null, knownAt);
      query.mockClear();
      const context = {};
      return Promise.all(nodes.map((node) => resolver.computed(node, context)));
    };
    try {
      const [a, b] = await computed(null);
      expect(query).toHaveBeenCalledTimes(1);
      expect(a).toContainEqual({
        ...{ name: 'mbit_per_pupil', number: 2, text: null, unit: 'Mbit/s' },
        title: {
          de: 'Schnellster Download an ihrer Adresse, geteilt durch die Zahl der Schülerinnen und Schüler',
          en: 'Fastest download at its address, by pupil',
        },
      });
      expect(b).toContainEqual(expect.objectContaining({ name: 'promised_by', number: null, text: '2099-12-31' }));
      expect(await computed(new Date())).toEqual([[], []]);
    } finally {
      query.mockRestore();
    }
  });
});

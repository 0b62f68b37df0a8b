import { UserError, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { listSensors, publishSensor, type PublicSensor } from './publish-sensor.js';

const STATION: PublicSensor = {
  id: 'roof',
  name: 'Wetterstation Schuldach',
  kind: 'weather',
  longitude: 7.9,
  latitude: 51.76,
};

describe('a sensor that nobody knows yet', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(`
      INSERT INTO sensors.gateway (id) VALUES ('school');
      INSERT INTO sensors.thing (id, gateway_id, name) VALUES ('roof', 'school', 'roof');
      INSERT INTO sensors.datastream (thing_id, property, observation_type) VALUES ('roof', 'temperature', 'Measurement')`);
  });
  afterAll(() => database.close());

  it('is listed for operators and not shown to the public', async () => {
    expect(await listSensors(database)).toEqual([
      { id: 'roof', gateway: 'school', name: 'roof', isPublic: false, properties: ['temperature'], latestAt: null },
    ]);
    expect(await database.query('SELECT * FROM open.sensors')).toEqual([]);
  });

  it('is shown with its name and place once it is published, and its gateway is confirmed', async () => {
    await publishSensor(database, STATION);
    expect(await database.query('SELECT id, name, kind, ST_AsText(geom) AS place FROM open.sensors')).toEqual([
      { id: 'roof', name: 'Wetterstation Schuldach', kind: 'weather', place: 'POINT(7.9 51.76)' },
    ]);
    expect(await database.query('SELECT confirmed FROM sensors.gateway')).toEqual([{ confirmed: true }]);
    expect(await database.query(`SELECT version FROM datasets.state WHERE dataset = 'sensors'`)).toEqual([
      { version: 1 },
    ]);
  });

  it.each([
    ['without a name', { name: ' ' }],
    ['with a name of several lines', { name: 'a\nb' }],
    ['beyond the poles', { latitude: 91 }],
    ['nowhere', { longitude: NaN }],
  ])('cannot be published %s', async (_, wrong) => {
    await expect(publishSensor(database, { ...STATION, ...wrong })).rejects.toThrow(UserError);
  });

  it('must have sent something before', async () => {
    await expect(publishSensor(database, { ...STATION, id: 'cellar' })).rejects.toThrow(UserError);
  });
});

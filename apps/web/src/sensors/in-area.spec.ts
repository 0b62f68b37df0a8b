import { QueryClient } from '@tanstack/react-query';
import { applyToSensors, sensorsInAreaQuery, type SensorsInArea } from './in-area.js';
import type { Area } from './live-area.js';
import type { LiveObservation, SensorSummary } from './observations.js';

const city: Area = { west: 7, south: 51, east: 9, north: 53 };
const street: Area = { west: 7.5, south: 51.5, east: 7.6, north: 51.6 };
const elsewhere: Area = { west: 8.9, south: 51, east: 9.5, north: 52 };
const time = '2026-03-29T00:00:00Z';
const sensor = (id: string): SensorSummary => ({
  id,
  name: id,
  kind: 'NOISE',
  position: { longitude: 7.55, latitude: 51.55 },
  datastreams: [
    {
      id: `${id}-noise`,
      property: 'noise',
      title: { de: 'Lärm', en: 'Noise' },
      unit: 'dB',
      observationType: 'MEASUREMENT',
      expectedInterval: null,
      silentSince: null,
      latest: null,
    },
  ],
});
const observed = (id: string): LiveObservation => ({
  sensor: { id },
  datastream: { id: `${id}-noise` },
  phenomenonTime: time,
  result: 50,
  resultText: null,
});

function clientWith(area: Area, isComplete: boolean): QueryClient {
  const client = new QueryClient();
  client.setQueryData<SensorsInArea>(['sensors', area], { area, sensors: [sensor('a')], isComplete });
  return client;
}
const initial = (client: QueryClient, area: Area) =>
  (sensorsInAreaQuery(client, area).initialData as () => SensorsInArea | undefined)();
const isAskedAgain = (client: QueryClient, area: Area) => client.getQueryState(['sensors', area])?.isInvalidated;

describe('The sensors of a map', () => {
  it('that goes closer are there already', () => {
    const client = clientWith(city, true);
    expect(initial(client, street)?.sensors.map(({ id }) => id)).toEqual(['a']);
    expect(initial(client, elsewhere)).toBeUndefined();
  });

  it('are asked for closer by, where there were too many from afar', () => {
    expect(initial(clientWith(city, false), street)).toBeUndefined();
  });

  it('get their values, and a new one lets the area be asked for again', () => {
    const client = clientWith(city, true);
    applyToSensors(client, [observed('a')], city);
    const known = client.getQueryData<SensorsInArea>(['sensors', city])!;
    expect(known.sensors[0]!.datastreams[0]!.latest?.result).toBe(50);
    expect(isAskedAgain(client, city)).toBe(false);
    applyToSensors(client, [observed('b')], city);
    expect(isAskedAgain(client, city)).toBe(true);
  });

  it('are not asked for again and again for those that are elsewhere, or too many', () => {
    const client = clientWith(city, true);
    applyToSensors(client, [observed('b')], null);
    expect(isAskedAgain(client, city)).toBe(false);
    const crowded = clientWith(city, false);
    applyToSensors(crowded, [observed('b')], city);
    expect(isAskedAgain(crowded, city)).toBe(false);
  });
});

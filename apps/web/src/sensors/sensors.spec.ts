import { formatFor } from '../i18n/format.js';
import { headline, sensorFeatures } from './features.js';
import {
  newestByDatastream,
  rangeOf,
  shown,
  withHistory,
  withLatest,
  type LiveObservation,
  type SensorSummary,
} from './observations.js';
import { sparkline } from './sparkline.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
const datastream = (id: string, property: string, result: number | null) => ({
  id,
  property,
  title: { de: property, en: property },
  unit: 'Cel',
  observationType: 'MEASUREMENT' as const,
  expectedInterval: null as number | null,
  silentSince: null as string | null,
  latest: result === null ? null : { phenomenonTime: at(0), result, resultText: null },
});
const station: SensorSummary = {
  id: 'w1',
  name: 'Wetter am Markt',
  kind: 'WEATHER',
  position: { longitude: 7.9, latitude: 51.7 },
  datastreams: [datastream('1', 'humidity', 60), datastream('2', 'temperature', 20)],
};
const silent: SensorSummary = {
  ...station,
  id: 'w2',
  position: null,
  datastreams: [datastream('3', 'temperature', null)],
};
const observed = (datastreamId: string, minute: number, result: number): LiveObservation => ({
  sensor: { id: 'w1' },
  datastream: { id: datastreamId },
  phenomenonTime: at(minute),
  result,
  resultText: null,
});

describe('A live observation', () => {
  it('replaces the latest value of its datastream and leaves every other sensor untouched', () => {
    const [changed, same] = withLatest(
      [station, silent],
      newestByDatastream([observed('2', 5, 23), observed('2', 6, 24)]),
    );
    expect(changed!.datastreams[1]!.latest).toEqual({ phenomenonTime: at(6), result: 24, resultText: null });
    expect(changed!.datastreams[0]).toBe(station.datastreams[0]);
    expect(same).toBe(silent);
  });

  it('ends the silence of its datastream, and of no other', () => {
    const quiet = {
      ...station,
      datastreams: station.datastreams.map((stream) => ({ ...stream, silentSince: at(0) })),
    };
    const [after] = withLatest([quiet], newestByDatastream([observed('2', 200, 23)]));
    expect(after!.datastreams.map((stream) => stream.silentSince)).toEqual([at(0), null]);
    const features = (sensor: SensorSummary) => sensorFeatures([sensor], formatFor('de'), 'de', Date.parse(at(201)));
    expect(features(quiet).features[0]!.properties).toMatchObject({ label: '(20\u00a0°C) vor 3 Std.' });
    expect(features(after!).features[0]!.properties!['label']).toBe('23\u00a0°C');
  });

  it('that comes late does not turn back the clock', () => {
    const [after] = withLatest([station], newestByDatastream([observed('2', -5, 3)]));
    expect(after!.datastreams[1]!.latest!.result).toBe(20);
  });

  it('lengthens the chart of the open card, and only its own', () => {
    const detail = {
      ...station,
      description: null,
      datastreams: station.datastreams.map((stream) => ({
        ...stream,
        silentSince: at(0),
        history: [],
        low: [],
        high: [],
      })),
    };
    const longer = withHistory(detail, [observed('2', 1, 21)]);
    expect(longer.datastreams.map((stream) => stream.history.length)).toEqual([0, 1]);
    expect(longer.datastreams.map((stream) => stream.silentSince)).toEqual([at(0), null]);
    expect(withHistory({ ...detail, id: 'other' }, [observed('2', 1, 21)]).datastreams[1]!.history).toEqual([]);
  });

  it('are told with the lowest and highest value of the day, which means of quarter hours hide', () => {
    const mean = [{ phenomenonTime: at(0), result: 20 }];
    const spread = {
      history: mean,
      low: [{ phenomenonTime: at(0), result: -3 }],
      high: [{ phenomenonTime: at(0), result: 33.3 }],
    };
    expect(rangeOf(spread)).toEqual({ low: -3, high: 33.3 });
    let sensor = { ...station, description: null, datastreams: [{ ...datastream('2', 'temperature', 20), ...spread }] };
    for (const [minute, result] of [
      [1, 40],
      [2, 10],
      [3, -5],
    ])
      sensor = withHistory(sensor, [observed('2', minute!, result!)]) as typeof sensor;
    expect(rangeOf(sensor.datastreams[0]!)).toEqual({ low: -5, high: 40 });
    sensor = withHistory(sensor, [observed('2', 1442, 7)]) as typeof sensor;
    expect(rangeOf(sensor.datastreams[0]!)).toEqual({ low: -5, high: 10 });
  });

  it('every second for an hour leaves the day on the chart, and a point a minute', () => {
    const second = (s: number) => new Date(Date.parse(at(0)) + s * 1000).toISOString();
    const morning = [-1500, -1000, -500].map((minute) => ({ phenomenonTime: at(minute), result: 1 }));
    let sensor = {
      ...station,
      description: null,
      datastreams: [{ ...datastream('2', 'temperature', 20), history: morning, low: [], high: [] }],
    };
    for (let s = 1; s <= 3600; s++) {
      sensor = withHistory(sensor, [{ ...observed('2', 0, s), phenomenonTime: second(s) }]) as typeof sensor;
    }
    const { history } = sensor.datastreams[0]!;
    expect(history[0]).toEqual(morning[1]);
    expect(history.at(-1)).toEqual({ phenomenonTime: second(3600), result: 3600 });
    expect(history.length).toBeGreaterThan(55);
    expect(history.length).toBeLessThan(70);
  });
});

describe('A sensor on the map', () => {
  it('says what a passer-by wants to know first', () => {
    expect(headline(station)?.property).toBe('temperature');
    expect(headline(silent)).toBeUndefined();
  });

  it('is a point with its value, and is left out without a place', () => {
    const { features } = sensorFeatures([station, silent], formatFor('de'), 'de', Date.parse(at(1)));
    expect(features).toHaveLength(1);
    expect(features[0]).toMatchObject({
      geometry: { coordinates: [7.9, 51.7] },
      properties: { id: 'w1', label: '20\u00a0°C' },
    });
  });

  it('that has been silent for longer than it should be has its value in brackets with its age, and says since when', () => {
    const hourly = { ...station, datastreams: [{ ...datastream('2', 'temperature', 20), expectedInterval: 3_600 }] };
    const drawn = (lang: 'de' | 'en', minute: number) =>
      sensorFeatures([hourly], formatFor(lang, 'UTC'), lang, Date.parse(at(minute))).features[0]!.properties!;
    expect(drawn('de', 149)['label']).toBe('20\u00a0°C');
    // The map asks whether it has it.
    expect('silent' in drawn('de', 149)).toBe(false);
    expect(drawn('de', 180)).toMatchObject({
      label: '(20\u00a0°C) vor 3 Std.',
      silent: 'Seit 1. Jan., 12:00 kein neuer Wert (vor 3 Stunden).',
    });
    expect(drawn('en', 180)['label']).toMatch(/^\(20\u00a0°C\) 3 hr/);
  });
});

describe('A latest value', () => {
  const words = { yes: 'ja', no: 'nein' };
  const of = (more: object) => shown({ ...datastream('1', 'x', 1), ...more }, formatFor('de'), words);

  it('is read with its unit, as yes or no, or as the text that it is', () => {
    const truth = { observationType: 'TRUTH_OBSERVATION' };
    expect(of({})).toBe('1\u00a0°C');
    expect([of(truth), of({ ...truth, latest: { phenomenonTime: at(0), result: 0, resultText: null } })]).toEqual([
      'ja',
      'nein',
    ]);
    expect(of({ latest: { phenomenonTime: at(0), result: null, resultText: 'geöffnet' } })).toBe('geöffnet');
    expect(of({ latest: null })).toBe('–');
  });
});

describe('A sparkline', () => {
  const point = (minute: number, result: number) => ({ phenomenonTime: at(minute), result });

  it('spans its box from the lowest to the highest value', () => {
    expect(sparkline([point(0, 10), point(10, 20)], 100, 40)).toEqual({
      path: 'M0 40L100 0',
      end: [100, 0],
    });
  });

  it('breaks where the sensor was silent', () => {
    const { path } = sparkline(
      // Hourly values, three hours of silence, then one every minute.
      [point(0, 1), point(60, 2), point(120, 1), point(300, 1), point(301, 2), point(302, 1), point(303, 2)],
      100,
      40,
    )!;
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it('is flat in the middle for a constant, and nothing for a single value or for texts', () => {
    expect(sparkline([point(0, 5), point(1, 5)], 100, 40)!.path).toBe('M0 20L100 20');
    expect(sparkline([point(0, 5)], 100, 40)).toBeUndefined();
    const texts = [0, 1].map((minute) => ({ phenomenonTime: at(minute), result: null }));
    expect(sparkline(texts, 100, 40)).toBeUndefined();
  });
});

import type { FeatureCollection, Point } from 'geojson';
import type { Language } from '../app/location.js';
import type { Format } from '../i18n/format.js';
import type { SensorKind } from '../generated/graphql.js';
import { ageText, silentSince } from './ages.js';
import { shown, type SensorSummary } from './observations.js';
import { SENSOR_WORDS } from './words.js';

/** There is no room for words on the map. */
const SIGNS = { yes: '✓', no: '–' };

/** The observed property a passer-by wants to know first, by kind of sensor. */
const HEADLINE: Record<SensorKind, string[]> = {
  WEATHER: ['temperature'],
  AIR_QUALITY: ['pm25', 'pm10', 'no2'],
  NOISE: ['noise'],
  PARKING: ['free_spaces'],
  RIVER_LEVEL: ['water_level'],
  TRAFFIC: ['vehicles', 'bicycles'],
  OTHER: [],
};

/** The datastream that speaks for its sensor on the map: the first wished for that has a value, else any that has one. */
export function headline<Sensor extends Pick<SensorSummary, 'kind' | 'datastreams'>>(
  sensor: Sensor,
): Sensor['datastreams'][number] | undefined {
  const withValue = sensor.datastreams.filter((datastream) => datastream.latest);
  const wished = HEADLINE[sensor.kind].map((property) =>
    withValue.find((datastream) => datastream.property === property),
  );
  return wished.find(Boolean) ?? withValue[0];
}

/**
 * The sensors as the map draws them: a point each, labelled with its latest value. Sensors without a place are left out.
 * Of one that is silent the value stands in brackets with its age, and `silent` says since when.
 */
export function sensorFeatures(
  sensors: SensorSummary[],
  format: Format,
  lang: Language,
  now: number,
): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: sensors.flatMap((sensor, order) => {
      if (!sensor.position) return [];
      const datastream = headline(sensor);
      const value = datastream ? shown(datastream, format, SIGNS) : '–';
      const since = datastream && silentSince(datastream, now);
      const age = since ? now - Date.parse(since) : 0;
      const label = since ? `(${value}) ${ageText(age, lang, 'short')}` : value;
      const silent = since && SENSOR_WORDS[lang].silent(format.time(since), ageText(age, lang));
      return {
        type: 'Feature' as const,
        geometry: { type: 'Point' as const, coordinates: [sensor.position.longitude, sensor.position.latitude] },
        properties: { id: sensor.id, kind: sensor.kind, name: sensor.name, label, order, ...(silent && { silent }) },
      };
    }),
  };
}

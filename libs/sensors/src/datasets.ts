import { defineDataset, type Column, type DatasetDefinition } from '@stadtlage/datasets';

const kind: Column = {
  type: 'text',
  description: {
    de: 'Art: weather (Wetter), air_quality (Luftqualität), noise (Lärm), parking (Parken), river_level (Pegel), traffic (Verkehr), other (Sonstiges)',
    en: 'Kind: weather, air_quality, noise, parking, river_level, traffic or other',
  },
};
const sensorId: Column = {
  type: 'text',
  description: { de: 'Kennung des Sensors (Datensatz sensors)', en: 'Identifier of the sensor (dataset sensors)' },
};
const property: Column = {
  type: 'text',
  description: {
    de: 'Beobachtete Eigenschaft, zum Beispiel temperature oder pm10',
    en: 'Observed property, for example temperature or pm10',
  },
};
const unit: Column = {
  type: 'text',
  description: { de: 'Einheit des Messwerts als UCUM-Code', en: 'Unit of the result as a UCUM code' },
};
const phenomenonTime: Column = {
  type: 'timestamp',
  description: {
    de: 'Zeitpunkt der Messung nach der Uhr des Geräts',
    en: 'Time of the measurement by the clock of the device',
  },
};
const result: Column = {
  type: 'number',
  description: {
    de: 'Messwert in der Einheit der Zeile; ja und nein sind 1 und 0',
    en: 'Value in the unit of the row; yes and no are 1 and 0',
  },
};

const sensors = defineDataset({
  id: 'sensors',
  view: 'sensors',
  title: { de: 'Sensoren', en: 'Sensors' },
  description: {
    de: 'Die öffentlichen Messstellen der Stadt mit Ort, Art und dem, was sie messen.',
    en: 'The public sensors of the city with their places, kinds and what they observe.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'ENVI',
  updateRhythm: 'CONT',
  columns: {
    id: { type: 'text', description: { de: 'Kennung des Sensors', en: 'Identifier of the sensor' } },
    name: { type: 'text', description: { de: 'Name', en: 'Name' } },
    description: { type: 'text', description: { de: 'Beschreibung', en: 'Description' } },
    kind,
    gateway_id: {
      type: 'text',
      description: { de: 'Gateway, das für den Sensor sendet', en: 'Gateway that publishes for the sensor' },
    },
    properties: {
      type: 'text',
      description: {
        de: 'Beobachtete Eigenschaften, durch Leerzeichen getrennt',
        en: 'Observed properties, separated by spaces',
      },
    },
    latest_at: {
      type: 'timestamp',
      description: { de: 'Zeitpunkt der letzten Messung', en: 'Time of the latest observation' },
    },
  },
  geometry: { type: 'Point', tiles: [{ fromZoom: 8, columns: ['name', 'kind', 'properties', 'latest_at'] }] },
});

const latestObservations = defineDataset({
  id: 'latest-observations',
  view: 'latest_observations',
  title: { de: 'Aktuelle Messwerte', en: 'Latest observations' },
  description: {
    de: 'Der jeweils neueste Messwert jeder Eigenschaft an jedem öffentlichen Sensor.',
    en: 'The newest value of each property at each public sensor.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'ENVI',
  updateRhythm: 'CONT',
  columns: {
    id: { type: 'integer', description: { de: 'Kennung der Messreihe', en: 'Identifier of the datastream' } },
    sensor_id: sensorId,
    sensor: { type: 'text', description: { de: 'Name des Sensors', en: 'Name of the sensor' } },
    kind,
    property,
    unit,
    phenomenon_time: phenomenonTime,
    result,
  },
  geometry: {
    type: 'Point',
    tiles: [{ fromZoom: 8, columns: ['sensor_id', 'sensor', 'kind', 'property', 'unit', 'result', 'phenomenon_time'] }],
  },
});

const observations = defineDataset({
  id: 'observations',
  view: 'observations',
  title: { de: 'Messwerte', en: 'Observations' },
  description: {
    de: 'Alle Messwerte der öffentlichen Sensoren. Die Kennung steigt mit der Reihenfolge des Speicherns.',
    en: 'All values of the public sensors. The identifier rises with the order of storing.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'ENVI',
  updateRhythm: 'CONT',
  columns: {
    id: { type: 'integer', description: { de: 'Kennung des Messwerts', en: 'Identifier of the observation' } },
    sensor_id: sensorId,
    property,
    unit,
    phenomenon_time: phenomenonTime,
    result,
    datastream_id: {
      type: 'integer',
      description: {
        de: 'Kennung der Messreihe: ein Sensor, eine Eigenschaft',
        en: 'Identifier of the datastream: one sensor, one property',
      },
    },
  },
});

export const datasets: DatasetDefinition[] = [sensors, latestObservations, observations];

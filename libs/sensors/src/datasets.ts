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
    de: 'Zeitpunkt der Messung nach der Uhr des Geräts; Zeitpunkt des Empfangs, wo die Meldung keinen nennt',
    en: 'Time of the measurement by the clock of the device; time of receipt where the message has none',
  },
};
const result: Column = {
  type: 'number',
  description: {
    de: 'Messwert in der Einheit der Zeile; ja und nein sind 1 und 0',
    en: 'Value in the unit of the row; yes and no are 1 and 0',
  },
};

const resultText: Column = {
  type: 'text',
  description: {
    de: 'Messwert, wo er ein Text ist; dann ist result leer',
    en: 'Value where it is a text; result is empty then',
  },
};
const datastreamId: Column = {
  type: 'integer',
  description: {
    de: 'Kennung der Messreihe: ein Sensor, eine Eigenschaft',
    en: 'Identifier of the datastream: one sensor, one property',
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
    result_text: resultText,
    observation_type: {
      type: 'text',
      description: {
        de: 'Art der Messwerte nach OGC SensorThings: Measurement (Zahl), TruthObservation (ja oder nein), CategoryObservation (Text)',
        en: 'Kind of results by OGC SensorThings: Measurement (number), TruthObservation (yes or no), CategoryObservation (text)',
      },
    },
  },
  geometry: {
    type: 'Point',
    tiles: [
      {
        fromZoom: 8,
        columns: ['sensor_id', 'sensor', 'kind', 'property', 'unit', 'result', 'result_text', 'phenomenon_time'],
      },
    ],
  },
});

const observations = defineDataset({
  id: 'observations',
  view: 'observations',
  title: { de: 'Messwerte', en: 'Observations' },
  description: {
    de: 'Alle Messwerte der öffentlichen Sensoren, nach Messreihe und Zeit. Die Kennung steigt mit der Reihenfolge des Speicherns.',
    en: 'All values of the public sensors, by datastream and time. The identifier rises with the order of storing.',
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
    result_text: resultText,
    result_time: {
      type: 'timestamp',
      description: {
        de: 'Zeitpunkt, zu dem der Messwert entstand, wo es ein anderer als der der Messung ist',
        en: 'When the result came to be, where that is another moment than that of the measurement',
      },
    },
    time_is_receipt: {
      type: 'boolean',
      description: {
        de: 'Die Meldung hatte keine Zeit: phenomenon_time ist der Zeitpunkt des Empfangs',
        en: 'The message had no time: phenomenon_time is when it came in',
      },
    },
    datastream_id: datastreamId,
  },
  order: ['datastream_id', 'phenomenon_time', 'id'],
});

const completeness = defineDataset({
  id: 'sensor-completeness',
  view: 'sensor_completeness',
  title: { de: 'Vollständigkeit der Messreihen', en: 'Completeness of the datastreams' },
  description: {
    de: 'Wie viele der erwarteten Meldungen jeder Messreihe je Tag angekommen sind, mit Lücken und Widersprüchen; heute bis jetzt. Gemessen an der Zählung des Senders oder am erwarteten Abstand der Messwerte.',
    en: 'How many of the expected messages of each datastream came per day, with gaps and contradictions; today up to now. Measured by the count of the sender or the expected interval of the readings.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'ENVI',
  updateRhythm: 'CONT',
  columns: {
    id: { type: 'integer', description: { de: 'Kennung der Zeile', en: 'Identifier of the row' } },
    sensor_id: sensorId,
    property,
    datastream_id: datastreamId,
    day: { type: 'date', description: { de: 'Tag in Europe/Berlin', en: 'Day in Europe/Berlin' } },
    basis: {
      type: 'text',
      description: {
        de: 'Woran gemessen: counter (der Sender zählt seine Meldungen) oder interval (ein Messwert wird in festem Abstand erwartet)',
        en: 'What it is measured by: counter (the sender counts its messages) or interval (a reading is expected at an interval)',
      },
    },
    expected: {
      type: 'integer',
      description: { de: 'Erwartete Meldungen oder Messwerte', en: 'Messages or readings that were to come' },
    },
    received: {
      type: 'integer',
      description: {
        de: 'Davon angekommen; doppelte und zusätzliche zählen nicht',
        en: 'How many of these came; duplicates and further ones do not count',
      },
    },
    gaps: { type: 'integer', description: { de: 'Anzahl der Lücken', en: 'Number of gaps' } },
    longest_gap_seconds: {
      type: 'number',
      unit: 's',
      description: {
        de: 'Längste Lücke: von der Meldung davor bis zu der danach oder zum Ende des Tages',
        en: 'Longest gap: from the message before it to the one after it, or to the end of the day',
      },
    },
    conflicts: {
      type: 'integer',
      description: {
        de: 'Zeitpunkte des Tages, zu denen verschiedene Messwerte kamen',
        en: 'Moments of the day for which different values came',
      },
    },
  },
});

export const datasets: DatasetDefinition[] = [sensors, latestObservations, observations, completeness];

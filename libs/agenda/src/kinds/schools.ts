import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { day as dayColumn, number, place, shared, text, version, whole } from '../columns.js';
import { defineKind } from './kind.js';
import { count, day, demo, oneOf, refersTo, words } from './parts.js';

const content = z.strictObject({
  facility: refersTo('facility', 'is the', { once: true }).meta({
    de: 'Kennung der Einrichtung',
    en: 'Identifier of the facility',
  }),
  name: words(200).meta({ de: 'Name der Schule', en: 'Name of the school' }),
  pupils: count.optional().meta({ de: 'Schülerinnen und Schüler', en: 'Pupils' }),
  devices: count.optional().meta({ de: 'Geräte für den Unterricht', en: 'Devices for lessons' }),
  wifi: oneOf({
    none: { de: 'keines', en: 'None' },
    parts: { de: 'in Teilen', en: 'In parts' },
    all: { de: 'überall', en: 'Everywhere' },
  })
    .optional()
    .meta({ de: 'WLAN in Räumen für den Unterricht', en: 'Wi-Fi in rooms for lessons' }),
  support: words(200)
    .optional()
    .meta({ de: 'Wer die Technik betreut: Stelle, nie eine Person', en: 'Who supports it: a body, never a person' }),
  countedOn: day.optional().meta({ de: 'Stand der Zahlen', en: 'Day of the figures' }),
  demo,
});

export const school = defineKind({
  id: 'school',
  section: 'schools',
  title: { de: 'Schule', en: 'School' },
  plural: { de: 'Schulen', en: 'Schools' },
  about: {
    de: 'Wie eine Schule ausgestattet ist; ihr Anschluss wird aus den Daten zur Versorgung berechnet.',
    en: 'How a school is equipped; its connection is computed from the data on coverage.',
  },
  field: 'schools',
  content,
  datasets: ['agenda-schools'],
  nameOf: ({ name }) => ({ de: name, en: name }),
});

export const schools = defineDataset({
  ...shared,
  theme: 'EDUC',
  id: 'agenda-schools',
  view: 'agenda_schools',
  title: { de: 'Digitale Ausstattung der Schulen', en: 'Digital equipment of schools' },
  description: {
    de: 'Geräte, WLAN und Betreuung je Schule, mit dem Anschluss, den die Versorgungsdaten für ihre Adresse nennen.',
    en: 'Devices, Wi-Fi and support by school, with the connection that the coverage data gives for its address.',
  },
  columns: {
    id: text('Kennung', 'Identifier'),
    ...place,
    pupils: whole('Schülerinnen und Schüler', 'Pupils'),
    devices: whole('Geräte für den Unterricht', 'Devices for lessons'),
    pupils_per_device: number('Schülerinnen und Schüler je Gerät', 'Pupils for each device', '1'),
    wifi: text(
      'WLAN in Räumen für den Unterricht: none (keines), parts (in Teilen), all (überall)',
      'Wi-Fi in rooms for lessons: none, parts or all',
    ),
    support: text('Wer die Technik betreut', 'Who supports it'),
    counted_on: dayColumn('Stand der Zahlen', 'Day of the figures'),
    fibre_status: text(
      'Glasfaser an ihrer Adresse, wie im Datensatz address-coverage',
      'Fibre at its address, as in the dataset address-coverage',
    ),
    max_down_mbit: number('Schnellster Download an ihrer Adresse', 'Fastest download at its address', 'Mbit/s'),
    mbit_per_pupil: number(
      'Schnellster Download an ihrer Adresse, geteilt durch die Zahl der Schülerinnen und Schüler',
      'Fastest download at its address, by pupil',
      'Mbit/s',
    ),
    promised_by: dayColumn(
      'Bis wann ihre Adresse angeschlossen sein soll, wie zuletzt zugesagt',
      'By when its address is to be connected, as promised last',
    ),
    ...version,
  },
  geometry: { type: 'Point' },
});

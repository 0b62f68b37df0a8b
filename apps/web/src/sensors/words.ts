import type { Language } from '../app/location.js';

/** Apart from the other texts, as they are needed only once a sensor is chosen. */
const de = {
  missing: 'Diesen Sensor gibt es hier nicht.',
  noData: 'Noch kein Messwert',
  since: (time: string) => `gemessen ${time}`,
  last24: 'Verlauf der letzten 24 Stunden',
  chart: (title: string, low: string, high: string) =>
    `${title}: zwischen ${low} und ${high} in den letzten 24 Stunden.`,
  noHistory: 'Keine Werte in den letzten 24 Stunden.',
  silent: (time: string, age: string) => `Seit ${time} kein neuer Wert (${age}).`,
  age: (time: string, age: string) => `Stand ${time}, ${age}. Der Wert kann veraltet sein.`,
  more: 'Verlauf, Vergleich und Daten',
};

const en: typeof de = {
  missing: 'There is no such sensor here.',
  noData: 'No value yet',
  since: (time) => `measured ${time}`,
  last24: 'The last 24 hours',
  chart: (title, low, high) => `${title}: between ${low} and ${high} in the last 24 hours.`,
  noHistory: 'No values in the last 24 hours.',
  silent: (time, age) => `No new value since ${time} (${age}).`,
  age: (time, age) => `As of ${time}, ${age}. It may be out of date.`,
  more: 'History, comparison and data',
};

export const SENSOR_WORDS: Record<Language, typeof de> = { de, en };

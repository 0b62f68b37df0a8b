import { useView } from '../../app/location.js';
import { pluralIn } from '../../i18n/plural.js';
import type { Range } from '../station-view.js';

const [german, english] = [pluralIn('de'), pluralIn('en')];

const rangeDe: Record<Range, string> = { day: 'Tag', week: 'Woche', month: 'Monat', year: 'Jahr' };
const rangeEn: Record<Range, string> = { day: 'Day', week: 'Week', month: 'Month', year: 'Year' };

/** Apart from the other texts, as they are needed only once a station's page is opened. */
const de = {
  summary: 'Zurück zur Kurzfassung',
  property: 'Messgröße',
  range: 'Zeitraum',
  ranges: rangeDe,
  earlier: 'Früher',
  later: 'Später',
  between: (from: string, to: string) => `${from} bis ${to}`,
  chart: 'Verlauf',
  chartText: (title: string, period: string, count: number) =>
    `Diagramm: ${title}, ${period}, ${german(count, { one: '1 Punkt', other: `${count} Punkte` })}. Dieselben Zahlen stehen in der Tabelle darunter.`,
  bandHint: (bucket: string) =>
    `Linie: Mittel je ${bucket}. Fläche: vom tiefsten bis zum höchsten Wert. Wo die Linie fehlt, fehlen Werte.`,
  buckets: { day: 'Viertelstunde', week: 'Stunde', month: 'Stunde', year: 'Tag' } satisfies Record<Range, string>,
  noValues: 'In diesem Zeitraum gibt es keine Werte.',
  noValuesThere: 'keine Werte',
  low: 'Tiefster Wert',
  mean: 'Mittel',
  high: 'Höchster Wert',
  table: 'Zahlen als Tabelle',
  tableCaption: (title: string, period: string) => `${title}, ${period}. Die neuesten Werte stehen oben.`,
  time: 'Zeit ab',
  rows: (shown: string, all: string) => `${shown} von ${all} Zeilen`,
  moreRows: 'Mehr Zeilen zeigen',
  csv: 'Diese Zahlen als CSV laden',
  allData: 'Alle Messwerte aller Stationen (CSV)',
  api: 'Mit GraphQL abfragen',
  data: 'Daten mitnehmen',
  compare: 'Mit anderen Stationen vergleichen',
  compareHint: 'Bis zu zwei weitere Stationen, die dasselbe messen.',
  compareFull: 'Mehr als drei Stationen werden nicht zusammen gezeigt. Nehmen Sie erst eine heraus.',
  compareMore: 'Weitere Stationen',
  compareNone: 'Keine andere Station misst das.',
  texts: 'Meldungen',
  textTime: 'Zeit',
  textValue: 'Meldung',
  completeness: 'Vollständigkeit',
  complete: (percent: string, received: string, expected: string) =>
    `${percent} der erwarteten Werte sind angekommen: ${received} von ${expected}.`,
  completeUnknown: 'Für diese Messgröße ist nicht festgelegt, wie oft ein Wert kommen soll.',
  byDay: 'Tag für Tag',
  day: 'Tag',
  arrived: 'Angekommen',
  ofExpected: 'von erwarteten',
  share: 'Anteil',
  gaps: 'Lücken',
  every: (duration: string) => `Erwartet wird ein Wert alle ${duration}.`,
  everySecond: 'Erwartet wird jede Sekunde ein Wert.',
  everyUnknown: 'Wie oft ein Wert kommen soll, ist nicht festgelegt.',
  live: (title: string, value: string) => `${title}: ${value}`,
};

export type StationWords = typeof de;

const en: StationWords = {
  summary: 'Back to the summary',
  property: 'What is measured',
  range: 'Time',
  ranges: rangeEn,
  earlier: 'Earlier',
  later: 'Later',
  between: (from, to) => `${from} to ${to}`,
  chart: 'Chart',
  chartText: (title, period, count) =>
    `Chart: ${title}, ${period}, ${english(count, { one: '1 point', other: `${count} points` })}. The table below has the same figures.`,
  bandHint: (bucket) =>
    `Line: mean per ${bucket}. Area: from the lowest to the highest value. Where there is no line, values are missing.`,
  buckets: { day: 'quarter of an hour', week: 'hour', month: 'hour', year: 'day' },
  noValues: 'There are no values in this time.',
  noValuesThere: 'no values',
  low: 'Lowest value',
  mean: 'Mean',
  high: 'Highest value',
  table: 'Figures as a table',
  tableCaption: (title, period) => `${title}, ${period}. The newest values come first.`,
  time: 'From',
  rows: (shown, all) => `${shown} of ${all} rows`,
  moreRows: 'Show more rows',
  csv: 'Download these figures as CSV',
  allData: 'All values of all stations (CSV)',
  api: 'Query with GraphQL',
  data: 'Take the data with you',
  compare: 'Compare with other stations',
  compareHint: 'Up to two further stations that measure the same.',
  compareFull: 'No more than three stations are shown together. Take one out first.',
  compareMore: 'More stations',
  compareNone: 'No other station measures this.',
  texts: 'Messages',
  textTime: 'Time',
  textValue: 'Message',
  completeness: 'Completeness',
  complete: (percent, received, expected) => `${percent} of the expected values arrived: ${received} of ${expected}.`,
  completeUnknown: 'Nobody has set how often a value of this should come.',
  byDay: 'Day by day',
  day: 'Day',
  arrived: 'Arrived',
  ofExpected: 'of expected',
  share: 'Share',
  gaps: 'Gaps',
  every: (duration) => `A value is expected every ${duration}.`,
  everySecond: 'A value is expected every second.',
  everyUnknown: 'Nobody has set how often a value should come.',
  live: (title, value) => `${title}: ${value}`,
};

export const STATION_WORDS = { de, en };
export const useWords = () => STATION_WORDS[useView().lang];

// Figures of areas: see coverage.refresh_statistic() in the migrations.
import { defineDataset, type Column } from '@stadtlage/datasets';
import { count, id, provider, validTo } from './columns.js';

const atLeast = (mbit: number) =>
  count(`Adressen mit mindestens ${mbit} Mbit/s im Download`, `Addresses with ${mbit} Mbit/s download or more`);
const text = (de: string, en: string): Column => ({ type: 'text', description: { de, en } });

const KEY = {
  id,
  area_kind: text(
    'Art des Gebiets: municipality (Gemeinde), district (Stadtteil) oder street (Straße)',
    'Kind of the area: municipality, district or street',
  ),
  area_id: text(
    'Gemeindeschlüssel (AGS), Kennung des Stadtteils oder Straßenschlüssel',
    'Municipality key (AGS), identifier of the district, or key of the street',
  ),
  area: text('Name des Stadtteils oder der Straße', 'Name of the district or the street'),
  use: text(
    'Gezählte Adressen: all (alle), residential (Wohnen) oder commercial (Gewerbe), nach den Angeboten für diese Nutzung; gemischte zählen in beiden',
    'Addresses counted: all, residential or commercial, by the offers for that use; those of mixed use count in both',
  ),
  provider_id: text('Kennung des Anbieters; leer: alle zusammen', 'Identifier of the provider; empty: all of them'),
  provider,
  technology: text(
    'Technik: any (alle), fibre (Glasfaser: ftth und fttb), hfc (Fernsehkabel), dsl_fttc (Kupfer: dsl und fttc), wireless (Funk, fixed_wireless); einzeln ftth, fttb, fttc, dsl, satellite, other, nur für Gemeinden und Stadtteile, in denen es sie gibt oder gab',
    'Technology: any, fibre (ftth and fttb), hfc (television cable), dsl_fttc (copper: dsl and fttc), wireless (fixed_wireless); one by one ftth, fttb, fttc, dsl, satellite and other, only for municipalities and districts where they are or were on offer',
  ),
  valid_from: {
    type: 'date',
    description: {
      de: 'Seit wann die Zahlen gelten; leer: soweit etwas bekannt ist',
      en: 'Since when the figures hold; empty: as far back as anything is known',
    },
  },
} satisfies Record<string, Column>;

const FIGURES = {
  addresses: count('Adressen, nach heutigem Bestand', 'Addresses, as the register has them now'),
  unknown: count(
    'Adressen, über die keine Quelle etwas sagt; sie sind in keiner Zahl dahinter',
    'Addresses about which no source says anything; they are in no figure that follows',
  ),
  offered: count('Adressen mit einem solchen Angebot', 'Addresses with such an offer'),
  speed_unknown: count(
    'Davon Adressen, deren Geschwindigkeit keine Quelle nennt',
    'Of these, addresses whose speed no source gives',
  ),
  down_10: atLeast(10),
  down_16: atLeast(16),
  down_30: atLeast(30),
  down_50: atLeast(50),
  down_100: atLeast(100),
  down_200: atLeast(200),
  down_400: atLeast(400),
  down_1000: atLeast(1000),
  level_unknown: count(
    'Adressen mit Angebot, deren Ausbaustufe keine Quelle nennt',
    'Addresses with an offer whose level no source gives',
  ),
  passed: count('Leitung mindestens in der Straße', 'Line at least in the street'),
  prepared: count('Leitung mindestens bis ans Gebäude', 'Line at least up to the building'),
  connected: count('Leitung mindestens im Gebäude', 'Line at least in the building'),
  activated: count('Leitung im Gebäude in Betrieb', 'Line in use in the building'),
} satisfies Record<string, Column>;

const RULES = {
  de: 'Glasfaser und Gigabit sind getrennte Zahlen, Unbekanntes ist eigens ausgewiesen, und wo Quellen sich widersprechen, zählt die beste Evidenz.',
  en: 'Fibre and gigabit are separate figures, what is unknown is shown apart, and where sources contradict each other the best evidence counts.',
};

export const coverageStatistics = defineDataset({
  id: 'coverage-statistics',
  view: 'coverage_statistics',
  title: { de: 'Versorgung in Zahlen', en: 'Coverage in figures' },
  description: {
    de: `Adressen je Gemeinde, Stadtteil und Straße, gezählt nach Nutzung, Anbieter, Technik, Geschwindigkeit und Ausbaustufe, Stand heute. ${RULES.de}`,
    en: `Addresses by municipality, district and street, counted by use, provider, technology, speed and connection level, as of today. ${RULES.en}`,
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: { ...KEY, ...FIGURES },
  order: ['area_kind', 'area_id', 'id'],
});

export const coverageStatisticsHistory = defineDataset({
  id: 'coverage-statistics-history',
  view: 'coverage_statistics_history',
  title: { de: 'Versorgung in Zahlen: Zeitreihen', en: 'Coverage in figures: time series' },
  description: {
    de: `Wie coverage-statistics, mit einer Zeile für jeden Zeitraum, in dem die Zahlen gleich blieben, nach heutigem Wissen. ${RULES.de}`,
    en: `As coverage-statistics, with a row for each period in which the figures stayed the same, as it is known now. ${RULES.en}`,
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: { ...KEY, valid_to: validTo, ...FIGURES },
  order: ['area_kind', 'area_id', 'id'],
});

import type { Language } from './phrases.js';

/** What the tables of a difference are called: imports.kept_table has their English titles, which are also those of the JSON. */
const GERMAN: Record<string, string> = {
  addresses: 'Adressen',
  'addresses of phases': 'Adressen der Bauabschnitte',
  'availability shares': 'Versorgungsquoten',
  'base map': 'Grundkarte',
  'demand aggregations': 'Nachfragebündelungen',
  districts: 'Stadtteile',
  facilities: 'Einrichtungen',
  'fibre networks': 'Glasfasernetze',
  'fibre networks: contracts': 'Glasfasernetze: Verträge',
  'fibre networks: nodes': 'Glasfasernetze: Knoten',
  'fibre networks: organisations': 'Glasfasernetze: Organisationen',
  'fibre networks: phases': 'Glasfasernetze: Abschnitte',
  'fibre networks: spans': 'Glasfasernetze: Strecken',
  funding: 'Förderung',
  'mobile cells': 'Funkzellen',
  phases: 'Bauabschnitte',
  'rollout projects': 'Ausbauprojekte',
  'sign-ups': 'Vorverträge',
  'status of addresses': 'Versorgung der Adressen',
  'statuses and promises': 'Stände und Zusagen',
  streets: 'Straßen',
};

export const differenceTitle = (title: string, language: Language): string =>
  language === 'de' ? (GERMAN[title] ?? title) : title;

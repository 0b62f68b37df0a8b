import type { Language } from '../app/location.js';

/** Apart from the other texts, as they are needed only with the map. */
const de = {
  label: 'Unter dem Zeiger',
  centre: 'In der Mitte der Karte',
  fibreShare: (share: string, count: string) => `Glasfaser an ${share} von ${count} Adressen`,
  gigabitShare: (share: string, count: string) => `1 Gbit/s an ${share} von ${count} Adressen`,
  matching: (matching: string, count: string) => `${matching} von ${count} Adressen entsprechen dem Filter`,
  unknownMatching: 'Ob Adressen dem Filter entsprechen, ist nicht bekannt',
  area: 'Umgebung (Rasterfeld)',
  unknownShare: 'Zur Versorgung ist nichts bekannt',
  neighbours: (street: string, served: string, all: string) =>
    `${street}, im Kartenausschnitt: ${served} von ${all} Adressen mit Glasfaser`,
  street: 'Straße',
  district: 'Stadtteil: zur Seite mit seinen Zahlen',
  open: 'Eingabetaste öffnet die Auskunft.',
  openDistrict: 'Eingabetaste öffnet die Seite des Stadtteils.',
  promised: (day: string) => `Glasfaser zugesagt bis ${day}, noch nicht gebaut`,
  nothing: 'Hier ist nichts verzeichnet.',
};

const en: typeof de = {
  label: 'Under the pointer',
  centre: 'In the middle of the map',
  fibreShare: (share, count) => `Fibre at ${share} of ${count} addresses`,
  gigabitShare: (share, count) => `1 Gbit/s at ${share} of ${count} addresses`,
  matching: (matching, count) => `${matching} of ${count} addresses match the filter`,
  unknownMatching: 'Whether addresses match the filter is not known',
  area: 'Surroundings (grid cell)',
  unknownShare: 'Nothing is known about coverage',
  neighbours: (street, served, all) => `${street}, in this view: ${served} of ${all} addresses with fibre`,
  street: 'Street',
  district: 'District: to the page with its figures',
  open: 'Enter opens the answer.',
  openDistrict: 'Enter opens the page of the district.',
  promised: (day) => `Fibre promised by ${day}, not built yet`,
  nothing: 'Nothing is recorded here.',
};

export const READOUT_WORDS: Record<Language, typeof de> = { de, en };

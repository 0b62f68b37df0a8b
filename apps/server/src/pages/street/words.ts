import type { Language } from '../frame/language.js';
import { pluralIn } from '../frame/plural.js';

const [german, english] = [pluralIn('de'), pluralIn('en')];

const de = {
  title: (name: string) => `${name}: Glasfaser und Ausbau`,
  about: (name: string, city: string) =>
    `Wie weit ist die Glasfaser in der Straße ${name} in ${city}? Wer baut, bis wann, und was gibt es an jeder Hausnummer.`,
  lead: (passed: string, connected: string, addresses: string) =>
    `Glasfaser liegt bei ${passed} von ${addresses} Adressen mindestens in der Straße, bei ${connected} im Gebäude.`,
  leadUnknown: 'Ob es hier Glasfaser gibt, ist nicht bekannt: Keine Quelle sagt etwas über diese Straße.',
  noAddresses: 'In dieser Straße ist keine Adresse verzeichnet.',
  asOf: (day: string) => `Stand: ${day}. Gezählt werden Adressen. „Nicht bekannt“ heißt nie „nein“.`,
  districts: 'Stadtteil',
  map: 'Diese Straße auf der Karte zeigen',
  figures: 'Zahlen',
  figuresCaption: (name: string) => `${name}: Zahl der Adressen und Anteil`,
  figure: 'Gezählt',
  addresses: 'Adressen',
  share: 'Anteil',
  all: 'Alle Adressen',
  passed: 'Glasfaser mindestens in der Straße',
  connected: 'Glasfaser im Gebäude',
  promised: 'Noch keine Glasfaser, aber im Bau oder zugesagt',
  levelUnknown: 'Glasfaser, Stand nicht bekannt',
  gigabit: 'Ab 1 Gbit/s',
  unknown: 'Keine Quelle sagt etwas',
  rollout: 'Ausbau',
  noRollout:
    'Nicht bekannt: Keine Quelle nennt ein Ausbauprojekt für diese Straße. Das heißt nicht, dass keines geplant ist.',
  serves: (text: string, count: number) =>
    german(count, {
      one: 'Dieser Abschnitt betrifft eine Adresse der Straße.',
      other: `Dieser Abschnitt betrifft ${text} Adressen der Straße.`,
    }),
  houses: 'Hausnummern',
  houseCount: (text: string, count: number) => german(count, { one: 'Eine Adresse', other: `${text} Adressen` }),
  more: (count: string) => `Und ${count} weitere: Suchen Sie nach der Hausnummer.`,
  missing: 'Diese Straße gibt es hier nicht',
  missingHint: 'Der Straßenschlüssel ist falsch, oder die Straße ist aus dem amtlichen Verzeichnis verschwunden.',
};

export type StreetWords = typeof de;

const en: StreetWords = {
  title: (name) => `${name}: fibre and rollout`,
  about: (name, city) =>
    `How far is fibre in the street ${name} in ${city}? Who builds, by when, and what there is at each house number.`,
  lead: (passed, connected, addresses) =>
    `Of ${addresses} addresses, ${passed} have fibre at least in the street, and ${connected} in the building.`,
  leadUnknown: 'Whether there is fibre here is not known: no source says anything about this street.',
  noAddresses: 'No address of this street is on record.',
  asOf: (day) => `As of ${day}. Addresses are counted. “Not known” never means no.`,
  districts: 'District',
  map: 'Show this street on the map',
  figures: 'Figures',
  figuresCaption: (name) => `${name}: number of addresses and share`,
  figure: 'Counted',
  addresses: 'Addresses',
  share: 'Share',
  all: 'All addresses',
  passed: 'Fibre at least in the street',
  connected: 'Fibre in the building',
  promised: 'No fibre yet, but under construction or promised',
  levelUnknown: 'Fibre, level not known',
  gigabit: '1 Gbit/s or more',
  unknown: 'No source says anything',
  rollout: 'Rollout',
  noRollout: 'Not known: no source names a rollout project for this street. That does not mean that none is planned.',
  serves: (text, count) =>
    english(count, {
      one: 'This phase is about one address of the street.',
      other: `This phase is about ${text} addresses of the street.`,
    }),
  houses: 'House numbers',
  houseCount: (text, count) => english(count, { one: 'One address', other: `${text} addresses` }),
  more: (count) => `And ${count} more: search for the house number.`,
  missing: 'There is no such street here',
  missingHint: 'The key of the street is wrong, or the street has left the official list.',
};

export const STREET_WORDS: Record<Language, StreetWords> = { de, en };

import type { Language } from '../app/location.js';
import { pluralIn } from '../i18n/plural.js';

const [german, english] = [pluralIn('de'), pluralIn('en')];

/** Apart from the other texts, as they are needed only once a street is chosen. */
const de = {
  street: 'Straße',
  missing: 'Diese Straße gibt es hier nicht.',
  addresses: (text: string, count: number) => german(count, { one: '1 Adresse', other: `${text} Adressen` }),
  unknown: 'Ob es hier Glasfaser gibt, ist nicht bekannt.',
  share: (passed: string, connected: string, all: string) =>
    `Glasfaser in der Straße: an ${passed} von ${all} Adressen. Angeschlossen: ${connected}.`,
  page: 'Wie weit die Straße ist: Anteile, wer baut, bis wann, und jede Hausnummer',
  hint: 'Für ein einzelnes Haus geben Sie auch die Hausnummer ein, oder tippen Sie es auf der Karte an.',
};

const en: typeof de = {
  street: 'Street',
  missing: 'There is no such street here.',
  addresses: (text, count) => english(count, { one: '1 address', other: `${text} addresses` }),
  unknown: 'Whether there is fibre here is not known.',
  share: (passed, connected, all) => `Fibre in the street: at ${passed} of ${all} addresses. Connected: ${connected}.`,
  page: 'How far the street is: shares, who builds, by when, and each house number',
  hint: 'For a single house enter its number, too, or tap it on the map.',
};

export const STREET_WORDS: Record<Language, typeof de> = { de, en };

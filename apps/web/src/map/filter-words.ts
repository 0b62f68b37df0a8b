import type { Language } from '../app/location.js';
import type { FibreStatus } from '../generated/graphql.js';
import { pluralIn } from '../i18n/plural.js';
import type { Text } from '../i18n/text.js';
import type { AddressFilter, Use } from './filters.js';

const [german, english] = [pluralIn('de'), pluralIn('en')];

/** Apart from the other texts, as they are needed only with the map or a list. */
const de = {
  title: 'Adressen filtern',
  technology: 'Beste Technik',
  speed: 'Geschwindigkeit',
  provider: 'Anbieter',
  use: 'Nutzung',
  level: 'Stand der Glasfaser',
  all: 'Alle',
  atLeast: (speed: string) => `ab ${speed}`,
  uses: {
    residential: 'Privat (Wohnen)',
    commercial: 'Gewerblich',
    public: 'Öffentliche Einrichtungen',
  } as Record<Use, string>,
  active: (count: number) => german(count, { one: 'Ein Filter aktiv', other: `${count} Filter aktiv` }),
  reset: 'Filter zurücksetzen',
  isReset: 'Die Filter sind zurückgesetzt.',
  near: 'An einem anderen Tag zeigt die Karte gefilterte Adressen nur von nahem: bitte heranzoomen.',
};

const en: typeof de = {
  title: 'Filter addresses',
  technology: 'Best technology',
  speed: 'Speed',
  provider: 'Provider',
  use: 'Use',
  level: 'Fibre status',
  all: 'All',
  atLeast: (speed) => `from ${speed}`,
  uses: { residential: 'Private (homes)', commercial: 'Commercial', public: 'Public institutions' },
  active: (count) => english(count, { one: 'One filter active', other: `${count} filters active` }),
  reset: 'Reset filters',
  isReset: 'The filters have been reset.',
  near: 'On another day the map shows filtered addresses only from near: please zoom in.',
};

export const FILTER_WORDS: Record<Language, typeof de> = { de, en };

type Values = { [Name in keyof AddressFilter]: (value: NonNullable<AddressFilter[Name]>) => string };

/** The values of filters in words. */
export const filterValues = ({ t, lang, format }: Text): Values => ({
  level: (level) => t.fibre[level.toUpperCase() as FibreStatus | 'UNKNOWN'],
  technology: (technology) => t.technology[technology],
  speed: (speed) => FILTER_WORDS[lang].atLeast(format.speed(speed) ?? ''),
  use: (use) => FILTER_WORDS[lang].uses[use],
  provider: (name) => name,
});

/** All that addresses have to have: "Best technology FTTH; Speed from 250 Mbit/s". */
export function filterText(filter: AddressFilter, text: Text): string {
  const values = filterValues(text);
  const told = <Name extends keyof AddressFilter>(name: Name) => {
    const value = filter[name];
    return value === null ? [] : [`${FILTER_WORDS[text.lang][name]} ${values[name](value)}`];
  };
  return (Object.keys(values) as (keyof AddressFilter)[]).flatMap(told).join('; ');
}

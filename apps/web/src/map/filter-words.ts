import type { Language } from '../app/location.js';
import { pluralIn } from '../i18n/plural.js';
import type { Use } from './filters.js';

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
  near: 'Gefiltert werden einzelne Adressen. Näher heranzoomen, um sie zu sehen.',
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
  near: 'Single addresses are filtered. Zoom in to see them.',
};

export const FILTER_WORDS: Record<Language, typeof de> = { de, en };

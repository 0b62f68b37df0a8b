import { de, type Dictionary } from './de.js';

/** Kinds of public places, apart from the other texts: they are named on the map and in its list, which come later. */
export const FACILITY_WORDS: Record<'de' | 'en', Record<string, string>> = {
  de: {
    school: 'Schule',
    kindergarten: 'Kindertagesstätte',
    administration: 'Verwaltung',
    library: 'Bibliothek',
    public_wifi: 'Öffentliches WLAN',
    hospital: 'Krankenhaus',
    fire_station: 'Feuerwehr',
    sports: 'Sportstätte',
    culture: 'Kultur',
    advice: 'Beratung',
  },
  en: {
    school: 'School',
    kindergarten: 'Kindergarten',
    administration: 'Administration',
    library: 'Library',
    public_wifi: 'Public Wi-Fi',
    hospital: 'Hospital',
    fire_station: 'Fire station',
    sports: 'Sports',
    culture: 'Culture',
    advice: 'Advice',
  },
};

/** @param kind as the tiles spell it */
export const facilityKind = (kind: string, t: Dictionary): string =>
  FACILITY_WORDS[t === de ? 'de' : 'en'][kind] ?? kind;

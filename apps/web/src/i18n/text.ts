import { useView, type Language } from '../app/location.js';
import { de, type Dictionary } from './de.js';
import { en } from './en.js';
import { formatFor, type Format } from './format.js';

export interface Text {
  lang: Language;
  t: Dictionary;
  format: Format;
}

const TEXTS: Record<Language, Text> = {
  de: { lang: 'de', t: de, format: formatFor('de') },
  en: { lang: 'en', t: en, format: formatFor('en') },
};

/** The words and formats of the language that the page's address names. */
export const useText = () => TEXTS[useView().lang];

/** The name of a language in that language. */
export const languageName = (language: Language) => TEXTS[language].t.languageName;

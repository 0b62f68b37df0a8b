import type { Language } from './language.js';

/** Words that stand on every page. */
const de = {
  skip: 'Zum Inhalt',
  pages: 'Seiten dieses Angebots',
  languages: 'Sprache',
  fault: 'Das ist gerade nicht möglich',
  faultHint: 'Der Fehler liegt bei uns. Bitte versuchen Sie es später noch einmal.',
  busyHint:
    'Aus Ihrem Netz oder insgesamt kommen gerade sehr viele Anfragen. Bitte laden Sie die Seite gleich noch einmal.',
  demo: 'Demodaten: Diese Zahlen gehören, ganz oder zum Teil, zu einer erfundenen Stadt.',
  unknown: 'nicht bekannt',
  yes: 'ja',
  no: 'nein',
};

const en: typeof de = {
  skip: 'Skip to content',
  pages: 'Pages of this service',
  languages: 'Language',
  fault: 'This is not possible right now',
  faultHint: 'The fault is on our side. Please try again later.',
  busyHint: 'Very many requests are coming from your network, or altogether. Please load the page again in a moment.',
  demo: 'Demo data: these figures belong, all or in part, to a made-up city.',
  unknown: 'not known',
  yes: 'yes',
  no: 'no',
};

export const FRAME_WORDS: Record<Language, typeof de> = { de, en };

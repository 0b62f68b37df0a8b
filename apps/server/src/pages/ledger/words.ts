import type { Language } from '../frame/language.js';
import { pluralIn } from '../frame/plural.js';

const [german, english] = [pluralIn('de'), pluralIn('en')];

/** What the public ledger of all reports says beside what that of one address says (REPORTING_WORDS). */
const de = {
  title: 'Gemeldete Fehler',
  about: (city: string) =>
    `Alle Fehler, die Bewohnerinnen und Bewohner von ${city} zu Internet und Mobilfunk gemeldet haben: was nicht stimmt, wo die Meldung steht, was daraus wurde.`,
  lead: 'Was Bewohnerinnen und Bewohner gemeldet haben, und was daraus wurde: jede Meldung, vom Eingang bis zum Ergebnis. Wer gemeldet hat, steht nirgends.',
  how: 'Etwas melden Sie auf der Seite der Adresse, ohne Anmeldung.',
  toSearch: 'Adresse suchen',
  toData: 'Alle Meldungen als offener Datensatz',
  filter: 'Meldungen auswählen',
  state: 'Stand',
  anyState: 'jeder Stand',
  district: 'Stadtteil',
  anyDistrict: 'ganze Stadt',
  show: 'Anzeigen',
  caption: 'Alle Meldungen, die neuesten zuerst',
  captionOf: 'Ausgewählte Meldungen, die neuesten zuerst',
  found: (count: number, text: string) => german(count, { one: '1 Meldung', other: `${text} Meldungen` }),
  none: 'Es gibt keine solche Meldung.',
  noneYet: 'Bisher hat niemand etwas gemeldet.',
  gone: 'Diese Adresse steht nicht mehr im Verzeichnis.',
  pages: 'Seiten der Liste',
  older: 'Ältere Meldungen',
  newest: 'Neueste Meldungen',
  demo: 'Demodaten: Adressen dieser Liste gehören zu einer erfundenen Stadt.',
  missing: 'Diesen Teil der Liste gibt es nicht',
  missingHint: 'Den Stand oder den Stadtteil, nach dem gefragt ist, gibt es hier nicht, oder die Seite der Liste.',
  all: 'Alle gemeldeten Fehler',
};

export type LedgerWords = typeof de;

const en: LedgerWords = {
  title: 'Reported errors',
  about: (city) =>
    `All errors about internet and mobile networks that residents of ${city} have reported: what is wrong, where the report stands, what came of it.`,
  lead: 'What residents have reported, and what came of it: every report, from its receipt to its outcome. Who reported it is told nowhere.',
  how: 'Report something on the page of the address, without an account.',
  toSearch: 'Find an address',
  toData: 'All reports as an open dataset',
  filter: 'Choose reports',
  state: 'State',
  anyState: 'any state',
  district: 'District',
  anyDistrict: 'the whole city',
  show: 'Show',
  caption: 'All reports, the newest first',
  captionOf: 'The chosen reports, the newest first',
  found: (count, text) => english(count, { one: '1 report', other: `${text} reports` }),
  none: 'There is no such report.',
  noneYet: 'Nobody has reported anything so far.',
  gone: 'This address is no longer on record.',
  pages: 'Pages of the list',
  older: 'Older reports',
  newest: 'Newest reports',
  demo: 'Demo data: addresses of this list belong to a made-up city.',
  missing: 'There is no such part of the list',
  missingHint: 'There is no such state or district here, or no such page of the list.',
  all: 'All reported errors',
};

export const LEDGER_WORDS: Record<Language, LedgerWords> = { de, en };

import type { Language } from './words.js';

/** Words of answers that describe another day than today. */
const de = {
  shown: (day: string) =>
    `Diese Auskunft beschreibt den ${day}, nach heutigem Wissen. Anschrift, Stadtteil und Zuordnung zu Bauabschnitten sind die von heute.`,
  toToday: 'Zum heutigen Stand',
  fixedCaption: (day: string) => `Anschlüsse, die es am ${day} gab, je Anbieter und Technik`,
  noSuchDay: 'Diesen Tag kann die Auskunft nicht beschreiben',
  noSuchDayHint: (today: string) =>
    `In der Adresse dieser Seite steht nach „asOf=“ kein Tag bis heute. Schreiben Sie ihn als Jahr-Monat-Tag, zum Beispiel asOf=${today}.`,
};

const en: typeof de = {
  shown: (day) =>
    `This answer describes ${day}, as far as it is known today. Address, district and the phases that serve the address are those of today.`,
  toToday: 'Show today instead',
  fixedCaption: (day) => `Connections that there were on ${day}, by provider and technology`,
  noSuchDay: 'This day cannot be described',
  noSuchDayHint: (today) =>
    `What follows “asOf=” in the address of this page is no day up to today. Write it as year-month-day, such as asOf=${today}.`,
};

export const DAY_WORDS: Record<Language, typeof de> = { de, en };

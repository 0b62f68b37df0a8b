import type { Language } from './words.js';

/** Words of a report by a resident that contradicts what is stated. */
const de = {
  availability: 'darin, ob es das Angebot gibt',
  refuted: (day: string) =>
    `Meldung aus der Bevölkerung vom ${day}, der die Stadt nachgeht: Das ist hier nicht zu bekommen.`,
};

const en: typeof de = {
  availability: 'in whether it is on offer',
  refuted: (day) => `Report of a resident of ${day}, taken up by the city: this cannot be had here.`,
};

export const REPORT_WORDS: Record<Language, typeof de> = { de, en };

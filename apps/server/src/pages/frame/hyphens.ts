const SOFT = '\u00ad';
/** Long compounds that stand in headings and narrow cells, with the places where a reader would break them. */
const BROKEN = ['Onlinezugangs-gesetz', 'Infra-struktur', 'Digital-konzept', 'Förder-mittel', 'Glasfaser-anschluss'];
const PARTS = new Map(BROKEN.map((word) => [word.replace('-', ''), word.replace('-', SOFT)]));
const WORDS = new RegExp([...PARTS.keys()].join('|'), 'g');

/** The text with soft hyphens: where a word does not fit, it breaks between its parts, and with a hyphen. */
export const softly = (text: string): string => text.replace(WORDS, (word) => PARTS.get(word)!);

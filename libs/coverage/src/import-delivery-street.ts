// Names of streets as they are typed: "Bahnhofstrase", "Lindenalle". Only the ending is looked at, which tells one kind of street from another.

/** What streets are called by, as places.search_form writes it. Names with different ones are never alike, whatever stands before. */
export const STREET_ENDINGS = 'str|weg|steg|steig|allee|platz|gasse|ring|damm|ufer|hof|kamp|pfad';

const KNOWN = new RegExp(`(strasse|${STREET_ENDINGS})$`);
/** Endings that are long enough to be known in spite of a typing mistake, and of how many. */
const MENDABLE: [ending: string, mistakes: number][] = [
  ['strasse', 2],
  ['allee', 1],
  ['platz', 1],
  ['gasse', 1],
  ['steig', 1],
  ['ring', 1],
  ['damm', 1],
  ['kamp', 1],
  ['pfad', 1],
  ['weg', 1],
];

const plain = (street: string) =>
  street
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter]!)
    .replace(/[\s.]+$/, '');

/**
 * The name with a misspelt ending put right, in lower case: `Bahnhofstrase` is `bahnhofstrasse`. Undefined where the ending is a
 * known one, or none that is meant can be told.
 */
export function mendEnding(street: string): string | undefined {
  const typed = plain(street);
  if (typed.length > 100 || KNOWN.test(typed)) return undefined;
  let best: { mended: string; mistakes: number } | undefined;
  for (const [ending, most] of MENDABLE) {
    // The shortest first: what can be the name before the ending is left to it.
    for (let length = Math.max(3, ending.length - most); length <= ending.length + most; length++) {
      const tail = typed.slice(-length);
      if (typed.length <= length || (ending !== 'strasse' && tail[0] !== ending[0])) continue;
      const mistakes = typingMistakes(tail, ending);
      if (mistakes <= most && mistakes < (best?.mistakes ?? Infinity))
        best = { mended: typed.slice(0, -length) + ending, mistakes };
    }
  }
  return best?.mended;
}

/** Letters that are missing, too many, wrong, or swapped with the next (optimal string alignment). */
function typingMistakes(typed: string, meant: string): number {
  const rows: number[][] = [Array.from({ length: meant.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    for (let j = 1; j <= meant.length; j++) {
      const wrong = typed[i - 1] === meant[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + wrong);
      if (i > 1 && j > 1 && typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[typed.length]![meant.length]!;
}

/** What was typed of a street, in the spelling of `places.search_key`. */
export interface TypedStreet {
  words: string[];
  /** The number at the end, where it may belong to the name: "Weg 12". */
  number: string | null;
  postcode: string | null;
}

/** A street as `places.street_search` has it, in the same spelling, with a space between words. */
export interface SearchedStreet {
  nameKey: string;
  /** Of place and district. */
  placeKey: string;
  postcode: string | null;
}

export interface Likeness {
  /** 0: exactly this; below {@link FUZZY}: as far as typed, it is this; more the less alike. */
  cost: number;
  /** The typed number is part of the name. */
  numberIsName: boolean;
}

/** From here on letters of the name differ from those typed. */
export const FUZZY = 10;
const EDIT = FUZZY;
const HALF_TYPED = 1;
const WORD_SKIPPED = 2;
const OTHER_POSTCODE = 4;
const UNKNOWN_POSTCODE = 2;
const ONLY_PLACE = 6;
const LETTER_LEFT_OVER = 3;
// Then what is left over may be the place that no source tells.
const UNKNOWN_PLACE = 1 / 3;

/**
 * Judges how well a street fits what was typed; null where it is another one. Any run of the typed words may be the name, from the
 * start of any of its words; the others should be words of its place or district. Many streets share their names and places, so a
 * judge remembers them.
 */
export function streetJudge(typed: TypedStreet): (street: SearchedStreet) => Likeness | null {
  const { words } = typed;
  const runs = words.flatMap((_, from) =>
    words.slice(from).map((_, i) => ({ from, to: from + i + 1, text: words.slice(from, from + i + 1).join('') })),
  );
  const leftOverOf = remembered((place) => words.map((word, i) => wordCost(word, i === words.length - 1, place)));
  const costsOf = remembered((name) => runs.map(({ text }) => nameCost(text, name)));
  return (street) => {
    const postcode = postcodeCost(typed.postcode, street.postcode);
    if (typed.number !== null && words.join('') + typed.number === street.nameKey.replaceAll(' ', ''))
      return { cost: postcode, numberIsName: true };
    const leftOver = leftOverOf(street.placeKey);
    const costs = costsOf(street.nameKey);
    const all = sum(leftOver);
    const price = street.placeKey === '' ? UNKNOWN_PLACE : 1;
    let best = all === 0 ? ONLY_PLACE : Infinity;
    runs.forEach(({ from, to, text }, i) => {
      const outside = all - sum(leftOver.slice(from, to));
      // Most of what was typed has to be the name or the place: an "Am" alone makes no street.
      if (outside <= LETTER_LEFT_OVER * 1.5 * text.length)
        best = Math.min(best, Math.ceil(outside * price) + costs[i]!);
    });
    return best === Infinity ? null : { cost: best + postcode, numberIsName: false };
  };
}

function remembered<T>(compute: (words: string[]) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let result = known.get(text);
    if (result === undefined) known.set(text, (result = compute(text.split(' '))));
    return result;
  };
}

function postcodeCost(typed: string | null, known: string | null): number {
  if (typed === null || typed === known) return 0;
  return known === null ? UNKNOWN_POSTCODE : OTHER_POSTCODE;
}

function wordCost(word: string, isLast: boolean, place: string[]): number {
  const fits = place.some(
    (known) =>
      known === word ||
      (isLast && word.length >= 2 && known.startsWith(word)) ||
      (word.length >= 5 && edits(word, known, 1).whole <= 1),
  );
  return fits ? 0 : word === 'str' ? 1 : word.length * LETTER_LEFT_OVER;
}

function nameCost(run: string, nameWords: string[]): number {
  const allowed = Math.floor(run.length / 3);
  let best = Infinity;
  for (let skipped = 0; skipped < nameWords.length; skipped++) {
    const name = nameWords.slice(skipped).join('');
    // A slip in the word "Straße" counts as one, though the key knows only "str".
    for (const form of name.endsWith('str') ? [name, `${name}asse`] : [name]) {
      const { whole, start } = edits(run, form, allowed);
      best = Math.min(best, WORD_SKIPPED * skipped + Math.min(EDIT * whole, EDIT * start + HALF_TYPED));
    }
  }
  return best;
}

/**
 * Slips between what was typed and a name: letters left out, added, changed, or swapped with their neighbour.
 * @param most slips that are of interest; more come back as Infinity
 * @returns those to the whole name, and those to that start of it which is nearest
 */
export function edits(typed: string, name: string, most: number): { whole: number; start: number } {
  if (name.startsWith(typed)) return { whole: atMost(name.length - typed.length, most), start: 0 };
  if (typed.length > name.length + most) return { whole: Infinity, start: Infinity };
  // Only what lies within `most` of the diagonal can stay below it.
  const width = name.length + 2;
  let [before, above, row] = [new Uint8Array(width).fill(FAR), new Uint8Array(width).fill(FAR), new Uint8Array(width)];
  for (let j = 0; j <= Math.min(most, name.length); j++) above[j] = j;
  for (let i = 1; i <= typed.length; i++) {
    row.fill(FAR);
    const [first, last] = [Math.max(0, i - most), Math.min(name.length, i + most)];
    let least = FAR;
    for (let j = first; j <= last; j++) {
      let here = above[j]! + 1;
      if (j > 0) {
        here = Math.min(here, row[j - 1]! + 1, above[j - 1]! + (typed[i - 1] === name[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && typed[i - 1] === name[j - 2] && typed[i - 2] === name[j - 1])
          here = Math.min(here, before[j - 2]! + 1);
      }
      row[j] = here;
      if (here < least) least = here;
    }
    if (least > most) return { whole: Infinity, start: Infinity };
    [before, above, row] = [above, row, before];
  }
  return { whole: atMost(above[name.length]!, most), start: atMost(Math.min(...above), most) };
}

const FAR = 200;
const atMost = (slips: number, most: number) => (slips > most ? Infinity : slips);
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** What somebody typed, taken apart. Words are as typed; `places.search_form` in the database gives them one spelling. */
export interface TypedAddress {
  /** Street and place, in the order typed. */
  words: string[];
  houseNumber: number | null;
  /** Lower case; empty where none was typed. */
  suffix: string;
  postcode: string | null;
}

const POSTCODE = /(?<!\d)\d{5}(?!\d)/;
// The last number is the house number ("Straße des 17. Juni 12"); of a range ("12-14") its first. A single letter after
// it is its suffix, but "5 ahlen" has none.
const HOUSE_NUMBER = /(?<!\d)(\d{1,4})\s?(\p{L})?(?:\s?[-–/+]\s?\d{1,4}\p{L}?)?(?![\p{L}\d])(?!.*\d)/u;
// In every second name, so it tells streets apart hardly ever; the ranking still sees it.
const STREET_WORD = /^(str|strasse|straße)$/;

export function parseAddress(text: string): TypedAddress {
  let rest = text.toLowerCase();
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match) rest = rest.replace(match[0], ' ');
    return match;
  };
  const postcode = take(POSTCODE)?.[0] ?? null;
  const number = take(HOUSE_NUMBER);
  return {
    words: rest.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''),
    houseNumber: number ? Number(number[1]) : null,
    suffix: number?.[2] ?? '',
    postcode,
  };
}

/** The words that tell addresses apart, the most telling (longest) first. */
export function tellingWords({ words, postcode }: TypedAddress): string[] {
  const names = words.filter((word) => !STREET_WORD.test(word));
  if (names.length === 0) return words.length > 0 ? words : postcode ? [postcode] : [];
  return names.sort((a, b) => b.length - a.length);
}

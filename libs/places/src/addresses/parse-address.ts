/** What somebody typed, taken apart. Words are as typed; `places.search_key` in the database gives them one spelling. */
export interface TypedAddress {
  /** Street, place and district, in the order typed; "Str." and half-typed "Straß" as "str". */
  words: string[];
  houseNumber: number | null;
  /** The last of a range, "5-7"; else null. */
  upTo: number | null;
  /** Lower case, without spaces: "a", "1/2"; empty where none was typed. */
  suffix: string;
  postcode: string | null;
}

/** More words than any address has; what follows is not looked at. */
const MAX_WORDS = 8;
const POSTCODE = /(?<![\p{L}\d])(?:de?[\s-]{0,3})?(\d{5})(?![\p{L}\d])/u;
// The last number is the house number ("Straße des 17. Juni 12"), but not one that the name goes on after ("17. Juni"), nor one
// that belongs to a letter ("Q7"). A single letter after it is its suffix, but "5 ahlen" has none.
const HOUSE_NUMBER = new RegExp(
  [
    /(?<!\d)(?<!(?<!\p{L})\p{L})(?:(?<!\p{L})(?:haus)?(?:nr|nummer)[.:\s]{1,3})?(?<number>\d{1,4})/u,
    /(?!\d|\.\s?\p{L}{2})/u,
    /(?:\s?(?<half>½|\d\/\d)(?!\d)|\s?(?<letter>\p{L})(?![\p{L}\d]))?/u,
    /(?:\s?[-–/+]\s?(?<upTo>\d{1,4})?\p{L}?)?(?![\p{L}\d])(?!.*\d)/u,
  ]
    .map(({ source }) => source)
    .join(''),
  'u',
);
const STREET = /str(a(s*|ß)e?)?$/;

export function parseAddress(text: string): TypedAddress {
  let rest = text.normalize('NFC').toLowerCase();
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match) rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match;
  };
  const postcode = take(POSTCODE)?.[1] ?? null;
  const { number, half, letter, upTo } = take(HOUSE_NUMBER)?.groups ?? {};
  return {
    words: rest
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .slice(0, MAX_WORDS)
      .map((word) => word.replace(STREET, 'str')),
    houseNumber: number ? Number(number) : null,
    upTo: upTo && Number(upTo) > Number(number) ? Number(upTo) : null,
    suffix: half?.replace('½', '1/2') ?? letter ?? '',
    postcode,
  };
}

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Words of a language know how it writes days and numbers: "de-DE". */
interface Locale {
  locale: string;
}

/** The language of a page: what its address says, else the browser's first choice of ours, else German. */
export function languageOf(asked: unknown, accepted: string | undefined): Language {
  const known = (tag: string) => LANGUAGES.find((language) => language === tag.trim().slice(0, 2).toLowerCase());
  const wished = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';');
      const quality = parameters
        .map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1])
        .find((text) => text !== undefined);
      return { language: known(tag), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => language && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return (typeof asked === 'string' ? known(asked) : undefined) ?? wished[0]?.language ?? 'de';
}

/** A calendar day, YYYY-MM-DD, in words: "30. Juni 2024". */
export const dayIn = ({ locale }: Locale, day: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** The calendar day of a moment, YYYY-MM-DD. */
export const dayOf = (moment: Date | string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(new Date(moment));

export const percentIn = ({ locale }: Locale, share: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share / 100);

/** "50 Mbit/s", and from there on "1 Gbit/s", as in the web app. */
export function speedIn({ locale }: Locale, mbit: number): string {
  // To the Mbit/s: 1.25 Gbit/s are not 1.3.
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: mbit >= 1000 ? 3 : 1 });
  return mbit >= 1000 ? `${number.format(mbit / 1000)} Gbit/s` : `${number.format(mbit)} Mbit/s`;
}

/** A code of the GraphQL schema in words. */
export const wordFor = (words: Record<string, string>, code: string): string => words[code] ?? code;

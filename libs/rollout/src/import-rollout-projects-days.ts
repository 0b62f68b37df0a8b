// Days and windows as offices and companies write them.

const QUARTER = /^(?:q([1-4])[\s/.-]*(\d{4})|(\d{4})[\s/.-]*q([1-4])|([1-4])\.?\s*(?:quartal|q)\s*(\d{4}))$/i;

/**
 * The day a text means, as YYYY-MM-DD: `2025-06-30`, `30.06.2025`; and where it means a whole month, quarter or year
 * (`2025-06`, `06/2025`, `Q2 2025`, `2. Quartal 2025`, `2025`), its first or last day.
 * @returns undefined when it is none of these, or no day of the calendar
 */
export function dayOf(text: string, end: 'first' | 'last'): string | undefined {
  const [year, month, day] = partsOf(text.trim());
  if (!year || year < 1990 || year > 2100) return undefined;
  if (day !== undefined) return isoDay(year, month! - 1, day, month! - 1);
  const [from, to] = month === undefined ? [0, 11] : Array.isArray(month) ? month : [month - 1, month - 1];
  if (from < 0 || to > 11) return undefined;
  return end === 'first' ? isoDay(year, from, 1, from) : isoDay(year, to + 1, 0, to);
}

type Parts =
  | [year: number, month: number, day: number]
  | [year: number, month?: number | [from: number, to: number], day?: undefined]
  | [];

function partsOf(text: string): Parts {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  if (german) return [Number(german[3]), Number(german[2]), Number(german[1])];
  const month = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (month) return [Number(month[1]), Number(month[2])];
  const monthFirst = /^(\d{1,2})[/.](\d{4})$/.exec(text);
  if (monthFirst) return [Number(monthFirst[2]), Number(monthFirst[1])];
  const quarter = QUARTER.exec(text);
  if (quarter) {
    const number = Number(quarter[1] ?? quarter[4] ?? quarter[5]);
    return [Number(quarter[2] ?? quarter[3] ?? quarter[6]), [number * 3 - 3, number * 3 - 1]];
  }
  return /^\d{4}$/.test(text) ? [Number(text)] : [];
}

/** @param expected the month that must come of it: 31.06. would be the 1st of July */
function isoDay(year: number, month: number, day: number, expected: number): string | undefined {
  const date = new Date(Date.UTC(year, month, day));
  return date.getUTCMonth() === expected ? date.toISOString().slice(0, 10) : undefined;
}

import type { Language } from '../app/location.js';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A time in the largest unit of which it has two: 90 minutes and not one hour. */
function inWords(seconds: number): [value: number, unit: (typeof UNITS)[number][0]] {
  const [unit, size] = UNITS.find(([, length]) => seconds >= 2 * length) ?? UNITS[3];
  return [Math.round(seconds / size), unit];
}

const LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** Such as "vor 3 Stunden", short "vor 3 Std."; a device's clock may be ahead of ours. */
export function ageText(ms: number, lang: Language, style: 'long' | 'short' = 'long'): string {
  const [value, unit] = inWords(Math.max(0, ms) / 1000);
  return new Intl.RelativeTimeFormat(LOCALES[lang], { style }).format(-value, unit);
}

/** Such as "10 Minuten". */
export function durationText(seconds: number, lang: Language): string {
  const [value, unit] = inWords(seconds);
  return new Intl.NumberFormat(LOCALES[lang], { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** As on the server: one reading that is late, or lost, is no silence yet; two are. */
const SILENT_AFTER = 2.5;

/** Whether a newer value than the latest should be there by now: where no interval is known, one may have come at any time. */
export const isOvertaken = (
  { latest, expectedInterval }: { latest: { phenomenonTime: string } | null; expectedInterval: number | null },
  now: number,
): boolean =>
  latest !== null && (expectedInterval === null || now - Date.parse(latest.phenomenonTime) > expectedInterval * 1000);

/**
 * Since when nothing came, by our clock: the page may have been open for hours since the server said it.
 * @returns undefined while readings come in time, and where nobody has said how often they should
 */
export function silentSince(
  stream: { latest: { phenomenonTime: string } | null; expectedInterval: number | null; silentSince: string | null },
  now: number,
): string | undefined {
  const { latest, expectedInterval } = stream;
  if (!latest) return undefined;
  const late =
    expectedInterval !== null && now - Date.parse(latest.phenomenonTime) > SILENT_AFTER * expectedInterval * 1000;
  return late ? latest.phenomenonTime : (stream.silentSince ?? undefined);
}

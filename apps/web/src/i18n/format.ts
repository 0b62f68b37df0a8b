import type { Language } from '../app/location.js';

/** Where numbers, dates and units are written as the language writes them. One object per language: Intl objects are dear. */
export interface Format {
  number(value: number, digits?: number): string;
  percent(value: number | null): string;
  speed(mbit: number | null): string | null;
  date(value: string): string;
  month(value: string): string;
  time(value: string): string;
  quantity(value: number, unit: string | null): string;
}

/** Of the city, and of the server's days, weeks and months; residents who are elsewhere see the clock of the city, too. */
export const CITY_ZONE = 'Europe/Berlin';

/** UCUM codes (https://ucum.org/ucum) to the signs people know. */
const UNIT_SIGNS: Record<string, string> = {
  Cel: '°C',
  'ug/m3': 'µg/m³',
  'B[SPL]': 'B',
  'dB[SPL]': 'dB',
  '[ppm]': 'ppm',
  deg: '°',
  '1': '',
  '1/h': '/h',
};

export function unitSign(unit: string | null): string {
  if (unit === null) return '';
  return UNIT_SIGNS[unit] ?? unit.replace(/\{.*?\}/g, '');
}

export function formatFor(language: Language, timeZone = CITY_ZONE): Format {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits = 1) => {
    if (!numbers.has(digits)) numbers.set(digits, new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
    return numbers.get(digits)!.format(value);
  };
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return {
    number,
    percent: (value) => (value === null ? '–' : `${number(value)}${language === 'de' ? '\u00a0' : ''}%`),
    speed: (mbit) => {
      if (mbit === null) return null;
      return mbit >= 1000 ? `${number(mbit / 1000, 3)}\u00a0Gbit/s` : `${number(mbit)}\u00a0Mbit/s`;
    },
    date: (value) => date.format(new Date(value)),
    month: (value) => month.format(new Date(value)),
    time: (value) => time.format(new Date(value)),
    quantity: (value, unit) => {
      const sign = unitSign(unit);
      const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
      return sign === '' ? number(value, digits) : `${number(value, digits)}${sign === '°' ? '' : '\u00a0'}${sign}`;
    },
  };
}

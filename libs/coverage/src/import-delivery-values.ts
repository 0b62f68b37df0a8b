// The words that operators use in their deliveries, and what they mean here. All functions are pure: undefined is "cannot be read".

import { EvidenceClass } from './evidence.js';

/** `Straße` and `strasse`, `House Number` and `house_number` are one column. */
export function columnName(title: string): string {
  return title
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter]!)
    .replace(/\s*[[(].*$/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

/** Finds the columns of a header by any of their names; undefined where there is none. */
export function findColumns<Field extends string>(
  header: string[],
  names: Record<Field, string[]>,
): Record<Field, number | undefined> {
  const found = header.map(columnName);
  const at = (accepted: string[]) => {
    const index = found.findIndex((name) => accepted.includes(name));
    return index < 0 ? undefined : index;
  };
  return Object.fromEntries(
    Object.entries<string[]>(names).map(([field, accepted]) => [field, at(accepted)]),
  ) as Record<Field, number | undefined>;
}

const word = (text: string) => columnName(text).replaceAll('_', ' ');

const TECHNOLOGIES: [pattern: RegExp, technology: string][] = [
  [/^(ftth|fiber to the home|fibre to the home)$/, 'ftth'],
  // Where a source does not tell home from building, the building is what is certain.
  [/^(fttb|fttb h|ftth b|ftthb|fttbh|fttb ftth|ftth fttb|glasfaser|fibre|fiber)$/, 'fttb'],
  [/^(fttc|vdsl.*|(super )?vectoring|supervectoring|kvz)$/, 'fttc'],
  [/^(hfc|catv|kabel|kabelnetz|koax|coax|cable|docsis.*)$/, 'hfc'],
  [/^(dsl|adsl.*|sdsl)$/, 'dsl'],
  [/^(fwa|funk|richtfunk|wlan|wimax|fixed wireless.*)$/, 'fixed_wireless'],
  [/^(satellit|satellite|sat)$/, 'satellite'],
  [/^(sonstige.*|other|andere)$/, 'other'],
];

/** The technology of a fixed connection: `VDSL2` is fttc, `Kabel` is hfc. */
export const readTechnology = (text: string) => TECHNOLOGIES.find(([pattern]) => pattern.test(word(text)))?.[1];

/** True for a technology of mobile networks, which says nothing about an address. */
export const isMobile = (text: string) => /^(lte|4g|5g|umts|3g|gsm|2g|mobil.*)/.test(word(text));

const MOBILE: [pattern: RegExp, technology: string][] = [
  [/^(2g|gsm|edge)$/, '2g'],
  [/^(3g|umts|hspa)$/, '3g'],
  [/^(4g|lte)$/, '4g'],
  [/^(5g sa|5gsa|5g standalone|5g plus)$/, '5g_sa'],
  [/^(5g|nr|5g nsa|5g dss)$/, '5g'],
];

/** The generation of a mobile network: `LTE` is 4g, `5G SA` is 5g_sa. */
export const readMobile = (text: string) => MOBILE.find(([pattern]) => pattern.test(word(text)))?.[1];

/** Yes or no in the ways programs write it; false where nothing is said. */
export function readFlag(text: string): boolean | undefined {
  if (/^(|0|nein|no|false|f|n)$/i.test(text)) return false;
  return /^(1|ja|yes|true|t|j|y)$/i.test(text) ? true : undefined;
}

const LEVELS: [pattern: RegExp, level: string][] = [
  [/^(passed|homes? passed|hp|vorbei.*|in der strasse)$/, 'passed'],
  [/^(prepared|homes? prepared|hp plus|vorbereitet|anschliessbar|am gebaeude)$/, 'prepared'],
  [/^(connected|homes? connected|hc|angeschlossen|im gebaeude)$/, 'connected'],
  [/^(activated|homes? activated|ha|aktiv|aktiviert|in betrieb)$/, 'activated'],
];

/** The connection level: `homes passed` and `HP` are passed; null where nothing is said. */
export function readLevel(text: string): string | null | undefined {
  return text === '' ? null : LEVELS.find(([pattern]) => pattern.test(word(text)))?.[1];
}

const USES: [pattern: RegExp, use: string][] = [
  [/^(|x|any|all|alle|beide|both|gemischt)$/, 'any'],
  [/^(r|residential|privat.*|wohnen|haushalte?)$/, 'residential'],
  [/^(b|business|commercial|gewerb.*|geschaeft.*|unternehmen)$/, 'commercial'],
];

/** Whom an offer is for; any where nothing is said. */
export const readUse = (text: string) => USES.find(([pattern]) => pattern.test(word(text)))?.[1];

const EVIDENCE: [pattern: RegExp, evidence: EvidenceClass][] = [
  [/^(measurement|messung|gemessen)$/, EvidenceClass.MEASUREMENT],
  [/^(city|stadt|kommune|begehung)$/, EvidenceClass.CITY],
  [/^(operator|anbieter|betreiber|netzbetreiber|unternehmen)$/, EvidenceClass.OPERATOR],
  [/^(official grid|amtlich|amtliches raster)$/, EvidenceClass.OFFICIAL_GRID],
];

/** What a statement rests on; null where nothing is said. What residents report comes in by no file. */
export function readEvidence(text: string): EvidenceClass | null | undefined {
  return text === '' ? null : EVIDENCE.find(([pattern]) => pattern.test(word(text)))?.[1];
}

const FASTEST = 1_000_000;

/**
 * A speed in Mbit/s: `1000`, `16,5`, `50 Mbit/s`, `1 Gbit/s`; null where nothing is said. `1.000` is not read: it may be one or
 * a thousand.
 */
export function readSpeed(text: string): number | null | undefined {
  if (text === '' || text === '-') return null;
  const [, number, unit] = /^(\d{1,7}(?:[.,]\d{1,6})?)\s*(mbit\/s|mbps|mb\/s|gbit\/s|gbps)?$/i.exec(text) ?? [];
  if (!number || /^\d{1,3}[.,]\d{3}$/.test(number)) return undefined;
  const speed = Number(number.replace(',', '.')) * (/^g/i.test(unit ?? '') ? 1000 : 1);
  return speed <= FASTEST ? speed : undefined;
}

/** A day as `2024-06-30` or `30.06.2024`; null where nothing is said. */
export function readDay(text: string): string | null | undefined {
  if (text === '') return null;
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const day = german ? `${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}` : text.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^([T ].*)?$/.test(german ? '' : text.slice(10))) return undefined;
  const parsed = new Date(`${day}T00:00:00Z`);
  const year = parsed.getUTCFullYear();
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) && year >= 1980 && year < 2100
    ? day
    : undefined;
}

/** `5a`, `5 a`, `12-14`, `5 1/2`: the number, and what follows it in lower case without spaces. */
export function readHouseNumber(text: string, suffix = ''): { number: number; suffix: string } | undefined {
  const match = /^0*([1-9]\d{0,3})\s*(.{0,12})$/.exec(`${text.trim()}${suffix && ` ${suffix.trim()}`}`);
  return match ? { number: Number(match[1]), suffix: match[2]!.toLowerCase().replace(/\s+/g, '') } : undefined;
}

/** The day in a file's name, such as `ausbau_2024-06-30.csv` or `Stand_20241231`. */
export function dayOfName(name: string): string | undefined {
  const [, year, month, day] = /(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)/.exec(name) ?? [];
  return year ? (readDay(`${year}-${month}-${day}`) ?? undefined) : undefined;
}

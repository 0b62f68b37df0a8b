// Version 0.3 says that fibreLength is in kilometres. Earlier ones named no unit, and many publishers kept writing metres, the
// example of the standard among them. A cable does not leave its line by a factor of a hundred, so the line tells them apart.
import { isObject } from '@stadtlage/imports';
import type { Content } from './schema.js';

const EARTH_RADIUS_KM = 6371;
/** Longer than any cable there is. */
const LONGEST_KM = 45_000;

export function looksLikeMetres(span: Content): boolean {
  const length = span['fibreLength'];
  if (typeof length !== 'number') return false;
  const drawn = drawnKilometres(span['route']);
  return drawn ? length > drawn * 100 && length < drawn * 100_000 : length > LONGEST_KM;
}

/** Metres; null where none is stated. */
export function fibreLengthMetres(span: Content): number | null {
  const length = span['fibreLength'];
  if (typeof length !== 'number') return null;
  return looksLikeMetres(span) ? length : Math.round(length * 1e6) / 1e3;
}

function drawnKilometres(route: unknown): number {
  const line = isObject(route) && Array.isArray(route['coordinates']) ? (route['coordinates'] as number[][]) : [];
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1]!, line[i]!);
  return sum;
}

function distance([x1, y1]: number[], [x2, y2]: number[]): number {
  const radians = Math.PI / 180;
  const [a, b] = [Math.sin(((y2! - y1!) * radians) / 2), Math.sin(((x2! - x1!) * radians) / 2)];
  const h = a * a + Math.cos(y1! * radians) * Math.cos(y2! * radians) * b * b;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

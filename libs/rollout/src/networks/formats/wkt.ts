// Well-known text: OGC 06-103r4, section 7.
import type { LineString, Point } from 'geojson';

/** Undefined when it is no POINT or LINESTRING of numbers. */
export function geometryFromWkt(text: string): Point | LineString | undefined {
  const match = /^(?:SRID=4326;)?\s*(POINT|LINESTRING)\s*(?:Z\s*)?\(([^()]*)\)$/i.exec(text.trim());
  if (!match) return undefined;
  const positions = match[2]!.split(',').map((position) => position.trim().split(/\s+/).map(Number));
  if (positions.some((numbers) => numbers.length < 2 || numbers.length > 3 || !numbers.every(Number.isFinite)))
    return undefined;
  if (match[1]!.toUpperCase() === 'LINESTRING') return { type: 'LineString', coordinates: positions };
  return positions.length === 1 ? { type: 'Point', coordinates: positions[0]! } : undefined;
}

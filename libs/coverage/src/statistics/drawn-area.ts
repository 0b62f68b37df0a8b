import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { badInput } from '../as-of.js';

export const MOST_POSITIONS = 1_000;
export const MOST_KM2 = 250;

export interface DrawnArea {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: unknown[];
}

/** An area that somebody drew: taken in, never given out. */
export const GeoJsonPolygon = new GraphQLScalarType<DrawnArea, DrawnArea>({
  name: 'GeoJsonPolygon',
  description: `A GeoJSON Polygon or MultiPolygon (RFC 7946) in WGS 84 (EPSG:4326), longitude before latitude, of at most ${MOST_POSITIONS} positions and ${MOST_KM2} square kilometres.`,
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc7946#section-3.1.6',
  parseValue: readDrawnArea,
  parseLiteral: (node, variables) => readDrawnArea(valueFromASTUntyped(node, variables)),
});

/** Checks what the database would only trip over. @throws GraphQLError BAD_USER_INPUT that says what is wrong */
function readDrawnArea(value: unknown): DrawnArea {
  const { type, coordinates } = (value ?? {}) as Partial<Record<'type' | 'coordinates', unknown>>;
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates)) {
    throw refusal('it is a GeoJSON geometry object with the type Polygon or MultiPolygon and coordinates.');
  }
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : coordinates;
  const rings = polygons.flatMap((polygon) => (Array.isArray(polygon) && polygon.length ? polygon : [undefined]));
  if (!rings.length) throw refusal('it has no ring.');
  let positions = 0;
  for (const ring of rings) {
    positions += checkRing(ring);
    if (positions > MOST_POSITIONS) throw refusal(`it has more than ${MOST_POSITIONS} positions. Simplify it.`);
  }
  return { type, coordinates };
}

/** @returns the number of its positions */
function checkRing(ring: unknown): number {
  if (!Array.isArray(ring) || ring.length < 4) {
    throw refusal('each ring is a list of four positions or more, the last one equal to the first.');
  }
  if (ring.length > MOST_POSITIONS) return ring.length;
  for (const position of ring as unknown[]) {
    const [longitude, latitude] = Array.isArray(position) ? (position as unknown[]) : [];
    if (!isWithin(longitude, 180) || !isWithin(latitude, 90)) {
      throw refusal(
        `each position is [longitude, latitude] in degrees, but one is ${JSON.stringify(position)?.slice(0, 60)}.`,
      );
    }
  }
  const [first, last] = [ring[0], ring.at(-1)] as [number[], number[]];
  if (first[0] !== last[0] || first[1] !== last[1]) throw refusal('each ring ends where it begins.');
  return ring.length;
}

const isWithin = (value: unknown, most: number) => typeof value === 'number' && Math.abs(value) <= most;
export const refusal = (reason: string) => badInput(`polygon: ${reason}`);

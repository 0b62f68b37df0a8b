import { badInput } from '@stadtlage/datasets';
import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';

export const MOST_POSITIONS = 1_000;
export const MOST_KM2 = 250;
/** Nothing of 250 square kilometres that anybody draws is wider; and beyond, areas on the sphere become ambiguous. */
const MOST_DEGREES = 2;

export interface DrawnArea {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: unknown[];
}

type Position = [longitude: number, latitude: number];

/** An area that somebody drew: taken in, never given out. */
export const GeoJsonPolygon = new GraphQLScalarType<DrawnArea, DrawnArea>({
  name: 'GeoJsonPolygon',
  description: `A GeoJSON Polygon or MultiPolygon (RFC 7946) in WGS 84 (EPSG:4326), longitude before latitude, of at most ${MOST_POSITIONS} positions, ${MOST_DEGREES} degrees from end to end and ${MOST_KM2} square kilometres.`,
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc7946#section-3.1.6',
  parseValue: readDrawnArea,
  parseLiteral: (node, variables) => readDrawnArea(valueFromASTUntyped(node, variables)),
});

/**
 * Checks what the database would only trip over, and takes no more of the value than an area has.
 * @throws GraphQLError BAD_USER_INPUT that says what is wrong
 */
function readDrawnArea(value: unknown): DrawnArea {
  const { type, coordinates } = (value ?? {}) as Partial<Record<'type' | 'coordinates', unknown>>;
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates)) {
    throw refusal('it is a GeoJSON geometry object with the type Polygon or MultiPolygon and coordinates.');
  }
  const counted = { left: MOST_POSITIONS };
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates).map((polygon: unknown) =>
    (Array.isArray(polygon) && polygon.length ? polygon : [undefined]).map((ring: unknown) => readRing(ring, counted)),
  );
  if (!polygons.length) throw refusal('it has no ring.');
  checkExtent(polygons.flat(2));
  return { type, coordinates: type === 'Polygon' ? polygons[0]! : polygons };
}

function readRing(ring: unknown, counted: { left: number }): Position[] {
  if (!Array.isArray(ring) || ring.length < 4) {
    throw refusal('each ring is a list of four positions or more, the last one equal to the first.');
  }
  counted.left -= ring.length;
  if (counted.left < 0) throw refusal(`it has more than ${MOST_POSITIONS} positions. Simplify it.`);
  const positions = (ring as unknown[]).map(readPosition);
  const [first, last] = [positions[0]!, positions.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) throw refusal('each ring ends where it begins.');
  return positions;
}

function readPosition(position: unknown): Position {
  const [longitude, latitude] = Array.isArray(position) ? (position as unknown[]) : [];
  if (isWithin(longitude, 180) && isWithin(latitude, 90)) return [longitude, latitude];
  throw refusal(`each position is [longitude, latitude] in degrees, but one is ${inShort(position)}.`);
}

function checkExtent(positions: Position[]): void {
  for (const axis of [0, 1] as const) {
    let [least, most] = [Infinity, -Infinity];
    for (const position of positions) {
      least = Math.min(least, position[axis]);
      most = Math.max(most, position[axis]);
    }
    if (most - least <= MOST_DEGREES) continue;
    throw refusal(
      `it reaches over ${Math.round((most - least) * 10) / 10} degrees of ${axis ? 'latitude' : 'longitude'}; at most ${MOST_DEGREES} are counted. Draw a smaller one.`,
    );
  }
}

/** A value as JSON, without what is nested in it: that may be deeper than JSON can be written. */
function inShort(value: unknown): string {
  const flat = (part: unknown) => (typeof part === 'object' && part !== null ? '…' : (JSON.stringify(part) ?? 'null'));
  const text = Array.isArray(value) ? `[${value.slice(0, 4).map(flat).join()}]` : flat(value);
  return text.slice(0, 60);
}

const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Math.abs(value) <= most;
export const refusal = (reason: string) => badInput(`polygon: ${reason}`);

// Checks of coordinates before they reach the database: WGS 84 (EPSG:4326), longitude before latitude.
import type { Geometry } from 'geojson';
import { isObject } from './geojson.js';
import { type Text } from './phrases.js';
import { say } from './report-phrases.js';

type Position = number[];

// Germany with its islands and a margin.
const GERMANY = { west: 5.5, east: 15.5, south: 47, north: 55.5 };

const inGermany = (x: number, y: number) =>
  x >= GERMANY.west && x <= GERMANY.east && y >= GERMANY.south && y <= GERMANY.north;

/** A mistake in a geometry, with what to do about it. */
export interface GeometryProblem {
  problem: Text;
  fix: Text;
  value: unknown;
}

/**
 * What is wrong with the position of data about a German city: not degrees, axes swapped, or far outside Germany.
 * `anywhere` allows every place on earth, but still refuses swapped axes where the swap would lead to Germany.
 */
export function positionProblem(position: unknown, anywhere = false): GeometryProblem | undefined {
  if (!isPosition(position)) {
    return {
      problem: say('A position is not two numbers.'),
      fix: say('Write longitude and latitude in degrees.'),
      value: position,
    };
  }
  const [x, y] = position as [number, number];
  const value = `${x} ${y}`;
  if (Math.abs(x) > 180 || Math.abs(y) > 90) {
    return inGermany(y, x)
      ? swapped(value)
      : {
          problem: say('The coordinates are not degrees{guess}.', { guess: guessSystem(x, y) }),
          fix: say('Transform the file to WGS 84 (EPSG:4326), for example with ogr2ogr -t_srs EPSG:4326.'),
          value,
        };
  }
  if (inGermany(x, y)) return undefined;
  if (inGermany(y, x)) return swapped(value);
  if (anywhere) return undefined;
  return {
    problem: say('The position is far outside Germany.'),
    fix: say('Check the coordinate system: WGS 84 (EPSG:4326) in degrees is needed, longitude before latitude.'),
    value,
  };
}

/** True for a good position that is outside Germany. */
export function isAbroad([x, y]: Position): boolean {
  return !inGermany(x!, y!);
}

function swapped(value: string): GeometryProblem {
  return {
    problem: say('The axes are swapped: latitude stands before longitude.'),
    fix: say('Write longitude (about 6 to 15) first, then latitude (about 47 to 55).'),
    value,
  };
}

const metres = (system: string) => say(' but metres, probably {system}', { system });

/** The usual German systems, told apart by the size of their numbers. */
function guessSystem(x: number, y: number): Text | '' {
  const between = (value: number, low: number, high: number) => value >= low && value <= high;
  if (between(x, 32_000_000, 34_000_000))
    return say(' but metres, probably UTM with a zone prefix (EPSG:4647 or EPSG:5650)');
  if (between(x, 2_400_000, 5_700_000) && between(y, 5_200_000, 6_200_000))
    return metres('Gauß-Krüger (EPSG:31466 – 31469)');
  if (between(x, 200_000, 950_000) && between(y, 5_200_000, 6_150_000)) return metres('UTM (EPSG:25832, EPSG:25833)');
  if (between(y, 200_000, 950_000) && between(x, 5_200_000, 6_150_000))
    return say(' but metres, probably UTM (EPSG:25832) with swapped axes');
  if (between(x, 550_000, 1_800_000) && between(y, 5_900_000, 7_500_000)) return metres('Web Mercator (EPSG:3857)');
  return '';
}

export function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.length >= 2 && value.every(Number.isFinite);
}

/** Judges a position in another coordinate system than WGS 84. */
export type PositionJudge = (position: unknown) => GeometryProblem | undefined;

/**
 * The first problem of the geometry and of what it contains, whatever a file may have put in its place.
 * @param anywhere allows every place on earth; or judges each position, where it is not in WGS 84
 */
export function firstProblem(
  geometry: Geometry,
  anywhere: boolean | PositionJudge = false,
): GeometryProblem | undefined {
  const judge: PositionJudge =
    typeof anywhere === 'function' ? anywhere : (position) => positionProblem(position, anywhere);
  return problemOf(geometry, judge);
}

function problemOf(geometry: Geometry, judge: PositionJudge): GeometryProblem | undefined {
  if (!isObject(geometry)) return unknownType(geometry);
  if (geometry.type === 'GeometryCollection') {
    if (!Array.isArray(geometry.geometries)) {
      return {
        problem: say('The collection has no list of geometries.'),
        fix: say('Export the file again.'),
        value: geometry,
      };
    }
    for (const part of geometry.geometries) {
      const problem = problemOf(part, judge);
      if (problem) return problem;
    }
    return undefined;
  }
  return shapeProblem(geometry.type, geometry.coordinates) ?? walk(geometry.coordinates, DEPTH[geometry.type], judge);
}

const DEPTH = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

function walk(coordinates: unknown, depth: number, judge: PositionJudge): GeometryProblem | undefined {
  if (depth === 0) return judge(coordinates);
  if (!Array.isArray(coordinates)) {
    return {
      problem: say('The coordinates are not nested as their geometry type needs it.'),
      fix: say('Export the file again.'),
      value: coordinates,
    };
  }
  for (const inner of coordinates) {
    const problem = walk(inner, depth - 1, judge);
    if (problem) return problem;
  }
  return undefined;
}

function shapeProblem(type: string, coordinates: unknown): GeometryProblem | undefined {
  if (!Object.hasOwn(DEPTH, type)) return unknownType(type);
  const rings =
    type === 'Polygon' ? coordinates : type === 'MultiPolygon' && Array.isArray(coordinates) ? coordinates.flat() : [];
  for (const ring of Array.isArray(rings) ? rings : []) {
    if (!Array.isArray(ring) || ring.length < 4 || String(ring[0]) !== String(ring.at(-1))) {
      return {
        problem: say('A ring of the polygon has fewer than four positions or does not end where it begins.'),
        fix: say('Close the ring.'),
        value: ring,
      };
    }
  }
  const isLine = (line: unknown) => Array.isArray(line) && line.length >= 2;
  const linesAreGood =
    type === 'MultiLineString'
      ? Array.isArray(coordinates) && coordinates.length > 0 && coordinates.every(isLine)
      : type !== 'LineString' || isLine(coordinates);
  if (linesAreGood) return undefined;
  return {
    problem: say('A line has fewer than two positions.'),
    fix: say('Remove it, or complete it.'),
    value: coordinates,
  };
}

function unknownType(value: unknown): GeometryProblem {
  return { problem: say('This is not a geometry type of GeoJSON.'), fix: say('Export the file again.'), value };
}

/** Reads `POINT (7.9 51.8)`, also with `SRID=4326;` before it. Undefined when it is no such text. */
export function pointFromWkt(text: string): Position | undefined {
  const match = /^(?:SRID=4326;)?\s*POINT\s*\(\s*(\S+)\s+(\S+?)\s*\)$/i.exec(text.trim());
  const position = match?.slice(1).map(Number);
  return position && isPosition(position) ? position : undefined;
}

// The city is built in a plane: metres east and north of its centre. Only what leaves for the database is WGS84.
import { noise } from './random.js';

/** Metres east and north of the city's centre. */
export type Point = readonly [number, number];
export type Line = readonly Point[];

const CENTRE = { longitude: 7.891, latitude: 51.763 };
const METRES_PER_DEGREE = 111_320;
const METRES_PER_DEGREE_EAST = METRES_PER_DEGREE * Math.cos((CENTRE.latitude * Math.PI) / 180);

export function toWgs84([x, y]: Point): [longitude: number, latitude: number] {
  return [CENTRE.longitude + x / METRES_PER_DEGREE_EAST, CENTRE.latitude + y / METRES_PER_DEGREE];
}

// Seven decimals are a centimetre.
function coordinates(point: Point): string {
  const [longitude, latitude] = toWgs84(point);
  return `${Math.round(longitude * 1e7) / 1e7} ${Math.round(latitude * 1e7) / 1e7}`;
}
const list = (line: Line) => `(${line.map(coordinates).join(',')})`;
const ring = (line: Line) => list([...line, line[0]!]);

/** EWKT in EPSG:4326, as the database reads it. Rings are given open and are closed here. */
export const ewkt = {
  point: (point: Point) => `SRID=4326;POINT(${coordinates(point)})`,
  line: (line: Line) => `SRID=4326;LINESTRING${list(line)}`,
  lines: (lines: readonly Line[]) => `SRID=4326;MULTILINESTRING(${lines.map(list).join(',')})`,
  polygon: (outline: Line) => `SRID=4326;POLYGON(${ring(outline)})`,
  polygons: (outlines: readonly Line[]) => `SRID=4326;MULTIPOLYGON(${outlines.map((o) => `(${ring(o)})`).join(',')})`,
};

export const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

export const towards = ([x, y]: Point, angle: number, metres: number): Point => [
  x + Math.cos(angle) * metres,
  y + Math.sin(angle) * metres,
];

export function lengthOf(line: Line): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) length += distance(line[i - 1]!, line[i]!);
  return length;
}

/** The point at so many metres from the line's start, and the direction there. */
export function along(line: Line, metres: number): { point: Point; angle: number } {
  let left = metres;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const length = distance(a, b);
    if (left <= length || i === line.length - 1) {
      const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
      return { point: towards(a, angle, Math.min(left, length)), angle };
    }
    left -= length;
  }
  throw new Error('A line has at least two points.');
}

/** The part of a line between two distances from its start. */
export function part(line: Line, from: number, to: number): Point[] {
  const result: Point[] = [along(line, from).point];
  let at = 0;
  for (let i = 1; i < line.length; i++) {
    at += distance(line[i - 1]!, line[i]!);
    if (at > from + 0.5 && at < to - 0.5) result.push(line[i]!);
  }
  result.push(along(line, to).point);
  return result;
}

/** The point of the line that is nearest, how far it is, and how far along the line it lies. */
export function nearestOn(line: Line, [x, y]: Point): { point: Point; distance: number; at: number } {
  let best = { point: line[0]!, distance: Infinity, at: 0 };
  let at = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const squared = dx * dx + dy * dy || 1;
    const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / squared));
    const point: Point = [a[0] + t * dx, a[1] + t * dy];
    const away = distance(point, [x, y]);
    if (away < best.distance) best = { point, distance: away, at: at + t * Math.sqrt(squared) };
    at += Math.sqrt(squared);
  }
  return best;
}

/** The same line with fewer points: none of those left out lay further than the tolerance from it (Douglas and Peucker). */
export function simplify(line: Line, tolerance: number): Point[] {
  const kept = new Uint8Array(line.length);
  kept[0] = kept[line.length - 1] = 1;
  const pending: [number, number][] = [[0, line.length - 1]];
  for (let range = pending.pop(); range; range = pending.pop()) {
    const [from, to] = range;
    const chord = [line[from]!, line[to]!];
    let furthest = -1;
    let most = tolerance;
    for (let i = from + 1; i < to; i++) {
      const away = nearestOn(chord, line[i]!).distance;
      if (away > most) [furthest, most] = [i, away];
    }
    if (furthest < 0) continue;
    kept[furthest] = 1;
    pending.push([from, furthest], [furthest, to]);
  }
  return line.filter((_, i) => kept[i]);
}

/** A smooth curve through the given points (Catmull-Rom), with a point about every `step` metres. */
export function curve(points: Line, step: number, closed = false): Point[] {
  const count = points.length;
  const get = (i: number) => (closed ? points[(i + count) % count]! : points[Math.max(0, Math.min(count - 1, i))]!);
  const result: Point[] = [];
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [a, b, c, d] = [get(i - 1), get(i), get(i + 1), get(i + 2)];
    const pieces = Math.max(1, Math.round(distance(b, c) / step));
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces;
      const at = (axis: 0 | 1) =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
      result.push([at(0), at(1)]);
    }
  }
  if (!closed) result.push(get(count - 1));
  return result;
}

/** A patch with a ragged edge: star-shaped round its centre, so it never crosses itself. */
export function blob(centre: Point, radius: number, seed: number, stretch = 1, turn = 0, corners = 36): Point[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI;
    const ragged = 1 + 0.28 * noise(Math.cos(angle) * 1.6, Math.sin(angle) * 1.6, seed);
    const [u, v] = [Math.cos(angle) * radius * stretch * ragged, (Math.sin(angle) * radius * ragged) / stretch];
    return [centre[0] + u * Math.cos(turn) - v * Math.sin(turn), centre[1] + u * Math.sin(turn) + v * Math.cos(turn)];
  });
}

export function inside([x, y]: Point, outline: Line): boolean {
  let result = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [a, b] = [outline[i]!, outline[j]!];
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) result = !result;
  }
  return result;
}

import { distance, nearestOn, part, type Point } from './plane.js';
import type { Random } from './random.js';
import { crossing, distanceTo, type SegmentGrid } from './segment-grid.js';
import { TEXTURES } from './street-field.js';
import type { Grow } from './street-tracer.js';
import type { StreetLine } from './streets.js';

interface Junction {
  /** Metres from the street's start. */
  at: number;
  with: number;
}

/** Leads loose ends on to the next street, shortens dead ends, and drops what no road reaches. */
export function tidyEnds(streets: StreetLine[], grid: SegmentGrid, grow: Grow, random: Random): StreetLine[] {
  streets.forEach((street, number) => {
    if (street.class !== 'residential' || street.line.length < 2) return;
    const reach = TEXTURES[street.quarter.pattern].depth * 1.9;
    const ahead = leadOn(street.line, number, reach);
    const back = leadOn([...street.line].reverse(), number, reach);
    street.line = [...(back ? [back] : []), ...street.line, ...(ahead ? [ahead] : [])];
  });

  const junctions = streets.map((street, number) => junctionsOf(street.line, number, grid));
  const reached = reachable(streets, junctions);
  return streets.flatMap((street, number) => {
    if (!reached.has(number)) return [];
    if (street.class !== 'residential' || street.name) return [street];
    const line = shortened(street.line, junctions[number]!, random);
    return line ? [{ ...street, line }] : [];
  });

  function leadOn(line: Point[], number: number, reach: number): Point | undefined {
    const [before, end] = [line.at(-2)!, line.at(-1)!];
    const meets = grid.some(end[0], end[1], 3, (s) => s.kind !== number && distanceTo(s, end[0], end[1]) < 1.5);
    if (meets) return undefined;
    const heading = Math.atan2(end[1] - before[1], end[0] - before[0]);
    const ways = [0, 0.3, -0.3, 0.6, -0.6].map((turn) => grow.onward(end, heading + turn, reach));
    const nearest = ways.filter((way) => way !== undefined).sort((a, b) => distance(a, end) - distance(b, end))[0];
    if (nearest) grid.add([end, nearest], number, 5);
    return nearest;
  }
}

function junctionsOf(line: Point[], number: number, grid: SegmentGrid): Junction[] {
  const junctions: Junction[] = [];
  let gone = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const length = distance(a, b);
    grid.some((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, length / 2 + 2, (segment) => {
      if (segment.kind === number) return false;
      const share = crossing(segment, a[0], a[1], b[0], b[1]) ?? touching(a, b, segment);
      if (share !== undefined) junctions.push({ at: gone + share * length, with: segment.kind });
      return false;
    });
    gone += length;
  }
  return junctions;
}

/** Where one of the two ends lies on the other, as a share of the way from a to b. */
function touching(
  a: Point,
  b: Point,
  { ax, ay, bx, by }: { ax: number; ay: number; bx: number; by: number },
): number | undefined {
  const [c, d]: [Point, Point] = [
    [ax, ay],
    [bx, by],
  ];
  const length = distance(a, b) || 1;
  for (const end of [c, d]) {
    const near = nearestOn([a, b], end);
    if (near.distance < 1.5) return near.at / length;
  }
  if (nearestOn([c, d], a).distance < 1.5) return 0;
  return nearestOn([c, d], b).distance < 1.5 ? 1 : undefined;
}

function reachable(streets: StreetLine[], junctions: Junction[][]): Set<number> {
  const neighbours = junctions.map((list) => new Set(list.map((junction) => junction.with)));
  neighbours.forEach((set, number) => set.forEach((other) => neighbours[other]!.add(number)));
  const reached = new Set(
    streets.flatMap((street, i) => (street.class === 'arterial' || street.class === 'path' || street.name ? [i] : [])),
  );
  for (const number of reached) for (const other of neighbours[number]!) reached.add(other);
  return reached;
}

/** A street that runs on behind its last junction ends there, or after a short dead end. */
function shortened(line: Point[], junctions: Junction[], random: Random): Point[] | undefined {
  if (!junctions.length) return undefined;
  const length = line.slice(1).reduce((sum, point, i) => sum + distance(line[i]!, point), 0);
  const deadEnd = random.between(25, 85);
  const from = Math.max(0, Math.min(...junctions.map((j) => j.at)) - deadEnd);
  const to = Math.min(length, Math.max(...junctions.map((j) => j.at)) + deadEnd);
  if (to - from < 25) return undefined;
  return from > 1 || to < length - 1 ? part(line, from, to) : line;
}

import type { Plan, Quarter } from './plan.js';
import { distance, towards, type Point } from './plane.js';
import { crossing, directionOf, distanceTo, type SegmentGrid } from './segment-grid.js';
import { slant, type Field } from './street-field.js';

const STEP = 11;
const ALONGSIDE = (38 * Math.PI) / 180;

export interface Trace {
  start: Point;
  heading: number;
  /** Across the field instead of along it. */
  across: boolean;
  /** No other street of the same direction comes closer than this. */
  spacing: number;
  maxLength: number;
  /** Where the street may run. */
  allows(quarter: Quarter): boolean;
  /** Whether it ends at the street it meets, by that street's number. */
  endsAt(street: number): boolean;
  crossesBarriers: boolean;
}

export interface Traced {
  points: Point[];
  /** It ends at another street, not in the open. */
  joined: boolean;
}

export interface Grow {
  (trace: Trace): Traced;
  /** The straight way on from a point to the next street, if one is in reach and nothing lies between. */
  onward(end: Point, heading: number, reach: number): Point | undefined;
}

/** Lets a street grow through the field until it meets another, comes too near a parallel one, or leaves its ground. */
export function tracer(plan: Plan, streets: SegmentGrid, barriers: SegmentGrid, field: Field): Grow {
  const blocked = (point: Point) =>
    barriers.some(point[0], point[1], 60, (s) => distanceTo(s, point[0], point[1]) < s.clearance);
  const firstCrossing = (a: Point, b: Point) => {
    let found: { at: number; street: number } | undefined;
    streets.some((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, STEP, (segment) => {
      const at = crossing(segment, a[0], a[1], b[0], b[1]);
      if (at !== undefined && (!found || at < found.at)) found = { at, street: segment.kind };
      return false;
    });
    return found;
  };
  const crowded = (point: Point, heading: number, spacing: number) =>
    streets.some(
      point[0],
      point[1],
      spacing,
      (segment) =>
        slant(directionOf(segment), heading) < ALONGSIDE && distanceTo(segment, point[0], point[1]) < spacing,
    );

  const onward = (end: Point, heading: number, reach: number): Point | undefined => {
    for (let gone = 0; gone < reach; gone += STEP) {
      // The first step starts a little ahead, so that the street's own end is not what it meets.
      const [a, b] = [towards(end, heading, gone || 0.2), towards(end, heading, gone + STEP)];
      if (blocked(b) || !plan.quarterAt(b)) return undefined;
      const met = firstCrossing(a, b);
      if (met) return towards(a, heading, met.at * (STEP - (gone ? 0 : 0.2)));
    }
    return undefined;
  };
  const join = (points: Point[], heading: number, reach: number): boolean => {
    const met = onward(points.at(-1)!, heading, reach);
    if (met) points.push(met);
    return met !== undefined;
  };

  const grow = ({ start, heading, across, spacing, maxLength, allows, endsAt, crossesBarriers }: Trace): Traced => {
    const points: Point[] = [start];
    let direction = heading;
    for (let gone = 0; gone < maxLength; gone += STEP) {
      const at = points.at(-1)!;
      const quarter = plan.quarterAt(at);
      if (!quarter || !allows(quarter)) return { points, joined: false };
      const wanted = field(at, quarter) + (across ? Math.PI / 2 : 0);
      const forward = Math.cos(wanted - direction) >= 0 ? wanted : wanted + Math.PI;
      const turn = Math.atan2(Math.sin(forward - direction), Math.cos(forward - direction));
      if (Math.abs(turn) > 0.75 && gone > 0) return { points, joined: join(points, direction, spacing) };
      direction += Math.max(-0.22, Math.min(0.22, turn));
      const next = towards(at, direction, STEP);
      if (!crossesBarriers && blocked(next)) return { points, joined: false };
      const met = gone === 0 ? undefined : firstCrossing(at, next);
      if (met && endsAt(met.street)) {
        points.push(towards(at, direction, met.at * STEP));
        return { points, joined: true };
      }
      if (crowded(next, direction, spacing)) return { points, joined: join(points, direction, spacing * 1.3) };
      if (comesBack(points, next, spacing)) return { points, joined: false };
      const there = plan.quarterAt(next);
      if (!there || !allows(there)) return { points, joined: false };
      points.push(next);
    }
    return { points, joined: join(points, direction, spacing) };
  };
  return Object.assign(grow, { onward });
}

/** A street must not curl up on itself. */
function comesBack(points: Point[], next: Point, spacing: number): boolean {
  const old = points.length - Math.ceil((spacing * 1.8) / STEP);
  for (let i = 0; i < old; i++) if (distance(points[i]!, next) < spacing * 0.8) return true;
  return false;
}

/** Both directions from one start, as one line. */
export function traceBothWays(grow: Grow, trace: Trace): Point[] {
  const ahead = grow(trace).points;
  const back = grow({ ...trace, heading: trace.heading + Math.PI }).points;
  return [...back.reverse(), ...ahead.slice(1)];
}

// The street network: main roads from the plan, then collectors, then the streets between them, then lanes in the country.
// Each grows through a field of directions (street-field.ts), so that blocks follow their quarter and their main road.
import { INNER_RING_KM, type Plan, type Quarter } from './plan.js';
import { along, lengthOf, nearestOn, part, simplify, towards, type Point } from './plane.js';
import { Random } from './random.js';
import { directionOf, SegmentGrid } from './segment-grid.js';
import { tidyEnds } from './street-ends.js';
import { streetField, TEXTURES, type Field } from './street-field.js';
import { traceBothWays, tracer, type Grow, type Trace } from './street-tracer.js';

export type StreetClass = 'arterial' | 'collector' | 'residential' | 'track' | 'path';

export interface StreetLine {
  name?: string;
  class: StreetClass;
  quarter: Quarter;
  line: Point[];
}

/** Half the street's width with its pavements: what a building keeps off. */
export const HALF_WIDTH: Record<StreetClass, number> = {
  arterial: 9,
  collector: 7,
  residential: 4.6,
  track: 3.5,
  path: 2,
};

const JOINT_REACH = 180;

export interface Network {
  streets: StreetLine[];
  grid: SegmentGrid;
  /** River and railway. */
  barriers: SegmentGrid;
}

export function layStreets(plan: Plan): Network {
  const random = new Random(plan.seed).fork('streets');
  const streets: StreetLine[] = [];
  const grid = new SegmentGrid();
  const mainRoads = new SegmentGrid(128);
  const barriers = new SegmentGrid();
  barriers.add(plan.river, -1, 42);
  barriers.add(plan.railway, -2, 22);

  const lay = (drawn: StreetLine) => {
    const street = { ...drawn, line: simplify(drawn.line, 0.3) };
    const number = streets.push(street) - 1;
    const clearance =
      street.quarter.pattern === 'old' && street.class === 'residential' ? 3.4 : HALF_WIDTH[street.class];
    grid.add(street.line, number, clearance);
    if (street.class === 'arterial' || street.class === 'collector') mainRoads.add(street.line, number, 0);
    return number;
  };
  const field = streetField(plan, mainRoads);
  const grow = tracer(plan, grid, barriers, field);
  const isBuilt = (quarter: Quarter) => quarter.pattern !== 'rural';
  const tooNear = (point: Point, angle: number, spacing: number) =>
    grid.nearest(point[0], point[1], spacing, (s) => Math.abs(Math.sin(directionOf(s) - angle)) < 0.6) !== undefined;

  layMainRoads(plan, lay);

  /** Fills the built-up land with streets that keep a distance from each other, outwards from the ones that are there. */
  const fill = (
    across: boolean,
    klass: StreetClass,
    spacingOf: (q: Quarter) => number,
    minLength: number,
    lengthRange: readonly [number, number],
    stop: number,
  ) => {
    const queue: Point[] = [];
    const spawn = (line: Point[], every: number) => {
      for (let at = every / 2; at < lengthOf(line); at += every) {
        const { point, angle } = along(line, at);
        const quarter = plan.quarterAt(point);
        if (!quarter || !isBuilt(quarter)) continue;
        const spacing = spacingOf(quarter) * random.between(0.99, 1.08);
        queue.push(towards(point, angle + Math.PI / 2, spacing), towards(point, angle - Math.PI / 2, spacing));
      }
    };
    for (const street of streets) spawn(street.line, klass === 'collector' ? 180 : 70);
    for (const quarter of plan.quarters) queue.push(...around(quarter.at, random));
    for (let next = 0; next < queue.length; next++) {
      const start = queue[next]!;
      const quarter = plan.quarterAt(start);
      if (!quarter || !isBuilt(quarter)) continue;
      const spacing = spacingOf(quarter);
      const heading = field(start, quarter) + (across ? Math.PI / 2 : 0);
      if (tooNear(start, heading, spacing * 0.9)) continue;
      const trace: Trace = {
        start,
        heading,
        across,
        spacing: spacing * (klass === 'collector' ? 0.4 : 0.62),
        maxLength: random.between(...lengthRange),
        allows: isBuilt,
        endsAt: (met) => random.chance(streets[met]!.class === 'residential' ? 0.1 : stop),
        crossesBarriers: klass === 'collector' && random.chance(0.4),
      };
      const line = traceBothWays(grow, trace);
      if (lengthOf(line) < minLength) continue;
      lay({ class: klass, quarter, line });
      spawn(line, klass === 'collector' ? 180 : 55);
    }
  };

  fill(
    false,
    'collector',
    (q) => (q.pattern === 'old' ? 5000 : q.pattern === 'village' ? 330 : 430),
    260,
    [500, 1100],
    0.55,
  );
  fill(
    true,
    'collector',
    (q) => (q.pattern === 'old' ? 5000 : q.pattern === 'village' ? 380 : 520),
    260,
    [300, 900],
    0.7,
  );
  fill(false, 'residential', (q) => TEXTURES[q.pattern].depth, 40, [220, 650], 0.8);

  // Cross streets start at a street, so that every block can be reached.
  const rows = streets.length;
  for (let number = 0; number < rows; number++) {
    const { line, class: klass, quarter: home } = streets[number]!;
    if (klass === 'path') continue;
    const length = lengthOf(line);
    const every = TEXTURES[home.pattern === 'rural' ? 'curved' : home.pattern].length;
    for (let at = random.between(0.15, 0.8) * every; at < length - 20; at += every * random.between(0.6, 1.3)) {
      const { point, angle } = along(line, at);
      const quarter = plan.quarterAt(point);
      if (!quarter || !isBuilt(quarter)) continue;
      const heading = angle + (random.chance(0.5) ? 1 : -1) * (Math.PI / 2);
      const spacing = TEXTURES[quarter.pattern].length * 0.55;
      const start = towards(point, heading, 14);
      if (tooNear(start, heading, spacing)) continue;
      const traced = grow({
        start: point,
        heading,
        across: Math.abs(Math.cos(field(point, quarter) - heading)) < 0.7,
        spacing: spacing * 0.75,
        maxLength: 420,
        allows: isBuilt,
        endsAt: (met) => random.chance(streets[met]!.class === 'residential' ? 0.55 : 0.9),
        crossesBarriers: false,
      });
      const gone = lengthOf(traced.points);
      const deadEnd =
        !traced.joined && gone > 70 ? part(traced.points, 0, random.between(45, Math.min(gone, 105))) : traced.points;
      if (gone < 30 || (!traced.joined && random.chance(0.35))) continue;
      lay({ class: 'residential', quarter, line: deadEnd });
    }
  }
  layLanes(plan, random, streets, lay, grow, field);
  layRiverWalk(plan, lay);
  const tidied = tidyEnds(streets, grid, grow, random);
  return { streets: tidied, grid: gridOf(tidied), barriers };
}

function layMainRoads(plan: Plan, lay: (street: StreetLine) => void): void {
  const old = plan.quarters[0]!;
  const town = plan.quarters[1]!;
  lay({ ...plan.innerRing, class: 'arterial', quarter: town });
  for (const road of plan.arterials) {
    const others = [plan.innerRing, ...plan.arterials].filter((other) => other !== road).map((other) => other.line);
    const start = jointAt(road.line[0]!, others);
    const line = [...start, ...road.line.slice(start.length), ...jointAt(road.line.at(-1)!, others)];
    lay({ name: road.name, class: 'arterial', quarter: town, line });
  }
  lay({ ...plan.outerRing, class: 'arterial', quarter: town });
  // From the gates to the market: these were here first.
  const market = INNER_RING_KM * 1000 * plan.scale * 0.13;
  lay({ name: 'Markt', class: 'residential', quarter: old, line: square(market) });
  const gates = [
    ['Ostentor', 3],
    ['Nordentor', 5],
    ['Westentor', 10],
    ['Südentor', 1],
  ] as const;
  for (const [name, arterial] of gates) {
    const gate = nearestOn(plan.innerRing.line, plan.arterials[arterial]!.line[0]!).point;
    const end = towards([0, 0], Math.atan2(gate[1], gate[0]) + 0.2, market * 1.05);
    const side = towards(
      [(gate[0] + end[0]) / 2, (gate[1] + end[1]) / 2],
      Math.atan2(gate[1], gate[0]) + Math.PI / 2,
      market * 0.4,
    );
    lay({ name: `${name}straße`, class: 'collector', quarter: old, line: [gate, side, end] });
  }
}

/** Main roads are drawn to end near another: this is the point where they join it. */
function jointAt(end: Point, others: Point[][]): Point[] {
  const near = others.map((line) => nearestOn(line, end)).sort((a, b) => a.distance - b.distance)[0]!;
  return near.distance > 1 && near.distance < JOINT_REACH ? [near.point] : [];
}

const square = (size: number): Point[] =>
  [0.2, 1.9, 3.3, 5.0, 0.2].map((angle, i) => towards([0, 0], angle, size * [1.25, 1.1, 1.3, 1.15, 1.25][i]!));

function around(at: Point, random: Random): Point[] {
  return Array.from({ length: 12 }, () => towards(at, random.between(0, 7), random.between(0, 260)));
}

/** Country lanes: they leave the main roads and wander until they meet another lane. */
function layLanes(
  plan: Plan,
  random: Random,
  streets: StreetLine[],
  lay: (s: StreetLine) => number,
  grow: Grow,
  field: Field,
): void {
  const isCountry = (quarter: Quarter) => quarter.pattern === 'rural';
  const queue: number[] = streets.flatMap((street, i) => (street.class === 'arterial' ? [i] : []));
  for (let next = 0; next < queue.length; next++) {
    const { line } = streets[queue[next]!]!;
    const length = lengthOf(line);
    for (let at = random.between(100, 500); at < length; at += random.between(220, 480)) {
      const { point, angle } = along(line, at);
      const quarter = plan.quarterAt(point);
      if (!quarter || !isCountry(quarter)) continue;
      for (const side of [1, -1]) {
        const heading = angle + side * random.between(1.25, 1.9);
        const traced = grow({
          start: point,
          heading,
          across: Math.abs(Math.cos(field(point, quarter) - heading)) < 0.7,
          spacing: 215,
          maxLength: random.between(600, 3200),
          allows: isCountry,
          endsAt: () => random.chance(0.75),
          crossesBarriers: random.chance(0.5),
        });
        if (lengthOf(traced.points) < 280) continue;
        queue.push(
          lay({ class: lengthOf(traced.points) > 1500 ? 'collector' : 'track', quarter, line: traced.points }),
        );
      }
    }
  }
}

function layRiverWalk(plan: Plan, lay: (street: StreetLine) => void): void {
  const inTown = plan.river.filter((p) => Math.hypot(...p) < 2300 * plan.scale);
  const line = inTown.map((p, i): Point => {
    const [before, after] = [inTown[Math.max(0, i - 1)]!, inTown[Math.min(inTown.length - 1, i + 1)]!];
    return towards(p, Math.atan2(after[1] - before[1], after[0] - before[0]) + Math.PI / 2, 24);
  });
  if (line.length > 1) lay({ name: 'Uferpromenade', class: 'path', quarter: plan.quarters[1]!, line });
}

export function gridOf(streets: StreetLine[]): SegmentGrid {
  const grid = new SegmentGrid();
  streets.forEach((street, number) => {
    const tight = street.quarter.pattern === 'old' && street.class === 'residential';
    grid.add(street.line, number, tight ? 3.4 : HALF_WIDTH[street.class]);
  });
  return grid;
}

// Houses stand along the streets they belong to, set back from them, and never on a street, a track, the river or each other.
import type { Pattern, Plan, Quarter } from './plan.js';
import { along, lengthOf, towards, type Point } from './plane.js';
import { Random } from './random.js';
import type { Segment, SegmentGrid } from './segment-grid.js';
import { HALF_WIDTH, type Network, type StreetLine } from './streets.js';

/** A rectangle: its centre, half its width along the street and half its depth, and the street's direction. */
export interface Building {
  x: number;
  y: number;
  halfWidth: number;
  halfDepth: number;
  angle: number;
}

/** A building that gets an address. */
export interface Site extends Building {
  /** Number of its street in the network. */
  street: number;
  /** Metres from the street's start, and on which side: 1 left, -1 right. */
  at: number;
  side: 1 | -1;
  pattern: Pattern;
}

export interface Built {
  sites: Site[];
  /** Barns, back buildings and garages: on the map, without an address. */
  outbuildings: Building[];
}

interface Manner {
  plot: readonly [number, number];
  depth: readonly [number, number];
  /** Between the street's edge and the front. */
  setback: readonly [number, number];
  /** Gap between neighbours; every `row` houses stand wall to wall. */
  gap: readonly [number, number];
  row: number;
  outbuilding: number;
  vacant: number;
}

const MANNERS: Record<Pattern, Manner> = {
  old: { plot: [7.5, 14], depth: [10, 17], setback: [0.4, 1.6], gap: [0, 0.8], row: 7, outbuilding: 0.7, vacant: 0.02 },
  block: { plot: [11, 17], depth: [10, 14], setback: [1, 4.5], gap: [1, 6], row: 3, outbuilding: 0.3, vacant: 0.04 },
  colony: {
    plot: [9.5, 11],
    depth: [8.5, 10],
    setback: [4, 5.5],
    gap: [8, 11],
    row: 2,
    outbuilding: 0.3,
    vacant: 0.02,
  },
  grid: { plot: [13, 17], depth: [9, 12.5], setback: [4, 8], gap: [6, 10], row: 1, outbuilding: 0.16, vacant: 0.05 },
  curved: { plot: [12, 17], depth: [9, 13], setback: [4, 9], gap: [6, 12], row: 1, outbuilding: 0.16, vacant: 0.05 },
  crescent: { plot: [7, 9], depth: [10, 12], setback: [4, 7], gap: [6, 9], row: 4, outbuilding: 0.08, vacant: 0.04 },
  estate: { plot: [20, 36], depth: [11, 13], setback: [7, 15], gap: [11, 22], row: 1, outbuilding: 0.05, vacant: 0.12 },
  village: { plot: [11, 19], depth: [9, 15], setback: [2, 9], gap: [6, 15], row: 1, outbuilding: 0.3, vacant: 0.07 },
  industrial: {
    plot: [28, 75],
    depth: [22, 52],
    setback: [9, 18],
    gap: [14, 34],
    row: 1,
    outbuilding: 0.3,
    vacant: 0.12,
  },
  rural: { plot: [14, 22], depth: [11, 16], setback: [14, 50], gap: [200, 650], row: 1, outbuilding: 1, vacant: 0.2 },
};

export function build(plan: Plan, network: Network): Built {
  const random = new Random(plan.seed).fork('buildings');
  const taken = new BuildingGrid();
  const built: Built = { sites: [], outbuildings: [] };
  const market = 300 * plan.scale * 0.11;

  const fits = (building: Building): boolean => {
    const reach = Math.hypot(building.halfWidth, building.halfDepth);
    if (Math.hypot(building.x, building.y) < market + reach) return false;
    return (
      !touchesAny(network.grid, building, reach) &&
      !touchesAny(network.barriers, building, reach) &&
      taken.isFree(building)
    );
  };
  const grounded = (building: Building) => corners(building).every((corner) => plan.quarterAt(corner) !== undefined);

  // Main roads first: their corners belong to them.
  const order = { arterial: 0, collector: 1, residential: 2, track: 3, path: 4 };
  const numbers = network.streets.map((_, number) => number);
  numbers.sort((a, b) => order[network.streets[a]!.class] - order[network.streets[b]!.class] || a - b);
  for (const number of numbers) {
    const street = network.streets[number]!;
    if (street.class === 'path') continue;
    const walk = new Walk(street.line);
    for (const side of [1, -1] as const) {
      let inRow = 0;
      let at = random.between(4, 14);
      while (at < walk.length - 5) {
        const quarter = plan.quarterAt(walk.at(at).point);
        if (!quarter) {
          at += 15;
          continue;
        }
        const manner = MANNERS[quarter.pattern];
        const site = placeSite(walk, street, number, at, side, quarter, manner, random);
        const usable = !random.chance(manner.vacant) && fits(site) && grounded(site);
        if (usable) {
          taken.add(site);
          built.sites.push(site);
          if (random.chance(manner.outbuilding)) {
            for (const extra of outbuildings(site, quarter, random)) {
              if (!fits(extra) || !grounded(extra)) continue;
              taken.add(extra);
              built.outbuildings.push(extra);
            }
          }
        }
        inRow = usable ? inRow + 1 : 0;
        const gap = inRow % manner.row === 0 || !usable ? random.between(...manner.gap) : 0.05;
        at += usable
          ? 2 * site.halfWidth + gap
          : Math.min(2 * site.halfWidth, 6) + (quarter.pattern === 'rural' ? gap * 0.3 : 0);
      }
    }
  }
  return built;
}

function placeSite(
  walk: Walk,
  street: StreetLine,
  number: number,
  at: number,
  side: 1 | -1,
  quarter: Quarter,
  manner: Manner,
  random: Random,
): Site {
  const halfWidth = random.between(...manner.plot) / 2;
  const halfDepth = random.between(...manner.depth) / 2;
  const { point, angle } = walk.at(at + halfWidth);
  const edge = quarter.pattern === 'old' && street.class === 'residential' ? 3.5 : HALF_WIDTH[street.class] + 0.1;
  const away = edge + random.between(...manner.setback) + halfDepth;
  const turn =
    quarter.pattern === 'rural'
      ? random.between(-0.5, 0.5)
      : quarter.pattern === 'village'
        ? random.between(-0.12, 0.12)
        : 0;
  const [x, y] = towards(point, angle + (side * Math.PI) / 2, away);
  return {
    x,
    y,
    halfWidth,
    halfDepth,
    angle: angle + turn,
    street: number,
    at: at + halfWidth,
    side,
    pattern: quarter.pattern,
  };
}

function outbuildings(site: Site, { pattern }: Quarter, random: Random): Building[] {
  const back = site.angle + (site.side * Math.PI) / 2;
  const behind = (halfWidth: number, halfDepth: number, aside: number, gap: number, angle = site.angle): Building => {
    const [x, y] = towards(towards([site.x, site.y], back, site.halfDepth + gap + halfDepth), site.angle, aside);
    return { x, y, halfWidth, halfDepth, angle };
  };
  if (pattern === 'rural') {
    // A farm: barns and sheds round a yard.
    return Array.from({ length: random.integer(1, 4) }, (_, i) =>
      behind(
        random.between(6, 18),
        random.between(5, 9),
        [-24, 22, 0, 30][i]!,
        [4, 8, 26, 34][i]!,
        site.angle + (random.chance(0.5) ? Math.PI / 2 : 0),
      ),
    );
  }
  if (pattern === 'industrial') return [behind(random.between(8, 25), random.between(6, 15), 0, random.between(8, 14))];
  if (pattern === 'old' || pattern === 'block')
    return [behind(site.halfWidth * random.between(0.4, 0.9), random.between(2.5, 5), 0, random.between(1, 6))];
  return [
    behind(
      random.between(1.6, 3),
      random.between(2.5, 3.4),
      site.halfWidth * random.between(-1, 1),
      random.between(3, 12),
    ),
  ];
}

/** A line measured once, for walking along it step by step. */
class Walk {
  readonly length: number;
  constructor(private readonly line: readonly Point[]) {
    this.length = lengthOf(line);
  }
  at(metres: number) {
    return along(this.line, metres);
  }
}

export function corners({ x, y, halfWidth, halfDepth, angle }: Building): Point[] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([u, v]) => [x + u! * halfWidth * c - v! * halfDepth * s, y + u! * halfWidth * s + v! * halfDepth * c]);
}

function touchesAny(grid: SegmentGrid, building: Building, reach: number): boolean {
  return grid.some(building.x, building.y, reach + 12, (segment) => touches(segment, building));
}

/** Whether a segment, as broad as its clearance, meets the rectangle: clipped in the rectangle's own directions. */
function touches({ ax, ay, bx, by, clearance }: Segment, { x, y, halfWidth, halfDepth, angle }: Building): boolean {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [u, v] = [(ax - x) * c + (ay - y) * s, (ay - y) * c - (ax - x) * s];
  const [du, dv] = [(bx - ax) * c + (by - ay) * s, (by - ay) * c - (bx - ax) * s];
  let [from, to] = [0, 1];
  for (const [start, step, half] of [
    [u, du, halfWidth + clearance],
    [v, dv, halfDepth + clearance],
  ] as const) {
    if (Math.abs(step) < 1e-9) {
      if (Math.abs(start) > half) return false;
      continue;
    }
    const [a, b] = [(-half - start) / step, (half - start) / step];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
    if (from > to) return false;
  }
  return true;
}

/** Which ground is taken by buildings. */
class BuildingGrid {
  private static readonly CELL = 48;
  private readonly cells = new Map<number, Building[]>();

  add(building: Building): void {
    this.around(building, 0, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(building);
      else this.cells.set(key, [building]);
      return false;
    });
  }

  isFree(building: Building): boolean {
    return !this.around(building, 0, (key) => this.cells.get(key)?.some((other) => overlap(other, building)) ?? false);
  }

  private around({ x, y, halfWidth, halfDepth }: Building, more: number, visit: (key: number) => boolean): boolean {
    const reach = Math.hypot(halfWidth, halfDepth) + more;
    const cell = BuildingGrid.CELL;
    for (let row = Math.floor((y - reach) / cell); row <= Math.floor((y + reach) / cell); row++) {
      for (let column = Math.floor((x - reach) / cell); column <= Math.floor((x + reach) / cell); column++) {
        if (visit((column + 32_768) * 65_536 + row + 32_768)) return true;
      }
    }
    return false;
  }
}

/** Separating axes: two rectangles are apart if they are apart along one of their four directions. */
export function overlap(a: Building, b: Building): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const reach = Math.hypot(a.halfWidth, a.halfDepth) + Math.hypot(b.halfWidth, b.halfDepth);
  if (dx * dx + dy * dy > reach * reach) return false;
  for (const angle of [a.angle, a.angle + Math.PI / 2, b.angle, b.angle + Math.PI / 2]) {
    const between = Math.abs(dx * Math.cos(angle) + dy * Math.sin(angle));
    if (between >= extent(a, angle) + extent(b, angle)) return false;
  }
  return true;
}

const extent = ({ halfWidth, halfDepth, angle }: Building, direction: number) =>
  halfWidth * Math.abs(Math.cos(angle - direction)) + halfDepth * Math.abs(Math.sin(angle - direction));

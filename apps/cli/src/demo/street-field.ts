import type { Pattern, Plan, Quarter } from './plan.js';
import type { Point } from './plane.js';
import { noise } from './random.js';
import { directionOf, SegmentGrid } from './segment-grid.js';

interface Texture {
  /** Metres between two parallel streets: across the blocks' depth, and along their length. */
  depth: number;
  length: number;
  /** How far streets bend away from the quarter's direction (radians), and over how many metres. */
  bend: number;
  wave: number;
  round?: boolean;
}

export const TEXTURES: Record<Pattern, Texture> = {
  old: { depth: 52, length: 66, bend: 0.75, wave: 130 },
  block: { depth: 84, length: 120, bend: 0.35, wave: 330 },
  colony: { depth: 62, length: 150, bend: 0.12, wave: 500 },
  grid: { depth: 68, length: 175, bend: 0.12, wave: 600 },
  curved: { depth: 70, length: 165, bend: 0.95, wave: 330 },
  crescent: { depth: 68, length: 150, bend: 0.25, wave: 300, round: true },
  estate: { depth: 118, length: 190, bend: 0.3, wave: 400 },
  village: { depth: 88, length: 150, bend: 1.1, wave: 260 },
  industrial: { depth: 190, length: 300, bend: 0.1, wave: 600 },
  rural: { depth: 640, length: 900, bend: 1.1, wave: 1500 },
};

// Beside a main road streets run along it or straight at it.
const PULL_OF_MAIN_ROADS = 170;

/** The direction in which streets want to run at a place of a quarter. */
export type Field = (point: Point, quarter: Quarter) => number;

export function streetField(plan: Plan, mainRoads: SegmentGrid): Field {
  return (point, quarter) => {
    const [x, y] = point;
    const { bend, wave, round } = TEXTURES[quarter.pattern];
    const base = round ? Math.atan2(y - quarter.at[1], x - quarter.at[0]) + Math.PI / 2 : quarter.angle;
    const angle = base + bend * noise(x / wave, y / wave, plan.seed + 31);
    const road = mainRoads.nearest(x, y, PULL_OF_MAIN_ROADS);
    if (!road) return angle;
    const pull = (1 - road.distance / PULL_OF_MAIN_ROADS) ** 1.2;
    return angle + pull * quarterTurn(directionOf(road.segment) - angle);
  };
}

/** The smallest turn from one cross of directions to another: between -45° and 45°. */
function quarterTurn(turn: number): number {
  const quarter = Math.PI / 2;
  return turn - quarter * Math.round(turn / quarter);
}

/** The angle between two undirected lines: 0 to 90°. */
export function slant(a: number, b: number): number {
  const turn = Math.abs(a - b) % Math.PI;
  return Math.min(turn, Math.PI - turn);
}

// Where the three operators are received: each mast covers three lobes, and the areas of its neighbours run together.
import type { ProviderId } from './fibre.js';
import type { Plan } from './plan.js';
import { distance, towards, type Point } from './plane.js';
import { noise, Random } from './random.js';

export type MobileTechnology = '2g' | '4g' | '5g' | '5g_sa';

export interface MobileArea {
  operator: ProviderId;
  technology: MobileTechnology;
  validFrom: string;
  /** One outline per mast; the area is their union. */
  cells: Point[][];
  /** The masts that there were before. */
  before?: { validFrom: string; cells: Point[][] };
}

interface Mast {
  at: Point;
  /** Between masts here, in metres. */
  pitch: number;
  turn: number;
  has5g: boolean;
  standalone: boolean;
}

/** Share of masts with 5G in town and in the country, and of those with a standalone core. */
const OPERATORS: readonly (readonly [ProviderId, town: number, country: number, standalone: number])[] = [
  ['lindenfunk', 0.95, 0.45, 0.75],
  ['mobil-ahorn', 0.85, 0.25, 0.5],
  ['drei-tuerme', 0.7, 0.12, 0.25],
];
const TECHNOLOGIES: readonly (readonly [MobileTechnology, reach: number, validFrom: string])[] = [
  ['2g', 1.05, '2021-01-01'],
  ['4g', 0.84, '2022-06-30'],
  ['5g', 0.66, '2024-12-31'],
  ['5g_sa', 0.58, '2025-12-31'],
];

export function mobileAreas(plan: Plan): MobileArea[] {
  return OPERATORS.flatMap(([operator, town, country, standalone]) => {
    const masts = placeMasts(plan, new Random(plan.seed).fork(`mobile/${operator}`), town, country, standalone);
    return TECHNOLOGIES.map(([technology, reach, validFrom]) => {
      const cells = masts
        .filter(
          (mast) =>
            technology === '2g' || technology === '4g' || (mast.has5g && (technology === '5g' || mast.standalone)),
        )
        .map((mast, i) => lobes(mast, mast.pitch * reach, plan.seed + i));
      const area: MobileArea = { operator, technology, validFrom, cells };
      // A year before, every other mast had 5G.
      if (technology === '5g') area.before = { validFrom: '2023-12-31', cells: cells.filter((_, i) => i % 2 === 0) };
      return area;
    });
  });
}

function placeMasts(plan: Plan, random: Random, town: number, country: number, standalone: number): Mast[] {
  const masts: Mast[] = [];
  const tries = 900 * Math.max(0.2, plan.scale ** 2);
  for (let i = 0; i < tries; i++) {
    const angle = random.between(0, 2 * Math.PI);
    const at = towards([0, 0], angle, plan.municipalityRadius(angle) * Math.sqrt(random.next()));
    const built =
      Math.hypot(...at) < plan.townRadius(angle) ||
      plan.quarters.some((q) => q.outline && distance(q.at, at) < 600 * plan.scale);
    const pitch = built ? 950 : 2300;
    if (masts.some((mast) => distance(mast.at, at) < (pitch + mast.pitch) * 0.36)) continue;
    const has5g = random.chance(built ? town : country);
    masts.push({ at, pitch, turn: random.between(0, 7), has5g, standalone: random.chance(standalone) });
  }
  return masts;
}

function lobes({ at, turn }: Mast, reach: number, seed: number): Point[] {
  return Array.from({ length: 42 }, (_, i) => {
    const angle = (i / 42) * 2 * Math.PI;
    const lobe = 0.68 + 0.32 * Math.abs(Math.cos(1.5 * (angle - turn)));
    return towards(at, angle, reach * lobe * (1 + 0.22 * noise(Math.cos(angle) * 2, Math.sin(angle) * 2, seed)));
  });
}

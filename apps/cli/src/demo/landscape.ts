// What the base map draws under everything: water, railway, green, fields, industry and the buildings.
import { corners, type Built } from './buildings.js';
import type { Plan } from './plan.js';
import { blob, curve, ewkt, towards, type Point } from './plane.js';
import { noise, Random } from './random.js';
import type { SegmentGrid } from './segment-grid.js';

export interface BaseFeature {
  kind: 'water' | 'river' | 'railway' | 'park' | 'forest' | 'farmland' | 'industrial' | 'building';
  name: string | null;
  geom: string;
}

const RIVER_WIDTH = 13;

/** Streamed, because buildings are many. */
export function* baseFeatures(plan: Plan, built: Built, streets: SegmentGrid): Generator<BaseFeature> {
  for (const outline of fields(plan, streets)) yield { kind: 'farmland', name: null, geom: ewkt.polygon(outline) };
  for (const { name, outline } of plan.industry) yield { kind: 'industrial', name, geom: ewkt.polygon(outline) };
  for (const outline of plan.forests) yield { kind: 'forest', name: null, geom: ewkt.polygon(outline) };
  for (const outline of copses(plan, streets)) yield { kind: 'forest', name: null, geom: ewkt.polygon(outline) };
  for (const outline of meadows(plan)) yield { kind: 'park', name: 'Werseaue', geom: ewkt.polygon(outline) };
  for (const { name, outline } of plan.parks) yield { kind: 'park', name, geom: ewkt.polygon(outline) };
  yield { kind: 'water', name: 'Werse', geom: ewkt.polygon(band(plan.river, RIVER_WIDTH / 2)) };
  yield { kind: 'river', name: 'Werse', geom: ewkt.line(plan.river) };
  for (const pond of ponds(plan)) yield { kind: 'water', name: null, geom: ewkt.polygon(pond) };
  for (const track of tracks(plan)) yield { kind: 'railway', name: null, geom: ewkt.line(track) };
  for (const building of built.sites) yield { kind: 'building', name: null, geom: ewkt.polygon(corners(building)) };
  for (const building of built.outbuildings)
    yield { kind: 'building', name: null, geom: ewkt.polygon(corners(building)) };
}

function sideways(line: readonly Point[], i: number, metres: number): Point {
  const [before, after] = [line[Math.max(0, i - 1)]!, line[Math.min(line.length - 1, i + 1)]!];
  return towards(line[i]!, Math.atan2(after[1] - before[1], after[0] - before[0]) + Math.PI / 2, metres);
}

function band(line: readonly Point[], half: number): Point[] {
  return [...line.map((_, i) => sideways(line, i, half)), ...line.map((_, i) => sideways(line, i, -half)).reverse()];
}

/** Green banks: pieces along the river, so that no piece folds over itself at a bend. */
function* meadows(plan: Plan): Generator<Point[]> {
  const near = plan.river.filter((p) => Math.hypot(...p) < plan.townRadius(Math.atan2(p[1], p[0])) * 1.1);
  const edge = (i: number, side: 1 | -1) => sideways(near, i, side * (27 + 9 * noise(i * 0.13, side, plan.seed)));
  for (let i = 0; i + 3 < near.length; i += 3) {
    const piece = [i, i + 1, i + 2, i + 3];
    yield [...piece.map((k) => edge(k, 1)), ...piece.reverse().map((k) => edge(k, -1))];
  }
}

function* ponds(plan: Plan): Generator<Point[]> {
  for (const [i, name] of ['Stadtpark', 'Am Schlossteich'].entries()) {
    const park = plan.parks.find((p) => p.name === name)!;
    const centre: Point = [
      park.outline.reduce((sum, p) => sum + p[0], 0) / park.outline.length,
      park.outline.reduce((sum, p) => sum + p[1], 0) / park.outline.length,
    ];
    yield blob(centre, 55 * Math.min(1, plan.scale), plan.seed + 60 + i, 1.5, i + 0.6, 24);
  }
}

function* tracks(plan: Plan): Generator<Point[]> {
  yield plan.railway.map((_, i) => sideways(plan.railway, i, 2.3));
  yield plan.railway.map((_, i) => sideways(plan.railway, i, -2.3));
  const [sx, sy] = plan.station;
  const nearStation = plan.railway.filter(([x, y]) => Math.hypot(x - sx, y - sy) < 260);
  if (nearStation.length > 3)
    yield curve(
      nearStation.map((_, i, all) => sideways(nearStation, i, i === 0 || i === all.length - 1 ? 2.3 : 7)),
      20,
    );
}

/** Fields: a quilt that is turned and shifted from place to place, left open where something is built or grows. */
function* fields(plan: Plan, streets: SegmentGrid): Generator<Point[]> {
  const random = new Random(plan.seed).fork('fields');
  const size = 250 * Math.max(0.4, Math.sqrt(plan.scale));
  const reach = Math.ceil((9500 * plan.scale) / size);
  const corner = (column: number, row: number): Point => [
    size *
      (column +
        0.5 * (row % 2) +
        0.42 * noise(column * 0.9, row * 0.9, plan.seed + 81) +
        0.5 * noise(column * 0.2, row * 0.2, 82)),
    size *
      0.8 *
      (row + 0.42 * noise(column * 0.9, row * 0.9, plan.seed + 83) + 0.9 * noise(column * 0.2, row * 0.2, 84)),
  ];
  for (let row = -reach; row < reach; row++) {
    for (let column = -reach; column < reach; column++) {
      const outline = [
        corner(column, row),
        corner(column + 1, row),
        corner(column + 1, row + 1),
        corner(column, row + 1),
      ];
      const middle: Point = [outline.reduce((s, p) => s + p[0], 0) / 4, outline.reduce((s, p) => s + p[1], 0) / 4];
      if (random.chance(0.14)) continue;
      const samples = [
        middle,
        ...outline,
        ...outline.map((p): Point => [(p[0] + middle[0]) / 2, (p[1] + middle[1]) / 2]),
      ];
      if (!samples.every((p) => plan.quarterAt(p)?.pattern === 'rural')) continue;
      // A strip stays free between neighbours, for hedges and ditches.
      const inset = outline.map(([x, y]): Point => [x + (middle[0] - x) * 0.035, y + (middle[1] - y) * 0.035]);
      if (isSimple(inset) && !streets.some(middle[0], middle[1], 15, () => false)) yield inset;
    }
  }
}

/** The four corners turn the same way, so the field is not folded. */
function isSimple(outline: Point[]): boolean {
  return outline.every((p, i) => {
    const [q, r] = [outline[(i + 1) % 4]!, outline[(i + 2) % 4]!];
    return (q[0] - p[0]) * (r[1] - q[1]) - (q[1] - p[1]) * (r[0] - q[0]) > 0;
  });
}

/** Small woods between the fields. */
function* copses(plan: Plan, streets: SegmentGrid): Generator<Point[]> {
  const random = new Random(plan.seed).fork('copses');
  for (let i = 0; i < 150 * plan.scale; i++) {
    const angle = random.between(0, 2 * Math.PI);
    const at = towards([0, 0], angle, plan.municipalityRadius(angle) * Math.sqrt(random.between(0.1, 0.94)));
    const radius = random.between(35, 110);
    const outline = blob(at, radius, plan.seed + 500 + i, random.between(1, 1.7), random.between(0, 3), 24);
    if (streets.nearest(at[0], at[1], radius * 1.7)) continue;
    if (outline.every((p) => plan.quarterAt(p)?.pattern === 'rural')) yield outline;
  }
}

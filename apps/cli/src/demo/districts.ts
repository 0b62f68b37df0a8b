// Districts tile the municipality: the ring of the old town, the town round it and the country round that, each cut into
// sectors. Neighbours share their border's points, so nothing overlaps and nothing is left between.
import type { Plan } from './plan.js';
import { INNER_RING_KM } from './plan.js';
import { towards, type Point } from './plane.js';
import { noise } from './random.js';

export interface District {
  id: string;
  name: string;
  postcode: string;
  outline: Point[];
}

const CORNERS = 360;

/** Sectors counter-clockwise from the east: id, name, postcode and the degree at which each begins. */
const TOWN = [
  ['ost', 'Ahlen-Ost', '59227', 335],
  ['nord', 'Ahlen-Nord', '59227', 42],
  ['west', 'Ahlen-West', '59229', 140],
  ['sued', 'Ahlen-Süd', '59229', 218],
  ['zeche', 'Ahlen-Südost (Zechenkolonie)', '59229', 285],
] as const;
const COUNTRY = [
  ['vorhelm', 'Vorhelm', '59227', 20],
  ['toennishaeuschen', 'Tönnishäuschen', '59227', 66],
  ['borbein', 'Borbein und Brockhausen', '59227', 115],
  ['oestrich', 'Östrich', '59229', 182],
  ['dolberg', 'Dolberg', '59229', 245],
  ['guissen', 'Guissen', '59229', 306],
] as const;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

export interface DistrictMap {
  districts: District[];
  at(point: Point): District;
}

export function drawDistricts(plan: Plan): DistrictMap {
  const unit = 1000 * plan.scale;
  const inner = (angle: number) =>
    unit * INNER_RING_KM * (1.2 + 0.12 * noise(Math.cos(angle) * 2, Math.sin(angle) * 2, plan.seed + 61));
  const town = (angle: number) => plan.townRadius(angle) * 1.06;
  const rings = [inner, town, plan.municipalityRadius];
  // A ring is sampled once per degree everywhere, so its points are the same for the districts on both sides.
  const arc = (radius: (angle: number) => number, from: number, to: number): Point[] => {
    const points: Point[] = [];
    for (let degree = from; degree <= to; degree++)
      points.push(towards([0, 0], radians(degree), radius(radians(degree % CORNERS))));
    return points;
  };
  const sectors = (list: readonly (readonly [string, string, string, number])[], low: number): District[] =>
    list.map(([id, name, postcode, from], i) => {
      const next = list[(i + 1) % list.length]![3];
      const to = next > from ? next : next + 360;
      return {
        id,
        name,
        postcode,
        outline: [...arc(rings[low]!, from, to).reverse(), ...arc(rings[low + 1]!, from, to)],
      };
    });
  const core: District = { id: 'innenstadt', name: 'Innenstadt', postcode: '59227', outline: arc(inner, 0, 359) };
  const inTown = sectors(TOWN, 0);
  const inCountry = sectors(COUNTRY, 1);
  const sectorAt = (list: readonly (readonly [string, string, string, number])[], degrees: number) => {
    let found = list.length - 1;
    let behind = 360;
    list.forEach(([, , , from], i) => {
      const turn = (degrees - from + 720) % 360;
      if (turn < behind) [found, behind] = [i, turn];
    });
    return found;
  };
  return {
    districts: [core, ...inTown, ...inCountry],
    at(point) {
      const degrees = ((Math.atan2(point[1], point[0]) * 180) / Math.PI + 360) % 360;
      if (isWithin(point, degrees, inner)) return core;
      if (isWithin(point, degrees, town)) return inTown[sectorAt(TOWN, degrees)]!;
      return inCountry[sectorAt(COUNTRY, degrees)]!;
    },
  };
}

/** Whether the point lies on the inner side of the chord between the two sampled degrees round it. */
function isWithin(point: Point, degrees: number, radius: (angle: number) => number): boolean {
  const low = Math.floor(degrees);
  const [a, b] = [low, (low + 1) % CORNERS].map((degree) => towards([0, 0], radians(degree), radius(radians(degree))));
  return (b![0] - a![0]) * (point[1] - a![1]) - (b![1] - a![1]) * (point[0] - a![0]) > 0;
}

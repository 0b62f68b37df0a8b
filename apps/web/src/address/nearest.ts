import { NearbyAddresses, type BoundingBox } from '../generated/graphql.js';
import { ask } from '../graphql/client.js';

export interface Place {
  longitude: number;
  latitude: number;
}

const METRES_PER_DEGREE = 111_320;
/** Half the side of the box, metres: in a town the first is enough. Whoever is farther from any address is not in the city. */
const REACHES = [80, 300, 1000];

/** In degrees, some 140 to 220 m: what is asked for ends up in logs, and shall not say where exactly somebody stands. */
const GRID = 0.002;
const below = (degrees: number) => Math.floor(degrees / GRID) * GRID;
const above = (degrees: number) => Math.ceil(degrees / GRID) * GRID;

/** Reaches at least so far to each side, and to the next lines of a grid. */
export function boxAround({ longitude, latitude }: Place, metres: number): BoundingBox {
  const north = metres / METRES_PER_DEGREE;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  return {
    west: below(longitude - east),
    south: below(latitude - north),
    east: above(longitude + east),
    north: above(latitude + north),
  };
}

/** As the crow flies; right to a percent over such short ways. */
export function metresBetween(a: Place, b: Place): number {
  const east = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(east, a.latitude - b.latitude) * METRES_PER_DEGREE;
}

export interface Nearest {
  id: string;
  label: string;
  metres: number;
}

/** The address nearest to a place, or null where there is none within a kilometre. */
export async function nearestAddress(place: Place): Promise<Nearest | null> {
  for (const reach of REACHES) {
    const { nodes } = (await ask(NearbyAddresses, { within: boxAround(place, reach) })).addresses;
    const near = nodes
      .map(({ id, label, position }) => ({ id, label, metres: metresBetween(place, position) }))
      .sort((a, b) => a.metres - b.metres)[0];
    // In the corner of a box lies what is farther than something just outside of it.
    if (near && (near.metres <= reach || reach === REACHES.at(-1))) return near;
  }
  return null;
}

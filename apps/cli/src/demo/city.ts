import { giveAddresses, type Address } from './addresses.js';
import { build, type Built } from './buildings.js';
import { drawDistricts, type District } from './districts.js';
import { placeFacilities, type Facility } from './facilities.js';
import { fibreNetwork, type FibreNetwork } from './fibre-network.js';
import { mobileAreas, type MobileArea } from './mobile.js';
import { drawPlan, type Plan } from './plan.js';
import { Random } from './random.js';
import { rolloutProjects, type Project } from './rollout.js';
import { sensorSites, type SensorSite } from './sensor-sites.js';
import { nameStreets } from './street-names.js';
import { layStreets, type Network, type StreetLine } from './streets.js';

export interface CityOptions {
  /** How many addresses the city has, exactly: {@link FEWEST_ADDRESSES} to {@link MOST_ADDRESSES}. More make it larger, not denser. */
  addresses: number;
  /** Another seed is another city on the same ground. */
  seed?: number;
}

/** A street with its official-looking key: municipality 055700000004 and a number that the real list does not use. */
export interface Street extends StreetLine {
  key: string;
  name: string;
}

export interface City {
  plan: Plan;
  districts: District[];
  streets: Street[];
  addresses: Address[];
  network: Network;
  built: Built;
  facilities: Facility[];
  mobile: MobileArea[];
  projects: Project[];
  fibre: FibreNetwork;
  sensors: SensorSite[];
}

export const FEWEST_ADDRESSES = 500;
export const MOST_ADDRESSES = 1_000_000;
export const DEFAULT_SEED = 1;

const ADDRESSES_AT_SCALE_1 = 22_000;
const KEY_PREFIX = '055700000004';
const FIRST_KEY = 20_000;

/**
 * Invents a whole city at Ahlen's place. The same options give the same city; nothing in it is real but the names of the
 * quarters around the centre. Coordinates are metres in a plane until they are written (plane.ts).
 */
export function generateCity({ addresses: count, seed = DEFAULT_SEED }: CityOptions): City {
  const { plan, network, built } = settle(count, seed);
  const { districts, at } = drawDistricts(plan);
  const names = nameStreets(network.streets, new Random(seed).fork('names'));
  const streets = network.streets.map((street, i) => ({
    ...street,
    name: names[i]!,
    key: `${KEY_PREFIX}${FIRST_KEY + i}`,
  }));
  const addresses = giveAddresses(built, { districts, at }, count, seed);
  return {
    plan,
    districts,
    streets,
    addresses,
    network,
    built,
    facilities: placeFacilities(plan, addresses),
    mobile: mobileAreas(plan),
    projects: rolloutProjects(plan),
    fibre: fibreNetwork(plan, streets, names),
    sensors: sensorSites(plan),
  };
}

/** Stretches the plan until it holds at least as many houses as are asked for. */
function settle(count: number, seed: number): { plan: Plan; network: Network; built: Built } {
  let scale = Math.sqrt(count / ADDRESSES_AT_SCALE_1);
  for (;;) {
    const plan = drawPlan(scale, seed);
    const network = layStreets(plan);
    const built = build(plan, network);
    if (built.sites.length >= count) return { plan, network, built };
    scale *= Math.max(1.02, Math.sqrt(count / Math.max(1, built.sites.length)) * 1.01);
  }
}

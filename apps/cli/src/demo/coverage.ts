// What is on offer at each address. A street is the smallest thing that differs: neighbours share their cable.
import type { Address } from './addresses.js';
import { fibreAreaOf, levelOfStreet, type ConnectionLevel, type ProviderId } from './fibre.js';
import type { Plan, Quarter } from './plan.js';
import { along, lengthOf } from './plane.js';
import { hash, noise } from './random.js';
import type { StreetLine } from './streets.js';

export interface FixedOffer {
  address: Address;
  provider: ProviderId;
  technology: 'ftth' | 'fttc' | 'hfc' | 'dsl' | 'fixed_wireless';
  level: ConnectionLevel | null;
  down: number;
  up: number;
}

const WITH_CABLE = new Set(['old', 'block', 'colony', 'grid', 'curved', 'estate']);

/** All offers, address by address. Some lonely addresses have none: nobody has said anything about them. */
export function* fixedOffers(
  plan: Plan,
  streets: readonly StreetLine[],
  addresses: readonly Address[],
): Generator<FixedOffer> {
  const homes = streets.map(({ line }) => plan.quarterAt(along(line, lengthOf(line) / 2).point));
  for (const address of addresses) {
    const street = streets[address.street]!;
    const quarter = street.class === 'arterial' ? plan.quarterAt(address.at) : homes[address.street];
    yield* offersAt(plan, address, quarter);
  }
}

function* offersAt(plan: Plan, address: Address, quarter: Quarter | undefined): Generator<FixedOffer> {
  const draw = hash(`${plan.seed}/offer/${address.street}`) / 2 ** 32;
  const remote = address.pattern === 'rural';
  if (remote && draw < 0.13) return;

  const level = levelOfStreet(quarter, address.street, plan.seed);
  if (level)
    yield { address, provider: fibreAreaOf(quarter)!.provider, technology: 'ftth', level, down: 1000, up: 500 };

  yield* copper(plan, address, draw, remote);
  const hasCable = WITH_CABLE.has(address.pattern) ? draw < 0.86 : quarter?.name === 'Vorhelm' && draw < 0.8;
  if (hasCable) yield { address, provider: 'kabel-demo', technology: 'hfc', level: null, down: 1000, up: 50 };
  if (remote && draw > 0.72)
    yield { address, provider: 'lindenfunk', technology: 'fixed_wireless', level: null, down: 50, up: 10 };
}

/** Copper slows with the distance to the cabinet, so speeds change from place to place and not from house to house. */
function* copper(plan: Plan, address: Address, draw: number, remote: boolean): Generator<FixedOffer> {
  const [x, y] = address.at;
  const near = 0.5 + 0.5 * noise(x / 420, y / 420, plan.seed + 300) + 0.1 * (draw - 0.5);
  const offer = (technology: 'dsl' | 'fttc', down: number, up: number): FixedOffer => ({
    address,
    provider: 'werse-netz',
    technology,
    level: null,
    down,
    up,
  });
  if (remote) {
    if (near < 0.35) yield offer('dsl', 6, 0.6);
    else if (near < 0.58) yield offer('dsl', 16, 1);
    else yield offer('fttc', 50, 10);
  } else if (address.pattern !== 'industrial' || near > 0.4) {
    if (near < 0.16) yield offer('dsl', 16, 1);
    else if (near < 0.34) yield offer('fttc', 50, 10);
    else if (near < 0.66) yield offer('fttc', 100, 40);
    else if (near < 0.8) yield offer('fttc', 175, 40);
    else yield offer('fttc', 250, 40);
  }
}

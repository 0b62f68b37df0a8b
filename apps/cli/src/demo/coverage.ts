// What is on offer at each address, since when, and who says so. A street is the smallest thing that differs: neighbours share their cable.
import type { Address } from './addresses.js';
import { fibreAreaOf, levelOfStreet, type ConnectionLevel, type ProviderId } from './fibre.js';
import type { Plan, Quarter } from './plan.js';
import { along, lengthOf } from './plane.js';
import { hash, noise, Random } from './random.js';
import type { StreetLine } from './streets.js';
import { recordedAfter, told, type Told, type Version } from './told.js';

type Technology = 'ftth' | 'fttc' | 'hfc' | 'dsl' | 'fixed_wireless';

/** What a provider has at an address today. */
interface Offer {
  provider: ProviderId;
  technology: Technology;
  level: ConnectionLevel | null;
  down: number;
  up: number;
}

/** What somebody said about such an offer. */
export interface FixedStatement extends Offer, Told {
  address: Address;
  use: 'any' | 'commercial';
  definition: 'operator' | 'unstated' | 'city';
  evidence: 'operator' | 'city';
}

const WITH_CABLE = new Set(['old', 'block', 'colony', 'grid', 'curved', 'estate']);
const FIRST_DAY = '2023-12-31';
const LAST_DAY = '2025-12-31';
/** The share of streets whose cabinet got fibre on this day, and not before FIRST_DAY. */
const LATE_CABINETS = 0.25;
const CABINET_DAY = '2024-12-31';
const FIBRE_DAYS = ['2024-06-30', '2024-12-31', '2025-06-30'];
/** The share of streets where the city has looked for itself. */
const CITY_LOOKED = 0.05;
/** On which streets that had fibre got into their buildings. */
const CONNECTION_DAYS = [LAST_DAY, '2026-03-31', '2026-06-30'];
const CORRECTED = '2026-05-20T08:00:00.000Z';

/** What there is today, address by address. */
export function* fixedOffers(
  plan: Plan,
  streets: readonly StreetLine[],
  addresses: readonly Address[],
): Generator<Offer & { address: Address }> {
  const homes = streets.map(({ line }) => plan.quarterAt(along(line, lengthOf(line) / 2).point));
  for (const address of addresses) {
    const street = streets[address.street]!;
    const quarter = street.class === 'arterial' ? plan.quarterAt(address.at) : homes[address.street];
    for (const offer of offersAt(plan, address, quarter)) yield { address, ...offer };
  }
}

/** All that operators have ever said, address by address. Of some lonely addresses nobody has said anything. */
export function* operatorStatements(
  plan: Plan,
  streets: readonly StreetLine[],
  addresses: readonly Address[],
): Generator<FixedStatement> {
  for (const { address, ...offer } of fixedOffers(plan, streets, addresses)) yield* history(plan, address, offer);
}

/**
 * What the city has found on site: in some streets the line is at the houses and no further, or slower than is said, so that the demo
 * has contradictions. Figures of the official grid are none of this: they hold for a cell, and for no house in it.
 */
export function* cityStatements(
  plan: Plan,
  streets: readonly StreetLine[],
  addresses: readonly Address[],
): Generator<FixedStatement> {
  for (const { address, ...offer } of fixedOffers(plan, streets, addresses)) {
    if (drawOf(plan, 'grid', address.street) > CITY_LOOKED) continue;
    const definition = offer.level ? 'city' : 'unstated';
    yield { ...found(offer), ...NOW, address, use: 'any', definition, evidence: 'city' };
  }
}

const NOW: Told = { validFrom: LAST_DAY, validTo: null, recordedAt: recordedAfter(LAST_DAY), supersededAt: null };

const found = (offer: Offer): Offer =>
  offer.level ? { ...offer, level: 'prepared' } : { ...offer, down: offer.down >= 1000 ? 400 : offer.down / 2 };

const drawOf = (plan: Plan, what: string, street: number) => new Random(plan.seed).fork(`${what}/${street}`).next();

/** How it came to be what it is today, as the operator told it. */
function* history(plan: Plan, address: Address, offer: Offer): Generator<FixedStatement> {
  const { provider, technology, level } = offer;
  const said = {
    address,
    use: technology === 'ftth' && address.pattern === 'industrial' ? ('commercial' as const) : ('any' as const),
    definition: level ? ('operator' as const) : ('unstated' as const),
    evidence: 'operator' as const,
  };
  const draw = drawOf(plan, `history/${provider}`, address.street);
  const versions = versionsOf(offer, draw);
  if (level === 'passed' && draw < 0.1) {
    // A claim that was taken back: believed for a while, and never true.
    const claimed = [...versions, { validFrom: LAST_DAY, value: { ...offer, level: 'connected' as const } }];
    for (const { value, ...times } of told(claimed))
      yield { ...value, ...said, ...times, supersededAt: times.supersededAt ?? CORRECTED };
    yield {
      ...offer,
      ...said,
      validFrom: versions[0]!.validFrom,
      validTo: null,
      recordedAt: CORRECTED,
      supersededAt: null,
    };
    return;
  }
  for (const { value, ...times } of told(versions)) yield { ...value, ...said, ...times };
  if (technology === 'fttc' && draw < LATE_CABINETS) {
    // Before the cabinet got fibre, there was a line from the exchange.
    const before: Offer = { ...offer, technology: 'dsl', down: 16, up: 1 };
    const ended = [
      { validFrom: FIRST_DAY, value: before },
      { validFrom: CABINET_DAY, value: null },
    ];
    for (const { value, ...times } of told(ended)) yield { ...value, ...said, ...times };
  }
}

function versionsOf(offer: Offer, draw: number): Version<Offer>[] {
  if (offer.level) {
    const passed = { ...offer, level: 'passed' as const };
    const arrival = { validFrom: FIBRE_DAYS[Math.floor(draw * FIBRE_DAYS.length)]!, value: passed };
    const connected = CONNECTION_DAYS[Math.floor(draw * 1_000) % CONNECTION_DAYS.length]!;
    return offer.level === 'passed' ? [arrival] : [arrival, { validFrom: connected, value: offer }];
  }
  if (offer.technology === 'fttc' && draw < LATE_CABINETS) return [{ validFrom: CABINET_DAY, value: offer }];
  return [{ validFrom: FIRST_DAY, value: offer }];
}

function* offersAt(plan: Plan, address: Address, quarter: Quarter | undefined): Generator<Offer> {
  const draw = hash(`${plan.seed}/offer/${address.street}`) / 2 ** 32;
  const remote = address.pattern === 'rural';
  if (remote && draw < 0.13) return;

  const level = levelOfStreet(quarter, address.street, plan.seed);
  if (level) yield { provider: fibreAreaOf(quarter)!.provider, technology: 'ftth', level, down: 1000, up: 500 };

  yield* copper(plan, address, draw, remote);
  const hasCable = WITH_CABLE.has(address.pattern) ? draw < 0.86 : quarter?.name === 'Vorhelm' && draw < 0.8;
  if (hasCable) yield { provider: 'kabel-demo', technology: 'hfc', level: null, down: 1000, up: 50 };
  if (remote && draw > 0.72)
    yield { provider: 'lindenfunk', technology: 'fixed_wireless', level: null, down: 50, up: 10 };
}

/** Copper slows with the distance to the cabinet, so speeds change from place to place and not from house to house. */
function* copper(plan: Plan, address: Address, draw: number, remote: boolean): Generator<Offer> {
  const [x, y] = address.at;
  const near = 0.5 + 0.5 * noise(x / 420, y / 420, plan.seed + 300) + 0.1 * (draw - 0.5);
  const offer = (technology: 'dsl' | 'fttc', down: number, up: number): Offer => ({
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

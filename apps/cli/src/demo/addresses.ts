// Sites become addresses: odd numbers on the left of a street, even ones on the right, suffixes where a plot was divided.
import type { Built, Site } from './buildings.js';
import type { District, DistrictMap } from './districts.js';
import type { Pattern } from './plan.js';
import { towards, type Point } from './plane.js';
import { Random } from './random.js';

export type Use = 'residential' | 'commercial' | 'mixed' | 'public';

export interface Address {
  /** Part of the stored id; counts from 0. */
  number: number;
  street: number;
  houseNumber: number;
  suffix: string;
  district: District;
  use: Use;
  premises: number;
  pattern: Pattern;
  at: Point;
}

/** Exactly `count` addresses; sites beyond that stay buildings without an address. */
export function giveAddresses(built: Built, districts: DistrictMap, count: number, seed: number): Address[] {
  const random = new Random(seed).fork('addresses');
  const chosen = random.shuffled(built.sites.map((_, i) => i)).slice(0, count);
  const bySide = new Map<number, Site[]>();
  for (const index of chosen) {
    const site = built.sites[index]!;
    const key = site.street * 2 + (site.side === 1 ? 0 : 1);
    const list = bySide.get(key);
    if (list) list.push(site);
    else bySide.set(key, [site]);
  }
  const addresses: Address[] = [];
  for (const key of [...bySide.keys()].sort((a, b) => a - b)) {
    const sites = bySide.get(key)!.sort((a, b) => a.at - b.at);
    let houseNumber = key % 2 === 0 ? 1 : 2;
    let suffix = '';
    sites.forEach((site, i) => {
      if (i > 0) {
        if (suffix.length < 1 ? random.chance(0.05) : suffix < 'c' && random.chance(0.45)) {
          suffix = suffix ? String.fromCharCode(suffix.charCodeAt(0) + 1) : 'a';
        } else {
          houseNumber += random.chance(0.06) ? 4 : 2;
          suffix = '';
        }
      }
      addresses.push({
        number: addresses.length,
        street: site.street,
        houseNumber,
        suffix,
        ...occupy(site, districts, random),
      });
    });
  }
  return addresses;
}

const MIXED: Partial<Record<Pattern, number>> = {
  old: 0.42,
  block: 0.16,
  estate: 0.05,
  village: 0.07,
  colony: 0.03,
  rural: 0.25,
};
const COMMERCIAL: Partial<Record<Pattern, number>> = {
  old: 0.12,
  block: 0.06,
  industrial: 0.97,
  village: 0.04,
  rural: 0.05,
};
const HOMES: Record<Pattern, readonly [number, number]> = {
  old: [1, 8],
  block: [2, 10],
  colony: [1, 2],
  grid: [1, 3],
  curved: [1, 2],
  crescent: [1, 1],
  estate: [6, 24],
  village: [1, 3],
  industrial: [1, 5],
  rural: [1, 2],
};

function occupy(
  site: Site,
  districts: DistrictMap,
  random: Random,
): Pick<Address, 'district' | 'use' | 'premises' | 'pattern' | 'at'> {
  // The point lies just inside the front, where the door is.
  const front = site.angle - (site.side * Math.PI) / 2;
  const at = towards([site.x, site.y], front, Math.max(0, site.halfDepth - 1.5));
  const commercial = COMMERCIAL[site.pattern] ?? 0.02;
  const mixed = MIXED[site.pattern] ?? 0.02;
  const draw = random.next();
  const use = draw < commercial ? 'commercial' : draw < commercial + mixed ? 'mixed' : 'residential';
  const [low, high] = HOMES[site.pattern];
  const premises = random.chance(0.01) && site.pattern === 'estate' ? 40 : random.integer(low, high);
  return { district: districts.at(at), use, premises, pattern: site.pattern, at };
}

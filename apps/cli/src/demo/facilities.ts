import type { Address } from './addresses.js';
import type { Plan } from './plan.js';
import { distance, type Point } from './plane.js';

export type FacilityKind =
  | 'school'
  | 'kindergarten'
  | 'administration'
  | 'library'
  | 'public_wifi'
  | 'hospital'
  | 'fire_station'
  | 'sports'
  | 'culture'
  | 'advice';

export interface Facility {
  id: string;
  kind: FacilityKind;
  name: string;
  address: Address;
}

// Kilometres from the centre in the city of 20,000 addresses.
const FACILITIES: readonly (readonly [FacilityKind, string, number, number])[] = [
  ['administration', 'Rathaus', -0.12, -0.08],
  ['administration', 'Bürgeramt Nord', 0.3, 0.85],
  ['administration', 'Bauhof', 2.3, 0.5],
  ['administration', 'Verwaltungsstelle Dolberg', 1.75, -5.5],
  ['administration', 'Verwaltungsstelle Vorhelm', 3.7, 4.95],
  ['library', 'Stadtbücherei', 0.12, 0.1],
  ['library', 'Bücherei Vorhelm', 3.8, 5.05],
  ['library', 'Bücherei Dolberg', 1.65, -5.6],
  ['hospital', 'Krankenhaus am Stadtpark', -0.55, -0.7],
  ['fire_station', 'Feuer- und Rettungswache', 0.85, -0.55],
  ['fire_station', 'Feuerwehrhaus Dolberg', 1.55, -5.35],
  ['fire_station', 'Feuerwehrhaus Vorhelm', 3.95, 4.8],
  ['school', 'Gymnasium am Wallring', -0.38, 0.28],
  ['school', 'Städtische Gesamtschule', 1.15, 0.65],
  ['school', 'Realschule an der Werse', -0.95, 0.3],
  ['school', 'Hauptschule Südfeld', 0.3, -1.45],
  ['school', 'Berufskolleg', 0.9, -0.25],
  ['school', 'Grundschule Kapellenfeld', -0.5, 1.25],
  ['school', 'Grundschule Musikerviertel', 0.75, 1.35],
  ['school', 'Grundschule Ostfeld', 1.6, 0.3],
  ['school', 'Barbaraschule', 1.3, -1.25],
  ['school', 'Grundschule Neuer Westen', -1.5, -0.5],
  ['school', 'Grundschule Eichenbrink', -0.5, -2.0],
  ['school', 'Grundschule Dolberg', 1.85, -5.7],
  ['school', 'Grundschule Vorhelm', 3.55, 5.1],
  ['school', 'Förderschule Am Röttgen', 0.3, -2.3],
  ['kindergarten', 'Kita Marktmäuse', 0.15, -0.15],
  ['kindergarten', 'Kita Werseblick', -1.2, 0.65],
  ['kindergarten', 'Kita Kapellenfeld', -0.65, 1.45],
  ['kindergarten', 'Kita Am Stadtwald', 1.4, 1.6],
  ['kindergarten', 'Kita Mühlenesch', 2.0, 0.8],
  ['kindergarten', 'Kita Glückauf', 1.05, -1.65],
  ['kindergarten', 'Kita Zechensiedlung', 1.35, -1.0],
  ['kindergarten', 'Kita Sonnenhang', 1.7, -2.0],
  ['kindergarten', 'Kita Südfeld', 0.4, -1.7],
  ['kindergarten', 'Kita Heidekamp', -1.45, -1.25],
  ['kindergarten', 'Kita Vogelnest', -2.0, 0.2],
  ['kindergarten', 'Kita Dichterviertel', 0.15, 1.65],
  ['kindergarten', 'Kita Dolberg', 1.6, -5.75],
  ['kindergarten', 'Kita Vorhelm', 3.9, 5.2],
  ['kindergarten', 'Kita Vorhelm Bahnhof', 4.2, 3.3],
  ['public_wifi', 'Freies WLAN am Markt', 0.05, 0.05],
  ['public_wifi', 'Freies WLAN am Bahnhof', 0.38, -0.12],
  ['public_wifi', 'Freies WLAN am Stadtpark', -0.7, -0.45],
  ['public_wifi', 'Freies WLAN am Bürgerhaus Süd', 0.5, -1.2],
  ['public_wifi', 'Freies WLAN Dorfplatz Dolberg', 1.7, -5.52],
  ['public_wifi', 'Freies WLAN Dorfplatz Vorhelm', 3.72, 5.02],
  ['sports', 'Sporthalle Nord', -0.8, 1.65],
  ['sports', 'Hallenbad', -0.6, 0.5],
  ['sports', 'Sportzentrum Ost', 1.9, 0.1],
  ['sports', 'Sportplatz Dolberg', 2.0, -5.85],
  ['culture', 'Stadttheater', -0.18, 0.12],
  ['culture', 'Zechenmuseum', 1.85, -1.05],
  ['culture', 'Kunsthaus an der Werse', -0.35, 0.2],
  ['culture', 'Bürgerhaus Süd', 0.55, -1.25],
  ['advice', 'Digitallotsen im Rathaus', -0.08, -0.12],
  ['advice', 'Beratungsstelle Breitband', 0.2, 0.02],
  ['advice', 'Seniorenbüro Ost', 1.5, 0.5],
];

/** Each facility takes the nearest address that no other has; a public one becomes of public use. */
export function placeFacilities(plan: Plan, addresses: Address[]): Facility[] {
  const taken = new Set<Address>();
  return FACILITIES.map(([kind, name, x, y], i) => {
    const wanted: Point = [x * 1000 * plan.scale, y * 1000 * plan.scale];
    let nearest = addresses[0]!;
    let least = Infinity;
    for (const address of addresses) {
      const away = distance(address.at, wanted);
      if (away < least && !taken.has(address)) [nearest, least] = [address, away];
    }
    taken.add(nearest);
    if (kind !== 'public_wifi') Object.assign(nearest, { use: 'public', premises: 1 });
    return { id: `demo-${kind.replace('_', '-')}-${i + 1}`, kind, name, address: nearest };
  });
}

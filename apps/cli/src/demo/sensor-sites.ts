import type { Plan } from './plan.js';
import { distance, nearestOn, type Point } from './plane.js';

export type SensorKind = 'weather' | 'air_quality' | 'noise' | 'parking' | 'river_level' | 'traffic';

export interface SensorSite {
  /** Speaks: `weather-rathaus`. */
  id: string;
  gateway: string;
  kind: SensorKind;
  name: string;
  at: Point;
}

export const GATEWAYS = [
  ['demo-centre', 'Rathausturm'],
  ['demo-north', 'Hochbehälter Nord'],
  ['demo-south', 'Förderturm'],
  ['demo-dolberg', 'Feuerwehrhaus Dolberg'],
  ['demo-vorhelm', 'Kirchturm Vorhelm'],
  ['demo-guest', 'Für eigene Versuche'],
] as const;

/** The simulator leaves this one alone: it shows what whoever tries the platform publishes. */
export const GUEST_GATEWAY = 'demo-guest';

export const PROPERTIES: Record<SensorKind, readonly string[]> = {
  weather: ['temperature', 'humidity', 'pressure', 'wind_speed', 'rain'],
  air_quality: ['pm10', 'pm25', 'no2'],
  noise: ['noise', 'battery'],
  parking: ['free_spaces'],
  river_level: ['water_level', 'battery'],
  traffic: ['vehicles', 'bicycles'],
};

const TITLES: Record<SensorKind, string> = {
  weather: 'Wetterstation',
  air_quality: 'Luftmessstelle',
  noise: 'Schallpegel',
  parking: 'Parkplatz',
  river_level: 'Pegel',
  traffic: 'Verkehrszählung',
};

// Kilometres from the centre; river levels move to the river, counters to the nearest main road.
const SITES: readonly (readonly [SensorKind, id: string, name: string, x: number, y: number])[] = [
  ['weather', 'rathaus', 'Rathaus', -0.1, -0.06],
  ['weather', 'stadtwald', 'Stadtwald', 1.55, 1.85],
  ['weather', 'zeche', 'Zeche', 1.8, -1.1],
  ['weather', 'dolberg', 'Dolberg', 1.6, -5.45],
  ['weather', 'vorhelm', 'Vorhelm', 3.8, 5.1],
  ['weather', 'borbein', 'Borbein', -4.9, 4.2],
  ['weather', 'try', 'zum Ausprobieren', -1.4, -0.85],
  ['air_quality', 'markt', 'Markt', 0.04, 0.02],
  ['air_quality', 'bahnhof', 'Bahnhof', 0.36, -0.12],
  ['air_quality', 'ostfeld', 'Ostfeld', 1.45, 0.3],
  ['air_quality', 'zeche', 'Gewerbepark Zeche', 2.0, -1.25],
  ['air_quality', 'westviertel', 'Westviertel', -0.9, 0.0],
  ['air_quality', 'suedfeld', 'Südfeld', 0.4, -1.5],
  ['air_quality', 'vorhelm', 'Vorhelm', 3.7, 4.9],
  ['noise', 'wallring', 'Wallring', -0.25, 0.2],
  ['noise', 'bahnhof', 'Bahnhof', 0.42, -0.06],
  ['noise', 'gymnasium', 'Gymnasium am Wallring', -0.36, 0.3],
  ['noise', 'tangente-nord', 'Tangente Nord', 0.4, 1.3],
  ['noise', 'krankenhaus', 'Krankenhaus', -0.55, -0.68],
  ['noise', 'dolberg', 'Dolberg', 1.72, -5.6],
  ['parking', 'rathaus', 'Rathaus', -0.16, -0.11],
  ['parking', 'markt', 'Marktgarage', 0.08, 0.06],
  ['parking', 'bahnhof', 'Bahnhof', 0.33, -0.1],
  ['parking', 'nordentor', 'Nordentor', 0.02, 0.27],
  ['parking', 'westentor', 'Westentor', -0.28, -0.03],
  ['parking', 'suedentor', 'Südentor', 0.06, -0.25],
  ['parking', 'stadttheater', 'Stadttheater', -0.18, 0.14],
  ['parking', 'hallenbad', 'Hallenbad', -0.58, 0.52],
  ['river_level', 'ost', 'Werse, Beckumer Feld', 2.6, -0.9],
  ['river_level', 'mitte', 'Werse, Südentor', 0.1, -0.45],
  ['river_level', 'west', 'Werse, Werseblick', -0.85, 0.7],
  ['river_level', 'brockhausen', 'Werse, Brockhausen', -3.5, 1.3],
  ['river_level', 'oberlauf', 'Werse, Oberlauf', 5.0, -1.3],
  ['traffic', 'hammer', 'Hammer Landstraße', -0.5, -1.05],
  ['traffic', 'beckumer', 'Beckumer Landstraße', 1.1, 0.12],
  ['traffic', 'warendorfer', 'Warendorfer Damm', 0.3, 1.05],
  ['traffic', 'sendenhorster', 'Sendenhorster Weg', -0.62, 0.85],
  ['traffic', 'dolberger', 'Dolberger Landstraße', 0.62, -0.98],
  ['traffic', 'drensteinfurter', 'Drensteinfurter Straße', -1.1, 0.02],
  ['traffic', 'tangente-ost', 'Tangente Ost', 1.3, 0.2],
  ['traffic', 'vorhelm', 'Ortsdurchfahrt Vorhelm', 3.7, 4.9],
];

export function sensorSites(plan: Plan): SensorSite[] {
  const mainRoads = [...plan.arterials, plan.innerRing, plan.outerRing].map((road) => road.line);
  return SITES.map(([kind, id, name, x, y]) => {
    const wanted: Point = [x * 1000 * plan.scale, y * 1000 * plan.scale];
    const lines = kind === 'river_level' ? [plan.river] : kind === 'traffic' ? mainRoads : [];
    const near = lines.map((line) => nearestOn(line, wanted)).sort((a, b) => a.distance - b.distance)[0];
    return {
      id: `${kind.replace('_', '-')}-${id}`,
      gateway: id === 'try' ? GUEST_GATEWAY : gatewayNear([x, y]),
      kind,
      name: `${TITLES[kind]} ${name}`,
      at: near?.point ?? wanted,
    };
  });
}

function gatewayNear(km: Point): string {
  if (distance(km, [1.7, -5.5]) < 2) return 'demo-dolberg';
  if (distance(km, [3.8, 5]) < 2) return 'demo-vorhelm';
  if (Math.hypot(...km) < 0.7) return 'demo-centre';
  return km[1] > 0 ? 'demo-north' : 'demo-south';
}

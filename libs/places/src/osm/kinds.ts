// What the tags of a way or relation mean on the base map: https://wiki.openstreetmap.org/wiki/Map_features
import type { Tags } from './primitives.js';

export interface Kind {
  kind: 'water' | 'river' | 'railway' | 'road' | 'park' | 'forest' | 'farmland' | 'industrial' | 'building';
  /** Of a road, as streets have it. */
  class: 'arterial' | 'collector' | 'residential' | 'track' | 'path' | null;
  shape: 'line' | 'area';
}

/** The keys of the tags that kindOf and nameOf look at. */
export const KEYS: ReadonlySet<string> = new Set([
  'area',
  'building',
  'highway',
  'landuse',
  'leisure',
  'name',
  'natural',
  'railway',
  'service',
  'tunnel',
  'type',
  'water',
  'waterway',
]);

const ROADS: Record<string, Kind['class']> = {
  motorway: 'arterial',
  motorway_link: 'arterial',
  trunk: 'arterial',
  trunk_link: 'arterial',
  primary: 'arterial',
  primary_link: 'arterial',
  secondary: 'arterial',
  secondary_link: 'arterial',
  tertiary: 'collector',
  tertiary_link: 'collector',
  residential: 'residential',
  unclassified: 'residential',
  living_street: 'residential',
  pedestrian: 'residential',
  road: 'residential',
  service: 'track',
  track: 'track',
  path: 'path',
  footway: 'path',
  cycleway: 'path',
  bridleway: 'path',
  steps: 'path',
};

const area = (kind: Kind['kind']): Kind => ({ kind, class: null, shape: 'area' });
const line = (kind: Kind['kind']): Kind => ({ kind, class: null, shape: 'line' });

/** Key and value of areas, in the order in which they are asked. */
const AREAS: [key: string, values: string[], kind: Kind['kind']][] = [
  ['landuse', ['reservoir', 'basin'], 'water'],
  ['leisure', ['swimming_pool'], 'water'],
  ['leisure', ['park', 'playground', 'golf_course', 'pitch', 'dog_park'], 'park'],
  ['landuse', ['cemetery', 'recreation_ground', 'village_green', 'allotments'], 'park'],
  ['landuse', ['forest'], 'forest'],
  ['natural', ['wood'], 'forest'],
  ['landuse', ['farmland', 'meadow', 'orchard', 'vineyard', 'plant_nursery'], 'farmland'],
  ['landuse', ['industrial', 'commercial', 'retail'], 'industrial'],
];

/**
 * What the base map draws of it; undefined for all that it leaves out, such as driveways, ditches, tunnels and yards.
 * @param closed it ends where it begins, or is a multipolygon
 */
export function kindOf(tags: Tags, closed: boolean): Kind | undefined {
  const is = (key: string, ...values: string[]) => values.includes(tags.get(key) ?? '');
  const hidden = tags.has('tunnel') && !is('tunnel', 'no', 'building_passage');
  const road = ROADS[tags.get('highway') ?? ''];
  if (road && Object.hasOwn(ROADS, tags.get('highway')!)) {
    if (hidden || is('area', 'yes')) return undefined;
    return is('service', 'driveway', 'parking_aisle') ? undefined : { kind: 'road', class: road, shape: 'line' };
  }
  if (is('railway', 'rail', 'light_rail', 'narrow_gauge')) {
    return hidden || tags.has('service') ? undefined : line('railway');
  }
  if (is('waterway', 'river', 'canal', 'stream') && !hidden) return line('river');
  if (!closed) return undefined;
  if (tags.has('building') && !is('building', 'no')) return area('building');
  if (is('waterway', 'riverbank')) return area('river');
  if (is('natural', 'water')) return is('water', 'river', 'canal', 'stream') ? area('river') : area('water');
  for (const [key, values, kind] of AREAS) if (is(key, ...values)) return area(kind);
  return undefined;
}

/** The name, if it is one that people can read. */
export function nameOf(tags: Tags): string | null {
  const name = tags.get('name')?.trim();
  return name && name.length <= 255 && !/[\p{Cc}\p{Cs}]/u.test(name) ? name : null;
}

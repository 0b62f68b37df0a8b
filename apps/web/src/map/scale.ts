import { activeFilters } from './filters.js';
import type { Side } from './time/sides.js';

/** What the map tells of fibre by: from afar of areas, then of streets, from near of each address. */
export type Scale = 'areas' | 'streets' | 'addresses';

export const STREETS_FROM = 11;
/** From this zoom level on the map shows single addresses. */
export const ADDRESSES_FROM = 13;

/** On another day shares count all addresses: with a filter there are only those that it lets through. */
export function scaleAt(zoom: number, { choice, day }: Side): Scale {
  if (zoom >= ADDRESSES_FROM || (day && activeFilters(choice.filter) > 0)) return 'addresses';
  return zoom >= STREETS_FROM ? 'streets' : 'areas';
}

import { activeFilters, type AddressFilter } from './filters.js';

/** What the map tells of fibre by: from afar of areas, then of streets, from near of each address. */
export type Scale = 'areas' | 'streets' | 'addresses';

export const STREETS_FROM = 11;
/** From this zoom level on the map shows single addresses. */
export const ADDRESSES_FROM = 13;

/** Shares count all addresses: with a filter there are only those that it lets through. */
export function scaleAt(zoom: number, { filter }: { filter: AddressFilter }): Scale {
  if (zoom >= ADDRESSES_FROM || activeFilters(filter) > 0) return 'addresses';
  return zoom >= STREETS_FROM ? 'streets' : 'areas';
}

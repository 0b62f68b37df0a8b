import type { Bounds } from '../map/bounds.js';

export interface Area {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Of the view's longer side, on each side of it: a small move needs no new area. */
const MARGIN = 0.5;
/** An area so many times as wide or high as it need be brings too much. */
const MOST_TIMES = 4;

/**
 * Where the map wants live values: around what it shows, on a grid, so that many maps want the very same and share what the
 * server makes for them.
 * @param before stays as long as it covers the view and is not much too large
 */
export function liveArea([west, south, east, north]: Bounds, before?: Area | null): Area {
  const side = Math.max(east - west, north - south);
  const cell = 2 ** Math.ceil(Math.log2(side * MARGIN || 1e-4));
  const down = (value: number, least: number) => Math.max(least, Math.floor(value / cell - MARGIN) * cell);
  const up = (value: number, most: number) => Math.min(most, Math.ceil(value / cell + MARGIN) * cell);
  const area = { west: down(west, -180), south: down(south, -90), east: up(east, 180), north: up(north, 90) };
  if (before && covers(before, [west, south, east, north]) && !isMuchLarger(before, area)) return before;
  return area;
}

const covers = (area: Area, [west, south, east, north]: Bounds) =>
  area.west <= Math.max(west, -180) && area.south <= south && area.east >= Math.min(east, 180) && area.north >= north;

export const areaCovers = (outer: Area, inner: Area) =>
  outer.west <= inner.west && outer.south <= inner.south && outer.east >= inner.east && outer.north >= inner.north;

const isMuchLarger = (a: Area, b: Area) =>
  a.east - a.west > MOST_TIMES * (b.east - b.west) || a.north - a.south > MOST_TIMES * (b.north - b.south);

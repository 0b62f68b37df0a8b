import type { PaddingOptions } from 'maplibre-gl';
import { isWide } from '../app/theme.js';
import { coveredBySheet } from '../app/useSheet.js';

/** Pixels: as wide as legend.css makes the legend that stands open beside the data. */
const LEGEND = 296;
const GAP = 12;
/** Pixels: what is in a narrower strip beside the legend is no map to look at. */
const STRIP = 200;

/**
 * What the legend takes from the right of the map.
 * @param legend its width where it is open, 0 where it is folded; undefined: it has not come yet, and opens by itself on a wide window
 */
export function coveredByLegend(legend: number | undefined, map: number, wide: boolean): number {
  const width = legend ?? (wide ? LEGEND : 0);
  return width > 0 && map - width - GAP >= STRIP ? width + GAP : 0;
}

/** Pixels on each side of the map that something lies on: its middle is the middle of what is left. */
export function coveredSides(): Required<PaddingOptions> {
  const map = document.getElementById('map');
  const legend = map?.querySelector<HTMLElement>('.legend');
  const open = legend?.querySelector(':scope > [aria-expanded="true"]');
  const right = coveredByLegend(legend ? (open ? legend.offsetWidth : 0) : undefined, map?.clientWidth ?? 0, isWide());
  const bottom = Math.min(coveredBySheet(), (map?.clientHeight ?? 0) * 0.7);
  const sides = { top: 0, left: 0, right, bottom };
  const bar = map?.querySelector<HTMLElement>('.time-bar');
  if (!bar || !map) return sides;
  // Below the other tools on a phone, else at the bottom.
  const room = map.clientHeight - bottom - bar.offsetHeight;
  if (room < map.clientHeight / 4) return sides;
  return bar.offsetTop < map.clientHeight / 3
    ? { ...sides, top: bar.offsetTop + bar.offsetHeight }
    : { ...sides, bottom: map.clientHeight - bar.offsetTop };
}

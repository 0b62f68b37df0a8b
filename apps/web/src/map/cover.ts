import type { PaddingOptions } from 'maplibre-gl';
import { coveredBySheet } from '../app/useSheet.js';

/** Pixels on each side of the map that something lies on: its middle is the middle of what is left. */
export function coveredSides(): Required<PaddingOptions> {
  const map = document.getElementById('map');
  const legend = map?.querySelector<HTMLElement>('.legend:has(> [aria-expanded="true"])');
  const beside = legend && map && legend.offsetWidth < map.clientWidth / 2;
  const bottom = Math.min(coveredBySheet(), (map?.clientHeight ?? 0) * 0.7);
  const sides = { top: 0, left: 0, right: beside ? legend.offsetWidth + 12 : 0, bottom };
  const bar = map?.querySelector<HTMLElement>('.time-bar');
  if (!bar || !map) return sides;
  // Below the other tools on a phone, else at the bottom.
  const room = map.clientHeight - bottom - bar.offsetHeight;
  if (room < map.clientHeight / 4) return sides;
  return bar.offsetTop < map.clientHeight / 3
    ? { ...sides, top: bar.offsetTop + bar.offsetHeight }
    : { ...sides, bottom: map.clientHeight - bar.offsetTop };
}

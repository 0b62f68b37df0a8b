import type { PaddingOptions } from 'maplibre-gl';
import { coveredBySheet } from '../app/useSheet.js';

/** Pixels on each side of the map that something lies on: its middle is the middle of what is left. */
export function coveredSides(): Required<PaddingOptions> {
  const map = document.getElementById('map');
  const legend = map?.querySelector<HTMLElement>('.legend:has(> [aria-expanded="true"])');
  const beside = legend && map && legend.offsetWidth < map.clientWidth / 2;
  const bottom = Math.min(coveredBySheet(), (map?.clientHeight ?? 0) * 0.7);
  return { top: 0, left: 0, right: beside ? legend.offsetWidth + 12 : 0, bottom };
}

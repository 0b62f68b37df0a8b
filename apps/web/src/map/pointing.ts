import type { Map, MapMouseEvent } from 'maplibre-gl';
import { useEffect } from 'react';
import { go, type Selection } from '../app/location.js';
import { DEFAULT_CHOICE } from './choice.js';
import { shownAt } from './handle.js';
import { CLICKABLE } from './layers/groups.js';

/** Fingers are thicker than an address point. */
export const REACH = 8;
/** A pointer that moves on is not asked about. */
export const REST_MS = 60;

/** What a click there opens: pixels from the top left corner of the map. */
export function selectionAt(first: Map, { x, y }: { x: number; y: number }): Selection | undefined {
  const { map } = shownAt(first, x, DEFAULT_CHOICE);
  for (const [layer, open] of CLICKABLE) {
    if (!map.getLayer(layer)) continue;
    const reach = layer.endsWith('areas') ? 0 : REACH;
    const [feature] = map.queryRenderedFeatures(
      [
        [x - reach, y - reach],
        [x + reach, y + reach],
      ],
      { layers: [layer] },
    );
    if (feature) return open({ id: feature.id, ...feature.properties });
  }
  return undefined;
}

/** A click opens the card of what is under it; the cursor says beforehand that there is something. */
export function usePointing(map: Map | null): void {
  useEffect(() => {
    if (!map) return;
    const onClick = (event: MapMouseEvent) => {
      const selection = selectionAt(map, event.point);
      if (selection) go({ selection });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onMove = ({ point }: MapMouseEvent) => {
      clearTimeout(timer);
      timer = setTimeout(() => (map.getCanvas().style.cursor = selectionAt(map, point) ? 'pointer' : ''), REST_MS);
    };
    map.on('click', onClick);
    map.on('mousemove', onMove);
    return () => {
      clearTimeout(timer);
      map.off('click', onClick);
      map.off('mousemove', onMove);
    };
  }, [map]);
}

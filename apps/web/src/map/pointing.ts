import type { Map, MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import { useEffect } from 'react';
import { go, useView, type Language } from '../app/location.js';
import { DEFAULT_CHOICE, type MapChoice } from './choice.js';
import { shownAt } from './handle.js';
import type { Target } from './layers/group.js';
import { OPENS, UNDER_POINTER } from './layers/groups.js';

/** A pointer that moves on is not asked about. */
export const REST_MS = 60;
/** So long after a click a second one may follow, which zooms. */
const DOUBLE_MS = 350;

export interface Found {
  feature: MapGeoJSONFeature;
  /** What the map was told to show there. */
  choice: MapChoice;
  /** The map that shows it. */
  map: Map;
  target: Target | undefined;
}

/** What is there, from what matters most; pixels from the top left corner of the map. */
export function* foundAt(first: Map, { x, y }: { x: number; y: number }, choice: MapChoice): Generator<Found> {
  const shown = shownAt(first, x, choice);
  for (const { layers, reach } of UNDER_POINTER) {
    const drawn = layers.filter((id) => shown.map.getLayer(id));
    if (drawn.length === 0) continue;
    // In wider and wider boxes: in one of a finger's size there are several streets, and the map does not say which is the nearest.
    for (const by of reach ? [1, reach / 2, reach] : [0]) {
      const [feature] = shown.map.queryRenderedFeatures(
        [
          [x - by, y - by],
          [x + by, y + by],
        ],
        { layers: drawn },
      );
      if (!feature) continue;
      yield { ...shown, feature, target: OPENS[feature.layer.id]?.({ id: feature.id, ...feature.properties }) };
      break;
    }
  }
}

/** What a click there opens. */
export function targetAt(map: Map, point: { x: number; y: number }): Target | undefined {
  for (const { target } of foundAt(map, point, DEFAULT_CHOICE)) if (target) return target;
  return undefined;
}

/** All but a district has a card; a district has a page. */
export function openTarget(target: Target, lang: Language): void {
  if (target.kind !== 'district') return go({ selection: target });
  const href = `/district/${encodeURIComponent(target.id)}?lang=${lang}`;
  // A link, as within the page of others links open a tab of their own (main.tsx).
  Object.assign(document.createElement('a'), { href }).click();
}

/** A click opens what is under it; the cursor says beforehand that there is something. */
export function usePointing(map: Map | null): void {
  const { lang } = useView();
  useEffect(() => {
    if (!map) return;
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const stay = () => clearTimeout(leaving);
    const onClick = (event: MapMouseEvent) => {
      stay();
      const target = targetAt(map, event.point);
      if (!target) return;
      // Who zooms by a double click does not want to leave the map.
      if (target.kind === 'district') leaving = setTimeout(() => openTarget(target, lang), DOUBLE_MS);
      else openTarget(target, lang);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onMove = ({ point }: MapMouseEvent) => {
      clearTimeout(timer);
      timer = setTimeout(() => (map.getCanvas().style.cursor = targetAt(map, point) ? 'pointer' : ''), REST_MS);
    };
    map.on('click', onClick);
    map.on('movestart', stay);
    map.on('mousemove', onMove);
    return () => {
      clearTimeout(timer);
      stay();
      map.off('click', onClick);
      map.off('movestart', stay);
      map.off('mousemove', onMove);
    };
  }, [map, lang]);
}

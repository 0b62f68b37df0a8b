import * as maplibre from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useStyle } from '../apply-style.js';
import { tileVersions } from '../fresh.js';
import { setBeside } from '../handle.js';
import { provideImages } from '../images.js';
import { letFailedTilesReload } from '../recovery.js';
import type { Side } from './sides.js';
import { currentShare, useShare } from './share.js';

/** What is cut off from the left shows the first map. */
const clipAt = (share: number) => `inset(0 0 0 ${share}%)`;

/**
 * A second map over the right part of the first: it shows the same place, and takes no input, so that whoever points, drags or types
 * works with one map. What lies on the first, such as the pin of an address, lies on both.
 * @param style null: there is no second map
 */
export function useSwipeMap(
  first: maplibre.Map | null,
  style: maplibre.StyleSpecification | null,
  side: Side | null,
  onError: () => void,
): maplibre.Map | null {
  const [second, setSecond] = useState<{ map: maplibre.Map; style: maplibre.StyleSpecification } | null>(null);
  const on = style !== null;
  const newest = useRef(style);
  useEffect(() => {
    newest.current = style;
  });
  useEffect(() => {
    if (!first || !on) return;
    const container = document.createElement('div');
    container.className = 'swipe-map';
    container.inert = true;
    container.style.clipPath = clipAt(currentShare());
    first.getCanvas().after(container);
    const opening = newest.current!;
    const map = new maplibre.Map({
      container,
      style: opening,
      center: first.getCenter(),
      zoom: first.getZoom(),
      interactive: false,
      attributionControl: false,
      minZoom: first.getMinZoom(),
      maxZoom: first.getMaxZoom(),
      maxPitch: 0,
      zoomLevelsToOverscale: undefined,
      fadeDuration: 0,
      transformRequest: (url) => ({ url: tileVersions.urlOf(url) }),
    });
    provideImages(map);
    letFailedTilesReload(map);
    const follow = () => map.jumpTo({ center: first.getCenter(), zoom: first.getZoom(), padding: first.getPadding() });
    follow();
    first.on('move', follow);
    map.on('error', onError);
    setSecond({ map, style: opening });
    return () => {
      first.off('move', follow);
      setSecond(null);
      map.remove();
      container.remove();
    };
  }, [first, on, onError]);

  // One that is being taken away is not touched any more.
  const map = (on && second?.map) || null;
  useStyle(map, style ?? EMPTY, second?.style ?? EMPTY);
  const share = useShare();
  useEffect(() => {
    if (map) map.getContainer().style.clipPath = clipAt(share);
  }, [map, share]);
  const choice = side?.choice;
  useEffect(() => {
    setBeside(map && choice ? { map, choice } : null);
    return () => setBeside(null);
  }, [map, choice]);
  return map;
}

const EMPTY: maplibre.StyleSpecification = { version: 8, sources: {}, layers: [] };

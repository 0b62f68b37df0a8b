import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { useEffect, useRef } from 'react';

/** A short failure is made good soon, a long one without a storm of requests. */
const FIRST_RETRY_MS = 3_000;
const LAST_RETRY_MS = 24_000;

/**
 * A tile that failed can be had later: MapLibre hands a new request to the worker that is at it already, and waits for ever for one that
 * has given up (maplibre-gl 6.17). Without a worker the tile is like a new one.
 */
export function letFailedTilesReload(map: Pick<MapLibreMap, 'on'>): void {
  map.on('error', (event) => {
    const { tile } = event as { tile?: { state: string; actor?: unknown } };
    if (tile?.state === 'errored') delete tile.actor;
  });
}

const tiled = (map: MapLibreMap) =>
  Object.entries(map.style.tileManagers).filter(([, manager]) =>
    ['vector', 'raster'].includes(manager.getSource().type),
  );

/**
 * Asks again for what could not be loaded: when the network is back, and as long as something is amiss.
 * @param trouble null: none; `basemap`: our own base is drawn in its place, so that a new try is seen, and not made at every moment
 */
export function useRecovery(map: MapLibreMap | null, trouble: string | null, onRecovered: () => void): void {
  const recovered = useRef(onRecovered);
  useEffect(() => {
    recovered.current = onRecovered;
  });
  useEffect(() => {
    if (!map || !trouble) return;
    let failed = false;
    let waiting = false;
    let pause = trouble === 'basemap' ? LAST_RETRY_MS : FIRST_RETRY_MS;
    let timer: ReturnType<typeof setTimeout>;
    const fail = () => (failed = true);
    // Live values may keep a map from being idle: that its tiles are there is what counts.
    const look = () => {
      if (!waiting || !tiled(map).every(([, manager]) => manager.loaded())) return;
      if (!failed) recovered.current();
      waiting = false;
    };
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(again, pause);
      pause = Math.min(2 * pause, LAST_RETRY_MS);
      if (!navigator.onLine) return;
      failed = false;
      waiting = true;
      for (const [id, manager] of tiled(map)) {
        const source = manager.getSource() as VectorTileSource;
        // Where the description of the source failed, there is nothing yet to ask again.
        if (source.tiles) map.refreshTiles(id);
        else source.setUrl(source.url);
      }
    };
    timer = setTimeout(again, pause);
    map.on('error', fail);
    map.on('render', look);
    map.on('idle', look);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      map.off('error', fail);
      map.off('render', look);
      map.off('idle', look);
      window.removeEventListener('online', again);
    };
  }, [map, trouble]);
}

import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { useEffect, useRef } from 'react';

const RETRY_MS = 15_000;

/** Asks again for what could not be loaded: when the network is back, and as long as something is amiss. */
export function useRecovery(map: MapLibreMap | null, amiss: boolean, onRecovered: () => void): void {
  const recovered = useRef(onRecovered);
  useEffect(() => {
    recovered.current = onRecovered;
  });
  useEffect(() => {
    if (!map || !amiss) return;
    let failed = false;
    let waiting = false;
    const fail = () => (failed = true);
    const look = () => {
      if (waiting && !failed) recovered.current();
      waiting = false;
    };
    const again = () => {
      if (!navigator.onLine) return;
      failed = false;
      waiting = true;
      for (const id of Object.keys(map.getStyle().sources)) {
        const source = map.getSource<VectorTileSource>(id);
        if (source?.type !== 'vector') continue;
        // Where the description of the source failed, there is nothing yet to ask again.
        if (source.tiles) map.refreshTiles(id);
        else source.setUrl(source.url);
      }
    };
    const timer = setInterval(again, RETRY_MS);
    map.on('error', fail);
    map.on('idle', look);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      map.off('error', fail);
      map.off('idle', look);
      window.removeEventListener('online', again);
    };
  }, [map, amiss]);
}

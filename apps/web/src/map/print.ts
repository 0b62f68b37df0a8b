import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect } from 'react';
import { canvasNow } from './handle.js';

/**
 * A canvas of WebGL prints as nothing: while the page is printed, a picture stands in its place, with its sources.
 * @param note which day it shows; empty: today
 */
export function usePrint(map: MapLibreMap | null, note: string): void {
  useEffect(() => {
    if (!map) return;
    const parts: HTMLElement[] = [];
    const before = () => {
      const image = document.createElement('img');
      image.className = 'print-map';
      image.alt = '';
      image.src = canvasNow(map).toDataURL('image/png');
      const sources = document.createElement('p');
      sources.className = 'print-sources';
      sources.textContent = [note, map.getContainer().querySelector('.maplibregl-ctrl-attrib-inner')?.textContent]
        .filter(Boolean)
        .join(' – ');
      parts.push(image, sources);
      document.getElementById('map')?.prepend(...parts);
    };
    const after = () => parts.splice(0).forEach((part) => part.remove());
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      after();
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, [map, note]);
}

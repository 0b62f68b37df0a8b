import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect } from 'react';
import { SHARE_WORDS } from '../app/share-words.js';
import { useText } from '../i18n/text.js';
import { canvasNow } from './handle.js';

/**
 * A canvas of WebGL prints as nothing: while the page is printed, a picture stands in its place, with its sources and the day of the print.
 * @param note which day it shows; empty: today
 */
export function usePrint(map: MapLibreMap | null, note: string): void {
  const { lang, format } = useText();
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
      const made = SHARE_WORDS[lang].made(format.date(new Date().toISOString()));
      sources.textContent = [note, made, map.getContainer().querySelector('.maplibregl-ctrl-attrib-inner')?.textContent]
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
  }, [map, note, lang, format]);
}

import type { Map } from 'maplibre-gl';
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { go, useView, type Selection } from '../app/location.js';
import { positionText } from './position.js';
import { ADDRESSES_FROM } from './scale.js';

/**
 * The page's address says where the map came to rest; where the address says something else, as after the back button, the map goes there.
 * @returns the selection of an address that said where to look, as it is in the view
 */
export function useResting(map: Map | null): RefObject<Selection | null> {
  const { position, selection } = useView();
  const said = useRef(position && positionText(position));
  const looked = useRef(position && selection);
  // Before anything else can happen: a map that is dragged on is not taken back to where it was written last.
  useLayoutEffect(() => {
    if (!map || !position || positionText(position) === said.current) return;
    said.current = positionText(position);
    looked.current = selection;
    map.jumpTo({ center: [position.longitude, position.latitude], zoom: position.zoom });
  }, [map, position, selection]);
  useEffect(() => {
    if (!map) return;
    // Tells the styles how near it is.
    const near = () => document.getElementById('map')?.toggleAttribute('data-near', map.getZoom() >= ADDRESSES_FROM);
    const write = (event: { originalEvent?: unknown }) => {
      near();
      // What the page did by itself, such as a flight to an address, is said by the rest of its address already.
      if (!event.originalEvent && said.current === null) return;
      const { lng: longitude, lat: latitude } = map.getCenter();
      const position = {
        zoom: +map.getZoom().toFixed(2),
        latitude: +latitude.toFixed(5),
        longitude: +longitude.toFixed(5),
      };
      said.current = positionText(position);
      go({ position });
    };
    near();
    map.on('moveend', write);
    return () => void map.off('moveend', write);
  }, [map]);
  return looked;
}

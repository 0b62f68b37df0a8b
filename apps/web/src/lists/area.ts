import type { Map as MapLibreMap } from 'maplibre-gl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCurrentMap } from '../map/handle.js';
import type { Area } from '../sensors/live-area.js';

/** Who drags the map moves it on and on; the list follows once it rests. */
const REST_MS = 350;
/** So long after a row was opened the map may be on its way there. */
const FLIGHT_MS = 5_000;
/** So long a map may take to be there; then the list is of all of the city. */
const NO_MAP_MS = 5_000;

export const PLACES = 5;
const STEP = 10 ** PLACES;

/** A box as it is asked for: to a metre, no smaller than what is seen. */
export function boxAround(west: number, south: number, east: number, north: number): Area {
  const down = (value: number, least: number) => Math.max(least, Math.floor(value * STEP) / STEP);
  const up = (value: number, most: number) => Math.min(most, Math.ceil(value * STEP) / STEP);
  return { west: down(west, -180), south: down(south, -90), east: up(east, 180), north: up(north, 90) };
}

function areaOf(map: MapLibreMap): Area {
  const bounds = map.getBounds();
  return boxAround(bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth());
}

export interface MapArea {
  /** What the map shows; null: there is no map, and so all of the city; undefined: not known yet. */
  area: Area | null | undefined;
  /** The map has flown to what was opened from the list, and the list has stayed. */
  isBehind: boolean;
  /** Lets the map fly somewhere without the list. */
  stay(): void;
  /** Brings the list to where the map is. */
  follow(): void;
}

/** What the map shows once it rests. It follows people, not a flight to a row that they have opened: the list would go from under them. */
export function useMapArea(): MapArea {
  const map = useCurrentMap();
  const [area, setArea] = useState<Area | null>();
  const [isBehind, setBehind] = useState(false);
  const stayingUntil = useRef(0);
  const follow = useCallback(() => {
    stayingUntil.current = 0;
    setBehind(false);
    if (map) setArea((before) => sameOr(before, areaOf(map)));
  }, [map]);
  useEffect(() => {
    if (!map) {
      const timer = setTimeout(() => setArea(null), NO_MAP_MS);
      return () => clearTimeout(timer);
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      clearTimeout(timer);
      const stays = performance.now() < stayingUntil.current;
      timer = setTimeout(() => (stays ? setBehind(true) : follow()), REST_MS);
    };
    const begin = (event: { originalEvent?: unknown }) => {
      if (event.originalEvent) stayingUntil.current = 0;
    };
    rest();
    map.on('moveend', rest);
    map.on('movestart', begin);
    return () => {
      clearTimeout(timer);
      map.off('moveend', rest);
      map.off('movestart', begin);
    };
  }, [map, follow]);
  const stay = useCallback(() => {
    stayingUntil.current = performance.now() + FLIGHT_MS;
  }, []);
  return { area, isBehind, stay, follow };
}

const sameOr = (before: Area | null | undefined, next: Area) =>
  before && JSON.stringify(before) === JSON.stringify(next) ? before : next;

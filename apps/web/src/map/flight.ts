import { useQuery } from '@tanstack/react-query';
import type { Geometry } from 'geojson';
import type { Map } from 'maplibre-gl';
import { useEffect, useMemo, type RefObject } from 'react';
import { addressQuery } from '../address/query.js';
import type { Selection } from '../app/location.js';
import { reducedMotion } from '../app/theme.js';
import { projectQuery } from '../rollout/query.js';
import { sensorQuery } from '../sensors/live.js';
import { streetQuery } from '../streets/query.js';
import { boundsOf, type Bounds } from './bounds.js';
import { coveredSides } from './cover.js';

/** Where the chosen thing is. */
export interface Place {
  bounds: Bounds;
  /** An address is pinned. Sensors and projects are on the map already and are only lit up. */
  marker?: [longitude: number, latitude: number];
}

/** Asks the same queries as the cards, so nothing is loaded twice. */
export function useSelectedPlace(selection: Selection | null): Place | null {
  const id = selection?.id ?? '';
  const address = useQuery({ ...addressQuery(id), enabled: selection?.kind === 'address' });
  const project = useQuery({ ...projectQuery(id), enabled: selection?.kind === 'project' });
  const street = useQuery({ ...streetQuery(id), enabled: selection?.kind === 'street' });
  const sensor = useQuery({ ...sensorQuery(id), enabled: selection?.kind === 'sensor' });
  const kind = selection?.kind;
  const { longitude, latitude } =
    (kind === 'address' ? address.data?.position : kind === 'sensor' ? sensor.data?.position : null) ?? {};
  const geometry = (
    kind === 'project' ? project.data?.geometry : kind === 'street' ? street.data?.extent : undefined
  ) as Geometry | null | undefined;
  return useMemo(() => {
    if (longitude !== undefined && latitude !== undefined) {
      return {
        bounds: [longitude, latitude, longitude, latitude],
        ...(kind === 'address' && { marker: [longitude, latitude] }),
      };
    }
    const bounds = geometry && boundsOf(geometry);
    return bounds ? { bounds } : null;
  }, [kind, longitude, latitude, geometry]);
}

/**
 * Moves the map to the place, to the side of what covers it.
 * @param looked the selection that came with an address that says where to look instead
 */
export function useFlight(
  map: Map | null,
  place: Place | null,
  selection: Selection | null,
  looked: RefObject<Selection | null>,
): void {
  useEffect(() => {
    if (!map || !place || looked.current === selection) return;
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    const cover = coveredSides();
    const options = { duration: reducedMotion() ? 0 : 1400, essential: false };
    const [west, south, east, north] = place.bounds;
    if (west === east && south === north) {
      map.flyTo({ center: [west, south], zoom: Math.max(map.getZoom(), 16.2), padding: cover, ...options });
    } else {
      const has = map.getPadding();
      const margin = Math.min(60, width / 8, (height - cover.bottom) / 8);
      // It adds to the padding that the map has already.
      const side = (name: keyof typeof cover) => margin + cover[name] - (has[name] ?? 0);
      const padding = { top: side('top'), left: side('left'), right: side('right'), bottom: side('bottom') };
      map.fitBounds(place.bounds, { padding, maxZoom: 16, ...options });
    }
  }, [map, place, selection, looked]);
}

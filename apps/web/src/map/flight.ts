import { useQuery } from '@tanstack/react-query';
import type { Geometry } from 'geojson';
import type { Map } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';
import { addressQuery } from '../address/query.js';
import type { Selection } from '../app/location.js';
import { reducedMotion } from '../app/theme.js';
import { projectQuery } from '../rollout/query.js';
import { sensorQuery } from '../sensors/live.js';
import { boundsOf, type Bounds } from './bounds.js';

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
  const sensor = useQuery({ ...sensorQuery(id), enabled: selection?.kind === 'sensor' });
  const kind = selection?.kind;
  const { longitude, latitude } =
    (kind === 'address' ? address.data?.position : kind === 'sensor' ? sensor.data?.position : null) ?? {};
  const geometry = kind === 'project' ? (project.data?.geometry as Geometry | undefined) : undefined;
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

/** Moves the map to the place, to the side of what covers it. */
export function useFlight(map: Map | null, place: Place | null): void {
  useEffect(() => {
    if (!map || !place) return;
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    const narrow = width < 640;
    const options = { duration: reducedMotion() ? 0 : 1400, essential: false };
    const [west, south, east, north] = place.bounds;
    if (west === east && south === north) {
      map.flyTo({
        center: [west, south],
        zoom: Math.max(map.getZoom(), 16.2),
        offset: [narrow ? 0 : -width / 12, narrow ? -height / 4 : 0],
        ...options,
      });
    } else {
      const padding = {
        top: 60,
        left: 60,
        right: narrow ? 60 : Math.min(320, width / 3),
        bottom: narrow ? height / 2 : 60,
      };
      map.fitBounds(place.bounds, { padding, maxZoom: 16, ...options });
    }
  }, [map, place]);
}

import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import type { SensorsInArea } from '../sensors/in-area.js';
import type { MapChoice } from './choice.js';
import { shownDatasets } from './datasets.js';
import { sourcesOf } from './style.js';

/** The layer in which a tile says what it does not show. */
const MARK = 'truncated';

/** Whether a tile in view does not show all of something that is chosen. */
export function isTruncated(
  map: Pick<MapLibreMap, 'getSource' | 'querySourceFeatures'>,
  choice: MapChoice,
  day: string | null,
): boolean {
  const shown = shownDatasets(choice);
  const sources = [...new Set(shown.flatMap((id) => sourcesOf(id, day)))].filter((source) => map.getSource(source));
  return sources.some((source) =>
    map
      .querySourceFeatures(source, { sourceLayer: MARK })
      .some(({ properties }) => shown.includes(String(properties['layer']))),
  );
}

/** The same, looked at whenever the map has come to rest. */
export function useTruncated(map: MapLibreMap | null, choice: MapChoice, day: string | null): boolean {
  const [truncated, setTruncated] = useState(false);
  useEffect(() => {
    if (!map) return;
    const look = () => setTruncated(isTruncated(map, choice, day));
    map.on('idle', look);
    return () => void map.off('idle', look);
  }, [map, choice, day]);
  return truncated;
}

/** Whether the map shows sensors, but not all of those around: which are left out is not told by their places. */
export const isCrowded = (sensors: Pick<SensorsInArea, 'isComplete'> | undefined, { groups }: MapChoice): boolean =>
  sensors?.isComplete === false && groups.includes('sensors');

import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification, VectorTileSource } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { afterPaint } from '../app/after-paint.js';
import type { sensorFeatures } from '../sensors/features.js';
import { LIVE_SOURCE } from './layers/sensors.js';

type Sources = StyleSpecification['sources'];

/** Sources that only draw other tiles than before, such as those of another day. */
export function retiled(before: Sources, next: Sources): Map<string, string[]> {
  const tilesIn = (sources: Sources, id: string) => {
    const source = sources[id];
    return source?.type === 'vector' && !source.url ? source.tiles : undefined;
  };
  return new Map(
    Object.keys(next).flatMap((id) => {
      const tiles = tilesIn(next, id);
      const old = tilesIn(before, id);
      return tiles && old && tiles.join() !== old.join() ? [[id, tiles] as const] : [];
    }),
  );
}

function apply(map: MapLibreMap, style: StyleSpecification): void {
  let others = new Map<string, string[]>();
  map.setStyle(style, {
    diff: true,
    transformStyle: (previous, next) => {
      if (!previous) return next;
      others = retiled(previous.sources, next.sources);
      // These go on with what they show until the other tiles are there; put in anew they would blink.
      const kept = [...others.keys(), LIVE_SOURCE].filter((id) => previous.sources[id]);
      return {
        ...next,
        sources: { ...next.sources, ...Object.fromEntries(kept.map((id) => [id, previous.sources[id]!])) },
      };
    },
  });
  for (const [id, tiles] of others) map.getSource<VectorTileSource>(id)?.setTiles(tiles);
}

/**
 * Hands every new style to the map, which works out the difference; the live values in it stay as they are. The switch that was pressed
 * is painted before.
 * @param initial with which the map was made
 */
export function useStyle(map: MapLibreMap | null, style: StyleSpecification, initial: StyleSpecification): void {
  const applied = useRef<{ map: MapLibreMap; style: StyleSpecification } | null>(null);
  useEffect(() => {
    if (!map) return;
    const shown = applied.current?.map === map ? applied.current.style : initial;
    if (shown === style) return;
    return afterPaint(() => {
      applied.current = { map, style };
      apply(map, style);
    });
  }, [map, style, initial]);
}

type Features = ReturnType<typeof sensorFeatures>;

/** New values go straight into their source: redrawing them never touches the rest of the style, and what reads as before draws nothing. */
export function useLiveSource(map: MapLibreMap | null, features: Features): void {
  const drawn = useRef<{ map: MapLibreMap; text: string } | null>(null);
  useEffect(() => {
    if (!map) return;
    const feed = () => void map.getSource<GeoJSONSource>(LIVE_SOURCE)?.setData(features);
    const text = JSON.stringify(features);
    if (drawn.current?.map !== map || drawn.current.text !== text) feed();
    drawn.current = { map, text };
    map.once('style.load', feed);
    return () => void map.off('style.load', feed);
  }, [map, features]);
}

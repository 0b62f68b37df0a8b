import { useQueryClient } from '@tanstack/react-query';
import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { useEffect } from 'react';
import { ChangesOnMap, type ChangesOnMapResult } from '../generated/graphql.js';
import { listen } from '../graphql/connection.js';
import type { MapChoice } from './choice.js';
import { shownDatasets, sourcesOf } from './style.js';
import { overlap, tilesTouching, TileVersions, type Extent } from './touched.js';

const RETRY_MS = 5_000;
const BESIDE_THE_MAP = [['address'], ['project'], ['districts'], ['catalogue']];

/** The versions of tiles that have changed since the page was opened. The map asks for each tile through this. */
export const tileVersions = new TileVersions();

/** Keeps the map as the data is, without a reload: of what has changed only the tiles in which it lies are fetched again. */
export function useFreshTiles(map: MapLibreMap | null, choice: MapChoice): void {
  const client = useQueryClient();
  const ids = shownDatasets(choice).join();
  useEffect(() => {
    if (!map) return;
    const versions = new Map<string, number>();
    const ended = new AbortController();
    const sources = [...new Set(ids.split(',').flatMap(sourcesOf))];
    // What changed while nobody listened was told to nobody.
    const catchUp = () => sources.forEach((source) => void renewSurely(map, source, null, ended.signal));
    const stop = listen<ChangesOnMapResult, { ids: string[] }>(
      ChangesOnMap,
      { ids: ids.split(',') },
      ({ datasetChanged: { id, version, extent } }) => {
        if ((versions.get(id) ?? 0) >= version) return;
        versions.set(id, version);
        // What stands beside the map must not say something else than the map.
        for (const queryKey of BESIDE_THE_MAP) void client.invalidateQueries({ queryKey });
        for (const source of sourcesOf(id)) void renewSurely(map, source, extent, ended.signal);
      },
      catchUp,
    );
    catchUp();
    return () => {
      ended.abort();
      stop();
    };
  }, [map, ids, client]);
}

/** Tries until it is done: what is told once is not told again. */
async function renewSurely(map: MapLibreMap, id: string, extent: Extent | null, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    try {
      return await renew(map, id, extent);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** @param extent what has changed lies in it; null: it may lie anywhere, if anything has changed at all */
export async function renew(map: MapLibreMap, id: string, extent: Extent | null): Promise<void> {
  const source = map.getSource<VectorTileSource>(id);
  if (!source?.url) return;
  // It has not loaded its TileJSON yet, so it will get the newest.
  if (!extent && !source.tiles) return;
  const response = await fetch(source.url);
  if (!response.ok) throw new Error(`${source.url} answered ${response.status}`);
  const { tiles } = (await response.json()) as { tiles: string[] };
  const version = versionIn(tiles);
  const name = nameIn(source.url);
  if (!extent) {
    if (version === (tileVersions.newest(name) ?? versionIn(source.tiles))) return;
    tileVersions.forget(name);
    source.setTiles(tiles);
    return;
  }
  tileVersions.add(name, { extent, version });
  const view = map.getBounds();
  const seen = overlap(extent, {
    west: view.getWest(),
    south: view.getSouth(),
    east: view.getEast(),
    north: view.getNorth(),
  });
  const zooms = Array.from({ length: source.maxzoom - source.minzoom + 1 }, (_, i) => source.minzoom + i);
  const near = zooms.filter((z) => z <= Math.ceil(map.getZoom()) + 1);
  const touched = near.flatMap((z) => tilesTouching(z > 12 && seen ? seen : extent, z)).slice(0, 4_000);
  map.refreshTiles(id, touched);
  // Only tiles in view are refreshed by that; those that the map holds beyond would show the past when it moves there.
  map.style.tileManagers[id]?._outOfViewCache.reset();
}

const versionIn = (tiles: string[]) => new URL(tiles[0]!).searchParams.get('v') ?? '';
/** `city` in `https://…/tiles/city.json`. */
const nameIn = (url: string) => /([^/]+)\.json/.exec(url)![1]!;

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { useEffect } from 'react';
import type { ChangesOnMapResult } from '../generated/graphql.js';
import { ChangesOnMap } from '../generated/map.js';
import { listen } from '../graphql/connection.js';
import type { MapChoice } from './choice.js';
import { shownDatasets } from './datasets.js';
import { sourcesOf } from './style.js';
import { overlap, tilesTouching, TileVersions, type Extent, type TileId } from './touched.js';

const RETRY_MS = 5_000;
/** A server that has not heard of a change hears of it within moments. */
const BEHIND_MS = 500;
/** After so many tries an older version is no delay: the database was set up anew and counts from the beginning. */
const PATIENCE = 20;

const BESIDE_THE_MAP = ['address', 'street', 'project', 'list', 'districts', 'providers', 'rollout-days', 'catalogue'];

/** What stands beside the map must not say something else than the map. */
export function renewBeside(client: QueryClient): void {
  for (const key of BESIDE_THE_MAP) void client.invalidateQueries({ queryKey: [key] });
}

/** The versions of tiles that have changed since the page was opened. The map asks for each tile through this. */
export const tileVersions = new TileVersions();

/** Keeps the map as the data is, without a reload: of what has changed only the tiles in which it lies are fetched again. */
export function useFreshTiles(map: MapLibreMap | null, choice: MapChoice, day: string | null): void {
  const client = useQueryClient();
  // Sensors are no tiles and have a subscription of their own: each reading would have all that stands beside the map asked for again.
  const ids = shownDatasets(choice)
    .filter((id) => id !== 'sensors')
    .join();
  // Another day is drawn from the same sources.
  const some = day && 'some';
  useEffect(() => {
    if (!map) return;
    const versions = new Map<string, number>();
    const ended = new AbortController();
    const sources = [...new Set(ids.split(',').flatMap((id) => sourcesOf(id, some)))];
    // What changed while nobody listened was told to nobody.
    const catchUp = (from = sources) => from.forEach((source) => void renewSurely(map, source, null, ended.signal));
    const stop = listen<ChangesOnMapResult, { ids: string[] }>(
      ChangesOnMap,
      { ids: ids.split(',') },
      ({ datasetChanged: change }) => {
        const { id, version } = change;
        if ((versions.get(id) ?? 0) >= version) return;
        versions.set(id, version);
        renewBeside(client);
        for (const source of sourcesOf(id, some)) void renewSurely(map, source, change, ended.signal);
      },
      () => catchUp(),
    );
    // Tiles of a day are asked for just now.
    catchUp(sources.filter((id) => map.getSource<VectorTileSource>(id)?.url));
    return () => {
      ended.abort();
      stop();
    };
  }, [map, ids, some, client]);
}

/** Tries until it is done: what is told once is not told again. */
async function renewSurely(map: MapLibreMap, id: string, change: Change | null, ended: AbortSignal): Promise<void> {
  for (let tries = 0; !ended.aborted; tries++) {
    try {
      return await renew(map, id, change, tries >= PATIENCE);
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, error instanceof Behind ? BEHIND_MS : RETRY_MS));
    }
  }
}

/** Of several servers the one that answered knows less than we do: what it says would take the map back. */
export class Behind extends Error {}

/** What a dataset has become. */
export interface Change {
  id: string;
  version: number;
  /** It lies in these; null: it may lie anywhere. */
  extents: Extent[] | null;
}

/**
 * @param change null: something may have changed that was told to nobody
 * @param acceptOlder takes what the server says, even if it is older than what the map knows
 * @throws Behind
 */
export async function renew(map: MapLibreMap, id: string, change: Change | null, acceptOlder = false): Promise<void> {
  const source = map.getSource<VectorTileSource>(id);
  if (!source) return;
  // Tiles of a day have no version: the server says of each whether it is still the same.
  if (!source.url) return refresh(map, id);
  // It has not loaded its TileJSON yet, so it will get the newest.
  if (!change?.extents && !source.tiles) return;
  const response = await fetch(source.url);
  if (!response.ok) throw new Error(`${source.url} answered ${response.status}`);
  const { tiles, versions } = (await response.json()) as { tiles: string[]; versions?: Record<string, number> };
  const version = versionIn(tiles);
  const name = nameIn(source.url);
  const known = tileVersions.newest(name) ?? (source.tiles && versionIn(source.tiles));
  const lacksChange = change !== null && (versions?.[change.id] ?? change.version) < change.version;
  if (!acceptOlder && (lacksChange || isOlder(version, known))) throw new Behind(`${source.url} says ${version}`);
  const extents = change?.extents;
  if (!extents) {
    if (version === known) return;
    tileVersions.forget(name);
    source.setTiles(tiles);
    return;
  }
  tileVersions.add(name, { extents, version });
  const bounds = map.getBounds();
  const view = {
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  };
  const zooms = Array.from({ length: source.maxzoom - source.minzoom + 1 }, (_, i) => source.minzoom + i);
  const near = zooms.filter((z) => z <= Math.ceil(map.getZoom()) + 1);
  const touched = extents
    .flatMap((extent) =>
      near.flatMap((z) => {
        // Far in, a box out of view would have thousands of tiles that nobody looks at.
        const part = z > 12 ? overlap(extent, view) : extent;
        return part ? tilesTouching(part, z) : [];
      }),
    )
    .slice(0, 4_000);
  refresh(map, id, touched);
}

function refresh(map: MapLibreMap, id: string, tiles?: TileId[]): void {
  map.refreshTiles(id, tiles);
  // Only tiles in view are refreshed by that; those that the map holds beyond would show the past when it moves there.
  map.style.tileManagers[id]?._outOfViewCache.reset();
}

const versionIn = (tiles: string[]) => new URL(tiles[0]!).searchParams.get('v') ?? '';
/** A version begins with a number that grows. */
const isOlder = (one: string, than = '') => Number.parseInt(one) < Number.parseInt(than);
/** `city` in `https://…/tiles/city.json`. */
const nameIn = (url: string) => /([^/]+)\.json/.exec(url)![1]!;

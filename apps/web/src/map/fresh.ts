import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { useEffect } from 'react';
import { ChangesOnMap, type ChangesOnMapResult } from '../generated/graphql.js';
import { listen } from '../graphql/connection.js';
import type { MapChoice } from './choice.js';
import { shownDatasets, sourcesOf } from './style.js';
import { overlap, tilesTouching, TileVersions, type Extent } from './touched.js';

/** The versions of tiles that have changed since the page was opened. The map asks for each tile through this. */
export const tileVersions = new TileVersions();

/** Keeps the map as the data is, without a reload: of what has changed only the tiles in which it lies are fetched again. */
export function useFreshTiles(map: MapLibreMap | null, choice: MapChoice): void {
  const ids = shownDatasets(choice).join();
  useEffect(() => {
    if (!map) return;
    const versions = new Map<string, number>();
    let connections = 0;
    return listen<ChangesOnMapResult, { ids: string[] }>(
      ChangesOnMap,
      { ids: ids.split(',') },
      ({ datasetChanged: { id, version, extent } }) => {
        if ((versions.get(id) ?? 0) >= version) return;
        versions.set(id, version);
        for (const source of sourcesOf(id)) void renew(map, source, extent);
      },
      () => {
        // What changed while the connection was lost was told to nobody.
        if (connections++ > 0)
          for (const source of new Set(ids.split(',').flatMap(sourcesOf))) void renew(map, source, null);
      },
    );
  }, [map, ids]);
}

async function renew(map: MapLibreMap, id: string, extent: Extent | null): Promise<void> {
  const source = map.getSource<VectorTileSource>(id);
  if (!source?.url) return;
  const { tiles } = (await (await fetch(source.url)).json()) as { tiles: string[] };
  const version = new URL(tiles[0]!).searchParams.get('v') ?? '';
  if (!extent) {
    tileVersions.forget(nameIn(source.url));
    source.setTiles(tiles);
    return;
  }
  tileVersions.add(nameIn(source.url), { extent, version });
  const view = map.getBounds();
  const seen = overlap(extent, {
    west: view.getWest(),
    south: view.getSouth(),
    east: view.getEast(),
    north: view.getNorth(),
  });
  // Tiles beyond the view that the map still holds would show the past when it moves there: all zooms of the change are named.
  const zooms = Array.from({ length: source.maxzoom - source.minzoom + 1 }, (_, i) => source.minzoom + i);
  const near = zooms.filter((z) => z <= Math.ceil(map.getZoom()) + 1);
  const touched = near.flatMap((z) => tilesTouching(z > 12 && seen ? seen : extent, z)).slice(0, 4_000);
  map.refreshTiles(id, touched);
}

/** `city` in `https://…/tiles/city.json`. */
const nameIn = (url: string) => /([^/]+)\.json/.exec(url)![1]!;

import { jest } from '@jest/globals';
import type { Map as MapLibreMap } from 'maplibre-gl';

// The connection opens a WebSocket to where the page is from.
jest.unstable_mockModule('../graphql/connection.js', () => ({ listen: () => () => undefined }));
const { renew, tileVersions } = await import('./fresh.js');

const AHLEN = { west: 7.89, south: 51.76, east: 7.8901, north: 51.7601 };
const tilesOf = (version: string) => [`https://city.example/tiles/city/{z}/{x}/{y}.mvt?v=${version}`];

function mapWith(version: string) {
  const source = {
    url: 'https://city.example/tiles/city.json',
    tiles: tilesOf(version),
    minzoom: 8,
    maxzoom: 16,
    setTiles: jest.fn((tiles: string[]) => (source.tiles = tiles)),
  };
  const beyond = { reset: jest.fn() };
  const refreshed = jest.fn<(id: string, tiles: { z: number }[]) => void>();
  const map = {
    getSource: () => source,
    getZoom: () => 13,
    getBounds: () => ({ getWest: () => 7.8, getSouth: () => 51.7, getEast: () => 8, getNorth: () => 51.8 }),
    refreshTiles: refreshed,
    style: { tileManagers: { city: { _outOfViewCache: beyond } } },
  } as unknown as MapLibreMap;
  return { map, source, beyond, refreshed };
}

const answer = (version: string, status = 200) =>
  jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async () => new Response(JSON.stringify({ tiles: tilesOf(version) }), { status }));
afterEach(() => {
  jest.restoreAllMocks();
  tileVersions.forget('city');
});

describe('The map after a change', () => {
  it('asks anew for the tiles that it shows, and lets go of those that it holds beyond', async () => {
    const { map, source, beyond, refreshed } = mapWith('a');
    answer('b');
    await renew(map, 'city', AHLEN);
    expect(refreshed.mock.calls[0]![1].map(({ z }) => z)).toEqual([8, 9, 10, 11, 12, 13, 14]);
    expect(beyond.reset).toHaveBeenCalled();
    expect(source.setTiles).not.toHaveBeenCalled();
  });

  it('is loaded as a whole after a lost connection, but only if something has changed that it does not know', async () => {
    const { map, source } = mapWith('a');
    answer('a');
    await renew(map, 'city', null);
    answer('b');
    await renew(map, 'city', AHLEN);
    await renew(map, 'city', null);
    expect(source.setTiles).not.toHaveBeenCalled();
    answer('c');
    await renew(map, 'city', null);
    expect(source.setTiles).toHaveBeenCalledWith(tilesOf('c'));
    await renew(map, 'city', null);
    expect(source.setTiles).toHaveBeenCalledTimes(1);
  });

  it('is not what an error page says', async () => {
    answer('b', 503);
    await expect(renew(mapWith('a').map, 'city', AHLEN)).rejects.toThrow('503');
    expect(tileVersions.newest('city')).toBeUndefined();
  });
});

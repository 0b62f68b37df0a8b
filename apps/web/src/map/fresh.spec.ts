import { jest } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import type { Map as MapLibreMap } from 'maplibre-gl';

// The connection opens a WebSocket to where the page is from.
jest.unstable_mockModule('../graphql/connection.js', () => ({ listen: () => () => undefined }));
const { Behind, renew, renewBeside, tileVersions } = await import('./fresh.js');

const AHLEN = { west: 7.89, south: 51.76, east: 7.8901, north: 51.7601 };
const changed = (version: number, extents = [AHLEN]) => ({ id: 'streets', version, extents });
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
  const refreshed = jest.fn<(id: string, tiles: { z: number; x: number }[]) => void>();
  const map = {
    getSource: () => source,
    getZoom: () => 13,
    getBounds: () => ({ getWest: () => 7.8, getSouth: () => 51.7, getEast: () => 8, getNorth: () => 51.8 }),
    refreshTiles: refreshed,
    style: { tileManagers: { city: { _outOfViewCache: beyond } } },
  } as unknown as MapLibreMap;
  return { map, source, beyond, refreshed };
}

const answer = (version: string, status = 200, streets = Number.parseInt(version)) =>
  jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(
      async () => new Response(JSON.stringify({ tiles: tilesOf(version), versions: { streets } }), { status }),
    );
afterEach(() => {
  jest.restoreAllMocks();
  tileVersions.forget('city');
});

describe('The map after a change', () => {
  it('asks anew for the tiles that it shows, and lets go of those that it holds beyond', async () => {
    const { map, source, beyond, refreshed } = mapWith('1-a');
    answer('2-b');
    await renew(map, 'city', changed(2));
    expect(refreshed.mock.calls[0]![1].map(({ z }) => z)).toEqual([8, 9, 10, 11, 12, 13, 14]);
    expect(beyond.reset).toHaveBeenCalled();
    expect(source.setTiles).not.toHaveBeenCalled();
  });

  it('asks anew for the tiles of each place, and for none between them', async () => {
    const { map, refreshed } = mapWith('1-a');
    answer('2-b');
    await renew(map, 'city', changed(2, [AHLEN, { ...AHLEN, west: 7.979, east: 7.9791 }]));
    const columns = refreshed.mock.calls[0]![1].filter(({ z }) => z === 14).map(({ x }) => x);
    expect(columns).toEqual([8551, 8555]);
  });

  it('asks for no tile where what has changed lies nowhere, and knows of it after a lost connection', async () => {
    const { map, source, refreshed } = mapWith('1-a');
    answer('2-b');
    await renew(map, 'city', changed(2, []));
    await renew(map, 'city', null);
    expect([refreshed.mock.calls, source.setTiles.mock.calls]).toEqual([[['city', []]], []]);
  });

  it('is loaded as a whole after a lost connection, but only if something has changed that it does not know', async () => {
    const { map, source } = mapWith('1-a');
    answer('1-a');
    await renew(map, 'city', null);
    answer('2-b');
    await renew(map, 'city', changed(2));
    await renew(map, 'city', null);
    expect(source.setTiles).not.toHaveBeenCalled();
    answer('3-c');
    await renew(map, 'city', null);
    expect(source.setTiles).toHaveBeenCalledWith(tilesOf('3-c'));
    await renew(map, 'city', null);
    expect(source.setTiles).toHaveBeenCalledTimes(1);
  });

  it('is not what an error page says', async () => {
    answer('2-b', 503);
    await expect(renew(mapWith('1-a').map, 'city', changed(2))).rejects.toThrow('503');
    expect(tileVersions.newest('city')).toBeUndefined();
  });

  it('is not taken back by a server that has not heard of it yet', async () => {
    const { map, source, refreshed } = mapWith('9-a');
    answer('8-old');
    await expect(renew(map, 'city', null)).rejects.toThrow(Behind);
    // The sum of the versions is as new as what the map has, but the layer that has changed is not.
    answer('9-a', 200, 4);
    await expect(renew(map, 'city', changed(5))).rejects.toThrow(Behind);
    expect(tileVersions.newest('city')).toBeUndefined();
    answer('10-b', 200, 5);
    await renew(map, 'city', changed(5));
    answer('9-a', 200, 5);
    await expect(renew(map, 'city', changed(5))).rejects.toThrow(Behind);
    expect([tileVersions.newest('city'), refreshed.mock.calls.length]).toEqual(['10-b', 1]);
    expect(source.setTiles).not.toHaveBeenCalled();
  });

  it('asks for all tiles of another day again, which have no version', async () => {
    const { map, source, beyond, refreshed } = mapWith('1-a');
    const asked = answer('2-b');
    Object.assign(source, {
      url: undefined,
      tiles: ['https://city.example/tiles/city/{z}/{x}/{y}.mvt?day=2024-06-30'],
    });
    await renew(map, 'city', changed(2));
    expect(refreshed).toHaveBeenCalledWith('city', undefined);
    expect(beyond.reset).toHaveBeenCalled();
    expect([asked.mock.calls.length, source.setTiles.mock.calls.length]).toEqual([0, 0]);
  });

  it('is what the server says for long, even if it is older: its database was set up anew', async () => {
    const { map, source } = mapWith('90-a');
    answer('3-new');
    await renew(map, 'city', null, true);
    expect(source.setTiles).toHaveBeenCalledWith(tilesOf('3-new'));
  });
});

it('All that says the same as the map is asked for anew after a change: cards, lists and what filters and time choose from', () => {
  const client = new QueryClient();
  const keys = [
    ['address', '1'],
    ['street', '05570000000400001'],
    ['project', '1'],
    ['list', '/datasets/street-coverage.csv'],
    ['districts'],
    ['providers'],
    ['rollout-days'],
    ['catalogue'],
    ['sensor', '1'],
    ['config'],
  ];
  for (const key of keys) client.setQueryData(key, {});
  renewBeside(client);
  const kept = keys.filter((key) => !client.getQueryState(key)?.isInvalidated);
  expect(kept).toEqual([['sensor', '1'], ['config']]);
  client.clear();
});

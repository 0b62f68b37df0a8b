import { overlap, tilesTouching, TileVersions } from './touched.js';

const AHLEN = { west: 7.89, south: 51.76, east: 7.8901, north: 51.7601 };

describe('The tiles that a change touches', () => {
  it('are those in which its box lies', () => {
    expect(tilesTouching(AHLEN, 14)).toEqual([{ z: 14, x: 8551, y: 5429 }]);
    expect(tilesTouching(AHLEN, 0)).toEqual([{ z: 0, x: 0, y: 0 }]);
    expect(tilesTouching({ west: -180, south: -90, east: 180, north: 90 }, 1)).toHaveLength(4);
  });

  it('are also those over whose edge it reaches', () => {
    const edge = (8551 / 2 ** 14) * 360 - 180;
    const columns = (longitude: number) =>
      tilesTouching({ ...AHLEN, west: longitude, east: longitude }, 14).map(({ x }) => x);
    expect(columns(edge + 0.0001)).toEqual([8550, 8551]);
    expect(columns(edge + 0.001)).toEqual([8551]);
  });

  it('get a URL of their own, and the others keep theirs', () => {
    const versions = new TileVersions();
    versions.add('city', { extents: [AHLEN], version: 'b' });
    versions.add('city', {
      extents: [
        { ...AHLEN, west: 9, east: 9.1 },
        { ...AHLEN, east: 7.95 },
      ],
      version: 'c',
    });
    const url = (source: string, x: number) => `https://city.example/tiles/${source}/14/${x}/5429.mvt?v=a`;
    expect(versions.urlOf(url('city', 8551))).toBe('https://city.example/tiles/city/14/8551/5429.mvt?v=c');
    expect(versions.urlOf(url('city', 8500))).toBe(url('city', 8500));
    expect(versions.urlOf(url('fibre-spans', 8551))).toBe(url('fibre-spans', 8551));
    expect(versions.urlOf('https://city.example/config.json')).toBe('https://city.example/config.json');
    versions.forget('city');
    expect(versions.urlOf(url('city', 8551))).toBe(url('city', 8551));
  });

  it('have the newest version also where more has changed than is kept apart', () => {
    const versions = new TileVersions();
    for (let i = 0; i < 200; i++)
      versions.add('city', { extents: [{ ...AHLEN, east: AHLEN.east + i * 1e-6 }], version: `${i}` });
    const url = (x: number) => versions.urlOf(`https://city.example/tiles/city/14/${x}/5429.mvt?v=a`);
    expect(url(8551)).toContain('?v=199');
    versions.add('city', { extents: [{ ...AHLEN, west: 8.5, east: 8.5001 }], version: 'elsewhere' });
    expect([url(8551), versions.newest('city'), versions.newest('streets')]).toEqual([
      expect.stringContaining('?v=199'),
      'elsewhere',
      undefined,
    ]);
    for (let i = 0; i < 300; i++)
      versions.add('city', { extents: [{ ...AHLEN, west: 9, east: 9.0001 }], version: `b${i}` });
    expect([url(8551), url(8500)]).toEqual([expect.stringMatching(/\?v=b\d+$/), expect.stringMatching(/\?v=a$/)]);
  });

  it('are only looked for where the map is', () => {
    expect(overlap(AHLEN, { west: 7, south: 51, east: 8, north: 51.76005 })).toEqual({ ...AHLEN, north: 51.76005 });
    expect(overlap(AHLEN, { west: 8, south: 51, east: 9, north: 52 })).toBeUndefined();
  });
});

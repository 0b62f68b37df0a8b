import { liesOutside, tileMetres, metresToDegrees, type Bounds } from './grid.js';

describe('a tile lies outside of a box', () => {
  const AHLEN: Bounds = [7.8, 51.7, 8, 51.82];
  test.each([
    [{ z: 0, x: 0, y: 0 }, false],
    [{ z: 9, x: 267, y: 169 }, false],
    [{ z: 9, x: 268, y: 169 }, true],
    [{ z: 9, x: 267, y: 171 }, true],
    [{ z: 14, x: 8551, y: 5429 }, false],
    [{ z: 14, x: 100, y: 100 }, true],
    [{ z: 30, x: 0, y: 2 ** 30 - 1 }, true],
  ])('%p: %p', (tile, outside) => expect(liesOutside(tile, AHLEN)).toBe(outside));

  test('never where its margin reaches into the box', () => {
    const tile = { z: 14, x: 8551, y: 5429 };
    const { west, north, unit } = tileMetres(tile);
    const [left, top] = metresToDegrees(west, north);
    const [margin] = metresToDegrees(west - 64 * unit, north);
    const box = (east: number): Bounds => [left - 1, top - 1, east, top + 1];
    expect(liesOutside(tile, box(margin + 1e-9))).toBe(false);
    expect(liesOutside(tile, box(left - 3 * (left - margin)))).toBe(true);
  });
});

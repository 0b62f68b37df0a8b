import { boxAround, metresBetween } from './nearest.js';

const HERE = { longitude: 7.89, latitude: 51.76 };

describe('The place of a visitor', () => {
  it('is asked about within a box that reaches far enough to each side, and is the same for all who stand near', () => {
    const { west, south, east, north } = boxAround(HERE, 100);
    const sides = [
      { longitude: west, latitude: HERE.latitude },
      { longitude: east, latitude: HERE.latitude },
      { longitude: HERE.longitude, latitude: south },
      { longitude: HERE.longitude, latitude: north },
    ].map((side) => metresBetween(HERE, side));
    expect(Math.min(...sides)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...sides)).toBeLessThan(100 + 223);
    expect(boxAround({ longitude: HERE.longitude + 0.0001, latitude: HERE.latitude + 0.0001 }, 100)).toEqual({
      west,
      south,
      east,
      north,
    });
  });

  it('is as far from an address as the crow flies', () => {
    expect(metresBetween(HERE, { longitude: 7.9045, latitude: 51.76 })).toBeCloseTo(1000, -1);
    expect(metresBetween(HERE, HERE)).toBe(0);
  });
});

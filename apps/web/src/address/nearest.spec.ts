import { boxAround, metresBetween } from './nearest.js';

const HERE = { longitude: 7.89, latitude: 51.76 };

describe('The place of a visitor', () => {
  it('is asked about within a box that is as wide as it is high, in metres', () => {
    const { west, south, east, north } = boxAround(HERE, 100);
    expect(metresBetween({ longitude: west, latitude: 51.76 }, { longitude: east, latitude: 51.76 })).toBeCloseTo(
      200,
      0,
    );
    expect(metresBetween({ longitude: 7.89, latitude: south }, { longitude: 7.89, latitude: north })).toBeCloseTo(
      200,
      0,
    );
  });

  it('is as far from an address as the crow flies', () => {
    expect(metresBetween(HERE, { longitude: 7.9045, latitude: 51.76 })).toBeCloseTo(1000, -1);
    expect(metresBetween(HERE, HERE)).toBe(0);
  });
});

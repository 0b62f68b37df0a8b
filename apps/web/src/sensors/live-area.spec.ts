import type { Bounds } from '../map/bounds.js';
import { liveArea } from './live-area.js';

const view: Bounds = [7.85, 51.74, 7.95, 51.78];
const moved = (by: number): Bounds => [view[0] + by, view[1], view[2] + by, view[3]];

describe('the area of live values', () => {
  test('covers the view and some way around it', () => {
    const { west, south, east, north } = liveArea(view);
    expect(west).toBeLessThan(view[0] - 0.02);
    expect(south).toBeLessThan(view[1] - 0.02);
    expect(east).toBeGreaterThan(view[2] + 0.02);
    expect(north).toBeGreaterThan(view[3] + 0.02);
    expect(east - west).toBeLessThan(4 * 0.1);
  });

  test('is the same for views that are nearly the same', () => {
    expect(liveArea([7.851, 51.741, 7.949, 51.779])).toEqual(liveArea(view));
  });

  test('stays when the map moves a little, and not when it leaves it or is far closer', () => {
    const area = liveArea(view);
    expect(liveArea(moved(0.02), area)).toBe(area);
    expect(liveArea(moved(0.5), area)).not.toBe(area);
    expect(liveArea([7.9, 51.76, 7.902, 51.761], area)).not.toBe(area);
  });

  test('ends at the ends of the world, and a view of a point has one', () => {
    expect(liveArea([-400, -85, 400, 85])).toEqual({ west: -180, south: -90, east: 180, north: 90 });
    const { west, east } = liveArea([7.9, 51.7, 7.9, 51.7]);
    expect(east).toBeGreaterThan(west);
  });
});

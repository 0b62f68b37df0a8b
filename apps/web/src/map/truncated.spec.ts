import type { GeoJSONFeature } from 'maplibre-gl';
import { DEFAULT_CHOICE } from './choice.js';
import { isCrowded, isTruncated } from './truncated.js';

/** A map in whose tiles of this source the layer is not complete. */
const mapWhere = (source: string, layer: string) => ({
  getSource: ((id: string) => (id === 'sensors' ? undefined : { id })) as never,
  querySourceFeatures: (id: string, options?: { sourceLayer?: string }) =>
    id === source && options?.sourceLayer === 'truncated'
      ? [{ properties: { layer } } as unknown as GeoJSONFeature]
      : [],
});

describe('The map says that not everything is drawn', () => {
  it('where a tile in view says so of a layer that is chosen', () => {
    expect(isTruncated(mapWhere('city', 'address-coverage'), DEFAULT_CHOICE, null)).toBe(true);
    expect(isTruncated(mapWhere('city', 'streets'), { ...DEFAULT_CHOICE, groups: [] }, null)).toBe(true);
  });

  it('and does not where that layer is not chosen, or no tile says so', () => {
    expect(isTruncated(mapWhere('city', 'address-coverage'), { ...DEFAULT_CHOICE, groups: ['rollout'] }, null)).toBe(
      false,
    );
    expect(isTruncated(mapWhere('nowhere', 'address-coverage'), DEFAULT_CHOICE, null)).toBe(false);
  });

  it('also of another day, whose tiles are a source of their own', () => {
    const map = mapWhere('address-coverage', 'address-coverage');
    expect([isTruncated(map, DEFAULT_CHOICE, '2024-06-30'), isTruncated(map, DEFAULT_CHOICE, null)]).toEqual([
      true,
      false,
    ]);
  });

  it('where there are more sensors than it asks for, if it shows sensors at all', () => {
    const [some, all] = [{ isComplete: false }, { isComplete: true }];
    const choice = { ...DEFAULT_CHOICE, groups: ['sensors' as const] };
    expect([isCrowded(some, choice), isCrowded(all, choice), isCrowded(undefined, choice)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isCrowded(some, { ...choice, groups: ['city'] })).toBe(false);
  });
});

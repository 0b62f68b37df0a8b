import { featureFilter } from '@maplibre/maplibre-gl-style-spec';
import { activeFilters, addFilter, conditionsOf, filterOf, NO_FILTER, type AddressFilter } from './filters.js';

/** Whether an address of the tiles is shown. */
function shows(change: Partial<AddressFilter>, properties: Record<string, unknown>): boolean {
  const { filter } = featureFilter(['all', ...conditionsOf({ ...NO_FILTER, ...change })], {} as never);
  return filter({ zoom: 15 }, { type: 1, properties } as never, {} as never);
}

describe('The filters of the map', () => {
  it('show every address as long as none is set', () => {
    expect(shows({}, {})).toBe(true);
    expect(activeFilters(NO_FILTER)).toBe(0);
  });

  it('take a speed for what is known, and unknown speeds not for high or low ones', () => {
    expect(shows({ speed: 250 }, { max_down_mbit: 250 })).toBe(true);
    expect(shows({ speed: 250 }, { max_down_mbit: 100 })).toBe(false);
    expect(shows({ speed: 30 }, {})).toBe(false);
  });

  it('find a provider among several, but not by a part of its name', () => {
    expect(shows({ provider: 'Netz' }, { providers: 'Kabel Demo, Netz' })).toBe(true);
    expect(shows({ provider: 'Netz' }, { providers: 'Kabel Demo, Werse Netz' })).toBe(false);
    expect(shows({ provider: 'Netz' }, {})).toBe(false);
  });

  it('count mixed use as private and as commercial', () => {
    expect([shows({ use: 'residential' }, { use: 'mixed' }), shows({ use: 'commercial' }, { use: 'mixed' })]).toEqual([
      true,
      true,
    ]);
    expect(shows({ use: 'public' }, { use: 'mixed' })).toBe(false);
  });

  it('find addresses of which nothing is known', () => {
    expect([shows({ level: 'unknown' }, {}), shows({ level: 'unknown' }, { fibre_status: 'none' })]).toEqual([
      true,
      false,
    ]);
  });

  it('come back from the address of the page as they went in, without what is not understood', () => {
    const filter: AddressFilter = { technology: 'HFC', speed: 100, provider: 'A & B', use: 'public', level: 'passed' };
    const query = new URLSearchParams();
    addFilter(query, filter);
    expect(filterOf(new URLSearchParams(query.toString()))).toEqual(filter);
    expect(filterOf(new URLSearchParams('speed=7&technology=x&use=&level=9'))).toEqual(NO_FILTER);
  });
});

import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { DEFAULT_CHOICE, GROUPS, type MapChoice } from './choice.js';
import { shownDatasets } from './datasets.js';
import { NO_FILTER } from './filters.js';
import { OPENS, UNDER_POINTER } from './layers/groups.js';
import { cityStyle, type StyleInput } from './style.js';

const ALL: MapChoice = { ...DEFAULT_CHOICE, groups: [...GROUPS], mobile: null };
const input = (change: Partial<StyleInput> = {}): StyleInput => ({
  origin: 'https://city.example',
  theme: 'light',
  choice: ALL,
  selection: null,
  day: null,
  fonts: {
    'Fira Sans Regular': '/r.woff2',
    'Fira Sans Italic': '/i.woff2',
    'Fira Sans Medium': '/m.woff2',
    'Fira Sans SemiBold': '/s.woff2',
  },
  ...change,
});
const ids = (style: StyleSpecification) => style.layers.map((layer) => layer.id);

describe('The style of the map', () => {
  it.each([
    ['everything by day', {}],
    ['everything by night', { theme: 'dark' as const }],
    [
      'technology, one operator, one generation',
      { choice: { ...ALL, colouring: 'technology' as const, operator: '7', mobile: 'G5_SA' as const } },
    ],
    [
      'every filter at once',
      {
        choice: {
          ...ALL,
          filter: {
            technology: 'HFC' as const,
            speed: 100 as const,
            provider: 'A',
            use: 'commercial' as const,
            level: 'unknown' as const,
          },
        },
      },
    ],
    ['another day', { day: '2024-06-30' }],
    ['a day to come', { day: '2030-12-31', future: true }],
    ['an open street', { selection: { kind: 'street' as const, id: '05570004000000001' } }],
    ['an open project', { selection: { kind: 'project' as const, id: '4' } }],
  ])('is valid for MapLibre: %s', (_name, change) => {
    expect(validateStyleMin(cityStyle(input(change))).map((error) => error.message)).toEqual([]);
  });

  it('asks for the city in one tile, and besides for what is switched on and for nothing else', () => {
    const { sources } = cityStyle(input({ choice: { ...ALL, groups: ['network'] } }));
    expect(Object.keys(sources).sort()).toEqual([
      'city',
      'district-names',
      'fibre-nodes',
      'fibre-spans',
      'live-sensors',
    ]);
    expect(sources['fibre-spans']).toEqual({ type: 'vector', url: 'https://city.example/tiles/fibre-spans.json' });
  });

  it('asks for fibre and rollout of another day apart, and for the ground as of today', () => {
    const { sources, layers } = cityStyle(
      input({ choice: { ...ALL, groups: ['fixed', 'rollout'] }, day: '2024-06-30' }),
    );
    expect(Object.keys(sources).sort()).toEqual([
      'address-coverage',
      'city',
      'district-names',
      'live-sensors',
      'project-names',
      'rollout-projects',
    ]);
    expect(sources['address-coverage']).toEqual({
      type: 'vector',
      tiles: ['https://city.example/tiles/address-coverage/{z}/{x}/{y}.mvt?day=2024-06-30'],
      minzoom: 8,
      maxzoom: 16,
    });
    const sourceOf = (id: string) => layers.find((layer) => layer.id === id)! as { source?: string };
    expect(['fixed-points', 'rollout-done', 'rollout-names', 'street-names'].map((id) => sourceOf(id).source)).toEqual([
      'address-coverage',
      'rollout-projects',
      'project-names',
      'city',
    ]);
  });

  it('asks for mobile networks of another day from the first zoom that has them', () => {
    const { sources } = cityStyle(input({ choice: { ...ALL, groups: ['mobile', 'sensors'] }, day: '2024-06-30' }));
    expect(sources['mobile-availability']).toEqual({
      type: 'vector',
      tiles: ['https://city.example/tiles/mobile-availability/{z}/{x}/{y}.mvt?day=2024-06-30'],
      minzoom: 7,
      maxzoom: 16,
    });
  });

  it('draws what is promised hollow, and only on a day to come', () => {
    const icon = (future: boolean) => {
      const layer = cityStyle(input({ day: '2030-12-31', future })).layers.find(({ id }) => id === 'fixed-points');
      return JSON.stringify(layer?.layout);
    };
    expect([icon(true), icon(false)].map((layout) => /\["has","promised_by"\],"symbol\/promised/.test(layout))).toEqual(
      [true, false],
    );
    expect(ids(cityStyle(input({ day: '2030-12-31', future: true })))).toContain('rollout-promised');
    expect(ids(cityStyle(input({ day: '2024-06-30' })))).not.toContain('rollout-promised');
  });

  it('needs no address but our own', () => {
    const urls = JSON.stringify(cityStyle(input())).match(/https?:\/\/[^/"]+/g) ?? [];
    expect(new Set(urls)).toEqual(new Set(['https://city.example']));
  });

  it('has every font that its labels name', () => {
    const style = cityStyle(input());
    const named = style.layers.flatMap((layer) =>
      layer.type === 'symbol' ? ((layer.layout?.['text-font'] as string[] | undefined) ?? []) : [],
    );
    expect(named.length).toBeGreaterThan(4);
    for (const font of named) expect(Object.keys(input().fonts)).toContain(font);
  });

  it('puts data over streets, names over data and live values on top', () => {
    const order = ids(cityStyle(input()));
    const at = (id: string) => order.indexOf(id);
    expect(at('mobile-2g')).toBeGreaterThan(at('background'));
    expect(at('street-residential')).toBeGreaterThan(at('mobile-5g_sa'));
    expect(at('fixed-points')).toBeGreaterThan(at('street-residential'));
    expect(at('street-names')).toBeGreaterThan(at('fixed-points'));
    expect(at('sensors-values')).toBe(order.length - 1);
  });

  it('draws every layer that the pointer looks for, and looks for every one that opens something', () => {
    const looked = UNDER_POINTER.flatMap(({ layers }) => layers);
    expect(ids(cityStyle(input()))).toEqual(expect.arrayContaining(looked));
    expect(looked).toEqual(expect.arrayContaining(Object.keys(OPENS)));
    expect(Object.keys(OPENS)).toEqual(expect.arrayContaining(['fixed-points', 'fixed-streets', 'district-areas']));
  });

  it('lets no area take the pointer from what lies in it', () => {
    const looked = UNDER_POINTER.flatMap(({ layers }) => layers);
    const [points, streets, project, district] = [
      'fixed-points',
      'fixed-streets',
      'rollout-areas',
      'district-areas',
    ].map((id) => looked.indexOf(id));
    expect([points! < streets!, streets! < project!, project! < district!]).toEqual([true, true, true]);
  });

  it('tells each address by a symbol and each share by dash, width or hatching, at every zoom', () => {
    const layers = cityStyle(input()).layers.filter(({ id }) => id.startsWith('fixed-'));
    expect(layers.map(({ id, type, minzoom = 0, maxzoom = 24 }) => [id, type, minzoom, maxzoom])).toEqual([
      ['fixed-cells', 'fill', 0, 11],
      ['fixed-cells-hatch', 'fill', 0, 11],
      ['fixed-cells-edge', 'line', 0, 11],
      ['fixed-streets', 'line', 0, 13],
      ['fixed-points', 'symbol', 13, 24],
    ]);
  });

  it('draws from afar by a filter the share that it lets through, in the classes of any share, and filters from near by itself', () => {
    const filter = { ...NO_FILTER, provider: 'Netz & Co', speed: 250 as const };
    const style = cityStyle(input({ choice: { ...ALL, filter } }));
    const url =
      'https://city.example/tiles/address-coverage/{z}/{x}/{y}.mvt?max_down_mbit_from=250&providers=Netz+%26+Co';
    expect(style.sources['filtered-shares']).toEqual({ type: 'vector', tiles: [url], minzoom: 8, maxzoom: 12 });
    const layersOf = ({ layers }: StyleSpecification) => layers.filter(({ id }) => id.startsWith('fixed-'));
    expect(layersOf(style).map((layer) => [layer.id, 'source' in layer && layer.source])).toEqual([
      ...['fixed-cells', 'fixed-cells-hatch', 'fixed-cells-edge', 'fixed-streets'].map((id) => [id, 'filtered-shares']),
      ['fixed-points', 'city'],
    ]);
    const paint = (style: StyleSpecification) =>
      layersOf(style)
        .slice(0, 4)
        .map((layer) => JSON.stringify(layer.paint));
    expect(paint(style)).toEqual(
      paint(cityStyle(input())).map((text) => text.replaceAll('fibre_share', 'matching_share')),
    );
    expect(cityStyle(input()).sources).not.toHaveProperty('filtered-shares');
    expect(cityStyle(input({ choice: { ...ALL, groups: ['rollout'], filter } })).sources).not.toHaveProperty(
      'filtered-shares',
    );
  });

  it('counts what a filter lets through for today only', () => {
    const style = cityStyle(input({ choice: { ...ALL, filter: { ...NO_FILTER, use: 'public' } }, day: '2024-06-30' }));
    expect(style.sources).not.toHaveProperty('filtered-shares');
    expect(ids(style).filter((id) => id.startsWith('fixed-'))).toEqual(['fixed-points']);
  });

  it('gives way to a basemap below, but keeps all data', () => {
    const basemap: StyleSpecification = {
      version: 8,
      glyphs: 'https://basemap.example/{fontstack}/{range}.pbf',
      sources: { 'basemap:a': { type: 'raster', tiles: ['https://basemap.example/{z}'] } },
      layers: [{ id: 'basemap:ground', type: 'raster', source: 'basemap:a' }],
    };
    const style = cityStyle(input({ basemap }));
    expect(ids(style)[0]).toBe('basemap:ground');
    expect(ids(style)).not.toContain('background');
    expect(ids(style)).toEqual(expect.arrayContaining(['fixed-points', 'rollout-building', 'sensors-values']));
    expect(style.glyphs).toBe(basemap.glyphs);
  });

  it('shows one operator and one generation when they are chosen', () => {
    const style = cityStyle(input({ choice: { ...ALL, operator: '7', mobile: 'G4' } }));
    const mobile = style.layers.filter((layer) => layer.id.startsWith('mobile-'));
    expect(mobile.map((layer) => layer.id)).toEqual(['mobile-4g', 'mobile-4g-hatch', 'mobile-4g-edge']);
    expect(JSON.stringify(mobile[0])).toContain('["==",["to-string",["get","operator_id"]],"7"]');
  });

  it('names the datasets it shows, so that demo data can be marked', () => {
    expect(shownDatasets(DEFAULT_CHOICE)).toEqual([
      'base-map',
      'streets',
      'districts',
      'address-coverage',
      'rollout-projects',
      'sensors',
    ]);
  });
});

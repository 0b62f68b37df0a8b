import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Selection } from '../app/location.js';
import { isSelected, type Open } from './layers/group.js';
import type { BaseColours } from './palette.js';
import { ADDRESSES_FROM } from './scale.js';

type Paint = Record<string, unknown>;

const area = (kind: string, colour: string, extra: Paint = {}): LayerSpecification => ({
  id: `base-${kind}`,
  type: 'fill',
  source: 'base-map',
  'source-layer': 'base-map',
  filter: ['all', ['==', ['get', 'kind'], kind], ['==', ['geometry-type'], 'Polygon']],
  paint: { 'fill-color': colour, ...extra },
});

const widths = (at9: number, at14: number, at18: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  9,
  at9,
  14,
  at14,
  18,
  at18,
];

/** A source of its own for the names of the districts. */
export const DISTRICT_NAMES = 'district-names';

const STREETS = { source: 'streets', 'source-layer': 'streets' };
/** Class, first zoom, width at zoom 9, 14 and 18. Drawn in this order. */
const CLASSES: [string, number, number, number, number][] = [
  ['residential', 12, 0.3, 2.6, 15],
  ['collector', 10, 0.5, 3.6, 18],
  ['arterial', 9, 1, 5, 22],
];

/** Ids of the layers that draw the streets of the official list. */
export const STREET_LINES = CLASSES.map(([name]) => `street-${name}`);

const openStreet: Open = ({ id }) => ({ kind: 'street', id: String(id) });
const openDistrict: Open = ({ id }) => ({ kind: 'district', id: String(id) });

/** What a click on the ground opens, where no data is under it. */
export const BASE_OPENS: Record<string, Open> = {
  ...Object.fromEntries([...STREET_LINES, 'street-names', 'street-point-names'].map((id) => [id, openStreet])),
  'district-names': openDistrict,
  'district-areas': openDistrict,
};

/** Land, water, green, buildings and railways: the lowest layers. */
export function groundLayers(base: BaseColours): LayerSpecification[] {
  return [
    { id: 'background', type: 'background', paint: { 'background-color': base.land } },
    area('farmland', base.farmland),
    area('industrial', base.industrial),
    area('park', base.park),
    area('forest', base.forest),
    area('water', base.water),
    area('river', base.water),
    {
      id: 'base-river-line',
      type: 'line',
      source: 'base-map',
      'source-layer': 'base-map',
      filter: [
        'all',
        ['in', ['get', 'kind'], ['literal', ['river', 'water']]],
        ['==', ['geometry-type'], 'LineString'],
      ],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': base.water, 'line-width': widths(1, 6, 30) },
    },
    {
      ...area('building', base.building, { 'fill-outline-color': base.buildingEdge }),
      minzoom: 14,
    } as LayerSpecification,
  ];
}

/** Streets of the official list, and the roads that are in none. Ids of layers begin with the first word. */
const WAYS: [name: string, where: { source: string; 'source-layer': string }, only: ExpressionSpecification[]][] = [
  ['road', { source: 'base-map', 'source-layer': 'base-map' }, [['==', ['get', 'kind'], 'road']]],
  ['street', STREETS, []],
];

/** Casings of all classes first, so that crossings stay open. */
export function streetLayers(base: BaseColours): LayerSpecification[] {
  const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
  const lines = (
    id: string,
    name: string,
    minzoom: number,
    colour: string,
    width: ExpressionSpecification,
  ): LayerSpecification[] =>
    WAYS.map(([way, where, only]) => ({
      id: `${way}-${id}`,
      type: 'line',
      ...where,
      minzoom,
      filter: ['all', isLine, ...only, ['==', ['get', 'class'], name]],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': width },
    }));
  const casing = (name: string) => (name === 'arterial' ? base.arterialCasing : base.roadCasing);
  return [
    ...WAYS.map(([way, where, only]): LayerSpecification => ({
      id: `${way}-paths`,
      type: 'line',
      ...where,
      minzoom: 13,
      filter: ['all', isLine, ...only, ['in', ['get', 'class'], ['literal', ['path', 'track']]]],
      paint: { 'line-color': base.path, 'line-width': widths(0.3, 1, 4), 'line-dasharray': [3, 1.5] },
    })),
    ...CLASSES.flatMap(([name, from, a, b, c]) =>
      lines(`${name}-casing`, name, from, casing(name), widths(a + 0.6, b + 1.4, c + 2.5)),
    ),
    ...CLASSES.flatMap(([name, from, a, b, c]) =>
      lines(name, name, from, name === 'arterial' ? base.arterial : base.road, widths(a, b, c)),
    ),
    {
      id: 'base-railway',
      type: 'line',
      source: 'base-map',
      'source-layer': 'base-map',
      filter: ['==', ['get', 'kind'], 'railway'],
      paint: { 'line-color': base.rail, 'line-width': widths(0.8, 2, 5) },
    },
    {
      id: 'base-railway-ties',
      type: 'line',
      source: 'base-map',
      'source-layer': 'base-map',
      minzoom: 12,
      filter: ['==', ['get', 'kind'], 'railway'],
      paint: { 'line-color': base.rail, 'line-width': widths(2, 6, 14), 'line-dasharray': [0.25, 2] },
    },
  ];
}

/** The whole of the street whose card is open. */
export const selectedStreet = (base: BaseColours, selection: Selection | null): LayerSpecification[] => [
  {
    id: 'street-selected',
    type: 'line',
    ...STREETS,
    filter: isSelected(selection, 'street'),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': base.selected, 'line-opacity': 0.55, 'line-width': widths(4, 10, 30) },
  },
];

/** Boundaries and names: above the data, so that one always knows where one is. */
export function labelLayers(base: BaseColours): LayerSpecification[] {
  const text = (colour: string) => ({ 'text-color': colour, 'text-halo-color': base.halo, 'text-halo-width': 1.5 });
  const waterNames = (id: string, geometry: string, placement: 'line' | 'point'): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'base-map',
    'source-layer': 'base-map',
    minzoom: 12,
    filter: ['all', ['in', ['get', 'kind'], ['literal', ['river', 'water']]], ['==', ['geometry-type'], geometry]],
    layout: {
      'symbol-placement': placement,
      'text-field': ['coalesce', ['get', 'name'], ''],
      'text-font': ['Fira Sans Italic'],
      'text-size': 12.5,
      'text-letter-spacing': 0.08,
    },
    paint: text(base.waterLabel),
  });
  return [
    waterNames('base-river-names', 'LineString', 'line'),
    waterNames('base-lake-names', 'Polygon', 'point'),
    ...WAYS.map(([way, where, only]): LayerSpecification => ({
      id: `${way}-names`,
      type: 'symbol',
      ...where,
      minzoom: 13,
      filter: ['all', ...only, ['any', ['==', ['get', 'class'], 'arterial'], ['>=', ['zoom'], 14.5]]],
      layout: {
        'symbol-placement': 'line',
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': ['Fira Sans Regular'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, 11, 18, 14],
        'symbol-spacing': 320,
      },
      paint: text(base.label),
    })),
    // An official street list knows one point per street; where no line is known, that is where its name stands.
    {
      id: 'street-point-names',
      type: 'symbol',
      ...STREETS,
      minzoom: 13,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': ['Fira Sans Regular'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, 11, 18, 14],
        'text-max-width': 7,
      },
      paint: text(base.label),
    },
    {
      id: 'district-names',
      type: 'symbol',
      source: DISTRICT_NAMES,
      'source-layer': 'districts',
      maxzoom: 16,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': ['Fira Sans SemiBold'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 8, 11, 14, 17],
        'text-letter-spacing': 0.06,
        'text-max-width': 8,
      },
      paint: { ...text(base.district), 'text-halo-width': 2 },
    },
  ];
}

export function districtOutlines(base: BaseColours): LayerSpecification[] {
  const source = { source: 'districts', 'source-layer': 'districts' };
  return [
    // Nothing to see, but something to point at: from near one points at what is in it.
    { id: 'district-areas', type: 'fill', ...source, maxzoom: ADDRESSES_FROM, paint: { 'fill-opacity': 0 } },
    {
      id: 'district-edges',
      type: 'line',
      ...source,
      paint: { 'line-color': base.district, 'line-opacity': 0.45, 'line-width': 1, 'line-dasharray': [4, 3] },
    },
  ];
}

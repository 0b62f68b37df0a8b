import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { ADDRESSES_FROM, STREETS_FROM, type Scale } from '../scale.js';
import { patternImage, type PatternName } from '../symbols.js';
import type { Look, Swatch } from './group.js';

/** How a share of addresses is drawn: as a line for a street, as a hatched area for a square or a district. */
export interface ShareMark {
  light: string;
  dark: string;
  /** Of the street at zoom 13, in pixels. */
  width: number;
  dash?: number[];
  pattern: PatternName;
}

/**
 * Five classes by the percent at which each begins. By day each is darker than the one before, by night brighter, and each stands out
 * from the ground by 3 to 1; without colours the line gets wider, and the hatching denser.
 */
export const SHARES: (ShareMark & { from: number })[] = [
  { from: 0, light: '#ba660a', dark: '#dd8933', width: 1.8, dash: [2, 1.6], pattern: 'dotted' },
  { from: 20, light: '#935753', dark: '#dba47b', width: 2.3, pattern: 'rising' },
  { from: 40, light: '#6e4676', dark: '#c5bcfc', width: 2.9, pattern: 'close' },
  { from: 60, light: '#313599', dark: '#bcdff8', width: 3.7, pattern: 'netted' },
  { from: 80, light: '#172a5c', dark: '#e4f7fe', width: 4.7, pattern: 'solid' },
];
export const NO_SHARE: ShareMark = {
  light: '#71748a',
  dark: '#9297ad',
  width: 1.8,
  dash: [0.5, 2],
  pattern: 'falling',
};

const SOLID = [1, 0];

/** One value for each class, and one for where nothing is known. */
function byShare<Value extends string | number | number[]>(
  attribute: string,
  valueOf: (mark: ShareMark) => Value,
): ExpressionSpecification {
  const literal = (mark: ShareMark) => {
    const value = valueOf(mark);
    return Array.isArray(value) ? ['literal', value] : value;
  };
  const [first, ...more] = SHARES;
  const classes = more.flatMap((mark) => [mark.from, literal(mark)]);
  const step = ['step', ['to-number', ['get', attribute]], literal(first!), ...classes];
  return ['case', ['has', attribute], step, literal(NO_SHARE)] as unknown as ExpressionSpecification;
}

/** The street as it is at that zoom; the widths of the classes keep their proportions. */
const widthAt = (attribute: string, factor: number) => byShare(attribute, ({ width }) => +(width * factor).toFixed(2));

/** The tiles of squares and streets that count what the filter of addresses lets through. */
export const FILTERED_SHARES = 'filtered-shares';

/** What coarse zooms show in place of addresses: the share `attribute` of squares (on another day: of districts), then of streets. */
export function shareLayers(attribute: string, { theme }: Look, from = 'address-coverage'): LayerSpecification[] {
  const source = { source: from, 'source-layer': 'address-coverage' };
  const colour = byShare(attribute, (mark) => mark[theme]);
  const areas = {
    ...source,
    maxzoom: STREETS_FROM,
    filter: ['==', ['geometry-type'], 'Polygon'] as ExpressionSpecification,
  };
  return [
    {
      id: 'fixed-cells',
      type: 'fill',
      ...areas,
      paint: { 'fill-color': colour, 'fill-opacity': 0.2, 'fill-antialias': false },
    },
    {
      id: 'fixed-cells-hatch',
      type: 'fill',
      ...areas,
      paint: { 'fill-pattern': byShare(attribute, (mark) => patternImage(mark.pattern, mark[theme])) },
    },
    {
      id: 'fixed-cells-edge',
      type: 'line',
      ...areas,
      paint: { 'line-color': colour, 'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.2, 11, 1] },
    },
    {
      id: 'fixed-streets',
      type: 'line',
      ...source,
      maxzoom: ADDRESSES_FROM,
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour,
        'line-width': [
          'interpolate',
          ['exponential', 1.4],
          ['zoom'],
          11,
          widthAt(attribute, 0.5),
          13,
          widthAt(attribute, 1),
        ],
        'line-dasharray': byShare(attribute, ({ dash }) => dash ?? SOLID),
      },
    },
  ];
}

/** The same in the legend. */
export const shareSwatch = (mark: ShareMark, theme: Look['theme'], scale: Exclude<Scale, 'addresses'>): Swatch =>
  scale === 'streets'
    ? { shape: 'line', colour: mark[theme], width: mark.width, dash: mark.dash }
    : { shape: 'area', colour: mark[theme], pattern: mark.pattern };

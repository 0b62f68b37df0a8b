import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { FibreStatus, FixedTechnology } from '../../generated/graphql.js';
import { activeFilters, conditionsOf } from '../filters.js';
import { symbolImage } from '../symbols.js';
import type { LayerGroup, Look, Mark } from './group.js';

/** Warm before fibre is there, blue and darker (by night: brighter) the closer it is to the flat. */
export const FIBRE: Record<FibreStatus | 'UNKNOWN', Mark> = {
  ACTIVATED: { light: '#0b2a66', dark: '#e6f4ff', symbol: 'checked' },
  CONNECTED: { light: '#1d5fae', dark: '#9fd0fb', symbol: 'circle' },
  PREPARED: { light: '#2676c0', dark: '#5fb0f0', symbol: 'half' },
  PASSED: { light: '#2e8ccb', dark: '#3f93db', symbol: 'ring' },
  LEVEL_UNKNOWN: { light: '#5b7da3', dark: '#8fb0d4', symbol: 'diamond' },
  UNDER_CONSTRUCTION: { light: '#cf6a08', dark: '#ff9a3d', symbol: 'square' },
  PLANNED: { light: '#a8860c', dark: '#e6c84a', symbol: 'triangle' },
  NONE: { light: '#8f3f3f', dark: '#d98a8a', symbol: 'cross' },
  UNKNOWN: { light: '#71748a', dark: '#9297ad', symbol: 'hollow' },
};

export const TECHNOLOGY: Record<FixedTechnology, Mark> = {
  FTTH: { light: '#0b4ea2', dark: '#7fbdff', symbol: 'circle' },
  FTTB: { light: '#0a8cc4', dark: '#4fd0ff', symbol: 'square' },
  HFC: { light: '#00806c', dark: '#34d1b2', symbol: 'diamond' },
  FTTC: { light: '#b06f00', dark: '#ffc24d', symbol: 'triangle' },
  DSL: { light: '#bb3e1a', dark: '#ff8f66', symbol: 'caret' },
  FIXED_WIRELESS: { light: '#a8287c', dark: '#ff8fd0', symbol: 'hexagon' },
  SATELLITE: { light: '#6a4c93', dark: '#c3a6f0', symbol: 'star' },
  OTHER: { light: '#71748a', dark: '#9297ad', symbol: 'hollow' },
};

/** Of a day that is not yet: what is said to come is hollow and broken, so that nobody takes it for built. */
export const PROMISED: Mark = { light: '#1d5fae', dark: '#9fd0fb', symbol: 'promised' };
const IS_PROMISED: ExpressionSpecification = ['has', 'promised_by'];

/** Share of addresses in percent to colour, for the streets of the overview. */
export const SHARE_STEPS = [0, 25, 50, 75, 100];
export const SHARE_COLOURS = {
  light: ['#b3703a', '#c9a45c', '#8fb3c9', '#3f8cc4', '#0b3f86'],
  dark: ['#d98f56', '#d9c07a', '#6f9fbf', '#63b4f0', '#d3ecff'],
};

/** `match` over a code list, in the tiles' lower-case spelling. */
function byCode(attribute: string, fallback: string, entries: [string, string][]): ExpressionSpecification {
  const arms = entries.flatMap(([code, value]) => [code.toLowerCase(), value]);
  return ['match', ['coalesce', ['get', attribute], ''], ...arms, fallback] as unknown as ExpressionSpecification;
}

export function shareColour(attribute: string, theme: Look['theme'], unknown: string): ExpressionSpecification {
  const stops = SHARE_STEPS.flatMap((step, i) => [step, SHARE_COLOURS[theme][i]]);
  const ramp = ['interpolate', ['linear'], ['to-number', ['get', attribute]], ...stops];
  return ['case', ['has', attribute], ramp, unknown] as unknown as ExpressionSpecification;
}

function layers({ theme, base, choice, future }: Look): LayerSpecification[] {
  const status = choice.colouring === 'status';
  const marks: Record<string, Mark> = status ? FIBRE : TECHNOLOGY;
  const attribute = status ? 'fibre_status' : 'best_technology';
  const unknown = FIBRE.UNKNOWN[theme];
  const colour = byCode(
    attribute,
    unknown,
    Object.entries(marks).map(([code, mark]) => [code, mark[theme]]),
  );
  const image = byCode(
    attribute,
    symbolImage('hollow', unknown, base.halo),
    Object.entries(marks).map(([code, mark]) => [code, symbolImage(mark.symbol, mark[theme], base.halo)]),
  );
  /** One value for what is promised, another for the rest. */
  const unlessPromised = <Value extends string | number | ExpressionSpecification>(
    promised: Value,
    otherwise: Value,
  ): Value => (future ? (['case', IS_PROMISED, promised, otherwise] as unknown as Value) : otherwise);
  const share = status ? 'fibre_share' : 'gigabit_share';
  const source = { source: 'address-coverage', 'source-layer': 'address-coverage' };
  // Streets and cells count all addresses: beside a filter they would say something else than the points.
  const overview: LayerSpecification[] = [
    {
      id: 'fixed-cells',
      type: 'fill',
      ...source,
      maxzoom: 11,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': shareColour(share, theme, unknown), 'fill-opacity': 0.6, 'fill-antialias': false },
    },
    {
      id: 'fixed-streets',
      type: 'line',
      ...source,
      maxzoom: 13,
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': shareColour(share, theme, unknown),
        'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 9, 1, 13, 4],
      },
    },
  ];
  const points: FilterSpecification = ['all', ['==', ['geometry-type'], 'Point'], ...conditionsOf(choice.filter)];
  return [
    ...(activeFilters(choice.filter) > 0 ? [] : overview),
    {
      id: 'fixed-points',
      type: 'circle',
      ...source,
      minzoom: 13,
      maxzoom: 15.5,
      filter: points,
      paint: {
        'circle-color': unlessPromised<string | ExpressionSpecification>(base.plate, colour),
        'circle-radius': ['interpolate', ['exponential', 1.6], ['zoom'], 13, 1.7, 15.5, 4.5],
        'circle-stroke-color': unlessPromised<string | ExpressionSpecification>(PROMISED[theme], base.halo),
        'circle-stroke-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          13.5,
          unlessPromised(1.2, 0),
          15,
          unlessPromised(1.6, 1),
        ],
      },
    },
    {
      id: 'fixed-symbols',
      type: 'symbol',
      ...source,
      minzoom: 15.5,
      filter: points,
      layout: {
        'icon-image': unlessPromised<string | ExpressionSpecification>(
          symbolImage(PROMISED.symbol, PROMISED[theme], base.halo),
          image,
        ),
        'icon-size': ['interpolate', ['linear'], ['zoom'], 15.5, 0.6, 18, 1.1],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
}

const openAddress = ({ id }: Record<string, unknown>) => ({ kind: 'address' as const, id: String(id) });

export const fixed: LayerGroup = {
  id: 'fixed',
  layers,
  opens: { 'fixed-points': openAddress, 'fixed-symbols': openAddress },
};

import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { activeFilters, conditionsOf } from '../filters.js';
import { ADDRESSES_FROM } from '../scale.js';
import { symbolImage } from '../symbols.js';
import { FIBRE, PROMISED, TECHNOLOGY } from './fixed-marks.js';
import type { LayerGroup, Look, Mark } from './group.js';
import { FILTERED_SHARES, shareLayers } from './share.js';

const IS_PROMISED: ExpressionSpecification = ['has', 'promised_by'];

/** `match` over a code list, in the tiles' lower-case spelling. */
function byCode(attribute: string, fallback: string, entries: [string, string][]): ExpressionSpecification {
  const arms = entries.flatMap(([code, value]) => [code.toLowerCase(), value]);
  return ['match', ['coalesce', ['get', attribute], ''], ...arms, fallback] as unknown as ExpressionSpecification;
}

/** Shares count what the points show: all addresses, or those that the filter lets through. */
function sharesOf(look: Look): LayerSpecification[] {
  const { choice, day } = look;
  if (activeFilters(choice.filter) === 0)
    return shareLayers(choice.colouring === 'status' ? 'fibre_share' : 'gigabit_share', look);
  return day ? [] : shareLayers('matching_share', look, FILTERED_SHARES);
}

function layers(look: Look): LayerSpecification[] {
  const { theme, base, choice, future } = look;
  const status = choice.colouring === 'status';
  const marks: Record<string, Mark> = status ? FIBRE : TECHNOLOGY;
  const attribute = status ? 'fibre_status' : 'best_technology';
  const unknown = FIBRE.UNKNOWN[theme];
  const image = byCode(
    attribute,
    symbolImage('hollow', unknown, base.halo),
    Object.entries(marks).map(([code, mark]) => [code, symbolImage(mark.symbol, mark[theme], base.halo)]),
  );
  const shown = future
    ? ([
        'case',
        IS_PROMISED,
        symbolImage(PROMISED.symbol, PROMISED[theme], base.halo),
        image,
      ] as ExpressionSpecification)
    : image;
  return [
    ...sharesOf(look),
    {
      id: 'fixed-points',
      type: 'symbol',
      source: 'address-coverage',
      'source-layer': 'address-coverage',
      minzoom: ADDRESSES_FROM,
      filter: ['all', ['==', ['geometry-type'], 'Point'], ...conditionsOf(choice.filter)],
      layout: {
        'icon-image': shown,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 13, 0.34, 14, 0.46, 15.5, 0.62, 18, 1.1],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
}

export const fixed: LayerGroup = {
  id: 'fixed',
  layers,
  opens: {
    'fixed-points': ({ id }) => ({ kind: 'address', id: String(id) }),
    'fixed-streets': ({ id }) => ({ kind: 'street', id: String(id) }),
  },
};

import type { LayerSpecification } from 'maplibre-gl';
import { symbolImage } from '../symbols.js';
import type { LayerGroup, Look } from './group.js';

export const PLACE_COLOUR = { light: '#7a1f5c', dark: '#f5a3d8' };

/** Schools, libraries, offices: places that serve the public. The tiles have them from near by only. */
function layers({ theme, base }: Look): LayerSpecification[] {
  const source = { source: 'facilities', 'source-layer': 'facilities' };
  return [
    {
      id: 'city-places',
      type: 'symbol',
      ...source,
      layout: {
        'icon-image': symbolImage('place', PLACE_COLOUR[theme], base.halo),
        'icon-size': ['interpolate', ['linear'], ['zoom'], 12, 0.75, 16, 1.15],
        'icon-allow-overlap': true,
      },
    },
    {
      id: 'city-names',
      type: 'symbol',
      ...source,
      minzoom: 14.5,
      layout: {
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': ['Fira Sans Medium'],
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 0.8],
        'text-max-width': 9,
      },
      paint: { 'text-color': PLACE_COLOUR[theme], 'text-halo-color': base.halo, 'text-halo-width': 1.6 },
    },
  ];
}

export const city: LayerGroup = { id: 'city', layers, opens: {} };

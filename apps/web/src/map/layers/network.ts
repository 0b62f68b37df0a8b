import type { LayerSpecification } from 'maplibre-gl';
import { symbolImage } from '../symbols.js';
import type { LayerGroup, Look } from './group.js';

/** Where the cable stands, in the network status codes of the Open Fibre Data Standard. */
export const NETWORK_STAGES = ['operational', 'building', 'retired'] as const;
export type NetworkStage = (typeof NETWORK_STAGES)[number];

export const NETWORK_MARKS: Record<NetworkStage, { codes: string[]; light: string; dark: string; dash?: number[] }> = {
  operational: { codes: ['operational'], light: '#006d5b', dark: '#45d9b8' },
  building: { codes: ['proposed', 'planned', 'underConstruction'], light: '#9a5b00', dark: '#ffb454', dash: [3, 2] },
  retired: { codes: ['decommissioned', 'inactive'], light: '#71748a', dark: '#9297ad', dash: [1, 2] },
};

function layers({ theme, base }: Look): LayerSpecification[] {
  const spans = NETWORK_STAGES.map((stage): LayerSpecification => {
    const { codes, dash, ...colours } = NETWORK_MARKS[stage];
    return {
      id: `network-${stage}`,
      type: 'line',
      source: 'fibre-spans',
      'source-layer': 'fibre-spans',
      filter: ['in', ['get', 'status'], ['literal', codes]],
      paint: {
        'line-color': colours[theme],
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, 1.2, 16, 3.5],
        ...(dash && { 'line-dasharray': dash }),
      },
    };
  });
  return [
    ...spans,
    {
      id: 'network-nodes',
      type: 'symbol',
      source: 'fibre-nodes',
      'source-layer': 'fibre-nodes',
      minzoom: 11,
      layout: {
        'icon-image': symbolImage('square', NETWORK_MARKS.operational[theme], base.halo),
        'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.35, 16, 0.8],
        'icon-allow-overlap': true,
      },
    },
  ];
}

export const network: LayerGroup = { id: 'network', layers, opens: {} };

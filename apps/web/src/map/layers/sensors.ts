import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { SensorKind } from '../../generated/graphql.js';
import { pillImage, symbolImage, type SymbolName } from '../symbols.js';
import { isSelected, type LayerGroup, type Look } from './group.js';

export const LIVE_SOURCE = 'live-sensors';
export const SENSOR_KINDS: SensorKind[] = [
  'WEATHER',
  'AIR_QUALITY',
  'NOISE',
  'PARKING',
  'RIVER_LEVEL',
  'TRAFFIC',
  'OTHER',
];

export const sensorSymbol = (kind: SensorKind) => kind.toLowerCase() as SymbolName;

export const SENSOR_COLOUR = { light: '#5b2a86', dark: '#d3b3ff' };

/** Fed by the sensors query and the live subscription, not by tiles: its values change while one looks. */
function layers({ theme, base, selection }: Look): LayerSpecification[] {
  const colour = SENSOR_COLOUR[theme];
  const arms = SENSOR_KINDS.flatMap((kind) => [kind, symbolImage(sensorSymbol(kind), colour, '')]);
  const icon = ['match', ['get', 'kind'], ...arms, symbolImage('other', colour, '')];
  return [
    {
      id: 'sensors-selected',
      type: 'circle',
      source: LIVE_SOURCE,
      filter: isSelected(selection, 'sensor'),
      paint: { 'circle-color': base.selected, 'circle-opacity': 0.45, 'circle-radius': 14 },
    },
    {
      id: 'sensors-dots',
      type: 'circle',
      source: LIVE_SOURCE,
      paint: {
        'circle-color': base.plate,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 2.5, 13, 5],
        'circle-stroke-color': colour,
        // The pills say it in words; from afar a silent sensor has a thinner ring.
        'circle-stroke-width': ['case', ['has', 'silent'], 1, 2],
      },
    },
    {
      id: 'sensors-values',
      type: 'symbol',
      source: LIVE_SOURCE,
      minzoom: 11,
      layout: {
        'icon-image': pillImage(base.plate, colour),
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [2, 4, 2, 4],
        'text-field': [
          'format',
          ['image', icon],
          { 'font-scale': 0.9, 'vertical-align': 'center' },
          ' ',
          {},
          ['get', 'label'],
          { 'vertical-align': 'center' },
        ] as unknown as ExpressionSpecification,
        'text-font': ['Fira Sans Medium'],
        'text-size': 13,
        'text-anchor': 'bottom',
        'text-offset': [0, -0.6],
        'text-max-width': 20,
        'symbol-sort-key': ['get', 'order'],
      },
      paint: { 'text-color': base.ink },
    },
  ];
}

const openSensor = ({ id }: Record<string, unknown>) => ({ kind: 'sensor' as const, id: String(id) });

export const sensors: LayerGroup = {
  id: 'sensors',
  layers,
  opens: { 'sensors-values': openSensor, 'sensors-dots': openSensor },
};

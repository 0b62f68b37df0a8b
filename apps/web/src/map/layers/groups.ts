import { BASE_OPENS, STREET_LINES } from '../base.js';
import { city } from './city.js';
import { fixed } from './fixed.js';
import type { LayerGroup, Open } from './group.js';
import { mobile } from './mobile.js';
import { network, NETWORK_STAGES } from './network.js';
import { rollout } from './rollout.js';
import { sensors } from './sensors.js';

/** From the bottom of the map to its top. A cable lies in its street: below the street's share nobody would see it. */
export const LAYER_GROUPS: LayerGroup[] = [mobile, rollout, fixed, network, city, sensors];

/** What a click on a feature of a layer opens. */
export const OPENS: Record<string, Open> = Object.assign({}, BASE_OPENS, ...LAYER_GROUPS.map(({ opens }) => opens));

/** Fingers are thicker than an address point. */
const REACH = 8;

/**
 * Where the pointer looks, and how many pixels around it. Points before names, names before lines, lines before areas: an area is
 * under the pointer nearly everywhere, and would swallow all that lies in it.
 */
export const UNDER_POINTER: { layers: string[]; reach: number }[] = [
  { layers: ['sensors-values', 'sensors-dots', 'city-places', 'network-nodes', 'fixed-points'], reach: REACH },
  { layers: ['rollout-names', 'district-names', 'street-names', 'street-point-names'], reach: 0 },
  { layers: [...NETWORK_STAGES.map((stage) => `network-${stage}`), 'fixed-streets', ...STREET_LINES], reach: REACH },
  { layers: ['rollout-areas', 'fixed-cells', 'mobile-5g_sa', 'mobile-5g', 'mobile-4g', 'mobile-2g'], reach: 0 },
  { layers: ['district-areas'], reach: 0 },
];

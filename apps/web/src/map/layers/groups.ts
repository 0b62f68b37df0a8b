import { city } from './city.js';
import { fixed } from './fixed.js';
import type { LayerGroup } from './group.js';
import { mobile } from './mobile.js';
import { network } from './network.js';
import { rollout } from './rollout.js';
import { sensors } from './sensors.js';

/** From the bottom of the map to its top. */
export const LAYER_GROUPS: LayerGroup[] = [mobile, rollout, network, fixed, city, sensors];

/** What a click opens, the topmost layer first. */
export const CLICKABLE = LAYER_GROUPS.toReversed().flatMap((group) => Object.entries(group.opens));

import type { Dictionary } from '../i18n/de.js';
import type { FibreStatus, FixedTechnology } from '../generated/graphql.js';
import { PLACE_COLOUR } from './layers/city.js';
import type { GroupId, MapChoice } from './choice.js';
import { FIBRE, TECHNOLOGY } from './layers/fixed.js';
import type { Swatch } from './layers/group.js';
import { MOBILE, MOBILE_ORDER } from './layers/mobile.js';
import { NETWORK_MARKS, NETWORK_STAGES } from './layers/network.js';
import { PHASES, PHASE_MARKS } from './layers/rollout.js';
import { SENSOR_COLOUR, SENSOR_KINDS, sensorSymbol } from './layers/sensors.js';
import type { Theme } from './palette.js';

export interface Key {
  text: string;
  swatch: Swatch;
}

/** The colour keys of a group, in the order of the legend. */
export function keysOf(group: GroupId, choice: MapChoice, theme: Theme, t: Dictionary): Key[] {
  switch (group) {
    case 'fixed':
      if (choice.colouring === 'technology') {
        return (Object.keys(TECHNOLOGY) as FixedTechnology[]).map((code) => {
          const mark = TECHNOLOGY[code];
          return { text: t.technology[code], swatch: { shape: 'symbol', symbol: mark.symbol, colour: mark[theme] } };
        });
      }
      return (Object.keys(FIBRE) as (FibreStatus | 'UNKNOWN')[]).map((code) => {
        const mark = FIBRE[code];
        return { text: t.fibre[code], swatch: { shape: 'symbol', symbol: mark.symbol, colour: mark[theme] } };
      });
    case 'mobile':
      return MOBILE_ORDER.filter((technology) => !choice.mobile || technology === choice.mobile).map((technology) => ({
        text: t.mobile[technology],
        swatch: { shape: 'area', colour: MOBILE[technology][theme], pattern: MOBILE[technology].pattern },
      }));
    case 'rollout':
      return PHASES.map((phase) => ({
        text: t.phase[phase],
        swatch: { shape: 'area', colour: PHASE_MARKS[phase][theme], dash: PHASE_MARKS[phase].dash },
      }));
    case 'network': {
      const lines = NETWORK_STAGES.map((stage): Key => ({
        text: t.stage[stage],
        swatch: { shape: 'line', colour: NETWORK_MARKS[stage][theme], dash: NETWORK_MARKS[stage].dash },
      }));
      return [
        ...lines,
        {
          text: t.legend.node,
          swatch: { shape: 'symbol', symbol: 'square', colour: NETWORK_MARKS.operational[theme] },
        },
      ];
    }
    case 'city':
      return [{ text: t.shell.places, swatch: { shape: 'symbol', symbol: 'place', colour: PLACE_COLOUR[theme] } }];
    case 'sensors':
      return SENSOR_KINDS.map((kind) => ({
        text: t.sensorKind[kind],
        swatch: { shape: 'symbol', symbol: sensorSymbol(kind), colour: SENSOR_COLOUR[theme] },
      }));
  }
}

import type { Dictionary } from '../i18n/de.js';
import type { FibreStatus, FixedTechnology } from '../generated/graphql.js';
import { PLACE_COLOUR } from './layers/city.js';
import type { GroupId, MapChoice } from './choice.js';
import { FIBRE, PROMISED, TECHNOLOGY } from './layers/fixed.js';
import type { Swatch } from './layers/group.js';
import { MOBILE, MOBILE_ORDER } from './layers/mobile.js';
import { NETWORK_MARKS, NETWORK_STAGES } from './layers/network.js';
import { PHASES, PHASE_MARKS, PROMISED_PATTERN } from './layers/rollout.js';
import { SENSOR_COLOUR, SENSOR_KINDS, sensorSymbol } from './layers/sensors.js';
import type { Theme } from './palette.js';
import { sidesOf } from './time/sides.js';
import type { TimeView } from './time/view.js';
import { cityToday, sideTexts, type TimeTexts, type TimeWords } from './time/words.js';

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

/** What is promised for a day that is not yet, as nobody shall take it for built. */
function promisedKeys(group: GroupId, theme: Theme, w: TimeWords): Key[] {
  if (group === 'fixed')
    return [{ text: w.promised, swatch: { shape: 'symbol', symbol: PROMISED.symbol, colour: PROMISED[theme] } }];
  if (group !== 'rollout') return [];
  return [
    { text: w.promisedArea, swatch: { shape: 'area', colour: PHASE_MARKS.done[theme], pattern: PROMISED_PATTERN } },
  ];
}

/** The keys of a group beside a map of any day, and of each half where the halves are coloured in other ways. */
export function partsOf(
  group: GroupId,
  choice: MapChoice,
  time: TimeView,
  theme: Theme,
  t: Dictionary,
  texts: TimeTexts,
): { heading?: string; keys: Key[] }[] {
  const { w } = texts;
  const today = cityToday();
  const { left, right } = sidesOf(time, choice, today);
  const isFuture = [left, right].some((side) => side?.day && side.day > today);
  const promised = isFuture ? promisedKeys(group, theme, w) : [];
  if (group !== 'fixed' || !right || right.choice.colouring === left.choice.colouring)
    return [{ keys: [...keysOf(group, choice, theme, t), ...promised] }];
  const titles = sideTexts({ day: time.day, swipe: 'technology', colouring: choice.colouring }, texts);
  return [
    { heading: `${w.left}: ${titles.left}`, keys: [...keysOf(group, left.choice, theme, t), ...promised] },
    { heading: `${w.right}: ${titles.right}`, keys: [...keysOf(group, right.choice, theme, t), ...promised] },
  ];
}

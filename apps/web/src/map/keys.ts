import type { Dictionary } from '../i18n/de.js';
import type { Format } from '../i18n/format.js';
import type { Text } from '../i18n/text.js';
import type { FibreStatus, FixedTechnology } from '../generated/graphql.js';
import { PLACE_COLOUR } from './layers/city.js';
import type { GroupId, MapChoice } from './choice.js';
import { filterText } from './filter-words.js';
import { activeFilters } from './filters.js';
import { FIBRE, PROMISED, TECHNOLOGY } from './layers/fixed-marks.js';
import type { Swatch } from './layers/group.js';
import { MOBILE, MOBILE_ORDER } from './layers/mobile.js';
import { NETWORK_MARKS, NETWORK_STAGES } from './layers/network.js';
import { PHASES, PHASE_MARKS, PROMISED_PATTERN } from './layers/rollout.js';
import { NO_SHARE, SHARES, shareSwatch } from './layers/share.js';
import { SENSOR_COLOUR, SENSOR_KINDS, sensorSymbol } from './layers/sensors.js';
import { LEGEND_WORDS } from './legend-words.js';
import type { Theme } from './palette.js';
import type { Scale } from './scale.js';
import { sidesOf, type Side } from './time/sides.js';
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

/** From afar: the classes of the share of addresses, as lines or as areas. */
function shareKeys(scale: Exclude<Scale, 'addresses'>, theme: Theme, t: Dictionary, format: Format): Key[] {
  const classes = SHARES.map((mark, i) => ({
    text: `${mark.from}–${format.percent(SHARES[i + 1]?.from ?? 100)}`,
    swatch: shareSwatch(mark, theme, scale),
  }));
  return [...classes, { text: t.fibre.UNKNOWN, swatch: shareSwatch(NO_SHARE, theme, scale) }];
}

/** Which share it is. */
function sharedText({ choice, day }: Side, scale: Exclude<Scale, 'addresses'>, text: Text): string {
  const words = LEGEND_WORDS[text.lang];
  const { colouring, filter } = choice;
  if (activeFilters(filter) > 0 && day) return words.nearer;
  if (activeFilters(filter) > 0) return `${words.shareWith} ${filterText(filter, text)}, ${words.each[scale]}`;
  return `${words.sharedBy[colouring]}, ${words.per[scale]}`;
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

/** What is on the map, as far as its keys depend on it. */
export interface Shown {
  choice: MapChoice;
  time: TimeView;
  scale: Scale;
  theme: Theme;
}

/** The keys of a group beside a map of any day and zoom, and of each half where the halves are coloured in other ways. */
export function partsOf(
  group: GroupId,
  { choice, time, scale, theme }: Shown,
  text: Text,
  texts: TimeTexts,
): { heading?: string; keys: Key[] }[] {
  const { w } = texts;
  const { t, format } = text;
  const today = cityToday();
  const { left, right } = sidesOf(time, choice, today);
  const two =
    right &&
    (group === 'mobile'
      ? right.choice.mobile !== left.choice.mobile
      : group === 'fixed' && right.choice.colouring !== left.choice.colouring);
  if (group === 'fixed' && scale !== 'addresses') {
    const keys = shareKeys(scale, theme, t, format);
    const [heading, other] = [left, right ?? left].map((side) => sharedText(side, scale, text));
    return [{ heading: heading === other ? heading! : `${w.left}: ${heading}. ${w.right}: ${other}`, keys }];
  }
  const isFuture = [left, right].some((side) => side?.day && side.day > today);
  const promised = isFuture ? promisedKeys(group, theme, w) : [];
  if (!two) return [{ keys: [...keysOf(group, choice, theme, t), ...promised] }];
  const titles = sideTexts({ day: time.day, swipe: time.swipe! }, choice, texts);
  return [
    { heading: `${w.left}: ${titles.left}`, keys: [...keysOf(group, left.choice, theme, t), ...promised] },
    { heading: `${w.right}: ${titles.right}`, keys: [...keysOf(group, right.choice, theme, t), ...promised] },
  ];
}

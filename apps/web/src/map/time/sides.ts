import { withGroup, type MapChoice } from '../choice.js';
import { isFixed, isGeneration, isOtherWay, type OtherWay, type Swipe, type TimeView } from './view.js';

/** What one half of the map shows. */
export interface Side {
  /** null: today. */
  day: string | null;
  choice: MapChoice;
}

/** Both halves of the map, or all of it where it has none. */
export function sidesOf(
  { day, swipe }: TimeView,
  choice: MapChoice,
  today: string,
): { left: Side; right: Side | null } {
  if (!swipe) return { left: { day, choice }, right: null };
  if (isOtherWay(swipe)) {
    const left = withCompared(choice, swipe);
    return { left: { day, choice: left }, right: { day, choice: otherChoice(swipe, left) } };
  }
  // From afar tiles of a day sum up other areas than those of today do: only a day can be compared with a day.
  return { left: { day: day ?? today, choice }, right: { day: swipe === 'today' ? today : swipe, choice } };
}

/** What is compared is switched on. */
export function withCompared(choice: MapChoice, swipe: Swipe): MapChoice {
  const group = isGeneration(swipe) ? 'mobile' : isFixed(swipe) || swipe === 'technology' ? 'fixed' : null;
  return group && !choice.groups.includes(group) ? withGroup(choice, group, true) : choice;
}

function otherChoice(swipe: OtherWay, choice: MapChoice): MapChoice {
  if (isGeneration(swipe)) return { ...choice, mobile: swipe };
  if (isFixed(swipe)) return { ...choice, filter: { ...choice.filter, technology: swipe } };
  return { ...choice, colouring: otherColouring(choice) };
}

export const otherColouring = ({ colouring }: MapChoice) => (colouring === 'status' ? 'technology' : 'status');

/** How far the dividing line goes with one key. */
export const SHARE_STEP = 5;

/** Where the line is after a key, in percent from the left; undefined: the key does not move it. */
export function shareAfter(key: string, share: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowLeft: share - SHARE_STEP,
    ArrowDown: share - SHARE_STEP,
    ArrowRight: share + SHARE_STEP,
    ArrowUp: share + SHARE_STEP,
    PageDown: share - 4 * SHARE_STEP,
    PageUp: share + 4 * SHARE_STEP,
    Home: 0,
    End: 100,
  };
  return key in steps ? Math.min(100, Math.max(0, steps[key]!)) : undefined;
}

import type { MapChoice } from '../map/choice.js';
import { sidesOf, type Side } from '../map/time/sides.js';
import type { TimeView } from '../map/time/view.js';
import type { ListLayer } from './layer.js';

/** The day that a list shows beside the map. */
export interface ListDay {
  /** Such as 2024-06-30; null: today. */
  day: string | null;
  /** It is not yet: some of what is listed is only promised. */
  isAhead: boolean;
  /** Why the list shows another day than the map, or than a half of it; null: it does not. */
  because: 'todayOnly' | 'leftHalf' | null;
}

/** With the map as far as there is a history. Of two days side by side that of the left half, which is the one that the slider moves. */
export function dayOfList(
  { hasDays }: Pick<ListLayer<never>, 'hasDays'>,
  time: TimeView,
  choice: MapChoice,
  today: string,
): ListDay {
  const { left, right } = sidesOf(time, choice, today);
  const other = (side: Side) => (side.day === today ? null : side.day);
  const [day, beside] = [other(left), other(right ?? left)];
  if (!hasDays) return { day: null, isAhead: false, because: day || beside ? 'todayOnly' : null };
  return { day, isAhead: day !== null && day > today, because: day === beside ? null : 'leftHalf' };
}

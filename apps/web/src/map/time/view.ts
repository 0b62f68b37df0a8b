import type { FixedTechnology, MobileTechnology } from '../../generated/graphql.js';
import { GENERATIONS } from '../choice.js';
import { TECHNOLOGIES } from '../filters.js';

/** The day that the map shows, and what lies beside it, as the page's address says it: `?day=2024-06-30&swipe=today`. */
export interface TimeView {
  /** Such as 2024-06-30; null: today. */
  day: string | null;
  /** What the right half of the map shows; null: the map has no halves. */
  swipe: Swipe | null;
}

/** Another day, today, or the same day in another way. */
export type Swipe = 'today' | Day | OtherWay;
/** In the other colours, with another mobile network, or with the addresses of another technology. */
export type OtherWay = 'technology' | MobileTechnology | FixedTechnology;
type Day = `${number}-${number}-${number}`;

export const NOW: TimeView = { day: null, swipe: null };

/** Also for 31 February, which browsers read as a day in March. */
const isDay = (text: string): text is Day =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

export function timeOf(query: URLSearchParams): TimeView {
  const day = query.get('day') ?? '';
  const swipe = query.get('swipe') ?? '';
  return {
    day: isDay(day) ? day : null,
    swipe: isDay(swipe) ? swipe : (OTHERS.find((other) => other === swipe) ?? null),
  };
}

const OTHERS: ('today' | OtherWay)[] = ['today', 'technology', ...GENERATIONS, ...TECHNOLOGIES];

export const isGeneration = (swipe: Swipe): swipe is MobileTechnology => (GENERATIONS as Swipe[]).includes(swipe);
export const isFixed = (swipe: Swipe): swipe is FixedTechnology => (TECHNOLOGIES as Swipe[]).includes(swipe);
/** Whether both halves of the map show the same day. */
export const isOtherWay = (swipe: Swipe): swipe is OtherWay =>
  swipe === 'technology' || isGeneration(swipe) || isFixed(swipe);

/** Where the line between the halves is, in percent from the left; the page's address leaves it out there. */
export const MIDDLE = 50;
/** As the page's address says it: none of the halves is gone. */
export const lineAt = (share: number): number => Math.min(95, Math.max(5, share));

export function lineOf(query: URLSearchParams): number {
  const text = query.get('line') ?? '';
  return /^\d{1,3}$/.test(text) ? lineAt(Number(text)) : MIDDLE;
}

export function addTime(query: URLSearchParams, { day, swipe }: TimeView): void {
  if (day) query.set('day', day);
  if (swipe) query.set('swipe', swipe);
}

/** The day that the map shows, and what lies beside it, as the page's address says it: `?day=2024-06-30&swipe=today`. */
export interface TimeView {
  /** Such as 2024-06-30; null: today. */
  day: string | null;
  /** What the right half of the map shows; null: the map has no halves. */
  swipe: Swipe | null;
}

/** Another day, today, or the same day in the other colours. */
export type Swipe = 'today' | 'technology' | Day;
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
    swipe: swipe === 'today' || swipe === 'technology' || isDay(swipe) ? swipe : null,
  };
}

export function addTime(query: URLSearchParams, { day, swipe }: TimeView): void {
  if (day) query.set('day', day);
  if (swipe) query.set('swipe', swipe);
}

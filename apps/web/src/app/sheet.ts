/** The heights of the bottom sheet on a phone, from low to high. */
export const LEVELS = ['peek', 'half', 'full'] as const;
export type SheetLevel = (typeof LEVELS)[number];

/** An event of the window: somebody opened a tool on the map, and wants to see the map. */
export const MAP_WANTED = 'map-wanted';

/** Pixels: at the lowest level the handle and one line are seen. */
const PEEK = 92;
/** Half way, what matters of an answer is seen, also on a small phone. */
const HALF = 330;
/** Of the map stays at least this much to be seen, and with it the button of its layers. */
const STRIP = 66;

/** How high the sheet stands where `room` pixels are for it and the map. */
export function heightOf(level: SheetLevel, room: number): number {
  const full = Math.max(PEEK, room - STRIP);
  if (level === 'peek') return Math.min(PEEK, full);
  return level === 'half' ? Math.min(full, Math.max(HALF, Math.round(room * 0.52))) : full;
}

/** A flick is meant, even if it was short: pixels a millisecond. */
const FLICK = 0.5;

/** Where a sheet comes to rest that was let go at a height. Velocity: pixels a millisecond, upwards positive. */
export function settle(height: number, room: number, from: SheetLevel, velocity: number): SheetLevel {
  if (Math.abs(velocity) > FLICK) return step(from, velocity > 0 ? 1 : -1);
  const distance = (level: SheetLevel) => Math.abs(heightOf(level, room) - height);
  return LEVELS.reduce((best, level) => (distance(level) < distance(best) ? level : best));
}

export function step(level: SheetLevel, by: 1 | -1): SheetLevel {
  return LEVELS[Math.min(LEVELS.length - 1, Math.max(0, LEVELS.indexOf(level) + by))]!;
}

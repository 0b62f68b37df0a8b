// From what a clock on the wall shows to the instant it shows it, for devices that send local time without its offset.
const FORMATS = new Map<string, Intl.DateTimeFormat>();
const DAY = 86_400_000;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/;

/**
 * Reads local time as ISO 8601 writes it, without offset: "2026-03-01T12:00:00". In the hour that clocks show twice in
 * autumn, and in the one that they skip in spring (a device that has not heard of the change yet), two instants are
 * meant: the one nearer to `near` is taken. @param near when the message came in
 * @returns undefined for any other text, also for a day that no calendar has
 */
export function parseWallClock(text: string, timeZone: string, near: Date): Date | undefined {
  const wall = WALL_CLOCK.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : NaN;
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  const distance = (instant: number) => Math.abs(instant - near.getTime());
  const instants = offsetsAt(wall, timeZone).map((offset) => wall - offset);
  return new Date(instants.reduce((nearest, other) => (distance(other) < distance(nearest) ? other : nearest)));
}

/** The offsets from UTC that may be behind a wall time: no zone changes its offset twice within two days. */
function offsetsAt(wall: number, timeZone: string): number[] {
  const before = offsetOf(wall - DAY, timeZone);
  const after = offsetOf(wall + DAY, timeZone);
  if (before === after) return [before];
  const shown = [before, after].filter((offset) => offsetOf(wall - offset, timeZone) === offset);
  return shown.length ? shown : [before, after];
}

function offsetOf(instant: number, timeZone: string): number {
  let format = FORMATS.get(timeZone);
  if (!format)
    FORMATS.set(timeZone, (format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })));
  // "3/1/2026, GMT+01:00", only "GMT" for UTC, with seconds where clocks showed the mean solar time.
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(format.format(instant)) ?? [];
  return ((+hours * 60 + +minutes) * 60 + +seconds) * (sign === '-' ? -1000 : 1000);
}

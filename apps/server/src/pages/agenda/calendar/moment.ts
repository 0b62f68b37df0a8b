/** The moment at which clocks in a time zone show this. */
export function momentOf(day: string, time: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = (moment: number) =>
    Date.parse(
      `${new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(moment).replace(' ', 'T')}Z`,
    );
  // Twice: around the change of summer time the first guess may have the other offset.
  const guess = asUtc - (shown(asUtc) - asUtc);
  return new Date(guess - (shown(guess) - asUtc));
}

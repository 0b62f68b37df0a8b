import type { Queryable } from '@stadtlage/database';

/** The city's calendar: its day begins where the city is, which in UTC is still the day before for an hour or two. */
export class CityDays {
  private readonly format: Intl.DateTimeFormat;

  /** @param timeZone IANA name, as TIME_ZONE says it */
  constructor(
    readonly timeZone: string,
    private readonly now = () => new Date(),
  ) {
    this.format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone });
  }

  /** YYYY-MM-DD */
  today(): string {
    return this.format.format(this.now());
  }
}

/** The last moment of a day in the city. */
export async function endOfDay(database: Queryable, day: string, timeZone: string): Promise<Date> {
  const [row] = await database.query<{ end: Date }>(
    `SELECT ($1::date + 1)::timestamp AT TIME ZONE $2 - interval '1 millisecond' AS "end"`,
    [day, timeZone],
  );
  return row!.end;
}

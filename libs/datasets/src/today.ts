import type { Queryable } from '@stadtlage/database';

const LOOK_MS = 10 * 60_000;
const RETRY_MS = 1_000;
/** Clocks drift apart, but not by so much between two looks. */
const DRIFT_MS = 1_000;
const DAY = `
  SELECT current_date::text AS day, (extract(epoch FROM (current_date + 1)::timestamptz - now()) * 1000)::float8 AS left`;

/**
 * The day on which the database answers: what holds "today" changes at its midnight, in its time zone. It is asked now and then, and not
 * for each request; between its midnight and its word nobody knows the day.
 */
export class Today {
  private day: string | undefined;
  private ends = 0;
  private next = 0;
  private looking = false;

  private constructor(
    private readonly database: Queryable,
    private readonly now: () => number,
  ) {}

  static async start(database: Queryable, now = () => Date.now()): Promise<Today> {
    const today = new Today(database, now);
    await today.look();
    return today;
  }

  /** YYYY-MM-DD; undefined: a day may just have begun. */
  get(): string | undefined {
    const now = this.now();
    // A database that does not answer is asked again; until its midnight the day stays what it was.
    if (now >= this.next && !this.looking) this.look().catch(() => {});
    return now < this.ends ? this.day : undefined;
  }

  /** The same, for who can wait until the database has said it. */
  async read(): Promise<string> {
    const known = this.get();
    if (known) return known;
    await this.look();
    return this.day!;
  }

  private async look(): Promise<void> {
    this.looking = true;
    const asked = this.now();
    this.next = asked + RETRY_MS;
    try {
      const [row] = await this.database.query<{ day: string; left: number }>(DAY);
      this.day = row!.day;
      this.ends = asked + row!.left - DRIFT_MS;
      this.next = Math.max(asked + RETRY_MS, Math.min(asked + LOOK_MS, this.ends));
    } finally {
      this.looking = false;
    }
  }
}

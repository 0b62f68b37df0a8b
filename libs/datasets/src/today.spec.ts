import type { Queryable } from '@stadtlage/database';
import { Today } from './today.js';

const HOUR = 3_600_000;
const tick = () => new Promise((resolve) => setImmediate(resolve));

/** A database whose first day ends an hour after 0, and whose second a day later. */
const clock = { now: 0, asked: 0, isDown: false };
const database = {
  query: async () => {
    clock.asked++;
    if (clock.isDown) throw new Error('down');
    const ends = clock.now < HOUR ? HOUR : 25 * HOUR;
    return [{ day: ends === HOUR ? '2026-03-01' : '2026-03-02', left: ends - clock.now }];
  },
} as unknown as Queryable;
const at = async (today: Today, now: number) => {
  clock.now = now;
  const day = today.get();
  await tick();
  return day;
};

let today: Today;
beforeEach(async () => {
  Object.assign(clock, { now: 0, asked: 0, isDown: false });
  today = await Today.start(database, () => clock.now);
});

describe('the day of the database', () => {
  it('is known until its midnight, and again when the database has said which one has begun', async () => {
    expect(await at(today, 1_000)).toBe('2026-03-01');
    expect(await at(today, HOUR - 2_000)).toBe('2026-03-01');
    expect(await at(today, HOUR - 500)).toBeUndefined();
    expect(await at(today, HOUR + 1_000)).toBeUndefined();
    expect(await at(today, HOUR + 1_001)).toBe('2026-03-02');
  });

  it('costs a query every ten minutes at most', async () => {
    for (let second = 0; second < 1_800; second++) await at(today, second * 1_000);
    expect(clock.asked).toBe(3);
  });

  it('stays known until midnight where the database does not answer, which is asked again each second', async () => {
    clock.isDown = true;
    expect(await at(today, HOUR / 2)).toBe('2026-03-01');
    expect(await at(today, HOUR / 2 + 500)).toBe('2026-03-01');
    expect(clock.asked).toBe(2);
    expect(await at(today, HOUR)).toBeUndefined();
    clock.isDown = false;
    await at(today, HOUR + 2_000);
    expect(await at(today, HOUR + 2_001)).toBe('2026-03-02');
  });
});

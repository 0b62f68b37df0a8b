import 'reflect-metadata';
import { openTown, type Town } from './testing.js';

/** Those of one network that are made or wait to be, by LIMITS in frame/page-turns.ts. */
const TAKEN = 63;
const REFUSED = 7;

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('the pages', () => {
  test('are made in turns: who asks for very many at once is told so, and those that wait come', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    let lock = () => {};
    const locked = new Promise<void>((resolve) => (lock = resolve));
    // No page is ready before all are asked for, however fast or slow the machine is.
    const holding = town.database.transaction(async (transaction) => {
      await transaction.query('LOCK TABLE places.district IN ACCESS EXCLUSIVE MODE');
      lock();
      await released;
    });
    await locked;
    const refused: Response[] = [];
    const taken: Response[] = [];
    const asked = Array.from({ length: TAKEN + REFUSED }, async (_, i) => {
      const answer = await fetch(`${town.url}/districts?lang=en&n=${i}`);
      (answer.status === 429 ? refused : taken).push(answer);
      if (refused.length === REFUSED) release();
    });
    await Promise.all([...asked, holding]);
    expect([refused.length, taken.length]).toEqual([REFUSED, TAKEN]);
    expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([200]));
    expect(refused[0]!.headers.get('retry-after')).toBe('1');
    expect(await refused[0]!.text()).toContain('Please load the page again in a moment.');
    expect((await fetch(`${town.url}/districts`)).status).toBe(200);
  }, 60_000);
});

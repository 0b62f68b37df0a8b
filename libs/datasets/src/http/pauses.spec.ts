import { Pauses } from './pauses.js';

const round = () => new Promise((resolve) => setImmediate(resolve));

describe('who is sent away', () => {
  test('waits, and those who came together are let go one in each round of the event loop', async () => {
    const pauses = new Pauses(20);
    const over: string[] = [];
    const began = performance.now();
    for (const name of ['a', 'b', 'c']) pauses.begin(() => over.push(name));
    while (!over.length) await round();
    expect(performance.now() - began).toBeGreaterThanOrEqual(20);
    expect(over).toEqual(['a']);
    while (over.length < 3) {
      const before = over.length;
      await round();
      expect(over.length - before).toBeLessThanOrEqual(1);
    }
    expect(over).toEqual(['a', 'b', 'c']);
  });

  test('waits as long when it comes later, and not at all when it has left', async () => {
    const pauses = new Pauses(20);
    const over: string[] = [];
    const leave = pauses.begin(() => over.push('has left'));
    leave();
    await new Promise((resolve) => setTimeout(resolve, 10));
    const began = performance.now();
    pauses.begin(() => over.push('later'));
    while (!over.length) await round();
    expect(performance.now() - began).toBeGreaterThanOrEqual(20);
    expect(over).toEqual(['later']);
  });

  test('does not wait where too many do', async () => {
    const pauses = new Pauses(60_000, 2);
    const over: string[] = [];
    const [leave] = ['a', 'b', 'c'].map((name) => pauses.begin(() => over.push(name)));
    await round();
    expect(over).toEqual(['c']);
    leave!();
    pauses.begin(() => over.push('d'));
    await round();
    expect(over).toEqual(['c']);
  });
});

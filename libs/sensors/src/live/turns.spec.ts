import { setImmediate as nextLoop } from 'node:timers/promises';
import { Turns } from './turns.js';

test('thousands who take their turn let others go on between them', async () => {
  const turns = new Turns();
  let done = 0;
  const work = async () => {
    await turns.next();
    for (const began = performance.now(); performance.now() - began < 0.2;);
    done++;
  };
  const all = Promise.all(Array.from({ length: 1_000 }, work));
  let between = 0;
  let longest = 0;
  const began = performance.now();
  for (let last = performance.now(); done < 1_000; between++) {
    await nextLoop();
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  await all;
  expect(between).toBeGreaterThan(15);
  // All at once would take the whole of it, whatever else this machine does.
  expect(longest / (performance.now() - began)).toBeLessThan(0.5);
});

import type { IncomingMessage, ServerResponse } from 'node:http';
import { inRounds } from './in-rounds.js';

/** Longer than one round may take. */
const busy = () => {
  for (const until = performance.now() + 6; performance.now() < until;);
};

function setUp(work = busy, few = 0) {
  const answered: string[] = [];
  const listen = inRounds(
    (request) => {
      answered.push(request.url!);
      work();
    },
    ({ url }) => `192.0.2.${url!.charCodeAt(0)}`,
    few,
  );
  const ask = (url: string, destroyed = false) =>
    void listen({ url, socket: { destroyed } } as unknown as IncomingMessage, {} as ServerResponse);
  const all = async (count: number) => {
    while (answered.length < count) await new Promise((resolve) => setImmediate(resolve));
    return answered;
  };
  return { ask, all, answered };
}

describe('requests that come in one round of the event loop', () => {
  test('are answered at once while there is time', () => {
    const { ask, answered } = setUp(() => {});
    for (const url of ['a1', 'a2', 'b1']) ask(url);
    expect(answered).toEqual(['a1', 'a2', 'b1']);
  });

  test('are answered at once, too, where they are few, however long that takes', async () => {
    const { ask, all, answered } = setUp(busy, 3);
    for (const url of ['a1', 'a2', 'a3', 'a4', 'a5', 'b1']) ask(url);
    expect(answered).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(await all(6)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'b1']);
  });

  test('of one network do not come before all those of others', async () => {
    const { ask, all } = setUp();
    for (const url of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2']) ask(url);
    expect(await all(7)).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  test('take as long as what they begin in promises', async () => {
    const { ask, all, answered } = setUp(() => void Promise.resolve().then(busy));
    for (const url of ['a1', 'a2', 'a3', 'a4']) {
      ask(url);
      // As between two connections that are read.
      await Promise.resolve().then(() => {});
    }
    expect(answered).toEqual(['a1']);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toEqual(['a1', 'a2']);
    expect(await all(4)).toEqual(['a1', 'a2', 'a3', 'a4']);
  });

  test('wait behind those that came before, and nobody answers who has left', async () => {
    const { ask, all, answered } = setUp();
    for (const url of ['a1', 'a2', 'a3']) ask(url);
    ask('b gone', true);
    await all(2);
    ask('b1');
    expect(answered).not.toContain('b1');
    expect(await all(4)).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  test('are heard again at once when all have been answered', async () => {
    const { ask, all, answered } = setUp();
    for (const url of ['a1', 'a2']) ask(url);
    await all(2);
    await new Promise((resolve) => setImmediate(resolve));
    ask('a3');
    expect(answered).toEqual(['a1', 'a2', 'a3']);
  });
});

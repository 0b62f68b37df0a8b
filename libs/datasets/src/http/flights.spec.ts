import { Flights } from './flights.js';

const never = new AbortController().signal;
const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('work that is shared', () => {
  it('is done once for all who ask while it is under way, and anew for those who come later', async () => {
    const flights = new Flights();
    let done = 0;
    const work = async () => (await tick(), ++done);
    const asked = [1, 2, 3].map(() => flights.share('a', never, work));
    expect(await Promise.all([...asked, flights.share('b', never, work)])).toEqual([1, 1, 1, 2]);
    expect(await flights.share('a', never, work)).toBe(3);
  });

  it('fails for all alike, and is tried again by the next', async () => {
    const flights = new Flights();
    const failing = () => Promise.reject(new Error('broken'));
    const asked = [flights.share('a', never, failing), flights.share('a', never, failing)];
    for (const one of asked) await expect(one).rejects.toThrow('broken');
    expect(await flights.share('a', never, async () => 'mended')).toBe('mended');
  });

  it('goes on while somebody waits for it, and is given up when the last has left', async () => {
    const flights = new Flights();
    const [one, other] = [new AbortController(), new AbortController()];
    let given: AbortSignal | undefined;
    const work = (signal: AbortSignal) => ((given = signal), new Promise<string>(() => {}));
    const asked = [flights.share('a', one.signal, work), flights.share('a', other.signal, work)];
    const left = asked.map((promise) => promise.catch(() => 'left'));
    one.abort();
    expect([await left[0], given!.aborted]).toEqual(['left', false]);
    other.abort();
    expect([await left[1], given!.aborted]).toEqual(['left', true]);
    expect(await flights.share('a', never, async () => 'anew')).toBe('anew');
  });
});

import { type TooBusy, type Turn, type TurnOrder, Turns } from './turns.js';

const LIMITS = { atOnce: 4, ofOne: 2, waitingOfOne: 3, waiting: 5 };

function setUp(order: TurnOrder = { hasPoints: (client) => client !== 'poor' }) {
  const turns = new Turns(LIMITS, order);
  const started: string[] = [];
  /** Comes, is checked at once when its turn comes, and is answered when the test says so. */
  const ask = (client: string, name = client) => {
    let refusal: TooBusy | undefined;
    const turn = turns.join(
      client,
      () => void started.push(name),
      (error) => (refusal = error),
    );
    return { turn: turn!, refusal: () => refusal, answer: () => turns.leave(turn!) };
  };
  const round = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const checked = async ({ turn }: { turn: Turn }) => {
    turn.checked();
    await round();
  };
  return { turns, ask, round, checked, started };
}

describe('requests that take turns', () => {
  test('are checked one at a time, and those of others come between those of one client', async () => {
    const { ask, round, checked, started } = setUp();
    const first = ask('a', 'a1');
    ask('a', 'a2');
    const other = ask('b');
    await round();
    expect(started).toEqual(['a1']);
    await checked(first);
    expect(started).toEqual(['a1', 'b']);
    await checked(other);
    expect(started).toEqual(['a1', 'b', 'a2']);
  });

  test('of one client wait for each other once it has enough', async () => {
    const { ask, round, checked, started } = setUp();
    const [first, second] = [ask('a', 'a1'), ask('a', 'a2')];
    ask('a', 'a3');
    await round();
    await checked(first);
    await checked(second);
    expect(started).toEqual(['a1', 'a2']);
    first.answer();
    await round();
    expect(started).toEqual(['a1', 'a2', 'a3']);
  });

  test('are answered one at a time, and after all others, for who has few points left', async () => {
    const { ask, round, checked, started } = setUp();
    const first = ask('poor', 'poor 1');
    ask('poor', 'poor 2');
    await round();
    const [a, b] = [ask('a'), ask('b')];
    await checked(first);
    await checked(a);
    await checked(b);
    expect(started).toEqual(['poor 1', 'a', 'b']);
    const c = ask('c');
    first.answer();
    await round();
    expect(started).toEqual(['poor 1', 'a', 'b', 'c']);
    await checked(c);
    expect(started.at(-1)).toBe('poor 2');
  });

  test('begin later for who has few points left and rests, and at once for others', async () => {
    let rest = 0;
    const took: string[] = [];
    const order = {
      hasPoints: (client: string) => client !== 'poor',
      took: (client: string) => void took.push(client),
      rest: () => rest,
    };
    const { ask, round, checked, started } = setUp(order);
    const first = ask('poor', 'poor 1');
    await round();
    await checked(first);
    rest = 20;
    first.answer();
    expect(took).toEqual(['poor']);
    ask('poor', 'poor 2');
    const a = ask('a');
    await round();
    await checked(a);
    expect(started).toEqual(['poor 1', 'a']);
    rest = 0;
    while (started.length < 3) await round();
    expect(started.at(-1)).toBe('poor 2');
  });

  test('of who had a turn long ago come before those of others who always have some waiting', async () => {
    const { ask, round, checked, started } = setUp();
    const now = ask('now and then', 'first');
    await round();
    await checked(now);
    now.answer();
    const [a1, b1] = [ask('a', 'a1'), ask('b', 'b1')];
    await round();
    ask('a', 'a2');
    ask('b', 'b2');
    await checked(a1);
    ask('now and then', 'second');
    await checked(b1);
    a1.answer();
    b1.answer();
    await round();
    expect(started).toEqual(['first', 'a1', 'b1', 'second']);
  });

  test('are forgotten where nobody waits for them any more', async () => {
    const { ask, round, checked, started } = setUp();
    const first = ask('a', 'a1');
    await round();
    ask('a', 'gone').answer();
    ask('a', 'a3');
    first.answer();
    first.answer();
    await checked(first);
    expect(started).toEqual(['a1', 'a3']);
  });

  test('that need no check are done when their turn comes, and not at all where nobody waits for them', async () => {
    const { turns, ask, round, checked, started } = setUp();
    const [first, second] = [ask('a', 'a1'), ask('a', 'a2')];
    await round();
    await checked(first);
    await checked(second);
    const [stays, leaves] = [new AbortController(), new AbortController()];
    const pass = (client: string, name: string, { signal } = stays) =>
      turns.pass(client, signal, async () => (started.push(name), name));
    const gone = pass('a', 'gone', leaves);
    const a3 = pass('a', 'a3');
    expect(await pass('b', 'b')).toBe('b');
    await expect(turns.pass('b', stays.signal, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    leaves.abort(new Error('It has left.'));
    await expect(gone).rejects.toThrow('It has left.');
    expect(started).toEqual(['a1', 'a2', 'b']);
    first.answer();
    expect(await a3).toBe('a3');
  });

  test('that others wait for, too, wait where fewer are before them', async () => {
    const { turns, ask, round, checked, started } = setUp();
    const [first, second, third] = [ask('a', 'a1'), ask('a', 'a2'), ask('a', 'a3')];
    await round();
    // One is answered already, one comes next anyhow.
    for (const { turn } of [first, second, third]) turns.share(turn, 'b');
    expect(turns.waiting).toBe(2);
    for (const one of [first, third]) await checked(one);
    expect(started).toEqual(['a1', 'a3', 'a2']);
    for (const one of [first, second, third]) one.answer();
    expect(turns.waiting).toBe(0);
  });

  test('that others wait for, too, wait among those of whoever has points', async () => {
    const { turns, ask, round, checked, started } = setUp();
    const first = ask('poor', 'poor 1');
    await round();
    const second = ask('poor', 'poor 2');
    turns.share(second.turn, 'a');
    ask('a', 'a1');
    await checked(first);
    expect(started).toEqual(['poor 1', 'poor 2']);
    const third = ask('a', 'a2');
    turns.share(third.turn, 'poor');
    await checked(second);
    expect(started).toEqual(['poor 1', 'poor 2', 'a1']);
  });

  test('are refused where too many wait, of one client or of all', async () => {
    const { ask, round, started } = setUp();
    const refused = (message: RegExp) => ({ message: expect.stringMatching(message), retryAfterSeconds: 1 });
    ask('a');
    await round();
    const [, , last] = [ask('a'), ask('a'), ask('a')];
    expect(ask('a').refusal()).toMatchObject(refused(/^3 of your requests wait already/));
    for (let i = 0; i < 2; i++) expect(ask('b').refusal()).toBeUndefined();
    expect(last!.refusal()).toBeUndefined();
    expect(ask('c').refusal()).toBeUndefined();
    expect(last!.refusal()).toMatchObject(refused(/^It had to make room for those of others/));
    last!.answer();
    for (const client of ['d', 'e']) expect(ask(client).refusal()).toBeUndefined();
    // Each has one: whoever comes has no fewer.
    expect(ask('f').refusal()).toMatchObject(refused(/^5 requests of all wait already/));
    expect(ask('e').refusal()).toMatchObject(refused(/^5 requests of all wait already/));
    expect(started).toEqual(['a']);
  });
});

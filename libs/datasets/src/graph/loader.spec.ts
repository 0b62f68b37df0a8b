import { beginEvent, loadFor, spend, type GraphContext } from './loader.js';

const FIX = 'Ask for less.';
const refusal = expect.objectContaining({
  message: expect.stringMatching(
    /^This could bring more values than one request may: at most 200000, .*Ask for less\./,
  ),
  extensions: { code: 'BAD_USER_INPUT' },
});

describe('what one request may bring', () => {
  test('is limited in all, whatever it is spent on', () => {
    const context: GraphContext = {};
    spend(context, { values: 150_000, fix: FIX });
    spend(context, { values: 50_000, fix: FIX });
    expect(() => spend(context, { values: 1, fix: FIX })).toThrow(refusal);
    expect(() => spend({}, { values: 1, fix: FIX })).not.toThrow();
  });

  test('counts each field that asks, also where one query answers many', async () => {
    const context: GraphContext = {};
    const load = async (keys: string[]) => new Map(keys.map((key) => [key, [1, 2, 3]]));
    const cost = { values: 50_000, fix: FIX };
    const asking = Array.from({ length: 4 }, () => loadFor(context, 'list', 'a', load, [], cost));
    expect(await Promise.all(asking)).toHaveLength(4);
    await expect(loadFor(context, 'list', 'a', load, [], cost)).rejects.toEqual(refusal);
  });

  test('counts what a list has beyond what was expected of it', async () => {
    const load = async (keys: string[]) => new Map(keys.map((key) => [key, Array(100_000).fill(key)]));
    const ask = (context: GraphContext, key: string) =>
      loadFor(context, 'list', key, load, [], { values: 1, fix: FIX });
    const context: GraphContext = {};
    await ask(context, 'a');
    await ask(context, 'b');
    await expect(ask(context, 'c')).rejects.toEqual(refusal);
  });

  test('is not read at all where another field asks for too much', async () => {
    const context: GraphContext = {};
    let loads = 0;
    const load = async () => (loads++, new Map<string, number>());
    const ask = (name: string) => loadFor(context, name, 'a', load, 0, { values: 90_000, fix: FIX });
    const answers = await Promise.allSettled([ask('first'), ask('second'), ask('third')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(loads).toBe(0);
  });

  test('reads nothing more for a request that has taken too long', async () => {
    const context: GraphContext = { until: performance.now() - 1_000 };
    let loads = 0;
    const load = async () => (loads++, new Map<string, number>());
    await expect(loadFor(context, 'late', 'a', load, 0, { values: 1, fix: FIX })).rejects.toMatchObject({
      message: `This request has taken 31 s; after 30 s nothing more is read for it. ${FIX} Or send several requests.`,
      extensions: { code: 'QUERY_TOO_SLOW' },
    });
    expect(loads).toBe(0);
    beginEvent(context);
    expect(() => spend(context, { values: 1, fix: FIX })).not.toThrow();
  });

  test('begins anew, and smaller, with each event of a subscription', () => {
    const context: GraphContext = {};
    for (let event = 0; event < 100; event++) {
      beginEvent(context);
      spend(context, { values: 10_000, fix: FIX });
    }
    expect(() => spend(context, { values: 1, fix: FIX })).toThrow(refusal);
  });
});

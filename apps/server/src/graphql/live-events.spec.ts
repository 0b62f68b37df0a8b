import { GraphQLError, GraphQLInt, GraphQLList, GraphQLObjectType, GraphQLSchema, parse, subscribe } from 'graphql';
import { subscriber } from './live-events.js';

let resolved = 0;
const Thing = new GraphQLObjectType({
  name: 'Thing',
  fields: {
    id: { type: GraphQLInt },
    twice: {
      type: GraphQLInt,
      args: { plus: { type: GraphQLInt } },
      resolve: ({ id }: { id: number }, { plus }: { plus?: number }, context: Record<string, unknown>) => {
        resolved++;
        context['read'] = id;
        if (id === 3) throw new GraphQLError('Not of 3.');
        return 2 * id + (plus ?? 0);
      },
    },
  },
});
const lists = [[{ id: 1 }, { id: 2 }], [{ id: 3 }], [{ id: 4 }]];
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { one: { type: GraphQLInt } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      things: {
        type: new GraphQLList(Thing),
        resolve: (event) => event,
        subscribe: async function* () {
          yield* lists;
        },
      },
    },
  }),
});

const document = parse('subscription ($plus: Int = 1) { things { id twice(plus: $plus) } }');
type Subscribe = typeof subscribe;

async function answers(subscribeTo: Subscribe, variableValues?: Record<string, unknown>) {
  const events = await subscribeTo({ schema, document, variableValues, contextValue: {} });
  const all: unknown[] = [];
  for await (const event of events as AsyncIterable<unknown>) all.push(JSON.parse(JSON.stringify(event)));
  return all;
}

describe('answers to subscribers', () => {
  test('are those of graphql-js, errors and variables included, also when compiled', async () => {
    const subscribeTo = subscriber(schema) as Subscribe;
    for (const variables of [undefined, { plus: 7 }, { plus: null }, undefined]) {
      expect(await answers(subscribeTo, variables)).toEqual(await answers(subscribe, variables));
    }
  });

  test('are made once for all that ask the same of the same event', async () => {
    const subscribeTo = subscriber(schema) as Subscribe;
    await Promise.all([1, 2].map(() => answers(subscribeTo)));
    resolved = 0;
    await Promise.all([1, 2, 3, 4].map(() => answers(subscribeTo)));
    expect(resolved).toBe(0);
    await answers(subscribeTo, { plus: 5 });
    expect(resolved).toBeGreaterThan(0);
  });

  test('are kept of the questions that are asked most, not of all that anybody asks', async () => {
    const subscribeTo = subscriber(schema) as Subscribe;
    for (let plus = 0; plus < 50; plus++) for (const one of [plus, 1_000]) await answers(subscribeTo, { plus: one });
    const made = async (plus: number) => ((resolved = 0), await answers(subscribeTo, { plus }), resolved > 0);
    expect(await made(1_000)).toBe(false);
    expect(await made(49)).toBe(false);
    expect(await made(0)).toBe(true);
  });

  test('leave nothing of what was read for them behind', async () => {
    const contextValue = {};
    const events = await (subscriber(schema) as Subscribe)({ schema, document, contextValue });
    for await (const _ of events as AsyncIterable<unknown>);
    expect(contextValue).toEqual({});
  });

  test('end when somebody leaves, also while the next is awaited', async () => {
    let ended = false;
    let wake = () => {};
    const waiting = {
      [Symbol.asyncIterator]: () => waiting,
      next: () => new Promise((resolve) => (wake = () => resolve({ done: true, value: undefined }))),
      return: async () => ((ended = true), wake(), { done: true, value: undefined }),
    };
    const field = schema.getSubscriptionType()!.getFields()['things']!;
    const original = field.subscribe;
    field.subscribe = () => waiting;
    const events = (await (subscriber(schema) as Subscribe)({ schema, document })) as AsyncIterableIterator<unknown>;
    field.subscribe = original;
    const next = events.next();
    await events.return!();
    expect(ended).toBe(true);
    expect(await next).toEqual({ done: true, value: undefined });
  });
});

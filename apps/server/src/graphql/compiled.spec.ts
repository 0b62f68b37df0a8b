import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GraphContext } from '@stadtlage/datasets';
import { GraphQLError, GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { Budget } from './budget.js';
import { compiledQueries } from './compiled.js';
import { costPlugin } from './cost-plugin.js';

const id = { type: GraphQLInt };
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      plus: { type: GraphQLInt, args: { id }, resolve: (_, args: { id: number }) => args.id + 1 },
      // Read without a resolver, a promise is nothing that can be sent as a text.
      late: {
        type: new GraphQLObjectType({ name: 'Late', fields: { text: { type: GraphQLString } } }),
        resolve: () => ({ text: Promise.resolve('at last') }),
      },
      spend: {
        type: new GraphQLNonNull(GraphQLInt),
        args: { id },
        resolve: (_, args: { id: number }, context: GraphContext) => {
          context.left = (context.left ?? 10) - args.id;
          if (context.left < 0) throw new GraphQLError('Too much.', { extensions: { code: 'BAD_USER_INPUT' } });
          return context.left;
        },
      },
    },
  }),
});

describe('a server with compiled queries', () => {
  let server: ApolloServer<GraphContext>;
  let counters: { compiled: number; ordinary: number; again: number };

  beforeEach(() => {
    counters = { compiled: 0, ordinary: 0, again: 0 };
    const compiled = compiledQueries((formatted) => formatted, counters);
    server = new ApolloServer({ schema, plugins: [ApolloServerPluginCacheControlDisabled(), compiled] });
  });
  afterEach(() => server.stop());

  const withCosts = () =>
    (server = new ApolloServer({
      schema,
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        costPlugin(new Budget(1_000, () => 0)),
        compiledQueries((formatted) => formatted, counters),
      ],
    }));

  async function ask(query: string, variables?: Record<string, unknown>, contextValue: GraphContext = {}) {
    const { body } = await server.executeOperation({ query, variables }, { contextValue });
    return JSON.parse(JSON.stringify(body.kind === 'single' && body.singleResult)) as unknown;
  }

  test('compiles a query when it comes for the second time, whatever its variables are', async () => {
    const query = 'query Q($id: Int) { plus(id: $id) }';
    for (const given of [1, 2, 3]) expect(await ask(query, { id: given })).toEqual({ data: { plus: given + 1 } });
    expect(counters).toEqual({ compiled: 2, ordinary: 1, again: 0 });
  });

  test('compiles nothing that comes once', async () => {
    for (let i = 0; i < 50; i++) await ask(`{ plus(id: ${i}) }`);
    expect(counters).toEqual({ compiled: 0, ordinary: 50, again: 0 });
  });

  test('compiles in a tenth of the time at most, however many queries come twice', async () => {
    const fields = Array.from({ length: 200 }, (_, i) => `p${i}: plus(id: ${i})`).join(' ');
    for (let i = 0; i < 30; i++) for (const _ of [1, 2]) await ask(`{ q${i}: plus(id: 1) ${fields} }`);
    expect(counters.compiled).toBeGreaterThan(0);
    expect(counters.compiled).toBeLessThan(15);
  });

  test('asks graphql-js where the compiled code cannot read something', async () => {
    for (const _ of [1, 2]) expect(await ask('{ late { text } }')).toEqual({ data: { late: { text: 'at last' } } });
    expect(counters).toEqual({ compiled: 0, ordinary: 1, again: 1 });
  });

  test('asks graphql-js after a mistake as if nothing had been asked yet', async () => {
    const query = '{ a: spend(id: 6) b: spend(id: 6) c: spend(id: 6) }';
    const first = await ask(query);
    const context: GraphContext = { client: '::1' };
    expect(await ask(query, undefined, context)).toEqual(first);
    expect(first).toMatchObject({ errors: [{ path: ['b'], extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(counters).toEqual({ compiled: 0, ordinary: 1, again: 1 });
    expect(await ask('{ spend(id: 4) }', undefined, {})).toEqual({ data: { spend: 6 } });
  });

  test('charges a query with a mistake for each time that it has to be carried out', async () => {
    withCosts();
    const query = 'query Q($id: Int) { spend(id: $id) }';
    const cost = async (id: number) => ((await ask(query, { id })) as { extensions: { cost: object } }).extensions.cost;
    // What fails costs 40 more.
    expect(await cost(11)).toEqual({ requested: 1, limit: 1_000, remaining: 1_000 - 1 - 40 });
    expect(await cost(11)).toEqual({ requested: 2, limit: 1_000, remaining: 959 - 2 - 40 });
    expect(counters.again).toBe(1);
    expect(await cost(1)).toEqual({ requested: 1, limit: 1_000, remaining: 916 });
    expect(counters.compiled).toBe(1);
  });
});

import { buildSchema, graphqlSync, type GraphQLResolveInfo } from 'graphql';
import { LookAhead } from './look-ahead.js';

const schema = buildSchema(`
  type Query { things: ThingConnection }
  type ThingConnection { nodes: [Thing] edges: [Edge] }
  type Edge { node: Thing }
  type Thing { id: ID parts(first: Int = 5): [Part] }
  type Part { id: ID }
`);

/** What is asked for below `things`. */
function lookInto(source: string, variableValues = {}): LookAhead {
  let found: LookAhead | undefined;
  const rootValue = {
    things: (_: unknown, __: unknown, info: GraphQLResolveInfo) => void (found = LookAhead.from(info)),
  };
  const { errors } = graphqlSync({ schema, source, rootValue, variableValues });
  if (errors) throw errors[0];
  return found!;
}

describe('looking ahead in a query', () => {
  test('finds fields of nodes, in edges, under aliases and in fragments, with their arguments', () => {
    const asked = lookInto(
      `query ($n: Int) {
        things { nodes { parts { id } } edges { node { some: parts(first: $n) { id } ... on Thing { ...P } } } }
      }
      fragment P on Thing { parts(first: 3) { id } }`,
      { n: 2 },
    ).nodes();
    expect(asked.below('parts').arguments()).toEqual([{ first: 5 }, { first: 2 }, { first: 3 }]);
    expect(asked.asks('id')).toBe(false);
    expect(asked.below('parts').asks('id')).toBe(true);
  });

  test('leaves out what is skipped or not included', () => {
    const source = `query ($yes: Boolean!) {
      things { nodes { id parts @include(if: $yes) { id } } nodes @skip(if: $yes) { more: parts(first: 1) { id } } }
    }`;
    const parts = (yes: boolean) => lookInto(source, { yes }).nodes().below('parts').arguments();
    expect(parts(true)).toEqual([{ first: 5 }]);
    expect(parts(false)).toEqual([{ first: 1 }]);
  });

  test('is empty where nobody asks', () => {
    const asked = lookInto('{ things { nodes { id } } }').nodes().below('parts');
    expect(asked.isAsked).toBe(false);
    expect(asked.below('id').arguments()).toEqual([]);
  });
});

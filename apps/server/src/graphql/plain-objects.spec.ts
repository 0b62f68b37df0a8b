import {
  execute,
  GraphQLError,
  GraphQLObjectType,
  isObjectType,
  parse,
  type GraphQLSchema,
  buildSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { withPlainObjects } from './plain-objects.js';

function schemaWith(things: unknown): GraphQLSchema {
  const schema = buildSchema(`
    type Query { things(first: Int): [Thing!]! one: Thing }
    type Thing { id: ID! values: [Value!]! place: Place }
    type Place { x: Float! y: Float }
    type Value { at: String! result: Float unit: String made: Int! }
  `);
  const query = schema.getQueryType()!.getFields();
  query['things']!.resolve = () => things;
  query['one']!.resolve = () => (things as unknown[])[0];
  (schema.getType('Value') as GraphQLObjectType).getFields()['made']!.resolve = () => 7;
  return schema;
}

const THINGS = [
  {
    id: 1,
    values: [
      { at: 'a', result: 1.5, unit: undefined },
      { at: 'b', result: null },
    ],
    place: { x: 1, y: undefined },
  },
  { id: 'two', values: [], place: null },
];

async function both(things: unknown, source: string) {
  const schema = schemaWith(things);
  const document = parse(source);
  const plain = withPlainObjects(schema, parse(source));
  const compiled = compileQuery(plain.schema, plain.document);
  if (!isCompiledQuery(compiled)) throw new Error('It was not compiled.');
  return { compiled: await compiled.query(undefined, {}, {}), asKnown: await execute({ schema, document }), plain };
}

/** How a field of Query is seen when it is compiled. */
const isSimplified = (schema: GraphQLSchema, path: string[]): boolean => {
  let type: unknown = schema.getQueryType()!;
  for (const name of path) {
    type = (type as GraphQLObjectType).getFields()[name]!.type;
    while ('ofType' in (type as object)) type = (type as { ofType: unknown }).ofType;
  }
  return !isObjectType(type);
};

describe('objects that are made in one go', () => {
  test.each([
    ['{ things { id values { at result unit } place { x y } } }', ['things', 'values'], true],
    ['{ things { id v: values { when: at __typename: result } } one { place { x } } }', ['one', 'place'], true],
    ['{ things { ...T } } fragment T on Thing { id ... on Thing { values { at } } }', ['things', 'values'], true],
    ['{ things { values { at made } } }', ['things', 'values'], false],
    ['{ things { a: values { at } b: values { result } } }', ['things', 'values'], false],
  ])('are what they are without: %s', async (source, path, simplified) => {
    const { compiled, asKnown, plain } = await both(THINGS, source);
    expect(JSON.stringify(compiled)).toBe(JSON.stringify({ data: asKnown.data }));
    expect(isSimplified(plain.schema, path)).toBe(simplified);
  });

  test.each([
    ['a null where none may be', { at: null, result: 1 }],
    ['an error', { at: 'a', result: new Error('broken') }],
    ['a function', { at: () => 'a', result: 1 }],
    ['no number', { at: 'a', result: 'many' }],
    ['no object', 5],
  ])('are an error where there is %s, for graphql-js to explain', async (_, value) => {
    const { compiled } = await both([{ id: 1, values: [value] }], '{ things { id values { at result } } }');
    expect(compiled.errors?.[0]).toBeInstanceOf(GraphQLError);
  });
});

import { buildSchema, getOperationAST, parse, print } from 'graphql';
import { compilable } from './compilable.js';

const schema = buildSchema(`
  interface Named { name: String }
  type Sensor implements Named { name: String  values(limit: Int = 5, days: [Day!]): [Int] }
  input Day { on: String!  hours: [Int] }
  type Query { sensor(id: ID!): Sensor  named: [Named!]  a: Sensor }
  type Mutation { add(id: ID!): Sensor }
`);

function rewrite(text: string) {
  const document = parse(text);
  return compilable(schema, document, getOperationAST(document)!);
}

describe('a query as it is compiled', () => {
  const query = rewrite(`
    query Q($id: ID!, $hour: Int = 7) { sensor(id: $id) { ...F } }
    fragment F on Sensor { values(limit: 3, days: [{ on: "text", hours: [1, $hour] }]) name }`)!;

  it('holds no value that somebody has written', () => {
    expect(print(query.document)).not.toMatch(/text|\b[137]\b|\$id|\$hour/);
    expect(print(query.document)).toContain('query Q($a0: AsGiven, $a1: AsGiven, $a2: AsGiven)');
  });

  it('gets the values as graphql-js makes them', () => {
    expect(query.valuesFor({ id: 5 })).toEqual({ a0: '5', a1: 3, a2: [{ on: 'text', hours: [1, 7] }] });
    expect(query.valuesFor({ id: 'x', hour: null })).toMatchObject({ a2: [{ hours: [1, null] }] });
  });

  it('gets none where a value is wrong: graphql-js says why', () => {
    expect(query.valuesFor({})).toBeUndefined();
    expect(query.valuesFor({ id: 'x', hour: 'seven' })).toBeUndefined();
  });

  it('leaves the document as it was, which others keep', () => {
    const document = parse('{ sensor(id: 1) { name } }');
    const before = JSON.stringify(document);
    compilable(schema, document, getOperationAST(document)!);
    expect(JSON.stringify(document)).toBe(before);
  });
});

it.each([
  ['a mutation', 'mutation { add(id: 1) { name } }'],
  ['a directive', '{ a { name @skip(if: false) } }'],
  ['an alias with an underscore', '{ a_b: a { name } }'],
  ['an alias that is no key', '{ __proto__: a { name } }'],
  ['an interface', '{ named { name } }'],
  ['a fragment on an interface', '{ a { ...F } } fragment F on Named { name }'],
  ['an inline fragment on an interface', '{ a { ... on Named { name } } }'],
  ['the schema', '{ __schema { types { name } } }'],
])('%s is left to graphql-js', (_what, text) => {
  expect(rewrite(text)).toBeUndefined();
});

import { getIntrospectionQuery, parse } from 'graphql';
import { checkDocument, measure } from './limits.js';

const refusalOf = (text: string) => {
  try {
    checkDocument(text);
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions: Record<string, unknown> };
    return { message, code: extensions['code'] };
  }
  return undefined;
};
const repeat = (count: number, what: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => what(i)).join(' ');

describe('the depth of a query', () => {
  it.each([
    ['{ a }', 1],
    ['{ a { b { c } } d { e } }', 3],
    ['{ a { ...F } } fragment F on T { b { ... on U { c } } }', 3],
    ['{ __schema { types { fields { type { name } } } } }', 0],
    ['query A { a } query B { a { b } }', 2],
  ])('of %s is %i', (query, depth) => expect(measure(parse(query)).depth).toBe(depth));

  it('is measured once per fragment, however many times the fragments multiply', () => {
    const fragments = repeat(200, (i) => `fragment F${i} on T { a { ...F${i + 1} ...F${i + 1} } }`);
    expect(measure(parse(`{ ...F0 } ${fragments} fragment F200 on T { a }`)).depth).toBe(201);
  });
});

describe('the number of fields of a query', () => {
  it.each([
    ['{ a }', 1],
    ['{ a { b { c } } d { e } }', 5],
    ['{ x: a { ...F } y: a { ...F } } fragment F on T { b c }', 6],
    ['{ a { __typename b } }', 3],
    ['{ __schema { types { name } } a }', 1],
    ['query A { a } query B { a { b } }', 2],
  ])('of %s is %i', (query, fields) => expect(measure(parse(query)).fields).toBe(fields));

  it('counts what aliases and fragments multiply, without walking through it', () => {
    const fragments = [1, 2, 3].map((n) => `fragment F${n} on T { ${repeat(30, (i) => `a${i}: x { ...F${n + 1} }`)} }`);
    const { fields } = measure(parse(`{ ...F1 } ${fragments.join(' ')} fragment F4 on T { x }`));
    expect(fields).toBe(30 + 900 + 27_000 + 27_000);
  });
});

describe('a document is refused, with a code, the measured number, the limit and a way out:', () => {
  it.each([
    ['too deep', `${'{ a '.repeat(13)}${'}'.repeat(13)}`, 'QUERY_TOO_DEEP', '13 levels deep; at most 12 are answered.'],
    ['too wide', `{ ${repeat(501, (i) => `a${i}: a`)} }`, 'QUERY_TOO_LARGE', '501 fields; at most 500 are answered.'],
    [
      'too long',
      `{ ${'a '.repeat(2_500)} }`,
      'QUERY_TOO_LONG',
      '2502 tokens (names, values and brackets); at most 2,000',
    ],
    [
      'multiplied by fragments',
      `{ ...F0 } ${repeat(40, (i) => `fragment F${i} on T { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on T { __typename }`,
      'QUERY_TOO_LARGE',
      'over a million fields; at most 500',
    ],
    [
      'of many fragments',
      repeat(51, (i) => `fragment F${i} on T { a }`),
      'TOO_MANY_FRAGMENTS',
      '51 fragments; at most 50',
    ],
    [
      'in a circle',
      '{ ...A } fragment A on T { a { ...B } } fragment B on T { b { ...A } }',
      'FRAGMENT_CYCLE',
      'The fragment "A" contains itself.',
    ],
    [
      'in a circle that nobody uses',
      '{ a } fragment A on T { a { ...A } }',
      'FRAGMENT_CYCLE',
      'The fragment "A" contains itself.',
    ],
    [
      'full of directives',
      `{ a ${'@include(if: true) '.repeat(5)} }`,
      'TOO_MANY_DIRECTIVES',
      'One field has 5 directives; at most 4',
    ],
    [
      'of the same over and over',
      `{ ${repeat(21, () => 'a { b }')} }`,
      'TOO_MANY_REPEATS',
      'asks for "a" 21 times in one place; at most 20',
    ],
    [
      'flooding introspection',
      `{ ${repeat(60, (i) => `t${i}: __type(name: "Query") { fields { args { type { ...F } } } }`)} } fragment F on __Type { name kind fields { name } }`,
      'INTROSPECTION_TOO_LARGE',
      '480 fields of the schema; at most 300',
    ],
  ])('%s', (_, query, code, message) => {
    expect(refusalOf(query)).toEqual({ code, message: expect.stringContaining(message) });
  });

  it('long circles of fragments overflow no stack', () => {
    const circle = repeat(100, (i) => `fragment F${i} on T { a ...F${(i + 1) % 100} ...F${(i + 7) % 100} }`);
    expect(refusalOf(`{ ...F0 } ${circle}`)).toMatchObject({ code: 'TOO_MANY_FRAGMENTS' });
  });
});

it('the introspection query of GraphiQL and code generators passes', () => {
  const standard = getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  expect(checkDocument(standard)).toBeDefined();
});

it('what cannot be parsed is left to the parser, which says where', () => {
  expect(checkDocument('{ a')).toBeUndefined();
});

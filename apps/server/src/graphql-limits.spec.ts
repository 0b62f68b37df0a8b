import { parse } from 'graphql';
import { depthOf } from './graphql-limits.js';

describe('the depth of a query', () => {
  it.each([
    ['{ a }', 1],
    ['{ a { b { c } } d { e } }', 3],
    ['{ a { ...F } } fragment F on T { b { ... on U { c } } }', 3],
    ['{ __schema { types { fields { type { name } } } } }', 0],
    ['query A { a } query B { a { b } }', 2],
  ])('of %s is %i', (query, depth) => expect(depthOf(parse(query))).toBe(depth));

  it('ends for fragments in a circle', () => {
    expect(depthOf(parse('{ ...A } fragment A on T { a { ...B } } fragment B on T { b { ...A } }'))).toBe(2);
  });

  it('is measured once per fragment, however many times the fragments multiply', () => {
    const fragments = Array.from({ length: 200 }, (_, i) => `fragment F${i} on T { a { ...F${i + 1} ...F${i + 1} } }`);
    expect(depthOf(parse(`{ ...F0 } ${fragments.join(' ')} fragment F200 on T { a }`))).toBe(201);
  });
});

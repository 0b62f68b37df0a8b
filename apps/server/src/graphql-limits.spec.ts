import { parse } from 'graphql';
import { depthOf, fieldsOf } from './graphql-limits.js';

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

describe('the number of fields of a query', () => {
  it.each([
    ['{ a }', 1],
    ['{ a { b { c } } d { e } }', 5],
    ['{ x: a { ...F } y: a { ...F } } fragment F on T { b c }', 6],
    ['{ __schema { types { name } } a }', 1],
    ['query A { a } query B { a { b } }', 2],
  ])('of %s is %i', (query, fields) => expect(fieldsOf(parse(query))).toBe(fields));

  it('counts what aliases and fragments multiply, without walking through it', () => {
    const aliases = (name: string) => Array.from({ length: 30 }, (_, i) => `a${i}: x { ...${name} }`).join(' ');
    const fragments = [1, 2, 3].map((i) => `fragment F${i} on T { ${aliases(`F${i + 1}`)} }`);
    expect(fieldsOf(parse(`{ ...F1 } ${fragments.join(' ')} fragment F4 on T { x }`))).toBe(30 + 900 + 27_000 + 27_000);
  });
});

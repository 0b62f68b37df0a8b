import { buildSchema, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { createRegistry } from '../../datasets.js';
import { DEPENDENCIES, dependenciesOf, typesOf } from './dependencies.js';
import { readOperations } from './operations.js';

const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));

describe('what an answer depends on', () => {
  it.each([...readOperations().values()])('is said of every type that $name reaches', ({ text }) => {
    const types = [...typesOf(schema, parse(text))].map(({ name }) => name);
    expect(types.filter((name) => !(name in DEPENDENCIES))).toEqual([]);
  });

  it('names types and datasets that there are', () => {
    const registry = createRegistry({ publisher: 'Stadt Ahlen' });
    const datasets = Object.values(DEPENDENCIES).flatMap((each) => (typeof each === 'string' ? [] : each));
    expect(datasets.filter((id) => !registry.get(id))).toEqual([]);
    expect(Object.keys(DEPENDENCIES).filter((name) => !schema.getType(name))).toEqual([]);
  });

  const of = (text: string) => dependenciesOf(schema, parse(text));

  it('is what all of its types depend on together, those in fragments included', () => {
    expect(of('{ districts { name statistics { addresses } } }')).toEqual(['district-statistics', 'districts']);
    expect(of('{ address(id: "1") { ...A } } fragment A on Address { coverage { mobile { validFrom } } }')).toEqual([
      'address-coverage',
      'addresses',
      'districts',
      'mobile-availability',
      'streets',
    ]);
    expect(of('{ datasets { id } districts { name } }')).toBe('every');
  });

  it('is the clock and what sensors send where one type does, and where of one nothing is said', () => {
    expect(of('{ districts { name } sensors { pageInfo { hasNextPage } } }')).toBe('live');
    expect(DEPENDENCIES).not.toHaveProperty('CoverageReport');
    expect(of('{ address(id: "1") { reports { id } } }')).toBe('live');
  });
});

import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { graphSchemaOptions } from '@stadtlage/datasets';
import { readFileSync } from 'node:fs';
import { resolvers } from '../app.module.js';
import { costOf } from './cost.js';

const schema = buildSchema(`
  type Query {
    address(id: ID!): Address
    addresses(first: Int! = 50, after: String): AddressConnection!
    search(text: String!, first: Int! = 8): [Address!]!
    statistics(area: String!): Statistics
    districts: [District!]!
  }
  type Address { id: ID! label: String! district: District tags: [String!]! history(limit: Int! = 1000): [Point!]! offers: [Offer!]! }
  type AddressConnection { nodes: [Address!]! edges: [AddressEdge!]! totalCount: Int! }
  type AddressEdge { cursor: String! node: Address! }
  type District { name: String! addresses(first: Int! = 50): AddressConnection! }
  type Offer { speed: Float provider: District }
  type Point { value: Float }
  type Statistics { share: Float }
  type Subscription { changed: Address }
`);
const declare = (type: string, field: string, cost: object) => {
  const { fields } = {
    fields: (schema.getType(type) as { getFields(): Record<string, { extensions: object }> }).getFields(),
  };
  fields[field]!.extensions = { cost };
};
declare('AddressConnection', 'edges', { each: 0 });
declare('AddressConnection', 'totalCount', { base: 10 });
declare('Query', 'statistics', { base: ({ area }: { area: string }) => (area === 'drawn' ? 1_000 : 10) });
declare('Address', 'history', { each: 0.1, entries: ({ limit }: { limit: number }) => limit });
declare('Address', 'offers', { entries: 2 });

const cost = (query: string, variables?: Record<string, unknown>) => {
  const document = parse(query);
  return costOf(schema, document, getOperationAST(document)!, variables);
};

describe('the cost of a query', () => {
  it.each([
    ['one for an object', '{ address(id: "a") { district { name } } }', 2.05],
    ['a twentieth for a scalar', '{ address(id: "a") { id label x: label } }', 1.15],
    ['a page of a connection', '{ addresses(first: 200) { nodes { id } } }', 1 + 200 * 1.05],
    ['its usual page size', '{ addresses { nodes { id } } }', 1 + 50 * 1.05],
    ['an edge nothing, its entry one', '{ addresses(first: 200) { edges { cursor node { id } } } }', 1 + 200 * 1.1],
    ['a list by its argument', '{ search(text: "x", first: 100) { id } }', 100 * 1.05],
    ['a list without one as ten', '{ districts { name } }', 10 * 1.05],
    ['a list of scalars, too', '{ address(id: "a") { tags } }', 1 + 10 * 0.05],
    ['lists in lists', '{ districts { addresses(first: 20) { nodes { id } } } }', 10 * (1 + 1 + 20 * 1.05)],
    ['a count that is declared', '{ addresses(first: 1) { totalCount } }', 1 + 10.05],
    ['a declared number of entries', '{ address(id: "a") { offers { provider { name } } } }', 1 + 2 * 2.05],
    ['what its arguments make of it', '{ statistics(area: "drawn") { share } }', 1_001.05],
    ['and otherwise', '{ statistics(area: "named") { share } }', 11.05],
    ['values by the limit', '{ address(id: "a") { history(limit: 200) { value } } }', 1 + 200 * 0.15],
    ['all aliases', '{ a: address(id: "a") { id } b: address(id: "b") { id } }', 2.1],
    ['fragments as often as used', '{ ...Q ... on Query { ...Q } } fragment Q on Query { districts { name } }', 21],
    ['type names', '{ districts { __typename } }', 10.5],
    ['no more than a page can have', '{ addresses(first: 2000000000) { nodes { id } } }', 1 + 1_000 * 1.05],
    ['nothing below none', '{ addresses(first: -5) { nodes { id } } }', 1],
    ['a subscription by its event', 'subscription { changed { district { name } } }', 2.05],
  ])('counts %s', (_, query, points) => expect(cost(query).points).toBe(Math.ceil(points - 1e-6)));

  it('reads page sizes from variables and their defaults', () => {
    const query = 'query ($n: Int! = 300) { addresses(first: $n) { nodes { id } } }';
    expect(cost(query, { n: 1_000 }).points).toBe(1_051);
    expect(cost(query).points).toBe(316);
  });

  it('leaves out what is skipped', () => {
    const query =
      'query ($all: Boolean!) { districts @include(if: $all) { name } address(id: "a") @skip(if: $all) { id } }';
    expect(cost(query, { all: true }).points).toBe(11);
    expect(cost(query, { all: false }).points).toBe(2);
  });

  it('is a number whatever is declared', () => {
    declare('Address', 'tags', { entries: () => NaN });
    expect(cost('{ address(id: "a") { tags } }').points).toBe(2);
  });

  it('leaves arguments that do not fit to whoever answers the field', () => {
    expect(cost('query ($a: String) { statistics(area: $a) { share } }').points).toBe(2);
  });

  it('is least where variables do not fit: then nothing runs', () => {
    expect(cost('query ($n: Int!) { addresses(first: $n) { nodes { id } } }', { n: 'many' }).points).toBe(1);
  });

  it('names the field that contributes most', () => {
    const query = '{ districts { name addresses(first: 90) { nodes { id offers { provider { name } } } } } }';
    expect(cost(query).most()).toEqual({ field: 'districts.addresses.nodes.offers', points: 1_800 });
  });

  it('of the schema itself grows with what is asked of it', () => {
    const standard = cost(getIntrospectionQuery()).points;
    expect(standard).toBeGreaterThan(50);
    expect(standard).toBeLessThan(500);
    const nested = '{ __schema { types { fields { type { fields { type { name } args { type { name } } } } } } } }';
    expect(cost(nested).points).toBeGreaterThan(100);
  });
});

test('docs/graphql.md tells the costs that the schema has', async () => {
  const app = await NestFactory.create(GraphQLSchemaBuilderModule, { logger: false });
  await app.init();
  const real = await app.get(GraphQLSchemaFactory).create(resolvers as never, graphSchemaOptions);
  const page = readFileSync(new URL('../../../../docs/graphql.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(\{.*\})` \| ([\d,]+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(3);
  for (const [, query = '', points] of rows) {
    const document = parse(query);
    const { points: counted } = costOf(real, document, getOperationAST(document)!);
    expect(`${query} ${counted.toLocaleString('en')}`).toBe(`${query} ${points}`);
  }
  await app.close();
});

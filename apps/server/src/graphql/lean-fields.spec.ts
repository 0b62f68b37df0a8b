import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import {
  Args,
  Context,
  Field,
  GraphQLSchemaBuilderModule,
  GraphQLSchemaFactory,
  Info,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import type { GraphQLFieldMap, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { callDirectly, dropPlainResolvers } from './lean-fields.js';

@ObjectType()
class Thing {
  @Field()
  id: string;

  @Field({ name: 'title' })
  label: string;

  @Field({ defaultValue: 'none' })
  unit: string;

  @Field(() => String)
  count: Promise<string>;
}

@Resolver(() => Thing)
class ThingResolver {
  readonly name = 'instance';

  @Query(() => Thing)
  thing(): Thing {
    return {} as Thing;
  }

  @ResolveField(() => String)
  told(
    @Args('day', { type: () => String }) day: string,
    @Info() info: GraphQLResolveInfo,
    @Parent() parent: Thing,
    @Context() context: object,
    @Context('operator') operator: string,
    @Parent() { id }: Thing,
  ): string {
    return JSON.stringify([this.name, day, info, parent, context, operator, id]);
  }

  @ResolveField(() => String)
  trimmed(@Args('text', { type: () => String }, { transform: (text: string) => text.trim() }) text: string): string {
    return text;
  }
}

describe('the fields of the schema', () => {
  let schema: GraphQLSchema;
  let fields: GraphQLFieldMap<unknown, unknown>;
  const wrapped = () => 'wrapped';

  beforeAll(async () => {
    const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
    schema = await app.get(GraphQLSchemaFactory).create([ThingResolver]);
    fields = (schema.getType('Thing') as GraphQLObjectType).getFields();
    for (const name of ['told', 'trimmed']) fields[name]!.resolve = wrapped;
    dropPlainResolvers(schema);
    callDirectly(schema, new ThingResolver());
    await app.close();
  });

  it('are read without a resolver where that is all there is to do', () => {
    expect(fields['id']!.resolve).toBeUndefined();
  });

  it.each(['title', 'unit', 'count'])('keep it where it does more: %s', (name) => {
    expect(fields[name]!.resolve).toBeInstanceOf(Function);
  });

  it('are asked of the method itself, with the same parameters', () => {
    const told = fields['told']!.resolve!({ id: 'p' }, { day: 'd' }, { operator: 'o' }, { fieldName: 'i' } as never);
    const expected = ['instance', 'd', { fieldName: 'i' }, { id: 'p' }, { operator: 'o' }, 'o', 'p'];
    expect(JSON.parse(told as string)).toEqual(expected);
  });

  it('are left to Nest where a pipe changes a parameter', () => {
    expect(fields['trimmed']!.resolve).toBe(wrapped);
  });
});

// `x: Promise<Y> | null` would be noted down as an Object, and a compiled query would not await it.
test('a property that may be a promise is declared as a promise and nothing else', () => {
  const libs = fileURLToPath(new URL('../../../../libs/', import.meta.url));
  const sources = readdirSync(libs, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^\w+\/src\/.*\.ts$/.test(file))
    .map((file) => ({ file, text: readFileSync(`${libs}${file}`, 'utf8') }))
    .filter(({ text }) => text.includes('@ObjectType('));
  expect(sources.length).toBeGreaterThan(20);
  const declared = sources.flatMap(({ file, text }) =>
    Array.from(text.matchAll(/^ +(?:readonly )?\w+[?!]?: ([^=();]*\bPromise<[^=();]*);$/gm), ([, type]) => ({
      file,
      type,
    })),
  );
  expect(declared.filter(({ type }) => !/^Promise<[^|&]*>$/.test(type!))).toEqual([]);
  expect(declared).toContainEqual({ file: 'datasets/src/graph/connection.ts', type: 'Promise<number>' });
});

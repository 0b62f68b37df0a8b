import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import {
  FIELD_RESOLVER_MIDDLEWARE_METADATA,
  GraphQLSchemaHost,
  PARAM_ARGS_METADATA,
  RESOLVER_NAME_METADATA,
  RESOLVER_PROPERTY_METADATA,
  RESOLVER_TYPE_METADATA,
  TypeMetadataStorage,
} from '@nestjs/graphql';
import { isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

/**
 * Takes away what Nest puts around each field, where it does nothing: it costs more than the fields themselves. Queries, mutations and
 * subscriptions stay as they are.
 */
@Injectable()
export class LeanFields implements OnApplicationBootstrap {
  constructor(
    private readonly host: GraphQLSchemaHost,
    private readonly modules: ModulesContainer,
  ) {}

  onApplicationBootstrap(): void {
    dropPlainResolvers(this.host.schema);
    if (hasRenamedInput()) return;
    for (const module of this.modules.values()) {
      for (const wrapper of module.providers.values()) {
        if (wrapper.instance && wrapper.isDependencyTreeStatic()) callDirectly(this.host.schema, wrapper.instance);
      }
    }
  }
}

/**
 * Nest gives a resolver to each field of each class, also to those that only read a property of the same name. Executors do that by themselves,
 * and a compiled query does it without a call. Only a property declared as a promise keeps its resolver: what a compiled query reads it does
 * not await.
 */
export function dropPlainResolvers(schema: GraphQLSchema): void {
  const promises = declaredPromises();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (isPlain(field) && !promises.has(`${type.name}.${field.name}`)) field.resolve = undefined;
    }
  }
}

/** `Type.field` of each property that the compiler has noted down as a `Promise`. */
function declaredPromises(): Set<string> {
  const found = new Set<string>();
  for (const { target, name, properties } of TypeMetadataStorage.getObjectTypesMetadata()) {
    for (const property of properties ?? []) {
      const declared: unknown = Reflect.getMetadata('design:type', target.prototype as object, property.name);
      if (declared === Promise) found.add(`${name}.${property.schemaName}`);
    }
  }
  return found;
}

/** Whether the resolver is the one of Nest, and reads the property of the field's name and nothing else. */
function isPlain({ name, resolve }: GraphQLField<unknown, unknown>): boolean {
  if (resolve?.name !== 'rootFieldResolver') return false;
  const read: PropertyKey[] = [];
  const parent = new Proxy({}, { get: (_, key) => void read.push(key) });
  const missing: unknown = (resolve as (parent: object) => unknown)(parent);
  return missing === undefined && read.length === 1 && read[0] === name;
}

/** What Nest notes down of a parameter of a method, under `kind:index`. The kinds are the places in the call of a GraphQL resolver but two. */
interface Parameter {
  index: number;
  data?: string;
  pipes?: unknown[];
  schema?: unknown;
}
type Pick = (call: Parameters<GraphQLFieldResolver<unknown, unknown>>) => unknown;

const PLACE_OF_KIND: Record<string, number> = { '0': 0, '3': 1, '1': 2, '2': 3 };

/** Lets the schema call the methods of a resolver with `@ResolveField()` that have no pipes and no middleware. */
export function callDirectly(schema: GraphQLSchema, instance: object): void {
  const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
  const typeName: unknown = Reflect.getMetadata(RESOLVER_TYPE_METADATA, instance.constructor);
  const type = typeof typeName === 'string' ? schema.getType(typeName) : undefined;
  if (!isObjectType(type) || Reflect.hasMetadata(PIPES, instance.constructor)) return;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (typeof method !== 'function' || !Reflect.getMetadata(RESOLVER_PROPERTY_METADATA, method)) continue;
    if (Reflect.hasMetadata(PIPES, method) || Reflect.getMetadata(FIELD_RESOLVER_MIDDLEWARE_METADATA, method)) continue;
    const field = type.getFields()[(Reflect.getMetadata(RESOLVER_NAME_METADATA, method) as string | undefined) ?? name];
    const picks = picksOf(Reflect.getMetadata(PARAM_ARGS_METADATA, instance.constructor, name) as ParameterMap);
    if (!field?.resolve || !picks) continue;
    field.resolve = (...call) =>
      (method as (...given: unknown[]) => unknown).apply(
        instance,
        picks.map((pick) => pick(call)),
      );
  }
}

type ParameterMap = Record<string, Parameter> | undefined;

/** How to make the parameters of a method; undefined where only Nest knows. */
function picksOf(parameters: ParameterMap): Pick[] | undefined {
  const picks: Pick[] = [];
  for (const [key, { index, data, pipes, schema }] of Object.entries(parameters ?? {})) {
    const place = PLACE_OF_KIND[key.slice(0, key.indexOf(':'))];
    if (place === undefined || pipes?.length || schema) return undefined;
    picks[index] = data ? (call) => (call[place] as Record<string, unknown>)[data] : (call) => call[place];
  }
  // A parameter without a decorator between others is undefined.
  return Array.from(picks, (pick) => pick ?? (() => undefined));
}

/** A list of Nest's own: what `@UsePipes()` leaves behind. */
const PIPES = '__pipes__';

/** Nest gives input fields other names where a class says so (`@Field({ name })`): here none does. */
const hasRenamedInput = () =>
  [...TypeMetadataStorage.getInputTypesMetadata(), ...TypeMetadataStorage.getArgumentsMetadata()].some(
    ({ properties }) => properties?.some(({ name, schemaName }) => name !== schemaName),
  );

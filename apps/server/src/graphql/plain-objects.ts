import {
  getNamedType,
  getNullableType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLScalarType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Fields = ReturnType<GraphQLObjectType['getFields']>;

/**
 * A query and the schema to compile it with: objects of which nothing but properties is read, such as the values of a history, are made in
 * one go. graphql-jit prepares closures, paths and places in the query for each field of each of them, in case something is wrong with it.
 * Here that ends in an error without a place, and then graphql-js answers.
 * @param document of one operation, without directives and without interfaces and unions
 */
export function withPlainObjects(
  schema: GraphQLSchema,
  document: DocumentNode,
): { schema: GraphQLSchema; document: DocumentNode } {
  const query = schema.getQueryType()!;
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  if (operation.operation !== OperationTypeNode.QUERY) return { schema, document };
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  const selectionSet = withoutFragments(operation.selectionSet, fragments);
  const root = simplified(query, selectionSet);
  return {
    schema: Object.create(schema, { getQueryType: { value: () => root } }) as GraphQLSchema,
    document: { ...document, definitions: [{ ...operation, selectionSet }] },
  };
}

/** A fragment on a type does not apply to a type that is seen as another. Where all are objects, it applies wherever it is allowed. */
function withoutFragments(set: SelectionSetNode, fragments: Map<string, SelectionSetNode>): SelectionSetNode {
  const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind === Kind.FIELD)
      return [node.selectionSet ? { ...node, selectionSet: withoutFragments(node.selectionSet, fragments) } : node];
    const below = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)!;
    return withoutFragments(below, fragments).selections;
  });
  return { ...set, selections };
}

/** The type as these selections see it; itself where there is nothing to gain. */
function simplified(type: GraphQLObjectType, set: SelectionSetNode): GraphQLObjectType {
  const fields = type.getFields();
  const changed: Fields = {};
  for (const [name, nodes] of grouped(set.selections as FieldNode[])) {
    const field = fields[name];
    const named = field && getNamedType(field.type);
    const [node, ...others] = nodes;
    // Under two names it may be asked for different things.
    if (!named || !isObjectType(named) || !node?.selectionSet || others.length) continue;
    const made = madeInOneGo(named, node.selectionSet, getNullableType(field.type));
    const below = made ? undefined : simplified(named, node.selectionSet);
    if (made) changed[name] = { ...field, type: isNonNullType(field.type) ? new GraphQLNonNull(made) : made };
    else if (below && below !== named) changed[name] = { ...field, type: around(field.type, below) };
  }
  if (!Object.keys(changed).length) return type;
  const seen = { ...fields, ...changed };
  return Object.create(type, { getFields: { value: () => seen } }) as GraphQLObjectType;
}

/** The same lists and nulls around another type. */
function around(type: GraphQLOutputType, inner: GraphQLObjectType): GraphQLOutputType {
  if (isNonNullType(type)) return new GraphQLNonNull(around(type.ofType, inner) as GraphQLObjectType);
  return isListType(type) ? new GraphQLList(around(type.ofType, inner)) : inner;
}

let madeSoFar = 0;

interface PlainField {
  key: string;
  name: string;
  type: GraphQLLeafType;
  mayBeNull: boolean;
}

/** A scalar whose values are such objects, or lists of them; undefined where more is asked for than properties. */
function madeInOneGo(type: GraphQLObjectType, set: SelectionSetNode, outer: GraphQLOutputType) {
  const fields: PlainField[] = [];
  for (const node of set.selections) {
    if (node.kind !== Kind.FIELD || node.arguments?.length || node.directives?.length) return undefined;
    const field = type.getFields()[node.name.value];
    const inner = field && getNullableType(field.type);
    if (!inner || !isLeafType(inner) || field.resolve) return undefined;
    const key = (node.alias ?? node.name).value;
    fields.push({ key, name: field.name, type: inner, mayBeNull: !isNonNullType(field.type) });
  }
  const isList = isListType(outer);
  if (isList && isListType(getNullableType(outer.ofType))) return undefined;
  const serialize = (value: unknown): unknown =>
    isList ? allMade(value as Iterable<unknown>, fields) : made(value, fields);
  // The compiler knows what it gives out by the name.
  return new GraphQLScalarType({ name: `${type.name}${++madeSoFar}`, serialize });
}

function allMade(sources: Iterable<unknown>, fields: PlainField[]): Record<string, unknown>[] {
  const list = Array.isArray(sources) ? (sources as unknown[]) : Array.from(sources);
  return list.map((one) => made(one, fields));
}

function made(source: unknown, fields: PlainField[]): Record<string, unknown> {
  if (typeof source !== 'object' || !source || source instanceof Error) throw new Error('This is no object.');
  const object: Record<string, unknown> = {};
  for (let i = 0; i < fields.length; i++) {
    const { key, name, type, mayBeNull } = fields[i]!;
    const value = (source as Record<string, unknown>)[name];
    if (value === null || value === undefined) {
      if (!mayBeNull) throw new Error(`${name} must not be null.`);
      object[key] = null;
      continue;
    }
    if (typeof value === 'function' || value instanceof Error) throw new Error(`${name} is no value.`);
    const serialized: unknown = type.serialize(value);
    // What cannot be given out is an error or, from our DateTime, a null.
    if (serialized === undefined || (serialized === null && !mayBeNull)) throw new Error(`${name} has no value.`);
    object[key] = serialized;
  }
  return object;
}

/** By the name of the field. */
function grouped(nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
  const groups = new Map<string, FieldNode[]>();
  for (const node of nodes) groups.set(node.name.value, [...(groups.get(node.name.value) ?? []), node]);
  return groups;
}

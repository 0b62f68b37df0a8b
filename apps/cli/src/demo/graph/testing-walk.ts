// Queries made from the schema: for each list there is one that asks for all there is.
import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** A list of objects, and how to come to it: fields from the root on, the last one being the list. */
export interface ListPlace {
  name: string;
  path: Field[];
}

const isConnection = (field: Field) => getNamedType(field.type).name.endsWith('Connection');
const objectOf = (field: Field): GraphQLObjectType | undefined => {
  const type = getNamedType(field.type);
  return isObjectType(type) ? type : undefined;
};

/** The type of the entries of a connection; undefined where the field is none. */
export const nodeOf = (field: Field): GraphQLObjectType | undefined =>
  isConnection(field) ? objectOf(objectOf(field)!.getFields()['nodes']!) : undefined;

const isListOfObjects = (field: Field) => isListType(getNullableType(field.type)) && objectOf(field) !== undefined;

/** Each list and connection of Query, and each connection of another type by the first way that leads to it from there. */
export function listsOf(schema: GraphQLSchema): ListPlace[] {
  const roots = Object.values(schema.getQueryType()!.getFields())
    .filter((field) => isConnection(field) || isListOfObjects(field))
    .map((field) => ({ name: `Query.${field.name}`, path: [field] }));
  const found = [...roots];
  const seen = new Set<GraphQLObjectType>();
  let ways = roots.map(({ path }) => path);
  while (ways.length > 0) {
    ways = ways.flatMap((path) => {
      const type = nodeOf(path.at(-1)!) ?? objectOf(path.at(-1)!);
      if (!type || seen.has(type)) return [];
      seen.add(type);
      const fields = Object.values(type.getFields());
      for (const field of fields.filter(isConnection))
        found.push({ name: `${type.name}.${field.name}`, path: [...path, field] });
      return fields.filter(objectOf).map((field) => [...path, field]);
    });
  }
  return found;
}

/** The name of every connection that a type of the schema has, wherever it can be reached from. */
export const connectionsOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && type !== schema.getSubscriptionType()
      ? Object.values(type.getFields())
          .filter(isConnection)
          .map((field) => `${type.name}.${field.name}`)
      : [],
  );

export interface Asking {
  /** Entries of the last list of the way. */
  first: number;
  /** The last list is asked how long it is. */
  totalCount?: boolean;
  /** Arguments by their names, or the names of field or type before them; the others are left to their defaults. */
  given: Record<string, string | undefined>;
  /** How many levels of objects there are within the entries; with none they have no fields either. */
  levels?: number | 'none';
}

const LEVELS = 3;
/** Entries of lists within entries. */
const FEW = 3;

/** A query for a list with everything that its entries have, three levels of objects deep. */
export function queryFor({ path }: ListPlace, asking: Asking): string {
  const ask = ([field, ...further]: Field[]): string => {
    const isLast = further.length === 0;
    const type = nodeOf(field!) ?? objectOf(field!)!;
    const below = isLast ? everything(type, asking.levels ?? LEVELS, asking) : ` { ${ask(further)} }`;
    const paging = isLast && asking.totalCount ? 'totalCount' : 'pageInfo { hasNextPage } edges { cursor }';
    const entries = nodeOf(field!) ? `{ ${isLast ? paging : ''} nodes ${below} }` : below;
    return `${field!.name}${argumentsOf(field!, isLast ? asking.first : FEW, asking)} ${entries}`;
  };
  return `{ ${ask(path)} }`;
}

function everything(type: GraphQLObjectType, levels: number | 'none', asking: Asking): string {
  if (levels === 'none') return '{ __typename }';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const object = objectOf(field);
    if (!object) return [field.name];
    if (levels === 0) return [];
    const node = nodeOf(field);
    const below = everything(node ?? object, levels - 1, asking);
    return [`${field.name}${argumentsOf(field, FEW, asking)} ${node ? `{ nodes ${below} }` : below}`];
  });
  return `{ ${['__typename', ...fields].join(' ')} }`;
}

function argumentsOf(field: Field, first: number, { given }: Asking): string {
  const values = field.args.flatMap((arg) => {
    if (arg.name === 'first') return [`first: ${first}`];
    const names = [`${field.name} ${arg.name}`, `${getNamedType(arg.type).name} ${arg.name}`, arg.name];
    const value = names.map((name) => given[name]).find((known) => known !== undefined);
    if (value !== undefined) return [`${arg.name}: ${value}`];
    if (isRequiredArgument(arg)) throw new Error(`Say what to give ${field.name} as ${arg.name}.`);
    return [];
  });
  return values.length ? `(${values.join(', ')})` : '';
}

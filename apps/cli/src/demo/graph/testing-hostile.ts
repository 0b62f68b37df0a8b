// Calls of each field that takes arguments, with values that nobody in good faith would send.
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

const cursor = (key: string) => Buffer.from(`k:${key}`).toString('base64url');

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff\ud800',
  '\u202e\ufeff\u{10ffff}',
  `' OR 1=1 --`,
  `"; $1 $$ \\ \\x00 %s {} [] ()`,
  '%_%',
  '{"a":1}',
  '-1',
  'NaN',
  'Infinity',
  '9'.repeat(15),
  '9'.repeat(18),
  '9'.repeat(40),
  '1e999',
  'a'.repeat(20_000),
  'ä'.repeat(2_000),
  '( '.repeat(500),
  '../../etc/passwd',
  'k:',
  ...[
    '',
    '0',
    '-1',
    '9'.repeat(15),
    '9'.repeat(18),
    'a\u0000',
    '\ud800',
    '/',
    'a/0-0',
    'a/9999999999999999999-a',
    "'",
  ].map(cursor),
];
const INTS = [0, -1, 1, 2 ** 31 - 1, -(2 ** 31), 1_000, 10_000];
const FLOATS = [0, -0, 1e308, -1e308, 5e-324, 1e15, -181, 91, 180.0000001, 0.1 + 0.2];
const DAYS = [
  '0001-01-01',
  '9999-12-31',
  '2024-02-29',
  '2023-02-29',
  '2026-13-40',
  '',
  'infinity',
  '-0001-01-01',
  '2026-01-01T00:00:00Z',
  1e9,
];
const TIMES = [
  ...['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z'],
  ...['2026-06-30T23:59:60Z', '2026-02-30T00:00:00Z', '-infinity', '', 'now', '1970-01-01T00:00:00+99:99'],
];
const ring = (...points: unknown[]) => ({ type: 'Polygon', coordinates: [points] });
const POLYGONS = [
  {},
  { type: 'Point', coordinates: [7.9, 51.7] },
  { type: 'Polygon', coordinates: [] },
  { type: 'Polygon', coordinates: [[]] },
  ring([7.9, 51.7]),
  ring([7.9, 51.7], [7.9, 51.7], [7.9, 51.7], [7.9, 51.7]),
  ring([7.8, 51.7], [7.9, 51.8], [7.9, 51.7], [7.8, 51.8], [7.8, 51.7]),
  ring([7.8, 51.7], [7.9, 51.8], [7.9, 51.7]),
  ring([1e308, 1e308], [-1e308, 1e308], [0, -1e308], [1e308, 1e308]),
  ring(['a', 'b'], [null, {}], [], [7.9, 51.7]),
  ring([7.8, 51.7, 1, 2, 3], [7.9, 51.7, 1], [7.9, 51.8], [7.8, 51.7, 1, 2, 3]),
  { type: 'Polygon', coordinates: '\u0000' },
];

const title = (text: string) => ({ field: 'fibre', title: { de: text, en: text } });
const OBJECTS: unknown[] = [
  ...[{}, [], [{}], 'x', 5, { title: null }, { __proto__: 1, constructor: 'x' }],
  ...['\u0000', '\ud800', '\\u0000', 'x'.repeat(20_000)].map(title),
  { ...title('deep'), text: JSON.parse('[['.repeat(500) + ']]'.repeat(500)) as unknown },
];

export interface Call {
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

export interface Parent {
  type: string;
  /** A query for a field of it, such as `sensor(id: "a") { name }`. */
  within: (asked: string) => string;
}

/** Each field of Query, Mutation and these parents, with each value for each argument, the others being as they should. */
export function hostileCalls(schema: GraphQLSchema, parents: Parent[], good: Record<string, unknown>): Call[] {
  return [
    ...callsOf(schema.getQueryType()!, good, (asked) => asked),
    ...callsOf(schema.getMutationType()!, good, (asked) => asked, 'mutation'),
    ...parents.flatMap(({ type, within }) => callsOf(schema.getType(type) as GraphQLObjectType, good, within)),
  ];
}

function callsOf(
  type: GraphQLObjectType,
  good: Record<string, unknown>,
  within: (asked: string) => string,
  operation = 'query',
): Call[] {
  const call = (field: Field, bad: GraphQLArgument, value: unknown): Call => {
    const given = field.args.filter((arg) => arg === bad || isRequiredArgument(arg));
    const [declared, passed] = [
      given.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', '),
      given.map((arg) => `${arg.name}: $${arg.name}`).join(', '),
    ];
    return {
      name: `${type.name}.${field.name} ${bad.name}`,
      query: `${operation} (${declared}) { ${within(`${field.name}(${passed})${selectionOf(field)}`)} }`,
      variables: Object.fromEntries(
        given.map((arg) => [arg.name, arg === bad ? value : plain(arg.name, arg.type, good)]),
      ),
    };
  };
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.flatMap((bad) => valuesOf(bad.type, good).map((value) => call(field, bad, value))),
  );
}

/** What costs a statement of its own: the entries, and how many they are. */
function selectionOf(field: Field): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return '';
  const fields = type.getFields();
  return 'totalCount' in fields ? ' { totalCount nodes { __typename } }' : ' { __typename }';
}

function valuesOf(type: GraphQLInputType, good: Record<string, unknown>): unknown[] {
  const named = getNamedType(type);
  const nullable = isNonNullType(type) ? [] : [null];
  if (isListType(getNullableType(type)))
    return [
      ...nullable,
      [],
      ...single(named as GraphQLInputType, good).map((value) => [value]),
      Array(1_000).fill(single(named as GraphQLInputType, good).at(-1)),
    ];
  return [...nullable, ...single(named as GraphQLInputType, good)];
}

function single(type: GraphQLInputType, good: Record<string, unknown>): unknown[] {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues().map(({ name }) => name);
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    const whole = Object.fromEntries(
      fields
        .filter((field) => isNonNullType(field.type))
        .map((field) => [field.name, plain(field.name, field.type, good)]),
    );
    return fields.flatMap((field) => valuesOf(field.type, good).map((value) => ({ ...whole, [field.name]: value })));
  }
  switch (named.name) {
    case 'Int':
      return INTS;
    case 'Float':
      return FLOATS;
    case 'Boolean':
      return [true, false];
    case 'LocalDate':
      return DAYS;
    case 'DateTime':
      return TIMES;
    case 'GeoJsonPolygon':
      return POLYGONS;
    case 'JsonObject':
      return OBJECTS;
    default:
      return TEXTS;
  }
}

function plain(name: string, type: GraphQLInputType, good: Record<string, unknown>): unknown {
  const named = getNamedType(type);
  const value = good[`${named.name} ${name}`] ?? good[name] ?? good[named.name];
  if (value !== undefined) return value;
  if (isEnumType(named)) return named.getValues()[0]!.name;
  throw new Error(`Say what to give as ${name}: ${String(type)}.`);
}

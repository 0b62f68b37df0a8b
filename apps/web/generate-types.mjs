// Writes src/generated/graphql.ts, the types of every .graphql file under src, checked against the server's committed schema; and for
// the server its queries, which are asked for by id. What only rooms ask that are loaded later is in files of its own beside it, and so are the texts of
// all queries, in src/generated/texts.ts.
// node generate-types.mjs [--check] [schema file]
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Kind,
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
  print,
  typeFromAST,
  validate,
  visit,
} from 'graphql';

const args = process.argv.slice(2);
const schemaFile = args.find((arg) => !arg.startsWith('--')) ?? join(import.meta.dirname, '../server/schema.graphql');
const typesFile = join(import.meta.dirname, 'src/generated/graphql.ts');
/** Folders whose operations nobody needs before something is opened: types cost nothing, ids and subscriptions would be in the shell. */
const APART = {
  lists: 'lists/',
  map: 'map/',
  project: 'rollout/',
  station: 'sensors/station/',
  sensors: 'sensors/',
  street: 'streets/',
};
const textsFile = join(import.meta.dirname, 'src/generated/texts.ts');
const operationsFile = join(import.meta.dirname, '../server/src/graphql/persisted/operations.json');
const SCALARS = {
  ID: 'string',
  String: 'string',
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  DateTime: 'string',
  LocalDate: 'string',
  GeoJsonGeometry: 'Geometry',
};

const schema = buildSchema(await readFile(schemaFile, 'utf8'));
const files = (await readdir(join(import.meta.dirname, 'src'), { recursive: true }))
  .filter((name) => name.endsWith('.graphql'))
  .sort();
const texts = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, 'src', name), 'utf8')));
const document = parse(texts.join('\n'));
const fileOf = new Map(
  texts.flatMap((text, i) => parse(text).definitions.map((node) => [node.name.value, files[i].replaceAll('\\', '/')])),
);
const errors = validate(schema, document);
if (errors.length > 0) {
  console.error(errors.map((error) => error.toString()).join('\n\n'));
  process.exit(1);
}

const fragments = new Map(
  document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
);
const named = new Map();

/** The TypeScript name of a leaf or input type; enums and inputs are collected on the way. */
function nameOf(type) {
  if (!isEnumType(type) && !isInputObjectType(type)) {
    if (!(type.name in SCALARS))
      throw new Error(`The scalar ${type.name} has no TypeScript type in generate-types.mjs.`);
    return SCALARS[type.name];
  }
  if (!named.has(type.name)) {
    named.set(type.name, '');
    named.set(
      type.name,
      isEnumType(type)
        ? `export type ${type.name} = ${type
            .getValues()
            .map((value) => `'${value.name}'`)
            .join(' | ')};`
        : `export type ${type.name} = ${object(Object.values(type.getFields()).map((field) => [field.name, inputType(field.type), !isNonNullType(field.type)]))};`,
    );
  }
  return type.name;
}

const object = (fields) =>
  `{ ${fields.map(([name, type, optional]) => `${name}${optional ? '?' : ''}: ${type}`).join('; ')} }`;

/** Wraps the TypeScript type `inner` in the lists and nulls of a GraphQL type. */
function outputType(type, inner) {
  if (isNonNullType(type)) return isListType(type.ofType) ? `Array<${outputType(type.ofType.ofType, inner)}>` : inner;
  return `${isListType(type) ? `Array<${outputType(type.ofType, inner)}>` : inner} | null`;
}

const inputType = (type) => outputType(type, nameOf(getNamedType(type)));

function selectionType(parent, selectionSet) {
  const fields = [];
  const spreads = [];
  for (const node of selectionSet.selections) {
    if (node.kind === Kind.FRAGMENT_SPREAD) spreads.push(`${node.name.value}Fragment`);
    else if (node.kind !== Kind.FIELD) throw new Error('Inline fragments are not supported: name the fragment.');
    else {
      const type = parent.getFields()[node.name.value].type;
      const inner = isLeafType(getNamedType(type))
        ? nameOf(getNamedType(type))
        : selectionType(getNamedType(type), node.selectionSet);
      fields.push([(node.alias ?? node.name).value, outputType(type, inner.includes(' & ') ? `(${inner})` : inner)]);
    }
  }
  return [...spreads, ...(fields.length > 0 ? [object(fields)] : [])].join(' & ');
}

/** The operation and the fragments it needs, each once, without needless white space. */
function textOf(operation) {
  const needed = new Set();
  const collect = (node) =>
    visit(node, {
      FragmentSpread: ({ name }) => {
        if (!needed.has(name.value)) {
          needed.add(name.value);
          collect(fragments.get(name.value));
        }
      },
    });
  collect(operation);
  return [operation, ...[...needed].map((name) => fragments.get(name))]
    .map((node) => print(node).replace(/\s+/g, ' '))
    .join(' ');
}

const idOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

const operations = {};
const blocks = [];
const apart = Object.fromEntries(Object.keys(APART).map((name) => [name, { types: [], blocks: [] }]));
for (const [name, node] of fragments) {
  blocks.push(
    `export type ${name}Fragment = ${selectionType(schema.getType(node.typeCondition.name.value), node.selectionSet)};`,
  );
}
for (const node of document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)) {
  const name = node.name.value;
  const result = selectionType(schema.getRootType(node.operation), node.selectionSet);
  const variables = object(
    node.variableDefinitions.map((definition) => {
      const type = typeFromAST(schema, definition.type);
      return [definition.variable.name.value, inputType(type), !isNonNullType(type) || definition.defaultValue];
    }),
  );
  blocks.push(`export type ${name}Result = ${result};`, `export type ${name}Variables = ${variables};`);
  const text = textOf(node);
  const room = Object.keys(APART).find((room) => fileOf.get(name).startsWith(APART[room]));
  const to = room ? apart[room] : { types: [], blocks };
  to.types.push(`${name}Result`, `${name}Variables`);
  if (node.operation !== 'query') {
    to.blocks.push(`export const ${name} = ${JSON.stringify(text)} as Document<${name}Result, ${name}Variables>;`);
    continue;
  }
  const id = idOf(text);
  operations[id] = { name, text };
  to.blocks.push(`export const ${name}: PersistedQuery<${name}Result, ${name}Variables> = { id: '${id}' };`);
}

const types = `// Generated by generate-types.mjs from the schema and the .graphql files. Do not edit.
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
${blocks.join('\n').includes('Geometry') ? "import type { Geometry } from 'geojson';\n" : ''}
/** The text of an operation that knows the types of its result and its variables. */
export type Document<Result, Variables> = string & DocumentTypeDecoration<Result, Variables>;

/** A query that the server knows by its id. Its text, for one that does not, is in texts.ts. */
export interface PersistedQuery<Result, Variables> extends DocumentTypeDecoration<Result, Variables> {
  id: string;
}

${[...named.values(), ...blocks].join('\n\n')}
`;
const wrappersOf = (blocks) => ['Document', 'PersistedQuery'].filter((name) => blocks.join().includes(`${name}<`));
const apartFiles = Object.entries(apart).map(([room, { types, blocks }]) => [
  join(import.meta.dirname, `src/generated/${room}.ts`),
  `// Generated by generate-types.mjs. Do not edit.
import type { ${[...wrappersOf(blocks), ...types].join(', ')} } from './graphql.js';

${blocks.join('\n\n')}
`,
]);
const textOfId = Object.entries(operations).map(([id, { text }]) => `  '${id}': ${JSON.stringify(text)},`);
const written = {
  [typesFile]: types,
  [textsFile]: `// Generated by generate-types.mjs. Do not edit.
/** By id, for a server that does not know a query: it may be older or newer than the page. */
export const TEXTS: Record<string, string> = {
${textOfId.join('\n')}
};
`,
  ...Object.fromEntries(apartFiles),
  [operationsFile]: `${JSON.stringify(operations, null, 2)}\n`,
};
for (const [file, wanted] of Object.entries(written)) {
  if (!args.includes('--check')) await writeFile(file, wanted);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
    console.error(`${file} is not up to date: run "node generate-types.mjs" in apps/web and commit the result.`);
    process.exitCode = 1;
  }
}

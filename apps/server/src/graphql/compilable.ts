import {
  getNamedType,
  GraphQLScalarType,
  isAbstractType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  typeFromAST,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type NameNode,
  type OperationDefinitionNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import { coercedVariables, type Variables } from './variables.js';

/** A value as it is given to the compiled query under a name of ours. */
interface Argument {
  name: string;
  value: ValueNode;
  type: GraphQLInputType;
}

export interface Compilable {
  document: DocumentNode;
  /** The values of all arguments; undefined where graphql-js has to say what is wrong with them. */
  valuesFor(variables: Variables | undefined): Record<string, unknown> | undefined;
}

/** The type of all variables of a compiled query. They have been checked and converted before, so it changes nothing. */
const AS_GIVEN = new GraphQLScalarType({ name: 'AsGiven' });

/** The schema in which {@link Compilable} documents are compiled: the same, with one more type that nobody sees. */
export function schemaToCompileWith(schema: GraphQLSchema): GraphQLSchema {
  const getType = (name: string) => (name === AS_GIVEN.name ? AS_GIVEN : schema.getType(name));
  return Object.create(schema, { getType: { value: getType } }) as GraphQLSchema;
}

/**
 * A query as graphql-jit can be given it: every value in it, and every variable, becomes a variable of ours, whose values graphql-js makes. So
 * nothing that somebody has written gets into the code that is compiled but names (graphql-jit 0.8.9 runs what a text of a certain form holds),
 * and wrong values are what they are without it.
 * @returns undefined where graphql-jit would answer differently from graphql-js, see `docs/adr/0010-compiled-queries.md`
 */
export function compilable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Compilable | undefined {
  if (operation.operation === OperationTypeNode.MUTATION) return undefined;
  const given: Argument[] = [];
  let refused = false;
  const refuseIf = (condition: boolean) => {
    refused ||= condition;
  };
  const types = new TypeInfo(schema);
  const rewritten = visit(
    {
      kind: Kind.DOCUMENT,
      definitions: document.definitions.filter((node) => isPartOf(node, operation)),
    } as DocumentNode,
    visitWithTypeInfo(types, {
      Directive: () => refuseIf(true),
      FragmentDefinition: ({ typeCondition }) => refuseIf(isAbstractType(typeFromAST(schema, typeCondition))),
      InlineFragment: ({ typeCondition }) =>
        refuseIf(typeCondition !== undefined && isAbstractType(typeFromAST(schema, typeCondition))),
      Argument: {
        leave: (node) => {
          const type = types.getArgument()?.type;
          if (!type) return refuseIf(true);
          const name = `a${given.length}`;
          given.push({ name, value: node.value, type });
          return { ...node, value: { kind: Kind.VARIABLE, name: nameOf(name), loc: node.value.loc } };
        },
      },
      Field: {
        enter: ({ name, alias }) => {
          refuseIf(!canBeCompiled(name.value) || !canBeCompiled((alias ?? name).value));
          refuseIf(isAbstractType(getNamedType(types.getType())));
        },
        // The compiler writes into fields, and Apollo keeps the document: each is copied.
        leave: (node): FieldNode => ({ ...node }),
      },
    }),
  );
  if (refused) return undefined;
  return { document: withAllVariables(rewritten, given), valuesFor: valuesOf(schema, operation, given) };
}

const isPartOf = (node: DocumentNode['definitions'][number], operation: OperationDefinitionNode) =>
  node === operation || node.kind === Kind.FRAGMENT_DEFINITION;

/** The compiler tells fields apart by their path, joined by underscores, and `__proto__` is no key to it as others are. */
const canBeCompiled = (name: string) => name === '__typename' || !name.includes('_');

const nameOf = (value: string): NameNode => ({ kind: Kind.NAME, value });

const definitionOf = (name: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: nameOf(name) },
  type: { kind: Kind.NAMED_TYPE, name: nameOf(AS_GIVEN.name) },
});

/** Fragments may be written after the operation that uses them. */
const withAllVariables = (document: DocumentNode, given: Argument[]): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? { ...node, variableDefinitions: given.map(({ name }) => definitionOf(name)) }
      : node,
  ),
});

function valuesOf(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Argument[]) {
  return (variables?: Variables): Record<string, unknown> | undefined => {
    const { coerced, errors } = coercedVariables(schema, operation, variables);
    if (errors) return undefined;
    const values: Record<string, unknown> = {};
    for (const { name, value, type } of given) {
      if (value.kind === Kind.VARIABLE) {
        if (Object.hasOwn(coerced, value.name.value)) values[name] = coerced[value.name.value];
        continue;
      }
      const made: unknown = valueFromAST(value, type, coerced);
      if (made === undefined) return undefined;
      values[name] = made;
    }
    return values;
  };
}

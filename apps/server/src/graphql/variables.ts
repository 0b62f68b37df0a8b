import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;
type Coerced = ReturnType<typeof getVariableValues>;

const NONE: Variables = {};
const last = new WeakMap<Variables, { operation: OperationDefinitionNode; coerced: Coerced }>();

/** The values of an operation's variables as graphql-js reads them, once for all who ask in one request. */
export function coercedVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables = NONE,
): Coerced {
  const known = last.get(variables);
  if (known?.operation === operation) return known.coerced;
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  last.set(variables, { operation, coerced });
  return coerced;
}

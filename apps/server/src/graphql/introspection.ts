import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import type { GraphContext } from '@stadtlage/datasets';
import { execute, Kind, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** GraphiQL, code generators and notebooks each have one, of 300,000 characters. */
const CHARACTERS = 6_000_000;

/** What the schema is stays the same: an answer to the same question about it is made once. Making one takes 50 ms. */
export function keptIntrospection(): ApolloServerPlugin<GraphContext> {
  const kept = new LRUCache<string, ExecutionResult>({ maxSize: CHARACTERS });
  return {
    requestDidStart: async () => ({
      async responseForOperation({ queryHash, operationName, operation, schema, document }) {
        if (!isAboutSchema(operation)) return null;
        const key = `${queryHash} ${operationName ?? ''}`;
        const known = kept.get(key);
        const result = known ?? (await execute({ schema, document, operationName }));
        if (result.errors) return null;
        if (!known) kept.set(key, result, { size: JSON.stringify(result.data).length });
        return {
          http: { headers: new HeaderMap(), status: undefined },
          body: { kind: 'single', singleResult: { data: result.data } },
        } as GraphQLResponse;
      },
    }),
  };
}

/** And about nothing else, and without variables that could make it another question. */
const isAboutSchema = ({ selectionSet, variableDefinitions }: OperationDefinitionNode): boolean =>
  !variableDefinitions?.length &&
  selectionSet.selections.every(
    (one) => one.kind === Kind.FIELD && one.name.value === '__schema' && !one.directives?.length,
  );

import type { GraphContext } from '@stadtlage/datasets';
import { execute, type DocumentNode, type GraphQLSchema } from 'graphql';

/**
 * Asks the GraphQL schema, as anybody may: a page says what GraphQL says.
 * @throws the first error of a field
 */
export async function ask<Answer>(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown> = {},
): Promise<Answer> {
  const contextValue: GraphContext = {};
  const { data, errors } = await execute({ schema, document, variableValues, contextValue });
  if (errors) throw errors[0]!.originalError ?? errors[0]!;
  return data as unknown as Answer;
}

import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { isRefusal, type Budget, type Charge, type Client } from './budget.js';
import { costOf } from './cost.js';
import { limitError } from './limits.js';

/**
 * Charges a client for a valid operation before it runs.
 * @throws GraphQLError QUERY_TOO_EXPENSIVE or COST_BUDGET_EXCEEDED, that says what it costs and how to ask for less
 */
export function charge(
  budget: Budget,
  client: Client,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> | undefined,
): Charge {
  const characters = document.loc?.source.body.length ?? 0;
  const { points, most } = costOf(schema, document, operation, variables);
  if (points > budget.mostOfAQuery) {
    const largest = most();
    budget.chargeRefusal(client, characters);
    const fix = 'Ask for a smaller page (first) or fewer fields there. Whole datasets are files: see /datasets.json.';
    throw limitError(
      'QUERY_TOO_EXPENSIVE',
      `This ${operation.operation} may cost ${text(points)} points; one may cost ${text(budget.mostOfAQuery)}. Most of it is ${largest.field} with ${text(largest.points)}. ${fix}`,
      { requested: points, limit: budget.mostOfAQuery, field: largest.field },
    );
  }
  const taken = budget.take(client, points, characters);
  if (!isRefusal(taken)) return { requested: points, account: taken };
  const { limit, remaining, retryAfterSeconds } = taken;
  throw limitError(
    'COST_BUDGET_EXCEEDED',
    `This ${operation.operation} costs ${text(points)} points, and you have ${text(remaining)} left of ${text(limit)} a minute. Send it again in ${retryAfterSeconds} s, or ask for less.`,
    { requested: points, limit, remaining, retryAfterSeconds },
  );
}

const text = (points: number) => points.toLocaleString('en');

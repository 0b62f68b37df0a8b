import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { GraphContext } from '@stadtlage/datasets';
import type { GraphQLError } from 'graphql';
import { overHttp } from './admit.js';
import { costExtension, rateLimitHeaders, type Account, type Budget, type Charge } from './budget.js';
import { charge } from './charge.js';
import { limitError } from './limits.js';

/**
 * Charges each operation before it runs, and says in each answer what it cost and what is left. Those of the web app, which
 * are persisted and whose answers are kept, are free.
 */
export function costPlugin(budget: Budget): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: async ({ contextValue: { isPersisted } }) => {
      if (isPersisted) return;
      let requested: number | undefined;
      let account: Account | undefined;
      return {
        didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
          if (!operation) return;
          try {
            // Apollo would carry it out like a query, of which its resolver knows nothing.
            if (operation.operation === 'subscription')
              throw limitError(
                'SUBSCRIPTION_OVER_HTTP',
                'Subscriptions are answered over a WebSocket to /graphql, by graphql-transport-ws: the npm package graphql-ws speaks it.',
              );
            ({ requested, account } = charge(budget, contextValue, schema, document, operation, request.variables));
            contextValue.checked?.();
          } catch (error) {
            requested = (error as GraphQLError).extensions['requested'] as number | undefined;
            throw overHttp(error as GraphQLError);
          }
        },
        willSendResponse: async (context) => {
          // What could not be run was parsed and validated all the same, and what failed ran for nothing.
          const { body } = context.response;
          const hasFailed = body.kind === 'single' && body.singleResult.errors?.length;
          if (requested !== undefined && account && context.contextValue.isAgain) {
            account = budget.chargeAgain(context.contextValue, requested);
            requested *= 2;
          }
          if (account && hasFailed) ({ account } = budget.chargeRefusal(context.contextValue, 0));
          const charged =
            requested === undefined
              ? budget.chargeRefusal(context.contextValue, context.source?.length ?? 0)
              : { requested, account: account ?? budget.account(context.contextValue) };
          tell(context, charged);
        },
      };
    },
  };
}

function tell({ response }: GraphQLRequestContext<GraphContext>, charged: Charge): void {
  for (const [name, value] of rateLimitHeaders(charged.account)) response.http.headers.set(name, value);
  // What is left is nobody else's.
  response.http.headers.set('cache-control', 'no-store');
  if (response.body?.kind !== 'single') return;
  const result = response.body.singleResult;
  response.body.singleResult = { ...result, extensions: { ...result.extensions, ...costExtension(charged) } };
}

import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphContext, Tally } from '@stadtlage/datasets';

/**
 * Counts each query that is answered with data as a use of the open data. Not those of the web app, which are persisted and counted where
 * they are kept; not those of signed-in operators, who use what is theirs; no mutations.
 */
export function countQueries(tally: Tally): ApolloServerPlugin<GraphContext> {
  const usesOf = tally.api('graphql', 'query');
  return {
    requestDidStart: async ({ contextValue: { isPersisted, operator }, request }) => {
      if (isPersisted || operator) return;
      return {
        willSendResponse: async ({ operation, response: { body } }) => {
          if (operation?.operation !== 'query' || body.kind !== 'single' || !body.singleResult.data) return;
          usesOf({ 'sec-fetch-site': request.http?.headers.get('sec-fetch-site') }).count++;
        },
      };
    },
  };
}

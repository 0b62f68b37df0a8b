import type { GraphContext } from '@stadtlage/datasets';
import {
  getOperationAST,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { FormatError } from './app.module.js';
import { sizeLimit, MAX_TOKENS } from './graphql-limits.js';

const MAX_MESSAGE_BYTES = 100_000;
const MAX_PER_CONNECTION = 20;

/**
 * Serves subscriptions at /graphql by the graphql-ws protocol, with the limits that queries have over HTTP:
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 * @returns a function that ends them all
 */
export function serveSubscriptions(http: Server, schema: GraphQLSchema, formatError: FormatError): () => Promise<void> {
  const sockets = new WebSocketServer({ server: http, path: '/graphql', maxPayload: MAX_MESSAGE_BYTES });
  const running = useServer(
    {
      onSubscribe: ({ subscriptions }, _id, { query, operationName, variables }) => {
        if (Object.keys(subscriptions).length > MAX_PER_CONNECTION) {
          return [refusal(`A connection holds at most ${MAX_PER_CONNECTION} subscriptions. End one first.`)];
        }
        const document = read(query);
        if (Array.isArray(document)) return document;
        if (getOperationAST(document, operationName)?.operation !== 'subscription') {
          return [refusal('Only subscriptions are answered here. Send queries by HTTP POST to the same address.')];
        }
        const errors = validate(schema, document, [...specifiedRules, sizeLimit]);
        if (errors.length) return errors;
        const contextValue: GraphContext = {};
        return { schema, document, operationName, variableValues: variables, contextValue };
      },
      onNext: (_ctx, _id, _payload, _args, result) => {
        if (!result.errors) return undefined;
        return { ...result, errors: result.errors.map((error) => formatError(error.toJSON(), error)) as never };
      },
      onError: (_ctx, _id, _payload, errors) =>
        errors.map((error) =>
          error instanceof GraphQLError && !hasLeft(error) ? formatError(error.toJSON(), error) : error,
        ),
    },
    sockets,
  );
  return async () => {
    await running.dispose();
    sockets.close();
  };
}

function read(query: string): DocumentNode | GraphQLError[] {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [error as GraphQLError];
  }
}

const refusal = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** Somebody closed the page while a value was on its way to it: no fault of anybody. */
const hasLeft = ({ originalError }: GraphQLError) =>
  ['EPIPE', 'ECONNRESET'].includes((originalError as NodeJS.ErrnoException | undefined)?.code ?? '');

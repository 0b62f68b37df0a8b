import { networkOf, type GraphContext } from '@stadtlage/datasets';
import {
  getOperationAST,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { makeServer } from 'graphql-ws';
import { LRUCache } from 'lru-cache';
import type { IncomingMessage, Server } from 'node:http';
import type { FormatError } from '../app.module.js';
import { owesPoints } from './admit.js';
import type { Budget } from './budget.js';
import { charge } from './charge.js';
import { bytesOf, Holdings, type HoldingLimits } from './holdings.js';
import { checkDocument, limitError, validationOptions } from './limits.js';
import { subscriber, type LiveArgs } from './live-events.js';
import { serveLiveSockets, type LiveExtra, type SocketBounds, type SocketCounters } from './live-sockets.js';
import type { Log } from '../log.js';

/** What somebody subscribes with is kept for as long. */
const MAX_MESSAGE_BYTES = 40_000;
const MAX_PER_CONNECTION = 20;
/** Many subscribe with the same document, all at once after a restart. */
const KNOWN_DOCUMENTS = 200;
const KNOWN_BYTES = 16_000_000;
const HOLDING_LIMITS: HoldingLimits = { all: 256_000_000, ofOne: 32_000_000 };

interface SubscriptionOptions {
  budget: Budget;
  /** The network address that a request came from. */
  clientOf: (request: IncomingMessage) => string;
  log: Log;
  bounds?: Partial<SocketBounds>;
  holding?: HoldingLimits;
  counters?: SocketCounters;
}

/**
 * Serves subscriptions at /graphql by the graphql-ws protocol, with the limits that queries have over HTTP:
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 * Each is charged once, when it begins.
 * @returns a function that ends them all
 */
export function serveSubscriptions(
  http: Server,
  schema: GraphQLSchema,
  formatError: FormatError,
  { budget, holding, ...socketOptions }: SubscriptionOptions,
): () => Promise<void> {
  const known = new LRUCache<string, DocumentNode>({
    max: KNOWN_DOCUMENTS,
    maxSize: KNOWN_BYTES,
    sizeCalculation: (document) => bytesOf(document),
  });
  const holdings = new Holdings(holding ?? HOLDING_LIMITS);
  /** By what is sent to subscribe. */
  const held = new WeakMap<object, () => void>();
  const subscribe = subscriber(schema);
  const protocol = makeServer<Record<string, unknown>, LiveExtra>({
    // Nobody asks for it, and it would be kept as long as the connection.
    onConnect: (context) => void ((context as { connectionParams?: unknown }).connectionParams = undefined),
    subscribe: ({ end, ...args }: LiveArgs & { end?(): void }) =>
      subscribe(args).catch((error) => {
        end?.();
        throw error;
      }),
    onSubscribe: ({ subscriptions, extra }, _id, payload) => {
      const { query, operationName, variables } = payload;
      if (Object.keys(subscriptions).length > MAX_PER_CONNECTION) {
        const text = `A connection holds at most ${MAX_PER_CONNECTION} subscriptions. End one first.`;
        return [limitError('TOO_MANY_SUBSCRIPTIONS', text)];
      }
      const client = { client: extra.client };
      const debt = owesPoints(budget, client);
      if (debt) return [debt];
      // To read and check it takes time, also where it is refused.
      const refused = (errors: readonly GraphQLError[]) => {
        budget.chargeRefusal(client, query.length);
        return errors;
      };
      const document = known.get(query) ?? read(query);
      if (Array.isArray(document)) return refused(document);
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== 'subscription') {
        return refused([
          refusal('Only subscriptions are answered here. Send queries by HTTP POST to the same address.'),
        ]);
      }
      const errors = known.has(query) ? [] : validate(schema, document, specifiedRules, validationOptions);
      if (errors.length) return refused(errors);
      known.set(query, document);
      const contextValue: GraphContext = {};
      let end = () => {};
      try {
        const [network, message] = [networkOf(extra.client), extra.messageBytes];
        end = holdings.hold({ network, document, query: query.length, message });
        charge(budget, client, schema, document, operation, variables ?? undefined);
      } catch (error) {
        end();
        return [error as GraphQLError];
      }
      held.set(payload, end);
      const { ready } = extra;
      return { schema, document, operationName, variableValues: variables, contextValue, ready, end };
    },
    // When nothing of it is under way any more, however it came to its end.
    onComplete: (_ctx, _id, payload) => held.get(payload)?.(),
    onNext: (_ctx, _id, _payload, _args, result) => {
      if (!result.errors) return undefined;
      return { ...result, errors: result.errors.map((error) => formatError(error.toJSON(), error)) as never };
    },
    onError: (_ctx, _id, _payload, errors) =>
      errors.map((error) => (error instanceof GraphQLError ? formatError(error.toJSON(), error) : error)),
  });
  return serveLiveSockets(http, protocol, { ...socketOptions, maxPayload: MAX_MESSAGE_BYTES });
}

function read(query: string): DocumentNode | GraphQLError[] {
  try {
    return checkDocument(query) ?? parse(query);
  } catch (error) {
    return [error as GraphQLError];
  }
}

const refusal = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLResponse,
} from '@apollo/server';
import { UserError } from '@stadtlage/database';
import type { GraphContext } from '@stadtlage/datasets';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { FormatError } from '../app.module.js';
import { BYTES_PER_FIELD, compilerFor, type Run } from './compiler.js';
import { measure } from './limits.js';

const MOST_QUERIES = 300;
const MOST_BYTES = 32 * 2 ** 20;
const MOST_SEEN = 2_000;

type Resolved = GraphQLRequestContextResponseForOperation<GraphContext>;

/** By what queries were answered since the process started. */
export interface CompiledCounters {
  compiled: number;
  ordinary: number;
  again: number;
}

/**
 * Answers queries that are asked again with code compiled for them (graphql-jit); all else, and all that goes wrong, is left to graphql-js, so
 * that answers are the same. See docs/adr/0010-compiled-queries.md.
 */
export function compiledQueries(
  formatError: FormatError,
  counters: CompiledCounters,
): ApolloServerPlugin<GraphContext> {
  const seen = new LRUCache<string, 'once' | 'ordinary'>({ max: MOST_SEEN });
  const compiled = new LRUCache<string, Run>({ max: MOST_QUERIES, maxSize: MOST_BYTES });
  let compile: ReturnType<typeof compilerFor>;

  const lookUp = ({ queryHash, document, operation, operationName }: Resolved): Run | undefined => {
    const key = `${queryHash} ${operationName ?? ''}`;
    const found = compiled.get(key);
    if (found) return found;
    const before = seen.get(key);
    if (!before) seen.set(key, 'once');
    if (before !== 'once') return undefined;
    const run = compile(document, operation);
    if (run === 'later') return undefined;
    if (run) compiled.set(key, run, { size: BYTES_PER_FIELD * (1 + measure(document).fields) });
    else seen.set(key, 'ordinary');
    return run;
  };

  return {
    async serverWillStart(server) {
      compile = compilerFor(server.schema);
    },
    async requestDidStart() {
      return {
        async responseForOperation(request) {
          const { contextValue } = request;
          const before = { ...contextValue };
          const result = await lookUp(request)?.(undefined, contextValue, request.request.variables);
          if (!result) {
            counters.ordinary++;
            return null;
          }
          if (!result.errors || result.errors.some(isFault)) {
            counters.compiled++;
            return answer(result, formatError);
          }
          // Which errors there are, and in which order, is for graphql-js to say: as if nothing had been asked yet.
          counters.again++;
          for (const key of Object.keys(contextValue)) if (!(key in before)) delete contextValue[key as never];
          Object.assign(contextValue, before, { isAgain: true });
          return null;
        },
      };
    },
  };
}

/** Something broke while a field was read, such as the database: asking again would be asking too much of it. */
const isFault = ({ originalError: cause }: GraphQLError) =>
  cause !== undefined && !(cause instanceof UserError) && !(cause instanceof GraphQLError);

function answer({ data, errors }: ExecutionResult, formatError: FormatError): GraphQLResponse {
  const told = errors?.map((error) => {
    const extensions = { code: 'INTERNAL_SERVER_ERROR', ...error.extensions };
    return formatError({ ...error.toJSON(), extensions }, error);
  });
  return {
    http: { headers: new HeaderMap(), status: undefined },
    body: { kind: 'single', singleResult: { errors: told, data } },
  } as GraphQLResponse;
}

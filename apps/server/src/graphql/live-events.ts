import type { GraphContext } from '@stadtlage/datasets';
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compilerFor, type Run as Compiled } from './compiler.js';

type Run = (event: unknown, args: ExecutionArgs) => Promise<ExecutionResult> | ExecutionResult;

export interface LiveArgs extends ExecutionArgs {
  /** Awaited before an event is looked for. */
  ready?(): Promise<void>;
}

type Events = AsyncIterable<unknown> & AsyncIterator<unknown>;

/** Answers to one event that are kept for others who ask the same: of those that were asked for last. */
const MOST_ANSWERS = 20;

/**
 * What the protocol subscribes with: as graphql-js does, but many subscribers cost little more than one. The answer to an
 * event is made once for all that ask the same of it, by code compiled for a document that more than one has sent. Contexts of
 * subscriptions hold nothing of who asks.
 */
export function subscriber(schema: GraphQLSchema) {
  const compile = compilerFor(schema);
  const runs = new WeakMap<DocumentNode, Map<string, Run>>();
  const answers = new WeakMap<object, Map<string, ReturnType<Run>>>();
  const ids = new WeakMap<DocumentNode, number>();
  let lastId = 0;

  const runOf = (document: DocumentNode, operationName: string): Run => {
    const known = runs.get(document);
    // The first time it is not known whether it comes again.
    if (!known) runs.set(document, new Map());
    const before = known?.get(operationName);
    if (!known || before) return before ?? ordinary;
    const operation = getOperationAST(document, operationName || undefined);
    const compiled = operation ? compile(document, operation) : undefined;
    if (compiled === 'later') return ordinary;
    const run: Run = compiled ? (event, args) => asCompiled(compiled, event, args) : ordinary;
    known.set(operationName, run);
    return run;
  };

  return async ({ ready, ...args }: LiveArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> => {
    const events = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in events)) return events;
    const { document, operationName } = args;
    const run = runOf(document, operationName ?? '');
    const id = ids.get(document) ?? ++lastId;
    ids.set(document, id);
    const question = `${id} ${operationName ?? ''} ${JSON.stringify(args.variableValues ?? {})}`;
    return mapped(events as Events, ready, (event) => {
      // What was read for one answer is not kept until the next.
      const make = () => run(event, { ...args, contextValue: {} });
      if (typeof event !== 'object' || event === null) return make();
      let known = answers.get(event);
      if (!known) answers.set(event, (known = new Map()));
      const answer = known.get(question) ?? make();
      known.delete(question);
      known.set(question, answer);
      if (known.size > MOST_ANSWERS) known.delete(known.keys().next().value!);
      return answer;
    });
  };
}

const ordinary: Run = (event, args) => execute({ ...args, rootValue: event });

/** Which errors there are is for graphql-js to say. */
async function asCompiled(compiled: Compiled, event: unknown, args: ExecutionArgs): Promise<ExecutionResult> {
  const result = await compiled(event, args.contextValue as GraphContext, args.variableValues as never);
  return result && !result.errors ? result : ordinary(event, args);
}

/** As graphql-js maps them: whoever leaves ends the events, also while one is awaited. */
function mapped(
  events: Events,
  ready: LiveArgs['ready'],
  answer: (event: unknown) => unknown,
): AsyncIterableIterator<ExecutionResult> {
  const iterator = events[Symbol.asyncIterator]();
  const end = async () => {
    await iterator.return?.();
    return { done: true as const, value: undefined };
  };
  return {
    async next() {
      if (ready) await ready();
      const { done, value } = await iterator.next();
      if (done) return { done, value: undefined };
      try {
        return { done: false, value: (await answer(value)) as ExecutionResult };
      } catch (error) {
        await end();
        throw error;
      }
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

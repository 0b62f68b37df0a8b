import {
  createSourceEventStream,
  execute,
  getOperationAST,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { compilable, schemaToCompileWith } from './compilable.js';

type Run = (event: unknown, args: ExecutionArgs) => Promise<ExecutionResult> | ExecutionResult;
/** Compiling may take a tenth of the time, as for queries. */
const PAUSE_PER_MS = 9;

export interface LiveArgs extends ExecutionArgs {
  /** Awaited before an event is looked for. */
  ready?(): Promise<void>;
}

type Events = AsyncIterable<unknown> & AsyncIterator<unknown>;

/**
 * What the protocol subscribes with: as graphql-js does, but many subscribers cost little more than one. The answer to an
 * event is made once for all that ask the same of it, by code compiled for a document that more than one has sent. Contexts of
 * subscriptions hold nothing of who asks.
 */
export function subscriber(schema: GraphQLSchema) {
  const compileWith = schemaToCompileWith(schema);
  const runs = new WeakMap<DocumentNode, Map<string, Run>>();
  const answers = new WeakMap<object, Map<string, ReturnType<Run>>>();
  const ids = new WeakMap<DocumentNode, number>();
  let lastId = 0;

  let resume = 0;
  const runOf = (document: DocumentNode, operationName: string): Run => {
    const known = runs.get(document);
    // The first time it is not known whether it comes again.
    if (!known) runs.set(document, new Map());
    const run = known?.get(operationName);
    const began = performance.now();
    if (!known || run || began < resume) return run ?? ordinary;
    const compiled = compile(schema, compileWith, document, operationName) ?? ordinary;
    resume = performance.now() + PAUSE_PER_MS * (performance.now() - began);
    known.set(operationName, compiled);
    return compiled;
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
      if (typeof event !== 'object' || event === null) return run(event, args);
      let known = answers.get(event);
      if (!known) answers.set(event, (known = new Map()));
      let answer = known.get(question);
      if (!answer) known.set(question, (answer = run(event, args)));
      return answer;
    });
  };
}

const ordinary: Run = (event, args) => execute({ ...args, rootValue: event });

function compile(
  schema: GraphQLSchema,
  compileWith: GraphQLSchema,
  document: DocumentNode,
  operationName: string,
): Run | undefined {
  const operation = getOperationAST(document, operationName || undefined);
  const rewritten = operation && compilable(schema, document, operation);
  if (!rewritten) return undefined;
  const compiled = compileQuery(compileWith, rewritten.document, undefined, {
    disablingCapturingStackErrors: true,
    useExperimentalPathBasedSkipInclude: true,
  });
  if (!isCompiledQuery(compiled)) return undefined;
  return async (event, args) => {
    const values = rewritten.valuesFor(args.variableValues as Record<string, unknown> | undefined);
    const result = values && (await compiled.query(event, args.contextValue, values));
    // Which errors there are is for graphql-js to say.
    return result && !result.errors ? result : ordinary(event, args);
  };
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

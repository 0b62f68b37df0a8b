import type { GraphContext } from '@stadtlage/datasets';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { compilable, schemaToCompileWith } from './compilable.js';
import { withPlainObjects } from './plain-objects.js';

/** Compiling may take a tenth of the time, whatever is asked: what comes too soon after the last is not compiled yet. */
const PAUSE_PER_MS = 9;
/** Measured: what code and document take in memory, for each field. */
export const BYTES_PER_FIELD = 2_000;

/** @returns undefined where graphql-js has to say what is wrong with the variables */
export type Run = (
  root: unknown,
  context: GraphContext,
  variables?: Record<string, unknown>,
) => Promise<ExecutionResult | undefined>;

/**
 * Makes code of operations by graphql-jit. Nothing else may call it: it runs what a text of a certain form holds, so it gets documents
 * only as they are rewritten here.
 * @returns for an operation, what carries it out; 'later' as long as enough was compiled; undefined where it cannot be
 */
export function compilerFor(schema: GraphQLSchema) {
  const compileWith = schemaToCompileWith(schema);
  let resume = 0;
  return (document: DocumentNode, operation: OperationDefinitionNode): Run | 'later' | undefined => {
    const began = performance.now();
    if (began < resume) return 'later';
    const run = compile(schema, compileWith, document, operation);
    resume = performance.now() + PAUSE_PER_MS * (performance.now() - began);
    return run;
  };
}

function compile(
  schema: GraphQLSchema,
  compileWith: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Run | undefined {
  const rewritten = compilable(schema, document, operation);
  if (!rewritten) return undefined;
  const plain = withPlainObjects(compileWith, rewritten.document);
  const compiled = compileQuery(plain.schema, plain.document, undefined, { disablingCapturingStackErrors: true });
  if (!isCompiledQuery(compiled)) return undefined;
  return async (root, context, variables) => {
    const values = rewritten.valuesFor(variables);
    if (!values) return undefined;
    try {
      return await compiled.query(root, context, values);
    } catch {
      // A mistake in graphql-jit is one more reason to run it without.
      return { errors: [] };
    }
  };
}

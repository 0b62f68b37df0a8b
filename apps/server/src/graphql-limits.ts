import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

export const MAX_TOKENS = 2_000;
const MAX_DEPTH = 12;

/** Refuses documents that nest deeper than people need, before anything runs. Introspection nests deep and stays allowed. */
export function depthLimit(context: ValidationContext): ASTVisitor {
  const depthOf = (set: SelectionSetNode | undefined, seen: readonly string[]): number => {
    let deepest = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue;
        deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet, seen));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depthOf(selection.selectionSet, seen));
      } else if (!seen.includes(selection.name.value)) {
        const fragment: FragmentDefinitionNode | null | undefined = context.getFragment(selection.name.value);
        deepest = Math.max(deepest, depthOf(fragment?.selectionSet, [...seen, selection.name.value]));
      }
    }
    return deepest;
  };
  return {
    OperationDefinition(node) {
      const depth = depthOf(node.selectionSet, []);
      if (depth <= MAX_DEPTH) return;
      context.reportError(
        new GraphQLError(
          `This query nests ${depth} levels deep; at most ${MAX_DEPTH} are answered. Split it into several queries.`,
          {
            nodes: [node],
            extensions: { code: 'QUERY_TOO_DEEP' },
          },
        ),
      );
    },
  };
}

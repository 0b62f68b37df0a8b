import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

export const MAX_TOKENS = 2_000;
const MAX_DEPTH = 12;

/** Refuses documents that nest deeper than people need, before anything runs. Introspection nests deep and stays allowed. */
export function depthLimit(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const depth = depthOf(document);
      if (depth > MAX_DEPTH) {
        const text = `This query nests ${depth} levels deep; at most ${MAX_DEPTH} are answered. Split it into several queries.`;
        context.reportError(new GraphQLError(text, { extensions: { code: 'QUERY_TOO_DEEP' } }));
      }
    },
  };
}

/** Levels of fields of the deepest operation. Each fragment is measured once, however often it is used. */
export function depthOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measured = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    // A circle of fragments is refused by another rule; here it must only end.
    measured.set(name, 0);
    const depth = ofSelections(fragments.get(name)?.selectionSet);
    measured.set(name, depth);
    return depth;
  };
  const ofSelections = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((deepest, selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return selection.name.value.startsWith('__')
            ? deepest
            : Math.max(deepest, 1 + ofSelections(selection.selectionSet));
        case Kind.INLINE_FRAGMENT:
          return Math.max(deepest, ofSelections(selection.selectionSet));
        case Kind.FRAGMENT_SPREAD:
          return Math.max(deepest, ofFragment(selection.name.value));
      }
    }, 0);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return Math.max(0, ...operations.map(({ selectionSet }) => ofSelections(selectionSet)));
}

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
const MAX_FIELDS = 500;

/** Refuses documents that ask for more than people need, before anything runs. Introspection nests deep and stays allowed. */
export function sizeLimit(context: ValidationContext): ASTVisitor {
  const refuse = (text: string, code: string) => context.reportError(new GraphQLError(text, { extensions: { code } }));
  return {
    Document(document) {
      const depth = depthOf(document);
      const fix = 'Split it into several queries.';
      if (depth > MAX_DEPTH)
        refuse(`This query nests ${depth} levels deep; at most ${MAX_DEPTH} are answered. ${fix}`, 'QUERY_TOO_DEEP');
      const fields = fieldsOf(document);
      if (fields > MAX_FIELDS)
        refuse(`This query asks for ${fields} fields; at most ${MAX_FIELDS} are answered. ${fix}`, 'QUERY_TOO_LARGE');
    },
  };
}

/** Levels of fields of the deepest operation. */
export const depthOf = (document: DocumentNode): number => measure(document, Math.max);

/** Fields of the largest operation, those of a fragment as often as it is used: aliases multiply what is asked for. */
export const fieldsOf = (document: DocumentNode): number => measure(document, (a, b) => a + b);

/** Each fragment is measured once, however often it is used. @param join the measures of what stands side by side */
function measure(document: DocumentNode, join: (a: number, b: number) => number): number {
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
    const size = ofSelections(fragments.get(name)?.selectionSet);
    measured.set(name, size);
    return size;
  };
  const ofSelections = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((sum, selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return selection.name.value.startsWith('__') ? sum : join(sum, 1 + ofSelections(selection.selectionSet));
        case Kind.INLINE_FRAGMENT:
          return join(sum, ofSelections(selection.selectionSet));
        case Kind.FRAGMENT_SPREAD:
          return join(sum, ofFragment(selection.name.value));
      }
    }, 0);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return Math.max(0, ...operations.map(({ selectionSet }) => ofSelections(selectionSet)));
}

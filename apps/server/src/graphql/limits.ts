import {
  GraphQLError,
  Kind,
  Lexer,
  parse,
  Source,
  TokenKind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export const MAX_TOKENS = 2_000;
const MAX_DEPTH = 12;
const MAX_FIELDS = 500;
/** The standard introspection query, which GraphiQL and code generators send, has about 200. */
const MAX_INTROSPECTION_FIELDS = 300;
const MAX_FRAGMENTS = 50;
const MAX_DIRECTIVES = 4;
/** The time that validation takes grows with the square of it. */
const MAX_REPEATS = 20;
/** The first mistakes tell enough; hundreds of them take long to explain. */
export const validationOptions = { maxErrors: 10 };

const SPLIT = 'Split it into several queries.';

/**
 * Parses a document and refuses one that asks for more than people need. This comes before validation, whose time grows
 * with the square of what a hostile document repeats, and whose stack a long circle of fragments overflows.
 * @returns undefined where it cannot be parsed: whoever parses it next says where
 * @throws GraphQLError with a stable code, the measured number, the limit, and how to stay within it
 */
export function checkDocument(text: string): DocumentNode | undefined {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: MAX_TOKENS });
  } catch {
    const tokens = tokensOf(text);
    if (tokens > MAX_TOKENS)
      refuse('QUERY_TOO_LONG', `This document has ${tokens} tokens (names, values and brackets)`, MAX_TOKENS, SPLIT);
    return undefined;
  }
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
  if (fragments > MAX_FRAGMENTS)
    refuse('TOO_MANY_FRAGMENTS', `This document defines ${fragments} fragments`, MAX_FRAGMENTS, SPLIT);
  const { depth, fields, introspection, directives, repeated, circle } = measure(document);
  if (circle)
    throw limitError('FRAGMENT_CYCLE', `The fragment "${circle}" contains itself. Take it out of its own fields.`);
  if (depth > MAX_DEPTH) refuse('QUERY_TOO_DEEP', `This query nests ${depth} levels deep`, MAX_DEPTH, SPLIT);
  if (fields > MAX_FIELDS) refuse('QUERY_TOO_LARGE', `This query asks for ${count(fields)} fields`, MAX_FIELDS, SPLIT);
  if (introspection > MAX_INTROSPECTION_FIELDS) {
    const fix = 'Send the standard introspection query once and keep its answer.';
    const asked = `This query asks for ${count(introspection)} fields of the schema`;
    refuse('INTROSPECTION_TOO_LARGE', asked, MAX_INTROSPECTION_FIELDS, fix);
  }
  if (directives > MAX_DIRECTIVES) {
    const fix = 'Give each field @include or @skip once.';
    refuse('TOO_MANY_DIRECTIVES', `One field has ${directives} directives`, MAX_DIRECTIVES, fix);
  }
  if (repeated.times > MAX_REPEATS) {
    const fix = 'Once is enough; give each an alias where their arguments differ.';
    refuse(
      'TOO_MANY_REPEATS',
      `This query asks for "${repeated.name}" ${repeated.times} times in one place`,
      MAX_REPEATS,
      fix,
    );
  }
  return document;
}

export const limitError = (code: string, message: string, extensions: Record<string, unknown> = {}) =>
  new GraphQLError(message, { extensions: { code, ...extensions } });

function refuse(code: string, what: string, limit: number, fix: string): never {
  throw limitError(code, `${what}; at most ${limit.toLocaleString('en')} are answered. ${fix}`);
}

/** Fragments in fragments multiply beyond what anybody wants to read. */
const count = (fields: number) => (fields > 1_000_000 ? 'over a million' : String(fields));

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) tokens++;
  } catch {
    // What is no token ends the count; the parser says where it is.
  }
  return tokens;
}

export interface Measures {
  /** Levels of fields. */
  depth: number;
  /** Fields, those of a fragment as often as it is used: aliases multiply what is asked for. Not those of the schema. */
  fields: number;
  /** Fields of the schema itself, counted likewise. */
  introspection: number;
  /** The most directives of one field or fragment. */
  directives: number;
  /** What stands most often in one selection, under the same name or alias. */
  repeated: { name: string; times: number };
  /** A fragment that contains itself. */
  circle?: string;
}

/** What adds up. */
type Size = Pick<Measures, 'depth' | 'fields' | 'introspection'>;

/** The measures of the largest operation. Each fragment is measured once, however often it is used. */
export function measure(document: DocumentNode): Measures {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measured = new Map<string, Size | 'begun'>();
  let circle: string | undefined;
  let directives = 0;
  let repeated = { name: '', times: 0 };
  const countRepeats = (selections: readonly SelectionNode[]) => {
    const times = new Map<string, number>();
    for (const selection of selections) {
      const name = nameOf(selection);
      times.set(name, (times.get(name) ?? 0) + 1);
    }
    for (const [name, n] of times) if (n > repeated.times) repeated = { name, times: n };
  };
  const ofFragment = (name: string, inSchema: boolean): Size => {
    const key = `${name} ${inSchema}`;
    const known = measured.get(key);
    if (known === 'begun') circle = name;
    if (known) return known === 'begun' ? NOTHING : known;
    measured.set(key, 'begun');
    const size = ofSelections(fragments.get(name)?.selectionSet, inSchema);
    measured.set(key, size);
    return size;
  };
  const ofSelections = (set: SelectionSetNode | undefined, inSchema: boolean): Size => {
    if (set && set.selections.length > MAX_REPEATS) countRepeats(set.selections);
    return (set?.selections ?? []).reduce((sum, selection) => {
      directives = Math.max(directives, selection.directives?.length ?? 0);
      switch (selection.kind) {
        case Kind.FIELD: {
          const entersSchema = inSchema || /^__(schema|type)$/.test(selection.name.value);
          const inner = ofSelections(selection.selectionSet, entersSchema);
          const own = entersSchema
            ? { depth: 0, fields: 0, introspection: 1 + inner.introspection }
            : { depth: 1 + inner.depth, fields: 1 + inner.fields, introspection: inner.introspection };
          return join(sum, own);
        }
        case Kind.INLINE_FRAGMENT:
          return join(sum, ofSelections(selection.selectionSet, inSchema));
        case Kind.FRAGMENT_SPREAD:
          return join(sum, ofFragment(selection.name.value, inSchema));
      }
    }, NOTHING);
  };
  let largest = NOTHING;
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, fields, introspection } = ofSelections(node.selectionSet, false);
    largest = {
      depth: Math.max(largest.depth, depth),
      fields: Math.max(largest.fields, fields),
      introspection: Math.max(largest.introspection, introspection),
    };
  }
  // Fragments that no operation uses are validated all the same.
  for (const name of fragments.keys()) ofFragment(name, false);
  return { ...largest, directives, repeated, ...(circle !== undefined && { circle }) };
}

const NOTHING: Size = { depth: 0, fields: 0, introspection: 0 };

const join = (a: Size, b: Size): Size => ({
  depth: Math.max(a.depth, b.depth),
  fields: a.fields + b.fields,
  introspection: a.introspection + b.introspection,
});

function nameOf(selection: SelectionNode): string {
  if (selection.kind === Kind.INLINE_FRAGMENT) return `... on ${selection.typeCondition?.name.value ?? ''}`;
  return selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : `...${selection.name.value}`;
}

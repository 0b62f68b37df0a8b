import { MAX_PAGE, type FieldCost } from '@stadtlage/datasets';
import {
  BREAK,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { limitError } from './limits.js';
import { coercedVariables } from './variables.js';

const SCALAR = 0.05;
const USUAL_ENTRIES = 10;
/** Of the lists in the schema itself; that of its types is counted. A type that wraps another is one in two. */
const ENTRIES_IN_SCHEMA: Record<string, number> = { fields: 5, enumValues: 1, directives: 5, ofType: 0.5 };
const OTHERS_IN_SCHEMA = 0.5;

export interface OperationCost {
  /** Rounded up, at least 1. */
  points: number;
  /** The field that contributes most by itself, without those in it: "addresses.nodes.coverage.fixed". */
  most(): { field: string; points: number };
}

/**
 * The cost of an operation, from what it asks for alone: one point for each object that may come, times the page sizes of
 * the lists around it, and a little for each scalar. Fields that take more to find out declare it.
 * The document must be valid, and within the limits on fields: fragments are walked through as often as they are used.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> = {},
): OperationCost {
  const { coerced } = coercedVariables(schema, operation, variables);
  // Variables that do not fit are refused by whoever runs the operation.
  if (!coerced) return { points: 1, most: () => ({ field: '', points: 1 }) };
  const walk = (own?: Map<string, number>) => {
    const walked = new Walk(schema, fragmentsOf(document), coerced, own);
    const root = schema.getRootType(operation.operation);
    if (root) walked.into(operation.selectionSet, root, '', 1);
    return walked.points;
  };
  // Only who asks for too much is told of what.
  const most = () => {
    const own = new Map<string, number>();
    walk(own);
    const [field, points] = [...own].reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0]);
    return { field, points: roundUp(points) };
  };
  return { points: Math.max(1, roundUp(walk())), most };
}

/** Not for what comes of adding twentieths. */
const roundUp = (points: number) => Math.ceil(points - 1e-6);

const MOST_STEPS = 20_000;

/** What of a field is the same each time that its document is sent. */
interface Known {
  field: GraphQLField<unknown, unknown>;
  type: GraphQLNamedType;
  cost: FieldCost;
  each: number;
  isObject: boolean;
  isList: boolean;
  /** Where no variable is in them; undefined where one does not fit, which is refused where the field is answered. */
  args: { values: Record<string, unknown> | undefined } | undefined;
}

/** Documents are kept by who parses them, and their fields with them. */
const known = new WeakMap<FieldNode, Known>();

class Walk {
  points = 0;
  private steps = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Map<string, FragmentDefinitionNode>,
    private readonly variables: Record<string, unknown>,
    /** Gets the points of each field, by its path. */
    private readonly own?: Map<string, number>,
  ) {}

  /** @param page entries that the lists of a connection may have */
  into(set: SelectionSetNode, type: GraphQLNamedType, path: string, times: number, page?: number): void {
    for (const selection of set.selections) {
      // checkDocument() lets no such document pass; this one can then not keep everybody waiting.
      if (++this.steps > MOST_STEPS)
        throw limitError('QUERY_TOO_LARGE', 'This query asks for too many fields. Split it into several queries.');
      if (this.isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) this.field(selection, type, path, times, page);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition && this.schema.getType(selection.typeCondition.name.value);
        this.into(selection.selectionSet, on ?? type, path, times, page);
      } else {
        const fragment = this.fragments.get(selection.name.value);
        const on = fragment && this.schema.getType(fragment.typeCondition.name.value);
        if (on) this.into(fragment.selectionSet, on, path, times, page);
      }
    }
  }

  private field(node: FieldNode, parent: GraphQLNamedType, path: string, times: number, page?: number): void {
    const facts = known.get(node) ?? this.lookAt(node, parent);
    if (!facts) return;
    const { field, type, cost, isObject, isList, each } = facts;
    const args = facts.args ? facts.args.values : this.argumentsOf(field, node);
    const first = args?.['first'];
    const asked = typeof first === 'number' ? Math.min(Math.max(first, 0), MAX_PAGE) : undefined;
    const entries = isInSchema(parent)
      ? this.entriesInSchema(parent, field.name, isList)
      : isList
        ? (valueOf(cost.entries, args) ?? asked ?? page ?? USUAL_ENTRIES)
        : 1;
    const points = times * ((valueOf(cost.base, args) ?? 0) + entries * each);
    this.points += points;
    const here = this.own && (path ? `${path}.${field.name}` : field.name);
    if (here) this.own!.set(here, (this.own!.get(here) ?? 0) + points);
    if (isObject && node.selectionSet) {
      this.into(node.selectionSet, type, here ?? '', times * entries, isList ? undefined : asked);
    }
  }

  private lookAt(node: FieldNode, parent: GraphQLNamedType): Known | undefined {
    const field = fieldOf(parent, node.name.value);
    if (!field) return undefined;
    const cost = (field.extensions['cost'] ?? {}) as FieldCost;
    const type = getNamedType(field.type);
    const isObject = isCompositeType(type);
    // The schema is in memory: its objects cost no more than its names.
    const each = cost.each ?? (isObject && !isInSchema(parent) ? 1 : SCALAR);
    const isList = isListType(getNullableType(field.type));
    const args = hasVariable(node.arguments) ? undefined : { values: this.argumentsOf(field, node) };
    const facts = { field, type, cost, each, isObject, isList, args };
    known.set(node, facts);
    return facts;
  }

  private entriesInSchema(parent: GraphQLNamedType, name: string, isList: boolean): number {
    if (parent.name === '__Schema' && name === 'types') return Object.keys(this.schema.getTypeMap()).length;
    return ENTRIES_IN_SCHEMA[name] ?? (isList ? OTHERS_IN_SCHEMA : 1);
  }

  private argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Record<string, unknown> | undefined {
    try {
      return field.args.length ? getArgumentValues(field, node, this.variables) : {};
    } catch {
      // An argument that does not fit is refused where the field is answered.
      return undefined;
    }
  }

  private isLeftOut(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return false;
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, this.variables)?.['if'] === true ||
      getDirectiveValues(GraphQLIncludeDirective, selection, this.variables)?.['if'] === false
    );
  }
}

const isInSchema = ({ name }: GraphQLNamedType) => name.startsWith('__');

function hasVariable(args: readonly ArgumentNode[] = []): boolean {
  let found = false;
  for (const each of args) visit(each, { Variable: () => ((found = true), BREAK) });
  return found;
}

function valueOf(value: FieldCost['base'], args: Record<string, unknown> | undefined): number | undefined {
  if (typeof value !== 'function') return value;
  const found = args && value(args);
  // Of times that are none comes no number; such a field is refused when it is answered.
  return Number.isFinite(found) ? Math.max(0, found!) : undefined;
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  return isObjectType(type) ? type.getFields()[name] : undefined;
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return fragments;
}

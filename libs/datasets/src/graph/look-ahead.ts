import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

interface Asked {
  field: GraphQLField<unknown, unknown>;
  node: FieldNode;
}

/** What a query asks for below a field, so that one query of the database can bring it along. */
export class LookAhead {
  private constructor(
    private readonly info: GraphQLResolveInfo,
    /** A field may be asked for several times: under aliases, in fragments, as node and in edges. */
    private readonly asked: Asked[],
  ) {}

  static from(info: GraphQLResolveInfo): LookAhead {
    // By its name: a compiled query has parents of its own.
    const parent = info.schema.getType(info.parentType.name) as GraphQLObjectType;
    const field = parent.getFields()[info.fieldName]!;
    return new LookAhead(
      info,
      info.fieldNodes.map((node) => ({ field, node })),
    );
  }

  /** The fields of this name right below, empty where nobody asks for them. */
  below(name: string): LookAhead {
    const asked = this.asked.flatMap(({ field, node }) => {
      const type = getNamedType(field.type);
      const below = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
      return below ? this.named(name, node.selectionSet).map((each) => ({ field: below, node: each })) : [];
    });
    return new LookAhead(this.info, asked);
  }

  /** The entries of a connection: https://relay.dev/graphql/connections.htm */
  nodes(): LookAhead {
    return new LookAhead(this.info, [...this.below('nodes').asked, ...this.below('edges').below('node').asked]);
  }

  get isAsked(): boolean {
    return this.asked.length > 0;
  }

  /** Whether the operation asks for nothing but this field at its root. */
  get isAlone(): boolean {
    const [first, ...others] = this.info.operation.selectionSet.selections;
    return first?.kind === Kind.FIELD && !others.length;
  }

  asks(name: string): boolean {
    return this.below(name).isAsked;
  }

  /** With which arguments, each time. */
  arguments(): Record<string, unknown>[] {
    return this.asked.map(({ field, node }) => getArgumentValues(field, node, this.info.variableValues));
  }

  private named(name: string, selections: SelectionSetNode | undefined): FieldNode[] {
    const { variableValues, fragments } = this.info;
    return (selections?.selections ?? []).flatMap((selection) => {
      if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.['if'] === true) return [];
      if (getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.['if'] === false) return [];
      if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.named(name, selection.selectionSet);
      return this.named(name, fragments[selection.name.value]?.selectionSet);
    });
  }
}

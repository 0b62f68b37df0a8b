import { type Type } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { Costs } from './field-cost.js';

export const MAX_PAGE = 1_000;

@ObjectType({ description: 'Where a page lies in its list: https://relay.dev/graphql/connections.htm' })
export class PageInfo {
  @Field({ description: 'More entries follow: ask again with `after: endCursor`.' })
  hasNextPage: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the last entry; null on an empty page.' })
  endCursor: string | null;
}

export interface Edge<Node> {
  cursor: string;
  node: Node;
}

export interface Connection<Node> {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: PageInfo;
  /** Counted when it is read, that is, when the query asks for it. */
  readonly totalCount: Promise<number>;
}

/** The GraphQL types of a Relay connection over `node`: `XConnection` and `XEdge`. */
export function connectionOf<Node>(node: Type<Node>): Type<Connection<Node>> {
  @ObjectType(`${node.name}Edge`, { description: `A ${node.name} and where it stands in its list.` })
  class EdgeType {
    @Field({ description: 'Give it as `after` to read on behind this entry.' })
    cursor: string;

    @Field(() => node, { description: 'The entry.' })
    node: Node;
  }

  @ObjectType(`${node.name}Connection`, {
    description: `A page of a list of ${node.name} entries: https://relay.dev/graphql/connections.htm`,
  })
  class ConnectionType {
    // Its entry counts, not the edge around it.
    @Costs({ each: 0 })
    @Field(() => [EdgeType], { description: 'The entries with their cursors.' })
    edges: EdgeType[];

    @Field(() => [node], { description: 'The entries without their cursors.' })
    nodes: Node[];

    @Field(() => PageInfo, { description: 'Whether and how to read on.' })
    pageInfo: PageInfo;

    @Costs({ base: 10 })
    @Field(() => Int, { description: 'Number of entries on all pages. Counted only when asked for.' })
    totalCount: Promise<number>;
  }
  return ConnectionType as unknown as Type<Connection<Node>>;
}

/** Reads `first` and `after`. @throws GraphQLError BAD_USER_INPUT that says what is allowed */
export function pageOf(
  first: number,
  after: string | null | undefined,
  most = MAX_PAGE,
): { limit: number; after: string | null } {
  if (first < 1 || first > most) {
    throw new GraphQLError(`first must be between 1 and ${most}, but is ${first}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  if (!after) return { limit: first, after: null };
  const key = Buffer.from(after, 'base64url').toString();
  if (!key.startsWith('k:')) {
    throw new GraphQLError('after is not a cursor of this list: use an endCursor that it gave you.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return { limit: first, after: key.slice(2) };
}

/** The key of a list that is ordered by a number. @throws GraphQLError BAD_USER_INPUT where it is none */
export function numberKey(key: string | null): string | null {
  if (key === null || /^\d{1,15}$/.test(key)) return key;
  throw new GraphQLError('after is not a cursor of this list: use an endCursor that it gave you.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/**
 * Builds the answer from rows that were read with `LIMIT limit + 1` in the order of `keyOf`: the row too many says that
 * there is a next page.
 */
export function toConnection<Node>(
  rows: Node[],
  limit: number,
  keyOf: (node: Node) => string,
  totalCount: () => Promise<number>,
): Connection<Node> {
  const nodes = rows.slice(0, limit);
  const cursorOf = (node: Node) => Buffer.from(`k:${keyOf(node)}`).toString('base64url');
  return {
    nodes,
    // Few ask for them, and a cursor for each of many entries takes longer than to read them.
    get edges() {
      return nodes.map((node) => ({ node, cursor: cursorOf(node) }));
    },
    pageInfo: {
      hasNextPage: rows.length > limit,
      get endCursor() {
        const last = nodes.at(-1);
        return last === undefined ? null : cursorOf(last);
      },
    },
    // Nest reads fields and never calls them.
    get totalCount() {
      return totalCount();
    },
  };
}

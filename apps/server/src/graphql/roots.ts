import type { GraphQLObjectType, GraphQLSchema } from 'graphql';

const QUERY =
  'What can be asked: open to everybody, but for the fields that say "For operators". Lists are pages after https://relay.dev/graphql/connections.htm, coordinates are WGS 84 (EPSG:4326), longitude before latitude. Errors say in `extensions.code` what is wrong; what a query costs is in `extensions.cost`.';
const MUTATION =
  'What can be changed: everybody may report what is wrong at an address; planners and operators change the agenda, and all else is for operators, with the header `Authorization: Bearer <token>`.';
const SUBSCRIPTION =
  'What comes as soon as it is there: over WebSocket at the same URL, with the protocol graphql-transport-ws.';

/** Nest puts the root types together from the resolvers and leaves them without a description. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  describe(schema.getQueryType(), QUERY);
  describe(schema.getMutationType(), MUTATION);
  describe(schema.getSubscriptionType(), SUBSCRIPTION);
  return schema;
}

function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}

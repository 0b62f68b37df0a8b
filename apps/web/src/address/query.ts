import { queryOptions } from '@tanstack/react-query';
import { AddressCard } from '../generated/graphql.js';
import { ask } from '../graphql/client.js';

/** The card and the marker on the map ask the same question, so it is asked once. */
export const addressQuery = (id: string) =>
  queryOptions({
    queryKey: ['address', id],
    queryFn: async ({ signal }) => (await ask(AddressCard, { id }, signal)).address,
  });

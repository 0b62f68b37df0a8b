import { queryOptions } from '@tanstack/react-query';
import { StreetCard } from '../generated/street.js';
import { ask } from '../graphql/client.js';

export const streetQuery = (key: string) =>
  queryOptions({
    queryKey: ['street', key],
    queryFn: async ({ signal }) => {
      const { street, ...rest } = await ask(StreetCard, { key }, signal);
      return street && { ...street, ...rest };
    },
  });

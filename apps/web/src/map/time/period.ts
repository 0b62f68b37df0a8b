import { useQuery } from '@tanstack/react-query';
import { RolloutDays } from '../../generated/map.js';
import { ask } from '../../graphql/client.js';

/** The days that statements speak of; with the map's live changes it is asked again, as with all that stands beside the map. */
export const usePeriod = () =>
  useQuery({
    queryKey: ['rollout-days'],
    queryFn: async ({ signal }) => (await ask(RolloutDays, {}, signal)).rolloutDays,
  });

import { queryOptions } from '@tanstack/react-query';

/** What the server tells the page about its city (`/config.json`). */
export interface Config {
  city: { name: string; center: [longitude: number, latitude: number]; zoom: number };
  /** URL of a MapLibre style to put under the data, or null for our own base map. */
  basemapStyle: string | null;
  version: string;
}

export const configQuery = queryOptions({
  queryKey: ['config'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Config> => {
    const response = await fetch('/config.json', { signal });
    if (!response.ok) throw new Error(`/config.json: ${response.status}`);
    return (await response.json()) as Config;
  },
  // A server that is just being started is asked again until it answers.
  refetchInterval: ({ state }) => (state.status === 'error' ? 10_000 : false),
});

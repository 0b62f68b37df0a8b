import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  LiveObservations,
  SensorCard,
  SensorPage,
  type LiveObservationsResult,
  type SensorCardResult,
} from '../generated/graphql.js';
import { ask } from '../graphql/client.js';
import { listen } from '../graphql/connection.js';
import {
  newestByDatastream,
  withHistory,
  withLatest,
  type LiveObservation,
  type SensorSummary,
} from './observations.js';

/** Observations are gathered this long before the page changes, so that many sensors cost no more than one. */
const REDRAW_MS = 500;
const DAY_MS = 86_400_000;

export const sensorsQuery = queryOptions({
  queryKey: ['sensors'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<SensorSummary[]> => {
    const sensors: SensorSummary[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof askPage>> = await askPage(after, signal);
      sensors.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return sensors;
  },
});

const askPage = async (after: string | null, signal: AbortSignal) => (await ask(SensorPage, { after }, signal)).sensors;

export const sensorQuery = (id: string) =>
  queryOptions({
    queryKey: ['sensor', id],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const window = { from: new Date(now - DAY_MS).toISOString(), to: new Date(now).toISOString() };
      return (await ask(SensorCard, { id, ...window }, signal)).sensor;
    },
  });

function apply(client: QueryClient, observations: LiveObservation[]): void {
  const newest = newestByDatastream(observations);
  client.setQueryData(sensorsQuery.queryKey, (sensors) => sensors && withLatest(sensors, newest));
  for (const id of new Set(observations.map((observation) => observation.sensor.id))) {
    client.setQueryData<SensorCardResult['sensor']>(
      ['sensor', id],
      (sensor) => sensor && withHistory(sensor, observations),
    );
  }
  // Sensors that are only just being loaded are not new.
  const sensors = client.getQueryData(sensorsQuery.queryKey);
  const known = new Set(sensors?.map((sensor) => sensor.id));
  if (sensors && observations.some((observation) => !known.has(observation.sensor.id)))
    void client.invalidateQueries({ queryKey: sensorsQuery.queryKey });
}

/** All public sensors with their latest values, kept up to date as long as the caller is on the page. */
export function useLiveSensors() {
  const client = useQueryClient();
  useEffect(() => {
    let waiting: LiveObservation[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let connections = 0;
    const stop = listen<LiveObservationsResult, Record<string, never>>(
      LiveObservations,
      {},
      ({ observationAdded }) => {
        waiting.push(observationAdded);
        timer ??= setTimeout(() => {
          apply(client, waiting);
          waiting = [];
          timer = undefined;
        }, REDRAW_MS);
      },
      () => {
        // Each connection begins with the latest values; what a chart has missed never comes again by itself.
        if (connections++ > 0) void client.invalidateQueries({ queryKey: ['sensor'] });
      },
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
  return useQuery(sensorsQuery);
}

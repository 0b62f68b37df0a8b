import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect, useMemo, useState } from 'react';
import {
  LiveObservations,
  SensorCard,
  SensorPage,
  type LiveObservationsResult,
  type LiveObservationsVariables,
  type SensorCardResult,
} from '../generated/graphql.js';
import { ask } from '../graphql/client.js';
import { listen } from '../graphql/connection.js';
import type { Bounds } from '../map/bounds.js';
import { liveArea, type Area } from './live-area.js';
import {
  newestByDatastream,
  withHistory,
  withLatest,
  type LiveObservation,
  type SensorSummary,
} from './observations.js';

/** Observations are gathered this long before the page changes, so that many sensors cost no more than one. */
const REDRAW_MS = 500;
/** A map that flies or is dragged on asks for nothing on its way. */
const AT_REST_MS = 300;
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

/** Takes what subscriptions bring, and changes the page at most twice a second. */
function liveValues(client: QueryClient) {
  let waiting: LiveObservation[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let connections = 0;
  const stops = new Map<string, () => void>();
  const take = ({ latestObservationsChanged }: LiveObservationsResult) => {
    waiting.push(...latestObservationsChanged);
    timer ??= setTimeout(() => {
      apply(client, waiting);
      waiting = [];
      timer = undefined;
    }, REDRAW_MS);
  };
  const onOpen = () => {
    // Each connection begins with the latest values; what a chart has missed never comes again by itself.
    if (connections++ > 0) void client.invalidateQueries({ queryKey: ['sensor'] });
  };
  return {
    /** The new subscription begins, with the present values, before the old one of this name ends: nothing is missed. */
    watch(name: 'area' | 'sensor', variables: LiveObservationsVariables | null): void {
      const stop = stops.get(name);
      stops.delete(name);
      if (variables) stops.set(name, listen(LiveObservations, variables, take, name === 'area' ? onOpen : () => {}));
      stop?.();
    },
    end(): void {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
      for (const stop of stops.values()) stop();
      stops.clear();
    },
  };
}

/**
 * All public sensors with their latest values. Those in the area, and the one whose card is open, are kept up to date as long
 * as the caller is on the page.
 * @param area where the map looks; null: it is not known yet
 */
export function useLiveSensors(area: Area | null, open: string | null) {
  const client = useQueryClient();
  const live = useMemo(() => liveValues(client), [client]);
  useEffect(() => live.watch('area', area && { within: area, sensors: null }), [live, area]);
  useEffect(() => live.watch('sensor', open === null ? null : { within: null, sensors: [open] }), [live, open]);
  useEffect(() => () => live.end(), [live]);
  return useQuery(sensorsQuery);
}

/** Where live values are wanted, once the map has come to rest. */
export function useLiveArea(map: LibreMap | null): Area | null {
  const [area, setArea] = useState<Area | null>(null);
  useEffect(() => {
    if (!map) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const bounds = map.getBounds();
      const view: Bounds = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
      setArea((before) => liveArea(view, before));
    };
    const lookSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, AT_REST_MS);
    };
    look();
    map.on('moveend', lookSoon);
    return () => {
      clearTimeout(timer);
      map.off('moveend', lookSoon);
    };
  }, [map]);
  return area;
}

import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect, useMemo, useState } from 'react';
import type { LiveObservationsResult, LiveObservationsVariables, SensorCardResult } from '../generated/graphql.js';
import { LiveObservations, SensorCard } from '../generated/sensors.js';
import { ask } from '../graphql/client.js';
import { listen } from '../graphql/connection.js';
import type { Bounds } from '../map/bounds.js';
import { applyToSensors, sensorsInAreaQuery } from './in-area.js';
import { liveArea, type Area } from './live-area.js';
import { usePaused } from './paused.js';
import { withHistory, type LiveObservation } from './observations.js';

/** Observations are gathered this long before the page changes, so that many sensors cost no more than one. */
const REDRAW_MS = 1_000;
/** All labels of the map are laid out anew with each change. */
const REDRAW_MAP_MS = 2_500;
/** A map that flies or is dragged on asks for nothing on its way. */
const AT_REST_MS = 300;
const DAY_MS = 86_400_000;

export const sensorQuery = (id: string) =>
  queryOptions({
    queryKey: ['sensor', id],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const window = { from: new Date(now - DAY_MS).toISOString(), to: new Date(now).toISOString() };
      return (await ask(SensorCard, { id, ...window }, signal)).sensor;
    },
  });

function apply(client: QueryClient, observations: LiveObservation[], area: Area | null): void {
  applyToSensors(client, observations, area);
  for (const id of new Set(observations.map((observation) => observation.sensor.id))) {
    client.setQueryData<SensorCardResult['sensor']>(
      ['sensor', id],
      (sensor) => sensor && withHistory(sensor, observations),
    );
  }
}

/** Takes what subscriptions bring, and changes the page at most once in so many milliseconds. */
function liveValues(client: QueryClient, redrawMs: number) {
  let waiting: LiveObservation[] = [];
  let area: Area | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) apply(client, waiting, area);
    waiting = [];
  };
  const take = ({ latestObservationsChanged }: LiveObservationsResult) => {
    waiting.push(...latestObservationsChanged);
    timer ??= setTimeout(flush, redrawMs);
  };
  return {
    /** The new subscription begins, with the present values, before the old one ends: nothing is missed. */
    watch(variables: LiveObservationsVariables | null, onOpen: () => void = () => {}): void {
      flush();
      area = variables?.within ?? null;
      const stopBefore = stop;
      stop = variables ? listen(LiveObservations, variables, take, onOpen) : () => {};
      stopBefore();
    },
    end(): void {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
      stop();
      stop = () => {};
    },
  };
}

/**
 * The public sensors around what the map shows, with their latest values, kept up to date as long as the caller is on the page.
 * @param area where the map looks; null: it is not known yet
 */
export function useLiveSensors(area: Area | null) {
  const client = useQueryClient();
  const paused = usePaused();
  const live = useMemo(() => liveValues(client, REDRAW_MAP_MS), [client]);
  useEffect(() => live.watch(area && !paused ? { within: area, sensors: null } : null), [live, area, paused]);
  useEffect(() => () => live.end(), [live]);
  return useQuery(sensorsInAreaQuery(client, area));
}

/** A break shorter than this leaves no hole in a chart that one could see. */
const SHORT_MS = 5_000;

/** One sensor, kept up to date wherever the map looks, and where there is none. */
export function useLiveSensor(id: string) {
  const client = useQueryClient();
  const paused = usePaused();
  const live = useMemo(() => liveValues(client, REDRAW_MS), [client]);
  useEffect(() => {
    if (paused) return live.watch(null);
    const { queryKey } = sensorQuery(id);
    // Each subscription begins with the latest values; what a chart has missed never comes again by itself.
    const catchUp = () => {
      const changed = client.getQueryState(queryKey)?.dataUpdatedAt ?? 0;
      if (changed > 0 && Date.now() - changed > SHORT_MS) void client.invalidateQueries({ queryKey });
    };
    catchUp();
    live.watch({ within: null, sensors: [id] }, catchUp);
  }, [client, live, id, paused]);
  useEffect(() => () => live.end(), [live]);
  return useQuery(sensorQuery(id));
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

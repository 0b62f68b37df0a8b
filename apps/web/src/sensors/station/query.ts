import { queryOptions } from '@tanstack/react-query';
import { StationCompleteness, StationHistory, StationTexts } from '../../generated/station.js';
import { ask } from '../../graphql/client.js';
import { BUCKETS, daysOf, type Window } from './window.js';

const MINUTE_MS = 60_000;
/** The present goes on; what a year looks like does not change in a minute. */
const AGAIN_MS: Record<Window['range'], number> = {
  day: MINUTE_MS,
  week: 5 * MINUTE_MS,
  month: 10 * MINUTE_MS,
  year: 30 * MINUTE_MS,
};

const between = ({ from, to }: Window) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });

/** @param isLive whether what is new is asked for from time to time */
export const historyQuery = (id: string, window: Window, isLive: boolean) =>
  queryOptions({
    queryKey: ['station', 'history', id, window.range, window.from, window.to],
    refetchInterval: isLive && window.to > Date.now() ? AGAIN_MS[window.range] : false,
    queryFn: async ({ signal }) => {
      const { bucket } = BUCKETS[window.range];
      return (await ask(StationHistory, { id, ...between(window), bucket }, signal)).sensor;
    },
  });

export const textsQuery = (id: string, window: Window, isLive: boolean) =>
  queryOptions({
    queryKey: ['station', 'texts', id, window.from, window.to],
    refetchInterval: isLive && window.to > Date.now() ? AGAIN_MS[window.range] : false,
    queryFn: async ({ signal }) => (await ask(StationTexts, { id, ...between(window) }, signal)).sensor,
  });

export const completenessQuery = (id: string, window: Window, now: number) => {
  const days = daysOf(window, now);
  return queryOptions({
    queryKey: ['station', 'completeness', id, days.from, days.to],
    // The server measures it every ten minutes.
    staleTime: 10 * MINUTE_MS,
    queryFn: async ({ signal }) => (await ask(StationCompleteness, { id, ...days }, signal)).sensor,
  });
};

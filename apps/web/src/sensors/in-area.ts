import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { SensorPage } from '../generated/sensors.js';
import { ask } from '../graphql/client.js';
import { areaCovers, type Area } from './live-area.js';
import { newestByDatastream, withLatest, type LiveObservation, type SensorSummary } from './observations.js';

/** As the query asks for them. */
const PAGE = 200;
const MOST_PAGES = 5;
/** A map with more of them would be one heap of labels; closer, all of them are there. */
export const MOST_DRAWN = MOST_PAGES * PAGE;

export interface SensorsInArea {
  area: Area;
  sensors: SensorSummary[];
  /** False: the area has more. */
  isComplete: boolean;
}

const KEY = 'sensors';

/** The sensors that a map of the area shows, with their latest values, page by page. */
export const sensorsInAreaQuery = (client: QueryClient, area: Area | null) =>
  queryOptions({
    queryKey: [KEY, area] as const,
    enabled: area !== null,
    staleTime: Infinity,
    // A map that moves keeps what it had until it has more; one that goes closer has it already.
    placeholderData: keepPreviousData,
    initialData: () => (area ? knownOf(client, area) : undefined),
    queryFn: async ({ signal }): Promise<SensorsInArea> => {
      const within = area!;
      const sensors: SensorSummary[] = [];
      let after: string | null = null;
      for (let page = 0; page < MOST_PAGES; page++) {
        const { nodes, pageInfo }: Awaited<ReturnType<typeof askPage>> = await askPage(within, after, signal);
        sensors.push(...nodes);
        if (!pageInfo.hasNextPage) return { area: within, sensors, isComplete: true };
        after = pageInfo.endCursor;
      }
      return { area: within, sensors, isComplete: false };
    },
  });

const askPage = async (within: Area, after: string | null, signal: AbortSignal) =>
  (await ask(SensorPage, { within, after }, signal)).sensors;

const allKnown = (client: QueryClient) =>
  client.getQueriesData<SensorsInArea>({ queryKey: [KEY] }).flatMap(([, known]) => (known ? [known] : []));

/** What was asked for around the area before, if all of it came. */
function knownOf(client: QueryClient, area: Area): SensorsInArea | undefined {
  return allKnown(client).find((known) => known.isComplete && areaCovers(known.area, area));
}

/**
 * Brings new values to every map that may be shown again.
 * @param area where they come from; a sensor in it that is not known is new, and the area is asked for again
 */
export function applyToSensors(client: QueryClient, observations: LiveObservation[], area: Area | null): void {
  const newest = newestByDatastream(observations);
  client.setQueriesData<SensorsInArea>(
    { queryKey: [KEY] },
    (known) => known && { ...known, sensors: withLatest(known.sensors, newest) },
  );
  if (!area) return;
  const queryKey = [KEY, area] as const;
  // Sensors that are only just being loaded are not new, nor are those that are too many.
  const known = client.getQueryData<SensorsInArea>(queryKey);
  if (!known?.isComplete) return;
  const ids = new Set(known.sensors.map(({ id }) => id));
  if (observations.some(({ sensor }) => !ids.has(sensor.id))) void client.invalidateQueries({ queryKey, exact: true });
}

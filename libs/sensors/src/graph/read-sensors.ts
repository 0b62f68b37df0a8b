import { sqlFile, type Queryable } from '@stadtlage/database';
import { foresee, type BoundingBox, type GraphContext, type LookAhead } from '@stadtlage/datasets';
import type { Datastream, ObservationType } from './datastream.js';
import { HistoryBucket } from './history-value.js';
import { isHistory, loaderOfHistory, type HistoryRequest, type HistoryRow } from './history.js';
import type { Moment, Observation } from './observation.js';
import type { Sensor } from './sensor.js';

const SENSORS = sqlFile(import.meta.url, 'sensors.sql');
/** A longer history costs so much by itself that one query less saves nothing. */
const SHORT = 100;

export interface SensorFilter {
  id?: string;
  within?: BoundingBox | null;
  kind?: string | null;
  property?: string | null;
}

/** As sensors.sql has them; times in seconds since 1970. */
type Latest = [at: number, result: number | null, text: string | null];
type Value = [...Latest, resultAt: number | null, timeIsReceipt: boolean];
type DatastreamAhead = [
  id: string,
  property: string,
  unit: string | null,
  observationType: ObservationType,
  expectedInterval: number | null,
  ofProperty: [unit: string | null, de: string | null, en: string | null] | null,
  latest: Latest | null,
  history: Value[] | null,
];
type SensorAhead = Sensor & { datastreams: DatastreamAhead[] | null; latestAt: number | null };

/**
 * Sensors by id, by one query of the database with their datastreams, newest values and short histories, where these are asked for.
 * @param asked of each sensor
 */
export async function readSensors(
  database: Queryable,
  context: GraphContext,
  asked: LookAhead,
  filter: SensorFilter,
  page: { after: string | null; limit: number },
): Promise<Sensor[]> {
  const datastreams = asked.below('datastreams');
  const withLatest = datastreams.asks('latest');
  const history = shortHistory(datastreams.below('history'), page.limit);
  const withLatestAt = asked.asks('latestAt');
  const values = [
    ...valuesOf(filter),
    page.after,
    page.limit,
    datastreams.isAsked,
    withLatest,
    history?.from,
    history?.to,
    history?.limit,
    withLatestAt,
    // Another field of the query may come to the same datastreams, and finds them as they are foreseen here.
    !asked.isAlone || datastreams.asks('unit') || datastreams.asks('title'),
  ];
  const rows = await database.query<SensorAhead>(SENSORS, values, { often: true });
  for (const row of rows) {
    if (withLatestAt)
      foresee<Moment | null>(context, 'Sensor.latestAt', row.id, row.latestAt === null ? null : momentOf(row.latestAt));
    if (!row.datastreams) continue;
    foresee<Datastream[]>(context, 'Sensor.datastreams', row.id, row.datastreams.map(toDatastream(row.id)));
    for (const [id, , , , , , latest, newest] of row.datastreams) {
      if (withLatest) foresee<Observation | null>(context, 'Datastream.latest', id, latest && toObservation(latest));
      if (history)
        foresee<HistoryRow[]>(context, loaderOfHistory(history), id, (newest ?? []).map(toHistoryRow(id)).reverse());
    }
  }
  return rows;
}

/** Of all pages. */
export async function countSensors(database: Queryable, filter: SensorFilter): Promise<number> {
  const nothingBelow = [false, false, null, null, null, false, false];
  const [row] = await database.query<{ count: number }>(`SELECT count(*) AS count FROM (${SENSORS}) AS matching`, [
    ...valuesOf(filter),
    null,
    null,
    ...nothingBelow,
  ]);
  return row!.count;
}

const valuesOf = ({ id, within, kind, property }: SensorFilter) => [
  within?.west,
  within?.south,
  within?.east,
  within?.north,
  kind,
  property,
  id,
];

/** The history that all ask for, where it is one, and of values as they came. What contradicts is found by another query. */
function shortHistory(asked: LookAhead, sensors: number): HistoryRequest | undefined {
  const requests = asked.arguments() as unknown as HistoryRequest[];
  const [first] = requests;
  if (!first || asked.asks('isConflict')) return undefined;
  const isOne = requests.every((request) => loaderOfHistory(request) === loaderOfHistory(first));
  const isShort = first.bucket === HistoryBucket.RAW && first.limit <= SHORT && sensors <= SHORT + 1;
  return isOne && isShort && isHistory(first) ? first : undefined;
}

const toDatastream =
  (sensorId: string) =>
  ([id, property, unit, observationType, expectedInterval, ofProperty]: DatastreamAhead): Datastream => ({
    id,
    sensorId,
    property,
    unit: unit ?? ofProperty?.[0] ?? null,
    observationType,
    expectedInterval,
    title: { de: ofProperty?.[1] ?? property, en: ofProperty?.[2] ?? property },
  });

const toObservation = ([at, result, resultText]: Latest): Observation => ({
  phenomenonTime: momentOf(at),
  result,
  resultText,
});

const toHistoryRow =
  (datastream: string) =>
  ([at, result, resultText, resultAt, timeIsReceipt]: Value): HistoryRow => ({
    datastream,
    phenomenonTime: momentOf(at),
    result,
    resultText,
    resultTime: resultAt === null ? null : momentOf(resultAt),
    timeIsReceipt,
    isConflict: false,
    count: 1,
  });

/** Milliseconds, whole ones below, as the driver reads a timestamp: a {@link DateTime} takes them as they are. */
const momentOf = (seconds: number) => Math.floor(Math.round(seconds * 1e6) / 1e3);

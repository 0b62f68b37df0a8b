import { sqlFile, type Queryable } from '@stadtlage/database';
import { foresee, type BoundingBox, type GraphContext, type LookAhead } from '@stadtlage/datasets';
import type { Datastream, ObservationType } from './datastream.js';
import { HistoryBucket, type HistoryValue } from './history-value.js';
import { isHistory, loaderOfHistory, type HistoryRequest, type HistoryRow } from './history.js';
import type { Moment, Observation } from './observation.js';
import type { Sensor } from './sensor.js';

const SENSORS = sqlFile(import.meta.url, 'sensors.sql');
/** A longer history costs so much by itself that one query less saves nothing. */
const SHORT = 100;
const SELDOM = ['resultText', 'resultTime', 'timeIsReceipt'];

export interface SensorFilter {
  id?: string;
  within?: BoundingBox | null;
  kind?: string | null;
  property?: string | null;
}

/** As sensors.sql has them; times in seconds since 1970. */
type Latest = [at: number, result: number | null, text: string | null];
/** A column each, newest first; null where nothing is, or where it was not asked for. */
type Values = [
  at: number[] | null,
  result: (number | null)[],
  text: (string | null)[] | null,
  resultAt: (number | null)[] | null,
  timeIsReceipt: boolean[] | null,
];
type DatastreamAhead = [
  id: string,
  property: string,
  unit: string | null,
  observationType: ObservationType,
  expectedInterval: number | null,
  ofProperty: [unit: string | null, de: string | null, en: string | null] | null,
  latest: Latest | null,
  history: Values | null,
];
/**
 * `datastreams` is the JSON of {@link DatastreamAhead}s, which is read when all rows are there: they come in over a while, between those of
 * other requests, and what was made of the first ones would be moved about in memory meanwhile.
 */
type SensorAhead = Sensor & { datastreams: string | null; latestAt: number | null };

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
  const histories = datastreams.below('history');
  const history = shortHistory(histories, page.limit);
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
    !asked.isAlone || SELDOM.some((name) => histories.asks(name)),
  ];
  const rows = await database.query<SensorAhead>(SENSORS, values, { often: true });
  for (const row of rows) {
    if (withLatestAt)
      foresee<Moment | null>(context, 'Sensor.latestAt', row.id, row.latestAt === null ? null : momentOf(row.latestAt));
    if (row.datastreams === null) continue;
    const below = JSON.parse(row.datastreams) as DatastreamAhead[];
    foresee<Datastream[]>(context, 'Sensor.datastreams', row.id, below.map(toDatastream(row.id)));
    for (const ahead of below) {
      const id = ahead[0];
      const latest = ahead[6];
      if (withLatest) foresee<Observation | null>(context, 'Datastream.latest', id, latest && toObservation(latest));
      if (history) foresee<HistoryRow[]>(context, loaderOfHistory(history), id, toHistory(ahead[7]));
    }
  }
  return rows;
}

/** Of all pages. */
export async function countSensors(database: Queryable, filter: SensorFilter): Promise<number> {
  const nothingBelow = [false, false, null, null, null, false, false, false];
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

/** Oldest first. */
function toHistory(values: Values | null): HistoryRow[] {
  const [at, result, text, resultAt, timeIsReceipt] = values ?? [null, []];
  const rows: HistoryRow[] = [];
  for (let i = (at?.length ?? 0) - 1; i >= 0; i--) {
    const value = new RawValue(momentOf(at![i]!), result[i]!);
    rows.push(value);
    if (!timeIsReceipt) continue;
    const resultTime = resultAt?.[i] ?? null;
    Object.assign(value, {
      resultText: text?.[i] ?? null,
      resultTime: resultTime === null ? null : momentOf(resultTime),
      timeIsReceipt: timeIsReceipt[i]!,
    });
  }
  return rows;
}

/** What all have in common is in the prototype: there are many of these. */
class RawValue implements HistoryValue {
  declare resultText: string | null;
  declare resultTime: Moment | null;
  declare timeIsReceipt: boolean;
  declare isConflict: boolean;
  declare count: number;
  static {
    const none = { resultText: null, resultTime: null, timeIsReceipt: false };
    Object.assign(this.prototype, none, { isConflict: false, count: 1 });
  }

  constructor(
    readonly phenomenonTime: Moment,
    readonly result: number | null,
  ) {}
}

/** Milliseconds, whole ones below, as the driver reads a timestamp: a {@link DateTime} takes them as they are. */
const momentOf = (seconds: number) => Math.floor(Math.round(seconds * 1e6) / 1e3);

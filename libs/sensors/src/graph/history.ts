import { sqlFile, type Queryable } from '@stadtlage/database';
import { groupBy, type Cost } from '@stadtlage/datasets';
import { badInput } from './bad-input.js';
import { Aggregate, HistoryBucket, type HistoryValue } from './history-value.js';

const VALUES = sqlFile(import.meta.url, 'history.sql');
const BINS = sqlFile(import.meta.url, 'history-bins.sql');
const HOURS = sqlFile(import.meta.url, 'history-hours.sql');

export const MOST_OF_ONE = 10_000;
/** So many hours of the roll-up are put together in the time that one value takes. */
const HOURS_PER_VALUE = 100;
const ASK_FOR_LESS = 'Ask for fewer sensors, less time, a longer bucket or a smaller limit.';

interface Bucket {
  /** How long it is, or usually is. */
  seconds: number;
  /** Where it is made of the hourly roll-up, and not of the values: PostgreSQL's name for it, and the most hours it has. */
  unit?: string;
  mostHours?: number;
}

/** From the shortest to the longest. */
const BUCKETS: Partial<Record<HistoryBucket, Bucket>> = {
  [HistoryBucket.MINUTE]: { seconds: 60 },
  [HistoryBucket.QUARTER_HOUR]: { seconds: 900 },
  [HistoryBucket.HOUR]: { seconds: 3_600, unit: 'hour', mostHours: 1 },
  [HistoryBucket.DAY]: { seconds: 86_400, unit: 'day', mostHours: 25 },
  [HistoryBucket.WEEK]: { seconds: 7 * 86_400, unit: 'week', mostHours: 7 * 24 + 1 },
  [HistoryBucket.MONTH]: { seconds: 30.44 * 86_400, unit: 'month', mostHours: 31 * 24 + 1 },
};

export interface HistoryRequest {
  from: Date;
  to: Date;
  bucket: HistoryBucket;
  limit: number;
}

interface Keyed {
  datastream: string;
}

/** What is known of a bucket, whichever aggregate is asked for. */
interface BucketRow {
  phenomenonTime: Date;
  count: number;
  min: number;
  max: number;
  sum: number;
  last: number;
}

export type HistoryRow = BucketRow | HistoryValue;

const RESULT: Record<Aggregate, (bucket: BucketRow) => number> = {
  [Aggregate.COUNT]: ({ count }) => count,
  [Aggregate.MIN]: ({ min }) => min,
  [Aggregate.MAX]: ({ max }) => max,
  [Aggregate.SUM]: ({ sum }) => sum,
  [Aggregate.MEAN]: ({ sum, count }) => sum / count,
  [Aggregate.LAST]: ({ last }) => last,
};

/** All aggregates of a bucket are read at once: low, mean and high of a chart are one query. */
export function loaderOfHistory(request: HistoryRequest): string {
  const { from, to, bucket, limit } = request;
  const { request: last } = named;
  // Mostly it is the same for each of many datastreams.
  if (!last || last.from !== from || last.to !== to || last.bucket !== bucket || last.limit !== limit)
    named = { request, name: `Datastream.history ${from.getTime()} ${to.getTime()} ${bucket} ${limit}` };
  return named.name;
}
let named: { request?: HistoryRequest; name: string } = { name: '' };

/** Whether {@link checkHistory} would let it pass. */
export const isHistory = ({ from, to, limit }: HistoryRequest) => from < to && limit >= 1 && limit <= MOST_OF_ONE;

/** @throws GraphQLError BAD_USER_INPUT that says what is allowed */
export function checkHistory(request: HistoryRequest): void {
  const { from, to, bucket, limit } = request;
  if (!(from < to)) throw badInput('from and to must be times such as "2026-03-01T00:00:00Z", and to the later one.');
  if (limit < 1 || limit > MOST_OF_ONE) {
    throw badInput(`limit must be between 1 and ${MOST_OF_ONE}, but is ${limit}.`);
  }
  const { seconds, unit } = BUCKETS[bucket] ?? {};
  const count = seconds && !unit ? Math.ceil(secondsOf(request) / seconds) : 0;
  if (count > MOST_OF_ONE) {
    const fix = 'Ask for less time, or for a longer bucket such as HOUR.';
    throw badInput(`This time has ${count} of the bucket ${bucket}; at most ${MOST_OF_ONE} are made. ${fix}`);
  }
}

/** What the history of one datastream costs. */
export function costOfHistory(request: HistoryRequest): Cost {
  const { limit } = request;
  const { seconds, mostHours = 0 } = bucketOf(request) ?? {};
  if (!seconds) return { values: limit, fix: ASK_FOR_LESS };
  const count = Math.min(limit, Math.ceil(secondsOf(request) / seconds) + 1);
  const hours = Math.min(limit * mostHours, secondsOf(request) / 3_600);
  return { values: Math.max(count, Math.ceil(hours / HOURS_PER_VALUE)), fix: ASK_FOR_LESS };
}

/** The history of many datastreams by one query; {@link toHistoryValues} gives each row the aggregate that is wanted. */
export async function readHistory(
  database: Queryable,
  datastreams: string[],
  request: HistoryRequest,
): Promise<Map<string, HistoryRow[]>> {
  const { from, to, limit } = request;
  const bucket = bucketOf(request);
  const wanted = [datastreams, from, to, limit];
  const rows = !bucket
    ? await database.query<HistoryRow & Keyed>(VALUES, wanted)
    : bucket.unit
      ? await database.query<HistoryRow & Keyed>(HOURS, [...wanted, bucket.unit, bucket.mostHours])
      : await database.query<HistoryRow & Keyed>(BINS, [...wanted, bucket.seconds]);
  return groupBy(rows, ({ datastream }) => datastream);
}

/** Undefined for values as they came. */
const bucketOf = (request: HistoryRequest): Bucket | undefined =>
  BUCKETS[request.bucket === HistoryBucket.AUTO ? fitting(request) : request.bucket];

/** The shortest bucket of which no more than `limit` fill the time. */
function fitting(request: HistoryRequest): HistoryBucket {
  const fits = ([, { seconds }]: [string, Bucket]) => secondsOf(request) / seconds <= request.limit;
  return (Object.entries(BUCKETS).find(fits)?.[0] ?? HistoryBucket.MONTH) as HistoryBucket;
}

const secondsOf = ({ from, to }: HistoryRequest) => (to.getTime() - from.getTime()) / 1000;

/** Each bucket with the aggregate that is wanted; values as they came stay what they are. */
export function toHistoryValues(rows: HistoryRow[], aggregate: Aggregate): HistoryValue[] {
  const areRaw = (some: HistoryRow[]): some is HistoryValue[] => !some[0] || 'isConflict' in some[0];
  return areRaw(rows) ? rows : (rows as BucketRow[]).map((row) => toHistoryValue(row, aggregate));
}

function toHistoryValue(row: BucketRow, aggregate: Aggregate): HistoryValue {
  const { phenomenonTime, count } = row;
  const only = { resultText: null, resultTime: null, timeIsReceipt: false, isConflict: false };
  return { phenomenonTime, result: RESULT[aggregate](row), count, ...only };
}

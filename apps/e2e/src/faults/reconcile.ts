import type { Queryable } from '@stadtlage/database';
import type { Ledger } from './publisher.js';

/** What came of the messages of one publisher, each of which holds one reading. */
export interface Account {
  published: number;
  acknowledged: number;
  rows: number;
  /** Acknowledged by the broker, but there is no row. */
  lost: number[];
  /** More than one row. */
  duplicates: number[];
  /** Rows of messages that nobody published. */
  strangers: number[];
  /** Acknowledged poison without a row that says why, or rows beyond that. */
  unexplained: number;
  /** Datastreams whose hours or whose latest value are not what their rows say. */
  wrongSums: number[];
}

export const NOTHING_WRONG = { lost: [], duplicates: [], strangers: [], unexplained: 0, wrongSums: [] };

/**
 * Holds the publisher's ids against the rows.
 * @param rows how many there are of each id
 * @param repeatable the publisher sent some twice without saying so: what has no time of its own is then two readings
 */
export function reconcile(
  { published, acknowledged, repeated, poisoned }: Ledger,
  rows: ReadonlyMap<number, number>,
  repeatable = false,
): Omit<Account, 'wrongSums' | 'unexplained'> {
  const bad = new Set(poisoned);
  const excused = new Set(repeatable ? repeated : []);
  const ids = [...rows.keys()];
  return {
    published,
    acknowledged: acknowledged.length,
    rows: [...rows.values()].reduce((sum, count) => sum + count, 0),
    lost: acknowledged.filter((id) => !bad.has(id) && !rows.has(id)),
    duplicates: ids.filter((id) => rows.get(id)! > 1 && !excused.has(id)),
    strangers: ids.filter((id) => !(id >= 0 && id < published) || bad.has(id)),
  };
}

const OF_GATEWAY =
  'SELECT d.id FROM sensors.datastream d JOIN sensors.thing t ON t.id = d.thing_id WHERE t.gateway_id = $1';

/** How many of its messages have a row. */
export async function countStored(database: Queryable, gateway: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `SELECT count(DISTINCT result) AS count FROM sensors.observation WHERE datastream_id IN (${OF_GATEWAY})`,
    [gateway],
  );
  return row!.count;
}

/** The greatest id that is stored: ids grow with the time of their readings. */
export async function newestRow(database: Queryable, gateway: string): Promise<number> {
  const [row] = await database.query<{ newest: number | null }>(
    `SELECT max(result) AS newest FROM sensors.latest_observation WHERE datastream_id IN (${OF_GATEWAY})`,
    [gateway],
  );
  return row!.newest ?? -1;
}

export async function accountFor(
  database: Queryable,
  gateway: string,
  ledger: Ledger,
  repeatable: boolean,
): Promise<Account> {
  const rows = await database.query<{ id: number; count: number }>(
    `SELECT result AS id, count(*) AS count FROM sensors.observation WHERE datastream_id IN (${OF_GATEWAY}) GROUP BY 1`,
    [gateway],
  );
  const [rejected] = await database.query<{ count: number }>(
    'SELECT count(*) AS count FROM sensors.rejected_message WHERE gateway_id = $1',
    [gateway],
  );
  const wrong = await database.query<{ id: number }>(WRONG_SUMS, [gateway]);
  return {
    ...reconcile(ledger, new Map(rows.map(({ id, count }) => [id, count])), repeatable),
    unexplained: Math.abs(ledger.poisoned.length - rejected!.count),
    wrongSums: wrong.map(({ id }) => id),
  };
}

const WRONG_SUMS = `
  WITH own AS (${OF_GATEWAY}), stored AS (
    SELECT datastream_id, count(*) AS count, sum(result) AS sum, min(result) AS min, max(result) AS max,
           max(phenomenon_time) AS newest
    FROM sensors.observation WHERE datastream_id IN (SELECT id FROM own) GROUP BY 1
  ), hours AS (
    SELECT datastream_id, sum(count) AS count, sum(sum) AS sum, min(min) AS min, max(max) AS max, max(last_time) AS newest
    FROM sensors.observation_hour WHERE datastream_id IN (SELECT id FROM own) GROUP BY 1
  ), latest AS (
    SELECT l.datastream_id, o.phenomenon_time AS newest
    FROM sensors.latest_observation l
         LEFT JOIN sensors.observation o USING (datastream_id, phenomenon_time, result)
    WHERE datastream_id IN (SELECT id FROM own)
  )
  SELECT datastream_id AS id
  FROM stored s FULL JOIN hours h USING (datastream_id) FULL JOIN latest l USING (datastream_id)
  WHERE (s.count, s.sum, s.min, s.max, s.newest, s.newest)
        IS DISTINCT FROM (h.count, h.sum, h.min, h.max, h.newest, l.newest)`;

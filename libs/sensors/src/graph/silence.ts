import type { Queryable } from '@stadtlage/database';

// One reading that is late, or lost, is no silence yet; two are.
const IS_SILENT = `now() - l.phenomenon_time > 2.5 * d.expected_interval`;

const STREAMS = `
  SELECT d.id::text AS id, l.phenomenon_time AS since
  FROM sensors.datastream d JOIN sensors.latest_observation l ON l.datastream_id = d.id
  WHERE d.id = ANY ($1::bigint[]) AND ${IS_SILENT}`;

const SENSORS = `
  SELECT d.thing_id AS id, max(l.phenomenon_time) AS since
  FROM sensors.datastream d JOIN sensors.latest_observation l ON l.datastream_id = d.id
  WHERE d.thing_id = ANY ($1::text[]) AND d.expected_interval IS NOT NULL
  GROUP BY d.thing_id HAVING bool_and(${IS_SILENT})`;

/** Since when datastreams are silent: their last readings. Those that report in time, or at no known interval, are left out. */
export const silentDatastreams = (database: Queryable, ids: string[]) => sinceById(database, STREAMS, ids);

/** Since when sensors are silent in all that they should report at an interval. */
export const silentSensors = (database: Queryable, ids: string[]) => sinceById(database, SENSORS, ids);

async function sinceById(database: Queryable, sql: string, ids: string[]): Promise<Map<string, Date>> {
  const rows = await database.query<{ id: string; since: Date }>(sql, [ids]);
  return new Map(rows.map(({ id, since }) => [id, since]));
}

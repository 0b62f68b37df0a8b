import { UserError, type Database } from '@stadtlage/database';

export const SENSOR_KINDS = ['weather', 'air_quality', 'noise', 'parking', 'river_level', 'traffic', 'other'] as const;

export interface KnownSensor {
  id: string;
  gateway: string;
  name: string;
  isPublic: boolean;
  /** What it has sent so far. */
  properties: string[];
  latestAt: Date | null;
}

const SENSORS = `
  SELECT t.id, t.gateway_id AS gateway, t.name, t.is_public AS "isPublic",
         array_remove(array_agg(d.property ORDER BY d.property), NULL) AS properties, max(l.phenomenon_time) AS "latestAt"
  FROM sensors.thing t
  LEFT JOIN sensors.datastream d ON d.thing_id = t.id
  LEFT JOIN sensors.latest_observation l ON l.datastream_id = d.id`;

/** Every sensor that has ever sent something, those first that nobody has made public yet. */
export function listSensors(database: Database): Promise<KnownSensor[]> {
  return database.query<KnownSensor>(`${SENSORS} GROUP BY t.id ORDER BY t.is_public, t.id`);
}

/** Those that nobody has made public yet, by id. */
export function listNewSensors(database: Database, after: string | null, limit: number): Promise<KnownSensor[]> {
  const where = 'WHERE NOT t.is_public AND ($1::text IS NULL OR t.id > $1)';
  return database.query<KnownSensor>(`${SENSORS} ${where} GROUP BY t.id ORDER BY t.id LIMIT $2`, [after, limit]);
}

export interface PublicSensor {
  id: string;
  name: string;
  kind: (typeof SENSOR_KINDS)[number];
  /** Degrees in WGS 84 (EPSG:4326). */
  longitude: number;
  latitude: number;
}

/**
 * Shows a sensor on the map and in the open data, with all it has sent, and confirms its gateway. For one that is public
 * already it changes name, kind and place.
 * @throws UserError when nothing was ever received from it, or its name or place is none
 */
export async function publishSensor(database: Database, sensor: PublicSensor): Promise<void> {
  check(sensor);
  await database.transaction(async (transaction) => {
    const [thing] = await transaction.query<{ gateway: string }>(
      `UPDATE sensors.thing SET name = $2, kind = $3, geom = ST_SetSRID(ST_MakePoint($4, $5), 4326), is_public = true
       WHERE id = $1 RETURNING gateway_id AS gateway`,
      [sensor.id, sensor.name, sensor.kind, sensor.longitude, sensor.latitude],
    );
    if (!thing) {
      throw new UserError(
        `Nothing was received from a sensor "${sensor.id}" yet. Let it publish once, or see "stadtlage sensor list".`,
      );
    }
    await transaction.query('UPDATE sensors.gateway SET confirmed = true WHERE id = $1', [thing.gateway]);
    await transaction.query(
      `SELECT datasets.touch(changed) FROM unnest(ARRAY['sensors', 'latest-observations', 'observations']) changed`,
    );
  });
}

function check({ name, longitude, latitude }: PublicSensor): void {
  if (!name.trim() || name.length > 200 || /\p{C}/u.test(name)) {
    throw new UserError('The name of the sensor cannot be used: write 1 to 200 printable characters.');
  }
  // Not a number is neither.
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
    throw new UserError(
      `The sensor cannot stand at longitude ${longitude}, latitude ${latitude}: write degrees (WGS 84), such as 7.891 and 51.763.`,
    );
  }
}

import { sqlFile, type Queryable } from '@stadtlage/database';
import type { LatestObservation } from '../graph/observation.js';
import type { LatestFilter } from './latest-filter.js';

const LATEST = sqlFile(import.meta.url, 'latest-observations.sql');

/** With those of the districts asked about that its sensor lies in. */
export type LocatedObservation = LatestObservation & { districts: string[] };

export interface LatestRequest extends LatestFilter {
  datastreams?: string[] | null;
  /** Districts of which to say whether a sensor lies in them. */
  tellDistricts?: string[];
  /** The datastream to start after. */
  after?: string | null;
  limit?: number;
}

/** The newest values of public sensors, by datastream. */
export function readLatest(database: Queryable, request: LatestRequest): Promise<LocatedObservation[]> {
  return database.query<LocatedObservation>(LATEST, values(request));
}

/** Of all pages. */
export async function countLatest(database: Queryable, request: LatestRequest): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `SELECT count(*) AS count FROM (${LATEST}) AS matching`,
    values({ ...request, after: null, limit: undefined }),
  );
  return row!.count;
}

function values(request: LatestRequest): unknown[] {
  const { datastreams, within, sensors, kind, properties, districts, after, limit, tellDistricts } = request;
  const box = [within?.west, within?.south, within?.east, within?.north];
  return [datastreams, ...box, sensors, kind, properties, districts, after, limit, tellDistricts];
}

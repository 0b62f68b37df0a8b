// Figures that no table keeps, of drawn areas and of what was believed earlier: counted address by address.
import { sqlFile, type Database } from '@stadtlage/database';
import { spend, type GraphContext } from '@stadtlage/datasets';
import type { FiguresRow } from './coverage-figures.js';
import { MOST_KM2, refusal } from './drawn-area.js';

const STATISTICS = sqlFile(import.meta.url, 'counted-statistics.sql');
const SERIES = sqlFile(import.meta.url, 'counted-series.sql');
const SHAPE = `
  SELECT ST_IsValid(g) AS valid, ST_IsValidReason(g) AS reason, ST_Area(g::geography) / 1e6 AS km2
  FROM (SELECT ST_SetSRID(ST_GeomFromGeoJSON($1), 4326) AS g) drawn`;
/** Whether the city lies where the area would lie with its axes swapped, and not where it does lie. */
const SWAPPED = `
  WITH box AS (SELECT ST_SetSRID(ST_GeomFromGeoJSON($1), 4326) AS here),
       boxes AS (SELECT here, ST_FlipCoordinates(here) AS there FROM box)
  SELECT NOT EXISTS (SELECT FROM places.district d WHERE d.geom && b.here) AND NOT EXISTS (SELECT FROM places.address a WHERE a.geom && b.here)
         AND (EXISTS (SELECT FROM places.district d WHERE d.geom && b.there) OR EXISTS (SELECT FROM places.address a WHERE a.geom && b.there)) AS swapped
  FROM boxes b`;
const COUNT = 'SELECT count(*)::integer AS addresses FROM coverage.addresses_in($1, $2, $3)';
/** Looking at an address costs as much as reading a value; and each such count is a query of its own, which for a street is a short one. */
const LEAST_COST = 20_000;
const LEAST_COST_OF_STREET = 2_000;
const FIX = 'Ask for fewer or smaller areas.';

/** Where and what to count: kind and id of the area, or polygon and its GeoJSON; use, technology, provider, day, moment. */
export type CountedKey = [kind: string, area: string, use: string, ...unknown[]];

/** Undefined where a named area has no address of the use. @throws GraphQLError BAD_USER_INPUT for an area that is none */
export async function countFigures(
  context: GraphContext,
  database: Database,
  key: CountedKey,
): Promise<FiguresRow | undefined> {
  const [kind, area] = key;
  if (kind === 'polygon') await checkPolygon(database, area);
  const addresses = await spendOn(context, database, key);
  if (!addresses && kind !== 'polygon') return undefined;
  if (!addresses) await checkAxes(database, area);
  const [row] = await database.query<FiguresRow>(STATISTICS, key);
  return row;
}

/** The days on which the figures changed, the newest first, `most` of them. */
export async function countSeries(
  context: GraphContext,
  database: Database,
  key: CountedKey,
  most: number,
): Promise<FiguresRow[]> {
  await spendOn(context, database, key);
  return database.query<FiguresRow>(SERIES, [...key, most]);
}

/** @returns the number of addresses to look at */
async function spendOn(context: GraphContext, database: Database, [kind, area, use]: CountedKey): Promise<number> {
  const least = kind === 'street' ? LEAST_COST_OF_STREET : LEAST_COST;
  spend(context, { values: least, fix: FIX });
  const [found] = await database.query<{ addresses: number }>(COUNT, [kind, area, use]);
  spend(context, { values: Math.max(0, found!.addresses - least), fix: FIX });
  return found!.addresses;
}

async function checkPolygon(database: Database, polygon: string): Promise<void> {
  const [shape] = await database.query<{ valid: boolean; reason: string; km2: number }>(SHAPE, [polygon]);
  if (!shape!.valid) throw refusal(`it is not a valid area: ${shape!.reason}. Draw it without crossing lines.`);
  if (shape!.km2 > MOST_KM2) {
    throw refusal(`it covers ${Math.round(shape!.km2)} km²; at most ${MOST_KM2} km² are counted. Draw a smaller one.`);
  }
}

async function checkAxes(database: Database, polygon: string): Promise<void> {
  const [city] = await database.query<{ swapped: boolean }>(SWAPPED, [polygon]);
  if (!city!.swapped) return;
  throw refusal(
    'its axes are swapped: latitude stands before longitude, so it lies far outside of the city. Write each position as [longitude, latitude].',
  );
}

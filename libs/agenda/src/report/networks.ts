import type { Database } from '@stadtlage/database';

/** A mobile network: whom and how much of the city it reaches outdoors, and from where. */
export interface ReportedNetwork {
  operator: string;
  operatorId: string;
  technology: string;
  addresses: number;
  coveredAddresses: number;
  /** Homes and businesses; null where nobody knows how many there are. */
  premises: number | null;
  coveredPremises: number | null;
  areaKm2: number;
  coveredKm2: number;
  /** Null where no source names any site of the operator: that is not none. */
  sitesLive: number | null;
  sitesPlanned: number | null;
}

/** Networks of a day by all that is known now, at the addresses of today. */
export const readNetworks = (database: Database, day: string): Promise<ReportedNetwork[]> =>
  database.query<ReportedNetwork>(
    `SELECT p.name AS operator, n.operator_id AS "operatorId", n.technology, n.addresses, n.covered_addresses AS "coveredAddresses", n.premises,
            n.covered_premises AS "coveredPremises", n.area_km2::float8 AS "areaKm2", n.covered_km2::float8 AS "coveredKm2",
            CASE WHEN named.sites THEN n.sites_live END AS "sitesLive", CASE WHEN named.sites THEN n.sites_planned END AS "sitesPlanned"
     FROM coverage.mobile_statistics(NULL, $1) n JOIN coverage.provider p ON p.id = n.operator_id
     CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM coverage.sites_as_of($1) s WHERE s.provider_id = n.operator_id) AS sites) named
     ORDER BY n.technology, n.operator_id`,
    [day],
  );

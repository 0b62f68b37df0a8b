import type { Database } from '@stadtlage/database';
import { foresee, loadFor, nameOf, NOW, type AsOf, type GraphContext } from '@stadtlage/datasets';
import { FibreStatus } from '../fibre-status.js';
import type { AddressCoverage } from './address-coverage.js';

/** Of a row `s` of coverage.address_status, which has what holds today, as the last import left it. */
export const STATUS_COLUMNS = `s.fibre_status AS "fibreStatus", s.best_technology AS "bestTechnology", s.max_down_mbit AS "maxDownMbit"`;
const STATUS = `SELECT s.address_id AS "addressId", ${STATUS_COLUMNS} FROM coverage.address_status s WHERE s.address_id = ANY ($1)`;
const STATUS_AS_OF = `
  SELECT s.address_id AS "addressId", ${STATUS_COLUMNS}
  FROM coverage.status_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity'), $1::text[]) s`;
// As the map and the files have it: open.address_coverage_on().
const PROMISED_BY = `
  SELECT b.address_id AS "addressId", min(m.promised_by) AS "promisedBy"
  FROM rollout.address_phase b JOIN rollout.promises_until($2, current_date) m ON m.phase_id = b.phase_id
  WHERE b.address_id = ANY ($1) GROUP BY b.address_id`;
const IN_THE_BUILDING: (FibreStatus | null)[] = [FibreStatus.CONNECTED, FibreStatus.ACTIVATED];

export type AddressStatus = Omit<AddressCoverage, 'asOf'>;

const loaderOf = (asOf: AsOf) => nameOf('addressStatus', asOf);

/** What is known of an address, batched with all others that the request asks for; null where that is nothing. */
export function loadStatus(
  context: GraphContext,
  database: Database,
  addressId: string,
  asOf: AsOf,
): Promise<AddressStatus | null> {
  const isNow = asOf.day === null && asOf.knownAt === null;
  return loadFor<AddressStatus | null>(
    context,
    loaderOf(asOf),
    addressId,
    async (ids) => {
      const rows = isNow
        ? await database.query<AddressStatus>(STATUS, [ids])
        : await database.query<AddressStatus>(STATUS_AS_OF, [ids, asOf.day, asOf.knownAt]);
      return new Map(rows.map((status) => [status.addressId, status]));
    },
    null,
  );
}

/** Keeps what holds today and another query has brought along. */
export function foreseeStatuses(context: GraphContext, statuses: AddressStatus[]): void {
  for (const status of statuses) foresee<AddressStatus | null>(context, loaderOf(NOW), status.addressId, status);
}

/** By when fibre is promised at an address, of a day to come; null where nothing is by then, or none is left to promise. */
export async function loadPromisedBy(
  context: GraphContext,
  database: Database,
  { addressId, fibreStatus, asOf: { day } }: AddressCoverage,
): Promise<string | null> {
  if (day === null || IN_THE_BUILDING.includes(fibreStatus)) return null;
  return loadFor<string | null>(
    context,
    `addressPromisedBy/${day}`,
    addressId,
    async (ids) => {
      const rows = await database.query<{ addressId: string; promisedBy: string }>(PROMISED_BY, [ids, day]);
      return new Map(rows.map((row) => [row.addressId, row.promisedBy]));
    },
    null,
  );
}

import type { City } from './city.js';
import { fixedOffers } from './coverage.js';
import { PROVIDERS } from './fibre.js';
import type { Loading } from './load.js';
import { addressId, rows } from './load-places.js';
import { ewkt } from './plane.js';

const FIXED_SINCE = '2025-12-31';

/** The masts' areas overlap; what is stored is their union. */
const UNITE = `INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, geom, run_id)
  SELECT $1, $2, $3, ST_Multi(ST_Union(cell::geometry)), $5 FROM unnest($4::text[]) AS cell`;

export async function loadCoverage(
  { transaction, record }: Loading,
  { plan, streets, addresses, mobile }: City,
): Promise<void> {
  await transaction.bulkLoad(
    'coverage.provider',
    ['id', 'name'],
    PROVIDERS.map(({ id, name }) => [id, name]),
  );
  await record('fixed-availability', undefined, (run) =>
    transaction.bulkLoad(
      'coverage.fixed_availability',
      [
        'address_id',
        'provider_id',
        'technology',
        'connection_level',
        'max_down_mbit',
        'max_up_mbit',
        'valid_from',
        'run_id',
      ],
      rows(fixedOffers(plan, streets, addresses), ({ address, provider, technology, level, down, up }) => [
        addressId(address),
        provider,
        technology,
        level,
        down,
        up,
        FIXED_SINCE,
        run,
      ]),
    ),
  );
  await record('mobile-availability', undefined, async (run) => {
    const covered = mobile.filter(({ cells }) => cells.length > 0);
    for (const { operator, technology, validFrom, cells } of covered) {
      await transaction.query(UNITE, [operator, technology, validFrom, cells.map(ewkt.polygon), run]);
    }
    return covered.length;
  });
}
